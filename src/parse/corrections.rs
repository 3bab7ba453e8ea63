//! content/corrections.yaml: what changed in what the dossier says since it was published, written by `dossier diff --write`
//! and edited by people. Parses and formats the file; `cli` appends to it.
//!
//! Each entry has a day, may have a cause in words, and lists changes. A change says what was there and what is there now;
//! whether a page may show it is decided in `views`.

use super::yaml_list::parse_list;
use crate::base::yaml::{self, YamlNode};
use crate::base::yaml_fields::words_of;
use crate::base::yaml_fields::{SpannedText, YamlFields};
use crate::base::{Code, Diagnostic, Key, SourcePath, Span, StageOutput};
use crate::model::Edtf;
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;

/// Name of the file.
pub const FILE: &str = "content/corrections.yaml";

/// What was corrected on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The day.
    pub date: Edtf,
    /// Why, in a person's words; may be empty.
    pub cause: String,
    /// What changed.
    pub changes: Vec<CorrectedFact>,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectionSubject {
    /// An article, by its id.
    Article(String),
    /// A record, by its id.
    Record(String),
}

/// A change of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedFact {
    /// The article or the record.
    pub subject: CorrectionSubject,
    /// Which fact: one of [`FACTS`].
    pub what: &'static str,
    /// The words that a link is on; may be empty.
    pub words: String,
    /// What was there; of a link the id of the record; may be empty.
    pub was: String,
    /// What is there now; of a link the id of the record; may be empty.
    pub now: String,
    /// What made the difference, as a word of [`REASONS`]; may be empty.
    pub why: &'static str,
}

/// The facts that a change may be about.
pub const FACTS: [&str; 14] = [
    "author", "born", "coordinates", "date", "died", "link", "name", "place", "publisher", "roles", "text", "title",
    "url", "withdrawn",
];

/// What may have made the difference to a link.
pub const REASONS: [&str; 8] = ["alias", "decision", "form", "link", "namesake", "other", "record", "text"];

/// The corrections of a dossier.
#[derive(Clone, Debug, Default)]
pub struct CorrectionFile {
    /// The key of the file.
    pub key: Key,
    /// The newest first.
    pub entries: Vec<Correction>,
    /// The ids of articles and records in it, for whoever changes an id.
    pub ids: Vec<SpannedText>,
}

/// Parses the file; its key is set by the build.
#[must_use]
pub fn parse(file: &SourcePath, bytes: &[u8]) -> StageOutput<CorrectionFile> {
    let what = say!(en: "corrections", fr: "corrections");
    parse_list(file, bytes, &what, "date", |items, diagnostics| list(file, items, diagnostics))
}

fn list(file: &SourcePath, items: Vec<YamlNode>, diagnostics: &mut Vec<Diagnostic>) -> CorrectionFile {
    let mut read = CorrectionFile::default();
    for item in items {
        let mut fields = YamlFields::new(file, item, PROSE_KEYS);
        let date = fields.required("date");
        let cause = fields.text("cause").map(|cause| cause.value).unwrap_or_default();
        let changes = fields.list("changes");
        diagnostics.append(&mut fields.finish());
        let changes = changes.into_iter().filter_map(|change| fact(file, change, &mut read.ids, diagnostics)).collect();
        let Some(date) = date else { continue };
        let date = match Edtf::parse(&date.value) {
            Ok(date) => date,
            Err(reason) => {
                let message = say!(en: "`{date}` {reason}", fr: "`{date}` {reason}", date = date.value; reason);
                let help = say!(
                    en: "write the day of the correction, such as `2024-06-18`",
                    fr: "écrivez le jour de la correction, comme `2024-06-18`",
                );
                diagnostics.push(Diagnostic::new(Code::BadDate, date.span, message).help(help));
                continue;
            }
        };
        read.entries.push(Correction { date, cause, changes });
    }
    read.entries.sort_by_key(|entry| std::cmp::Reverse(entry.date.earliest()));
    read
}

