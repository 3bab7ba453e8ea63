//! Export as TEI, import into an empty project, export again: the same bytes, apart from what export and import tell.

use std::fs;
use std::path::Path;

use super::session::Session;

/// Values that break careless formats.
const HOSTILE: [&str; 10] = [
    "dit « le \"Quai\" » d’Enez 'ancien'",
    "=HYPERLINK(\"https://mal.example\";\"clic\")",
    "fin ]]> <![CDATA[ & &amp;",
    "30\u{202f}000 « \u{202f}mots\u{202f} »",
    "E\u{301}lise Ke\u{301}r",
    "👩\u{200d}🚀 Lise 😀 Enez",
    "عمر الخطيب (עומר)",
    "un;deux\\trois|quatre,cinq",
    "**** *texte_1 -*theme _mot_ ~~x~~ `y`",
    "a\u{2028}b\u{2029}c",
];

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Copies site.yaml and content/ of a folder.
fn copy(root: &Path) -> Session {
    fn below(session: &Session, root: &Path, name: &str) {
        for entry in fs::read_dir(root.join(name)).expect("a folder").flatten() {
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                below(session, root, &name);
            } else {
                session.write(&name, &fs::read(entry.path()).expect("a file"));
            }
        }
    }
    let session = Session::new();
    session.write("site.yaml", &fs::read(root.join("site.yaml")).expect("site.yaml"));
    below(&session, root, "content");
    session
}

/// Exports, imports into an empty project and exports again. Returns both exports, and what the import told.
fn there_and_back(first: &Session) -> (String, String, String) {
    let run = first.run("export tei");
    let second = Session::new();
    second.write("site.yaml", first.read("site.yaml").as_bytes());
    second.write("edition.xml", run.out.as_bytes());
    let back = second.run("import edition.xml");
    assert_eq!(back.code, 0, "{}", back.err);
    let again = second.run("export tei");
    (run.out, again.out, back.err)
}

fn assert_same(first: &str, second: &str) {
    let at = first.bytes().zip(second.bytes()).position(|(a, b)| a != b);
    let around = |text: &str, at: usize| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(200)..(at + 200).min(text.len())]).into_owned()
    };
    if let Some(at) = at {
        panic!("they differ:\n{}\n{}", around(first, at), around(second, at));
    }
    assert_eq!(first.len(), second.len());
}

#[test]
fn the_demo_comes_back_byte_for_byte() {
    let session = copy(Path::new(env!("CARGO_MANIFEST_DIR")));
    let (first, second, told) = there_and_back(&session);
    assert!(!told.contains("left out"), "{told}");
    assert_same(&first, &second);
}

