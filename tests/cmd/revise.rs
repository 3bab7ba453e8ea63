//! `dossier rename` and `dossier merge`.

use super::session::Session;

fn dossier() -> Session {
    let session = Session::new();
    session.write(
        "content/people/poutine.md",
        "---\n# le président\nname: Vladimir Poutine   # nom\nnames:\n  - V. V. Poutine\n---\nUn texte.\n".as_bytes(),
    );
    session
        .write("content/people/putin.md", b"---\nname: Vladimir Putin\nweak: [Putin]\nborn: 1952\n---\nAutre texte.\n");
    session.write("content/events/sommet.md", b"---\nname: sommet de Sotchi\nparticipants: [putin, 'poutine']\nrelations:\n  - {to: putin, as: avec, source: a#p1} # source\n---\n");
    session.write("content/articles/a.md", "---\ntitle: A\ndate: 2023\nas: {Vladimir: putin}\n---\nVladimir et [[putin|lui]], voir [[putin#x]] et [[putine]] et Putin.\n".as_bytes());
    session.write("content/articles/b.md", b"---\ntitle: B\ndate: 2023\n---\nVoir [[a#p1|A]].\n");
    session.write("content/decisions.yaml", b"- article: a\n  quote: Putin\n  entity: putin\n");
    session
}

#[test]
fn a_renamed_record_keeps_its_references_its_layout_and_its_old_address() {
    let session = dossier();
    let run = session.run("rename putin vladimir-poutine");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!session.path("content/people/putin.md").exists());
    assert!(
        session.read("content/people/vladimir-poutine.md").contains("born: 1952\nformer: [putin]\n---\nAutre texte.\n")
    );
    let event = session.read("content/events/sommet.md");
    assert_eq!(
        event,
        "---\nname: sommet de Sotchi\nparticipants: [vladimir-poutine, 'poutine']\nrelations:\n  - {to: vladimir-poutine, as: avec, source: a#p1} # source\n---\n"
    );
    let article = session.read("content/articles/a.md");
    assert!(
        article.contains("as: {Vladimir: vladimir-poutine}")
            && article.contains("[[vladimir-poutine|lui]], voir [[vladimir-poutine#x]] et [[putine]]"),
        "{article}"
    );
    assert!(session.read("content/decisions.yaml").contains("entity: vladimir-poutine"));
    session.run("build");
    assert!(session.read("public/personnes/putin.html").contains("vladimir-poutine.html"));
    assert!(session.read("public/articles/a.html").contains("../personnes/vladimir-poutine.html"));
}

#[test]
fn an_id_that_yaml_takes_for_something_else_is_put_in_quotation_marks() {
    for (id, arguments) in [("no", "putin no"), ("null", "putin null"), ("-", "putin -- -")] {
        let session = dossier();
        let run = session.run(&format!("rename {arguments}"));
        assert_eq!(run.code, 0, "{}", run.err);
        let event = session.read("content/events/sommet.md");
        let list = format!("participants: [\"{id}\", 'poutine']\nrelations:\n  - {{to: \"{id}\", as: avec,");
        assert!(event.contains(&list), "{event}");
        assert!(
            session
                .read("content/articles/a.md")
                .contains(&format!("{{Vladimir: \"{id}\"}}\n---\nVladimir et [[{id}|lui]]"))
        );
        let found = session.run("check").err;
        assert!(
            !found.contains("D0201") && found.contains("1 error"),
            "the unknown [[putine]] is the only mistake: {found}"
        );
    }
}

#[test]
fn a_merged_record_gives_its_forms_its_text_and_its_ids() {
    let session = dossier();
    let run = session.run("merge putin poutine");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("born"), "what could contradict is left to a person: {}", run.err);
    let record = session.read("content/people/poutine.md");
    assert_eq!(
        record,
        "---\n# le président\nname: Vladimir Poutine   # nom\nnames:\n  - V. V. Poutine\n  - Vladimir Putin\nweak: [Putin]\nformer: [putin]\n---\nUn texte.\n\nAutre texte.\n"
    );
    assert!(session.read("content/events/sommet.md").contains("participants: [poutine, 'poutine']"));
    assert!(session.path("content/people/.putin.md.before").exists(), "nothing is lost");
    assert_eq!(session.run("build").code, 1, "the unknown [[putine]] is the only mistake");
    assert!(session.path("public/personnes/putin.html").exists());
}

