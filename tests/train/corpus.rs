//! Texts with manually marked names, for training.

use std::ops::Range;
use std::path::Path;

use dossier::lang::LanguageData;
use dossier::suggest::labels::{self, TokenLabel};
use dossier::suggest::name_recognition::paragraphs;
use dossier::suggest::tokenized_text::TokenizedText;

/// A text and its names.
pub(crate) struct Document {
    pub id: String,
    pub text: String,
    pub blocks: Vec<Range<usize>>,
    pub rules: &'static LanguageData,
    /// Bytes and kind, outermost names only.
    pub names: Vec<(Range<usize>, usize)>,
}

impl Document {
    pub(crate) fn reading(&self) -> TokenizedText<'_> {
        TokenizedText::new(&self.text, &self.blocks, self.rules)
    }

    /// Returns the correct label of each token.
    pub(crate) fn gold(&self, reading: &TokenizedText<'_>) -> Vec<TokenLabel> {
        let mut gold = vec![labels::NONE; reading.tokens.len()];
        for (bytes, kind) in &self.names {
            let inside = |index: &usize| {
                let token = &reading.tokens[*index];
                (token.start as usize) < bytes.end && bytes.start < token.end as usize
            };
            for (place, index) in (0..reading.tokens.len()).filter(inside).enumerate() {
                gold[index] = if place == 0 { labels::begins(*kind) } else { labels::continues(*kind) };
            }
        }
        gold
    }
}

/// Returns headlines in title case made of some sentences of a document: training texts in English have too few, and a
/// tagger that has seen none takes `Jane Morgan Wins` for a name.
pub(crate) fn headlines(document: &Document) -> Document {
    const EVERY: usize = 4;
    const BYTES: Range<usize> = 30..140;
    let mut made = Document {
        id: format!("{}-headlines", document.id),
        text: String::new(),
        blocks: Vec::new(),
        rules: document.rules,
        names: Vec::new(),
    };
    for block in document.blocks.iter().step_by(EVERY) {
        let text = &document.text[block.clone()];
        let sentence = text.find(". ").map_or(text, |end| &text[..end]).trim_end_matches('.');
        let end = block.start + sentence.len();
        let is_whole = |name: &Range<usize>| name.end <= end || name.start >= end;
        let inside = document.names.iter().filter(|(name, _)| name.start >= block.start && name.end <= end);
        let cuts_no_name = document.names.iter().all(|(name, _)| is_whole(name) || name.start < block.start);
        if !BYTES.contains(&sentence.len()) || !cuts_no_name || inside.clone().next().is_none() {
            continue;
        }
        let start = made.text.len();
        made.names.extend(
            inside.map(|(name, kind)| (name.start - block.start + start..name.end - block.start + start, *kind)),
        );
        for (number, word) in sentence.split(' ').enumerate() {
            if number > 0 {
                made.text.push(' ');
            }
            let is_long = number == 0 || word.chars().filter(|c| c.is_alphabetic()).count() > 3;
            let first = word.chars().next().filter(|c| is_long && c.is_ascii_lowercase());
            match first {
                Some(first) => {
                    made.text.push(first.to_ascii_uppercase());
                    made.text.push_str(&word[1..]);
                }
                None => made.text.push_str(word),
            }
        }
        made.blocks.push(start..made.text.len());
        made.text.push_str("\n\n");
    }
    made
}

