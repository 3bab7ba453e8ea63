//! `dossier import --stream`: documents as articles in JSON Lines, without a project.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::session::Session;

const MAILS: &str = "From anne@exemple.org Tue May  4 09:00:00 2021\nMessage-ID: <a1@exemple.org>\nFrom: anne@exemple.org\n\
    Subject: La digue\nDate: Tue, 4 May 2021 09:00:00 +0200\nContent-Type: text/plain; charset=utf-8\n\n\
    La digue du port sera refaite au printemps, selon la mairie d’Armel, qui en parle depuis dix ans.\n\n\
    From bob@exemple.org Wed May  5 10:00:00 2021\nMessage-ID: <b2@exemple.org>\nFrom: bob@exemple.org\n\
    Subject: La digue\nDate: Wed, 5 May 2021 10:00:00 +0200\nContent-Type: text/plain; charset=utf-8\n\n\
    La digue du port ne sera pas refaite, a dit Jeanne Morvan, maire d’Armel, mercredi devant le conseil.\n\n";
const PAGE: &str = "<html lang=fr><title>Le phare</title><meta name=author content='A. Kerval'><article><h1>Le phare</h1>\
    <figure><img src=phare.jpg alt=Phare><figcaption>Le phare d’Armel. Photo : Maud Kerval</figcaption></figure>\
    <p>Jeanne Morvan a promis de rallumer <em>le phare</em> de la pointe, éteint depuis janvier.</p>\
    <h2>Un gardien</h2><p>Le gardien d’Armel attend encore, a dit Jeanne Morvan lundi soir.</p><ul><li>Une liste</li></ul></article>";
const TABLE: &str = "titre,texte,date,journal,mots-clés\nLa jetée,« La jetée d’Armel penche encore un peu plus cette année. »,2020-03-02,L’Écho,mer;port\n";

/// Documents of several formats, and the press articles of the repository.
fn documents() -> BTreeMap<String, Vec<u8>> {
    let given = [("digue.mbox", MAILS), ("2021-05-06-phare.html", PAGE), ("a/jetee.csv", TABLE)];
    let mut documents: BTreeMap<String, Vec<u8>> =
        given.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().into_string().expect("a name");
        documents.insert(name, fs::read(entry.path()).expect("a file"));
    }
    documents
}

/// A folder with documents and without a dossier.
fn pile(documents: &BTreeMap<String, Vec<u8>>) -> Session {
    let session = Session::new();
    fs::remove_file(session.path("site.yaml")).expect("no dossier");
    documents.iter().for_each(|(name, bytes)| _ = session.write(&format!("pile/{name}"), bytes));
    session
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| line.parse().expect("JSON")).collect()
}

#[test]
fn a_line_says_what_the_import_would_and_is_annotated_alike() {
    let documents = documents();
    let session = pile(&documents);
    let streamed = session.run("import --stream pile");
    assert_eq!((streamed.code, streamed.out.lines().count()), (0, documents.len() + 1), "{}", streamed.err);
    assert!(streamed.err.ends_with(&format!("\n{} articles\n", documents.len() + 1)), "{}", streamed.err);
    assert_eq!(session.files("").len(), documents.len(), "nothing is written");

    let dossier = pile(&documents);
    dossier
        .write("site.yaml", b"title: Essai\nlanguage: fr\n")
        .write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n")
        .write("content/places/armel.md", b"---\nname: Armel\n---\n");
    let imported = dossier.run("import pile");
    assert_eq!(imported.code, 0, "{}", imported.err);
    // By what makes a document one: its file, and its place there.
    let key = |line: &Value| (line["source"]["sha256"].to_string(), line["source"]["document"].to_string());
    let exported: BTreeMap<_, _> =
        lines(&dossier.run("export jsonl").out).into_iter().map(|line| (key(&line), line)).collect();
    let annotated = dossier.run_on("annotate", streamed.out.as_bytes());
    assert_eq!((annotated.code, annotated.err.as_str()), (0, ""));
    for (line, annotated) in lines(&streamed.out).iter().zip(lines(&annotated.out)) {
        let same = &exported[&key(line)];
        for (name, value) in line.as_object().expect("an object") {
            match name.as_str() {
                "source" | "markdown" => {}
                // In a dossier its language stands in.
                "language" if value.is_null() => assert_eq!(same[name], "fr"),
                "id" => {
                    let (id, same) = (value.as_str().expect("an id"), same["id"].as_str().expect("an id"));
                    let stem = id.rsplit_once('-').map(|(stem, _)| stem);
                    assert_eq!(stem, Some(same.trim_end_matches("-2")), "{id}");
                }
                name => assert_eq!(value, &same[name], "{name} of {line}"),
            }
        }
        for name in ["text", "mentions", "dates", "quotes"] {
            assert_eq!(annotated[name], same[name], "{name} of {line}");
        }
        assert_eq!(annotated["id"], line["id"]);
    }
}

