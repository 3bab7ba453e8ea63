//! `dossier import` of formats other than plain text, and of files made to break it.

use std::io::Write;
use std::process::{Command, Stdio};

use zip::write::SimpleFileOptions;

use super::session::Session;

const TEXT: &str =
    "Jeanne Morvan a promis de rallumer le phare de la pointe, éteint depuis la grande tempête de janvier.";
const MORE: &str =
    "Elle l’a dit mardi aux pêcheurs du port, qui ne demandaient pas mieux et qui l’ont longuement applaudie.";

fn page(inner: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Le phare rallumé - L’Écho</title>\
         <meta property=\"og:site_name\" content=\"L’Écho\"><meta property=\"article:published_time\" content=\"2021-05-03T23:30:00+02:00\">\
         <meta name=\"author\" content=\"Anne Le Goff\"><link rel=\"canonical\" href=\"https://echo.example/phare\"></head><body>\
         <nav><a href=\"/\">Accueil</a></nav><article><h1>Le phare rallumé</h1><p>{TEXT}</p>{inner}<p>{MORE}</p></article>\
         <div class=\"comments\"><p>Un avis de lecteur, long et sans intérêt pour personne d’autre que lui.</p></div></body></html>"
    )
}

fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", document.as_bytes())])
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn jpeg() -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0".to_vec();
    bytes.resize(1998, 7);
    bytes.extend(b"\xff\xd9");
    bytes
}

fn pdf(objects: &[&str]) -> String {
    let (mut file, mut table) = ("%PDF-1.4\n".to_owned(), String::new());
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let (start, n) = (file.len(), objects.len() + 1);
    format!(
        "{file}xref\n0 {n}\n0000000000 65535 f \n{table}trailer\n<< /Size {n} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
}

#[test]
fn a_saved_page_becomes_its_article_and_says_where_it_is_from() {
    let session = Session::new();
    let inner = "<img src=\"phare_files/vue.jpg\"><p>Voir <a href=\"https://example.org/x\">le <b>plan</b></a>.</p><script>x()</script>";
    session.write("seeds/phare.html", page(inner).as_bytes()).write("seeds/phare_files/vue.jpg", &jpeg());
    session.write("seeds/phare_files/autre.html", page("").as_bytes());
    let run = session.run("import seeds");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("<script>") && run.err.contains("Un avis de lecteur"), "{}", run.err);
    let article = session.read("content/articles/phare.md");
    let head = "title: Le phare rallumé\ndate: 2021-05-03\ndate_certainty: given\npublisher: L’Écho\nauthor: Anne Le Goff\n\
                url: \"https://echo.example/phare\"\nlanguage: fr\npicture: media/phare.jpg\n";
    assert!(article.contains(head), "{article}");
    let body = format!("# Le phare rallumé\n\n{TEXT}\n\nVoir [le ](https://example.org/x)");
    assert!(article.contains(&body.replace("[le ]", "[le]")), "{article}");
    assert!(!article.contains("avis de lecteur") && !article.contains("Accueil"), "{article}");
    assert_eq!(session.files("content").len(), 2, "the page in the folder beside it is no document");
    // The saved page has no alt text for its picture, and there is no other source for one.
    assert_eq!(session.diagnostics(), ["content/articles/phare.md:9:10 D0505"]);
    assert_eq!(session.run("build --strict").code, 0);
}

#[test]
fn the_same_text_gives_the_same_body_whatever_it_came_in() {
    let session = Session::new();
    let mail = format!(
        "From: a@example.org\nSubject: TR: le phare\nDate: Mon, 3 May 2021 10:00:00 +0200\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\n\n{TEXT}\n\n{MORE}\n\n-- \nLe desk\n"
    );
    let odt = format!("<d><body><text><p>{TEXT}</p><p>{MORE}</p></text></body></d>");
    session
        .write("seeds/a.txt", format!("{TEXT}\n\n{MORE}\n\n[ad_1]\n").as_bytes())
        .write("seeds/b.docx", &docx(&[TEXT, MORE, "[ad_1]"]))
        .write("seeds/c.odt", &archive(&[("content.xml", odt.as_bytes())]))
        .write("seeds/d.eml", mail.as_bytes());
    let run = session.run("import seeds");
    assert_eq!(run.code, 0, "{}", run.err);
    let body = |id: &str| {
        session.read(&format!("content/articles/{id}.md")).split_once("\n---\n").expect("a body").1.to_owned()
    };
    assert_eq!(body("a"), format!("\n{TEXT}\n\n{MORE}\n"));
    for id in ["b", "c", "d"] {
        assert_eq!(body(id), body("a"), "{id}");
    }
    let mail = session.read("content/articles/d.md");
    assert!(mail.contains("title: le phare\ndate: 2021-05-03\ndate_certainty: inferred\n"), "{mail}");
}

