//! The fields of an article in a press database, whatever the markup: labels, names of papers and authors, languages,
//! addresses; and the [`PressRecord`] that becomes an [`ExtractedDocument`].
//!
//! The readers of the databases find the values; what a value means is decided here. Dates are in `dates`. Labels follow
//! the language of the interface, so they are looked up in all languages at once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::own_address::{is_home_page, own_address};
use crate::base::Message;
use crate::base::message::Words;
use crate::import::extracted_document::{
    BlockRole, DocumentContent, DocumentKey, DocumentMetadata, DropReason, DroppedContent, ExtractedDocument,
    ExtractedFile, MetadataDate, TextBlock, UnreadDocument,
};
use crate::import::text::lines::{fold, sentence_end, single_spaced};
use crate::import::text::markdown;
use crate::lang::press::PressField;
use crate::lang::{self, in_any};
use crate::model::LangTag;
use crate::say;

/// The longest label, in bytes.
const MAX_LABEL_BYTES: usize = 60;
/// The longest name of a paper or of authors, in characters.
const MAX_NAME_CHARS: usize = 200;

/// The heading over corrections where the source has none: the same word in French and English.
const CORRECTION: &str = "Correction";

/// An article of a press database, in its fields.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct PressRecord {
    /// The headline.
    pub(in crate::import) title: Option<String>,
    /// The newspaper, agency or site, without number and edition.
    pub(in crate::import) paper: Option<String>,
    /// The day of publication: `YYYY-MM-DD`, or less of it.
    pub(in crate::import) date: Option<String>,
    /// Who wrote it.
    pub(in crate::import) author: Option<String>,
    /// Its own address.
    pub(in crate::import) url: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub(in crate::import) language: Option<String>,
    /// Its number in the database.
    pub(in crate::import) number: Option<String>,
    /// The first paragraph, set apart; left out if the text repeats it.
    pub(in crate::import) standfirst: Vec<TextBlock>,
    /// What the database says the text is about; the text if there is no other.
    pub(in crate::import) summary: Vec<TextBlock>,
    /// The text.
    pub(in crate::import) text: Vec<TextBlock>,
    /// The captions of its pictures.
    pub(in crate::import) captions: Vec<String>,
    /// Corrections, below a heading.
    pub(in crate::import) corrections: Vec<TextBlock>,
    /// The words over the corrections, as the source has them.
    pub(in crate::import) correction_label: String,
    /// Kinds of fields that were left out, in words of dossier: never their content, which may name the reader.
    pub(in crate::import) left_out: Vec<Words>,
    /// Why it is not whole, if the file ends within it.
    pub(in crate::import) is_cut: bool,
}

impl PressRecord {
    /// Returns whether it has a headline, and the paper or the date: less than that is no article of a database.
    pub(in crate::import) fn is_described(&self) -> bool {
        self.title.is_some() && (self.paper.is_some() || self.date.is_some())
    }

    /// Sets a field from its value, unless it is set already; values of other kinds are left out.
    pub(in crate::import) fn set(&mut self, field: PressField, value: &str) {
        let value = single_spaced(value.trim());
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        match field {
            PressField::Title => fill(&mut self.title, Some(value.to_owned())),
            PressField::Paper => fill(&mut self.paper, paper_name(value)),
            PressField::Source => {
                let (paper, date) = source_parts(value);
                fill(&mut self.paper, paper);
                fill(&mut self.date, date);
            }
            PressField::Date => fill(&mut self.date, super::dates::press_date(value)),
            PressField::Author => fill(&mut self.author, author_names(value)),
            PressField::Language => fill(&mut self.language, language_tag(value)),
            PressField::Number => fill(&mut self.number, document_number(value)),
            // The site of the newspaper is not the page of the article.
            PressField::Address => fill(&mut self.url, own_address(value).filter(|address| !is_home_page(address))),
            PressField::Standfirst => self.standfirst.push(paragraph(value)),
            PressField::Abstract => self.summary.push(paragraph(value)),
            PressField::Text => self.text.push(paragraph(value)),
            PressField::Caption => self.captions.push(value.to_owned()),
            PressField::Correction => self.corrections.push(paragraph(value)),
            PressField::Other => {}
        }
    }