#[test]
fn any_cut_gives_the_same_bytes() {
    let documents = documents();
    let session = pile(&documents);
    let whole = session.run("import --stream pile").out;
    // Paths one a line, as a folder is read: in order of name, the folder where it stands.
    let paths: Vec<String> = documents.keys().map(|name| format!("pile/{name}\n")).collect();
    assert_eq!(session.run_on("import --stream", paths.concat().as_bytes()).out, whole);
    let single: String =
        paths.iter().map(|path| session.run(&format!("import --stream {}", path.trim())).out).collect();
    assert_eq!(single, whole);
    for n in [1, 3] {
        let parts = paths.chunks(n).map(|part| session.run_on("import --stream", part.concat().as_bytes()).out);
        assert_eq!(parts.collect::<String>(), whole);
    }
    // Handed over, as text or as bytes.
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let base64 = |bytes: &[u8]| {
        const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        bytes
            .chunks(3)
            .flat_map(|part| {
                let n = part.iter().fold(0_usize, |n, byte| n << 8 | usize::from(*byte)) << (8 * (3 - part.len()));
                (0..=part.len()).map(move |at| char::from(DIGITS[n >> (18 - 6 * at) & 63]))
            })
            .collect::<String>()
    };
    let given = |how: &dyn Fn(&str, &[u8]) -> Value| -> String {
        documents.iter().map(|(name, bytes)| how(&format!("pile/{name}"), bytes).to_string() + "\n").collect()
    };
    for input in [
        given(&|file, bytes| json!({"file": file, "text": text(bytes)})),
        given(&|file, bytes| json!({"file": file, "base64": base64(bytes)})),
        given(&|file, _| json!({"path": file})),
    ] {
        assert_eq!(session.run_on("import --stream", input.as_bytes()).out, whole);
    }
}

#[test]
fn an_id_is_the_same_in_another_file_and_tells_namesakes_apart() {
    let session = pile(&BTreeMap::new());
    let ids = |mails: &str| -> Vec<String> {
        let line = json!({"file": "a.mbox", "text": mails}).to_string();
        let run = session.run_on("import --stream", line.as_bytes());
        lines(&run.out).iter().map(|line| line["id"].as_str().expect("an id").to_owned()).collect()
    };
    let both = ids(MAILS);
    assert!(both.iter().all(|id| id.starts_with("la-digue-")) && both[0] != both[1], "{both:?}");
    let second = &MAILS[MAILS.find("From bob").expect("a mail")..];
    assert_eq!(ids(second), both[1..]);
    // Of a file that is one document it is the hash of the file.
    let name = "la-mer.txt";
    let line = json!({"file": name, "text": "La mer monte, dit le gardien, qui aime les longues phrases."}).to_string();
    let run = session.run_on("import --stream", format!("{line}\n{line}\n").as_bytes());
    let [a, b] = &lines(&run.out)[..] else { panic!("{}", run.out) };
    let (id, sha256) = (a["id"].as_str().expect("an id"), a["source"]["sha256"].as_str().expect("a hash"));
    assert_eq!((id, a), (format!("la-mer-{}", &sha256[..12]).as_str(), b));
}

#[test]
fn what_cannot_be_read_is_named_and_the_others_stay() {
    let session = pile(&documents());
    let input = b"pile/2021-05-06-phare.html\n\nnowhere.txt\n{\"file\": \"a.pdf\", \"text\": \"hello\"}\n{\"file\": \"a.txt\"}\n\xff\npile/digue.mbox\n";
    let run = session.run_on("import --stream", input);
    assert_eq!((run.code, run.out.lines().count()), (1, 3), "{}", run.err);
    let said: Vec<&str> = run.err.lines().collect();
    assert!(said.iter().any(|line| line.starts_with("line 3: there is no `nowhere.txt`")), "{}", run.err);
    assert!(said.iter().any(|line| line.starts_with("line 4: a.pdf: not imported: ")), "{}", run.err);
    assert!(said.iter().any(|line| line.starts_with("line 5: this object is no document")), "{}", run.err);
    assert!(said.contains(&"line 6: this is not UTF-8"), "{}", run.err);
    assert_eq!(said.last(), Some(&"3 articles, 4 failed"));
    session.write("pile/broken.pdf", b"%PDF-1.4 nothing");
    let run = session.run("import --stream --quiet pile/broken.pdf pile/digue.mbox");
    assert_eq!((run.code, run.out.lines().count()), (1, 2));
    assert!(run.err.starts_with("pile/broken.pdf: not imported: ") && run.err.lines().count() == 1, "{}", run.err);
}

#[test]
fn what_the_user_knows_is_said_of_every_article_and_what_makes_no_sense_is_refused() {
    let session = pile(&documents());
    let run = session.run("import --stream pile/digue.mbox --publisher Écho --date 2019-02 --language en");
    for line in lines(&run.out) {
        let said =
            ["publisher", "date", "date_certainty", "language"].map(|name| line[name].as_str().unwrap_or_default());
        assert_eq!(said, ["Écho", "2019-02", "given", "en"]);
    }
    session.write(
        "plan.csv",
        "file,document,skip,id,title\npile/digue.mbox,a1@exemple.org,,ma-digue,Ma digue\n".as_bytes(),
    );
    let run = session.run_on("import --stream --plan plan.csv", b"pile/digue.mbox\n");
    assert_eq!((run.code, run.err.as_str()), (0, "1 article, 1 not in the plan\n"));
    let line = &lines(&run.out)[0];
    assert_eq!((line["id"].as_str(), line["title"].as_str()), (Some("ma-digue"), Some("Ma digue")));
    for option in ["--dry-run", "--remove", "--backup", "--as-picture", "--annotations", "--dry-run --format csv"] {
        let run = session.run(&format!("import --stream {option} pile/digue.mbox"));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{option}");
    }
    let dossier = Session::new();
    dossier.write("content/people/a.md", b"---\nname: Anne Kerval\n---\n");
    assert_eq!(dossier.run("export registry --output tables").code, 0);
    let run = dossier.run("import --stream tables");
    assert!(run.code == 2 && run.err.contains("change a dossier"), "{}", run.err);
}
