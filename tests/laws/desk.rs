//! The desk: whatever is done and taken back leaves the folder as it was, byte for byte; what is refused changes nothing; what
//! others write in the meantime is never lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dossier::build::{BuiltSite, Memo, PipelineOptions, build};
use dossier::desk::{
    Action, ActionError, ActionRequest, DecisionSubject, DeskView, ImportProgress, ImportRow, PictureChoice,
    PreparedImport, PreparedImports, ProposalList, Sitting, WordPlace,
};
use dossier::import::CorrectedCells;
use dossier::source::{Snapshot, read_project};
use proptest::prelude::*;

use super::project::{Files, start};

/// A dossier with drafts, records of one name, a file of decisions that a person edited, and files in several layouts.
fn dossier() -> Files {
    let mut files = start();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add("content/people/anne-morvan.md", "---\nname: Anne Morvan\n# rien de plus\nweak: ['Mme Morvan']\n---\n");
    add(
        "content/people/yann-tanguy.md",
        "---\r\n# Proposé\r\nstatus: proposed\r\nname: Yann Tanguy\r\nnames: [Y. Tanguy, Tanguy]\r\n---\r\n",
    );
    add("content/organisations/criee.md", "---\nname: La Criée\nstatus: proposed # à voir\n---\nUn texte.\n");
    add(
        "content/articles/nu.md",
        "Morvan et Yann Tanguy ont visité Port-Louis avec Gaël Rouzic. Gaël Rouzic a souri, puis Rouzic est parti. Le maire Maël Riou et Loïc Even dînent ; Loïc Even paie.\n",
    );
    add(
        "content/articles/deux.md",
        "---\ntitle: \"Deux\"   # titre\ntags:\n  - mer  # une\n  - vent\nas:\n  Armel: armel\n---\nMorvan est venu. Tanguy aussi, dimanche. « Rien ne bouge », dit-on, à [[armel]].\n",
    );
    add("content/media/pont.jpg", "un pont");
    add("content/notes/deux.yaml", "# À nous\n- quote: dimanche # lui\n  note: 'Voir [[anne-morvan|elle]].'\n");
    add(
        "content/places.yaml",
        "- {id: armel, name: Armel, coordinates: [48.1, -4.2]}\n- {id: le-phare, name: Phare d’Armel, former: [phare]}\n- id: quai-neuf\n  name: Quai Neuf # là\n  part_of: armel\n- {id: bassin, name: Bassin à flot, tags: [mer]}\n",
    );
    add("content/organisations.csv", "id,name,weak\nfret-armel,Fret d’Armel,Fret\n");
    add("content/roles.csv", "record,title,from\nanne-morvan,adjointe,2019\nfret-armel,\"armateur, à Armel\",\n");
    add(
        "content/decisions.yaml",
        "# De notre main\n- article: deux\n  quote: 'Tanguy'   # lui\n  entity: yann-tanguy\n\n- refused: Port-Louis\n# fin\n",
    );
    files
}