    /// Notes that a kind of field was left out.
    pub(in crate::import) fn leave_out(&mut self, what: Words) {
        if !self.left_out.contains(&what) {
            self.left_out.push(what);
        }
    }

    /// Makes a document of it, or says why there is none. `place` counts from 1.
    fn into_document(self, place: usize, is_only: bool) -> Result<ExtractedDocument, UnreadDocument> {
        let unread = |reason: Message, is_loss| UnreadDocument {
            place: say!(en: "document {place}", fr: "document {place}"),
            reason,
            is_loss,
        };
        if self.is_cut {
            return Err(unread(
                say!(en: "the file ends within it; export it again", fr: "le fichier s’arrête au milieu ; exportez-le de nouveau"),
                true,
            ));
        }
        let is_abstract = self.text.is_empty();
        let mut text = if is_abstract { self.summary } else { self.text };
        if is_notice(&text) {
            return Err(unread(
                say!(en: "its source says that it cannot show it", fr: "sa source dit qu’elle ne peut pas le montrer"),
                false,
            ));
        }
        let repeated = |part: &TextBlock| text.iter().any(|block| fold(&block.text).starts_with(&fold(&part.text)));
        let standfirst: Vec<TextBlock> = self.standfirst.into_iter().filter(|part| !repeated(part)).collect();
        text.splice(0..0, standfirst);
        if let Some(title) = &self.title {
            // Some sources print the title again as the first paragraph.
            if text.len() > 1 && text.first().is_some_and(|first| fold(&first.text) == fold(title)) {
                text.remove(0);
            }
        }
        if text.is_empty() && self.captions.is_empty() {
            return Err(unread(say!(en: "it has no text", fr: "il n’a pas de texte"), false));
        }
        let title = self.title.as_deref().map(|title| TextBlock {
            role: BlockRole::Title,
            text: title.to_owned(),
            markdown: markdown::escape_heading(title),
        });
        let mut parts: Vec<TextBlock> = title.into_iter().chain(text).collect();
        if !self.corrections.is_empty() {
            let label = if self.correction_label.is_empty() { CORRECTION } else { &self.correction_label };
            parts.push(TextBlock { role: BlockRole::Heading(2), ..paragraph(label) });
            parts.extend(self.corrections);
        }
        parts.extend(self.captions.iter().map(|text| TextBlock { role: BlockRole::Caption, ..paragraph(text) }));
        let key = self.number.map(DocumentKey::Number).or((!is_only).then_some(DocumentKey::Place(place)));
        let dropped = |what: &Words| DroppedContent { kind: DropReason::Database, what: what.message(), count: 1 };
        Ok(ExtractedDocument {
            content: DocumentContent::Parts(parts),
            about: DocumentMetadata {
                title: self.title,
                author: self.author,
                publisher: self.paper,
                date: self.date.map(|iso| MetadataDate {
                    iso,
                    place: say!(en: "the date that the database gives", fr: "la date que donne la base de données"),
                    is_publication: true,
                }),
                language: self.language,
                url: self.url,
                ..DocumentMetadata::default()
            },
            dropped: self.left_out.iter().map(dropped).collect(),
            key,
            is_record: true,
            ..ExtractedDocument::default()
        })
    }
}

/// Makes the documents of a file from the articles in it.
pub(in crate::import) fn press_file(records: Vec<PressRecord>) -> ExtractedFile {
    let is_only = records.len() == 1;
    let mut file = ExtractedFile::default();
    for (index, record) in records.into_iter().enumerate() {
        match record.into_document(index + 1, is_only) {
            Ok(document) => file.documents.push(document),
            Err(unread) => file.unread.push(unread),
        }
    }
    file
}

/// Returns a paragraph of plain text.
pub(in crate::import) fn paragraph(text: &str) -> TextBlock {
    let text = single_spaced(text.trim());
    TextBlock { role: BlockRole::Paragraph, markdown: markdown::escape_inline(&text), text }
}

fn fill(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}

