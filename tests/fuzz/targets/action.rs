//! Any action of the desk against a small dossier: no panic; only files of the content change, under plain names; what is
//! planned adds no error to the dossier; and `effects` can build it.
//!
//! The bytes are a request as JSON, or, if the first byte is no `{`, choices: which action, and for each field which of the
//! dossier's own values or how many of the bytes that follow.
#![no_main]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use dossier::build::{BuiltSite, Memo, PipelineOptions, build};
use dossier::desk::{ActionRequest, DeskView, PreparedImports, ProposalList, link_effects, plan_action};
use dossier::source::Snapshot;
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};

struct Base {
    snapshot: Snapshot,
    built: BuiltSite,
    proposals: ProposalList,
    memo: Memo,
}

/// A dossier with drafts, bearers of one name, decisions, records as rows of tables, and several layouts of YAML.
fn base() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        let files = [
            ("site.yaml", "title: Le port\nlanguage: fr\n"),
            ("content/articles/un.md", "---\ntitle: \"Un\"   # titre\ntags:\n  - mer  # une\n  - vent\nas:\n  Armel: armel\n---\nMorvan est venu hier à [[armel]]. Gaël Rouzic a souri. « Rien ne bouge », dit Jeanne Morvan.\n"),
            ("content/articles/deux.md", "Morvan et Yann Tanguy ont vu Port-Louis le 3 mai avec Gaël Rouzic.\n"),
            ("content/people/jeanne.md", "---\nname: Jeanne Morvan\nroles:\n- {title: maire, from: 2020}   # élue\n---\nTexte.\n"),
            ("content/people/anne.md", "---\r\nname: Anne Morvan\r\nweak: ['Mme Morvan']\r\n---\r\n"),
            ("content/people/yann.md", "---\nstatus: proposed\nname: Yann Tanguy\nnames: [Y. Tanguy, Tanguy fils]\n---\n"),
            ("content/places/armel.md", "---\nname: Armel\ncoordinates: [48.1, -4.2]\n---\n"),
            ("content/events/fuite.md", "---\nname: La fuite\nsources:\n  - un#p1 # puis\n  - 'deux'\nfigures: # nous\n  - {what: patients, value: 24, source: un#p1} # hier\n  - what: morts\n    value: 40-45 # environ\n    source: préfecture\n---\n"),
            ("content/works.csv", "id,name,names\nphare,\"Le Phare, vu\",Phare;Fanal\n"),
            ("content/roles.csv", "record,title,from\nanne,adjointe,2019\n"),
            ("content/decisions.yaml", "# De notre main\n- article: deux\n  quote: 'Tanguy'   # lui\n  entity: yann\n"),
        ];
        let snapshot = Snapshot::from_files(files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
        let memo = Memo::default();
        let built = build(&snapshot, &PipelineOptions::default(), &memo);
        let proposals = ProposalList::of(&built, &snapshot);
        Base { snapshot, built, proposals, memo }
    })
}

