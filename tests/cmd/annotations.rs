//! `dossier import --annotations`: names that others marked become questions of `review` and rows of `suggest`, never links.

use serde_json::{Value, json};

use super::session::{Run, Session};

const TEXT: &str = "Yvonne Trégor a réuni le conseil de Plounez à Plounez. 😀 Mme Trégor a salué Odile Kersaint.\n\nLe Grand Large \
    n’est pas venu, dit Odile Kersaint à Morgat.";

fn dossier() -> Session {
    let session = Session::new();
    session.write("site.yaml", b"title: Le m\xc3\xb4le\nlanguage: fr\nbase_url: https://example.org/d/\n");
    session.write(
        "content/people/yvonne-tregor.md",
        "---\nname: Yvonne Trégor\nsame_as: {wikidata: Q1}\n---\nMaire.\n".as_bytes(),
    );
    session.write("content/people/paul-tregor.md", "---\nname: Paul Trégor\n---\nPêcheur.\n".as_bytes());
    session.write(
        "content/places.yaml",
        b"- {id: plounez, name: Plounez}\n- {id: morgat, name: Morgat-Plage, weak: [Morgat]}\n",
    );
    session.write(
        "content/articles/mole.md",
        format!("---\ntitle: Le môle refait\ndate: 2021-05-05\nurl: https://presse.example/mole\n---\n{TEXT}\n")
            .as_bytes(),
    );
    session.write(
        "content/articles/autre.md",
        "---\ntitle: Autre\ndate: 2021-05-06\n---\nPaul Trégor est resté à quai.\n".as_bytes(),
    );
    session
}

/// Returns the place of words in the text, in code points.
fn place(words: &str) -> (usize, usize) {
    let start = TEXT[..TEXT.find(words).expect("the words")].chars().count();
    (start, start + words.chars().count())
}

fn import(session: &Session, name: &str, text: &str) -> Run {
    session.write(name, text.as_bytes());
    session.run(&format!("import --annotations {name}"))
}

