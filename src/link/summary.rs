//! One annotated article -> [`ArticleSummary`]: its card, and for each entity the sentences that name it.
//!
//! The rest of the site sees summaries only, never the body of another article.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::tag_key::tag_key;
use crate::annotate::quantities::{self, Quantity};
use crate::annotate::{Annotations, Quote, figures, sentences};
use crate::base::{Key, KeyBuilder};
use crate::lang::LanguageData;
use crate::lang::matching::MatchingRules;
use crate::model::{Edtf, Id, LangTag, Rights};
use crate::parse::text_tokens::TextTokens;
use crate::parse::{Article, DateCertainty};
use crate::text::position::CodePoints;
use crate::timex::DateRule;

/// The metadata of an article that other pages may show.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleCard {
    /// Its id.
    pub id: Id,
    /// Its headline.
    pub title: String,
    /// When it was published.
    pub date: Option<Edtf>,
    /// How the date is known.
    pub date_certainty: DateCertainty,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its language, if it differs from the site's.
    pub language: Option<LangTag>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// What the rest of the site may use of an article.
#[derive(Clone, Debug)]
pub struct ArticleSummary {
    /// Its card.
    pub card: ArticleCard,
    /// Key of the card.
    pub card_key: Key,
    /// Key of each tag of the card, in the same order ([`tag_key`](super::tag_key())).
    pub tag_keys: Vec<String>,
    /// How many paragraphs it has.
    pub n_paragraphs: u32,
    /// The ids in the raw HTML of its text.
    pub raw_ids: Vec<String>,
    /// Whether only an excerpt of the article is published.
    pub is_excerpt: bool,
    /// The text that offsets point into.
    pub text: Arc<str>,
    /// For each entity named, in order of id, the sentences that name it.
    pub entity_occurrences: Vec<EntityOccurrences>,
    /// Pairs of indexes into `entity_occurrences` that share paragraphs, and how many; the first index is the smaller.
    pub pairs: Vec<(u32, u32, u32)>,
    /// The dates that the text mentions, in order of text.
    pub dates: Vec<DatedSentence>,
    /// The quotations, in order of text.
    pub quotes: Vec<Quotation>,
    /// The figures, each with the number of its paragraph, in order of text.
    pub figures: Vec<((u32, u32), u32)>,
    /// The quantities, whose values can be compared, in order of text.
    pub quantities: Vec<Quantity>,
    /// Key of the dates, quotations, figures and quantities with everything shown of them.
    pub speech_key: Key,
    /// How many mentions await a decision.
    pub n_ambiguous_mentions: usize,
    /// How many dates await a decision.
    pub n_uncertain_dates: usize,
    /// How many quotations await a decision about their speaker.
    pub n_uncertain_speakers: usize,
}

/// The sentences of one article that name one entity.
#[derive(Clone, Debug)]
pub struct EntityOccurrences {
    /// The entity.
    pub entity: Id,
    /// Key of everything shown of the sentences.
    pub key: Key,
    /// The sentences, in order of text.
    pub occurrences: Vec<Occurrence>,
}

/// A sentence that names an entity. Offsets are bytes of [`ArticleSummary::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The sentence.
    pub sentence: (u32, u32),
    /// The name in it.
    pub name: (u32, u32),
    /// Number of code points before the name: its anchor is `m` and this number plus one.
    pub code_point: u32,
    /// Number of its paragraph; 0 for a headline.
    pub paragraph: u32,
}

/// A date that an article mentions. Offsets are bytes of [`ArticleSummary::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedSentence {
    /// Its value: `2023-09-13`, `2023-W37`, `2023-09/2023-10`.
    pub value: String,
    /// The words.
    pub words: (u32, u32),
    /// The sentence around them.
    pub sentence: (u32, u32),
    /// Number of the paragraph; 0 for a headline.
    pub paragraph: u32,
    /// How the value was derived.
    pub rule: DateRule,
}

/// A quotation. Offsets are bytes of [`ArticleSummary::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without quotation marks.
    pub words: (u32, u32),
    /// The speaker, if certain.
    pub speaker: Option<Id>,
    /// Those who said it together with the speaker.
    pub more_speakers: Vec<Id>,
    /// The words that attribute it.
    pub cue: String,
    /// Number of the paragraph; 0 for a headline.
    pub paragraph: u32,
}

