//! Decides whether letters of a text that equal those of a [`MaskForm`] are the name, and how certain that is.
//!
//! Equal letters are not enough: `Kerdaniel` has a capital, begins a word, and ends one or continues with an ending.
//! The conditions depend on the kind of form, its script, and whether it is an ordinary word too. Pure.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::letters::{FoldedLetters, LetterGap};
use super::mask_forms::{CompoundReach, MaskForm, MaskKind, ScriptType};

/// A match of a form in a text.
#[derive(Clone, Debug)]
pub(crate) struct MaskMatch {
    /// Index of its first letter.
    pub(crate) first: usize,
    /// Index after the last letter of the form.
    pub(crate) end: usize,
    /// The letter that each word of the form begins with.
    pub(crate) words: Vec<usize>,
    /// Index of the mask.
    pub(crate) mask: usize,
    /// Whether it is certainly the name; otherwise only if the text names the bearer.
    pub(crate) is_sure: bool,
}

/// What may follow a name within a word: plural, genitive, other cases, adjectives.
const ENDINGS: &str = "s es en n in ne x ens er ers sch sche schen scher sches isme ismes ism iste istes ist ists isten \
    ien iens ienne iennes ian ians esque esques ais aise ova ove ovi ov ovy em om u y ie ego emu a ow owi owa owie owej em\
    а у ом ем е ы ой ою ым ых ыми ого ому ая ую ые ый ій ий их им ими его ему и я ю ей ев ов ова овой ову ин ина ς ου ο";

static INFLECTIONS: LazyLock<HashSet<String>> =
    LazyLock::new(|| ENDINGS.split_whitespace().map(|ending| FoldedLetters::from_source(ending, 0).folded).collect());

/// The longest of them, in letters.
const MAX_ENDING: usize = 6;
/// Minimum length of a name that may have blanks between its letters.
const MIN_SPACED: usize = 4;
/// Minimum length of a name that may have any sign inside: `Kerda/niel`.
const MIN_BROKEN: usize = 7;
/// Minimum length of a name of several words to be searched for inside other words: `rosekerdaniel`.
const MIN_JOINED: usize = 8;

/// Judges one candidate; `bytes` is its range in the folded letters.
pub(crate) fn match_mask(
    mask: &MaskForm,
    number: usize,
    letters: &FoldedLetters,
    bytes: Range<usize>,
) -> Option<MaskMatch> {
    let (first, end) = letters.at(bytes.start, bytes.end)?;
    let mut words = Vec::with_capacity(mask.words.len());
    for (offset, _) in &mask.words {
        words.push(letters.at(bytes.start + offset, bytes.end)?.0);
    }
    let place = LetterSpan { letters, first, end, words: &words };
    let is_whole = if mask.withheld { place.is_whole() || place.is_spaced() } else { place.is_unbroken() };
    let parted = words.iter().skip(1).any(|word| letters.list[*word].before == LetterGap::Block);
    if !is_whole || parted {
        return None;
    }
    let is_sure =
        if mask.withheld { place.withheld_certainty(mask)? } else { place.is_published_name(mask).then_some(true)? };
    Some(MaskMatch { first, end, words, mask: number, is_sure })
}

/// Judges a candidate within an address, a path or an id, where everything is lower case and words run together.
pub(crate) fn match_in_address(
    mask: &MaskForm,
    number: usize,
    letters: &FoldedLetters,
    bytes: Range<usize>,
) -> Option<MaskMatch> {
    let (first, end) = letters.at(bytes.start, bytes.end)?;
    let place = LetterSpan { letters, first, end, words: &[first] };
    let is_single = mask.withheld && matches!(mask.kind, MaskKind::Family | MaskKind::Single) && !mask.is_declared_word;
    if !is_single || mask.script != ScriptType::Cased || !place.is_unbroken() {
        return None;
    }
    let is_sure = match (place.opens() && place.closes(), mask.reach) {
        (true, reach) => reach > CompoundReach::Word,
        (false, CompoundReach::Far) => true,
        (false, CompoundReach::Stem) => false,
        (false, CompoundReach::Word) => return None,
    };
    Some(MaskMatch { first, end, words: vec![first], mask: number, is_sure })
}

/// The letters of a candidate.
struct LetterSpan<'a> {
    letters: &'a FoldedLetters,
    first: usize,
    end: usize,
    words: &'a [usize],
}

