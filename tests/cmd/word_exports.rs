//! Word, RTF and EPUB files made to break their readers, and one article in two kinds of export.

use std::io::Write;

use zip::write::SimpleFileOptions;

use super::session::Session;

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn a_number_is_known_in_another_kind_of_export() {
    let session = Session::new();
    let rtf = "{\\rtf1\\ansi{\\b La cloche est l\\'e0}\\par 20 mots\\par 3 mai 2021\\par La Cloche\\par CLOCHE\\par Fran\\'e7ais\\par \
               (c) 2021 La Cloche\\par\\par La cloche est arriv\\'e9e par la mer, et tout le port la regarde.\\par \
               Document CLOCHE0020210503eh530001c\\par}";
    let page = "<html><body><div class=\"article frArticle\"><div id=\"hd\"><span class=\"frHeadline\">La cloche est là</span></div>\
                <div>20 mots</div><div>3 mai 2021</div><div>La Cloche</div><div>CLOCHE</div><div>Français</div><div>(c) 2021</div>\
                <p class=\"articleParagraph frarticleParagraph\">La cloche est arrivée par la mer, et tout le port la regarde.</p>\
                <p>Document CLOCHE0020210503eh530001c</p></div></body></html>";
    session.write("one.rtf", rtf.as_bytes()).write("other.html", page.as_bytes());
    assert_eq!(session.run("import one.rtf").code, 0);
    let run = session.run("import other.html");
    assert!(run.err.contains("already imported"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 1);
}

#[test]
fn a_hundred_thousand_runs_and_articles_are_read_in_linear_time() {
    let session = Session::new();
    let runs: String = (0..100_000).map(|n| format!("{{\\b mot{n}}}{{\\i mot }}")).collect();
    let article = |n: usize| {
        format!(
            "{{\\b Titre {n}}}\\par 20 mots\\par 3 mai 2021\\par La Cloche\\par CLOCHE\\par (c) 2021\\par\\par La cloche {n} est arriv\\'e9e \
             par la mer, et tout le port la regarde.\\par Document CLOCHE0020210503eh5{n:06}\\par\n"
        )
    };
    let articles: String = (0..2_000).map(article).collect();
    session
        .write("runs.rtf", format!("{{\\rtf1 {runs}.\\par}}").as_bytes())
        .write("articles.rtf", format!("{{\\rtf1\\ansi {articles}}}").as_bytes());
    let start = std::time::Instant::now();
    let run = session.run("import runs.rtf articles.rtf --dry-run");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("2000 articles"), "{}", run.err);
    // A second with an optimised build; quadratic work would take minutes.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

#[test]
fn a_book_made_to_expand_is_refused_and_its_other_chapters_are_read() {
    let session = Session::new();
    let package = "<package><manifest><item id=\"a\" href=\"a.html\" media-type=\"application/xhtml+xml\"/><item id=\"b\" href=\"b.html\" \
                   media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let zeros = vec![b' '; 15 << 20];
    let chapter = "<h1>Le quai</h1><p>Le quai est fermé depuis lundi, et les marins s’en étonnent.</p>";
    let files: [(&str, &[u8]); 5] = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfile full-path=\"p.opf\"/></container>"),
        ("p.opf", package.as_bytes()),
        ("a.html", &zeros),
        ("b.html", chapter.as_bytes()),
    ];
    session.write("book.epub", &archive(&files));
    let run = session.run("import book.epub");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("chapter 1") && run.err.contains("as only a ZIP bomb does"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 1, "{}", run.err);
}
