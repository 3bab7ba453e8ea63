//! A line of `jsonl`, as `dossier annotate` writes it -> its annotations, and which text they are about.
//!
//! The other direction of the contract: `dossier build --annotated` reads what was annotated elsewhere. All or nothing: a line whose
//! places do not fit its text, or with a rule that this version does not know, has no annotations here, and the caller finds
//! them anew. What only asks a person (dates and speakers that are not certain) is not in the contract and is not read back.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use crate::annotate::annotations::Doubt;
use crate::annotate::context::BlockingRule;
use crate::annotate::{AmbiguityReason, AmbiguousMention, Annotations, LinkReason, Mention, Quote};
use crate::base::Key;
use crate::model::Id;
use crate::timex::{DateMention, DateRule};

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    mentions: Vec<MentionLine<'a>>,
    #[serde(borrow, default)]
    review: Vec<AmbiguousMentionLine<'a>>,
    #[serde(borrow, default)]
    dates: Vec<DateLine<'a>>,
    #[serde(borrow, default)]
    quotes: Vec<QuoteLine<'a>>,
}

#[derive(Deserialize)]
struct MentionLine<'a> {
    start: usize,
    end: usize,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    entity: Cow<'a, str>,
    #[serde(borrow)]
    rule: Cow<'a, str>,
    #[serde(borrow)]
    form: Cow<'a, str>,
}

#[derive(Deserialize)]
struct AmbiguousMentionLine<'a> {
    start: usize,
    end: usize,
    #[serde(borrow)]
    text: Cow<'a, str>,
    candidates: Vec<String>,
    #[serde(default)]
    more_candidates: usize,
    #[serde(borrow)]
    reason: Cow<'a, str>,
}

#[derive(Deserialize)]
struct DateLine<'a> {
    start: usize,
    end: usize,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    value: Cow<'a, str>,
    #[serde(borrow)]
    rule: Cow<'a, str>,
}

#[derive(Deserialize)]
struct QuoteLine<'a> {
    start: usize,
    end: usize,
    #[serde(borrow)]
    text: Cow<'a, str>,
    speaker: Option<String>,
    #[serde(default)]
    speakers: Vec<String>,
    #[serde(borrow, default)]
    cue: Cow<'a, str>,
}

/// Returns the annotations of a line, and the key of the text that they are about, which is that of the article without footnotes
/// and captions; `None` if the line has none, or not those of its text.
#[must_use]
pub(crate) fn read_annotations(line: &str) -> Option<(Annotations, Key)> {
    let line: Line<'_> = serde_json::from_str(line).ok()?;
    let text = &*line.text;
    let mut places = Places::new(text);
    let mentions = line.mentions.iter().map(|mention| {
        let (start, end) = places.bytes(mention.start, mention.end, &mention.text)?;
        Some(Mention {
            start,
            end,
            entity: Id::parse(&mention.entity).ok()?,
            reason: LinkReason::parse(&mention.rule)?,
            form: mention.form.clone().into_owned(),
        })
    });
    let mentions = mentions.collect::<Option<Vec<Mention>>>()?;
    let mut places = Places::new(text);
    let ambiguous = line.review.iter().map(|review| {
        let (start, end) = places.bytes(review.start, review.end, &review.text)?;
        Some(AmbiguousMention {
            start,
            end,
            candidates: Arc::from(ids(&review.candidates)?),
            n_more: review.more_candidates,
            reason: parse_reason(&review.reason)?,
        })
    });
    let ambiguous = ambiguous.collect::<Option<Vec<AmbiguousMention>>>()?;
    let mut places = Places::new(text);
    let dates = line.dates.iter().map(|date| {
        let (start, end) = places.bytes(date.start, date.end, &date.text)?;
        let rule = *DATE_RULES.get(&*date.rule)?;
        Some(DateMention { start, end, value: date.value.clone().into_owned(), rule })
    });
    let dates = dates.collect::<Option<Vec<DateMention>>>()?;
    let mut places = Places::new(text);
    let quotes = line.quotes.iter().map(|quote| {
        let (start, end) = places.bytes(quote.start, quote.end, &quote.text)?;
        let speaker = match &quote.speaker {
            Some(id) => Some(Id::parse(id).ok()?),
            None => None,
        };
        Some(Quote {
            start,
            end,
            speaker,
            more_speakers: ids(quote.speakers.get(1..).unwrap_or_default())?,
            candidates: Vec::new(),
            cue: quote.cue.clone().into_owned(),
        })
    });
    let quotes = quotes.collect::<Option<Vec<Quote>>>()?;
    let annotations = Annotations { mentions, ambiguous, dates, quotes, ..Annotations::default() };
    Some((annotations, Key::of(text.as_bytes())))
}

/// Returns every record that annotations name.
pub(crate) fn named_records(annotations: &Annotations) -> impl Iterator<Item = &Id> {
    let mentions = annotations.mentions.iter().map(|mention| &mention.entity);
    let candidates = annotations.ambiguous.iter().flat_map(|review| review.candidates.iter());
    let speakers = annotations.quotes.iter().flat_map(|quote| quote.speaker.iter().chain(&quote.more_speakers));
    mentions.chain(candidates).chain(speakers)
}