fn questions(session: &Session) -> Vec<Value> {
    let out = session.run("review --format json").out;
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn suggested(session: &Session, name: &str) -> Value {
    let out = session.run("suggest --format jsonl").out;
    let mut lines = out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines.find(|line| line["name"] == name).unwrap_or_else(|| panic!("no {name} in {out}"))
}

fn spacy_line() -> String {
    let span = |words: &str, label: &str| {
        let (start, end) = place(words);
        json!({"start": start, "end": end, "label": label})
    };
    json!({"text": TEXT, "meta": {"model": "fr_core_news_md"}, "spans": [
        span("Yvonne Trégor", "PER"), span("Grand Large", "ORG"), span("Odile Kersaint", "PER"), span("Morgat", "LOC"),
    ]})
    .to_string()
}

#[test]
fn a_name_of_a_record_is_asked_about_an_unknown_one_suggested_and_neither_links() {
    let session = dossier();
    let links = session.run("export jsonl").out;
    let asked = questions(&session);
    let run = import(&session, "spacy.jsonl", &spacy_line());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1 agree") || run.err.contains("2 agree"), "{}", run.err);
    assert_eq!(session.run("export jsonl").out, links, "a proposal never links");
    let large = suggested(&session, "Grand Large");
    assert_eq!(large["proposed_by"], json!([{"by": "fr_core_news_md", "kind": "organisation"}]), "{large}");
    assert_eq!(large["kind"], "organisation");
    let shown = session.run("suggest").out;
    assert!(shown.contains("proposed by fr_core_news_md as organisation"), "{shown}");
    assert!(questions(&session).len() <= asked.len() + 1, "{:?}", questions(&session));
    let file = session.read("content/annotations/fr-core-news-md.jsonl");
    assert!(file.contains("\"quote\":\"Grand Large\"") && !file.contains("\"quote\":\"Yvonne"), "{file}");
    assert_eq!(session.run("check").code, 0, "{}", session.run("check").err);
    assert_eq!(session.run("build").code, 0);
    // The same again, and the same in another file, changes nothing.
    let before = session.files("content");
    for name in ["spacy.jsonl", "again.jsonl"] {
        let run = import(&session, name, &spacy_line());
        assert_eq!((run.code, session.files("content") == before), (0, true), "{}", run.err);
    }
}

#[test]
fn a_proposed_record_is_the_first_candidate_with_its_proposer_and_a_decision_ends_it() {
    let session = dossier();
    let (start, end) = place("Odile Kersaint");
    let csv = format!(
        "article,start,end,text,entity,kind,by\nmole,{start},{end},Odile Kersaint,paul-tregor,person,\"Morel, Anne\"\n\
         https://presse.example/mole,,,le conseil de Plounez,yvonne-tregor,,\n"
    );
    let run = import(&session, "noms.csv", &csv);
    assert_eq!(run.code, 0, "{}", run.err);
    let asked = questions(&session);
    let odile = asked.iter().find(|one| one["text"] == "Odile Kersaint").expect("a question");
    assert_eq!(odile["candidates"][0]["id"], "paul-tregor");
    assert_eq!(odile["proposed_by"], json!(["Morel, Anne"]));
    assert!(odile["reason"].as_str().expect("text").contains("proposed by Morel, Anne"), "{odile}");
    // Another record than the one that is linked: both are candidates.
    let council = asked.iter().find(|one| one["text"] == "le conseil de Plounez");
    let ids: Vec<&str> = council.map_or(vec![], |one| {
        one["candidates"].as_array().expect("a list").iter().filter_map(|c| c["id"].as_str()).collect()
    });
    assert_eq!(ids.first(), Some(&"yvonne-tregor"), "{asked:?}");
    session.write(
        "content/decisions.yaml",
        "- {article: mole, quote: Odile Kersaint, suffix: \".\", entity: none}\n".as_bytes(),
    );
    assert!(!questions(&session).iter().any(|one| one["text"] == "Odile Kersaint"));
    let before = session.files("content");
    assert_eq!(session.run("import --annotations noms.csv").code, 0);
    assert_eq!(session.files("content"), before);
}

fn w3c(exact: &str, prefix: &str, suffix: &str, bodies: &Value) -> Value {
    json!({"type": "Annotation", "creator": {"type": "Person", "name": "Ada"}, "body": bodies,
           "target": {"source": "https://example.org/d/data/text/mole.txt",
                      "selector": {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}}})
}

#[test]
fn quote_selectors_are_anchored_once_or_told_with_their_place() {
    let session = dossier();
    let person = json!([{"type": "TextualBody", "purpose": "classifying", "value": "Person"}]);
    let page = json!({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [
        w3c("Odile Kersaint", "", "", &person),
        w3c("Odile Kersaint", "a salu\u{e9}\u{202f}", ".", &person),
        w3c("Nulle Part", "", "", &person),
        w3c("Grand Large", "", "", &json!([{"type": "TextualBody", "purpose": "commenting", "value": "ah"}])),
        w3c("Morgat", "", "", &json!([{"purpose": "identifying", "source": "https://www.wikidata.org/entity/Q1"}])),
    ]});
    let run = import(&session, "recogito.json", &page.to_string());
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("recogito.json, number 1: “Odile Kersaint” fits 2 places of the article `mole`"),
        "{}",
        run.err
    );
    assert!(run.err.contains("recogito.json, number 3: “Nulle Part” is not in the article `mole`"), "{}", run.err);
    assert!(run.err.contains("1 comments"), "{}", run.err);
    let odile = suggested(&session, "Odile Kersaint");
    assert_eq!(odile["proposed_by"], json!([{"by": "Ada", "kind": "person"}]));
    let morgat = questions(&session).into_iter().find(|one| one["text"] == "Morgat").expect("a question");
    assert_eq!(morgat["candidates"][0]["id"], "yvonne-tregor", "{morgat}");
}

#[test]
fn own_lines_say_nothing_new_and_broken_lines_are_told() {
    let session = dossier();
    let asked = session.run("review --format json").out;
    let own = session.run("export jsonl").out;
    let broken = format!("{own}{{\"id\": \"mole\", \"text\": \"x\"\n[1]\n{{\"id\": 3}}\n");
    let run = import(&session, "own.jsonl", &broken);
    assert_eq!(run.code, 1, "{}", run.err);
    for line in ["own.jsonl:3:", "own.jsonl:4:", "own.jsonl:5:"] {
        assert!(run.err.contains(line), "{line} in {}", run.err);
    }
    assert!(!session.path("content/annotations").exists(), "{}", run.err);
    assert_eq!(session.run("review --format json").out, asked);
}

