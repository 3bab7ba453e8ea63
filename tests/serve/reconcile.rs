//! `serve --reconcile`: what OpenRefine asks, what is refused, and that nothing differs without the flag.

use serde_json::{Value, json};

use super::project::{Files, start};
use super::server::{Answer, Server, answer};

const OPENREFINE: &str = "http://127.0.0.1:3333";

/// A dossier with two bearers of one name, a withheld bearer of another, and values that need escapes.
fn namesakes() -> Files {
    let mut files = start();
    let mut add = |name: &str, text: &str| drop(files.insert(format!("content/people/{name}.md"), text.to_owned()));
    add("ada-kervoas", "---\nname: Ada Kervoas\nborn: 1952\nsame_as: {wikidata: Q11}\n---\nGéomètre.\n");
    add("ada-kervoas-2", "---\nname: Ada Kervoas\nborn: 1980~\nsame_as: {wikidata: Q12}\n---\nPilote.\n");
    add("ivo-quemener", "---\nname: Ivo Quéméner\nnames: [\"I. Quéméner\"]\n---\nMareyeur.\n");
    add("lou-brandt", "---\nname: Lou Brandt\n---\nPeintre.\n");
    add("lou-brandt-2", "---\nname: Lou Brandt\nvisibility: hidden\nborn: 1999\n---\nSecretissime.\n");
    add("balise", "---\nname: \"<b>Balise</b> & Cie\"\n---\n« =1+1 »\n");
    files
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn post(server: &Server, headers: &str, body: &str) -> Answer {
    let request = format!(
        "POST /reconcile HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:{}\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        server.port,
        body.len()
    );
    answer(&server.send(request.as_bytes())).expect("an answer")
}

fn ask(server: &Server, queries: &Value) -> Value {
    let answer = post(server, "", &format!("queries={}", encoded(&queries.to_string())));
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_str(&body_of(&answer)).expect("JSON")
}

/// Returns the body, joined if it came in chunks.
fn body_of(answer: &Answer) -> String {
    let text = answer.text();
    text.find(['{', '<']).map_or(text.clone(), |at| text[at..].to_owned())
}

/// Returns `id score match` of each candidate.
fn brief(results: &Value) -> Vec<String> {
    let list = results["result"].as_array().expect("a list");
    list.iter().map(|one| format!("{} {} {}", one["id"].as_str().unwrap_or("?"), one["score"], one["match"])).collect()
}

#[test]
fn a_name_is_matched_only_where_one_record_bears_it_strongly() {
    let server = Server::start(&namesakes(), &["--reconcile"]);
    let queries = json!({
        "both": { "query": "Ada Kervoas" },
        "blanks": { "query": " Ada\u{202f}Kervoas " },
        "younger": { "query": "Ada Kervoas", "properties": [{ "pid": "born", "v": "1980" }] },
        "known": { "query": "Ada Kervoas", "properties": [{ "pid": "same_as.wikidata", "v": { "id": "Q11" } }, { "pid": "x", "v": 1 }] },
        "one": { "query": "Ivo Quéméner", "type": "person" },
        "decomposed": { "query": "Ivo Que\u{301}me\u{301}ner", "type": ["person", "place"] },
        "other": { "query": "I. Quéméner" },
        "family": { "query": "Quéméner" },
        "plain": { "query": "ivo quemener" },
        "place": { "query": "Ivo Quéméner", "type": "place" },
        "withheld": { "query": "Lou Brandt" },
        "formula": { "query": "=1+1" },
        "empty": { "query": "" },
        "limit": { "query": "Ada Kervoas", "limit": 1 },
        "odd": [1, 2],
    });
    let answers = ask(&server, &queries);
    let two = ["ada-kervoas 100 false", "ada-kervoas-2 100 false"];
    for (key, expected) in [
        ("both", &two[..]),
        ("blanks", &two),
        ("younger", &["ada-kervoas-2 100 true"]),
        ("known", &["ada-kervoas 100 true"]),
        ("one", &["ivo-quemener 100 true"]),
        ("decomposed", &["ivo-quemener 100 true"]),
        ("other", &["ivo-quemener 90 true"]),
        ("family", &["ivo-quemener 60 false"]),
        ("plain", &["ivo-quemener 40 false"]),
        ("place", &[]),
        ("withheld", &["lou-brandt 100 false"]),
        ("formula", &[]),
        ("empty", &[]),
        ("limit", &two[..1]),
        ("odd", &[]),
    ] {
        assert_eq!(brief(&answers[key]), expected, "{key}");
    }
    assert_eq!(answers["one"]["result"][0]["type"][0]["id"], "person");
}

#[test]
fn openrefine_learns_what_it_needs_and_nothing_that_is_withheld() {
    let server = Server::start(&namesakes(), &["--reconcile"]);
    let get = |path: &str| {
        let answer = server.ask("GET", path, &[("Origin", OPENREFINE)]);
        assert_eq!(answer.header("access-control-allow-origin"), OPENREFINE, "{path}");
        assert_eq!(answer.header("vary"), "Origin");
        answer
    };
    let json = |path: &str| -> Value { serde_json::from_str(&body_of(&get(path))).expect("JSON") };
    let manifest = json("/reconcile");
    assert_eq!(manifest["versions"], json!(["0.2"]));
    assert_eq!(manifest["identifierSpace"], "https://example.org/a/id/");
    let view = manifest["view"]["url"].as_str().expect("an address").replace("{{id}}", "ivo-quemener");
    let redirect = get(view.split_once(&server.port.to_string()).expect("a port").1);
    assert_eq!((redirect.status, redirect.header("location")), (302, "/a/personnes/ivo-quemener.html"));
    let found = json("/reconcile/suggest/entity?prefix=quem");
    assert_eq!(found["result"][0]["id"], "ivo-quemener");
    assert_eq!(json("/reconcile/suggest/property?prefix=bo")["result"][0]["id"], "born");
    assert_eq!(json("/reconcile/suggest/type?prefix=per")["result"][0]["id"], "person");
    let proposed = json("/reconcile/propose?type=person").to_string();
    assert!(proposed.contains("same_as.wikidata") && proposed.contains("\"type\":\"person\""), "{proposed}");
    let extension =
        json!({ "ids": ["ada-kervoas", "lou-brandt-2", "nobody"], "properties": [{ "id": "born" }, { "id": "x" }] });
    let rows = json(&format!("/reconcile?extend={}", encoded(&extension.to_string())))["rows"].clone();
    assert_eq!(rows["ada-kervoas"], json!({ "born": [{ "str": "1952" }], "x": [] }));
    assert_eq!(rows["lou-brandt-2"], json!({ "born": [], "x": [] }));
    assert_eq!(rows["nobody"], json!({ "born": [], "x": [] }));
    let preview = get("/reconcile/preview/balise");
    assert!(preview.text().contains("&lt;b&gt;Balise&lt;/b&gt; &amp; Cie"), "{}", preview.text());
    assert!(
        preview.header("content-security-policy").starts_with("default-src 'none'; frame-ancestors 'self' http://127")
    );
    for path in ["/reconcile/preview/lou-brandt-2", "/reconcile/view/lou-brandt-2", "/reconcile/x", "/reconcile/a/b/c"]
    {
        assert_eq!(get(path).status, 404, "{path}");
    }
    let all = json("/reconcile/suggest/entity?prefix=");
    assert!(!all.to_string().contains("lou-brandt-2") && all.to_string().contains("lou-brandt"));
}

#[test]
fn only_programs_of_this_machine_may_reconcile() {
    let server = Server::start(&namesakes(), &["--reconcile"]);
    for origin in ["http://example.org", "null", "http://127.0.0.1.example.org", "http://a@localhost", "file://"] {
        for method in ["GET", "POST", "OPTIONS"] {
            let answer = server.ask(method, "/reconcile", &[("Origin", origin)]);
            assert_eq!((answer.status, answer.header("access-control-allow-origin")), (403, ""), "{method} {origin}");
        }
    }
    for host in ["example.org", "192.168.1.2:4000", ""] {
        assert_eq!(server.ask("GET", "/reconcile", &[("Host", host)]).status, 403, "{host}");
    }
    let preflight =
        server.ask("OPTIONS", "/reconcile", &[("Origin", OPENREFINE), ("Access-Control-Request-Method", "POST")]);
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, OPENREFINE));
    assert_eq!(preflight.header("access-control-allow-methods"), "GET, POST");
    for (method, path) in [
        ("OPTIONS", "/reconcile"),
        ("PUT", "/reconcile"),
        ("DELETE", "/reconcile"),
        ("POST", "/reconcile/preview/balise"),
        ("POST", "/a/"),
        ("POST", "/a/reconcile"),
        ("OPTIONS", "/a/"),
    ] {
        assert_eq!(server.ask(method, path, &[]).status, 405, "{method} {path}");
    }
    // The pages of the site stay closed to other pages.
    assert_eq!(server.ask("GET", "/a/", &[("Origin", OPENREFINE)]).status, 403);
    assert_eq!(server.get("/a/").header("access-control-allow-origin"), "");
}

