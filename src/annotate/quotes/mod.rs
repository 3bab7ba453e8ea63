//! Text + the names found in it -> the quotations, each with its speaker where one is certain.
//!
//! `marks` finds what stands between quotation marks; `scene` reads the block around it; `cue` finds the verb or the
//! preposition that attributes it and its subject; `judge` turns away scare quotes, titles and names. Not certain means
//! unattributed: a quotation in the wrong mouth is worse than one without a name.

pub mod cue;
pub mod filter;
pub mod marks;
pub mod quote_block;
pub mod speech_lexicon;

use self::cue::{Cue, Subject};
use self::marks::QuotedSpan;
use self::quote_block::QuoteBlock;
use self::speech_lexicon::SpeechLexicon;
use crate::lang::{LanguageData, PerLanguage};
use crate::model::{BaseKind, Id};
use crate::parse::Block;

/// What somebody said, word for word. Offsets are bytes of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// First byte of the quoted words, without the mark.
    pub start: usize,
    /// Byte after the last, without the mark.
    pub end: usize,
    /// Who said it; `None` where nobody is certain.
    pub speaker: Option<Id>,
    /// The words that attribute it, as they stand in the text: `a déclaré`; empty where there are none.
    pub cue: String,
}

/// A name in the text, as attribution needs it.
#[derive(Clone, Copy, Debug)]
pub struct EntityMention<'a> {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Whose name it is.
    pub entity: &'a Id,
    /// What the entity's kind behaves as.
    pub kind: BaseKind,
}

static LEXICONS: PerLanguage<SpeechLexicon> = PerLanguage::new(|language| SpeechLexicon::new(language.speech));