fn write(root: &Path, files: &Files) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// Every file and folder below a folder.
fn tree(root: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    fn walk(root: &Path, folder: &Path, all: &mut BTreeMap<String, Option<Vec<u8>>>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).expect("below").display().to_string();
            if path.is_dir() {
                all.insert(name, None);
                walk(root, &path, all);
            } else {
                all.insert(name, Some(fs::read(&path).expect("a file")));
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(root, root, &mut all);
    all
}

/// What is thrown for one step.
type Dice = (u8, usize, usize, usize);

const VALUES: [&str; 12] = [
    "",
    "2021-06",
    "Un: deux # trois",
    "mer;vent;a\\;b",
    "excerpt",
    "48.1, -4.2",
    "« Rien »\u{202f}!",
    "\"x\" 'y'",
    "- [a, {b: c}]",
    "ligne\nautre",
    "e\u{301}te\u{301} \u{1f30a} \u{5d0}",
    "true",
];
const HEAD_FIELDS: [&str; 10] =
    ["title", "date", "publisher", "author", "url", "rights", "tags", "unlinked", "draft", "date_certainty"];
const FIELDS: [&str; 12] = [
    "name", "sort", "names", "weak", "never", "born", "coordinates", "place", "visibility", "tags", "text",
    "same_as.wikidata",
];

fn pick<T: Clone>(list: &[T], n: usize) -> Option<T> {
    (!list.is_empty()).then(|| list[n % list.len()].clone())
}

/// Returns the n-th word of the n-th article.
fn words(built: &BuiltSite, article: usize, word: usize) -> Option<WordPlace> {
    let texts: Vec<_> = built.site.content.articles.iter().collect();
    let text = texts.get(article % texts.len().max(1))?;
    let body = text.document.body.main_text();
    let all: Vec<&str> = body.split_whitespace().collect();
    let quote = pick(&all, word)?;
    let at = quote.as_ptr() as usize - body.as_ptr() as usize;
    let start = body[..at].chars().count();
    let end = start + quote.chars().count();
    Some(WordPlace { article: text.document.id.to_string(), start, end, quote: quote.to_owned() })
}

fn action(built: &BuiltSite, snapshot: &Snapshot, list: &ProposalList, (what, a, b, c): Dice) -> Option<Action> {
    let registry = &built.site.content.registry;
    let records: Vec<String> = registry.entities.iter().map(|entity| entity.record.id.to_string()).collect();
    let drafts = registry.entities.iter().filter(|entity| entity.record.proposed);
    let drafts: Vec<String> = drafts.map(|entity| entity.record.id.to_string()).collect();
    let articles: Vec<String> = built.site.content.articles.iter().map(|text| text.document.id.to_string()).collect();
    let proposals: Vec<String> = list.keys().into_iter().chain(drafts).collect();
    let kinds = ["person", "place", "organisation", "event", "work", "ship"];
    let record = || pick(&records, b);
    let kind = || kinds[c % kinds.len()].to_owned();
    let value = || VALUES[c % VALUES.len()].to_owned();
    let articles_text = |id: &String| {
        let file = format!("content/articles/{id}.md");
        snapshot.files.get(file.as_str()).map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
    };
    Some(match what % N_ACTIONS {
        0 => Action::Decide { words: words(built, a, b)?, about: DecisionSubject::Name, answer: pick(&records, c) },
        1 => Action::Decide { words: words(built, a, b)?, about: DecisionSubject::Name, answer: None },
        2 => Action::Decide {
            words: words(built, a, b)?,
            about: DecisionSubject::Day,
            answer: Some(["2021-05-09", "2021-W18", "hier", "2021"][c % 4].to_owned()),
        },
        3 => Action::Decide { words: words(built, a, b)?, about: DecisionSubject::Speaker, answer: pick(&records, c) },
        4 => Action::DecideForm {
            article: pick(&articles, a)?,
            form: words(built, a, b)?.quote,
            answer: pick(&records, c).filter(|_| c % 3 > 0),
        },
        5 => Action::NeverLink { record: record()?, form: words(built, a, c)?.quote },
        6 => Action::Accept {
            proposal: pick(&proposals, a)?,
            name: (b % 3 == 0).then(|| "Autre Nom".to_owned()),
            kind: (b % 2 == 0).then(kind),
            also: (c % 4 == 0).then(|| pick(&proposals, c)).flatten().into_iter().collect(),
        },
        7 => Action::Refuse { proposal: pick(&proposals, a)? },
        8 => Action::Rename { record: record()?, name: value() },
        9 => Action::Retype { record: record()?, kind: kind() },
        10 => {
            Action::SetHead { article: pick(&articles, a)?, field: pick(&HEAD_FIELDS, b)?.to_owned(), value: value() }
        }
        11 => Action::SetField { record: record()?, field: pick(&FIELDS, a)?.to_owned(), value: value() },
        12 => Action::AddRecord { name: "Gaël Rouzic".to_owned(), kind: kind(), words: words(built, a, b) },
        13 => Action::AddForm { record: record()?, form: words(built, a, c)?.quote },
        14 => Action::NeverName { form: words(built, a, b)?.quote },
        15 => Action::AddNote {
            words: words(built, a, b)?,
            note: value(),
            verdict: ["", "", "false", "confirmed", "vrai"][a % 5].to_owned(),
            by: ["", "Zoé: « # »"][c % 2].to_owned(),
        },
        16 => Action::SetPicture { article: pick(&articles, a)?, picture: picture(b, value()) },
        17 => Action::SetId {
            id: pick(if c % 2 == 0 { &articles } else { &records }, a)?,
            to: ["autre", "armel", "Un Deux", "nu", "../x"][b % 5].to_owned(),
        },
        18 => Action::Merge { record: record()?, into: pick(&records, c)? },
        19 => Action::Forget { record: record()? },
        20 => Action::Delete { record: record()? },
        21 => Action::SetRows {
            record: record()?,
            list: ["roles", "relations"][a % 2].to_owned(),
            rows: rows(a % 2 == 0, &pick(&records, c)?, &value()),
            table: None,
        },
        22 => {
            let file = pick(&articles, a)?;
            let text = articles_text(&file)?;
            let lines: Vec<&str> = text.lines().collect();
            let kept = lines.iter().enumerate().filter(|(n, _)| *n != b % lines.len().max(1)).map(|(_, line)| *line);
            Action::SetSource { file, text: format!("{}\n{}\n", kept.collect::<Vec<_>>().join("\n"), value()) }
        }
        23 => {
            let file = pick(&articles, a)?;
            let text = articles_text(&file)?;
            let wrong = pick(&text.split_whitespace().collect::<Vec<_>>(), b)?.to_owned();
            let start = text.find(&wrong)?;
            Action::Cure { file, start, end: start + wrong.len(), wrong, right: "mot".to_owned() }
        }
        24 => {
            let cells = CorrectedCells {
                title: (b % 2 == 0).then(value),
                date: (c % 3 == 0).then(|| "2021-06".to_owned()),
                copy_of: (c % 4 == 0).then(|| "deux".to_owned()),
                ..CorrectedCells::default()
            };
            let rows = vec![ImportRow { n: a % 3, skip: b % 5 == 0, cells }];
            Action::Import { of: "x".to_owned(), rows }
        }
        25 => Action::Begin { title: value(), language: "fr".to_owned() },
        26 => {
            let proposal = pick(&proposals, a)?;
            let draft = registry.find(&proposal).map(|index| &registry.entities[index].record);
            let forms = match draft {
                Some(draft) => draft.names.iter().map(|form| form.value.clone()).collect(),
                None => list.other_forms(&proposal),
            };
            let n = 1 + b % forms.len().max(1);
            Action::Split { proposal, forms: forms.into_iter().skip(c % 2).take(n).collect() }
        }
        27 => {
            let suggested = list.keys();
            Action::Accept {
                proposal: pick(&suggested, a)?,
                name: (c % 5 == 0).then(value),
                kind: Some(kind()),
                also: pick(&suggested, a + 1 + b % 3).into_iter().collect(),
            }
        }
        28 => Action::AddPicture { of: "p".to_owned(), file: new_picture(b) },
        29 => Action::Several {
            actions: vec![
                Action::AddPicture { of: "p".to_owned(), file: new_picture(b) },
                Action::SetPicture {
                    article: pick(&articles, a)?,
                    picture: PictureChoice {
                        file: new_picture(if c % 3 == 0 { c } else { b }),
                        alt: value(),
                        ..PictureChoice::default()
                    },
                },
            ],
        },
        30 => Action::Several {
            actions: vec![
                Action::AddPicture { of: "p".to_owned(), file: new_picture(c) },
                Action::SetField {
                    record: record()?,
                    field: "text".to_owned(),
                    value: format!("![{}](../{})\n\nUn texte.", VALUES[a % 2], new_picture(c)),
                },
            ],
        },
        // Fields, rows and the kind of one record, as its form sends them.
        31 => {
            let (record, to) = (record()?, pick(&records, c)?);
            let set_rows = Action::SetRows {
                record: record.clone(),
                list: "roles".to_owned(),
                rows: rows(true, &to, &value()),
                table: None,
            };
            let set =
                Action::SetField { record: record.clone(), field: "tags".to_owned(), value: "mer;quai".to_owned() };
            let text = format!("Voir [lui](../people/{to}.md) et [soi](../people/{record}.md).");
            let text = Action::SetField { record: record.clone(), field: "text".to_owned(), value: text };
            Action::Several { actions: vec![set, text, set_rows, Action::Retype { record, kind: kind() }] }
        }
        _ => {
            let one = |n: u8| action_one(built, &proposals, &records, &articles, (n, a, b, c));
            Action::Several { actions: [one(0), one(1), one(2)].into_iter().flatten().collect() }
        }
    })
}

/// How many actions the dice know.
const N_ACTIONS: u8 = 33;

/// A name of the uploaded picture: one that it may have, or not.
fn new_picture(n: usize) -> String {
    ["media/nouveau.svg", "media/nouveau.svg", "media/autre.svg", "media/pont.jpg", "../x.svg"][n % 5].to_owned()
}

fn picture(n: usize, text: String) -> PictureChoice {
    let file = ["media/pont.jpg", "media/pont.jpg", "", "../site.yaml", "media/rien.jpg"][n % 5].to_owned();
    PictureChoice { file, alt: text.clone(), caption: String::new(), credit: text }
}

fn rows(are_roles: bool, to: &str, value: &str) -> Vec<BTreeMap<String, String>> {
    let row = |cells: [(&str, &str); 3]| {
        cells.into_iter().map(|(key, cell)| (key.to_owned(), cell.to_owned())).collect::<BTreeMap<_, _>>()
    };
    if are_roles {
        vec![
            row([("title", "maire"), ("refer", "la maire"), ("from", "2020")]),
            row([("title", value), ("to", "2019"), ("from", "")]),
        ]
    } else {
        vec![
            row([("to", to), ("as", "voisine"), ("source", "deux#p1")]),
            row([("to", "port-louis"), ("as", value), ("until", "2019~")]),
        ]
    }
}

/// Actions that may be among several.
fn action_one(
    built: &BuiltSite,
    proposals: &[String],
    records: &[String],
    articles: &[String],
    (n, a, b, c): Dice,
) -> Option<Action> {
    Some(match (usize::from(n) + a) % 4 {
        0 => Action::Refuse { proposal: pick(proposals, b)? },
        1 => Action::Accept { proposal: pick(proposals, c)?, name: None, kind: None, also: Vec::new() },
        2 => Action::Decide { words: words(built, a, b)?, about: DecisionSubject::Name, answer: pick(records, c) },
        _ => Action::SetHead {
            article: pick(articles, a)?, field: "publisher".to_owned(), value: "L’Écho".to_owned()
        },
    })
}

/// Documents that were uploaded, one of them twice and one that has the name of an article.
fn imports(root: &Path) -> PreparedImports {
    let uploaded = tempfile::tempdir().expect("a folder");
    let text =
        "Le phare\n\nLe phare de Port-Louis est éteint depuis lundi, et personne ne sait pourquoi, dit Gaël Rouzic.\n";
    let names = ["deux.txt", "phare.txt", "phare-2.txt"];
    let paths: Vec<_> = names.iter().map(|name| uploaded.path().join(name)).collect();
    for (n, path) in paths.iter().enumerate() {
        fs::write(
            path,
            format!("{text}\nUne autre phrase, assez longue pour rester dans l’article numéro {}.\n", n / 2),
        )
        .expect("a file");
    }
    let made = PreparedImport::read(root, uploaded.path(), &paths, &ImportProgress::default()).expect("documents");
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>";
    let picture = PreparedImport::of_picture("nouveau.svg", svg.to_vec()).expect("a picture");
    PreparedImports::from([("x".to_owned(), made.into()), ("p".to_owned(), picture.into())])
}

struct Desk {
    imports: PreparedImports,
    folder: tempfile::TempDir,
    memo: Memo,
    sitting: Sitting,
    proposals: ProposalList,
}

impl Desk {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &dossier());
        let (memo, sitting) = (Memo::default(), Sitting::new(folder.path()));
        let imports = imports(folder.path());
        let mut desk = Self { imports, folder, memo, sitting, proposals: ProposalList::default() };
        let (snapshot, built) = desk.site();
        desk.proposals = ProposalList::of(&built, &snapshot);
        desk
    }

    fn site(&self) -> (Snapshot, BuiltSite) {
        let snapshot = read_project(self.folder.path(), None).expect("a project");
        let built = build(&snapshot, &PipelineOptions::default(), &self.memo);
        (snapshot, built)
    }

    /// Does what the dice say; returns whether something was done.
    fn step(&mut self, dice: Dice) -> bool {
        let (snapshot, built) = self.site();
        let proposals = self.sitting.divided(&self.proposals).into_owned();
        let Some(action) = action(&built, &snapshot, &proposals, dice) else { return false };
        let before = tree(self.folder.path());
        let view = DeskView { built: &built, snapshot: &snapshot, proposals: &proposals, imports: &self.imports };
        let base = match &action {
            Action::SetSource { file, .. } => {
                let file = format!("content/articles/{file}.md");
                snapshot.files.get(file.as_str()).map(|file| file.key.to_string())
            }
            _ => None,
        };
        let done = self.sitting.perform(&view, &ActionRequest { action: action.clone(), base });
        let after = tree(self.folder.path());
        match done {
            // A suggestion is in no file.
            Ok(Some(_)) if matches!(action, Action::Split { .. }) => {}
            Ok(Some(_)) => assert_ne!(before, after, "{action:?}"),
            Ok(None) | Err(_) => assert_eq!(before, after, "{action:?}"),
        }
        matches!(done, Ok(Some(_)))
    }
}

