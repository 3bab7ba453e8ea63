//! No command reports what merely follows from an unreadable file: once the file is fixed, the rest is checked.

use super::session::Session;

/// A dossier in which every reference is to a record, an article or a table that exists and cannot be read.
fn broken() -> Session {
    let session = Session::new();
    session
        .write("content/people/erwan-tanguy.md", b"---\nname: Erwan Tanguy\nroles: [\n---\n")
        .write("content/people/ewan-tanguy.md", b"---\nname: Ewan Tanguy\nrelations: [{to: erwan-tanguy, as: cousin, source: la-digue#p1}]\n---\n")
        .write("content/events/la-crue.md", b"---\nname: La Crue\ndate: 2021-02\nparticipants: [erwan-tanguy]\n---\n")
        .write("content/articles/la-digue.md", b"---\ntitle: [La digue\ndate: 2021-02-03\n---\nTanguy se tait.\n")
        .write("content/articles/la-dingue.md", b"---\ntitle: La dingue\ndate: 2021-02-04\ncopy_of: la-digue\nas: {Tanguy: erwan-tanguy}\n---\nTanguy parle de La Crue, voir [[la-digue]], [[erwan-tanguy|lui]], [ici](la-digue.md) et [lui](../people/erwan-tanguy.md).\n")
        .write("content/notes/la-digue.yaml", b"- {quote: Tanguy, note: Lui.}\n")
        .write("content/decisions.yaml", b"- {article: la-dingue, quote: Tanguy, entity: erwan-tanguy}\n- {article: la-digue, quote: Tanguy, entity: erwan-tanguy}\n");
    session
}

#[test]
fn causes_alone_are_told() {
    let session = broken();
    let causes = ["content/articles/la-digue.md:2:8 D0201", "content/people/erwan-tanguy.md:3:8 D0201"];
    assert_eq!(session.diagnostics(), causes);
    for command in ["build", "check", "suggest", "review", "why articles/la-dingue"] {
        let run = session.run(command);
        assert!(!run.err.contains("did you mean"), "{command}: {}", run.err);
        assert!(
            !run.err.contains("D0304") && !run.err.contains("D0406") && !run.err.contains("D0502"),
            "{command}: {}",
            run.err
        );
    }
}

#[test]
fn a_slip_of_the_pen_beside_a_broken_record_is_told_after_it() {
    let session = broken();
    session.write("content/articles/a.md", b"---\ntitle: A\ndate: 2021\n---\nVoir [[ewan-tangy]].\n");
    let run = session.run("build");
    let at = |words: &str| run.err.find(words).unwrap_or_else(|| panic!("no {words}: {}", run.err));
    assert!(at("people/erwan-tanguy.md") < at("did you mean `ewan-tanguy`?"), "{}", run.err);
}

#[test]
fn without_its_kinds_a_dossier_is_not_strange() {
    let session = Session::new();
    session
        .write(
            "site.yaml",
            b"title: Essai\nlanguage: fr\nkinds:\n  ship: {label: navire, plural: Navires}\nauthor: [\n",
        )
        .write("content/ships/goelette.md", b"---\nname: La Goelette\n---\n")
        .write("content/articles/a.md", b"---\ntitle: A\ndate: 2021\n---\nVoir [[goelette]] et La Goelette.\n");
    assert_eq!(session.diagnostics(), ["site.yaml:5:9 D0201"]);
    assert_eq!(session.run("build").code, 2);
}