/// Returns the words around quotations in a language.
#[must_use]
pub fn lexicon_for(language: &'static LanguageData) -> &'static SpeechLexicon {
    LEXICONS.of(language)
}

/// What is known of a mark once it has been looked at.
#[derive(Clone, Debug)]
struct MarkAttribution {
    /// `None`: no quotation.
    attribution: Option<Attribution>,
}

#[derive(Clone, Debug)]
struct Attribution {
    speaker: Option<usize>,
    cue: String,
}

/// Finds every quotation in the blocks of a text, in order, never overlapping. `bearers` are the names found in the text,
/// in order.
#[must_use]
pub fn find(
    text: &str,
    blocks: &[Block],
    mentions: &[EntityMention<'_>],
    language: &'static LanguageData,
) -> Vec<Quote> {
    let table = lexicon_for(language);
    let mut quotes = Vec::new();
    let mut marks: Vec<QuotedSpan> = Vec::new();
    let mut speech = SpeechState::default();
    for (index, block) in blocks.iter().enumerate() {
        marks.clear();
        marks::find(text, block, &mut marks);
        if marks.is_empty() {
            speech = SpeechState::default();
            continue;
        }
        let quote_block = QuoteBlock::new(text, (block.start, block.end), &marks, mentions, table);
        let previous = index.checked_sub(1).map(|before| &blocks[before]);
        let mut attributions = attribute_block(&quote_block, &marks, block, previous, &speech);
        let signed = blocks.get(index + 1).and_then(|next| signature(text, next, mentions));
        apply_signature(&marks, &mut attributions, block, signed);
        speech = SpeechState::after_block(&marks, &attributions, block, mentions);
        quotes.extend(marks.iter().zip(attributions).filter_map(|(mark, heard)| {
            heard.attribution.map(|said| Quote {
                start: mark.start,
                end: mark.end,
                speaker: said.speaker.map(|bearer| mentions[bearer].entity.clone()),
                cue: said.cue,
            })
        }));
    }
    quotes
}

/// A paragraph that is a dash and a name signs the quotation before it.
fn signature(text: &str, block: &Block, bearers: &[EntityMention<'_>]) -> Option<usize> {
    let inside = &text[block.start..block.end];
    let rest = inside.strip_prefix(['—', '–'])?.trim_start();
    let start = block.end - rest.len();
    let index = bearers.partition_point(|bearer| bearer.start < start);
    bearers.get(index).filter(|bearer| bearer.start == start && bearer.end <= block.end).map(|_| index)
}

/// Gives a quotation that ends its paragraph, and has no speaker yet, to whoever signs it.
fn apply_signature(marks: &[QuotedSpan], heard: &mut [MarkAttribution], block: &Block, signed: Option<usize>) {
    let (Some(mark), Some(MarkAttribution { attribution: Some(said) })) = (marks.last(), heard.last_mut()) else {
        return;
    };
    if said.speaker.is_none() && said.cue.is_empty() && mark.close == block.end && signed.is_some() {
        *said = Attribution { speaker: signed, cue: "—".to_owned() };
    }
}

/// What the block before leaves behind: a speech that goes on.
#[derive(Clone, Debug, Default)]
struct SpeechState {
    /// The speech that goes on.
    attribution: Option<Attribution>,
    /// Who spoke last, unless somebody else was named since.
    speaker: Option<usize>,
}

impl SpeechState {
    /// A speech goes on where its mark was never closed, or where the paragraph is nothing but the speech.
    fn after_block(
        marks: &[QuotedSpan],
        heard: &[MarkAttribution],
        block: &Block,
        bearers: &[EntityMention<'_>],
    ) -> Self {
        let (Some(mark), Some(heard)) = (marks.last(), heard.last()) else { return Self::default() };
        let whole = mark.open == block.start && mark.close + 1 >= block.end;
        let speaker = heard.attribution.as_ref().and_then(|said| said.speaker);
        let since = bearers.partition_point(|bearer| bearer.start < mark.end);
        let mut after = bearers[since..].iter().take_while(|bearer| bearer.start < block.end);
        let alone = speaker.filter(|speaker| {
            after.all(|bearer| bearer.kind != BaseKind::Person || bearer.entity == bearers[*speaker].entity)
        });
        Self { attribution: heard.attribution.clone().filter(|_| !mark.closed || whole), speaker: alone }
    }
}

fn attribute_block(
    quote_block: &QuoteBlock<'_>,
    marks: &[QuotedSpan],
    block: &Block,
    previous: Option<&Block>,
    speech: &SpeechState,
) -> Vec<MarkAttribution> {
    let mut attributions: Vec<MarkAttribution> = Vec::with_capacity(marks.len());
    let mut spoken: Vec<Option<Option<usize>>> = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let (first, _) = quote_block.mark_spans[index];
        let start = quote_block.sentence_start(first);
        let opens_sentence = first == start;
        let own = cue::cue_after(quote_block, mark, index).or_else(|| cue::cue_before(quote_block, mark, index, start));
        let said = match own {
            Some(cue) => {
                let speaker = resolve_speaker(quote_block, speech.speaker, &cue, &spoken);
                filter::is_quotation(quote_block, mark, index, Some(&cue))
                    .then_some(Attribution { speaker, cue: cue.words })
            }
            None if !filter::is_quotation(quote_block, mark, index, None) && !opens_sentence => None,
            None => {
                let goes_on = opens_sentence
                    .then(|| {
                        attribute_continuation(
                            quote_block,
                            marks,
                            index,
                            &attributions,
                            &spoken,
                            (block, previous),
                            speech,
                        )
                    })
                    .flatten();
                let alone = filter::is_quotation(quote_block, mark, index, None);
                match goes_on {
                    Some(said) if alone || filter::may_continue_speech(quote_block, index) => Some(said),
                    _ => alone.then(|| Attribution { speaker: None, cue: String::new() }),
                }
            }
        };
        spoken.push(said.as_ref().map(|said| said.speaker));
        attributions.push(MarkAttribution { attribution: said });
    }
    attributions
}

/// Attributes a quotation that opens a sentence and has no cue in it, by what stands before.
fn attribute_continuation(
    quote_block: &QuoteBlock<'_>,
    marks: &[QuotedSpan],
    index: usize,
    heard: &[MarkAttribution],
    spoken: &[Option<Option<usize>>],
    (block, previous): (&Block, Option<&Block>),
    speech: &SpeechState,
) -> Option<Attribution> {
    let (first, _) = quote_block.mark_spans[index];
    if first == 0 {
        // The paragraph begins with it: the speech of the one before goes on, or it ended with a colon.
        let previous = previous?;
        let ends = quote_block.text[previous.start..previous.end].trim_end();
        if ends.ends_with(':') {
            return attribute_by_colon(quote_block, previous);
        }
        return speech.attribution.clone().filter(|_| marks[index].open == block.start);
    }
    let sentence = quote_block.sentences[first];
    // The quotation before it, in the sentence before.
    if let Some(before) = index.checked_sub(1) {
        let (last_first, last_after) = quote_block.mark_spans[before];
        let near = sentence.saturating_sub(quote_block.sentences[last_after.saturating_sub(1).max(last_first)]) <= 1;
        if near && let Some(said) = &heard[before].attribution {
            return Some(said.clone());
        }
    }
    // The sentence before says who speaks: `X a répondu. « … »`.
    let floor = quote_block.sentence_start(first - 1);
    let cue = cue::cue_before(quote_block, &marks[index], index, floor)?;
    let speaker = resolve_speaker(quote_block, speech.speaker, &cue, spoken);
    Some(Attribution { speaker, cue: cue.words })
}

fn attribute_by_colon(quote_block: &QuoteBlock<'_>, previous: &Block) -> Option<Attribution> {
    let mut marks = Vec::new();
    marks::find(quote_block.text, previous, &mut marks);
    let before = QuoteBlock::new(
        quote_block.text,
        (previous.start, previous.end),
        &marks,
        quote_block.mentions,
        quote_block.table,
    );
    let n_tokens = before.tokens.len();
    let floor = before.sentence_start(n_tokens.checked_sub(1)?);
    let subject = cue::colon_subject(&before, floor, n_tokens);
    let speaker = resolve_speaker(
        &before,
        None,
        &Cue { subject, words: String::new(), direct: true, behind: false, after: 0 },
        &[],
    );
    Some(Attribution { speaker, cue: ":".to_owned() })
}

/// Returns the bearer of a name whom a cue means, where one is certain.
fn resolve_speaker(
    quote_block: &QuoteBlock<'_>,
    carried: Option<usize>,
    cue: &Cue,
    spoken: &[Option<Option<usize>>],
) -> Option<usize> {
    match cue.subject {
        Subject::Named(bearer) => Some(bearer),
        Subject::Pronoun(at) => cue::antecedent(quote_block, at, spoken, carried),
        Subject::Described(at) => sole_mention_of_kind(quote_block, at, BaseKind::Person),
        Subject::UnnamedOrganisation(at) => sole_mention_of_kind(quote_block, at, BaseKind::Organisation),
        Subject::Document(at) => nearest_institution(quote_block, at),
        Subject::Unnamed => None,
    }
}

/// `Le président a déclaré`: the only person, or organisation, that the article has named so far.
fn sole_mention_of_kind(quote_block: &QuoteBlock<'_>, at: usize, kind: BaseKind) -> Option<usize> {
    let end = quote_block.tokens.get(at)?.start as usize;
    let before = &quote_block.mentions[..quote_block.mentions.partition_point(|bearer| bearer.start < end)];
    let mut people = before.iter().enumerate().rev().filter(|(_, bearer)| bearer.kind == kind);
    let (last, bearer) = people.next()?;
    // An article that names many people is not read to its beginning.
    people.take(200).all(|(_, one)| one.entity == bearer.entity).then_some(last)
}

/// A document without an author: the last institution before it that did something, not far away.
fn nearest_institution(quote_block: &QuoteBlock<'_>, at: usize) -> Option<usize> {
    const FAR_BYTES: usize = 900;
    let end = quote_block.tokens.get(at)?.start as usize;
    let before = quote_block.mentions.partition_point(|bearer| bearer.end <= end);
    let near = (0..before).rev().take(30).take_while(|index| end - quote_block.mentions[*index].end < FAR_BYTES);
    let mut acting = near.filter(|index| {
        let bearer = &quote_block.mentions[*index];
        bearer.kind == BaseKind::Organisation && filter::is_acting_subject(quote_block, bearer)
    });
    let first = acting.next()?;
    acting.all(|index| quote_block.mentions[index].entity == quote_block.mentions[first].entity).then_some(first)
}
