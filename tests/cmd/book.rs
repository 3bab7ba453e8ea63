//! `dossier export epub` and `export print`: a book is written whole or not at all, the same each time; in the print edition
//! each link leads to a place in it.

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

#[test]
fn the_print_edition_is_one_page_whose_links_all_lead_somewhere() {
    let session = dossier();
    let run = session.run("export print --output bac.html");
    assert_eq!(run.code, 0, "{}", run.err);
    let book = session.read("bac.html");
    let ids: Vec<&str> = book.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id is there twice");
    let links: Vec<&str> = book.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() > 6, "{links:?}");
    for link in links {
        let id = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out of the file"));
        assert!(distinct.contains(id), "{link} leads nowhere");
    }
    assert!(!book.contains("epub:") && book.contains("default-src 'none'"), "{book}");
}
