//! A text + the names found in it -> its quotations, with their speakers as far as they are certain.
//!
//! `marks` finds the words between quotation marks, `quote_block` prepares the block around them, `cue` finds the verb
//! or preposition that attributes them and its subject, and `filter` rejects scare quotes, titles and names. If the
//! speaker is not certain, the quotation has none: a wrong speaker is worse than no speaker.

pub(crate) mod cue;
pub(crate) mod filter;
pub(crate) mod marks;
pub(crate) mod quote_block;
pub(crate) mod speech_lexicon;

use self::cue::{Attribution, Subject};
use self::marks::QuotedSpan;
pub use self::quote_block::EntityMention;
use self::quote_block::QuoteBlock;
use self::speech_lexicon::SpeechLexicon;
use crate::lang::{LanguageData, PerLanguage};
use crate::model::{BaseKind, Id};
use crate::parse::Block;

/// The exact words of a speaker. Offsets are bytes of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// First byte of the quoted words, without the mark.
    pub start: usize,
    /// Byte after the last, without the mark.
    pub end: usize,
    /// The speaker; `None` if none is certain.
    pub speaker: Option<Id>,
    /// Those who said it together with `speaker`, in order of text; usually empty.
    pub more_speakers: Vec<Id>,
    /// Who may have said it, most probable first; empty if the speaker is certain, or if nobody is probable. `dossier
    /// review` asks about it, and no page shows it.
    pub candidates: Vec<Id>,
    /// The words that attribute it, as they are in the text: `a déclaré`. May be empty.
    pub cue: String,
}

static LEXICONS: PerLanguage<SpeechLexicon> = PerLanguage::new(|language| SpeechLexicon::new(language.speech));

/// Returns the words that a language uses around quotations.
#[must_use]
pub fn lexicon_for(language: &'static LanguageData) -> &'static SpeechLexicon {
    LEXICONS.of(language)
}

/// Finds every quotation in the blocks of a text, in order and without overlaps. `mentions` are the names found in the
/// text, in order.
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
        quotes.extend(marks.iter().zip(attributions).filter_map(|(mark, attribution)| {
            let Attribution { speaker, cue } = attribution?;
            let speaker = speaker.map(|mention| mentions[mention].entity.clone());
            Some(Quote {
                start: mark.start,
                end: mark.end,
                speaker,
                more_speakers: Vec::new(),
                candidates: Vec::new(),
                cue,
            })
        }));
    }
    quotes
}

