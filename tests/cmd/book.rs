//! `dossier export epub`: a book is a binary, written whole or not at all, the same each time.

use super::session::Session;

fn dossier() -> Session {
    let session = Session::new();
    session.write("site.yaml", b"title: Le bac de Brumeval\nlanguage: fr\n");
    session.write(
        "content/articles/bac.md",
        "---\ntitle: Le bac repart\ndate: 2021-05-04\n---\n\nLise Arvel a promis le bac.[^1]\n\n[^1]: Une note.\n"
            .as_bytes(),
    );
    session.write("content/people/lise-arvel.md", b"---\nname: Lise Arvel\n---\n");
    session
}

#[test]
fn a_book_is_one_file_whose_first_member_says_what_it_is() {
    let session = dossier();
    let run = session.run("export epub --output bac.epub");
    assert_eq!(run.code, 0, "{}", run.err);
    let book = std::fs::read(session.path("bac.epub")).expect("a book");
    assert_eq!(&book[30..58], b"mimetypeapplication/epub+zip");
    session.run("export epub --output bac.epub");
    assert_eq!(std::fs::read(session.path("bac.epub")).expect("a book"), book, "the same dossier is the same book");
    let run = session.run("export epub --once --output bac.epub");
    assert!(run.code != 0 && run.err.contains("has no meaning for a book"), "{}", run.err);
}

#[test]
fn a_book_that_cannot_be_written_leaves_nothing() {
    let session = dossier();
    let run = session.run("export epub --output nowhere/bac.epub");
    assert!(run.code != 0 && run.err.contains("cannot write `nowhere/bac.epub`"), "{}", run.err);
    assert!(session.files("").iter().all(|(name, _)| !name.contains("epub")));
}
