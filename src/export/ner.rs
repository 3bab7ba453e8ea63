//! Training data for programs that find names: CoNLL, CoNLL-U, JSON Lines of spaCy and doccano, UIMA CAS for INCEpTION.
//!
//! Not every name has a record, so a word without a label may still be a name. Sentences in which it is known to be
//! uncertain are left out unless all are wanted. A text is as it is published.

use std::ops::Range;

use serde_json::{Value, json};

use super::ner_sentences::{LabelledSentence, LabelledToken, joined, kept_sentences, tokens};
use super::shared::{entity_address, loss};
use super::{ExportInput, FileSet};
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

/// Makes the files; one, except for the CAS.
pub(crate) fn files(input: &ExportInput<'_>, options: &TrainingOptions<'_>) -> FileSet {
    let (mut out, mut files) = (String::new(), Vec::new());
    let (mut n_left_out, mut n_without) = (0, 0);
    for (index, (article, annotated, _)) in ArticleIx::number(&input.articles) {
        let text = article.body.main_text();
        if text.trim().is_empty() {
            n_without += 1;
            continue;
        }
        let uncertain = annotated.ambiguous.iter().map(|name| name.start..name.end);
        let unrecorded = options.unrecorded.get(index.get()).into_iter().flatten().cloned();
        let undecided: Vec<Range<usize>> =
            if options.all { Vec::new() } else { joined(uncertain.chain(unrecorded).collect()) };
        let (sentences, n) = kept_sentences(input, index, options.fine, &undecided);
        n_left_out += n;
        let text = TrainingText { id: &article.id, text, sentences: &sentences, is_whole: n == 0 };
        match options.format {
            TrainingFormat::Conll => text.conll(&mut out),
            TrainingFormat::ConllU => text.conllu(&mut out),
            TrainingFormat::Spacy => text.json_lines(&mut out, spacy_line),
            TrainingFormat::Doccano => text.json_lines(&mut out, doccano_line),
            TrainingFormat::Cas => {
                let address =
                    |id: &str| input.registry.find(id).map(|at| entity_address(input, at)).unwrap_or_default();
                files.push((format!("{}.cas.json", article.id), text.cas(&address)));
            }
        }
    }
    let name = match options.format {
        TrainingFormat::Conll => "train.conll",
        TrainingFormat::ConllU => "train.conllu",
        TrainingFormat::Spacy => "train.spacy.jsonl",
        TrainingFormat::Doccano => "train.doccano.jsonl",
        TrainingFormat::Cas => "",
    };
    if !name.is_empty() {
        files.push((name.to_owned(), out.into_bytes()));
    }
    let mut lost = loss(
        n_left_out,
        "sentence",
        "is left out, because a name in it is undecided or has no record (`--all` keeps it)",
        "are left out, because a name in them is undecided or has no record (`--all` keeps them)",
    );
    lost.extend(loss(
        n_without,
        "article",
        "is left out, because none of its text is published",
        "are left out, because none of their text is published",
    ));
    FileSet { files, lost }
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
    fn conll(&self, out: &mut String) {
        if self.sentences.is_empty() {
            return;
        }
        out.push_str("-DOCSTART- O\n\n");
        for sentence in self.sentences {
            let tokens = tokens(self.text, sentence);
            for token in &tokens {
                out.push_str(&format!("{}\t{}\n", &self.text[token.range.clone()], iob(sentence, token)));
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
                let mut fields = Vec::with_capacity(5);
                if let Some(name) = token.name {
                    fields.push(format!("Entity={}", sentence.names[name].entity));
                }
                fields.push(format!("NE={}", iob(sentence, token)));
                if follows(at) {
                    fields.push("SpaceAfter=No".to_owned());
                }
                let start = points.at(token.range.start);
                fields.push(format!("end_char={}", points.at(token.range.end)));
                fields.push(format!("start_char={start}"));
                let form = &self.text[token.range.clone()];
                out.push_str(&format!("{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}\n", at + 1, fields.join("|")));
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

    fn cas(&self, address: &dyn Fn(&str) -> String) -> Vec<u8> {
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
        let mut structures = vec![json!({"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
            "mimeType": "text/plain", "sofaString": self.text})];
        let mut units = Utf16Units { text: self.text, offset: 0, n_units: 0 };
        let mut add = |units: &mut Utf16Units<'_>, name: &str, range: &Range<usize>| {
            let place = (units.at(range.start), units.at(range.end));
            let id = structures.len() + 1;
            structures.push(json!({"%ID": id, "%TYPE": name, "@sofa": 1, "begin": place.0, "end": place.1}));
            structures.len() - 1
        };
        let mut named = Vec::new();
        for sentence in self.sentences {
            add(&mut units, &sentence_type, &sentence.range);
            for token in tokens(self.text, sentence) {
                add(&mut units, &token_type, &token.range);
            }
            for name in &sentence.names {
                named.push((add(&mut units, NER, &name.range), name.label, address(&name.entity)));
            }
        }
        for (at, label, address) in named {
            structures[at]["value"] = json!(label);
            structures[at]["identifier"] = json!(address);
        }
        let members: Vec<usize> = (2..=structures.len()).collect();
        let cas = json!({"%TYPES": types, "%FEATURE_STRUCTURES": structures,
            "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}}});
        let mut bytes = cas.to_string().into_bytes();
        bytes.push(b'\n');
        bytes
    }
}

fn iob(sentence: &LabelledSentence, token: &LabelledToken) -> String {
    let name = token.name.and_then(|at| sentence.names.get(at));
    name.map_or_else(|| "O".to_owned(), |name| format!("{}-{}", if token.begins { "B" } else { "I" }, name.label))
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
