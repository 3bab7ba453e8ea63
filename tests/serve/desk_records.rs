//! What the desk changes of records: their kind, their roles and relations wherever those are written, what they cite, notes, and
//! what the list of what was done calls them.

use super::desk::{DESK, Desk, files};
use super::server::Server;

#[test]
fn another_kind_takes_the_links_to_the_file_along() {
    let mut files = files();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add(
        "content/people/la-criee.md",
        "---\nname: La Criée # halle\n---\nVoir [Anne](anne-morvan.md), [soi](la-criee.md).\n",
    );
    add("content/articles/cinq.md", "---\ntitle: Cinq\n---\nÀ [la Criée](../people/la-criee.md#x), et [[la-criee]].\n");
    add("content/organisations.yaml", "- {id: fret, name: Fret, text: \"Face à [elle](people/la-criee.md).\"}\n");
    let desk = Desk::over(Server::edit(&files), DESK, "review");
    let before = desk.tree();
    let action = r#"{"action":{"do":"several","actions":[{"do":"set-field","record":"la-criee","field":"tags","value":"quai"},{"do":"retype","record":"la-criee","kind":"place"}]}}"#;
    let done = desk.act("do", action);
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(
        desk.text("content/places/la-criee.md"),
        "---\nname: La Criée # halle\ntags: [quai]\nformer: [\"people/la-criee\"]\n---\nVoir [Anne](../people/anne-morvan.md), [soi](la-criee.md).\n"
    );
    assert_eq!(desk.text("content/people/la-criee.md"), "");
    assert!(desk.text("content/articles/cinq.md").contains("[la Criée](../places/la-criee.md#x), et [[la-criee]]"));
    let page = desk.page("done").text();
    assert!(page.contains("La Criée est désormais du type") && !page.contains("place\u{a0}»"), "{page}");
    assert_eq!(desk.act("undo", "{}").status, 200);
    assert_eq!(desk.tree(), before);
}

#[test]
fn passages_are_found_cited_and_checked() {
    let mut files = files();
    let text = "---\nname: La fuite\ndate: 2021-05\nsources: # où\n  - deux#p1 # un\n---\n";
    files.insert("content/events/fuite.md".to_owned(), text.to_owned());
    files.insert("content/events.csv".to_owned(), "id,name\ngreve,La grève\n".to_owned());
    files.insert("content/articles/six.md".to_owned(), "---\ntitle: Le quai\n---\nUn.\n\nDeux navires.\n".to_owned());
    let desk = Desk::over(Server::edit(&files), DESK, "review");
    let before = desk.tree();
    for (typed, found) in
        [("deux%20navires", true), ("six%23", true), ("six%23p2", true), ("six%23p3", false), ("xyzzy", false)]
    {
        assert_eq!(desk.page(&format!("passages?q={typed}")).text().contains("six#p2"), found, "{typed}");
    }
    let set = |value: &str| {
        let action = r#"{"action":{"do":"set-field","record":"fuite","field":"sources","value":"VALUE"}}"#;
        desk.act("do", &action.replace("VALUE", value))
    };
    for (value, why) in [
        ("deux#p1;rien#p1", "Aucun article n’a l’identifiant «\u{a0}rien\u{a0}»"),
        ("deux#p1;six#p3", "L’article «\u{a0}six\u{a0}» n’a pas de passage «\u{a0}p3\u{a0}»"),
        ("deux#p1;six#intro", "«\u{a0}six\u{a0}» n’a pas de passage «\u{a0}intro\u{a0}»"),
        ("deux#p1;anne-morvan", "Aucun article"),
    ] {
        let refused = set(value);
        assert!(refused.status == 422 && refused.text().contains(why), "{}", refused.text());
    }
    assert_eq!(set("deux#p1;six#p2").status, 200);
    let now = text.replace("# un\n", "# un\n  - \"six#p2\"\n");
    assert_eq!(desk.text("content/events/fuite.md"), now);
    let figures = |record: &str, source: &str| {
        let action = r#"{"action":{"do":"set-rows","record":"RECORD","list":"figures","rows":[{"what":"navires","value":"~2","source":"SOURCE"}]}}"#;
        desk.act("do", &action.replace("RECORD", record).replace("SOURCE", source))
    };
    assert!(figures("fuite", "six#p9").text().contains("n’a pas de passage «\u{a0}p9\u{a0}»"));
    assert!(figures("greve", "six").text().contains("n’a pas de place pour des chiffres"));
    assert_eq!(figures("fuite", "la mairie, n° 3").status, 200);
    let line = "figures: [{what: navires, value: \"~2\", source: \"la mairie, n° 3\"}]\n---\n";
    assert_eq!(desk.text("content/events/fuite.md"), now.replace("---\n", line).replacen(line, "---\n", 1));
    desk.until("_dossier/desk/record?id=fuite", "value=\"~2\"");
    for _ in 0..2 {
        assert_eq!(desk.act("undo", "{}").status, 200);
    }
    assert_eq!(desk.tree(), before);
}