impl Quotation {
    /// Returns everybody who said it, the speaker first.
    pub fn speakers(&self) -> impl Iterator<Item = &Id> {
        self.speaker.iter().chain(&self.more_speakers)
    }
}

/// Returns the anchor of a mention from the code points before it.
///
/// Not a running number: so if a mention is added, withheld or decided elsewhere, other anchors stay the same.
#[must_use]
pub(crate) fn mention_anchor(code_point: usize) -> String {
    format!("m{}", code_point + 1)
}

/// Returns the anchor of a date in a text from the code points before it.
#[must_use]
pub(crate) fn date_anchor(code_point: usize) -> String {
    format!("d{}", code_point + 1)
}

/// Returns the anchor of a quotation in a text from the code points before it.
#[must_use]
pub(crate) fn quote_anchor(code_point: usize) -> String {
    format!("q{}", code_point + 1)
}

/// Makes the summary of an article.
#[must_use]
pub fn summarise(
    article: &Article,
    annotated: &Annotations,
    language: &'static LanguageData,
    tokens: &TextTokens,
) -> ArticleSummary {
    let body = &article.body;
    let rules = language.matching();
    let card = ArticleCard {
        id: article.id.clone(),
        title: article.title.clone(),
        date: article.date,
        date_certainty: article.date_certainty,
        publisher: article.publisher.clone(),
        language: article.language.clone(),
        tags: article.tags.iter().map(|tag| tag.value.clone()).collect(),
    };
    let mut by_entity: BTreeMap<&Id, (Vec<Occurrence>, Vec<u32>)> = BTreeMap::new();
    let mut code_points = CodePoints::new(&body.text);
    let mut asked = sentences::SentenceFinder::new(&body.text, rules);
    for mention in annotated.mentions.iter().filter(|mention| mention.end <= body.main_len) {
        let Some(block) = body.block_at(mention.start) else { continue };
        let sentence = asked.sentence_at(block.start..block.end, mention.start);
        let sentence = sentence.start.min(mention.start)..sentence.end.max(mention.end);
        let occurrence = Occurrence {
            sentence: (small(sentence.start), small(sentence.end)),
            name: (small(mention.start), small(mention.end)),
            code_point: small(code_points.at(mention.start)),
            paragraph: block.paragraph,
        };
        let entry = by_entity.entry(&mention.entity).or_default();
        entry.0.push(occurrence);
        if entry.1.last() != Some(&small(block.start)) {
            entry.1.push(small(block.start));
        }
    }
    let card_key = card_key(&card);
    let pairs = pairs(by_entity.values().map(|(_, blocks)| blocks.as_slice()));
    let slices = by_entity
        .into_iter()
        .map(|(entity, (mut occurrences, _))| {
            occurrences.shrink_to_fit();
            EntityOccurrences { entity: entity.clone(), key: slice_key(&body.text, &occurrences), occurrences }
        })
        .collect();
    let (dates, quotes) = (dates(article, annotated, rules), quotes(article, annotated));
    let mut speech = KeyBuilder::new("speech");
    for date in &dates {
        let (start, end) = date.sentence;
        speech.text(&body.text[start as usize..end as usize]).text(&date.value);
        speech.text(date.rule.as_str()).add(&date.paragraph).add(&(date.words.0 - start));
    }
    for quote in &quotes {
        let (start, end) = quote.words;
        speech.text(&body.text[start as usize..end as usize]).add(&quote.speaker);
        for other in &quote.more_speakers {
            speech.text(other.as_str());
        }
        speech.text(&quote.cue).add(&quote.paragraph);
    }
    let figures: Vec<((u32, u32), u32)> = figures::find(body.main_text(), &body.blocks, annotated)
        .into_iter()
        .map(|range| {
            ((small(range.start), small(range.end)), body.block_at(range.start).map_or(0, |block| block.paragraph))
        })
        .collect();
    for ((start, end), paragraph) in &figures {
        speech.text(&body.text[*start as usize..*end as usize]).number(u64::from(*paragraph));
    }
    let quantities = quantities::find(body.main_text(), &body.blocks, annotated, language, tokens);
    for one in &quantities {
        let (start, end) = one.sentence;
        speech.text(&body.text[start as usize..end as usize]).add(&(one.words.0 - start)).add(&one.paragraph);
        speech.add(&one.count);
    }
    let speech_key = speech.finish();
    let n_reviews = annotated.ambiguous.len();
    let uncertain_dates = annotated.uncertain_dates.iter().filter(|date| date.end <= body.main_len);
    let is_asked = |quote: &&Quote| quote.end <= body.main_len && !quote.candidates.is_empty();
    let uncertain_speakers = annotated.quotes.iter().filter(is_asked);
    let tag_keys = card.tags.iter().map(|tag| tag_key(tag)).collect();
    ArticleSummary {
        card,
        card_key,
        tag_keys,
        n_paragraphs: body.n_paragraphs(),
        raw_ids: body.raw_ids(),
        is_excerpt: article.rights != Rights::Full,
        text: Arc::clone(&body.text),
        entity_occurrences: slices,
        pairs,
        dates,
        quotes,
        figures,
        quantities,
        speech_key,
        n_ambiguous_mentions: n_reviews,
        n_uncertain_dates: uncertain_dates.count(),
        n_uncertain_speakers: uncertain_speakers.count(),
    }
}

