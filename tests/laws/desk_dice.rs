//! Dice -> an action of the desk: each thing that it can do, with values that are right, wrong and strange. A part of the law
//! of random sequences in `desk`.

use std::collections::BTreeMap;

use dossier::build::BuiltSite;
use dossier::desk::{Action, DecisionSubject, ImportRow, PictureChoice, ProposalList, WordPlace};
use dossier::import::CorrectedCells;
use dossier::source::Snapshot;

/// What is thrown for one step.
pub(super) type Dice = (u8, usize, usize, usize);

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

/// Returns the action that the dice say; `None` if there is nothing that it could be about.
pub(super) fn action(
    built: &BuiltSite,
    snapshot: &Snapshot,
    list: &ProposalList,
    (what, a, b, c): Dice,
) -> Option<Action> {
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
            let kept = lines.iter().enumerate();
            let kept = kept.filter(|(n, line)| line.starts_with(OUTSIDE) || *n != b % lines.len().max(1));
            let kept = kept.map(|(_, line)| *line);
            Action::SetSource { file, text: format!("{}\n{}\n", kept.collect::<Vec<_>>().join("\n"), value()) }
        }
        23 => {
            let file = pick(&articles, a)?;
            let text = articles_text(&file)?;
            // The desk may change what others wrote if a person says so; the law is about what it changes by itself.
            let text = text.split(OUTSIDE).next()?;
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
        32 => Action::SetField {
            record: record()?,
            field: "sources".to_owned(),
            value: ["deux#p1;nu#p1", "nu#p1; deux#p1", "nu", "", "deux#p1;un#p9", "rien#p1", "nu#p1;deux"][c % 7]
                .to_owned(),
        },
        33 => Action::SetRows {
            record: record()?,
            list: "figures".to_owned(),
            rows: figures(&articles, (a, b, c), &value()),
            table: None,
        },
        _ => {
            let one = |n: u8| action_one(built, &proposals, &records, &articles, (n, a, b, c));
            Action::Several { actions: [one(0), one(1), one(2)].into_iter().flatten().collect() }
        }
    })
}

/// How a line begins that somebody writes without the desk.
pub(super) const OUTSIDE: &str = "# au dehors";

/// How many actions the dice know.
pub(super) const N_ACTIONS: u8 = 35;

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

/// Figures: those of the dossier's events with something changed, and others.
fn figures(articles: &[String], (a, b, c): (usize, usize, usize), value: &str) -> Vec<BTreeMap<String, String>> {
    let source = pick(articles, b).map_or_else(String::new, |id| format!("{id}#p{}", 1 + c % 3));
    let numbers = ["24", "40-45", "~40", ">120 000", "beaucoup"];
    let all = [
        [("what", "patients"), ("value", "24"), ("source", "deux#p1"), ("unit", "")],
        [("what", "patients"), ("value", numbers[a % 5]), ("source", "préfecture"), ("date", "2024-03-12")],
        [("what", value), ("value", numbers[b % 5]), ("source", source.as_str()), ("unit", "euros")],
    ];
    let rows = all.iter().skip(c % 3).map(|row| row.map(|(key, cell)| (key.to_owned(), cell.to_owned())).into());
    rows.collect()
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