#[test]
fn hostile_requests_are_refused_with_a_reason() {
    let server = Server::start(&namesakes(), &["--reconcile"]);
    let many: serde_json::Map<String, Value> = (0..1_001).map(|n| (n.to_string(), json!({ "query": "x" }))).collect();
    let many = format!("queries={}", encoded(&Value::Object(many).to_string()));
    let deep = format!("queries={}", "[".repeat(100_000));
    let large = format!("queries={}", "x".repeat(1 << 20));
    for (status, body) in [
        (413, many.as_str()),
        (400, deep.as_str()),
        (413, large.as_str()),
        (400, "queries=%7B"),
        (400, "queries=%zz"),
        (400, "queries=%ff"),
        (400, "queries=[]"),
        (400, "extend=null"),
        (200, "queries={}"),
        (200, ""),
        (200, "x=1&&=&"),
    ] {
        let answer = post(&server, "", body);
        assert_eq!(answer.status, status, "{}", body.chars().take(40).collect::<String>());
    }
    let long = json!({ "a": { "query": "é ".repeat(10_000), "limit": 1e300, "properties": [{ "pid": "born", "v": [null, {}, "x"] }] } });
    assert_eq!(ask(&server, &long), json!({ "a": { "result": [] } }));
    let other = server.ask("POST", "/reconcile", &[("Content-Type", "text/plain"), ("Content-Length", "0")]);
    assert_eq!(other.status, 415);
    let ids: Vec<String> = (0..1_001).map(|n| n.to_string()).collect();
    let extension = json!({ "ids": ids, "properties": [] }).to_string();
    assert_eq!(post(&server, "", &format!("extend={}", encoded(&extension))).status, 413);
    assert_eq!(server.get("/a/").status, 200);
}

#[test]
fn without_the_flag_there_is_no_such_address() {
    let server = Server::start(&namesakes(), &[]);
    for path in ["/reconcile", "/reconcile/", "/reconcile/suggest/entity?prefix=a", "/reconcile/preview/balise"] {
        assert_eq!(server.get(path).status, 404, "{path}");
        assert_eq!(server.ask("GET", path, &[("Origin", OPENREFINE)]).status, 403, "{path}");
        for method in ["POST", "OPTIONS"] {
            assert_eq!(server.ask(method, path, &[]).status, 405, "{method} {path}");
        }
    }
}

#[test]
fn an_edit_is_followed() {
    let server = Server::start(&namesakes(), &["--reconcile"]);
    let query = json!({ "q": { "query": "Ivonig Quéméner" } });
    assert!(brief(&ask(&server, &query)["q"]).is_empty());
    server.replace("content/people/ivo-quemener.md", "name: Ivo", "name: Ivonig");
    server.until("/a/personnes/ivo-quemener.html", |answer| answer.text().contains("Ivonig"));
    assert_eq!(brief(&ask(&server, &query)["q"]), ["ivo-quemener 100 true"]);
}
