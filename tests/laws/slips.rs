//! A typing error in a file that withholds never publishes what it withheld: either no byte of the output contains the name
//! and text, or nothing is published; and the check for leaks does not claim that nothing leaks.
//!
//! Changes that give another valid file are edits, not typing errors, and are left out: a letter of the name, a whole row
//! that is deleted. `DOSSIER_SLIPS=10000 cargo test --test laws slips` for the long run.

use std::collections::{BTreeMap, HashSet};

use dossier::base::{Code, Diagnostic, Key, Severity};
use dossier::build::render_page;
use dossier::build::{Memo, PipelineOptions, build};
use dossier::check::leaks::{self, extracted_text::extract_texts};
use dossier::parse::Visibility;
use dossier::source::Snapshot;

/// Words that no page may contain.
const SECRETS: [&str; 3] = ["kestrimond", "vromandel", "drusqualin"];

/// A file that withholds, and the ranges in which a change is an edit: names, enclosed in these marks.
const WITHHOLDERS: [(&str, &str); 8] = [
    (
        "content/people/temoin.md",
        "---\nname: ‹Ilda Kestrimond›\nnames: [‹I. Kestrimond›, ‹Ildé Kestrimond›]\nborn: 1971-03-02\nvisibility: initials\ntags: [port]\n---\nElle vromandel au quai.\n",
    ),
    (
        "content/people/temoin.md",
        "---\nvisibility: initials\nname: ‹Ilda Kestrimond›\nroles:\n  - title: gardienne\n    from: 2019\nsame_as:\n  wikidata: Q42\n---\nÉlue, elle vromandel.\n",
    ),
    (
        "content/people.yaml",
        "- {id: marc-weber, name: Marc Weber, born: 1960, tags: [été]}\n- {id: temoin, visibility: initials, name: ‹Ilda Kestrimond›, names: [‹I. Kestrimond›], text: \"Elle vromandel.\"}\n- {id: lou-sarre, name: Lou Sarre}\n",
    ),
    (
        "content/people.yaml",
        "- id: marc-weber\n  name: Marc Weber\n  text: |\n    Né à l’été.\n- id: temoin\n  name: ‹Ilda Kestrimond›\n  text: Elle vromandel.\n  visibility: initials\n- id: lou-sarre\n  name: Lou Sarre\n",
    ),
    (
        "content/people.csv",
        "id,name,names,visibility,text\nmarc-weber,Marc Weber,\"Weber, Marc\",,Né à l’été.\ntemoin,‹Ilda Kestrimond›,\"‹I. Kestrimond›\",initials,\"Elle vromandel, au quai.\"\nlou-sarre,Lou Sarre,,,\"Du port, dit-on.\"\n",
    ),
    (
        "content/articles/secret.md",
        "---\ntitle: Le drusqualin du port\ndate: 2021-05-03\ndraft: true\ntags: [été]\n---\nLe texte vromandel que personne ne lit.\n\nEncore un vromandel.\n",
    ),
    (
        "content/articles/secret.md",
        "---\ndraft: true\ntitle: Un drusqualin\npublisher: L’Écho\nas: {Weber: marc-weber}\n---\n# Un drusqualin\n\nUn vromandel.\n",
    ),
    (
        "content/pages/secret.md",
        "---\ntitle: Une page drusqualin\ndraft: true\n---\nUne page vromandel, été comme hiver.\n",
    ),
];