#[test]
fn an_article_is_renamed_with_its_notes_and_decisions() {
    let session = dossier();
    session.write("content/notes/a.yaml", b"- {quote: Vladimir et, note: x}\n");
    assert_eq!(session.run("rename a premier").code, 0);
    assert!(session.path("content/notes/premier.yaml").exists() && !session.path("content/notes/a.yaml").exists());
    assert!(session.read("content/articles/b.md").contains("[[premier#p1|A]]"));
    assert!(session.read("content/decisions.yaml").contains("article: premier"));
    assert!(session.read("content/events/sommet.md").contains("source: premier#p1"));
    session.run("build");
    assert!(session.read("public/articles/a.html").contains("premier.html"));
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let session = dossier();
    session.write("content/places.yaml", b"- {id: sotchi, name: Sotchi}\n");
    let before = session.files("content");
    for command in [
        "rename putin poutine", "rename nobody x", "rename putin ../x", "rename putin con", "merge putin putin",
        "merge putin a", "merge poutin putin", "rename sotchi x", "merge sotchi putin",
    ] {
        let run = session.run(command);
        assert_eq!(run.code, 2, "{command}: {}", run.err);
        assert_eq!(session.files("content"), before, "{command}");
    }
    assert!(session.run("rename poutin x").err.contains("did you mean `poutine`?"));
}

#[test]
fn a_last_name_that_was_a_record_stays_weak_when_it_is_merged() {
    let session = Session::new();
    session.write("content/people/malinine.md", b"---\nname: Malinine\nnames: [Malinin, Evgueni]\n---\n");
    session.write("content/people/evgueni-malinine.md", b"---\nname: Evgueni Malinine\n---\n");
    session.write("content/people/surnom.md", b"---\nname: Le Glazik\n---\n");
    session.write("content/people/zef.md", b"---\nname: Zef\n---\n");
    assert_eq!(session.run("merge malinine evgueni-malinine").code, 0);
    let record = session.read("content/people/evgueni-malinine.md");
    assert_eq!(record, "---\nname: Evgueni Malinine\nweak: [Malinin, Evgueni]\nformer: [malinine]\n---\n");
    session.run("merge surnom evgueni-malinine");
    session.run("merge zef evgueni-malinine");
    let record = session.read("content/people/evgueni-malinine.md");
    assert!(record.contains("names: [Le Glazik, Zef]"), "another name stays a full one: {record}");
}

fn quay() -> Session {
    let session = Session::new();
    session.write(
        "content/people/belle-aube.md",
        "---\nname: Belle-Aube # un bateau\nnames:\n  - la Belle-Aube\n---\nVoir [Rose](rose.md), [elle](belle-aube.md) et \
         [Le quai](../articles/quai.md).\n"
            .as_bytes(),
    );
    session.write("content/people/rose.md", b"---\nname: Rose\n---\nElle a vu [le bateau](belle-aube.md#p1).\n");
    session.write(
        "content/articles/quai.md",
        "---\ntitle: Le quai\ndate: 2023\nas: {Aube: belle-aube}\n---\nAube : [[belle-aube|elle]], \
         [a](../people/belle-aube.md), [b](people/belle-aube.md \"t\"), [c](<../people/belle-aube.md#p1>).\n"
            .as_bytes(),
    );
    session.write("content/relations.csv", b"record,to,as\nrose,belle-aube,capitaine\n");
    session.write("content/decisions.yaml", b"- {article: quai, quote: Aube, entity: belle-aube}\n");
    session
}