#[test]
fn a_dry_run_shows_a_table_and_writes_nothing() {
    let session = Session::new();
    session.write("seeds/2021-05-04-a.txt", TEXT.as_bytes()).write("seeds/phare.html", page("").as_bytes());
    let before = session.files("");
    let run = session.run("import seeds --dry-run");
    assert_eq!(run.code, 0, "{}", run.err);
    let rows: Vec<&str> = run.out.lines().collect();
    assert!(rows[0].starts_with("id ") && rows[0].contains("publisher"), "{}", run.out);
    assert!(rows[1].contains("2021-05-04 (inferred: read from the file name)"), "{}", run.out);
    assert!(rows[2].contains("2021-05-03 (given: the page’s metadata") && rows[2].contains("L’Écho"), "{}", run.out);
    assert_eq!(session.files(""), before);
}

#[test]
fn an_import_and_its_dry_run_say_which_article_a_document_repeats() {
    let session = Session::new();
    let sentences = |name: &str| -> Vec<String> {
        let word =
            |sentence: usize, n: usize| format!("{name}{}{}", "abcdefgh".as_bytes()[sentence] as char, "o".repeat(n));
        (0..8).map(|sentence| (1..13).map(|n| word(sentence, n)).collect::<Vec<_>>().join(" ") + ".").collect()
    };
    let known = sentences("k").join("\n\n");
    session.write("content/articles/connu.md", format!("---\ntitle: Connu\n---\n{known}\n").as_bytes());
    session.write("seeds/1.txt", format!("Un autre titre\n\n{}\n", sentences("k")[..6].join("\n\n")).as_bytes());
    session.write("seeds/2.txt", format!("Neuf\n\n{}\n", sentences("n").join("\n\n")).as_bytes());
    session.write("seeds/3.txt", format!("Neuf aussi\n\n{}\n", sentences("n")[1..].join("\n\n")).as_bytes());
    let run = session.run("import seeds --dry-run");
    assert_eq!(run.code, 0, "{}", run.err);
    let rows: Vec<&str> = run.out.lines().collect();
    assert!(rows[0].ends_with("duplicate of"), "{}", run.out);
    assert!(rows[1].ends_with("  connu") && rows[2].ends_with(" lines") && rows[3].ends_with("  2"), "{}", run.out);
    assert!(run.err.contains("repeats   connu"), "{}", run.err);
    assert!(run.err.contains("2 repeat another article"), "{}", run.err);
    let run = session.run("import seeds");
    assert!(run.err.contains("repeats   connu") && run.err.contains("repeats   2\n"), "{}", run.err);
    assert!(run.err.contains("2 repeat another article"), "{}", run.err);
}

#[test]
fn an_archive_is_a_folder_and_nothing_leaves_it() {
    let session = Session::new();
    let page = page("<img src=\"a_files/vue.jpg\">");
    let files: [(&str, &[u8]); 6] = [
        ("presse/a.html", page.as_bytes()),
        ("presse/a_files/vue.jpg", &jpeg()),
        ("presse/b.txt", MORE.as_bytes()),
        ("../evasion.txt", TEXT.as_bytes()),
        ("/absolu.txt", TEXT.as_bytes()),
        ("presse/sous/../../x.txt", TEXT.as_bytes()),
    ];
    session.write("envoi.zip", &archive(&files));
    let run = session.run("import envoi.zip");
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.err.matches("leads out of the archive").count(), 3, "{}", run.err);
    let content: Vec<String> = session.files("content").into_keys().collect();
    assert_eq!(content, ["articles/a.md", "articles/b.md", "media/a.jpg"]);
    assert!(session.read("content/articles/b.md").contains("source: {file: seeds/envoi/presse/b.txt,"));
    assert!(session.run("import envoi.zip").err.contains("0 imported, 2 known before, 3 failed"));
}