/// Random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// A typing error: its name, and the resulting bytes.
type Slip = (&'static str, Vec<u8>);

/// Makes an error of one kind: from the file's name, its text with the marks, and without.
type Maker = fn(&mut Dice, &str, &str, &str) -> Option<Slip>;

/// Makes an error in a file; `None` if it would be an edit.
fn slip(dice: &mut Dice, name: &str, marked: &str) -> Option<Slip> {
    let text = marked.replace(['‹', '›'], "");
    let slips: [Maker; 9] = [in_key, in_value, sign_added, sign_lost, encoding, conflict, truncation, line, in_table];
    let made = slips[dice.below(slips.len())](dice, name, marked, &text)?;
    (made.1 != text.as_bytes()).then_some(made)
}

fn protective(text: &str) -> Option<(usize, &'static str)> {
    ["visibility", "draft"].into_iter().find_map(|key| Some((text.find(key)?, key)))
}

fn with(text: &str, start: usize, end: usize, new: &str) -> Vec<u8> {
    [&text[..start], new, &text[end..]].concat().into_bytes()
}

fn in_key(dice: &mut Dice, _: &str, _: &str, text: &str) -> Option<Slip> {
    let (at, key) = protective(text)?;
    let mut letters: Vec<char> = key.chars().collect();
    let n_slips = if key.len() > 6 { 1 + dice.below(2) } else { 1 };
    for _ in 0..n_slips {
        let here = dice.below(letters.len() - 1);
        match dice.below(8) {
            0 => letters.swap(here, here + 1),
            1 => drop(letters.remove(here)),
            2 => letters.insert(here, letters[here]),
            3 => letters[here] = dice.pick(&["e", "x", "é", "і", "ｄ"]).chars().next()?,
            4 => letters[here] = letters[here].to_ascii_uppercase(),
            5 => letters.insert(here, *['\u{200b}', '\u{ad}', '_', '-', '\u{a0}'].get(dice.below(5))?),
            6 => {
                // One error is enough.
                letters = dice
                    .pick(&["brouillon", "hidden", "Visibilité", "private", "VISIBILITY", "is_draft"])
                    .chars()
                    .collect();
                break;
            }
            _ => letters.push(*['s', 'e', '\u{a0}', '?', '\u{200b}'].get(dice.below(5))?),
        }
    }
    let new: String = letters.into_iter().collect();
    Some(("a slip in the key", with(text, at, at + key.len(), &new)))
}

fn in_value(dice: &mut Dice, name: &str, _: &str, text: &str) -> Option<Slip> {
    let (value, others): (&str, &[&str]) = if text.contains("draft: true") {
        (
            "true",
            &[
                "", "oui", "yes", "True", "1", "tru", "treu", "[true]", "{true: 1}", "\"\"", "~", "vrai", "“true”",
                "true;", "0", "fals",
            ],
        )
    } else {
        (
            "initials",
            &[
                "", "initial", "Initials", "INITIALS", "intials", "[initials]", "\"\"", "~", "1", "initiales",
                "initials;", "hiden", "Hidden", "{a: b}", "pubic", "true",
            ],
        )
    };
    let new = dice.pick(others);
    // An empty table cell means the same as a missing one.
    if name.ends_with("csv") && ["", "\"\""].contains(&new) {
        return None;
    }
    let at = text.find(&format!(": {value}")).map(|at| at + 2).or_else(|| text.find(value))?;
    Some(("a slip in the value", with(text, at, at + value.len(), new)))
}

/// Returns the offsets in the text where adding or removing a sign does not change a name.
fn places(marked: &str, head_only: bool) -> Vec<usize> {
    let (mut places, mut at, mut inside) = (Vec::new(), 0, false);
    let end = if head_only { marked.rfind("\n---").unwrap_or(marked.len()) } else { marked.len() };
    for (offset, c) in marked.char_indices() {
        match c {
            '‹' => inside = true,
            '›' => inside = false,
            _ => {
                if !inside && offset < end {
                    places.push(at);
                }
                at += c.len_utf8();
            }
        }
    }
    places
}

fn sign_added(dice: &mut Dice, name: &str, marked: &str, text: &str) -> Option<Slip> {
    let places = places(marked, name.ends_with("md"));
    let at = places[dice.below(places.len())];
    let signs: &[&str] = &[
        "[", "]", "{", "}", "\"", "'", ":", ": ", "\t", "- ", "\n", "\n\n", "---\n", ",", ";", "%", "@", "|", ">", "?",
        "&", "*", "!", "&x ", "!x ", "\u{0}", "\u{feff}", "\u{200b}", " ", "  ",
    ];
    // In a table an extra comma moves cells, which the shape of the row reveals.
    Some(("a sign too many", with(text, at, at, dice.pick(signs))))
}

fn sign_lost(dice: &mut Dice, name: &str, marked: &str, text: &str) -> Option<Slip> {
    let is_sign = |at: &usize| text[*at..].starts_with(['[', ']', '{', '}', '"', ':', ',', '\n', '-', ' ']);
    let places: Vec<usize> = places(marked, name.ends_with("md")).into_iter().filter(is_sign).collect();
    let at = places[dice.below(places.len())];
    Some(("a sign lost", with(text, at, at + 1, "")))
}

fn encoding(dice: &mut Dice, _: &str, _: &str, text: &str) -> Option<Slip> {
    let wide = |little: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    Some(match dice.below(9) {
        0 => ("Latin-1", text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'\'')).collect()),
        1 => ("UTF-16 with a mark", [&[0xff, 0xfe][..], &wide(true)].concat()),
        2 => ("UTF-16 without a mark", wide(true)),
        3 => ("UTF-16, the other way round", wide(false)),
        4 => ("lines that end with CR", text.replace('\n', "\r").into_bytes()),
        5 => ("two marks", format!("\u{feff}\u{feff}{text}").into_bytes()),
        6 => ("other line ends", text.replace('\n', "\u{2028}").into_bytes()),
        7 => ("wrong bytes", [text.as_bytes(), &[0xc3]].concat()),
        _ => (
            "a sign before it all",
            format!("{}{text}", dice.pick(&[" ", "\u{200b}", "\n", "<!-- x -->\n", "# x\n", "\u{a0}"])).into_bytes(),
        ),
    })
}