#[test]
fn hostile_values_come_back_byte_for_byte() {
    let session = Session::new();
    session.write(
        "site.yaml",
        "title: \"Enez ]]> & « Qu=ai » 😀\"\nlanguage: fr\nbase_url: https://example.org/d/\nkinds:\n  \
         vessel: {label: bateau, plural: bateaux}\n"
            .as_bytes(),
    );
    let long = "Une très longue phrase sur le quai, ".repeat(280);
    for (n, value) in HOSTILE.iter().enumerate() {
        session.write(
            &format!("content/people/p-{n}.md"),
            format!(
                "---\nname: {0}\nnames: [{1}]\nweak: [{2}]\ntags: [{0}]\nroles:\n  - {{title: {0}, from: \"195{n}~\"}}\n\
                 same_as: {{wikidata: Q{n}}}\nrelations:\n  - {{to: enez, as: {0}, from: 2001-02, source: 'h-{n}#p1'}}\n  \
                 - {{to: enez, as: x, source: 'h-{n}#p99'}}\n---\n{value} \n\n- {value}\n",
                quoted(value),
                quoted(&format!("{value} II")),
                quoted(&format!("W{value}"))
            )
            .as_bytes(),
        );
        let rights = ["full", "reference"][n % 2];
        let words = value.replace('[', "(").replace('<', "&lt;");
        session.write(
            &format!("content/articles/h-{n}.md"),
            format!(
                "---\ntitle: {0}\ndate: 2021-05-{1:02}\npublisher: {0}\nauthor: {0}\nrights: {rights}\ntags: [{0}, quai]\n\
                 url: \"https://enez.example/a?x={n}&y=%20\"\nsource: {{file: \"seeds/h.txt\", sha256: {2}}}\n---\n\n\
                 Enez et [[p-{n}|la personne]] ont parlé mardi : « Je le ferai », a dit [[maud-ty|Maud Ty]]. {words}\n\n\
                 😀 Maud Ty est venue à Enez le 4 mai 2021.\n\n> Le quai d’Enez.\n\n- Un, *deux* et **Maud Ty**\n- trois[^1]\n\n\
                 [^1]: Une note sur Enez.\n",
                quoted(value),
                n + 1,
                "a".repeat(64)
            )
            .as_bytes(),
        );
        session.write(
            &format!("content/notes/h-{n}.yaml"),
            format!("- {{quote: Je le ferai, note: {}, by: {}, verdict: false}}\n", quoted(&words), quoted(value))
                .as_bytes(),
        );
    }
    session.write("content/articles/long.md", format!("---\ntitle: {}\n---\n\n{long}\n", quoted(&long)).as_bytes());
    session.write("content/articles/vide.md", b"---\ntitle: Sans texte\n---\n");
    session.write("content/people/maud-ty.md", format!("---\nname: Maud Ty\n---\n{long}\n").as_bytes());
    session.write("content/places/enez.md", b"---\nname: Enez\ncoordinates: [48.39, -4.49]\n---\n");
    session.write("content/vessels/belle.md", b"---\nname: La Belle\n---\n");
    let (first, second, told) = there_and_back(&session);
    assert!(!told.contains("left out"), "{told}");
    assert_same(&first, &second);
}

fn edited() -> Session {
    let session = Session::new();
    for (name, text) in [
        (
            "content/people/ronan-tyglas.md",
            "---\nname: Ronan Tyglas\nweak: [Tyglas]\nnever: [Ronan]\n---\n\nVoir [[bac#p99|là]] et `du code [[x]]`, [un \
             lien](https://example.org/a_(b)).  Deux blancs.\n",
        ),
        ("content/people/odile-tyglas.md", "---\nname: Odile Tyglas\nweak: [Tyglas]\nformer: [odile]\n---\n"),
        ("content/places/lanzeg.md", "---\nname: Lanzeg\n---\n"),
        ("content/organisations/phare.md", "---\nname: Phare\n---\n"),
        (
            "content/articles/bac.md",
            "---\ntitle: Le bac\ndate: 2021-06-14\nunlinked: [Phare]\nas: {la patronne: odile-tyglas}\n---\n\n\
             ## Niveau deux\n\nRonan Tyglas et [[odile|Odile Tyglas]] ont vu Tyglas lundi. La patronne a dit : « Le bac attendra. » \
             Le Phare est éteint à Lanzeg. Ronan rit.\n\n« Personne ne dort », [[lanzeg#p1|à *Lanzeg*]]. Il dit : « Rien du tout », \
             puis `un code | brut`.\n\n*Un **mot** [lien *fort*](https://example.org/x)* et ~~barré~~. Note[^b] puis[^a] et \
             encore[^b]. ![vue \"x\"](media/ma%20vue.jpg)\n\n### Niveau trois\n\n1. un\n2. deux\n\n3. trois avec \
             [[ronan-tyglas|lui]]\n\n- serré\n  - dedans [[ronan-tyglas|le marin]]\n    1. profond\n  - > cité\n- fin\n\n***\n\n\
             > ## Titre cité\n>\n> Phrase de Lanzeg.\n> - a\n> - b\n\n| a | b |\n|---|---|\n| [[lanzeg\\|ici]] | `x \\| y` |\n\n\
             terme\n: définition\n\nautre\n: suite\n\n```rust\nfn x() {}\n```\n\n> [!caption] Légende *penchée* de Lanzeg.\n\n\
             Ronan Tyglas a vu Ronan Tyglas. Le sauveteur dort. Le 3 mai 2021 ou demain.\n\n[^a]: Première *note*.\n\n    Deux \
             alinéas.\n[^b]: Seconde.\n",
        ),
        (
            "content/decisions.yaml",
            "- {article: bac, quote: Tyglas, prefix: \"vu \", suffix: \" lundi\", entity: odile-tyglas, by: \"Anne \\\"B\\\" Morel\"}\n\
             - {article: bac, quote: Le sauveteur, entity: ronan-tyglas, by: Zoé}\n\
             - {article: bac, quote: Personne ne dort, speaker: odile-tyglas, by: Zoé}\n\
             - {article: bac, quote: Rien du tout, speaker: none, by: Zoé}\n\
             - {article: bac, quote: demain, date: 2021-06-15, by: Anne}\n\
             - {article: bac, quote: Ronan Tyglas, prefix: \"a vu \", suffix: \". Le\", entity: none, by: Zoé}\n",
        ),
        (
            "content/notes/bac.yaml",
            "- {quote: Le bac attendra, note: \"Non *pas*.\\n\\n- un\\n- deux\", by: Zoé, date: 2021-07, verdict: disputed, tags: [a, \"b c\"]}\n\
             - {quote: Lanzeg, prefix: \"éteint à \", note: Un lieu}\n- {quote: Tyglas et Odile, note: À cheval}\n",
        ),
    ] {
        session.write(name, text.as_bytes());
    }
    session
}