fn fact(
    file: &SourcePath,
    node: YamlNode,
    ids: &mut Vec<SpannedText>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<CorrectedFact> {
    let span = Span::new(file, node.start, node.start);
    let mut fields = YamlFields::new(file, node, PROSE_KEYS);
    let (article, record) = (fields.id("article"), fields.id("record"));
    let what = fields.choice("what", &FACTS.map(|one| (one, one)));
    let why = fields.choice("why", &REASONS.map(|one| (one, one)));
    let words = fields.text("words").map(|text| text.value).unwrap_or_default();
    let (was, now) = (fields.text("was"), fields.text("now"));
    diagnostics.append(&mut fields.finish());
    let values = was.iter().chain(&now).filter(|_| matches!(what, Some("link" | "place")));
    ids.extend(article.iter().chain(&record).chain(values).cloned());
    let value = |text: Option<SpannedText>| text.map(|text| text.value).unwrap_or_default();
    let id = |text: SpannedText| text.into_nfc().value;
    let subject = match (article, record) {
        (Some(article), None) => CorrectionSubject::Article(id(article)),
        (None, Some(record)) => CorrectionSubject::Record(id(record)),
        _ => {
            let message = say!(
                en: "a change is about one article or one record",
                fr: "un changement porte sur un seul article ou une seule fiche",
            );
            diagnostics.push(Diagnostic::new(Code::MissingKey, span, message).help(say!(
                en: "write `article: ID` or `record: ID`",
                fr: "écrivez `article: IDENTIFIANT` ou `record: IDENTIFIANT`",
            )));
            return None;
        }
    };
    let Some(what) = what else {
        let message = say!(en: "this change does not say what changed", fr: "ce changement ne dit pas ce qui a changé");
        let facts = words_of(&FACTS);
        let help = say!(
            en: "write `what:` and one of: {facts}",
            fr: "écrivez `what:` et l’un de ces mots : {facts}";
            facts,
        );
        diagnostics.push(Diagnostic::new(Code::MissingKey, span, message).help(help));
        return None;
    };
    Some(CorrectedFact { subject, what, words, was: value(was), now: value(now), why: why.unwrap_or_default() })
}

/// Formats an entry, one change a line, for the end of the file.
#[must_use]
pub fn write(entry: &Correction) -> String {
    let text = yaml::quoted;
    let mut out = format!("- date: {}\n", entry.date);
    if !entry.cause.is_empty() {
        out.push_str(&format!("  cause: {}\n", text(&entry.cause)));
    }
    out.push_str(if entry.changes.is_empty() { "  changes: []\n" } else { "  changes:\n" });
    for change in &entry.changes {
        let (key, id) = match &change.subject {
            CorrectionSubject::Article(id) => ("article", id),
            CorrectionSubject::Record(id) => ("record", id),
        };
        out.push_str(&format!("    - {{{key}: {}, what: {}", text(id), change.what));
        for (key, value) in [("words", &change.words), ("was", &change.was), ("now", &change.now)] {
            if !value.is_empty() {
                out.push_str(&format!(", {key}: {}", text(value)));
            }
        }
        out.push_str(if change.why.is_empty() { "" } else { ", why: " });
        out.push_str(&format!("{}}}\n", change.why));
    }
    out
}

/// Returns the head of a new file.
#[must_use]
pub fn head() -> &'static str {
    "# Written by `dossier diff --write`: what changed since the site was published. Edit it, and say why under `cause:`.\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let fact = |subject, what, words: &str, was: &str, now: &str, why| CorrectedFact {
            subject,
            what,
            words: words.to_owned(),
            was: was.to_owned(),
            now: now.to_owned(),
            why,
        };
        let entry = Correction {
            date: Edtf::parse("2024-06-18").expect("a day"),
            cause: "Le « prénom »: \"mal\" lu".to_owned(),
            changes: vec![
                fact(CorrectionSubject::Article("bac".into()), "link", "Morvan", "anne", "jeanne", "decision"),
                fact(CorrectionSubject::Record("anne".into()), "born", "", "1960", "1961", ""),
            ],
        };
        let text = format!("{}{}", head(), write(&entry));
        let read = parse(&SourcePath::new(FILE), text.as_bytes());
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        assert_eq!(read.value.entries, [entry]);
        let ids: Vec<&str> = read.value.ids.iter().map(|id| id.value.as_str()).collect();
        assert_eq!(ids, ["bac", "anne", "jeanne", "anne"]);
    }
}
