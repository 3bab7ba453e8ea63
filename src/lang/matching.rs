//! The shape of the tables that the rules for names ask about.
//!
//! All words are folded: lower case, no accents. The rules themselves are in `annotate::context`, each under the name that a
//! review entry shows; the words are in the folders of the languages.

use super::name_words::NameWords;
use crate::base::FxHashSet;

/// A set of folded words.
#[derive(Debug, Default)]
pub struct WordSet(FxHashSet<&'static str>);

impl WordSet {
    /// Makes the set of the words of a text, which are separated by spaces and line breaks.
    pub(super) fn new(text: &'static str) -> Self {
        Self(text.split_whitespace().collect())
    }

    /// Returns whether a folded word is in it.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Returns its words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

/// What a capital says about a word within a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CapitalMeaning {
    /// The word is a name or part of one.
    #[default]
    Name,
    /// The same, but the words that open a sentence are not known.
    NameWithoutOpeners,
    /// Nothing: all nouns have one.
    Noun,
}

/// What the rules for names must know of a language. All words are folded: lower case, no accents.
#[derive(Debug, Default)]
pub struct MatchingRules {
    /// What a capital says.
    pub capitals: CapitalMeaning,
    /// The ending of a name's genitive, without an apostrophe: the `s` of `Hamburgs`; empty if names have none.
    pub genitive: &'static str,
    /// Names of people and towns that are ordinary nouns too, where nouns have a capital: `Koch`, `Essen`.
    pub noun_names: WordSet,
    /// Small words before a noun that says what somebody is: `als Koch`.
    pub role_words_before: WordSet,
    /// Nouns that directly after a name make a longer one: `Brandner Holding`. Asked where capitals say nothing.
    pub following_heads: WordSet,
    /// Endings of such nouns.
    pub following_head_endings: &'static [&'static str],
    /// Endings of titles that are written as one word with what they are about: `Werftchef`.
    pub title_endings: &'static [&'static str],
    /// Endings of nouns that only say what the name after them is: `Hafenstadt Kiel`.
    pub apposition_endings: &'static [&'static str],
    /// Endings of finite verbs; a name right behind one is its subject. Asked where capitals say nothing.
    pub verb_endings: &'static [&'static str],
    /// Finite verbs with other endings.
    pub verbs: WordSet,
    /// Small words with such an ending that are not verbs.
    pub no_verbs: WordSet,
    /// Words that lose their vowel before an apostrophe and so open a word: `d’`, `qu’`.
    pub elisions: WordSet,
    /// Endings that follow an apostrophe and belong to no name: `’s`.
    pub possessives: WordSet,
    /// Prefixes that join a name with a hyphen without becoming part of it: `pro-`, `ex-`.
    pub prefixes: WordSet,
    /// Endings joined by a hyphen that are no part of a name: `-t-il`, `-là`.
    pub suffixes: WordSet,
    /// Words that announce a person and are written with a capital at will: `Président`, `Mme`.
    pub titles: WordSet,
    /// Offices held for a place or body, after which a person's name may follow it: `la maire de Paris Anne …`.
    pub offices: WordSet,
    /// Words that may have a capital at the start of a sentence without being part of a name.
    pub openers: WordSet,
    /// Articles and the like before a noun; no person's name follows one directly, so what separates them is no first
    /// name: `l’Américaine …`, `au Français …`.
    pub determiners: WordSet,
    /// Articles of several: `les Dupont` is a family.
    pub plural_determiners: WordSet,
    /// Words that count or leave open which one is meant: `un hôpital de Rome` is no hospital's name.
    pub indefinites: WordSet,
    /// Prepositions that bind a name to the noun before it: `de`, `of`.
    pub binders: WordSet,
    /// Binders with an article in them: `du`, `des`.
    pub contracted: WordSet,
    /// Prepositions that bind only to a noun with a capital: `Alternative pour …`, `Airlines for …`.
    pub loose_binders: WordSet,
    /// Prepositions of place, which go on with a longer name that has begun: `Ambassade d’Algérie au Canada`.
    pub locatives: WordSet,
    /// Articles that may separate the binder from the name.
    pub articles: WordSet,
    /// Words at which the search for the head of a longer name stops.
    pub stop_words: WordSet,
    /// Conjunctions that join the parts of an enumeration.
    pub conjunctions: WordSet,
    /// Nouns that with a binder make a longer name, whatever their case: `avenue de Moscou`.
    pub triggers: WordSet,
    /// Triggers in the plural, which bind only an enumeration: `universités de Lyon et de Paris`; `les hôpitaux de
    /// Paris` are just described.
    pub plural_triggers: WordSet,
    /// Nouns for a territory that a town may have given its name: `canton de Bâle`; with an article the name is the
    /// territory's own: `canton du Valais`.
    pub territories: WordSet,
    /// Nouns that are triggers after these words only, as `tour` is after `la`: noun, then the word before, by `:`.
    pub gendered_triggers: WordSet,
    /// Nouns that directly before a person's or a place's name make a longer one: `avenue Poutine`.
    pub direct_triggers: WordSet,
    /// The same before an organisation: `rue`, `prix`; `groupe` or `agence` only say what it is.
    pub direct_triggers_of_bodies: WordSet,
    /// Nouns with a capital that only say what the name after them is: `la Ville de Paris`, `la Région Occitanie`.
    pub appositions: WordSet,
    /// Institutions: with a capital they begin a longer name, `Université … de Séoul`.
    pub head_nouns: WordSet,
    /// Words that begin the titles of newspapers and the names of firms, and in small letters are ordinary ones: `la voix du Nord`.
    pub title_nouns: WordSet,
    /// Nouns that are a name by their capital alone and mean another body wherever the name goes on: `Parlement`.
    pub common_names: WordSet,
    /// Nouns for several people of one name: `les frères …`, `la famille …`.
    pub family_nouns: WordSet,
    /// Points of the compass, which lengthen a place's name or only say where: `Irlande du Nord`.
    pub compass: WordSet,
    /// Adjectives that lengthen a place's name: `Guinée équatoriale`.
    pub place_adjectives: WordSet,
    /// Endings of adjectives of belonging: `espagnol`, `national`.
    pub adjective_endings: &'static [&'static str],
    /// Adjectives with other endings.
    pub adjectives: WordSet,
    /// Words with such endings that are not adjectives.
    pub no_adjectives: WordSet,
    /// Words before an expression for a role that turn it away from its bearer: `ancien`, `ex-`, `vice-`.
    pub role_modifiers: WordSet,
    /// Words that lengthen a place's name after a bare binder: `États-Unis d’Amérique`.
    pub place_complements: WordSet,
    /// Words that are written with a capital everywhere: `Monday`.
    pub capital_words: WordSet,
    /// Places that are also the word for a man from there: name, then the words before, by `:`.
    pub own_demonyms: WordSet,
    /// Particles that tie a name to the one before it: `von`, `bin`.
    pub particles: WordSet,
    /// Particles that tie a name to the one after it: `François de …`.
    pub particles_after: WordSet,
    /// Abbreviations after which a full stop ends no sentence.
    pub abbreviations: WordSet,
    /// The letters with accents that the language itself writes: an accent that a form lacks makes another word
    /// (`Marché` is not `Marche`), a foreign one does not (`Erdoğan`, `Gómez`).
    pub accents: &'static str,
    /// What the words directly beside a capital say of it.
    pub name_words: NameWords,
}