const ACTIONS: [(&str, &[&str]); 21] = [
    ("decide", &["words", "about", "answer"]),
    ("decide-form", &["article", "form", "answer"]),
    ("never-link", &["record", "form"]),
    ("accept", &["proposal", "name", "kind", "also"]),
    ("split", &["proposal", "forms"]),
    ("refuse", &["proposal"]),
    ("rename", &["record", "name"]),
    ("retype", &["record", "kind"]),
    ("set-head", &["article", "field", "value"]),
    ("set-field", &["record", "field", "value"]),
    ("set-rows", &["record", "list", "rows"]),
    ("add-record", &["name", "kind", "words"]),
    ("add-form", &["record", "form"]),
    ("never-name", &["form"]),
    ("add-note", &["words", "note", "verdict", "by"]),
    ("set-picture", &["article", "picture"]),
    ("set-id", &["id", "to"]),
    ("merge", &["record", "into"]),
    ("forget", &["record"]),
    ("delete", &["record"]),
    ("cure", &["file", "start", "end", "wrong", "right"]),
];
const FIELDS: [&str; 26] = [
    "title", "date", "publisher", "author", "url", "rights", "tags", "unlinked", "draft", "name", "sort", "names", "weak",
    "never", "born", "died", "coordinates", "place", "participants", "visibility", "text", "same_as.wikidata", "family", "status", "part_of", "sources",
];
const VALUES: [&str; 17] = [
    "", "2021-05", "48.1, -4.2", "a: b # c", "mer;vent", "excerpt", "- [x]", "\"'", "ligne\nautre", "hidden", "armel", "---", "un#p1", "un#p1;deux#p1", "24", "40-45", ">120 000",
];

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> usize {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        usize::from(*first)
    }

    /// One of the values, or as many bytes as the next byte says.
    fn text(&mut self, known: &[&str]) -> String {
        let n = self.next();
        if let Some(one) = known.get(n % (known.len() + 2)) {
            return (*one).to_owned();
        }
        let len = self.next().min(self.0.len());
        let (text, rest) = self.0.split_at(len);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    fn action(&mut self) -> Value {
        let (name, fields) = ACTIONS[self.next() % ACTIONS.len()];
        let mut action = Map::from_iter([("do".to_owned(), json!(name))]);
        for field in fields {
            let value = match *field {
                "words" => {
                    let texts = &base().built.site.content.articles;
                    let Some(text) = texts.get(self.next() % texts.len()) else { continue };
                    let body: Vec<char> = text.document.body.main_text().chars().collect();
                    let start = self.next() % body.len();
                    let end = (start + 1 + self.next() % 24).min(body.len());
                    let quote: String = body[start..end].iter().collect();
                    json!({"article": text.document.id.to_string(), "start": start, "end": end, "quote": quote})
                }
                "start" | "end" => json!(self.next()),
                "picture" => json!({"file": self.text(&["", "media/a.jpg"]), "alt": self.text(&VALUES),
                    "caption": self.text(&VALUES), "credit": self.text(&VALUES)}),
                "about" => json!(["name", "day", "speaker"][self.next() % 3]),
                "article" => json!(self.text(&["un", "deux"])),
                "id" | "into" | "to" | "file" | "record" | "answer" => json!(self.text(&["jeanne", "anne", "yann", "armel", "phare", "fuite", "2021-05-03"])),
                "kind" => json!(self.text(&["person", "place", "event", "work", "organisation"])),
                "proposal" => json!(self.text(&["yann", "Gaël Rouzic", "gael-rouzic", "Port-Louis"])),
                "also" => json!((0..self.next() % 2).map(|_| self.text(&["Port-Louis", "gael-rouzic"])).collect::<Vec<_>>()),
                "forms" => json!((0..self.next() % 3).map(|_| self.text(&["Y. Tanguy", "Tanguy fils", "Rouzic"])).collect::<Vec<_>>()),
                "verdict" => json!(self.text(&["", "false", "unverified", "vrai"])),
                "field" => json!(self.text(&FIELDS)),
                "list" => json!(self.text(&["roles", "relations", "figures"])),
                "rows" => {
                    let keys = ["title", "from", "until", "refer", "to", "as", "source", "what", "value", "unit", "date"];
                    let rows = (0..self.next() % 4).map(|_| {
                        let cells = (0..self.next() % 5).map(|_| (self.text(&keys), json!(self.text(&VALUES))));
                        Value::from(Map::from_iter(cells.collect::<Vec<_>>()))
                    });
                    json!(rows.collect::<Vec<_>>())
                }
                _ => json!(self.text(&VALUES)),
            };
            action.insert((*field).to_owned(), value);
        }
        Value::from(action)
    }
}

fn request(data: &[u8]) -> Option<ActionRequest> {
    if data.first() == Some(&b'{') {
        return serde_json::from_slice(data).ok();
    }
    let mut bytes = Bytes(data);
    let action = match bytes.next() % 4 {
        0 => json!({"do": "several", "actions": [bytes.action(), bytes.action(), bytes.action()]}),
        _ => bytes.action(),
    };
    serde_json::from_value(json!({"action": action})).ok()
}

/// The errors of a dossier, without their places, which move.
fn errors(built: &BuiltSite) -> BTreeSet<String> {
    let errors = built.diagnostics.iter().filter(|one| one.severity() == dossier::base::Severity::Error);
    errors.map(|one| format!("{} {}", one.code, one.message.en)).collect()
}

fuzz_target!(|data: &[u8]| {
    let Some(asked) = request(data) else { return };
    let Base { snapshot, built, proposals, memo } = base();
    let imports = PreparedImports::new();
    let view = DeskView { built, snapshot, proposals, imports: &imports };
    let read = |name: &dossier::base::SourcePath| Ok(snapshot.files.get(name).map(|file| file.bytes.to_vec()));
    let Ok(plan) = plan_action(&view, &read, &asked) else { return };
    for (name, (before, after)) in &plan.files {
        assert_ne!(before, after, "{name} is written, and is the same");
        assert!(name.as_str().starts_with("content/"), "{name}");
        assert!(!name.as_str().split('/').any(|part| part.starts_with('.') || part.is_empty()), "{name}");
    }
    let after = build(&plan.snapshot_after(snapshot), &PipelineOptions::default(), memo);
    let (old, new) = (errors(built), errors(&after));
    assert!(new.is_subset(&old), "{asked:?}: {:?}", new.difference(&old).collect::<Vec<_>>());
    let _ = link_effects(built, &after);
});