/// Returns the name in a paragraph that is a dash and a name, and so signs the quotation before it.
fn signature(text: &str, block: &Block, mentions: &[EntityMention<'_>]) -> Option<usize> {
    let inside = &text[block.start..block.end];
    let rest = inside.strip_prefix(['—', '–'])?.trim_start();
    let start = block.end - rest.len();
    let index = mentions.partition_point(|mention| mention.start < start);
    mentions.get(index).filter(|mention| mention.start == start && mention.end <= block.end).map(|_| index)
}

/// Attributes a quotation that ends its paragraph, and has no speaker yet, to the name that signs it.
fn apply_signature(
    marks: &[QuotedSpan],
    attributions: &mut [Option<Attribution>],
    block: &Block,
    signed: Option<usize>,
) {
    let (Some(mark), Some(Some(attribution))) = (marks.last(), attributions.last_mut()) else { return };
    let is_open = attribution.speaker.is_none() && attribution.cue.is_empty();
    if is_open && mark.close == block.end && signed.is_some() {
        *attribution = Attribution { speaker: signed, cue: "—".to_owned() };
    }
}

/// What a block passes on to the next one.
#[derive(Clone, Debug, Default)]
struct SpeechState {
    /// The attribution of a speech that may go on.
    attribution: Option<Attribution>,
    /// The last speaker, unless another person was named since.
    speaker: Option<usize>,
}

impl SpeechState {
    /// A speech may go on if its mark was never closed, or if the paragraph contains nothing else.
    fn after_block(
        marks: &[QuotedSpan],
        attributions: &[Option<Attribution>],
        block: &Block,
        mentions: &[EntityMention<'_>],
    ) -> Self {
        let (Some(mark), Some(attribution)) = (marks.last(), attributions.last()) else { return Self::default() };
        let is_whole_block = mark.open == block.start && mark.close + 1 >= block.end;
        let speaker = attribution.as_ref().and_then(|attribution| attribution.speaker);
        let since = mentions.partition_point(|mention| mention.start < mark.end);
        let mut since = mentions[since..].iter().take_while(|mention| mention.start < block.end);
        let speaker = speaker.filter(|speaker| {
            since.all(|mention| mention.kind != BaseKind::Person || mention.entity == mentions[*speaker].entity)
        });
        Self { attribution: attribution.clone().filter(|_| !mark.closed || is_whole_block), speaker }
    }
}

/// Returns the attribution of each pair of marks in a block; `None` for marks around anything but a quotation.
fn attribute_block(
    quote_block: &QuoteBlock<'_>,
    marks: &[QuotedSpan],
    block: &Block,
    previous: Option<&Block>,
    speech: &SpeechState,
) -> Vec<Option<Attribution>> {
    let mut attributions: Vec<Option<Attribution>> = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let first = quote_block.mark_spans[index].start;
        let sentence_start = quote_block.sentence_start(first);
        let own_cue = cue::cue_after(quote_block, mark, index)
            .or_else(|| cue::cue_before(quote_block, mark, index, sentence_start));
        let is_quotation = filter::is_quotation(quote_block, mark, index, own_cue.as_ref());
        let attribution = if let Some(cue) = own_cue {
            let speaker = resolve_speaker(quote_block, speech.speaker, cue.subject, &attributions);
            is_quotation.then_some(Attribution { speaker, cue: cue.words })
        } else {
            let continued = (first == sentence_start)
                .then(|| attribute_continuation(quote_block, marks, index, &attributions, (block, previous), speech))
                .flatten()
                .filter(|_| is_quotation || filter::may_continue_speech(quote_block, index));
            continued.or_else(|| is_quotation.then(|| Attribution { speaker: None, cue: String::new() }))
        };
        attributions.push(attribution);
    }
    attributions
}

/// Attributes a quotation that begins a sentence and has no cue in it, by what precedes it.
fn attribute_continuation(
    quote_block: &QuoteBlock<'_>,
    marks: &[QuotedSpan],
    index: usize,
    attributions: &[Option<Attribution>],
    (block, previous): (&Block, Option<&Block>),
    speech: &SpeechState,
) -> Option<Attribution> {
    let first = quote_block.mark_spans[index].start;
    let Some(last_before) = first.checked_sub(1) else {
        // The paragraph begins with it: either the one before ended with a colon, or its speech goes on.
        let previous = previous?;
        if quote_block.text[previous.start..previous.end].trim_end().ends_with(':') {
            return attribute_by_colon(quote_block, previous);
        }
        return speech.attribution.clone().filter(|_| marks[index].open == block.start);
    };
    // A quotation in the sentence before, or in this one.
    if let Some(before) = index.checked_sub(1) {
        let span = &quote_block.mark_spans[before];
        let last = span.end.saturating_sub(1).max(span.start);
        let (sentence, last_sentence) = (quote_block.words[first].sentence, quote_block.words[last].sentence);
        if sentence.saturating_sub(last_sentence) <= 1
            && let Some(attribution) = &attributions[before]
        {
            return Some(attribution.clone());
        }
    }
    // The sentence before names the speaker: `X a répondu. « … »`.
    let floor = quote_block.sentence_start(last_before);
    let cue = cue::cue_before(quote_block, &marks[index], index, floor)?;
    let speaker = resolve_speaker(quote_block, speech.speaker, cue.subject, attributions);
    Some(Attribution { speaker, cue: cue.words })
}

/// Attributes a quotation by the paragraph before it, which ends with a colon.
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
    let n_words = before.words.len();
    let floor = before.sentence_start(n_words.checked_sub(1)?);
    let subject = cue::colon_subject(&before, floor, n_words);
    Some(Attribution { speaker: resolve_speaker(&before, None, subject, &[]), cue: ":".to_owned() })
}

/// Returns a name of the speaker that the subject of a cue means, if one is certain.
fn resolve_speaker(
    quote_block: &QuoteBlock<'_>,
    carried: Option<usize>,
    subject: Subject,
    attributions: &[Option<Attribution>],
) -> Option<usize> {
    match subject {
        Subject::Named(mention) => Some(mention),
        Subject::Pronoun(at) => cue::antecedent(quote_block, at, attributions, carried),
        Subject::Described(at) => sole_mention_of_kind(quote_block, at, BaseKind::Person),
        Subject::UnnamedOrganisation(at) => sole_mention_of_kind(quote_block, at, BaseKind::Organisation),
        Subject::Document(at) => nearest_institution(quote_block, at),
        Subject::Unnamed => None,
    }
}

/// `Le président a déclaré`: the only person, or organisation, that the article has named so far.
fn sole_mention_of_kind(quote_block: &QuoteBlock<'_>, at: usize, kind: BaseKind) -> Option<usize> {
    let end = quote_block.words.get(at)?.token.start as usize;
    let before = &quote_block.mentions[..quote_block.mentions.partition_point(|mention| mention.start < end)];
    let mut of_kind = before.iter().enumerate().rev().filter(|(_, mention)| mention.kind == kind);
    let (last, mention) = of_kind.next()?;
    // The limit bounds the work in an article that names many people.
    of_kind.take(200).all(|(_, other)| other.entity == mention.entity).then_some(last)
}

/// A document without an author: the last institution before it that did something, not far away.
fn nearest_institution(quote_block: &QuoteBlock<'_>, at: usize) -> Option<usize> {
    const FAR_BYTES: usize = 900;
    let end = quote_block.words.get(at)?.token.start as usize;
    let mentions = quote_block.mentions;
    let before = mentions.partition_point(|mention| mention.end <= end);
    let near = (0..before).rev().take(30).take_while(|index| end - mentions[*index].end < FAR_BYTES);
    let mut acting = near.filter(|index| {
        let mention = &mentions[*index];
        mention.kind == BaseKind::Organisation && filter::is_acting_subject(quote_block, mention)
    });
    let first = acting.next()?;
    acting.all(|index| mentions[index].entity == mentions[first].entity).then_some(first)
}
