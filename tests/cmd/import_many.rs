//! `dossier import` of files that hold many documents, and the table with which an import is corrected.

use super::session::Session;

/// A mail box: two mails, one of them with a quoted `From ` line, and one that is sent again.
const MAILS: &str = "From anne@exemple.org Tue May  4 09:00:00 2021\r\nMessage-ID: <a1@exemple.org>\r\nFrom: anne@exemple.org\r\n\
    Subject: =?utf-8?q?Le_phare_rallum=C3=A9?=\r\nDate: Tue, 4 May 2021 09:00:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
    Jeanne Morvan a promis de rallumer le phare de la pointe, éteint depuis la grande tempête de janvier.\r\n\r\n\
    >From the pier one sees it well, a dit le gardien, qui aime les langues et les longues phrases.\r\n\r\n\
    From bob@exemple.org Wed May  5 10:00:00 2021\r\nMessage-ID: <b2@exemple.org>\r\nFrom: bob@exemple.org\r\n\
    Subject: La digue\r\nDate: Wed, 5 May 2021 10:00:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
    La digue du port sera refaite au printemps, selon la mairie, qui en parle depuis dix ans.\r\n\r\n";

#[test]
fn a_mail_box_gives_its_mails_and_a_second_export_only_the_new_one() {
    let session = Session::new();
    session.write("Presse", MAILS.as_bytes());
    let run = session.run("import Presse");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("Presse: 2 articles"), "{}", run.err);
    let article = session.read("content/articles/le-phare-rallume.md");
    assert!(article.contains("source: {file: seeds/Presse,"), "{article}");
    assert!(article.contains("document: \"a1@exemple.org\"}"), "{article}");
    assert!(article.contains("\nFrom the pier"), "{article}");
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    let third = MAILS.replace("a1@", "c3@").replace("=?utf-8?q?Le_phare_rallum=C3=A9?=", "La jetée penche");
    session.write("Presse-2.mbox", third.as_bytes());
    let again = session.run("import Presse-2.mbox");
    assert!(again.err.contains("1 article, 1 known before"), "{}", again.err);
}

#[test]
fn a_mail_box_that_breaks_off_gives_what_it_has() {
    let session = Session::new();
    session.write("a.mbox", &MAILS.as_bytes()[..MAILS.len() - 60]);
    let run = session.run("import a.mbox");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 2);
    session.write("b.mbox", b"From nobody\n\n\n");
    let run = session.run("import b.mbox");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("b.mbox: not imported: there is no document in it"), "{}", run.err);
}

#[test]
fn a_table_corrects_an_import_before_it_is_written() {
    let session = Session::new();
    session.write("Presse.mbox", MAILS.as_bytes());
    session
        .write("notes/le-port.txt", "Le port\n\nLe port a été vendu à la commune voisine, pour un euro.\n".as_bytes());
    let planned = session.run("import Presse.mbox notes --dry-run --format csv");
    assert_eq!(planned.code, 0, "{}", planned.err);
    assert!(!session.path("content/articles").exists());
    let corrected = planned
        .out
        .replace("Le phare rallumé,2021-05-04,inferred,", "\"=Le phare, enfin\",2021-05-03,given,L’Écho d’Armel")
        .replace(",la-digue,", "x,la-digue,")
        .replace("le-port,Le port,,unknown,,", "port-vendu,Le port,14/06/2020,,,");
    session.write("plan.csv", corrected.as_bytes());
    let run = session.run("import --plan plan.csv");
    assert_eq!(run.code, 0, "{}\n{corrected}", run.err);
    let files: Vec<String> = session.files("content/articles").into_keys().collect();
    assert_eq!(files, ["le-phare-rallume.md", "port-vendu.md"], "{}", run.err);
    let article = session.read("content/articles/le-phare-rallume.md");
    assert!(
        article.contains(
            "title: \"=Le phare, enfin\"\ndate: 2021-05-03\ndate_certainty: given\npublisher: L’Écho d’Armel\n"
        ),
        "{article}"
    );
    assert!(session.read("content/articles/port-vendu.md").contains("date: 2020-06-14\n"));
}