static LABELS: LazyLock<HashMap<&'static str, PressField>> = LazyLock::new(|| {
    let mut labels = HashMap::new();
    for (field, words) in lang::all().flat_map(|language| language.press.labels) {
        for word in *words {
            labels.entry(*word).or_insert(*field);
        }
    }
    labels
});

/// Returns what a label says, in any language; it may end in a colon.
pub(in crate::import) fn label_field(label: &str) -> Option<PressField> {
    if label.len() > MAX_LABEL_BYTES {
        return None;
    }
    let folded = fold(label);
    let bare = folded.trim_end_matches(':').trim_end();
    LABELS.get(bare).copied().or_else(|| {
        // Nexis writes `LOAD-DATE`, others `Load Date`.
        bare.contains('-').then(|| LABELS.get(bare.replace('-', " ").as_str()).copied()).flatten()
    })
}

/// Splits `Label: value`; `None` if the line does not begin with a known label.
pub(in crate::import) fn split_label(line: &str) -> Option<(PressField, &str)> {
    let (label, value) = line.split_once([':', '：'])?;
    // `http://…` is a value, not a label.
    if value.starts_with("//") {
        return None;
    }
    Some((label_field(label)?, value.trim()))
}

/// Returns the name of a paper without the number of the issue, the edition and the remark that it is a site.
pub(in crate::import) fn paper_name(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let line = line.split("   ").next().unwrap_or_default().split('\t').next().unwrap_or_default();
    let mut name = single_spaced(line.trim());
    let is_issue = |rest: &str| {
        let folded = fold(rest);
        let mut words = folded.split(|character: char| character.is_whitespace() || character.is_ascii_digit());
        let has_number = folded.contains(|character: char| character.is_ascii_digit());
        let is_issue_word = |word: &str| in_any(word, |language| language.press.issue_words);
        let is_long = |word: &str| word.chars().count() > 4;
        let opens = words.next().is_some_and(|first| is_issue_word(first) && (has_number || is_long(first)));
        // `Final Edition`, `Late Edition (East Coast)`: the word for an edition is second or third.
        opens || words.take(2).any(|word| is_issue_word(word) && is_long(word))
    };
    for mark in [", ", " - ", " – ", " ; ", "; "] {
        let cut =
            name.match_indices(mark).map(|(at, mark)| (at, at + mark.len())).find(|(_, end)| is_issue(&name[*end..]));
        if let Some((at, _)) = cut {
            name.truncate(at);
        }
    }
    if let Some((before, _)) = name.split_once([';', '[']) {
        name = before.trim().to_owned();
    }
    while let Some((before, remark)) = name.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        let remark = fold(remark);
        if before.trim().is_empty() || !in_any(remark.trim(), |language| language.press.paper_remarks) {
            break;
        }
        name = before.trim().to_owned();
    }
    let name = name.trim_matches(|character: char| {
        character.is_whitespace() || matches!(character, ',' | '"' | '“' | '”' | '„' | '«' | '»')
    });
    // `Herald.example.`: a full stop behind the name of a site.
    let bare = name.strip_suffix('.').filter(|bare| bare.contains('.') && !bare.contains(' ')).unwrap_or(name);
    bounded(bare)
}

/// Splits `The Herald ; Calder [Calder]07 May 2019: A.4.` or `Der Bote, 18.11.2017, Nr. 60` into paper and date.
pub(in crate::import) fn source_parts(value: &str) -> (Option<String>, Option<String>) {
    let date = super::dates::press_date(value);
    let head = value.split([';', '[', ',', '|']).next().unwrap_or_default();
    let words: Vec<&str> = head.split_whitespace().collect();
    // A date that no mark separates: `Der Bote vom 18.11.2017`, `Le Courrier du mardi 12 mars 2024`.
    let is_date_from = |at: &usize| date.is_some() && super::dates::press_date(&words[*at..].join(" ")) != date;
    let lost = (1..=words.len().min(40)).find(is_date_from);
    let n = match lost.filter(|_| super::dates::press_date(head).is_some()) {
        Some(at) => {
            let mut n = at - 1;
            let is_link = |word: &str| {
                word.chars().count() <= 3 && word.chars().all(char::is_lowercase)
                    || crate::import::dates::written_date::is_calendar_word(word)
            };
            while n > 1 && is_link(words[n - 1]) {
                n -= 1;
            }
            n
        }
        None => words.len(),
    };
    let name = words[..n].join(" ");
    let name = if n < words.len() { name.trim_end_matches('.') } else { &name };
    (paper_name(name), date)
}

