//! Articles as sentences and tokens with the names in them, for training programs that find names. Pure; `ner` writes the
//! formats.
//!
//! A name's edges are edges of tokens and never within a sentence's edge; no token has white space or a control
//! character in it, which readers of these formats take for the end of a token.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::ExportInput;
use crate::annotate::sentences;
use crate::lang;
use crate::model::{ArticleIx, BaseKind};
use crate::parse::BlockKind;

/// A sentence that is kept, in bytes of its article's text.
#[derive(Debug)]
pub(super) struct LabelledSentence {
    /// Its place.
    pub range: Range<usize>,
    /// Its names, in order: place, label, id of the record.
    pub names: Vec<LabelledName>,
    /// Whether the sentence before it was kept too, or there is none.
    pub goes_on: bool,
}

/// A name in a sentence.
#[derive(Clone, Debug)]
pub(super) struct LabelledName {
    /// Its place in the article's text.
    pub range: Range<usize>,
    /// `PER`, `LOC`, `ORG`, `MISC`; with `--fine` also `EVENT` and `WORK`.
    pub label: &'static str,
    /// The id of the record.
    pub entity: String,
}

/// A token: its place, and which name it is in, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LabelledToken {
    /// Its place in the article's text.
    pub range: Range<usize>,
    /// The index of its name in the sentence.
    pub name: Option<usize>,
    /// Whether it begins the name.
    pub begins: bool,
}

/// Returns the sentences of an article without those that hold one of the `undecided` places, and how many these are.
pub(super) fn kept_sentences(
    input: &ExportInput<'_>,
    index: ArticleIx,
    fine: bool,
    undecided: &[Range<usize>],
) -> (Vec<LabelledSentence>, usize) {
    let (article, annotated, _) = &input.articles[index];
    let text = article.body.main_text();
    let language = lang::data(article.language.as_ref().unwrap_or(&input.config.language)).matching();
    let mut names = annotated.mentions.iter().filter(|mention| mention.end <= text.len()).peekable();
    let (mut kept, mut n_left_out, mut goes_on) = (Vec::new(), 0, true);
    let blocks = article.body.blocks.iter().filter(|block| block.end <= text.len() && block.kind != BlockKind::Code);
    for block in blocks {
        let mut all = sentences::split(text, block.start..block.end, language);
        // A point within a name does not end a sentence.
        all.dedup_by(|next, last| {
            let first = annotated.mentions.partition_point(|mention| mention.end <= next.start);
            let crosses = annotated.mentions.get(first).is_some_and(|mention| mention.start < next.start);
            if crosses {
                last.end = next.end;
            }
            crosses
        });
        for range in all {
            while names.next_if(|mention| mention.start < range.start).is_some() {}
            let mut of_sentence = Vec::new();
            while let Some(mention) = names.next_if(|mention| mention.end <= range.end) {
                of_sentence.push(LabelledName {
                    range: mention.start..mention.end,
                    label: label(input, mention.entity.as_str(), fine),
                    entity: mention.entity.to_string(),
                });
            }
            let first = undecided.partition_point(|place| place.end <= range.start);
            if undecided.get(first).is_some_and(|place| place.start < range.end) {
                n_left_out += 1;
                goes_on = false;
                continue;
            }
            kept.push(LabelledSentence { range, names: of_sentence, goes_on });
            goes_on = true;
        }
    }
    (kept, n_left_out)
}

/// Joins places that touch, in order, so that they can be searched by halving.
pub(super) fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup_by(|next, last| {
        let meets = next.start <= last.end;
        last.end = if meets { last.end.max(next.end) } else { last.end };
        meets
    });
    places
}

