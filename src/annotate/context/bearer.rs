//! The words around a person's name that say who bears it: first names, initials, a civility, `les`, `frères`, `fils`.
//!
//! It looks at one name. `namesakes` puts together what all names of an article say about one family name.

use std::ops::Range;

use super::name_context::{NameContext, NameSpan};
use crate::gazetteer::{Sex, is_given_name};
use crate::lang::matching::CapitalMeaning;
use crate::lang::names::{FEMALE_CIVILITIES, GENERATIONS, HOUSES, MALE_CIVILITIES};
use crate::registry::personal_names;
use crate::text::tokens::{Gap, Token};

/// The most words of an apposition that are read.
const MAX_APPOSITION: usize = 8;

/// The most first names that are looked at before a family name.
const MAX_FIRST_NAMES: usize = 4;

/// What the words around a name say about its bearer. Numbers are those of tokens in the block.
#[derive(Clone, Debug, Default)]
pub(crate) struct BearerCues {
    /// The words before the name that are first names of an entity with this name: `García` before `Montes`.
    pub own: Option<Range<usize>>,
    /// The sex that a civility before the name gives.
    pub sex: Option<Sex>,
    /// A first name before the name that no entity with this name has.
    pub stranger: Option<usize>,
    /// Whether a particle is between that first name and the name, so that they are one: `Jean de Villecourt`.
    pub stranger_with_particle: bool,
    /// A word by which several people bear the name: `les Morel`, `M. et Mme Morel`, `Morel fils`.
    pub several: Option<usize>,
}

/// Looks for these words around a name. `is_own` returns whether an entity with this name has a first name, given by its hash.
pub(crate) fn cues(context: &NameContext<'_>, name: &NameSpan, is_own: impl Fn(u64) -> bool) -> BearerCues {
    let mut cues = BearerCues { several: context.several(name), ..BearerCues::default() };
    let (mut first, mut end) = (context.first_names_before(name.first), name.first);
    if first == end
        && let Some(nickname) = context.nickname_before(name.first)
    {
        (first, end) = (context.first_names_before(nickname), nickname);
        if first == end && nickname > 0 && context.is_capital(nickname - 1) {
            first = context.first_names_before(nickname - 1);
        }
    }
    cues.sex = context.civility_before(first);
    let first_names = personal_names::first_name_hashes(&context.tokens[first..end]);
    let mut words = (first..end).filter(|index| !context.is_initial(*index)).peekable();
    if let Some(word) = words.peek().copied() {
        if first_names.iter().all(|name| is_own(*name)) {
            // A first name that is another name by itself stays one.
            cues.own = Some(first..end).filter(|_| (first..end).all(|index| !context.is_in_name(index)));
        } else if !first_names.first().is_some_and(|name| is_own(*name))
            && words.any(|index| context.is_first_name(index, name.types.full))
        {
            cues.stranger = Some(word);
        }
    } else if first == end
        && let Some(word) = context.first_name_before_particle(name)
    {
        cues.stranger = Some(word);
        cues.stranger_with_particle = true;
    }
    cues
}

/// Returns the first name before the name of a place or body, which then is somebody's family name: `Anna` before `Tours`.
pub(crate) fn stranger_before(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let before = context.spaced_before(name.first).filter(|_| name.after == name.first + 1)?;
    let is_first_name = context.is_capital(before)
        && !context.headline
        && !context.is_in_name(before)
        && is_given_name(context.tokens[before].text(context.text));
    is_first_name.then_some(before)
}

/// Returns whether a preposition of place or an article precedes a name.
pub(crate) fn is_located(context: &NameContext<'_>, name: &NameSpan) -> bool {
    context.joined_before(name.first).is_some_and(|before| {
        let word = context.word(before);
        context.language.locatives.contains(&word) || context.language.articles.contains(&word)
    })
}

