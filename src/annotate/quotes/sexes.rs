//! What an article shows of the sex of the people in it, for the pronouns that mean them.
//!
//! Evidence are civilities and roles before a name, and given names. Where it contradicts itself, nothing is known. No name is
//! linked by it: a law lets this file alone of `annotate` look into the gazetteer.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::quote_block::EntityMention;
use super::speech_lexicon::SpeechLexicon;
pub(super) use crate::gazetteer::Sex;
use crate::gazetteer::{is_given_name, sex_of_given_name};
use crate::lang::LanguageData;
use crate::lang::speech::{FEMININE, FEMININE_ARTICLE, MASCULINE, MASCULINE_ARTICLE, PRONOUN, ROLE_NOUN, WordFlags};
use crate::model::{BaseKind, Id};
use crate::text::tokens::{self, Token};

/// The sexes of the people in an article, as far as they are known. They are looked up when a pronoun first asks.
pub(super) struct Sexes<'a> {
    text: &'a str,
    mentions: &'a [EntityMention<'a>],
    table: &'a SpeechLexicon,
    in_french: bool,
    found: OnceCell<HashMap<&'a Id, Sex>>,
    /// Whether the article names people whom no record knows.
    names_others: OnceCell<bool>,
    /// The only person that the article names, if there is one only.
    sole_person: OnceCell<Option<&'a Id>>,
    /// What pronouns have shown since.
    learned: RefCell<HashMap<&'a Id, Sex>>,
}

impl<'a> Sexes<'a> {
    /// Takes an article.
    pub(super) fn new(
        text: &'a str,
        mentions: &'a [EntityMention<'a>],
        language: &'static LanguageData,
        table: &'a SpeechLexicon,
    ) -> Self {
        let in_french = table.has_incises && language.gazetteer_column == 0;
        Self {
            text,
            mentions,
            table,
            in_french,
            found: OnceCell::new(),
            names_others: OnceCell::new(),
            sole_person: OnceCell::new(),
            learned: RefCell::default(),
        }
    }

    /// Returns the sex of the person that a mention names.
    pub(super) fn of(&self, mention: usize) -> Option<Sex> {
        let entity = self.mentions.get(mention)?.entity;
        let found = self.found.get_or_init(|| self.all()).get(entity).copied();
        found.or_else(|| self.learned.borrow().get(entity).copied())
    }

    /// Keeps the sex that a pronoun has shown.
    pub(super) fn learn(&self, mention: usize, sex: Option<Sex>) {
        if let (Some(named), Some(sex)) = (self.mentions.get(mention), sex) {
            self.learned.borrow_mut().entry(named.entity).or_insert(sex);
        }
    }

    /// Returns the sex of a given name in the article's language.
    pub(super) fn of_given_name(&self, word: &str) -> Option<Sex> {
        sex_of_given_name(word, self.in_french)
    }

    /// Returns the only person that the article names.
    pub(super) fn sole_person(&self) -> Option<&'a Id> {
        *self.sole_person.get_or_init(|| {
            let mut people = self.mentions.iter().filter(|mention| mention.kind == BaseKind::Person);
            let first = people.next()?.entity;
            people.all(|other| other.entity == first).then_some(first)
        })
    }

    /// Returns whether the article names people whom no record knows: a given name and another capital outside all mentions.
    pub(super) fn names_others(&self) -> bool {
        *self.names_others.get_or_init(|| {
            let mut words = Vec::new();
            tokens::tokenize(self.text, 0, self.text.len(), &mut words);
            words.windows(2).any(|pair| {
                let is_pair = pair.iter().all(|word| word.is(Token::CAPITAL))
                    && matches!(pair[1].gap, tokens::Gap::Space)
                    && is_given_name(pair[0].text(self.text));
                let start = pair[0].start as usize;
                let index = self.mentions.partition_point(|mention| mention.end <= start);
                is_pair && self.mentions.get(index).is_none_or(|mention| mention.start > start)
            })
        })
    }

    fn all(&self) -> HashMap<&'a Id, Sex> {
        let mut votes: HashMap<&'a Id, [u32; 2]> = HashMap::new();
        let mut words = Vec::new();
        for mention in self.mentions.iter().filter(|mention| mention.kind == BaseKind::Person) {
            let vote = votes.entry(mention.entity).or_default();
            let mut add = |sex: Sex, weight: u32| vote[usize::from(sex == Sex::Male)] += weight;
            if let Some((sex, weight)) = self.before(mention.start, &mut words) {
                add(sex, weight);
            }
            if let Some(sex) = self.of_name(mention) {
                add(sex, 3);
            }
        }
        let decided = |[female, male]: [u32; 2]| match (female, male) {
            (female, male) if female >= 3 && female > 3 * male => Some(Sex::Female),
            (female, male) if male >= 2 && male > 3 * female => Some(Sex::Male),
            _ => None,
        };
        votes.into_iter().filter_map(|(entity, vote)| decided(vote).map(|sex| (entity, sex))).collect()
    }

    /// Returns what the word before a name shows: `Mme`, `la ministre`, and how much it counts.
    fn before(&self, start: usize, words: &mut Vec<Token>) -> Option<(Sex, u32)> {
        let from = self.text.floor_char_boundary(start.saturating_sub(40));
        words.clear();
        tokens::tokenize(self.text, from, start, words);
        let last = words
            .last()
            .filter(|last| !self.text[last.end as usize..start].contains([',', ';', ':', '»', '”', '\n']))?;
        let flags = self.table.flags(last.hash);
        let is_title = |flags: WordFlags| flags & PRONOUN == 0 && flags & ROLE_NOUN != 0;
        if is_title(flags) && flags & FEMININE != 0 {
            return Some((Sex::Female, 4));
        }
        // The article of an office may be that of a man where the holder is a woman: it counts for less.
        if is_title(flags) && flags & MASCULINE != 0 {
            return Some((Sex::Male, 3));
        }
        let article = words.len().checked_sub(2).map_or(0, |before| self.table.flags(words[before].hash));
        match is_title(flags) {
            true if article & FEMININE_ARTICLE != 0 => Some((Sex::Female, 4)),
            true if article & MASCULINE_ARTICLE != 0 => Some((Sex::Male, 1)),
            _ => None,
        }
    }

    /// Returns the sex that the given name in a mention shows, or that in its id, if the mention is the family name alone.
    fn of_name(&self, mention: &EntityMention<'_>) -> Option<Sex> {
        let name = &self.text[mention.start..mention.end];
        if let Some((given, _)) = name.split_once(char::is_whitespace) {
            return self.of_given_name(given);
        }
        let (given, rest) = mention.entity.as_str().split_once('-')?;
        let family = tokens::fold(name).replace(['’', '\''], "-");
        (rest.ends_with(family.as_str())).then(|| self.of_given_name(given)).flatten()
    }
}

/// Returns the sex that a word shows: a pronoun, a title, a role.
pub(super) fn of_flags(flags: WordFlags) -> Option<Sex> {
    match (flags & FEMININE != 0, flags & MASCULINE != 0) {
        (true, false) => Some(Sex::Female),
        (false, true) => Some(Sex::Male),
        _ => None,
    }
}
