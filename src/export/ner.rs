//! Training data for programs that find names: CoNLL, CoNLL-U, JSON Lines of spaCy and doccano, UIMA CAS for INCEpTION.
//!
//! Not every name has a record, so a word without a label may still be a name. Sentences in which it is known to be
//! uncertain are left out unless all are wanted. A text is as it is published.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use serde_json::{Value, json};

use super::in_order::for_articles;
use super::ner_sentences::{LabelledSentence, LabelledToken, joined, kept_sentences, tokens};
use super::shared::{entity_address, loss, textless_articles};
use super::{ExportInput, FileSink};
use crate::base::Message;
use crate::base::message::Words;
use crate::model::{ArticleIx, Id};
use crate::text::position::CodePoints;

/// How training data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TrainingFormat {
    /// A token and its label a line (IOB2).
    Conll,
    /// CoNLL-U with the label in the last column.
    ConllU,
    /// JSON Lines with `spans`, as spaCy's tools and prodigy read it.
    Spacy,
    /// JSON Lines with `label`.
    Doccano,
    /// UIMA CAS in JSON, a file for each article.
    Cas,
}

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TrainingOptions<'a> {
    /// The format.
    pub format: TrainingFormat,
    /// Whether events and works have labels of their own.
    pub fine: bool,
    /// Whether sentences with uncertain names are kept.
    pub all: bool,
    /// For each article the places of names that have no record.
    pub unrecorded: &'a [Vec<Range<usize>>],
}

/// Writes the files; one, except for the CAS.
pub(crate) fn write_files(
    input: &ExportInput<'_>,
    options: &TrainingOptions<'_>,
    files: &dyn FileSink,
) -> io::Result<Vec<Message>> {
    let name = match options.format {
        TrainingFormat::Conll => "train.conll",
        TrainingFormat::ConllU => "train.conllu",
        TrainingFormat::Spacy => "train.spacy.jsonl",
        TrainingFormat::Doccano => "train.doccano.jsonl",
        TrainingFormat::Cas => {
            let mut left_out = LeftOut::default();
            let write = |index: ArticleIx| {
                let (cas, n) = training_text(input, index, options);
                let id = &input.articles[index].0.id;
                if cas.is_empty() { Ok(n) } else { files.put(&format!("{id}.cas.json"), cas.as_bytes()).map(|()| n) }
            };
            for_articles(input, write, |written| written.map(|n| left_out.add(n)))?;
            return Ok(left_out.told());
        }
    };
    let mut lost = Vec::new();
    files.put_pieces(name, &mut |out| write(input, options, out).map(|told| lost = told))?;
    Ok(lost)
}