#[test]
fn roles_and_relations_change_where_they_are_written() {
    let mut files = files();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add("content/organisations.csv", "id,name,weak\nfret,Fret d’Armel,\nbac,Bac d’Armel,\n");
    add("content/roles.csv", "record,title,from\nanne-morvan,adjointe,2019\nfret,armateur,2001\n");
    let desk = Desk::over(Server::edit(&files), DESK, "review");
    let before = desk.tree();
    let page = desk.page("record?id=fret").text();
    let base = |page: &str, name: &str| {
        let rest = page.split(&format!("{name}=\"")).nth(1).expect("an attribute");
        rest.split('"').next().expect("a value").to_owned()
    };
    assert!(page.contains("value=\"armateur\"") && !page.contains("data-act=\"merge\""), "{page}");
    assert!(
        !page.contains("data-act=\"set-id\"") && page.contains("data-act=\"delete\""),
        "no button that must refuse"
    );
    let set = |record: &str, list: &str, rows: &str, own: &str, table: &str| {
        let action = format!(
            r#"{{"action":{{"do":"set-rows","record":"{record}","list":"{list}","rows":[{rows}],"table":"{table}"}},"base":"{own}"}}"#
        );
        desk.act("do", &action)
    };
    let (own, table) = (base(&page, "data-base"), base(&page, "data-table"));
    let done = set("fret", "roles", r#"{"title":"armateur","from":"2002"},{"title":"passeur"}"#, &own, &table);
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(
        desk.text("content/roles.csv"),
        "record,title,from\nanne-morvan,adjointe,2019\nfret,armateur,2002\nfret,passeur,\n"
    );
    let again = set("fret", "roles", r#"{"title":"armateur"}"#, &own, &table);
    assert!(again.status == 409 && again.text().contains("content/roles.csv"), "{}", again.text());
    let done = set("fret", "relations", r#"{"to":"bac","as":"rivale","from":"2003"}"#, &own, "");
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(
        desk.text("content/relations.csv").contains("fret,bac,rivale,2003"),
        "{}",
        desk.text("content/relations.csv")
    );
    desk.until("_dossier/desk/record?id=fret", "value=\"rivale\"");
    // A role of a person with a file of its own that is in the table changes there.
    let page = desk.page("record?id=anne-morvan").text();
    let (own, table) = (base(&page, "data-base"), base(&page, "data-table"));
    assert_eq!(set("anne-morvan", "roles", "", &own, &table).status, 200);
    assert!(!desk.text("content/roles.csv").contains("anne-morvan"));
    for _ in 0..3 {
        assert_eq!(desk.act("undo", "{}").status, 200);
    }
    assert_eq!(desk.tree(), before);
}

#[test]
fn a_note_has_a_verdict_and_an_author_and_history_says_titles() {
    let desk = Desk::open();
    let note = |verdict: &str| {
        let words = r#"{"article":"deux","start":0,"end":6,"quote":"Morvan"}"#;
        desk.act(
            "do",
            &format!(
                r#"{{"action":{{"do":"add-note","words":{words},"note":"Non.","verdict":"{verdict}","by":"Zoé"}}}}"#
            ),
        )
    };
    assert_eq!(note("perhaps").status, 422);
    assert_eq!(note("false").status, 200);
    let text = desk.text("content/notes/deux.yaml");
    assert!(text.ends_with("  note: \"Non.\"\n  verdict: false\n  by: \"Zoé\"\n"), "{text}");
    let window = desk.page("words?article=deux&start=0&end=6").text();
    assert!(window.contains("id=\"w-verdict\"") && window.contains("id=\"w-by\""), "{window}");
    let action = r#"{"action":{"do":"refuse","proposal":"yann-tanguy"}}"#;
    assert!(desk.act("do", action).text().contains("Yann Tanguy"));
    let page = desk.page("done").text();
    assert!(page.contains(" dans Deux <small>") && page.contains("Yann Tanguy"), "{page}");
    let effects = desk.act("effects", r#"{"action":{"do":"add-form","record":"anne-morvan","form":"est venu"}}"#);
    assert!(effects.text().contains("\"name\":\"Anne Morvan\""), "{}", effects.text());
}