/// Returns the words of the office that is said of a full name, its noun first: `le maire de Valmire, Jean Morel`,
/// `le maire Jean Morel`, `Jean Morel, maire de Valmire`.
pub(crate) fn apposition(context: &NameContext<'_>, name: &NameSpan) -> Option<Range<usize>> {
    let language = context.language;
    let is_modified = |noun: usize| {
        noun > 0 && context.tokens[noun].gap != Gap::Start && language.role_modifiers.contains(&context.word(noun - 1))
    };
    let is_tied = |index: usize| matches!(context.tokens[index].gap, Gap::Space | Gap::Apostrophe | Gap::Hyphen);
    let is_article = |index: usize| language.articles.contains(&context.word(index));
    if name.first > 0 && (context.tokens[name.first].gap == Gap::Space || context.text_before(name.first).trim() == ",")
    {
        let mut noun = name.first - 1;
        while noun > 0 && name.first - noun < MAX_APPOSITION && is_tied(noun) {
            let before = noun - 1;
            let is_own_article = is_article(before)
                && !(before > 0 && is_tied(before) && language.binders.contains(&context.word(before - 1)));
            if is_own_article {
                return (!is_modified(noun) && !is_modified(before)).then_some(noun..name.first);
            }
            noun = before;
        }
    }
    let next = context.tokens.get(name.after).filter(|_| context.text_before(name.after).trim() == ",")?;
    let noun = if is_article(name.after) { name.after + 1 } else { name.after };
    let is_small = !next.is(Token::CAPITAL);
    let end =
        (noun + 1..noun + MAX_APPOSITION).take_while(|index| context.tokens.get(*index).is_some() && is_tied(*index));
    let end = end.last().map_or(noun + 1, |last| last + 1);
    // A comma or the end of the sentence must close it: `Jean Morel, maire de Valmire, …`.
    let is_closed = context.tokens.get(end).is_none_or(|token| !matches!(token.gap, Gap::Space));
    (is_small && is_closed && noun < context.tokens.len() && !is_modified(noun)).then_some(noun..end)
}