/// Reads articles: one JSON object per line, offsets in code points.
pub(crate) fn articles(path: &Path, rules: &'static LanguageData) -> Vec<Document> {
    let file = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    file.lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let text = row["text"].as_str().expect("text").to_owned();
            let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            bytes.push(text.len());
            let mut names: Vec<(Range<usize>, usize)> = Vec::new();
            for mention in row["mentions"].as_array().expect("mentions") {
                let kind = match mention[2].as_str().expect("kind") {
                    "product" => "thing",
                    kind => kind,
                };
                let at = |index: usize| bytes[mention[index].as_u64().expect("offset") as usize];
                if let Some(kind) = labels::KINDS.iter().position(|known| *known == kind) {
                    names.push((trim(&text, at(0)..at(1)), kind));
                }
            }
            names.retain(|(bytes, _)| !bytes.is_empty());
            // The longest first; names inside another are dropped.
            names.sort_by_key(|(bytes, _)| (std::cmp::Reverse(bytes.len()), bytes.start));
            let mut outer: Vec<(Range<usize>, usize)> = Vec::new();
            for (bytes, kind) in names {
                if outer.iter().all(|(other, _)| bytes.end <= other.start || other.end <= bytes.start) {
                    outer.push((bytes, kind));
                }
            }
            outer.sort_by_key(|(bytes, _)| bytes.start);
            let blocks = paragraphs(&text);
            Document { id: row["doc"].as_str().expect("doc").to_owned(), blocks, names: outer, rules, text }
        })
        .collect()
}

/// A name without the article that some annotators included, and without punctuation around it.
fn trim(text: &str, mut bytes: Range<usize>) -> Range<usize> {
    const ARTICLES: [&str; 14] =
        ["l'", "l’", "d'", "d’", "le ", "la ", "les ", "du ", "des ", "un ", "une ", "au ", "aux ", "de "];
    loop {
        let name = &text[bytes.clone()];
        let marks = name.len() - name.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let article = ARTICLES.iter().find(|article| name.starts_with(**article)).map_or(0, |article| article.len());
        if marks.max(article) == 0 {
            break;
        }
        bytes.start += marks.max(article);
    }
    let name = &text[bytes.clone()];
    bytes.end = bytes.start + name.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    bytes
}

/// Reads a file of words and labels (`word label`, one a line, an empty line after a sentence); ten sentences make a
/// document.
pub(crate) fn columns(path: &Path, rules: &'static LanguageData) -> Vec<Document> {
    let file = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut documents = Vec::new();
    let sentences: Vec<&str> = file.split("\n\n").filter(|sentence| !sentence.trim().is_empty()).collect();
    for (number, group) in sentences.chunks(20).enumerate() {
        let id = format!("{}-{number}", path.file_stem().unwrap_or_default().display());
        let mut document = Document { id, text: String::new(), blocks: Vec::new(), rules, names: Vec::new() };
        for sentence in group {
            let start = document.text.len();
            sentence_of(sentence, &mut document);
            document.blocks.push(start..document.text.len());
            document.text.push_str("\n\n");
        }
        documents.push(document);
    }
    documents
}

fn sentence_of(lines: &str, document: &mut Document) {
    let mut last: Option<String> = None;
    let mut open = false;
    for (index, line) in lines.lines().enumerate() {
        let mut columns = line.split_whitespace();
        let (Some(word), Some(label)) = (columns.next(), columns.next_back()) else { continue };
        let tight =
            [",", ".", ")", "'s", ":", ";", "?", "!", "%", "''", "’s"].contains(&word) || word.starts_with('\'');
        if index > 0 && !tight && !document.text.ends_with(['(', '$', '-']) {
            document.text.push(' ');
        }
        let start = document.text.len();
        document.text.push_str(word);
        let kind = label.split_once('-').map(|(_, kind)| kind.to_owned());
        let known = kind.as_deref().and_then(kind_of);
        let goes_on = open && last == kind && !label.starts_with("B-");
        match (known, document.names.last_mut()) {
            (Some(_), Some(name)) if goes_on => name.0.end = document.text.len(),
            (Some(kind), _) => document.names.push((start..document.text.len(), kind)),
            _ => {}
        }
        open = known.is_some();
        last = kind;
    }
}

fn kind_of(label: &str) -> Option<usize> {
    let kind = match label {
        "PER" | "Person" => "person",
        "LOC" | "Location" => "place",
        "ORG" | "Organisation" => "organisation",
        "MISC" => "thing",
        _ => return None,
    };
    labels::KINDS.iter().position(|known| *known == kind)
}