/// Returns the authors without `By`, addresses of mail, and words that are no name.
pub(in crate::import) fn author_names(text: &str) -> Option<String> {
    let text = single_spaced(text.trim());
    let words: Vec<&str> = text.split_whitespace().filter(|word| !word.contains('@')).collect();
    let opens = words.first().is_some_and(|first| {
        words.len() > 1 && in_any(fold(first).trim_end_matches(':'), |language| language.import.bylines)
    });
    let names = words[usize::from(opens)..].join(" ");
    let names = names.trim_matches(|character: char| {
        character.is_whitespace() || matches!(character, ',' | ';' | ':' | '|' | '-' | '–' | '—' | '/' | '*')
    });
    let is_nobody = in_any(&fold(names), |language| language.press.no_authors);
    let is_list = names.split_whitespace().count() <= 40 && names.contains(char::is_alphabetic);
    if is_nobody || !is_list { None } else { bounded(names) }
}

/// Returns the tag of a language that is named in any language, or given as a code: `Français`, `FRENCH; FRANÇAIS`, `EN`.
pub(in crate::import) fn language_tag(text: &str) -> Option<String> {
    let folded = fold(text);
    let known = |name: &str| {
        let mut names = lang::all().flat_map(|language| language.press.language_names);
        names.find(|(known, _)| *known == name).map(|(_, tag)| (*tag).to_owned())
    };
    known(&folded).or_else(|| folded.split([';', ',', '/']).find_map(|name| known(name.trim()))).or_else(|| {
        let is_code = matches!(folded.len(), 2 | 3) && folded.bytes().all(|byte| byte.is_ascii_lowercase());
        (is_code && LangTag::parse(&folded).is_some()).then_some(folded)
    })
}

/// Returns a document's number, if it is one word of letters, digits and marks.
pub(in crate::import) fn document_number(text: &str) -> Option<String> {
    let number = text.trim().trim_end_matches(['.', ',', ';']);
    let is_number = (4..=120).contains(&number.len())
        && number.contains(|character: char| character.is_ascii_digit())
        && !number.contains(|character: char| character.is_whitespace() || character.is_control());
    is_number.then(|| number.to_owned())
}

/// Returns whether a text is the length of an article: `96 mots`, `1.204 Wörter`, `41 字`.
pub(in crate::import) fn is_word_count(text: &str) -> bool {
    let folded = fold(text);
    let unit = folded.trim_start_matches(|character: char| {
        character.is_ascii_digit() || character.is_whitespace() || matches!(character, '.' | ',' | '\'')
    });
    folded.starts_with(|character: char| character.is_ascii_digit())
        && !unit.is_empty()
        && !unit.contains(char::is_whitespace)
        && unit.chars().all(char::is_alphabetic)
        && (in_any(unit, |language| language.press.length_units) || unit.chars().count() > 1)
}

/// Returns whether a text reserves rights: `© 2024 …`, `Copyright (2019) …`, `All Rights Reserved`.
pub(in crate::import) fn is_copyright(text: &str) -> bool {
    if text.len() > 600 {
        return false;
    }
    let folded = fold(text);
    let bare = folded
        .trim_start_matches(|character: char| !character.is_alphanumeric() && character != '©' && character != '(');
    let opens = ["©", "(c)", "copyright"].iter().any(|opening| bare.starts_with(opening));
    opens && bare.len() < 300
        || bare.len() < 120
            && lang::all().flat_map(|language| language.import.rights_phrases).any(|phrase| bare.starts_with(phrase))
}

/// Returns whether a text leads to the document's page instead of being part of it: “This article appeared in …”.
pub(in crate::import) fn is_original_link(text: &str) -> bool {
    text.len() < 400 && {
        let folded = fold(text);
        lang::all().flat_map(|language| language.press.original_links).any(|opening| folded.starts_with(opening))
    }
}

