//! The desk: whatever is done and taken back leaves the folder as it was, byte for byte; what is refused changes nothing; what
//! others write in the meantime is never lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dossier::build::{BuiltSite, Memo, PipelineOptions, build};
use dossier::desk::{
    Action, ActionError, ActionRequest, DeskView, ImportProgress, PreparedImport, PreparedImports, ProposalList,
    Sitting,
};
use dossier::source::{Snapshot, read_project};
use proptest::prelude::*;

use super::desk_dice::{Dice, N_ACTIONS, OUTSIDE, action};
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
    add(
        "content/events/fuite.md",
        "---\nname: La fuite\nsources:\n  - deux#p1 # le premier\n  - 'nu#p1'   # puis\nfigures: # comptés\n  - {what: patients, value: 24, source: deux#p1} # hier\n  - what: patients\n    value: 40-45   # environ\n    source: préfecture\n    date: 2024-03-12\n---\nUne fuite.\n",
    );
    add(
        "content/events.yaml",
        "- id: greve\n  name: La grève # au port\n  sources: [deux#p1]\n  figures: [{what: navires, value: \">120 000\", unit: tonnes}]\n- {id: regates, name: Les régates}\n",
    );
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
    let line = format!("{OUTSIDE} {n}\n");
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