/// Writes a format of one file.
pub(crate) fn write(
    input: &ExportInput<'_>,
    options: &TrainingOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<Vec<Message>> {
    let mut left_out = LeftOut::default();
    for_articles(
        input,
        |index| training_text(input, index, options),
        |(text, n)| {
            left_out.add(n);
            out.write_all(text.as_bytes())
        },
    )?;
    Ok(left_out.told())
}

/// Makes what is written of an article, and counts the sentences that are left out; `None` if it has no text.
fn training_text(input: &ExportInput<'_>, index: ArticleIx, options: &TrainingOptions<'_>) -> (String, Option<usize>) {
    let (article, annotated, _) = &input.articles[index];
    let text = article.body.main_text();
    if text.trim().is_empty() {
        return (String::new(), None);
    }
    let uncertain = annotated.ambiguous.iter().map(|name| name.start..name.end);
    let unrecorded = options.unrecorded.get(index.get()).into_iter().flatten().cloned();
    let undecided: Vec<Range<usize>> =
        if options.all { Vec::new() } else { joined(uncertain.chain(unrecorded).collect()) };
    let (sentences, n) = kept_sentences(input, index, options.fine, &undecided);
    let text = TrainingText { id: &article.id, text, sentences: &sentences, is_whole: n == 0 };
    let mut out = String::new();
    match options.format {
        TrainingFormat::Conll => text.conll(&mut out),
        TrainingFormat::ConllU => text.conllu(&mut out),
        TrainingFormat::Spacy => text.json_lines(&mut out, spacy_line),
        TrainingFormat::Doccano => text.json_lines(&mut out, doccano_line),
        TrainingFormat::Cas => {
            let address = |id: &str| input.registry.find(id).map(|at| entity_address(input, at)).unwrap_or_default();
            text.cas(&mut out, &address);
        }
    }
    (out, Some(n))
}

/// What is not in the files.
#[derive(Default)]
struct LeftOut {
    n_sentences: usize,
    n_without_text: usize,
}

impl LeftOut {
    /// Adds the sentences of an article; `None` for one without text.
    fn add(&mut self, n_sentences: Option<usize>) {
        self.n_sentences += n_sentences.unwrap_or(0);
        self.n_without_text += usize::from(n_sentences.is_none());
    }

    fn told(&self) -> Vec<Message> {
        let mut lost = loss(
            self.n_sentences,
            Words {
                en: "sentence is left out, because a name in it is undecided or has no record (`--all` keeps it)",
                fr: "phrase est laissée de côté, car un de ses noms attend une décision ou n’a pas de fiche (`--all` la garde)",
            },
            Words {
                en: "sentences are left out, because a name in them is undecided or has no record (`--all` keeps them)",
                fr: "phrases sont laissées de côté, car un de leurs noms attend une décision ou n’a pas de fiche (`--all` les garde)",
            },
        );
        lost.extend(textless_articles(self.n_without_text));
        lost
    }
}

/// Writes a line from the article's id, a part of its text, where that begins, and the names in it.
type TrainingLine = fn(&str, &str, usize, &[(usize, usize, &str)]) -> Value;

/// An article with its kept sentences.
struct TrainingText<'a> {
    id: &'a Id,
    text: &'a str,
    sentences: &'a [LabelledSentence],
    /// Whether all its sentences are kept.
    is_whole: bool,
}