fn card_key(card: &ArticleCard) -> Key {
    let ArticleCard { id, title, date, date_certainty, publisher, language, tags } = card;
    let mut key = KeyBuilder::new("article card");
    key.text(id.as_str()).text(title).text(date_certainty.as_str());
    // A missing part must not have the key of an empty one.
    for part in [date.map(|date| date.to_string()), publisher.clone(), language.as_ref().map(ToString::to_string)] {
        key.number(u64::from(part.is_some())).text(&part.unwrap_or_default());
    }
    for tag in tags {
        key.text(tag);
    }
    key.finish()
}

fn dates(article: &Article, annotated: &Annotations, language: &MatchingRules) -> Vec<DatedSentence> {
    let body = &article.body;
    let found = annotated.dates.iter().filter(|date| date.end <= body.main_len);
    let mut asked = sentences::SentenceFinder::new(&body.text, language);
    let dated_sentences = found.filter_map(|date| {
        let block = body.block_at(date.start)?;
        let sentence = asked.sentence_at(block.start..block.end, date.start);
        Some(DatedSentence {
            value: date.value.clone(),
            words: (small(date.start), small(date.end)),
            sentence: (small(sentence.start.min(date.start)), small(sentence.end.max(date.end))),
            paragraph: block.paragraph,
            rule: date.rule,
        })
    });
    dated_sentences.collect()
}

fn quotes(article: &Article, annotated: &Annotations) -> Vec<Quotation> {
    let body = &article.body;
    let found = annotated.quotes.iter().filter(|quote| quote.end <= body.main_len);
    found
        .map(|quote| Quotation {
            words: (small(quote.start), small(quote.end)),
            speaker: quote.speaker.clone(),
            more_speakers: quote.more_speakers.clone(),
            cue: quote.cue.clone(),
            paragraph: body.block_at(quote.start).map_or(0, |block| block.paragraph),
        })
        .collect()
}

/// A text is at most 16 MiB long.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn slice_key(text: &str, occurrences: &[Occurrence]) -> Key {
    let mut key = KeyBuilder::new("slice");
    for occurrence in occurrences {
        let (start, end) = occurrence.sentence;
        key.text(&text[start as usize..end as usize]);
        key.number(u64::from(occurrence.paragraph));
        key.number(u64::from(occurrence.code_point))
            .number(u64::from(occurrence.name.0 - start))
            .number(u64::from(occurrence.name.1 - start));
    }
    key.finish()
}

/// If one paragraph names at most this many entities, all of them are paired. A longer list is weak evidence for any
/// two of them: each is paired with a few that follow it in order of id.
const MAX_ALL_PAIRED: usize = 128;
const N_PAIRED: usize = 32;

/// Counts the paragraphs that two entities share. `blocks` are the sorted paragraph starts of each.
fn pairs<'a>(blocks: impl Iterator<Item = &'a [u32]>) -> Vec<(u32, u32, u32)> {
    let mut in_block: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (index, starts) in blocks.enumerate() {
        for start in starts {
            in_block.entry(*start).or_default().push(small(index));
        }
    }
    let mut counts: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for indexes in in_block.values() {
        let n_following = if indexes.len() <= MAX_ALL_PAIRED { MAX_ALL_PAIRED } else { N_PAIRED };
        for (position, first) in indexes.iter().enumerate() {
            for second in indexes[position + 1..].iter().take(n_following) {
                *counts.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    counts.into_iter().map(|((first, second), n)| (first, second, n)).collect()
}