#[test]
fn a_document_may_come_over_standard_input() {
    let session = Session::new();
    let run = |arguments: &[&str]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .arg("import")
            .env("DOSSIER_LANG", "en")
            .args(arguments)
            .current_dir(session.path(""))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        // It may be refused before it is read.
        let _ = child.stdin.take().expect("a pipe").write_all(page("").as_bytes());
        child.wait_with_output().expect("an end").status.code()
    };
    assert_eq!(run(&["-"]), Some(2));
    assert_eq!(run(&["-", "--name", "../x.html"]), Some(2));
    assert_eq!(run(&["-", "--name", "phare.html"]), Some(0));
    assert!(session.read("content/articles/phare.md").contains("source: {file: seeds/phare.html,"));
    assert_eq!(session.read("seeds/phare.html"), page(""));
}

#[test]
fn bombs_are_refused_with_a_reason_and_stop_nobody() {
    let session = Session::new();
    let deep = format!("<html><body>{}x", "<div>".repeat(100_000));
    let attributes: String = (0..10_000).map(|n| format!(" a{n}=1")).collect();
    let zeros = vec![b' '; 50_000_000];
    let bomb = archive(&[("word/document.xml", &zeros)]);
    let nested = format!("<d>{}</d>", "<p>".repeat(1000));
    // A form object that draws itself.
    let pdf = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << /XObject << /F 4 0 R >> >> >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length 5 >>\nstream\n/F Do\nendstream",
        "<< /Length 5 >>\nstream\n/F Do\nendstream",
    ]);
    session
        .write("seeds/a-deep.html", deep.as_bytes())
        .write("seeds/b-attributes.html", format!("<p{attributes}>{TEXT}</p>").as_bytes())
        .write("seeds/c-bomb.docx", &bomb)
        .write("seeds/d-nested.odt", &archive(&[("content.xml", nested.as_bytes())]))
        .write("seeds/e-loop.pdf", pdf.as_bytes())
        .write("seeds/f-bomb.zip", &archive(&[("a.txt", &zeros[..40_000_000]), ("b.txt", MORE.as_bytes())]))
        .write("seeds/g-no-zip.docx", b"PK\x03\x04nothing")
        .write("seeds/z.txt", TEXT.as_bytes());
    let huge = std::fs::File::create(session.path("seeds/h-huge.html")).expect("a file");
    huge.set_len(2 << 30).expect("a sparse file");
    let run = session.run("import seeds");
    assert_eq!(run.code, 1, "{}", run.err);
    for (name, reason) in [
        ("a-deep.html", "nested more than 512 deep"),
        ("b-attributes.html", "10000 attributes"),
        ("c-bomb.docx", "as only a ZIP bomb does"),
        ("d-nested.odt", "nested more than 256 deep"),
        ("e-loop.pdf", "gave up"),
        ("f-bomb.zip/a.txt", "as only a ZIP bomb does"),
        ("g-no-zip.docx", "not a ZIP archive"),
        ("h-huge.html", "2048 MiB"),
    ] {
        let line = run.err.lines().find(|line| line.contains(name)).unwrap_or_default();
        assert!(line.contains("not imported") && line.contains(reason), "{name}: {line}");
    }
    assert!(run.err.contains("2 imported, 0 known before, 8 failed"), "{}", run.err);
}

#[test]
fn ids_do_not_depend_on_the_number_of_threads() {
    let sessions = [Session::new(), Session::new()];
    for (session, threads) in sessions.iter().zip(["1", "8"]) {
        for n in 0..150 {
            let text = format!("{TEXT} C’était la {n}e fois.\n\n{MORE}\n");
            session.write(&format!("seeds/{}/le-phare.txt", n % 30), text.as_bytes());
            session.write(&format!("seeds/{n}.html"), page(&format!("<p>{text}</p>")).as_bytes());
        }
        let status = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .args(["import", "seeds", "-q"])
            .current_dir(session.path(""))
            .env("RAYON_NUM_THREADS", threads)
            .status();
        assert!(status.expect("the program").success());
    }
    assert_eq!(sessions[0].files("content"), sessions[1].files("content"));
    assert_eq!(sessions[0].files("content").len(), 180);
}