/// Returns whether a text is only a notice that the source cannot show the document.
fn is_notice(text: &[TextBlock]) -> bool {
    let len: usize = text.iter().map(|block| block.text.len()).sum();
    len > 0
        && len < 400
        && text.len() <= 3
        && text.iter().any(|block| {
            let folded = fold(&block.text);
            lang::all().flat_map(|language| language.press.not_shown).any(|phrase| folded.contains(phrase))
        })
}

/// Returns whether a text is short and no sentence, as names of authors are.
pub(in crate::import) fn is_short_line(text: &str) -> bool {
    text.split_whitespace().count() <= 10 && sentence_end(text).is_none()
}

fn bounded(name: &str) -> Option<String> {
    let name: String = name.trim().chars().take(MAX_NAME_CHARS).collect();
    name.contains(char::is_alphanumeric).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_loses_its_number_and_its_edition() {
        for (text, expected) in [
            ("L’Éveil de Kerpen, no. 24118", "L’Éveil de Kerpen"),
            ("L’Éveil de Kerpen (site web)", "L’Éveil de Kerpen"),
            ("L’Éveil de Kerpen - édition Nord", "L’Éveil de Kerpen"),
            ("L’Éveil de Kerpen   Générale", "L’Éveil de Kerpen"),
            ("The Observer (Kerpen)", "The Observer (Kerpen)"),
            ("The Observer (Kerpen) - Final Edition", "The Observer (Kerpen)"),
            ("The Observer, Late Edition (East Coast)", "The Observer"),
            ("Observer.example.", "Observer.example"),
            ("The Observer; Kerpen", "The Observer"),
            ("The Observer [Kerpen, Kent]", "The Observer"),
            ("20 Heures", "20 Heures"),
        ] {
            assert_eq!(paper_name(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_source_is_split_into_paper_and_date() {
        for (text, paper) in [
            ("The Observer ; Kerpen [Kerpen]04 Apr 2019: A.4.", "The Observer"),
            ("Der Bote, 04.04.2019, Nr. 60, S. 3", "Der Bote"),
            ("Der Bote vom 04.04.2019", "Der Bote"),
            ("L’Éveil de Kerpen du jeudi 4 avril 2019", "L’Éveil de Kerpen"),
        ] {
            let expected = (Some(paper.to_owned()), Some("2019-04-04".to_owned()));
            assert_eq!(source_parts(text), expected, "{text}");
        }
    }

    #[test]
    fn authors_are_names_alone() {
        for (text, expected) in [
            ("By Ada Merrow", Some("Ada Merrow")),
            ("Von Jost Kamm", Some("Jost Kamm")),
            ("Maïwenn Cadou ; mcadou@eveil.example", Some("Maïwenn Cadou")),
            ("Unknown", None),
            ("—", None),
        ] {
            assert_eq!(author_names(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn labels_of_all_languages_are_known() {
        for (line, field) in [
            ("Publication title: The Herald; Calder", PressField::Paper),
            ("Titre de la publication : L’Éveil", PressField::Paper),
            ("LÄNGE: 27 Wörter", PressField::Other),
            ("DATE-CHARGEMENT: 13 mars 2024", PressField::Other),
            ("Dokumentnummer: A123", PressField::Number),
        ] {
            assert_eq!(split_label(line).map(|(field, _)| field), Some(field), "{line}");
        }
        for line in ["He said: no", "https://a.example", "Le maire a dit : oui"] {
            assert_eq!(split_label(line), None, "{line}");
        }
    }

    #[test]
    fn lengths_and_rights_are_no_text() {
        assert!(["96 mots", "1.204 Wörter", "41 字", "1 204 mots"].iter().all(|text| is_word_count(text)));
        assert!(!is_word_count("12 mars 2024") && !is_word_count("mots"));
        assert!(is_copyright("© 2024 L’Éveil. Tous droits réservés.") && is_copyright("(c) 2019 Kerpen Press"));
        assert!(!is_copyright("Le droit d’auteur change."));
    }
}