#[test]
fn a_corpus_of_tokens_is_found_in_the_text_sentence_by_sentence() {
    let session = dossier();
    let conll = "-DOCSTART- O\n\nMme O\nTrégor B-PER\na O\nsalué O\nOdile B-PER\nKersaint I-PER\n. O\n\n\
                 Le O\nGrand B-ORG\nLarge I-ORG\nn’ O\nest O\npas O\nvenu O\n, O\ndit O\nOdile B-PER\nKersaint I-PER\nà O\nMorgat B-LOC\n. O\n\n\
                 Inconnu B-PER\npartout O\n. O\n";
    let run = import(&session, "corpus.conll", conll);
    assert!(run.err.contains("corpus.conll:26: “Inconnu” is not in the article `mole`"), "{}", run.err);
    let large = suggested(&session, "Grand Large");
    assert_eq!(large["proposed_by"], json!([{"by": "corpus.conll", "kind": "organisation"}]));
    let conllu = "# newdoc id = mole\n# sent_id = 1\n\
        1\tOdile\t_\t_\t_\t_\t_\t_\t_\tNE=B-PER|Entity=paul-tregor\n2-3\tKersaint\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tKer\t_\t_\t_\t_\t_\t_\t_\tNE=I-PER\n3\tsaint\t_\t_\t_\t_\t_\t_\t_\tNE=I-PER\n4\tà\t_\t_\t_\t_\t_\t_\t_\tNE=O\n\
        5\tMorgat\t_\t_\t_\t_\t_\t_\t_\tNE=S-LOC\n\n";
    let run = import(&session, "arbre.conllu", conllu);
    assert_eq!(run.code, 0, "{}", run.err);
    let odile = questions(&session).into_iter().find(|one| one["text"] == "Odile Kersaint").expect("a question");
    assert_eq!(odile["candidates"][0]["id"], "paul-tregor");
}

#[test]
fn a_cas_counts_utf_16_and_doccano_code_points() {
    let session = dossier();
    let units = |words: &str| TEXT[..TEXT.find(words).expect("the words")].encode_utf16().count();
    let start = units("Grand Large");
    let cas = json!({"%TYPES": {}, "%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": TEXT},
        {"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa": 1,
         "begin": start, "end": start + 11, "value": "ORG"},
        {"%ID": 3, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa": 1,
         "begin": units("😀") + 1, "end": start, "value": "ORG"},
    ]});
    let run = session.write("x.json", cas.to_string().as_bytes()).run("import --annotations --by INCEpTION x.json");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("within a character"), "{}", run.err);
    let (start, end) = place("Grand Large");
    let doccano = json!({"id": 7, "text": TEXT, "label": [[start, end, "LOC"], [start, 9_999, "LOC"]]});
    let run = import(&session, "doccano.jsonl", &format!("{doccano}\n"));
    assert!(run.err.contains("doccano.jsonl:1:"), "{}", run.err);
    assert_eq!(
        suggested(&session, "Grand Large")["proposed_by"],
        json!([{"by": "INCEpTION", "kind": "organisation"}, {"by": "doccano.jsonl", "kind": "place"}])
    );
}

#[test]
fn what_cannot_be_read_is_a_sentence_and_nothing_is_written() {
    let session = dossier();
    for (name, text, message) in [
        ("a.json", "{\"a\":", "the JSON cannot be read"),
        ("b.csv", "x,y\n1,2\n", "no column `article`"),
        ("c.xml", "<TEI/>", "holds no text"),
        ("d.txt", "une phrase\n", "none of the formats"),
        ("e.jsonl", "", "the file is empty"),
        ("f.json", "[[[[[[", "the JSON cannot be read"),
        ("g.csv", "article,text,start\nmole,Morgat,x\nabsent,Morgat,1\n", "whole numbers"),
        (
            "h.json",
            "{\"type\":\"Annotation\",\"target\":\"https://example.org/d/articles/mole.html\",\"body\":{\"purpose\":\"tagging\",\"value\":\"person\"}}",
            "no TextQuoteSelector",
        ),
    ] {
        let run = import(&session, name, text);
        assert_eq!(run.code, 1, "{name}: {}", run.err);
        assert!(run.err.contains(message), "{name}: {}", run.err);
    }
    assert!(!session.path("content/annotations").exists());
    let run = session.run("import --annotations absent.json");
    assert!(run.code != 0 && run.err.contains("no such file"), "{}", run.err);
}

#[test]
fn a_text_of_two_articles_is_neither() {
    let session = dossier();
    session.write("content/articles/copie.md", "---\ntitle: Copie\n---\nPaul Trégor est resté à quai.\n".as_bytes());
    let line = json!({"text": "Paul Trégor est resté à quai.", "spans": [{"start": 0, "end": 11, "label": "ORG"}]});
    let run = import(&session, "x.jsonl", &line.to_string());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("x.jsonl") && run.err.contains("several articles have its text"), "{}", run.err);
}