impl TrainingText<'_> {
    // Text takes everything that is written to it, so the results of `write!` are dropped.

    fn conll(&self, out: &mut String) {
        if self.sentences.is_empty() {
            return;
        }
        out.push_str("-DOCSTART- O\n\n");
        for sentence in self.sentences {
            let tokens = tokens(self.text, sentence);
            for token in &tokens {
                let _ = writeln!(out, "{}\t{}", &self.text[token.range.clone()], iob(sentence, token));
            }
            if !tokens.is_empty() {
                out.push('\n');
            }
        }
    }

    fn conllu(&self, out: &mut String) {
        let mut points = CodePoints::new(self.text);
        let mut is_first = true;
        for (number, sentence) in self.sentences.iter().enumerate() {
            let tokens = tokens(self.text, sentence);
            if tokens.is_empty() {
                continue;
            }
            if std::mem::take(&mut is_first) {
                out.push_str(&format!("# newdoc id = {}\n", self.id));
            }
            let follows = |at: usize| tokens.get(at + 1).is_some_and(|next| next.range.start == tokens[at].range.end);
            // Readers join the tokens with single spaces, so the text has these too.
            let mut plain = String::new();
            for (at, token) in tokens.iter().enumerate() {
                plain.push_str(&self.text[token.range.clone()]);
                if at + 1 < tokens.len() && !follows(at) {
                    plain.push(' ');
                }
            }
            out.push_str(&format!("# sent_id = {}-{}\n# text = {plain}\n", self.id, number + 1));
            for (at, token) in tokens.iter().enumerate() {
                let form = &self.text[token.range.clone()];
                let _ = write!(out, "{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t", at + 1);
                if let Some(name) = token.name {
                    let _ = write!(out, "Entity={}|", sentence.names[name].entity);
                }
                let space = if follows(at) { "SpaceAfter=No|" } else { "" };
                let (start, end) = (points.at(token.range.start), points.at(token.range.end));
                let _ = writeln!(out, "NE={}|{space}end_char={end}|start_char={start}", iob(sentence, token));
            }
            out.push('\n');
        }
    }

    /// Writes a line for the article; if sentences are left out, one for each run of kept ones.
    fn json_lines(&self, out: &mut String, line: TrainingLine) {
        let runs = self.sentences.chunk_by(|_, next| next.goes_on || self.is_whole);
        let mut points = CodePoints::new(self.text);
        for run in runs {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let range = if self.is_whole { 0..self.text.len() } else { first.range.start..last.range.end };
            let start = points.at(range.start);
            let names: Vec<(usize, usize, &str)> = run
                .iter()
                .flat_map(|sentence| &sentence.names)
                .map(|name| (points.at(name.range.start) - start, points.at(name.range.end) - start, name.label))
                .collect();
            out.push_str(&line(self.id.as_str(), &self.text[range], start, &names).to_string());
            out.push('\n');
        }
    }

    /// Writes it without a tree of values in between, which would take ten times as much memory and twice the time.
    fn cas(&self, out: &mut String, address: &dyn Fn(&str) -> String) {
        const NER: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
        const SEGMENTATION: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type";
        let feature = |name: &str| json!({"%NAME": name, "%RANGE": "uima.cas.String"});
        let plain = |name: &str| json!({"%NAME": name, "%SUPER_TYPE": "uima.tcas.Annotation"});
        let (sentence_type, token_type) = (format!("{SEGMENTATION}.Sentence"), format!("{SEGMENTATION}.Token"));
        let types = json!({
            NER: {"%NAME": NER, "%SUPER_TYPE": "uima.tcas.Annotation", "value": feature("value"), "identifier": feature("identifier")},
            &sentence_type: plain(&sentence_type),
            &token_type: plain(&token_type),
        });
        let sofa = json!({"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
            "mimeType": "text/plain", "sofaString": self.text});
        // Keys are in alphabetical order, as in all JSON that is made of values.
        out.push_str(&format!("{{\"%FEATURE_STRUCTURES\":[{sofa}"));
        let mut units = Utf16Units { text: self.text, offset: 0, n_units: 0 };
        let mut n_structures = 1;
        let mut add = |out: &mut String, name: &str, range: &Range<usize>, more: &str| {
            let (begin, end) = (units.at(range.start), units.at(range.end));
            n_structures += 1;
            let place = format_args!("\"@sofa\":1,\"begin\":{begin},\"end\":{end}");
            let _ = write!(out, ",{{\"%ID\":{n_structures},\"%TYPE\":\"{name}\",{place}{more}}}");
        };
        for sentence in self.sentences {
            add(out, &sentence_type, &sentence.range, "");
            for token in tokens(self.text, sentence) {
                add(out, &token_type, &token.range, "");
            }
            for name in &sentence.names {
                let (label, record) = (json!(name.label), json!(address(&name.entity)));
                add(out, NER, &name.range, &format!(",\"identifier\":{record},\"value\":{label}"));
            }
        }
        let _ = write!(out, "],\"%TYPES\":{types},\"%VIEWS\":{{\"_InitialView\":{{\"%MEMBERS\":[");
        for member in 2..=n_structures {
            let _ = write!(out, "{}{member}", if member > 2 { "," } else { "" });
        }
        out.push_str("],\"%SOFA\":1}}}\n");
    }
}

fn iob(sentence: &LabelledSentence, token: &LabelledToken) -> Cow<'static, str> {
    let name = token.name.and_then(|at| sentence.names.get(at));
    name.map_or("O".into(), |name| format!("{}-{}", if token.begins { "B" } else { "I" }, name.label).into())
}

fn spacy_line(id: &str, text: &str, start: usize, names: &[(usize, usize, &str)]) -> Value {
    let spans: Vec<Value> =
        names.iter().map(|(start, end, label)| json!({"start": start, "end": end, "label": label})).collect();
    json!({"text": text, "meta": {"id": id, "start": start}, "spans": spans})
}

fn doccano_line(id: &str, text: &str, start: usize, names: &[(usize, usize, &str)]) -> Value {
    let labels: Vec<Value> = names.iter().map(|(start, end, label)| json!([start, end, label])).collect();
    json!({"text": text, "label": labels, "meta": {"id": id, "start": start}})
}

/// Counts the UTF-16 units before byte offsets of a text. Offsets that grow need one pass.
struct Utf16Units<'a> {
    text: &'a str,
    offset: usize,
    n_units: usize,
}

impl Utf16Units<'_> {
    fn at(&mut self, offset: usize) -> usize {
        if offset < self.offset {
            // Only back to the start of the sentence, which is near.
            self.n_units -= self.text[offset..self.offset].encode_utf16().count();
        } else {
            self.n_units += self.text[self.offset..offset].encode_utf16().count();
        }
        self.offset = offset;
        self.n_units
    }
}