/// What others write: a line at the end of a file.
fn write_outside(root: &Path, n: usize) -> String {
    const NAMES: [&str; 4] = [
        "content/articles/deux.md",
        "content/people/anne-morvan.md",
        "content/decisions.yaml",
        "content/articles/nu.md",
    ];
    let path = root.join(NAMES[n % NAMES.len()]);
    let line = format!("# au dehors {n}\n");
    let mut text = fs::read_to_string(&path).unwrap_or_default();
    text.push_str(&line);
    fs::write(&path, text).expect("a file");
    line
}

fn steps(n: usize) -> impl Strategy<Value = Vec<Dice>> {
    prop::collection::vec((any::<u8>(), 0..50usize, 0..50usize, 0..50usize), 1..n)
}

/// How many sequences are thrown: 200, or what PROPTEST_CASES says.
fn n_cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(n_cases()))]

    #[test]
    fn undoing_everything_gives_back_the_folder(dice in steps(7)) {
        let mut desk = Desk::open();
        let before = tree(desk.folder.path());
        let n_done = dice.into_iter().filter(|dice| desk.step(*dice)).count();
        prop_assert_eq!(desk.sitting.entries().len(), n_done);
        for _ in 0..n_done {
            prop_assert!(desk.sitting.undo(None).is_ok());
        }
        prop_assert_eq!(tree(desk.folder.path()), before);
    }

    #[test]
    fn what_others_write_in_the_meantime_stays(dice in steps(6), outside in prop::collection::vec(any::<bool>(), 6)) {
        let mut desk = Desk::open();
        let mut lines = Vec::new();
        for (n, (dice, is_outside)) in dice.into_iter().zip(outside).enumerate() {
            desk.step(dice);
            if is_outside {
                lines.push(write_outside(desk.folder.path(), n));
            }
        }
        let entries: Vec<u64> = desk.sitting.entries().iter().rev().map(|entry| entry.number).collect();
        for number in entries {
            let before = tree(desk.folder.path());
            match desk.sitting.undo(Some(number)) {
                Ok(_) => {}
                Err(ActionError::Changed { .. }) => prop_assert_eq!(tree(desk.folder.path()), before),
                Err(error) => prop_assert!(false, "{}", error),
            }
        }
        let all: String = tree(desk.folder.path()).into_values().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
        for line in lines {
            prop_assert!(all.contains(&line), "{} is lost", line);
        }
    }
}

