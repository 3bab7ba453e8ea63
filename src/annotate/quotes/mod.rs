//! A text + the names found in it -> its quotations, with their speakers as far as they are certain.
//!
//! `marks` finds the words between quotation marks, `incise` takes the reporter’s words out of them, `quote_block` prepares
//! the block around them, `cue` finds the verb or preposition that attributes them, `clause` the parts of its sentence,
//! `phrase` its noun phrases, `subject`, `inverted_subject` and `clause_subject` who says it, `antecedent` who a pronoun or a role means, `sexes` which pronouns fit whom, and `filter` rejects scare
//! quotes, titles and names. If the speaker is not certain, the quotation has none: a wrong speaker is worse than no speaker.

mod antecedent;
mod clause;
mod clause_subject;
pub(crate) mod cue;
pub(crate) mod filter;
mod incise;
mod inverted_subject;
pub(crate) mod marks;
mod phrase;
pub(crate) mod quote_block;
pub mod ranker;
mod ranker_weights;
mod sexes;
pub(crate) mod speech_lexicon;
mod subject;

use self::antecedent::Precedent;
use self::cue::Attribution;
use self::marks::QuotedSpan;
use self::phrase::Subject;
pub use self::quote_block::EntityMention;
use self::quote_block::QuoteBlock;
use self::sexes::Sexes;
use self::speech_lexicon::SpeechLexicon;
use crate::lang::speech::{
    BINDING_PREPOSITION, CONJUNCTION, COORDINATOR, DETERMINER, IMPERSONAL, INTERVENING_WORD, PREPOSITION, PRONOUN,
    QUALIFYING_WORD,
};
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
    find_with(text, blocks, mentions, language, |doubtful| ranker::probable(&doubtful))
}

