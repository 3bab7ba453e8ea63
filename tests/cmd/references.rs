//! `dossier import` of lists of references, with and without the files beside them.

use super::session::Session;

const PAGE: &str = "<html><head><title>La digue cède</title></head><body><article><h1>La digue cède</h1><p>La digue de Penmarc’h-Izel a cédé jeudi soir sur trente mètres, sans faire de victime.</p><p>« Nous la relèverons avant l’hiver », promet Yann Le Bihan, maire de la commune depuis 2014.</p></article></body></html>";

#[test]
fn a_reference_with_a_file_is_an_article_and_one_without_is_a_reference() {
    let rdf = "<rdf:RDF xmlns:rdf=\"r\" xmlns:z=\"http://www.zotero.org/namespaces/export#\" xmlns:dc=\"d\"><bib:Article rdf:about=\"#1\"><z:itemType>newspaperArticle</z:itemType><dcterms:isPartOf rdf:resource=\"#j\"/><link:link rdf:resource=\"#f\"/><dc:title>La digue cède</dc:title><dc:date>2021-11-18</dc:date></bib:Article><bib:Newspaper rdf:about=\"#j\"><dc:title>Le Cap</dc:title></bib:Newspaper><z:Attachment rdf:about=\"#f\"><z:itemType>attachment</z:itemType><rdf:resource rdf:resource=\"files/1/p.html\"/></z:Attachment><bib:Memo rdf:about=\"#n\"><rdf:value>note</rdf:value></bib:Memo></rdf:RDF>";
    let ris =
        "TY  - NEWS\r\nTI  - La digue cède\r\nT2  - Le Cap\r\nDA  - 2021/11/18/\r\nL1  - files/1/p.html\r\nER  - \r\n";
    let bib = "@string{cap = {Le Cap}}\n@article{a,\n title = {La digue c{\\`e}de},\n journal = cap,\n date = {2021-11-18},\n file = {Page:files/1/p.html:text/html},\n}\n";
    for (list, text) in [("liste.rdf", rdf), ("liste.ris", ris), ("liste.bib", bib)] {
        for has_file in [true, false] {
            let session = Session::new();
            session.write(&format!("biblio/{list}"), text.as_bytes());
            if has_file {
                session.write("biblio/files/1/p.html", PAGE.as_bytes());
            }
            let run = session.run("import biblio");
            assert_eq!(run.code, 0, "{list}: {}", run.err);
            assert_eq!(session.files("content/articles").len(), 1, "{list}: {}", run.err);
            let articles = session.files("content/articles");
            let article = String::from_utf8_lossy(articles.values().next().expect("one")).into_owned();
            assert!(
                article.contains("title: La digue cède\ndate: 2021-11-18\ndate_certainty: given\npublisher: Le Cap\n"),
                "{list}: {article}"
            );
            assert_eq!(article.contains("rights: reference"), !has_file, "{list}: {article}");
            assert_eq!(article.contains("trente mètres"), has_file, "{list}: {article}");
        }
    }
}

#[test]
fn what_dossier_exports_is_read_back() {
    let session = Session::new();
    session.write("content/articles/digue.md", "---\ntitle: \"La digue : 50 % & {plus}\"\ndate: 2021-11-18\npublisher: Le Cap\nauthor: Maud Tanguy et AFP\nurl: https://cap.example/digue_1\nretrieved: 2021-11-20\nlanguage: fr\n---\n\nLa digue a cédé.\n".as_bytes());
    for (format, name) in [("bibtex", "a.bib"), ("ris", "a.ris"), ("csl", "a.json")] {
        let export = session.run(&format!("export {format}"));
        assert_eq!(export.code, 0, "{format}: {}", export.err);
        let other = Session::new();
        other.write(name, export.out.as_bytes());
        let run = other.run(&format!("import {name}"));
        assert_eq!(run.code, 0, "{format}: {}", run.err);
        let articles = other.files("content/articles");
        let article = String::from_utf8_lossy(articles.values().next().expect("one")).into_owned();
        for line in [
            "title: \"La digue : 50 % & {plus}\"",
            "date: 2021-11-18",
            "publisher: Le Cap",
            "retrieved: \"2021-11-20\"",
            "rights: reference",
            "https://cap.example/digue_1",
            "Maud Tanguy; AFP",
        ] {
            assert!(article.contains(line), "{format}: {line}: {article}");
        }
    }
}

#[test]
fn a_slip_in_one_reference_loses_no_other_and_no_file_elsewhere_is_read() {
    let session = Session::new();
    session.write("secret.txt", "Un secret assez long pour être un article entier du dossier.".as_bytes());
    session.write(
        "b/a.bib",
        b"@article{a, title = {Un}, journal = {X}, month = 0, year = 2020}\n@article{b, title = {Deux\n@article{c, title = {Trois}, journal = {X}, file = {:../secret.txt:text/plain}}\n@article{d, title = {Quatre}, = }\n",
    );
    let run = session.run("import b/a.bib");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("never closed"), "{}", run.err);
    let articles = session.files("content/articles");
    assert_eq!(articles.len(), 1, "{}", run.err);
    assert!(articles.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("secret")));
    session.write("b/c.ris", b"TY  - NEWS\nTI  - Un ris\nER  - \nTY  - NEWS\nTI  - Coup");
    let run = session.run("import b/c.ris");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("reference 2: not imported: the file is cut off in it"), "{}", run.err);
    session.write("b/d.bib", &[b"@a{b, title = ".to_vec(), vec![b'{'; 200_000]].concat());
    assert_eq!(session.run("import b/d.bib").code, 1);
    session.write("b/e.rdf", b"<rdf:RDF xmlns:z=\"http://www.zotero.org/namespaces/export#\"><a><b>");
    assert_eq!(session.run("import b/e.rdf").code, 1);
}

#[test]
fn an_address_without_its_slashes_is_no_address_of_an_article() {
    let ris = "TY  - NEWS\nTI  - La digue cède\nDA  - 2021/11/18/\nUR  - https:cap.example/digue-http://w\nER  - \n";
    let session = Session::new();
    session.write("liste.ris", ris.as_bytes());
    let run = session.run("import liste.ris");
    assert_eq!(run.code, 0, "{}", run.err);
    let articles = session.files("content/articles");
    let article = String::from_utf8_lossy(articles.values().next().expect("one")).into_owned();
    assert!(article.contains("title: La digue cède\n") && !article.contains("url:"), "{article}");
    let check = session.run("check");
    assert!(!check.err.contains("web address"), "{}", check.err);
}