#[test]
fn a_table_with_a_slip_imports_nothing_and_names_every_cell() {
    let session = Session::new();
    session.write("a.txt", "Le port\n\nLe port a été vendu à la commune voisine, pour un euro.\n".as_bytes());
    let table = "id,title,date,file,document\nLe Port!,Le port,03/04/2021,a.txt,\n,,,a.txt,\n";
    session.write("plan.csv", table.as_bytes());
    let run = session.run("import --plan plan.csv");
    assert_eq!(run.code, 1);
    for words in
        ["line 2: `Le Port!` is not an id", "`03/04/2021` may be 2021-04-03 or 2021-03-04", "nothing was written"]
    {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    session.write("plan.csv", b"title,file,document\nLe port,a.txt,7\n");
    let run = session.run("import --plan plan.csv");
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("line 2 of the plan: not imported: there is no such document: `a.txt`, document `7`"),
        "{}",
        run.err
    );
    assert!(!session.path("content/articles/a.md").exists());
    session.write("plan.csv", b"title,file\nLe port,b.txt\n");
    let run = session.run("import --plan plan.csv");
    assert!(run.err.contains("there is no `b.txt`"), "{}", run.err);
}

#[test]
fn what_was_removed_from_many_documents_is_in_one_file() {
    let session = Session::new();
    for n in 0..25 {
        let text =
            format!("Le phare {n}\n\nLe phare numéro {n} a été rallumé hier soir par son gardien.\n\nLien source\n");
        session.write(&format!("pile/phare-{n}.txt"), text.as_bytes());
    }
    let run = session.run("import pile");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.err.contains("Lien source") && run.err.contains(".dossier/import-report.txt"), "{}", run.err);
    let report = session.read(".dossier/import-report.txt");
    assert_eq!(report.matches("Lien source").count(), 25, "{report}");
}

/// A PDF of one page: a picture of 400 by 500 pixels, and a stamp.
fn scan(stamp: &str) -> Vec<u8> {
    // The head of a JPEG, and enough of it for a picture.
    let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe0];
    jpeg.resize(2000, 0x20);
    let text = format!("BT /F1 12 Tf 50 20 Td ({stamp}) Tj ET q 595 0 0 842 0 0 cm /P Do Q");
    let mut pdf: Vec<u8> = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let objects: [Vec<u8>; 6] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> /XObject << /P 5 0 R >> >> >>".to_vec(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()).into_bytes(),
        [
            format!("<< /Type /XObject /Subtype /Image /Width 400 /Height 500 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length {} >>\nstream\n", jpeg.len()).into_bytes(),
            jpeg,
            b"\nendstream".to_vec(),
        ]
        .concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    for (index, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    pdf.extend(
        format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).into_bytes(),
    );
    pdf
}

#[test]
fn a_scan_is_no_article_unless_as_a_picture() {
    let session = Session::new();
    session.write("2021-05-04-coupure.pdf", &scan("Copie pour Anne"));
    let run = session.run("import 2021-05-04-coupure.pdf");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("it is a scan") && run.err.contains("ocrmypdf in.pdf out.pdf"), "{}", run.err);
    let run = session.run("import 2021-05-04-coupure.pdf --as-picture --title Coupure");
    assert_eq!(run.code, 0, "{}", run.err);
    let article = session.read("content/articles/2021-05-04-coupure.md");
    assert!(
        article.contains("date: 2021-05-04\n") && article.contains("picture: media/2021-05-04-coupure.jpg"),
        "{article}"
    );
    assert!(!article.contains("Copie pour"), "{article}");
    assert_eq!(session.run("build").code, 0);
}

#[test]
fn a_mail_box_of_nothing_but_separators_is_read_to_its_end() {
    let session = Session::new();
    session.write("a.mbox", "From a@b.example Tue May  4 09:00:00 2021\n\n".repeat(200_000).as_bytes());
    let run = session.run("import a.mbox");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("there is no document in it"), "{}", run.err);
}