#[test]
fn a_sentence_that_stands_twice_is_found_by_the_offsets_beside_it() {
    let session = Session::new();
    session.write("content/articles/deux.md", "---\ntitle: Deux\n---\nVu à Morgat.\n\nVu à Morgat.\n".as_bytes());
    let sentence = |fields: &str| {
        format!(
            "1\tVu\t_\t_\t_\t_\t_\t_\t_\t_\n2\tà\t_\t_\t_\t_\t_\t_\t_\t_\n3\tMorgat\t_\t_\t_\t_\t_\t_\t_\t{fields}\n\n"
        )
    };
    let text =
        format!("# newdoc id = deux\n{}{}", sentence("NE=B-LOC|end_char=25|start_char=19"), sentence("NE=B-LOC"));
    let run = import(&session, "deux.conllu", &text);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("deux.conllu:8: “Morgat” stands in a passage that the article `deux` has in 2 places"),
        "{}",
        run.err
    );
    assert!(session.read("content/annotations/deux-conllu.jsonl").contains("\"at\":19,"));
}

#[test]
fn forgetting_a_person_reaches_the_proposals() {
    let session = dossier();
    session.write("content/people/odile.md", "---\nname: Odile Kersaint\n---\n".as_bytes());
    let line = |quote: &str, suffix: &str, entity: &str| {
        json!({"article": "mole", "at": 0, "quote": quote, "suffix": suffix, "entity": entity}).to_string() + "\n"
    };
    let lines = [
        line("Odile Kersaint", "", ""),
        line("Morgat", "", "odile"),
        line("Mme Trégor", " a salué Odile Kersaint", ""),
    ];
    session.write("content/annotations/x.jsonl", lines.concat().as_bytes());
    let run = session.run("forget odile");
    assert_eq!(run.code, 0, "{}", run.err);
    let left = session.read("content/annotations/x.jsonl");
    assert_eq!(left, "{\"article\":\"mole\",\"at\":0,\"quote\":\"Mme Trégor\"}\n");
}

#[test]
fn names_in_an_edition_are_proposed_with_whoever_is_responsible() {
    let session = dossier();
    let text = TEXT
        .replace("Yvonne Trégor", "<persName ref=\"#yt\" resp=\"#am\">Yvonne\n Trégor</persName>")
        .replace("le conseil", "<rs ref=\"http://www.wikidata.org/entity/Q1\" resp=\"#am\">le conseil</rs>")
        .replace("Grand Large", "<orgName>Grand Large</orgName>")
        .replace("Morgat", "<name type=\"place\">Morgat</name>")
        .replace("venu", "<rs>venu</rs>")
        .replace("\n\n", "</p>\n<p>");
    let edition = format!(
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Autre titre</title><respStmt xml:id=\"am\">\
         <resp>a lu</resp><name>Anne Morel</name></respStmt></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listPerson>\
         <person xml:id=\"yt\"><persName>Y. T.</persName><idno type=\"wikidata\">Q1</idno></person></listPerson></sourceDesc></fileDesc>\
         </teiHeader><text><body><head>Un titre de plus</head><p>{text}</p></body></text></TEI>"
    );
    let run = import(&session, "mole.xml", &edition);
    assert_eq!(run.code, 0, "{}", run.err);
    let file = session.read("content/annotations/anne-morel.jsonl");
    assert!(file.contains("\"quote\":\"le conseil\"") && file.contains("\"entity\":\"yvonne-tregor\""), "{file}");
    assert_eq!(file.lines().count(), 1, "the linked name agrees: {file}");
    let large = suggested(&session, "Grand Large");
    assert_eq!(large["proposed_by"], json!([{"by": "mole.xml", "kind": "organisation"}]), "{large}");
    assert!(!session.read("content/annotations/mole-xml.jsonl").contains("venu\",\"prefix"));
    // What does not stand in the articles is told, and nothing that is no edition is read.
    let run = import(&session, "mole.xml", &edition.replace("Grand Large", "Petit Large").replace("Morgat", "Crozon"));
    assert!(run.code == 1 && run.err.contains("Petit Large"), "{}", run.err);
    let run = import(&session, "autre.xml", "<html><p>x</p></html>");
    assert!(run.code == 1 && run.err.contains("no TEI"), "{}", run.err);
}
