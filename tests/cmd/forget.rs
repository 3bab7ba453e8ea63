//! `dossier forget`.

use super::session::Session;

fn dossier() -> Session {
    let session = Session::new();
    session.write(
        "content/people/rose-kerdaniel.md",
        "---\nname: Rose Kerdaniel\nnames: [R. Kerdaniel]\nformer: [rose]\n---\nTémoin. ![Elle](media/rose.png)\n"
            .as_bytes(),
    );
    session.write("content/people/r-kerdaniel.md", b"---\nname: R. Kerdaniel\nstatus: proposed\n---\n");
    session.write("content/people/.rose-kerdaniel.md.before", b"---\nname: Rose\n---\n");
    session.write("content/media/rose.png", b"png");
    session.write(
        "content/people/jeanne-morvan.md",
        "---\nname: Jeanne Morvan  # maire\nrelations:\n  - {to: rose-kerdaniel, as: amie}\n  # la famille\n  - {to: paul-morvan, as: frère}\ntags: [port, 'Rose Kerdaniel']\n---\nAmie de [[rose-kerdaniel|Rose]] et de [[rose]].\n".as_bytes(),
    );
    session.write(
        "content/people.yaml",
        "- id: paul-morvan # le frère\n  name: Paul Morvan\n- id: ligue\n  name: Ligue\n".as_bytes(),
    );
    session.write(
        "content/events/fete.md",
        b"---\nname: grande date\ndate: 2021-05-03\nparticipants: [rose-kerdaniel]\nplace: 'rose-kerdaniel'\n---\n",
    );
    session.write(
        "content/articles/port.md",
        "---\ntitle: Le port\ndate: 2021-05-04\nas: {la dame: rose-kerdaniel, lui: paul-morvan}\nunlinked: [Rose Kerdaniel]\n---\nRose Kerdaniel et la dame, dit [[rose-kerdaniel#x|la dame]].\n\nEncore Rose Kerdaniel.\n".as_bytes(),
    );
    session.write(
        "content/notes/port.yaml",
        "- quote: Encore\n  note: Rose Kerdaniel n’y était pas.\n- {quote: la dame, note: Laquelle ?}\n".as_bytes(),
    );
    session.write(
        "content/decisions.yaml",
        "# à la main\n- article: port\n  quote: la dame\n  entity: rose-kerdaniel\n- refused: \"R. Kerdaniel\"\n- article: port\n  quote: lui\n  entity: paul-morvan # sûr\n".as_bytes(),
    );
    session.write("seeds/port.txt", "ROSE KERDANIEL au port".as_bytes());
    session.write("seeds/autre.txt", b"Jeanne Morvan");
    session
}

#[test]
fn a_person_goes_from_everything_that_was_written_and_layout_stays() {
    let session = dossier();
    session.run("build");
    let run = session.run("forget rose-kerdaniel");
    assert_eq!(run.code, 0, "{}", run.err);
    for file in ["rose-kerdaniel.md", "r-kerdaniel.md", ".rose-kerdaniel.md.before"] {
        assert!(!session.path(&format!("content/people/{file}")).exists(), "{file}");
    }
    assert_eq!(
        session.read("content/people/jeanne-morvan.md"),
        "---\nname: Jeanne Morvan  # maire\nrelations:\n  # la famille\n  - {to: paul-morvan, as: frère}\ntags: [port]\n---\nAmie de Rose et de […].\n"
    );
    assert_eq!(session.read("content/events/fete.md"), "---\nname: grande date\ndate: 2021-05-03\n---\n");
    assert_eq!(
        session.read("content/articles/port.md"),
        "---\ntitle: Le port\ndate: 2021-05-04\nas: {lui: paul-morvan}\n---\nRose Kerdaniel et la dame, dit la dame.\n\nEncore Rose Kerdaniel.\n"
    );
    assert_eq!(session.read("content/notes/port.yaml"), "- {quote: la dame, note: Laquelle ?}\n");
    assert_eq!(
        session.read("content/decisions.yaml"),
        "# à la main\n- article: port\n  quote: lui\n  entity: paul-morvan # sûr\n"
    );
    assert!(session.read("content/people.yaml").contains("# le frère"));
    for line in [
        "deleted  content/people/rose-kerdaniel.md: the record",
        "changed  content/decisions.yaml: 2 x a decision",
        "changed  content/notes/port.yaml: a note",
        "content/articles/port.md:6: the text names the person (2 times)",
        "content/media/rose.png: shown by the record",
        "seeds/port.txt",
        "out of reach:",
        "it still contains the old pages",
        "visibility: initials",
    ] {
        assert!(run.err.contains(line), "{line} in {}", run.err);
    }
    assert!(!run.err.contains("seeds/autre.txt") && session.path("seeds/port.txt").exists());
    session.run("build");
    let leaks = session.files("public").into_iter().filter(|(name, bytes)| {
        name.contains("rose-kerdaniel") || String::from_utf8_lossy(bytes).contains("rose-kerdaniel")
    });
    assert_eq!(leaks.map(|(name, _)| name).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_dry_run_says_the_same_and_changes_nothing() {
    let session = dossier();
    let before = session.files("");
    let run = session.run("forget rose-kerdaniel --dry-run --raw");
    assert_eq!((run.code, session.files("")), (0, before));
    assert!(
        run.err.contains("would be forgotten") && run.err.contains("raw documents that would be deleted"),
        "{}",
        run.err
    );
}

#[test]
fn raw_documents_go_when_asked_and_a_record_in_a_file_of_many_goes_alone() {
    let session = dossier();
    session.run("forget rose-kerdaniel --raw");
    assert!(!session.path("seeds/port.txt").exists() && session.path("seeds/autre.txt").exists());
    let run = session.run("forget paul-morvan");
    assert_eq!(session.read("content/people.yaml"), "- id: ligue\n  name: Ligue\n", "{}", run.err);
    assert!(!session.read("content/people/jeanne-morvan.md").contains("relations"), "{}", run.err);
    session.write("content/places.csv", "id,name,part_of\narmel,Armel,\nquai,\"Quai, le vieux\",armel\n".as_bytes());
    let run = session.run("forget armel");
    assert_eq!(session.read("content/places.csv"), "id,name,part_of\nquai,\"Quai, le vieux\",\n", "{}", run.err);
}

#[test]
fn a_hidden_record_can_be_forgotten_and_nobody_else_is() {
    let session = dossier();
    let record = session.read("content/people/rose-kerdaniel.md").replace("former: [rose]", "visibility: hidden");
    session.write("content/people/rose-kerdaniel.md", record.as_bytes());
    assert_eq!(session.run("forget rose-kerdaniel").code, 0);
    assert!(!session.path("content/people/rose-kerdaniel.md").exists());
    let run = session.run("forget jeanne-morva");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("did you mean `jeanne-morvan`? nothing was changed"), "{}", run.err);
}
