//! Two printings of a dispatch -> their sentences side by side, and the same as a row of bars: what is kept, reworded,
//! moved, cut and added.
//!
//! `duplicates` finds what became of each sentence. Positions are parts of a thousand of the picture's width: a bar is as
//! wide as its sentence is long, and the picture is stretched to the width of the page.

use serde::Serialize;

use crate::duplicates::sentence_diff::{self, SentenceFate, SentencePair};
use crate::duplicates::text_diff::{self, DiffPiece};
use crate::lang;
use crate::model::{LangTag, Rights};
use crate::parse::Article;

/// Sentences that two texts share, or one that they do not share.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedRow {
    /// `same`, `reworded`, `moved`, `cut` (in the first text only) or `added` (in the second only).
    pub how: &'static str,
    /// Number of sentences: of the same ones, those that follow each other are one row.
    pub n: u64,
    /// Its anchor on the page; empty for sentences that are the same.
    pub anchor: String,
    /// Number of the sentence in the first text, from 1; 0 if it is not there.
    pub number: u64,
    /// The first text; empty if only the second has it, if both are the same, or for lack of room.
    pub before: Vec<DiffPiece>,
    /// The second text; empty if only the first has it, or for lack of room.
    pub after: Vec<DiffPiece>,
}

/// What became of a text, as a row of bars in the order of its sentences.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Barcode {
    /// Bars of the sentences that are the same, as a path in a picture of 1000 by 20.
    pub kept: String,
    /// Bars of those that are reworded.
    pub reworded: String,
    /// Bars of those that stand in another place.
    pub moved: String,
    /// Gaps of those that are cut.
    pub cut: String,
    /// Where sentences are added, in percent of the width.
    pub added: Vec<String>,
    /// The bars and gaps that lead to a row of the page; none if there are many.
    pub links: Vec<BarcodeLink>,
    /// Number of sentences that are the same.
    pub n_kept: u64,
    /// Number of those that are reworded.
    pub n_reworded: u64,
    /// Number of those that stand in another place.
    pub n_moved: u64,
    /// Number of those that are cut.
    pub n_cut: u64,
    /// Number of those that are added.
    pub n_added: u64,
}

/// A bar that leads to its sentence.
#[derive(Clone, Debug, Serialize)]
pub struct BarcodeLink {
    /// Position, in percent of the width.
    pub x: String,
    /// Width, likewise.
    pub width: String,
    /// Anchor of the row.
    pub anchor: String,
}

/// Two texts laid over each other.
pub(super) struct ComparedTexts<'a> {
    before: Vec<&'a str>,
    after: Vec<&'a str>,
    pairs: Vec<SentencePair>,
    /// Whether the end of one is left out.
    pub(super) is_cut_off: bool,
}

/// More bars of one row than this have no links.
const MAX_LINKS: usize = 60;
/// Width of a picture, and the gap between two bars, which is smaller if there are many.
const WIDTH: usize = 1000;
const GAP: usize = 4;