impl NameContext<'_> {
    fn is_initial(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        token.is(Token::CAPITAL) && token.text(self.text).chars().filter(|c| c.is_alphabetic()).count() == 1
    }

    fn is_civility(&self, index: usize) -> bool {
        let word = self.word(index);
        MALE_CIVILITIES.contains(&word.as_str()) || FEMALE_CIVILITIES.contains(&word.as_str())
    }

    /// Returns the first of the capitalised words right before a token; the token itself if there are none.
    fn first_names_before(&self, index: usize) -> usize {
        let mut first = index;
        while first > 0 && index - first < MAX_FIRST_NAMES {
            let before = first - 1;
            let tied = match self.tokens[first].gap {
                Gap::Space => true,
                // `Morel-Dupont` is another family name.
                Gap::Hyphen => first < index,
                gap => gap.is_after_initial() && self.is_initial(before),
            };
            let word = self.word(before);
            let opens = self.headline || self.tokens[before].is(Token::SENTENCE_START);
            let is_function_word = self.language.titles.contains(&word)
                || self.language.articles.contains(&word)
                || (opens && self.language.openers.contains(&word));
            if !tied || is_function_word || !self.is_capital(before) {
                break;
            }
            first = before;
        }
        first
    }

    /// Returns the first word of a nickname in marks or brackets right before a token: `Gérard « Gégé » Morel`.
    fn nickname_before(&self, index: usize) -> Option<usize> {
        let is_one_of = |at: usize, marks: &[char]| self.text_before(at).trim().chars().eq(marks.iter().copied());
        let closed = |at: usize| ['»', '”', '"', '’', '\'', ')'].into_iter().find(|mark| is_one_of(at, &[*mark]));
        let mark = (index > 0).then(|| closed(index)).flatten()?;
        let opening: &[char] = match mark {
            '»' => &['«'],
            '”' => &['“'],
            '’' => &['‘'],
            ')' => &['('],
            _ => &[mark],
        };
        (index.saturating_sub(3).max(1)..index)
            .rev()
            .take_while(|first| self.name_of_token[*first].is_none())
            .find(|first| is_one_of(*first, opening))
    }

    /// Returns the sex that a civility before a token gives: `Mme Morel`.
    fn civility_before(&self, index: usize) -> Option<Sex> {
        let before = index.checked_sub(1).filter(|_| matches!(self.tokens[index].gap, Gap::Space | Gap::Dot))?;
        let word = self.word(before);
        let holds = |list: &[&str]| list.contains(&word.as_str());
        let is_sentence_end = self.tokens[index].gap == Gap::Dot && !self.language.abbreviations.contains(&word);
        match (holds(&MALE_CIVILITIES), holds(&FEMALE_CIVILITIES)) {
            _ if is_sentence_end => None,
            (true, _) => Some(Sex::Male),
            (_, true) => Some(Sex::Female),
            _ => self.sex_of_title(&word),
        }
    }

    /// Returns the sex of a title that has another form for the other sex: `présidente`, `sénateur`.
    fn sex_of_title(&self, title: &str) -> Option<Sex> {
        let titles = &self.language.titles;
        // `Me` is no feminine of `M.`.
        if title.len() < 4 || !titles.contains(title) {
            return None;
        }
        let of_man = title.strip_suffix("rice").map(|stem| format!("{stem}eur"));
        let of_man = of_man.or_else(|| title.strip_suffix('e').map(str::to_owned));
        if of_man.is_some_and(|other| titles.contains(&other)) {
            return Some(Sex::Female);
        }
        let of_woman = title.strip_suffix("eur").map(|stem| format!("{stem}rice"));
        let has_other = titles.contains(&format!("{title}e")) || of_woman.is_some_and(|other| titles.contains(&other));
        has_other.then_some(Sex::Male)
    }

    /// Returns the word because of which a name is that of several people.
    fn several(&self, name: &NameSpan) -> Option<usize> {
        let language = self.language;
        let before = name.first.checked_sub(1).filter(|_| matches!(self.tokens[name.first].gap, Gap::Space | Gap::Dot));
        if let Some(before) = before.filter(|_| !name.types.full) {
            let word = self.word(before);
            let is_sentence_end = self.tokens[name.first].gap == Gap::Dot;
            let is_plural = !is_sentence_end && language.plural_determiners.contains(&word)
                || (!is_sentence_end && language.family_nouns.contains(&word) && !HOUSES.contains(&word.as_str()));
            // `M. et Mme Morel`.
            let is_couple = before > 1
                && self.is_civility(before)
                && language.conjunctions.contains(&self.word(before - 1))
                && self.is_civility(before - 2);
            if is_plural || is_couple {
                return Some(before);
            }
        }
        self.spaced_at(name.after).filter(|_| self.name_of_token[name.after].is_none())?;
        let word = self.word(name.after);
        let is_plural = language.family_nouns.contains(&word) && !HOUSES.contains(&word.as_str());
        // In small letters `senior` and `junior` belong to what follows: `Morel senior adviser`.
        let is_small_rank = !self.is_capital(name.after) && word.ends_with("nior");
        let is_generation = GENERATIONS.contains(&word.as_str()) && !is_small_rank;
        (is_generation || (is_plural && !name.types.full)).then_some(name.after)
    }

    /// Returns whether a capitalised word before a name can only be a first name. Before a full name, offices and nouns are far
    /// more frequent (`Scientist Rebecca Morel`), so that only a listed first name is one.
    fn is_first_name(&self, index: usize, is_before_full_name: bool) -> bool {
        let (token, language) = (&self.tokens[index], self.language);
        if let Some(name) = self.name_at(index) {
            return name.types.person && !name.types.full;
        }
        if self.is_dated(index) {
            return false;
        }
        if is_given_name(token.text(self.text)) || is_before_full_name {
            return is_given_name(token.text(self.text));
        }
        // `Werftchef Brandner`: where all nouns have a capital, only a listed first name is one.
        if language.capitals == CapitalMeaning::Noun {
            return false;
        }
        let word = self.word(index);
        let opens = token.is(Token::SENTENCE_START);
        let is_noun = language.head_nouns.contains(&word)
            || language.triggers.contains(&word)
            || language.direct_triggers.contains(&word)
            || language.appositions.contains(&word)
            || language.common_names.contains(&word)
            || language.is_adjective(&word);
        // A verb that opens a sentence: `Battre Morel`, `Asked`.
        let is_verb = opens && language.name_words.opening_verb_endings.iter().any(|end| word.ends_with(end));
        !self.headline
            && self.is_unknown_capital(index)
            && !token.is(Token::ALL_CAPITALS | Token::DIGIT)
            && !is_noun
            && !is_verb
            && !self.is_small_elsewhere(index)
            && !self.has_determiner(index)
    }

    /// Returns the first name or civility that a particle ties to a family name: `Jean de Villecourt`, `Mme de Villecourt`.
    fn first_name_before_particle(&self, name: &NameSpan) -> Option<usize> {
        let particle =
            self.joined_before(name.first).filter(|index| !self.is_in_name(*index) && !self.is_capital(*index))?;
        let before = particle.checked_sub(1).filter(|_| matches!(self.tokens[particle].gap, Gap::Space | Gap::Dot))?;
        let tied = self.language.particles_after.contains(&self.word(particle)) && !name.types.full;
        let is_bearer = self.is_capital(before)
            && !self.is_in_name(before)
            && (self.is_civility(before) || is_given_name(self.tokens[before].text(self.text)));
        (tied && is_bearer).then_some(before)
    }
}