/// The same, with what gives the probable speakers where no rule finds one; training looks at these quotations.
pub fn find_with(
    text: &str,
    blocks: &[Block],
    mentions: &[EntityMention<'_>],
    language: &'static LanguageData,
    mut probable: impl FnMut(ranker::Doubtful) -> Vec<usize>,
) -> Vec<Quote> {
    let table = lexicon_for(language);
    let mut quotes: Vec<Quote> = Vec::new();
    let mut marks: Vec<QuotedSpan> = Vec::new();
    let mut speech = SpeechState::default();
    let sexes = Sexes::new(text, mentions, language, table);
    for (index, block) in blocks.iter().enumerate() {
        marks.clear();
        marks::find(text, block, &mut marks);
        incise::divide(text, mentions, table, &mut marks);
        if marks.is_empty() {
            speech = SpeechState::default();
            continue;
        }
        let quote_block = QuoteBlock::new(text, (block.start, block.end), &marks, mentions, table);
        let previous = index.checked_sub(1).map(|before| &blocks[before]);
        let mut attributions = attribute_block(&quote_block, &marks, (block, previous), &speech, &sexes);
        let signed = blocks.get(index + 1).and_then(|next| signature(text, next, mentions));
        apply_signature(&marks, &mut attributions, block, signed);
        speech = SpeechState::after_block(&marks, &attributions, block, &quote_block);
        for (number, attribution) in attributions.into_iter().enumerate() {
            let Some(attribution) = attribution else { continue };
            let mark = &marks[number];
            let id_of = |mention: usize| mentions[mention].entity.clone();
            let mut quote = Quote {
                start: mark.start,
                end: mark.end,
                speaker: attribution.speaker.map(id_of),
                more_speakers: attribution.more.iter().copied().map(id_of).collect(),
                candidates: Vec::new(),
                cue: attribution.cue.clone(),
            };
            if quote.speaker.is_none() && attribution.subject != Some(Subject::Nobody) {
                let doubtful =
                    ranker::Doubtful::new(&quote_block, mark, number, &attribution, &quotes, &sexes, previous);
                quote.candidates = probable(doubtful).into_iter().map(id_of).collect();
            }
            quotes.push(quote);
        }
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
        *attribution = Attribution { speaker: signed, more: Vec::new(), cue: "—".to_owned(), subject: None };
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
    /// A speech may go on if its mark was never closed, if the paragraph contains nothing else, or if the paragraph ends with the
    /// words of its only speaker and what says so.
    fn after_block(
        marks: &[QuotedSpan],
        attributions: &[Option<Attribution>],
        block: &Block,
        quote_block: &QuoteBlock<'_>,
    ) -> Self {
        let mentions = quote_block.mentions;
        let (Some(mark), Some(attribution)) = (marks.last(), attributions.last()) else { return Self::default() };
        let is_whole_block = mark.open == block.start && mark.close + 1 >= block.end;
        let speaker = attribution.as_ref().and_then(|attribution| attribution.speaker);
        let since = mentions.partition_point(|mention| mention.start < mark.end);
        let mut since = mentions[since..].iter().take_while(|mention| mention.start < block.end);
        let speaker = speaker.filter(|speaker| {
            since.all(|mention| mention.kind != BaseKind::Person || mention.entity == mentions[*speaker].entity)
        });
        let last_words = quote_block.mark_spans.last().map_or(0, |span| span.end.saturating_sub(1));
        let ends_with_speech = quote_block.sentence_end(last_words) >= quote_block.words.len();
        let is_sole = attributions.iter().flatten().all(|other| {
            other.speaker.is_some_and(|other| speaker.is_some_and(|one| mentions[other].entity == mentions[one].entity))
        });
        let goes_on = !mark.closed || is_whole_block || speaker.is_some() && ends_with_speech && is_sole;
        Self { attribution: attribution.clone().filter(|_| goes_on), speaker }
    }
}

/// Returns the attribution of each pair of marks in a block; `None` for marks around anything but a quotation.
fn attribute_block<'a>(
    quote_block: &QuoteBlock<'a>,
    marks: &[QuotedSpan],
    (block, previous): (&Block, Option<&Block>),
    speech: &SpeechState,
    sexes: &Sexes<'a>,
) -> Vec<Option<Attribution>> {
    let mut attributions: Vec<Option<Attribution>> = Vec::with_capacity(marks.len());
    // The word after the last cue that followed its quotation.
    let mut last_cue: Option<usize> = None;
    for (index, mark) in marks.iter().enumerate() {
        if mark.continues {
            attributions.push(attributions.last().cloned().flatten());
            continue;
        }
        let first = quote_block.mark_spans[index].start;
        let sentence_start = quote_block.sentence_start(first);
        let before = || cue::cue_before(quote_block, mark, index, sentence_start);
        let own_cue = match cue::cue_after(quote_block, mark, index) {
            // `X called it “…”, according to a newspaper`: the words are those of X.
            Some(cue) if !cue.direct && first > sentence_start && is_parted(quote_block.text, mark) => {
                before().filter(|before| matches!(before.subject, Subject::Named(_))).or(Some(cue))
            }
            Some(cue) => Some(cue),
            None => before(),
        };
        let is_quotation = filter::is_quotation(quote_block, mark, index, own_cue.as_ref());
        // `“…,” said X, “…”`: the cue before a quotation may be the one behind the quotation before it.
        let own_cue = own_cue.filter(|cue| cue.behind || last_cue != Some(cue.after));
        let is_added = !own_cue.as_ref().is_some_and(|cue| cue.behind) && is_added_to_last(quote_block, marks, index);
        last_cue = own_cue.as_ref().filter(|cue| cue.behind).map(|cue| cue.after).or(last_cue);
        // `« … » et « … »`, `“…,” said X, “…”`: both are of one speaker.
        if let Some(Some(last)) = attributions.last()
            && (is_added
                || own_cue.is_none()
                    && first != sentence_start
                    && last_cue.is_some_and(|at| quote_block.is_same_sentence(at.saturating_sub(1), first)))
            && (is_quotation || is_added)
        {
            attributions.push(Some(last.clone()));
            continue;
        }
        let precedent = Precedent { sexes, attributions: &attributions, carried: speech.speaker, previous };
        let attribution = if let Some(cue) = own_cue {
            is_quotation.then(|| attribute(quote_block, &cue.subject, cue.words, &precedent))
        } else {
            let continued = (first == sentence_start)
                .then(|| attribute_continuation(quote_block, marks, index, block, speech, &precedent))
                .flatten()
                .filter(|_| is_quotation || filter::may_continue_speech(quote_block, index));
            let unattributed = Attribution { speaker: None, more: Vec::new(), cue: String::new(), subject: None };
            continued.or_else(|| is_quotation.then_some(unattributed))
        };
        attributions.push(attribution);
    }
    attributions
}

/// `« … » et d’une « … »`: whether only small words are between a quotation and the one before.
fn is_added_to_last(quote_block: &QuoteBlock<'_>, marks: &[QuotedSpan], index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let between = quote_block.mark_spans[before].end..quote_block.mark_spans[index].start;
    let small = COORDINATOR | DETERMINER | BINDING_PREPOSITION | PREPOSITION | QUALIFYING_WORD;
    (1..=4).contains(&between.len())
        && quote_block.is_same_sentence(between.start, between.end)
        && quote_block.is(between.start, CONJUNCTION)
        && between.into_iter().all(|at| quote_block.is(at, small))
        && !quote_block.text[marks[before].close..marks[index].open].contains(['.', ';', ':'])
}

/// Returns whether a comma is between a quotation and what is behind it; `« bâclé » selon X` has none.
fn is_parted(text: &str, mark: &QuotedSpan) -> bool {
    text[mark.start..mark.end].ends_with(',') || text[mark.close..].trim_start().starts_with([',', '—', '–'])
}

/// Makes an attribution of the subject of a cue.
fn attribute(
    quote_block: &QuoteBlock<'_>,
    subject: &Subject,
    cue: String,
    precedent: &Precedent<'_, '_>,
) -> Attribution {
    let mut speakers = antecedent::resolve(quote_block, subject, precedent).into_iter();
    Attribution { speaker: speakers.next(), more: speakers.collect(), cue, subject: Some(subject.clone()) }
}

/// Attributes a quotation that begins a sentence and has no cue in it, by what precedes it.
fn attribute_continuation(
    quote_block: &QuoteBlock<'_>,
    marks: &[QuotedSpan],
    index: usize,
    block: &Block,
    speech: &SpeechState,
    precedent: &Precedent<'_, '_>,
) -> Option<Attribution> {
    let first = quote_block.mark_spans[index].start;
    let Some(last_before) = first.checked_sub(1) else {
        // The paragraph begins with it: either the one before ended with a colon, or its speech goes on.
        let previous = precedent.previous?;
        if quote_block.text[previous.start..previous.end].trim_end().ends_with(':') {
            return attribute_by_colon(quote_block, previous, precedent.sexes);
        }
        return speech.attribution.clone().filter(|_| marks[index].open == block.start);
    };
    // A quotation in the sentence before, or in this one.
    if let Some(before) = index.checked_sub(1) {
        let span = &quote_block.mark_spans[before];
        let last = span.end.saturating_sub(1).max(span.start);
        let (sentence, last_sentence) = (quote_block.words[first].sentence, quote_block.words[last].sentence);
        if sentence.saturating_sub(last_sentence) <= 1
            && let Some(attribution) = &precedent.attributions[before]
        {
            return Some(attribution.clone());
        }
    }
    // The sentence before names the speaker: `X a répondu. « … »`.
    let floor = quote_block.sentence_start(last_before);
    let cue = cue::cue_before(quote_block, &marks[index], index, floor)?;
    let attribution = attribute(quote_block, &cue.subject, cue.words, precedent);
    let is_own = attribution.speaker.is_none_or(|speaker| !speaks_of(quote_block, first, speaker, precedent.sexes));
    is_own.then_some(attribution)
}

/// Returns whether quoted words begin with a pronoun that may mean their speaker: `« Il y parle de … »` is another’s.
fn speaks_of(quote_block: &QuoteBlock<'_>, first: usize, speaker: usize, sexes: &Sexes<'_>) -> bool {
    let flags_at = |at: usize| quote_block.words.get(at).map_or(0, |word| word.flags);
    let Some(sex) = sexes::of_flags(flags_at(first)).filter(|_| flags_at(first) & PRONOUN != 0) else { return false };
    let verb = (first + 1..first + 4).find(|at| flags_at(*at) & INTERVENING_WORD == 0).unwrap_or(first + 1);
    flags_at(verb) & IMPERSONAL == 0 && sexes.of(speaker).is_none_or(|known| known == sex)
}

/// Attributes a quotation by the paragraph before it, which ends with a colon.
fn attribute_by_colon(quote_block: &QuoteBlock<'_>, previous: &Block, sexes: &Sexes<'_>) -> Option<Attribution> {
    let before = incise::read(quote_block.text, previous, quote_block.mentions, quote_block.table);
    let n_words = before.words.len();
    let floor = before.sentence_start(n_words.checked_sub(1)?);
    let subject = cue::colon_subject(&before, floor, n_words);
    let precedent = Precedent { sexes, attributions: &[], carried: None, previous: None };
    Some(attribute(&before, &subject, ":".to_owned(), &precedent))
}
