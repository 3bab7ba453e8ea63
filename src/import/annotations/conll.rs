//! CoNLL: a token a line, with the label of its name in the last column (CoNLL 2002, 2003, IOB2) or in the last of the ten
//! columns (CoNLL-U: `NE=B-PER`, `ner=B-PER`). `B I O` of both usages, `E S L U` too.
//!
//! The files hold tokens, not the text. A sentence becomes a passage: its tokens with spaces between them; when it is
//! looked for, white space does not count.

use super::labels::LabelTable;
use super::{ForeignAnnotations, ForeignDocument, ForeignMention};
use crate::say;

/// Returns whether most of the first lines look like tokens with a label.
pub(super) fn is_conll(text: &str) -> bool {
    const LOOKED_AT: usize = 200;
    let lines = || text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).take(LOOKED_AT);
    let has_label = |line: &&str| {
        let columns = columns(line);
        columns.len() > 1 && (columns.len() == 10 || columns.last().is_some_and(|label| is_label(label)))
    };
    let n_labelled = lines().filter(has_label).count();
    n_labelled > 0 && n_labelled * 2 > lines().count()
}

fn columns(line: &str) -> Vec<&str> {
    if line.contains('\t') { line.split('\t').collect() } else { line.split_whitespace().collect() }
}

fn is_label(label: &str) -> bool {
    label == "O"
        || label
            .split_once('-')
            .is_some_and(|(prefix, kind)| "BIESLU".contains(prefix) && prefix.len() == 1 && !kind.is_empty())
}

/// Reads a file.
pub(super) fn read(text: &str, labels: &LabelTable) -> ForeignAnnotations {
    let mut reader =
        ConllReader { labels, all: ForeignAnnotations::default(), document: None, sentence: Sentence::default() };
    for (number, line) in text.lines().enumerate() {
        reader.line(number + 1, line.trim_end_matches('\r'));
    }
    reader.end_document();
    reader.all
}

struct ConllReader<'a> {
    labels: &'a LabelTable,
    all: ForeignAnnotations,
    /// The document that a mark has begun. Without a mark each sentence is a document: it may stand in any article.
    document: Option<ForeignDocument>,
    sentence: Sentence,
}

/// The sentence that is being read.
#[derive(Default)]
struct Sentence {
    text: String,
    n_chars: usize,
    names: Vec<ForeignMention>,
    /// Label of the name that may go on.
    open: Option<String>,
    /// The token of several words: the number of its last word, and its place.
    whole: Option<(u32, (usize, usize))>,
}

impl ConllReader<'_> {
    fn line(&mut self, number: usize, line: &str) {
        if line.trim().is_empty() {
            self.end_sentence();
        } else if let Some(comment) = line.strip_prefix('#').filter(|_| !line.contains('\t')) {
            self.comment(comment.trim());
        } else if line.starts_with("-DOCSTART-") {
            self.end_document();
            self.document = Some(ForeignDocument::default());
        } else {
            self.token(number, &columns(line));
        }
    }

    fn comment(&mut self, comment: &str) {
        let (key, value) = comment.split_once('=').map_or((comment, ""), |(key, value)| (key.trim(), value.trim()));
        if ["newdoc", "newdoc id", "document_id", "doc_id"].contains(&key) {
            self.end_document();
            let clues = Some(value.to_owned()).filter(|id| !id.is_empty()).into_iter().collect();
            self.document = Some(ForeignDocument { clues, ..ForeignDocument::default() });
        }
    }

    fn token(&mut self, number: usize, columns: &[&str]) {
        let is_conllu = columns.len() == 10;
        let (form, misc) = match columns {
            [_, form, .., misc] if is_conllu => (*form, *misc),
            [form, .., label] => (*form, *label),
            _ => {
                self.all.problem(
                    number,
                    say!(en: "the line has a token, but no label", fr: "la ligne a un mot, mais pas d’étiquette"),
                );
                return;
            }
        };
        let field = |name: &str| {
            let mut fields = misc.split('|').filter_map(|field| field.split_once('='));
            fields.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        };
        let sentence = &mut self.sentence;
        let mut place = None;
        if is_conllu {
            let id = columns[0];
            if id.contains('.') {
                // An empty node is no part of the text.
                return;
            }
            if let Some((_, last)) = id.split_once('-') {
                let place = sentence.push(form);
                sentence.whole = last.parse().ok().map(|last: u32| (last, place));
                return;
            }
            let within = sentence.whole.filter(|(last, _)| id.parse::<u32>().is_ok_and(|id| id <= *last));
            sentence.whole = within;
            place = within.map(|(_, place)| place);
        }
        let place = place.unwrap_or_else(|| sentence.push(form));
        let label = if is_conllu { field("NE").or(field("ner")).or(field("entity_type")).unwrap_or("O") } else { misc };
        let Some((prefix, kind)) = label.split_once('-').filter(|_| is_label(label)) else {
            if label != "O" && label != "_" {
                self.all.problem(number, say!(en: "`{label}` is no label such as B-PER or O", fr: "`{label}` n’est pas une étiquette comme B-PER ou O", label = super::plain_name(label)));
            }
            sentence.open = None;
            return;
        };
        let number_in = |name: &str| field(name).filter(|_| is_conllu).and_then(|at| at.parse::<usize>().ok());
        let stated = number_in("start_char").zip(number_in("end_char"));
        let goes_on = matches!(prefix, "I" | "E" | "L") && sentence.open.as_deref() == Some(kind);
        if let Some(name) = sentence.names.last_mut().filter(|_| goes_on) {
            name.range = name.range.map(|(start, _)| (start, place.1));
            name.stated = name.stated.zip(stated).map(|((start, _), (_, end))| (start, end));
        } else {
            // A plain id; other programs write chains of coreference there.
            let entity = field("Entity").filter(|id| is_conllu && !id.contains(['(', ')'])).unwrap_or_default();
            sentence.names.push(ForeignMention {
                place: number,
                range: Some(place),
                stated,
                entity: entity.to_owned(),
                kind: kind.to_owned(),
                ..ForeignMention::default()
            });
        }
        sentence.open = Some(kind.to_owned()).filter(|_| !matches!(prefix, "S" | "U" | "E" | "L"));
    }

    fn end_sentence(&mut self) {
        let sentence = std::mem::take(&mut self.sentence);
        if sentence.text.is_empty() {
            return;
        }
        let mut names = Vec::with_capacity(sentence.names.len());
        for name in sentence.names {
            match self.labels.kind(&name.kind) {
                Some(kind) => names.push(ForeignMention { kind, ..name }),
                None => self.all.leave_out(say!(en: "dates, amounts and other marks that are no names", fr: "dates, montants et autres marques qui ne sont pas des noms")),
            }
        }
        let has_mark = self.document.is_some();
        let document = self.document.get_or_insert_default();
        let passage = document.passages.len();
        document.passages.push(sentence.text);
        document.mentions.extend(names.into_iter().map(|name| ForeignMention { passage: Some(passage), ..name }));
        if !has_mark {
            self.end_document();
        }
    }

    fn end_document(&mut self) {
        if !self.sentence.text.is_empty() {
            self.end_sentence();
        }
        if let Some(document) = self.document.take() {
            self.all.add(document);
        }
    }
}

impl Sentence {
    /// Adds a token and returns its place in code points.
    fn push(&mut self, form: &str) -> (usize, usize) {
        if !self.text.is_empty() {
            self.text.push(' ');
            self.n_chars += 1;
        }
        let start = self.n_chars;
        self.text.push_str(form);
        self.n_chars += form.chars().count();
        (start, self.n_chars)
    }
}