#[test]
fn an_action_from_an_old_page_is_refused_with_the_file_as_it_is() {
    let mut desk = Desk::open();
    let (snapshot, built) = desk.site();
    let view = DeskView { built: &built, snapshot: &snapshot, proposals: &desk.proposals, imports: &desk.imports };
    let path = desk.folder.path().join("content/articles/deux.md");
    let base = snapshot.files.get("content/articles/deux.md").map(|file| file.key.to_string());
    fs::write(&path, "---\ntitle: Trois\n---\nMorvan.\n").expect("a file");
    let set = |value: &str| Action::SetHead { article: "deux".into(), field: "title".into(), value: value.into() };
    let refused = desk.sitting.perform(&view, &ActionRequest { action: set("Quatre"), base });
    assert!(matches!(refused, Err(ActionError::Changed { now, .. }) if now.contains("Trois")));
    assert!(fs::read_to_string(&path).is_ok_and(|text| text.contains("Trois")));
}

#[test]
fn a_deleted_record_leaves_its_name_and_no_reference() {
    let mut desk = Desk::open();
    let (snapshot, built) = desk.site();
    let view = DeskView { built: &built, snapshot: &snapshot, proposals: &desk.proposals, imports: &desk.imports };
    let delete = |record: &str| ActionRequest { action: Action::Delete { record: record.to_owned() }, base: None };
    assert!(desk.sitting.perform(&view, &delete("armel")).is_ok_and(|done| done.is_some()));
    let text = |name: &str| fs::read_to_string(desk.folder.path().join(name)).unwrap_or_default();
    let article = text("content/articles/deux.md");
    assert!(article.contains("dit-on, à Armel.") && !article.contains("armel"), "{article}");
    assert_eq!(
        text("content/places.yaml"),
        "- {id: le-phare, name: Phare d’Armel, former: [phare]}\n- id: quai-neuf\n  name: Quai Neuf # là\n- {id: bassin, name: Bassin à flot, tags: [mer]}\n"
    );
    let (snapshot, built) = desk.site();
    let view = DeskView { built: &built, snapshot: &snapshot, proposals: &desk.proposals, imports: &desk.imports };
    for (record, file) in [("bassin", "content/places.yaml"), ("fret-armel", "content/organisations.csv")] {
        assert!(desk.sitting.perform(&view, &delete(record)).is_ok(), "{record}");
        let left = fs::read_to_string(desk.folder.path().join(file)).expect("a file");
        assert!(!left.contains(record), "{left}");
    }
}

#[test]
fn the_dice_do_each_thing_that_the_desk_can_do() {
    let idle: Vec<u8> = (0..N_ACTIONS)
        // There is a dossier already.
        .filter(|what| *what != 25)
        .filter(|what| {
            let mut desk = Desk::open();
            !(0..24).any(|n| desk.step((*what, n, n * 7 + 1, n + 2)))
        })
        .collect();
    assert!(idle.is_empty(), "nothing was ever done by {idle:?}");
}