fn label(input: &ExportInput<'_>, id: &str, fine: bool) -> &'static str {
    let behaves_as = input.registry.find(id).map(|at| input.registry.entities[at].behaves_as).unwrap_or_default();
    match behaves_as {
        BaseKind::Person => "PER",
        BaseKind::Place => "LOC",
        BaseKind::Organisation => "ORG",
        BaseKind::Event if fine => "EVENT",
        BaseKind::Work if fine => "WORK",
        BaseKind::Event | BaseKind::Work | BaseKind::Other => "MISC",
    }
}

/// Splits a sentence into tokens.
pub(super) fn tokens(text: &str, sentence: &LabelledSentence) -> Vec<LabelledToken> {
    let mut tokens = Vec::new();
    let mut at = sentence.range.start;
    for (index, name) in sentence.names.iter().enumerate() {
        split(text, at..name.range.start, None, &mut tokens);
        split(text, name.range.clone(), Some(index), &mut tokens);
        at = name.range.end;
    }
    split(text, at..sentence.range.end, None, &mut tokens);
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    /// Ends a token and is in none.
    Space,
    /// Letters and digits.
    Word,
    /// Closes a word: `d’`.
    Apostrophe,
    /// Belongs to what is before it: accents, variants of signs.
    Mark,
    /// A token of its own.
    Sign,
}

fn class(c: char) -> CharClass {
    match c {
        c if c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') => {
            CharClass::Space
        }
        c if is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}') => {
            CharClass::Mark
        }
        '’' | '\'' => CharClass::Apostrophe,
        c if c.is_alphanumeric() => CharClass::Word,
        _ => CharClass::Sign,
    }
}

fn split(text: &str, range: Range<usize>, name: Option<usize>, tokens: &mut Vec<LabelledToken>) {
    let mut begins = true;
    let mut push = |start: usize, end: usize| {
        tokens.push(LabelledToken { range: start..end, name, begins });
        begins = false;
    };
    let part = &text[range.clone()];
    let mut open: Option<(usize, CharClass)> = None;
    let mut chars = part.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let (at, class) = (range.start + offset, class(c));
        let next = chars.peek().map(|(_, next)| *next);
        match (class, open) {
            (CharClass::Space, _) => {
                if let Some((start, _)) = open.take() {
                    push(start, at);
                }
            }
            (CharClass::Mark, None) => open = Some((at, CharClass::Sign)),
            (CharClass::Mark, Some(_)) | (CharClass::Word, Some((_, CharClass::Word))) => {}
            (CharClass::Apostrophe, Some((start, CharClass::Word))) => {
                push(start, at + c.len_utf8());
                open = None;
            }
            (CharClass::Sign, Some((_, CharClass::Word)))
                if matches!(c, '.' | ',') && is_within_number(part, offset, next) => {}
            (_, before) => {
                if let Some((start, _)) = before {
                    push(start, at);
                }
                open = Some((at, if class == CharClass::Word { class } else { CharClass::Sign }));
            }
        }
    }
    if let Some((start, _)) = open {
        push(start, range.end);
    }
}

fn is_within_number(part: &str, offset: usize, next: Option<char>) -> bool {
    let before = part[..offset].chars().next_back();
    before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_and_end_tokens_and_no_token_has_white_space() {
        let text = "L’été d’Armel-sur-Mer\u{1}: 30\u{202f}000 « é\u{301}té » 3,5 👍\u{fe0f}";
        let start = text.find("Armel").expect("the name");
        let names = vec![LabelledName { range: start..start + 9, label: "LOC", entity: "armel".to_owned() }];
        let sentence = LabelledSentence { range: 0..text.len(), names, goes_on: true };
        let all = tokens(text, &sentence);
        let words: Vec<&str> = all.iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(
            words,
            [
                "L’", "été", "d’", "Armel", "-", "sur", "-", "Mer", ":", "30", "000", "«", "é\u{301}té", "»", "3,5",
                "👍\u{fe0f}"
            ]
        );
        let in_name: Vec<bool> = all.iter().map(|token| token.name.is_some()).collect();
        assert_eq!(in_name[2..7], [false, true, true, true, false]);
        assert!(all[3].begins && !all[4].begins);
    }
}