fn conflict(dice: &mut Dice, _: &str, _: &str, text: &str) -> Option<Slip> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let last = lines.iter().rposition(|line| line.trim() == "---").unwrap_or(lines.len());
    let at = dice.below(last.max(1));
    let n = 1 + dice.below(2.min(lines.len() - at));
    let (own, theirs) = (
        lines[at..at + n].concat(),
        lines[at..at + n].concat().replace("initials", "public").replace("draft: true", "draft: false"),
    );
    let torn = format!("<<<<<<< HEAD\n{own}=======\n{theirs}>>>>>>> autre\n");
    Some(("two versions", [lines[..at].concat(), torn, lines[at + n..].concat()].concat().into_bytes()))
}

fn truncation(dice: &mut Dice, name: &str, _: &str, text: &str) -> Option<Slip> {
    // Deleting whole rows is an edit, and so is a row of blocks cut between two keys.
    let (from, to) = match name {
        "content/people.yaml" if !text.contains("{id: temoin") => return None,
        "content/people.yaml" => (text.find("{id: temoin")?, text.find("\n- {id: lou")? - 1),
        "content/people.csv" => (text.find("temoin,")? + 7, text.find("initials")? - 1),
        _ => (0, text.rfind("\n---")?),
    };
    let at = (from + dice.below(to - from)..to).find(|at| text.is_char_boundary(*at))?;
    Some(("a file cut off", text.as_bytes()[..at].to_vec()))
}

fn line(dice: &mut Dice, name: &str, _: &str, text: &str) -> Option<Slip> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let own = lines.iter().position(|line| line.contains("visibility") || line.contains("draft"))?;
    let what = match dice.below(7) {
        0 => {
            lines[own].insert_str(0, dice.pick(&["  ", "    ", "\t", "      ", " "]));
            "a line moved in"
        }
        1 => {
            let line = lines[own].clone();
            lines.insert(own, line);
            "a line twice"
        }
        2 if name.ends_with("md") => {
            let line = lines.remove(own);
            let end = lines.iter().rposition(|line| line.trim() == "---")?;
            lines.insert(end + 1, line);
            "the key below the head"
        }
        3 if name.ends_with("md") => {
            let rule = dice.below(2);
            let at = lines.iter().enumerate().filter(|(_, line)| line.trim() == "---").nth(rule)?.0;
            lines[at] = format!(
                "{}\n",
                dice.pick(&[
                    "—--", "--", "----", "+++", "–––", "- - -", "~~~", "***", "___", "...", "—", "--- yaml", ""
                ])
            );
            "another rule"
        }
        4 => {
            let next = lines[own].trim_end().to_owned();
            lines[own] = format!("{next} ");
            "two lines in one"
        }
        5 => {
            lines[own] = lines[own].replacen(": ", dice.pick(&[":", "：", " ", "=", " = ", ";"]), 1);
            "another sign for the colon"
        }
        _ => {
            let at = dice.below(lines.len());
            lines.insert(at, format!("{}\n", dice.pick(&["x: [", "\"", "'", "- {", "\t", "a: \"b", "{", "@x", "%"])));
            "a broken line more"
        }
    };
    // In a table of cells, lines are rows.
    if name.ends_with("csv") && !["a line moved in", "a line twice"].contains(&what) {
        return None;
    }
    Some((what, lines.concat().into_bytes()))
}

fn in_table(dice: &mut Dice, name: &str, _: &str, text: &str) -> Option<Slip> {
    if !name.ends_with("csv") {
        return None;
    }
    let new = match dice.below(10) {
        0 => text.replacen(
            "visibility",
            dice.pick(&["Visibility", "visibilty", "Visibilité", "", "visibility ;", "visible"]),
            1,
        ),
        1 => text.replacen(",visibility", "", 1),
        2 => text.replacen("id,name", dice.pick(&["ID,name", "id;name", "id name", "name,id"]), 1),
        3 => text.replacen(',', ";", 4),
        4 => text.replace(',', "\t"),
        5 => text.split_once('\n')?.1.to_owned(),
        6 => text.replacen(",initials", "initials", 1),
        7 => text.replacen("temoin,", "temoin,,", 1),
        8 => text.replacen("marc-weber,", "\"marc-weber,", 1),
        _ => text.replacen("Marc Weber,", "\"Marc Weber,", 1),
    };
    Some(("a slip in a table", new.into_bytes()))
}

