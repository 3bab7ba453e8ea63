//! `dossier export ftm`: what is written is what followthemoney reads, and what it cannot hold is told.

use serde_json::Value;

use super::session::Session;

fn dossier() -> Session {
    let session = Session::new();
    let write = |name: &str, text: &str| {
        session.write(name, text.as_bytes());
    };
    write("site.yaml", "title: Été à Brumeval\nlanguage: fr\nbase_url: https://brume.example/d/\n");
    write(
        "content/articles/bac.md",
        "---\ntitle: \"Le\\u202fbac\"\ndate: 1952~\nlanguage: gsw\nurl: \"http://1.2/x\"\n---\n\nLise Arvel a vu Lise Arvel à Brumeval.\n",
    );
    write(
        "content/articles/été.md",
        "---\ntitle: L’été\ndate: 2021-05\nurl: https://cap.example\n---\n\nLise Arvel a dit mardi : « Le bac partira demain matin. »\n",
    );
    write(
        "content/people/lise-arvel.md",
        "---\nname: Lise Arvel\nweak: [Arvel]\nborn: 194X\nsame_as: {wikidata: Q1, viaf: \"12\"}\nroles:\n  - {title: maire, from: 2020-07}\n\
         relations:\n  - {to: brumeval, as: dirige, from: 2020-07, until: 2021~, source: 'bac#p1'}\n---\n",
    );
    write("content/places/brumeval.md", "---\nname: Brumeval\ncoordinates: [48.39, -4.49]\n---\n");
    write(
        "content/events/vote.md",
        "---\nname: vote du bac\ndate: 2021-05/..\nplace: brumeval\nparticipants: [lise-arvel, brumeval]\n---\n",
    );
    session
}

fn find<'a>(lines: &'a [Value], schema: &str, end: &str) -> &'a Value {
    let found =
        lines.iter().find(|line| line["schema"] == schema && line["id"].as_str().is_some_and(|id| id.ends_with(end)));
    &found.expect("an entity")["properties"]
}

#[test]
fn each_thing_has_its_schema_and_uncertain_dates_are_in_the_notes() {
    let run = dossier().run("export ftm");
    assert_eq!(run.code, 0, "{}", run.err);
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let article = find(&lines, "Article", "-a-bac");
    assert_eq!(article["title"][0], "Le bac");
    assert!(article.get("publishedAt").is_none() && article.get("sourceUrl").is_none(), "{article}");
    assert_eq!(article["notes"].to_string(), r#"["sourceUrl: http://1.2/x","date: 1952~","language: gsw"]"#);
    let person = find(&lines, "Person", "-e-lise-arvel");
    assert_eq!(person["position"][0], "maire (2020-07/..)");
    assert_eq!((&person["weakAlias"][0], &person["wikidataId"][0]), (&"Arvel".into(), &"Q1".into()));
    assert_eq!(person["notes"].to_string(), r#"["born: 194X","viaf: 12"]"#);
    let event = find(&lines, "Event", "-e-vote");
    assert_eq!((&event["startDate"][0], event.get("endDate")), (&"2021-05".into(), None));
    assert_eq!(event["involved"].as_array().map(Vec::len), Some(1));
    let ties: Vec<&Value> = lines.iter().filter(|line| line["schema"] == "UnknownLink").collect();
    assert_eq!(ties.len(), 2, "a relation, and the place that took part");
    let relation = ties.iter().find(|tie| tie["properties"]["role"][0] == "dirige").expect("the relation");
    assert_eq!(relation["properties"]["sourceUrl"][0], "https://brume.example/d/articles/bac.html#p1");
    assert_eq!(relation["properties"]["description"][0], "until: 2021~");
    let mention = lines.iter().find(|line| line["properties"]["summary"][0] == "2 mentions").expect("named twice");
    assert_eq!(mention["properties"]["namesMentioned"][0], "Lise Arvel");
    for line in &lines {
        let id = line["id"].as_str().expect("an id");
        assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.'), "{id}");
    }
}

#[test]
fn what_the_model_has_no_place_for_is_counted() {
    let err = dossier().run("export ftm").err;
    assert!(err.contains("1 article is in a language that FollowTheMoney does not know"), "{err}");
    assert!(err.contains("1 quotation") && err.contains("1 text is written as FollowTheMoney keeps it"), "{err}");
}
