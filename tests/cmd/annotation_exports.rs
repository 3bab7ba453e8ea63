//! `dossier export annotations` and `export ner`: what readers of the formats rely on, in a dossier of hostile values.

use serde_json::Value;

use super::session::Session;

/// A name with quotation marks, markup, accents of their own, an emoji, letters from right to left.
const HOSTILE: &str = "Cap \\\"<b>&]]>\\\" e\u{301}te\u{301} 😀 \u{5e9}\u{5dc}";

fn dossier(site: &str) -> Session {
    let session = Session::new();
    session.write("site.yaml", format!("title: L’affaire du môle\nlanguage: fr\n{site}").as_bytes());
    session.write("content/people/yvonne-tregor.md", "---\nname: Yvonne Trégor\n---\n".as_bytes());
    session.write(
        "content/places.yaml",
        format!("- {{id: plounez, name: Plounez}}\n- {{id: cap, name: \"{HOSTILE}\"}}\n").as_bytes(),
    );
    session.write("content/events.yaml", "- {id: vote, name: vote du môle, date: 2021-05-04}\n".as_bytes());
    session.write(
        "content/articles/mole.md",
        "---\ntitle: Le môle refait\ndate: 2021-05-05\n---\n😀 L’élue Yvonne Trégor a compté 30\u{202f}000 euros à Plounez mardi.\n\n\
         Odile Kersaint a suivi le vote du môle. « Nous irons à Plounez », a dit Yvonne Trégor.\n"
            .as_bytes(),
    );
    session
        .write("content/articles/renvoi.md", "---\ntitle: Un renvoi\nrights: reference\n---\nUn secret.\n".as_bytes());
    session.write(
        "content/notes/mole.yaml",
        "- {quote: Plounez, prefix: \"irons à \", note: \"Non *pas* ]]>\", by: Ada, date: 2021-06-01, tags: [port], verdict: disputed}\n"
            .as_bytes(),
    );
    session
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn each_annotation_has_its_words_its_place_and_who_made_it() {
    for (site, prefix) in
        [("base_url: https://example.org/d/\n", "https://example.org/d/"), ("", "urn:dossier:l-affaire-du-mole:")]
    {
        let session = dossier(site);
        let run = session.run("export annotations");
        let set: Value = serde_json::from_str(&run.out).expect("JSON");
        let items = set["first"]["items"].as_array().expect("a list");
        assert_eq!((set["total"].as_u64(), items.is_empty()), (Some(items.len() as u64), false), "{}", run.err);
        let text = lines(&session.run("export jsonl").out)[0]["text"].as_str().expect("text").to_owned();
        for item in items {
            assert!(item["id"].as_str().expect("an id").starts_with(prefix), "{item}");
            let [quote, place] = item["target"]["selector"].as_array().expect("a list").as_slice() else {
                panic!("{item}")
            };
            let at = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("a number");
            let words: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(quote["exact"], Value::from(words));
        }
        let of = |motivation: &str| items.iter().filter(|item| item["motivation"] == motivation).collect::<Vec<_>>();
        let note = of("commenting");
        assert_eq!(note[0]["created"], "2021-06-01T00:00:00Z");
        assert_eq!(note[0]["creator"]["name"], "Ada");
        assert_eq!(note[0]["body"][1]["value"], "disputed");
        assert_eq!(of("identifying")[0]["generator"]["type"], "Software");
        assert!(of("describing").iter().any(|item| item["body"][0]["value"] == "2021-05-04"), "{items:?}");
        assert_eq!(of("linking").len(), 1);
        // The list of questions stays the same.
        let asked = session.run("review --format json").out;
        session.write("back.jsonld", run.out.as_bytes());
        let back = session.run("import --annotations back.jsonld");
        assert_eq!((back.code, session.path("content/annotations").exists()), (0, false), "{}", back.err);
        assert_eq!(session.run("review --format json").out, asked);
    }
    let session = dossier("output: {data: [annotations]}\n");
    let run = session.run("export annotations --output set");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(session.read("set/text/mole.txt").starts_with("😀 L’élue"));
    assert_eq!(session.run("build").code, 0);
    assert_eq!(session.read("public/data/annotations.jsonld"), session.read("set/annotations.jsonld"));
}

#[test]
fn training_data_leaves_out_what_is_uncertain_and_no_token_has_white_space() {
    let session = dossier("");
    let run = session.run("export ner");
    assert!(run.err.contains("1 sentence is left out") && run.err.contains("1 article is left out"), "{}", run.err);
    assert!(run.out.contains("Yvonne\tB-PER\nTrégor\tI-PER\n") && run.out.contains("30\tO\n000\tO\n"), "{}", run.out);
    assert!(!run.out.contains("Odile"), "{}", run.out);
    let all = session.run("export ner --all --fine").out;
    assert!(all.contains("Odile\tO\n") && all.contains("vote\tB-EVENT\ndu\tI-EVENT\nmôle\tI-EVENT\n"), "{all}");
    let conllu = session.run("export ner --format conllu").out;
    assert!(conllu.starts_with("# newdoc id = mole\n# sent_id = mole-1\n# text = 😀 L’élue Yvonne"), "{conllu}");
    assert!(conllu.contains("2\tL’\t_\t_\t_\t_\t_\t_\t_\tNE=O|SpaceAfter=No|end_char=4|start_char=2\n"), "{conllu}");
    let spacy = lines(&session.run("export ner --format spacy").out);
    assert_eq!(spacy.len(), 2, "{spacy:?}");
    for line in &spacy {
        for span in line["spans"].as_array().expect("a list") {
            let at = |key: &str| usize::try_from(span[key].as_u64().expect("a number")).expect("a number");
            let words: String =
                line["text"].as_str().expect("text").chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert!(["Yvonne Trégor", "Plounez"].contains(&words.as_str()), "{words}");
        }
    }
    let run = session.run("export ner --format cas --all --output cas");
    assert_eq!(run.code, 0, "{}", run.err);
    let cas: Value = serde_json::from_str(&session.read("cas/mole.cas.json")).expect("JSON");
    let structures = cas["%FEATURE_STRUCTURES"].as_array().expect("a list");
    let units: Vec<u16> = structures[0]["sofaString"].as_str().expect("text").encode_utf16().collect();
    let name = structures.iter().find(|one| one["value"] == "PER").expect("a name");
    let at = |key: &str| usize::try_from(name[key].as_u64().expect("a number")).expect("a number");
    assert_eq!(String::from_utf16_lossy(&units[at("begin")..at("end")]), "Yvonne Trégor");
    // It comes back, and says nothing new.
    let back = session.run("import --annotations cas/mole.cas.json");
    assert_eq!((back.code, session.path("content/annotations").exists()), (0, false), "{}", back.err);
    for (words, code) in [("ner --format cas", 2), ("jsonl --fine", 2), ("ner --once", 2), ("ner --format x", 2)] {
        assert_eq!(session.run(&format!("export {words}")).code, code, "{words}");
    }
}

#[test]
fn each_form_of_training_data_comes_back_without_a_question() {
    let session = dossier("");
    let asked = session.run("review --format json").out;
    for (form, name) in [("conll", "t.conll"), ("conllu", "t.conllu"), ("spacy", "t.jsonl"), ("doccano", "d.jsonl")] {
        session.write(name, session.run(&format!("export ner --format {form}")).out.as_bytes());
        let run = session.run(&format!("import --annotations {name}"));
        assert_eq!((run.code, session.path("content/annotations").exists()), (0, false), "{form}: {}", run.err);
        assert_eq!(session.run("review --format json").out, asked, "{form}");
    }
}

/// What is asked about names, without the words that say who proposed them.
fn asked(session: &Session) -> Vec<Value> {
    let mut all = lines(&session.run("review --format json").out);
    for one in &mut all {
        let one = one.as_object_mut().expect("an object");
        one.retain(|key, _| !matches!(key.as_str(), "reason" | "proposed_by"));
    }
    all
}

#[test]
fn annotations_of_links_that_a_copy_lacks_are_asked_there_and_nothing_else_is() {
    let linked = "[[plounez|La commune]] et [[yvonne-tregor|l’élue]] attendent. Odile Kersaint aussi, à Plounez.";
    let plain = "La commune et l’élue attendent. Odile Kersaint aussi, à Plounez.";
    let article = |text: &str| format!("---\ntitle: La suite\ndate: 2021-05-06\n---\n{text}\n").into_bytes();
    let (source, copy) = (dossier(""), dossier(""));
    source.write("content/articles/suite.md", &article(linked));
    copy.write("content/articles/suite.md", &article(plain));
    let others = asked(&copy);
    let suggested = copy.run("suggest --format jsonl").out;
    let formats = [("annotations", "set.jsonld"), ("jsonl", "set.jsonl"), ("tei", "set.xml")];
    let mut lists = Vec::new();
    for (format, file) in formats {
        copy.write(file, source.run(&format!("export {format}")).out.as_bytes());
        let run = copy.run(&format!("import --annotations {file}"));
        assert_eq!(run.code, 0, "{format}: {}", run.err);
        let all = asked(&copy);
        let new: Vec<&Value> = all.iter().filter(|one| !others.contains(one)).collect();
        let said: Vec<(&str, &str)> = new
            .iter()
            .map(|one| (one["text"].as_str().expect("text"), one["candidates"][0]["id"].as_str().expect("an id")))
            .collect();
        assert_eq!(said, [("La commune", "plounez"), ("l’élue", "yvonne-tregor")], "{format}: {}", run.err);
        assert!(others.iter().all(|one| all.contains(one)), "{format}");
        assert_eq!(copy.run("suggest --format jsonl").out, suggested, "{format}");
        lists.push(all);
        std::fs::remove_dir_all(copy.path("content/annotations")).expect("the folder");
    }
    assert!(lists.windows(2).all(|two| two[0] == two[1]), "{lists:?}");
}