/// Returns a name without the signs around its words: they do not change the name.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

struct Shop {
    memo: Memo,
    /// Keys of outputs in which no secret was found.
    clean: HashSet<Key>,
}

impl Shop {
    /// Describes what a dossier with this file reveals, or that the check would call it clean; `None` if all is well.
    fn fault(&mut self, name: &str, bytes: &[u8]) -> Option<String> {
        let mut files = BTreeMap::from([
            ("site.yaml".to_owned(), b"title: Essai\nlanguage: fr\n".to_vec()),
            (
                "content/people/jeanne-morvan.md".to_owned(),
                b"---\nname: Jeanne Morvan\nrelations: [{to: temoin, as: voisine}]\n---\n".to_vec(),
            ),
        ]);
        let is_text = name.contains("/articles/") || name.contains("/pages/");
        let words = if is_text { "" } else { "Ilda Kestrimond et Mme Kestrimond ont ri." };
        let article = format!(
            "---\ntitle: Le port\ndate: 2021-05-02\n---\nJeanne Morvan a parlé. {words} Voir [[temoin|elle]], [[secret|un texte]] et [[secret]].\n"
        );
        files.insert("content/articles/port.md".to_owned(), article.into_bytes());
        files.insert(name.to_owned(), bytes.to_vec());
        let snapshot = Snapshot::from_files(files);
        let built = build(&snapshot, &PipelineOptions::default(), &self.memo);
        if !built.protection.is_known() {
            return None;
        }
        let pages: Vec<(String, Vec<u8>)> = built
            .pages()
            .iter()
            .filter_map(|page| Some((page.route.to_string(), render_page(&built, page, &self.memo).bytes.clone()?)))
            .collect();
        for (route, bytes) in &pages {
            if self.clean.contains(&Key::of(bytes)) {
                continue;
            }
            for reading in extract_texts(route, bytes) {
                let text = reading.text.to_lowercase();
                if let Some(word) = SECRETS.iter().find(|word| text.contains(**word)) {
                    return Some(format!("`{word}` stands in {route} ({})", reading.place.en));
                }
            }
            self.clean.insert(Key::of(bytes));
        }
        let found = leaks::check(&built.site, &snapshot, &pages);
        let is_green = built.protection.doubtful.is_empty()
            && found.diagnostics.iter().all(|one| one.severity() != Severity::Error);
        let is_whole = if is_text {
            let text = String::from_utf8_lossy(bytes);
            let is_wrong = |one: &Diagnostic| one.severity() == Severity::Error && one.code != Code::BadDate;
            let own = built.diagnostics.iter().filter(|one| one.primary.span.file.as_str() == name);
            text.replace("  ", " ").contains("draft: true") && !own.into_iter().any(is_wrong)
        } else {
            built.site.content.registry.withheld.iter().any(|record| {
                record.visibility == Visibility::Initials && letters(&record.name.value) == "IldaKestrimond"
            })
        };
        (is_green && !is_whole).then(|| "the check for leaks says that nothing leaks".to_owned())
    }
}

#[test]
fn a_slip_in_a_file_that_withholds_publishes_nothing_of_it() {
    let n_slips = std::env::var("DOSSIER_SLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let (mut dice, mut shop) = (Dice(20_261_129), Shop { memo: Memo::default(), clean: HashSet::new() });
    let (mut n_made, mut faults) = (0, Vec::new());
    while n_made < n_slips {
        let (name, marked) = WITHHOLDERS[dice.below(WITHHOLDERS.len())];
        let Some((what, bytes)) = slip(&mut dice, name, marked) else { continue };
        n_made += 1;
        if let Some(fault) = shop.fault(name, &bytes) {
            faults.push(format!("{what}: {fault}\n{name}:\n{}\n", String::from_utf8_lossy(&bytes)));
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {n_made} slips publish:\n\n{}",
        faults.len(),
        faults.iter().take(25).cloned().collect::<String>()
    );
}

#[test]
fn without_a_slip_each_of_them_withholds_and_the_site_is_built() {
    let mut shop = Shop { memo: Memo::default(), clean: HashSet::new() };
    for (name, marked) in WITHHOLDERS {
        let text = marked.replace(['‹', '›'], "");
        assert_eq!(shop.fault(name, text.as_bytes()), None, "{name}");
        let open = text.replace("initials", "public").replace("draft: true", "draft: false");
        assert!(shop.fault(name, open.as_bytes()).is_some(), "{name} could fail");
    }
}