impl LetterSpan<'_> {
    /// Returns the gaps between letters within words.
    fn inner(&self) -> impl Iterator<Item = LetterGap> + '_ {
        let is_inner = |letter: &usize| !self.words.contains(letter);
        (self.first + 1..self.end).filter(is_inner).map(|letter| self.letters.list[letter].before)
    }

    fn is_unbroken(&self) -> bool {
        self.inner().all(LetterGap::is_within_word)
    }

    /// Returns whether each word is in one piece or broken by hyphens; a long one may be broken by any sign.
    fn is_whole(&self) -> bool {
        let n_letters = self.end - self.first;
        let may_break = |before| match before {
            LetterGap::Nothing | LetterGap::Markup => true,
            LetterGap::Hyphen | LetterGap::Break => n_letters >= MIN_SPACED,
            LetterGap::Sign(_) | LetterGap::Apostrophe => n_letters >= MIN_BROKEN,
            LetterGap::Blank | LetterGap::Signs | LetterGap::Block => false,
        };
        self.inner().all(may_break)
    }

    /// Returns whether it is spaced letter by letter: `R O S E`, `R.O.S.E`.
    fn is_spaced(&self) -> bool {
        let mut inner = self.inner();
        let Some(first) = inner.next() else { return false };
        let parts = matches!(first, LetterGap::Blank | LetterGap::Sign(_) | LetterGap::Hyphen);
        parts && self.end - self.first >= MIN_SPACED && inner.all(|before| before == first)
    }

    fn opens(&self) -> bool {
        self.letters.list[self.first].opens
    }

    fn closes(&self) -> bool {
        self.letters.ends_before(self.end)
    }

    fn is_tagged(&self) -> bool {
        self.letters.is_tagged(self.first)
    }

    /// Returns whether the words that are capitalised in the form are capitalised here.
    fn has_capitals(&self, mask: &MaskForm) -> bool {
        let mut words = self.words.iter().zip(&mask.words);
        words.all(|(letter, (_, capital))| !capital || self.letters.list[*letter].capital)
    }

    /// Returns the letters of the last word after the form.
    fn rest(&self) -> Range<usize> {
        self.end..self.letters.word(self.end - 1).end
    }

    fn is_inflected(&self) -> bool {
        let rest = self.rest();
        rest.len() <= MAX_ENDING && INFLECTIONS.contains(self.letters.folded(rest.start, rest.end))
    }

    /// Returns whether the word continues with an inflection and is not another name: `les Martins` may be the family,
    /// `Martine` is someone else.
    fn is_declined(&self, mask: &MaskForm) -> bool {
        let rest = self.rest();
        let of_several = || ["s", "es", "x"].contains(&self.letters.folded(rest.start, rest.end));
        self.is_inflected() && (mask.reach > CompoundReach::Word || mask.declines() || of_several())
    }

    /// Returns whether a published name has its usual spelling here.
    fn is_published_name(&self, mask: &MaskForm) -> bool {
        let is_small = || self.words.len() > 1 && self.words.iter().all(|word| !self.letters.list[*word].capital);
        self.opens() && (self.closes() || self.is_inflected()) && (self.has_capitals(mask) || is_small())
    }

    /// Returns `Some(true)` for a certain withheld name, `Some(false)` if it depends on the text naming the bearer, else
    /// `None`.
    fn withheld_certainty(&self, mask: &MaskForm) -> Option<bool> {
        match (mask.script, mask.kind) {
            (ScriptType::Unspaced, sort) => Some(sort != MaskKind::Part),
            (ScriptType::Uncased, sort) => self.uncased().then_some(sort != MaskKind::Part),
            (ScriptType::Cased, MaskKind::Full) => self.full(mask),
            (ScriptType::Cased, MaskKind::Initial) => self.initial(mask).then_some(true),
            (ScriptType::Cased, MaskKind::Part) => {
                let is_written = self.has_capitals(mask) || self.is_tagged();
                (self.opens() && (self.closes() || self.is_declined(mask)) && is_written).then_some(false)
            }
            (ScriptType::Cased, MaskKind::Stem) => {
                (self.opens() && self.is_inflected() && self.has_capitals(mask)).then_some(true)
            }
            (ScriptType::Cased, MaskKind::Family | MaskKind::Single) => self.single(mask),
        }
    }

    /// Without capitals, and with the affixes of the language: `김정은은`, `ולוקאס`, `ლუკასმა`.
    fn uncased(&self) -> bool {
        const MAX_ENDING: usize = 5;
        const MAX_BEGINNING: usize = 2;
        let before = self.first - self.letters.word(self.first).start;
        before <= MAX_BEGINNING && self.rest().len() <= MAX_ENDING
    }

    fn full(&self, mask: &MaskForm) -> Option<bool> {
        let near = |word: &usize| !matches!(self.letters.list[*word].before, LetterGap::Signs);
        let core = self.words.last().is_none_or(|word| self.letters.list[*word].capital);
        // Lower case as in tags, handles and addresses; `le petit` is not a name.
        let is_written = self.has_capitals(mask)
            || self.is_spaced()
            || (self.words.iter().skip(1).all(near) && (core || !mask.weak || !mask.ordinary));
        let is_long = self.end - self.first >= MIN_JOINED;
        let goes_on = self.closes() || self.is_inflected() || (mask.reach == CompoundReach::Far);
        (is_written && goes_on && (self.opens() || is_long)).then_some(true)
    }

    /// `Lucas F.`: both capitalised, the initial a word of its own.
    fn initial(&self, mask: &MaskForm) -> bool {
        let apart = self.words.iter().skip(1).all(|word| !self.letters.list[*word].before.is_within_word());
        let elided = self.letters.list.get(self.end).is_some_and(|next| next.before == LetterGap::Apostrophe);
        self.opens() && self.closes() && self.has_capitals(mask) && apart && !elided
    }

    fn single(&self, mask: &MaskForm) -> Option<bool> {
        let capital = self.has_capitals(mask);
        let (opens, closes, tagged) = (self.opens(), self.closes(), self.is_tagged());
        // A nickname may be an ordinary word, a family name hardly ever is.
        let reach =
            if mask.kind == MaskKind::Family || tagged { mask.reach } else { mask.reach.min(CompoundReach::Stem) };
        let small_form = mask.words.first().is_some_and(|(_, capital)| !capital);
        match (opens, closes) {
            (true, true) if capital || tagged || self.is_spaced() => Some(true),
            (true, true) => {
                (mask.kind == MaskKind::Family && reach > CompoundReach::Word).then_some(reach == CompoundReach::Far)
            }
            (true, false) if self.is_declined(mask) && (capital || reach > CompoundReach::Word) => {
                Some(reach == CompoundReach::Far || (capital && reach > CompoundReach::Word))
            }
            // `Kerdanielstraße`, `#kerdanielaffaire`, `rkerdaniel`.
            _ if small_form && !tagged => None,
            _ => match reach {
                CompoundReach::Far => Some(true),
                CompoundReach::Stem if tagged => Some(true),
                CompoundReach::Stem if opens && capital => Some(false),
                CompoundReach::Stem | CompoundReach::Word => None,
            },
        }
    }
}