fn ids(texts: &[String]) -> Option<Vec<Id>> {
    texts.iter().map(|text| Id::parse(text).ok()).collect()
}

static DATE_RULES: LazyLock<HashMap<&str, DateRule>> =
    LazyLock::new(|| DateRule::ALL.into_iter().map(|rule| (rule.as_str(), rule)).collect());

/// Reads the sentence that the JSON has for a name that is not certain.
fn parse_reason(sentence: &str) -> Option<AmbiguityReason> {
    if let Some(doubt) = Doubt::ALL.into_iter().find(|doubt| doubt.as_str() == sentence) {
        return Some(AmbiguityReason::Doubt(doubt));
    }
    let (rule, word) = sentence.split_once(": `")?;
    let rule = BlockingRule::ALL.into_iter().find(|known| known.to_string() == rule)?;
    Some(AmbiguityReason::Blocked { rule, word: word.strip_suffix('`')?.to_owned() })
}

/// Turns code points of a text into bytes; the places of one list are in order and do not overlap.
struct Places<'a> {
    text: &'a str,
    byte: usize,
    code_point: usize,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, code_point: 0 }
    }

    /// Returns the bytes of the next place, given its code points and words; `None` if the text has other words there.
    fn bytes(&mut self, start: usize, end: usize, words: &str) -> Option<(usize, usize)> {
        let rest = &self.text[self.byte..];
        let skipped = match start.checked_sub(self.code_point)? {
            0 => 0,
            n => rest.char_indices().nth(n - 1).map(|(at, c)| at + c.len_utf8())?,
        };
        let first = self.byte + skipped;
        if words.is_empty() || !self.text[first..].starts_with(words) || end != start + words.chars().count() {
            return None;
        }
        (self.byte, self.code_point) = (first + words.len(), end);
        Some((first, self.byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Éva Roy parle.\n\n« Oui », dit Roy le 4 mai 2021 à Étel.";

    #[test]
    fn a_line_gives_its_annotations_in_bytes() {
        let line = r#"{"id": "a", "text": TEXT, "mentions": [
            {"start": 0, "end": 7, "text": "Éva Roy", "entity": "eva-roy", "kind": "person", "rule": "strong", "form": "Éva Roy", "anchor": "m1"},
            {"start": 29, "end": 32, "text": "Roy", "entity": "eva-roy", "kind": "person", "rule": "weak", "form": "Roy", "anchor": "m30"}],
          "review": [{"start": 49, "end": 53, "text": "Étel", "candidates": ["etel", "etel-2"], "reason": "trigger-noun: `port`"}],
          "dates": [{"start": 36, "end": 46, "text": "4 mai 2021", "value": "2021-05-04", "rule": "full-date"}],
          "quotes": [{"start": 18, "end": 21, "text": "Oui", "speaker": "eva-roy", "cue": "dit"}]}"#;
        let line = line.replace("TEXT", &serde_json::json!(TEXT).to_string());
        let (read, text) = read_annotations(&line).expect("annotations");
        assert_eq!(text, Key::of(TEXT.as_bytes()));
        let words = |start: usize, end: usize| &TEXT[start..end];
        let mentions: Vec<&str> = read.mentions.iter().map(|one| words(one.start, one.end)).collect();
        assert_eq!(mentions, ["Éva Roy", "Roy"]);
        assert_eq!(read.mentions[1].reason, LinkReason::Weak);
        assert_eq!(words(read.ambiguous[0].start, read.ambiguous[0].end), "Étel");
        assert_eq!(read.ambiguous[0].reason.to_string(), "trigger-noun: `port`");
        assert_eq!(
            (words(read.dates[0].start, read.dates[0].end), read.dates[0].rule),
            ("4 mai 2021", DateRule::FullDate)
        );
        assert_eq!(read.quotes[0].speaker.as_ref().map(Id::as_str), Some("eva-roy"));
        assert_eq!(named_records(&read).count(), 5);
    }

    #[test]
    fn what_does_not_fit_its_text_is_not_read() {
        let mention = |start: usize, end: usize, text: &str, rule: &str| {
            let whole = serde_json::json!(TEXT);
            format!(
                r#"{{"text": {whole}, "mentions": [{{"start": {start}, "end": {end}, "text": "{text}", "entity": "a", "rule": "{rule}", "form": "a"}}]}}"#
            )
        };
        assert!(read_annotations(&mention(4, 7, "Roy", "strong")).is_some());
        for (line, why) in [
            (mention(5, 8, "Roy", "strong"), "other words there"),
            (mention(4, 8, "Roy", "strong"), "another length"),
            (mention(400, 403, "Roy", "strong"), "behind the end"),
            (mention(4, 4, "", "strong"), "no words"),
            (mention(4, 7, "Roy", "guessed"), "no such rule"),
            (r#"{"text": "a"}"#.to_owned(), "not annotated"),
            (r#"{"text": "a", "mentions": 3}"#.to_owned(), "no list"),
            (r#"{"markdown": "a", "mentions": []}"#.to_owned(), "no text that offsets count in"),
        ] {
            assert_eq!(read_annotations(&line), None, "{why}");
        }
    }
}