#[test]
fn a_record_moves_to_another_kind_with_its_links_and_its_old_address() {
    let session = quay();
    let before = session.files("content");
    let codes = || {
        let codes = session.diagnostics().into_iter().filter_map(|line| Some(line.rsplit_once(' ')?.1.to_owned()));
        // What is said of a person needs a source.
        codes.filter(|code| code != "D0410").collect::<std::collections::BTreeSet<String>>()
    };
    let told = codes();
    let dry = session.run("move belle-aube work --dry-run");
    assert_eq!((dry.code, session.files("content")), (0, before.clone()), "{}", dry.err);
    assert!(dry.err.contains("to write   content/works/belle-aube.md") && dry.err.contains("dry run"), "{}", dry.err);
    let run = session.run("move belle-aube work");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!session.path("content/people/belle-aube.md").exists());
    assert_eq!(
        session.read("content/works/belle-aube.md"),
        "---\nname: Belle-Aube # un bateau\nnames:\n  - la Belle-Aube\nformer: [\"people/belle-aube\"]\n---\nVoir \
         [Rose](../people/rose.md), [elle](belle-aube.md) et [Le quai](../articles/quai.md).\n"
    );
    assert_eq!(
        session.read("content/people/rose.md"),
        "---\nname: Rose\n---\nElle a vu [le bateau](../works/belle-aube.md#p1).\n"
    );
    let article = session.read("content/articles/quai.md");
    assert!(
        article
            .contains("[a](../works/belle-aube.md), [b](works/belle-aube.md \"t\"), [c](<../works/belle-aube.md#p1>)"),
        "{article}"
    );
    assert!(article.contains("as: {Aube: belle-aube}") && article.contains("[[belle-aube|elle]]"), "{article}");
    assert_eq!(codes(), told);
    session.run("build");
    assert!(session.read("public/personnes/belle-aube.html").contains("oeuvres/belle-aube.html"), "the old address");
    assert!(session.read("public/oeuvres/belle-aube.html").contains("capitaine"), "the row of the table follows");
    // There and back again.
    let run = session.run("move belle-aube personnes");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(session.read("content/people/belle-aube.md").contains("former: [\"works/belle-aube\"]\n"));
    assert_eq!(codes(), told);
    let same =
        |name: &str| assert_eq!(session.read(name).as_bytes(), before[name.trim_start_matches("content/")], "{name}");
    same("content/articles/quai.md");
    same("content/relations.csv");
}

#[test]
fn what_cannot_be_moved_stays() {
    let session = quay();
    session.write("content/places.yaml", b"- {id: sotchi, name: Sotchi}\n");
    session.write("content/events/rose.md", b"---\nname: Rose\n---\n");
    session.run("build");
    let before = session.files("content");
    for command in
        ["move nobody work", "move quai work", "move belle-aube ship", "move belle-aube person", "move sotchi work"]
    {
        let run = session.run(command);
        assert_eq!((run.code, session.files("content")), (2, before.clone()), "{command}: {}", run.err);
    }
    assert!(session.run("move belle-aub work").err.contains("did you mean `belle-aube`?"));
    session.write("content/works/belle-aube.md", b"---\nname: Autre\n---\n");
    assert_eq!(session.run("move belle-aube work").code, 2, "there is a file of this name");
}

#[test]
fn an_old_address_that_is_none_or_is_in_use_is_reported() {
    let session = Session::new();
    session.write("content/people/rose.md", b"---\nname: Rose\n---\n");
    session.write("content/works/autre.md", b"---\nname: Autre\nformer: [people/rose, nulle/part, people/x]\n---\n");
    session.write("content/works/encore.md", b"---\nname: Encore\nformer: [people/x]\n---\n");
    let found: Vec<String> =
        session.diagnostics().into_iter().filter(|line| line.contains("/works/") && !line.ends_with("D0402")).collect();
    let expected = [
        "content/works/autre.md:3:10 D0306",
        "content/works/autre.md:3:23 D0301",
        "content/works/encore.md:3:10 D0306",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_dry_run_of_a_renaming_changes_nothing() {
    let session = dossier();
    let before = session.files("content");
    for command in ["rename putin vladimir-poutine --dry-run", "merge putin poutine --dry-run"] {
        let run = session.run(command);
        assert_eq!((run.code, session.files("content")), (0, before.clone()), "{command}: {}", run.err);
        assert!(run.err.contains("to write") && run.err.contains("to put aside"), "{}", run.err);
    }
}