#[test]
fn what_people_did_to_a_text_comes_back_with_their_names() {
    let session = edited();
    let (first, second, told) = there_and_back(&session);
    assert!(first.contains("<name>Anne \"B\" Morel</name>") && first.contains("<name>Zoé</name>"), "{first}");
    assert_same(&first, &second);
    assert!(told.contains("left out  file of a picture: copy it into content/media: 1"), "{told}");
    // What TEI has no word for is told when it is written.
    let run = session.run("export tei");
    for what in ["1 former record id", "1 `unlinked:` form", "1 `never:` form"] {
        assert!(run.err.contains(what), "{what}: {}", run.err);
    }
    let back = Session::new();
    back.write("edition.xml", run.out.as_bytes());
    back.run("import edition.xml");
    let decisions = back.read("content/decisions.yaml");
    for line in
        ["by: \"Anne \\\"B\\\" Morel\"", "speaker: odile-tyglas\n  by: \"Zoé\"", "date: 2021-06-15\n  by: \"Anne\""]
    {
        assert!(decisions.contains(line), "{decisions}");
    }
    assert!(back.read("content/articles/bac.md").contains("as: {la patronne: odile-tyglas}"));
    assert!(back.read("content/notes/bac.yaml").contains("  by: Zoé\n  date: \"2021-07\"\n  verdict: disputed\n"));
    assert_eq!(back.run("review --format json").out, session.run("review --format json").out);
}

#[test]
fn of_an_excerpt_only_the_mark_that_it_is_one_is_lost() {
    let session = Session::new();
    let text = "Une phrase de Maud Ty. Une autre phrase suit. Une troisième phrase encore plus longue. Une dernière.";
    session.write("content/people/maud-ty.md", b"---\nname: Maud Ty\n---\n");
    session.write("content/articles/a.md", format!("---\ntitle: A\nrights: excerpt\n---\n\n{text}\n").as_bytes());
    let (first, second, told) = there_and_back(&session);
    assert!(told.contains("left out  `rights: excerpt`, as the text is the excerpt: 1"), "{told}");
    let whole = first
        .replace("status=\"restricted\" n=\"excerpt\"><p>excerpt</p>", "status=\"free\" n=\"full\"><p>full</p>")
        .replace("<p><gap reason=\"rights\"/></p>", "");
    assert_ne!(whole, first);
    assert_same(&whole, &second);
}
