//! The cues of a word, as bits from the language's tables: title, institution noun, verb of speech and so on.
//!
//! The words themselves are data of `lang`; here they are only compiled for look-up by hash.

use crate::annotate::quotes;
use crate::base::FxHashMap;
use crate::lang::matching::WordSet;
use crate::lang::{self, LanguageData, PerLanguage, speech};
use crate::text::tokens;

/// A title: `Président`, `Mme`.
pub(super) const TITLE: u32 = 1;
/// An office: `ministre`.
pub(super) const OFFICE: u32 = 1 << 1;
/// A noun for an institution: `université`.
pub(super) const HEAD_NOUN: u32 = 1 << 2;
/// A noun that makes a longer name with a preposition: `bataille`, `avenue`.
pub(super) const TRIGGER: u32 = 1 << 3;
/// `de`, `of`.
pub(super) const BINDER: u32 = 1 << 4;
/// An article or another determiner.
pub(super) const ARTICLE: u32 = 1 << 5;
/// `à`, `en`, `aux`.
pub(super) const LOCATIVE: u32 = 1 << 6;
/// A noun for a territory: `canton`, `lac`.
pub(super) const TERRITORY: u32 = 1 << 7;
/// A point of the compass or an adjective that lengthens a place's name.
pub(super) const PLACE_WORD: u32 = 1 << 8;
/// A word that may begin a sentence, so with a capital, and is not a name.
pub(super) const OPENER: u32 = 1 << 9;
/// A particle of people's names: `von`, `bin`.
pub(super) const PARTICLE: u32 = 1 << 10;
/// A verb of speech.
pub(super) const SPEECH_VERB: u32 = 1 << 11;
/// `selon`, `according`.
pub(super) const ACCORDING: u32 = 1 << 12;
/// `et`, `and`.
pub(super) const CONJUNCTION: u32 = 1 << 13;
/// `d`, `l`, `qu` before an apostrophe.
pub(super) const ELISION: u32 = 1 << 14;
/// A noun that names an institution if capitalised: `Parlement`.
pub(super) const COMMON_NAME: u32 = 1 << 15;
/// `frères`, `famille`.
pub(super) const FAMILY: u32 = 1 << 16;
/// A month or a day of the week.
pub(super) const CALENDAR: u32 = 1 << 17;
/// An abbreviation: `Gov`. It counts only before a full stop.
pub(super) const ABBREVIATION: u32 = 1 << 18;

/// The tables of one language by hash of the folded word.
pub(super) struct CueLexicon(FxHashMap<u64, u32>);

impl CueLexicon {
    /// Returns the cues of a word.
    #[must_use]
    pub(super) fn bits_of(&self, hash: u64) -> u32 {
        self.0.get(&hash).copied().unwrap_or(0)
    }
}

static CUES: PerLanguage<CueLexicon> = PerLanguage::new(make);

/// Returns the tables that read a language.
#[must_use]
pub(super) fn cue_lexicon(language: &'static LanguageData) -> &'static CueLexicon {
    CUES.of(language.suggesting())
}

fn make(language: &'static LanguageData) -> CueLexicon {
    let language_data = language.matching();
    let mut cues: FxHashMap<u64, u32> = FxHashMap::default();
    let mut put = |word: &str, bit: u32| *cues.entry(tokens::hash(word)).or_insert(0) |= bit;
    let tables: [(&WordSet, u32); 19] = [
        (&language_data.titles, TITLE),
        (&language_data.offices, OFFICE),
        (&language_data.head_nouns, HEAD_NOUN),
        (&language_data.triggers, TRIGGER),
        (&language_data.direct_triggers, TRIGGER),
        (&language_data.binders, BINDER),
        (&language_data.articles, ARTICLE),
        (&language_data.determiners, ARTICLE),
        (&language_data.locatives, LOCATIVE),
        (&language_data.territories, TERRITORY),
        (&language_data.compass, PLACE_WORD),
        (&language_data.place_adjectives, PLACE_WORD),
        (&language_data.openers, OPENER),
        (&language_data.particles, PARTICLE),
        (&language_data.conjunctions, CONJUNCTION),
        (&language_data.elisions, ELISION),
        (&language_data.common_names, COMMON_NAME),
        (&language_data.family_nouns, FAMILY),
        (&language_data.abbreviations, ABBREVIATION),
    ];
    for (words, bit) in tables {
        words.iter().for_each(|word| put(word, bit));
    }
    for format in lang::LANGUAGES.map(|language| language.format) {
        format.months.iter().chain(&format.weekdays).for_each(|word| put(&tokens::fold(word), CALENDAR));
    }
    for (hash, kinds) in quotes::lexicon_for(language).iter() {
        let said = if kinds & speech::SAYING_VERB != 0 { SPEECH_VERB } else { 0 };
        let according = if kinds & speech::ACCORDING != 0 { ACCORDING } else { 0 };
        *cues.entry(hash).or_insert(0) |= said | according;
    }
    CueLexicon(cues)
}