impl<'a> ComparedTexts<'a> {
    /// Compares the published texts of two articles. If one publishes only a part, the rest of the other is not cut.
    pub(super) fn new(old: &'a Article, new: &'a Article, site: &LangTag) -> Self {
        let sentences = |article: &'a Article| {
            let language = lang::data(article.language.as_ref().unwrap_or(site));
            sentence_diff::sentences_of(article.body.text_after_headline(), language)
        };
        let ((before, is_before_cut), (after, is_after_cut)) = (sentences(old), sentences(new));
        let mut pairs =
            if before.is_empty() || after.is_empty() { Vec::new() } else { sentence_diff::align(&before, &after) };
        let mut end = |fate: SentenceFate| {
            let kept = pairs.iter().rposition(|pair| pair.fate != fate).map_or(0, |last| last + 1);
            pairs.truncate(kept);
        };
        if new.rights != Rights::Full {
            end(SentenceFate::Cut);
        }
        if old.rights != Rights::Full {
            end(SentenceFate::Added);
        }
        Self { before, after, pairs, is_cut_off: is_before_cut || is_after_cut }
    }

    /// Returns whether nothing could be compared.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns whether both have the same sentences in the same order.
    pub(super) fn is_same(&self) -> bool {
        !self.pairs.is_empty() && self.pairs.iter().all(|pair| pair.fate == SentenceFate::Same)
    }

    fn anchor(prefix: &str, pair: &SentencePair) -> String {
        match (pair.before, pair.after) {
            (Some(number), _) => format!("{prefix}-s{}", number + 1),
            (None, after) => format!("{prefix}-a{}", after.unwrap_or_default() + 1),
        }
    }

    /// Makes the rows with at most `room` bytes of text; what is the same has none of it once half is used. Returns them
    /// and whether all fitted.
    pub(super) fn rows(&self, prefix: &str, room: &mut usize) -> (Vec<ComparedRow>, bool) {
        let half = *room / 2;
        let mut rows: Vec<ComparedRow> = Vec::new();
        let piece = |text: &str, how| vec![DiffPiece { text: text.replace('\n', " "), how }];
        for pair in &self.pairs {
            let texts =
                (pair.before.map_or("", |index| self.before[index]), pair.after.map_or("", |index| self.after[index]));
            if pair.fate == SentenceFate::Same {
                let fits = *room > half;
                *room = room.saturating_sub(if fits { texts.1.len() } else { 0 });
                if let Some(last) = rows.last_mut().filter(|last| last.how == "same") {
                    last.n += 1;
                    match last.after.first_mut() {
                        Some(piece) if fits => piece.text = format!("{} {}", piece.text, texts.1.replace('\n', " ")),
                        _ => last.after.clear(),
                    }
                } else {
                    let after = if fits { piece(texts.1, "same") } else { Vec::new() };
                    let number = pair.before.map_or(0, |index| index as u64 + 1);
                    rows.push(ComparedRow {
                        how: "same",
                        n: 1,
                        anchor: String::new(),
                        number,
                        before: Vec::new(),
                        after,
                    });
                }
                continue;
            }
            let len = texts.0.len() + texts.1.len();
            if len > *room {
                return (rows, false);
            }
            *room -= len;
            let (how, before, after) = match pair.fate {
                SentenceFate::Cut => ("cut", piece(texts.0, "cut"), Vec::new()),
                SentenceFate::Added => ("added", Vec::new(), piece(texts.1, "added")),
                SentenceFate::Moved => ("moved", Vec::new(), piece(texts.1, "same")),
                SentenceFate::Reworded | SentenceFate::Same => {
                    let pieces = text_diff::words(texts.0, texts.1);
                    let without = |how: &str| pieces.iter().filter(|piece| piece.how != how).cloned().collect();
                    ("reworded", without("added"), without("cut"))
                }
            };
            rows.push(ComparedRow {
                how,
                n: 1,
                anchor: Self::anchor(prefix, pair),
                number: pair.before.map_or(0, |index| index as u64 + 1),
                before,
                after,
            });
        }
        (rows, true)
    }

    /// Makes the row of bars; the links lead to the rows with the same prefix.
    pub(super) fn barcode(&self, prefix: &str) -> Barcode {
        let mut code = Barcode::default();
        let bars = bars(&self.before);
        let mut end = 0;
        for pair in &self.pairs {
            let Some((x, width)) = pair.before.and_then(|index| bars.get(index).copied()) else {
                code.n_added += 1;
                code.added.push(percent(end));
                continue;
            };
            let bar = bar(x, width);
            match pair.fate {
                SentenceFate::Same => (code.kept, code.n_kept) = (code.kept + &bar, code.n_kept + 1),
                SentenceFate::Moved => (code.moved, code.n_moved) = (code.moved + &bar, code.n_moved + 1),
                SentenceFate::Reworded | SentenceFate::Added => {
                    (code.reworded, code.n_reworded) = (code.reworded + &bar, code.n_reworded + 1);
                }
                SentenceFate::Cut => (code.cut, code.n_cut) = (code.cut + &bar, code.n_cut + 1),
            }
            if pair.fate != SentenceFate::Moved {
                end = x + width;
            }
            if pair.fate != SentenceFate::Same {
                code.links.push(BarcodeLink {
                    x: percent(x),
                    width: percent(width),
                    anchor: Self::anchor(prefix, pair),
                });
            }
        }
        code.added.dedup();
        if code.links.len() > MAX_LINKS {
            code.links.clear();
        }
        code
    }
}

/// Makes the row of a text that is compared with nothing: all of it is kept.
pub(super) fn whole(article: &Article, site: &LangTag) -> Barcode {
    let language = lang::data(article.language.as_ref().unwrap_or(site));
    let (sentences, _) = sentence_diff::sentences_of(article.body.text_after_headline(), language);
    let bars = bars(&sentences);
    Barcode {
        kept: bars.iter().map(|(x, width)| bar(*x, *width)).collect(),
        n_kept: bars.len() as u64,
        ..Barcode::default()
    }
}

/// Returns the position and width of the bar of each sentence.
fn bars(sentences: &[&str]) -> Vec<(usize, usize)> {
    let gap = if sentences.len() * GAP * 3 > WIDTH { 1 } else { GAP };
    let room = WIDTH.saturating_sub(gap * sentences.len());
    let lengths: Vec<usize> = sentences.iter().map(|text| text.chars().count().max(24)).collect();
    let total = lengths.iter().sum::<usize>().max(1);
    let mut done = 0;
    let mut bars = Vec::with_capacity(sentences.len());
    for (index, length) in lengths.iter().enumerate() {
        let (from, to) = (room * done / total, room * (done + length) / total);
        bars.push((from + gap * index, (to - from).max(1)));
        done += length;
    }
    bars
}

fn bar(x: usize, width: usize) -> String {
    format!("M{x} 1h{width}v18h-{width}z")
}

fn percent(thousandths: usize) -> String {
    if thousandths.is_multiple_of(10) {
        (thousandths / 10).to_string()
    } else {
        format!("{}.{}", thousandths / 10, thousandths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_fill_the_picture_and_do_not_overlap() {
        for n in [1, 3, 40, 400] {
            let texts: Vec<String> = (0..n).map(|index| "mot ".repeat(1 + index * 7 % 30)).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let bars = bars(&texts);
            assert!(bars.windows(2).all(|pair| pair[0].0 + pair[0].1 <= pair[1].0), "{bars:?}");
            assert!(bars.last().is_some_and(|(x, width)| (900..=1000).contains(&(x + width))), "{n}");
        }
        assert_eq!((percent(0), percent(125), percent(1000)), ("0".into(), "12.5".into(), "100".into()));
    }
}
