//! `dossier import` of folders and archives as programs write them: archives in archives, notes, mail folders.

use std::io::{Cursor, Write};

use super::session::Session;

const LONG: &str = "La criée de Roscanou ferme à la fin du mois, faute de bateaux, a confirmé la chambre de commerce.";

fn zip(entries: &[(&str, &[u8])], is_stored: bool) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let method = if is_stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a ZIP").into_inner()
}

#[test]
fn an_archive_in_an_archive_is_opened_whether_packed_or_stored() {
    for is_stored in [true, false] {
        let session = Session::new();
        let inner = zip(&[("un/criee.txt", LONG.as_bytes())], is_stored);
        let part = zip(&[("part-2.zip", &inner), ("bateaux.txt", format!("{LONG} Bis.").as_bytes())], is_stored);
        session.write("export.zip", &zip(&[("part-1.zip", &part)], is_stored));
        let run = session.run("import export.zip");
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(session.files("content/articles").len(), 2, "{}", run.err);
        assert_eq!(session.read("seeds/export/part-1/part-2/un/criee.txt"), LONG);
    }
}

#[test]
fn archives_without_end_are_refused_and_the_rest_is_imported() {
    let session = Session::new();
    let mut deep = zip(&[("fond.txt", LONG.as_bytes())], true);
    for _ in 0..6 {
        deep = zip(&[("plus.zip", &deep)], true);
    }
    let bomb = zip(&[("zeros.zip", &vec![0; 30 << 20])], false);
    session.write(
        "a.zip",
        &zip(&[("deep.zip", &deep), ("bombe.zip", &bomb), ("cassee.zip", b"PK"), ("b.txt", LONG.as_bytes())], true),
    );
    let run = session.run("import a.zip");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("archives deep"), "{}", run.err);
    assert!(run.err.contains("ZIP bomb"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 1, "{}", run.err);
}

#[test]
fn an_export_of_notes_gives_its_pages_without_numbers_and_not_its_tables() {
    let session = Session::new();
    let note = format!(
        "# La criée ferme\n\nLien: https://r.example/criee\nMédia: Le Goémon\nNom du journal: Le Goémon\nDate de parution: 4 mai 2022\nÉtat: lu\n\n{LONG}\n"
    );
    let id = "0123456789abcdef0123456789abcdef";
    let table = "Name,Lien\nLa criée ferme,https://r.example/criee\n";
    let part = zip(
        &[
            (&format!("Revue {id}/La criée {id}.md"), note.as_bytes()),
            (&format!("Revue {id}.csv"), table.as_bytes()),
            (&format!("Revue {id}_all.csv"), table.as_bytes()),
        ],
        false,
    );
    session.write("Export.zip", &zip(&[("Export-Part-1.zip", &part)], true));
    let run = session.run("import Export.zip");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("2 .csv skipped"), "{}", run.err);
    let article = session.read("content/articles/la-criee.md");
    assert!(
        article.contains("title: La criée ferme\ndate: 2022-05-04\ndate_certainty: given\npublisher: Le Goémon\n"),
        "{article}"
    );
    assert!(!article.contains("État") && article.contains(LONG), "{article}");
}

#[test]
fn the_folders_of_mail_programs_are_read() {
    let session = Session::new();
    let mail = |n: usize| {
        format!(
            "From a@b.example Wed May  4 10:00:0{n} 2022\nFrom: a@b.example\nSubject: Criee {n}\nMessage-ID: <{n}@b.example>\nDate: Wed, 4 May 2022 10:00:0{n} +0200\nContent-Type: text/plain; charset=utf-8\n\n{LONG} Lettre {n}.\n\n"
        )
    };
    session
        .write("Mail/Inbox", format!("{}{}", mail(1), mail(2)).as_bytes())
        .write("Mail/Inbox.msf", b"// <!-- <mdb:mork:z v=\"1.4\"/> -->")
        .write("Mail/Trash", b"")
        .write("Mail/Trash.msf", b"x")
        .write("Mail/Inbox.sbd/Presse", mail(3).as_bytes())
        .write("Mail/Inbox.sbd/Presse.msf", b"x")
        .write("Mail/Revue.mbox/mbox", mail(4).as_bytes())
        .write("Mail/Revue.mbox/table_of_contents", b"\0\x01\x02");
    let run = session.run("import Mail");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 4, "{}", run.err);
    assert!(run.err.contains("5 files skipped"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_in_a_folder_is_named_with_what_to_do() {
    let session = Session::new();
    session
        .write("pile/.DS_Store", b"x")
        .write("pile/Thumbs.db", b"x")
        .write("pile/photo.jpg", b"x")
        .write("pile/tableau.numbers", b"PK")
        .write("pile/notes.one", b"x")
        .write("pile/criee.txt", LONG.as_bytes());
    let run = session.run("import pile");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("tableau.numbers: not imported") && run.err.contains("export the table"), "{}", run.err);
    assert!(run.err.contains("notes.one: not imported"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 1);
}