impl MatchingRules {
    /// Returns whether a word without a capital after or between parts of a name belongs to it as an adjective.
    #[must_use]
    pub fn is_adjective(&self, word: &str) -> bool {
        let by_ending = || word.len() > 4 && self.adjective_endings.iter().any(|ending| word.ends_with(ending));
        self.adjectives.contains(word) || (by_ending() && !self.no_adjectives.contains(word))
    }

    /// Returns whether a word behind another is a noun for a body, building, place or the like, which may begin its name in small
    /// letters: `la fondation Orvane`. In `la voix du Nord` it rather is an ordinary noun.
    #[must_use]
    pub fn may_begin_small(&self, noun: &str, before: &str) -> bool {
        let nouns = [&self.head_nouns, &self.triggers, &self.direct_triggers, &self.territories];
        let has_gender = self.gendered_triggers.iter().any(|pair| pair.split(':').next() == Some(noun));
        nouns.iter().any(|nouns| nouns.contains(noun))
            && !self.adjectives.contains(noun)
            && !self.title_nouns.contains(noun)
            && (!has_gender || Self::has_pair(&self.gendered_triggers, noun, before))
    }

    /// Returns whether a word is a title: by itself, or by its ending where such words are written as one.
    #[must_use]
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word) || self.title_endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Returns whether a word only says what the name after it is.
    #[must_use]
    pub fn is_apposition(&self, word: &str) -> bool {
        self.appositions.contains(word) || self.apposition_endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Returns whether a noun directly after a name makes a longer one.
    #[must_use]
    pub fn is_following_head(&self, word: &str) -> bool {
        self.following_heads.contains(word) || self.following_head_endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Returns whether a small word is a finite verb.
    #[must_use]
    pub fn is_verb(&self, word: &str) -> bool {
        let by_ending = || word.len() > 3 && self.verb_endings.iter().any(|ending| word.ends_with(ending));
        self.verbs.contains(word) || (by_ending() && !self.no_verbs.contains(word))
    }

    /// Returns whether a table of pairs contains `word:before`.
    #[must_use]
    pub fn has_pair(table: &WordSet, word: &str, before: &str) -> bool {
        table.contains(&format!("{word}:{before}"))
    }
}
