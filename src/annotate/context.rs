//! A name inside a longer name never links alone, also when the longer name is in no record: `Journal de Paris`,
//! `évêque de Sion`, `Paris Hilton`. The rules are named, so that "why" can say which one held a link back.

use super::candidates::Candidate;
use super::language::Language;
use crate::registry::tokens::{self, Gap, Token};

/// Why a name may be part of a longer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Name of the rule.
    pub rule: &'static str,
    /// The word of the text that it saw.
    pub word: String,
}

/// What the rules may see.
pub struct Context<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// For each token, whether some candidate holds it.
    pub named: &'a [bool],
    /// The language's tables.
    pub language: &'a Language,
    /// Whether the text is set in capitals or in title case, so that a capital says nothing.
    pub capitals_say_nothing: bool,
}

/// How far back the head of a longer name is looked for, in words: `Université pour femmes Ewha de Séoul`.
const MAX_HEAD_DISTANCE: usize = 6;

impl Context<'_> {
    /// Returns why the candidate may be part of a longer name, or nothing where it stands by itself.
    #[must_use]
    pub fn held(&self, candidate: &Candidate, is_place: bool) -> Option<Held> {
        self.inside_word(candidate)
            .or_else(|| self.compound(candidate))
            .or_else(|| self.direct_trigger(candidate))
            .or_else(|| self.capital_after(candidate))
            .or_else(|| self.capital_before(candidate))
            .or_else(|| if is_place { self.bound(candidate) } else { None })
    }

    fn word(&self, index: usize) -> String {
        tokens::fold(self.tokens[index].text(self.text))
    }

    fn hold(&self, rule: &'static str, index: usize) -> Option<Held> {
        Some(Held { rule, word: self.tokens[index].text(self.text).to_owned() })
    }

    /// `O’Brien` holds no `Brien`: an apostrophe opens a word only after an elided one.
    fn inside_word(&self, candidate: &Candidate) -> Option<Held> {
        if self.tokens[candidate.first].gap == Gap::Apostrophe && candidate.first > 0 {
            let before = self.word(candidate.first - 1);
            if !self.language.elisions.contains(&before.as_str()) || before == "o" {
                return self.hold("inside-word", candidate.first - 1);
            }
        }
        let after = self.tokens.get(candidate.after)?;
        if after.gap != Gap::Apostrophe {
            return None;
        }
        let word = self.word(candidate.after);
        (!self.language.possessives.contains(&word.as_str()) && word.len() > 1)
            .then(|| self.hold("inside-word", candidate.after))?
    }

    /// `Paris-Match` holds no `Paris`; `l’axe Moscou-Pyongyang` holds both, because both are known.
    fn compound(&self, candidate: &Candidate) -> Option<Held> {
        if candidate.first > 0 && self.tokens[candidate.first].gap == Gap::Hyphen && !self.named[candidate.first - 1] {
            let before = self.word(candidate.first - 1);
            if !self.language.prefixes.contains(&before.as_str()) && !self.language.titles.contains(&before.as_str()) {
                return self.hold("compound", candidate.first - 1);
            }
        }
        let after = self.tokens.get(candidate.after)?;
        if after.gap != Gap::Hyphen || self.named[candidate.after] {
            return None;
        }
        let word = self.word(candidate.after);
        (!self.language.suffixes.contains(&word.as_str())).then(|| self.hold("compound", candidate.after))?
    }

    /// `avenue Poutine`, `lycée Paris`.
    fn direct_trigger(&self, candidate: &Candidate) -> Option<Held> {
        let index = self.spaced_before(candidate.first)?;
        let word = self.word(index);
        self.language.direct_triggers.contains(&word.as_str()).then(|| self.hold("trigger-noun", index))?
    }

    /// `Paris Hilton`, `Kim Basinger`: a capital follows that no known name explains.
    fn capital_after(&self, candidate: &Candidate) -> Option<Held> {
        if self.capitals_say_nothing {
            return None;
        }
        let after = self.tokens.get(candidate.after)?;
        let joined = after.gap == Gap::Space && after.is(Token::CAPITAL) && !self.named[candidate.after];
        (joined && !self.language.titles.contains(&self.word(candidate.after).as_str()))
            .then(|| self.hold("capital-after", candidate.after))?
    }

    /// `Roman Poutine`, `Ministre Paris`: a capital stands before that is no title and opens no sentence.
    fn capital_before(&self, candidate: &Candidate) -> Option<Held> {
        let index = self.spaced_before(candidate.first)?;
        let before = &self.tokens[index];
        let word = self.word(index);
        if self.language.particles.contains(&word.as_str()) {
            return self.hold("particle", index);
        }
        let unknown = before.is(Token::CAPITAL) && !self.named[index] && !self.capitals_say_nothing;
        if !unknown || self.language.titles.contains(&word.as_str()) || self.language.openers.contains(&word.as_str()) {
            return None;
        }
        self.hold("capital-before", index)
    }

    /// `évêque de Sion`, `Université pour femmes Ewha de Séoul`: a noun that makes a longer name is bound to the place.
    fn bound(&self, candidate: &Candidate) -> Option<Held> {
        let mut at = candidate.first;
        let mut index = self.joined_before(at)?;
        if self.language.articles.contains(&self.word(index).as_str()) {
            at = index;
            index = self.joined_before(at)?;
        }
        if !self.language.binders.contains(&self.word(index).as_str()) {
            return None;
        }
        for distance in 1..=MAX_HEAD_DISTANCE {
            index = self.joined_before(index)?;
            if self.named[index] {
                return None;
            }
            let token = &self.tokens[index];
            let word = self.word(index);
            if distance == 1 && self.language.triggers.contains(&word.as_str()) {
                return self.hold("trigger-noun", index);
            }
            let capital = token.is(Token::CAPITAL) && !self.capitals_say_nothing;
            // At the start of a sentence the capital says nothing: `Parti de Moscou, il…`.
            if capital && !token.is(Token::OPENS) && self.language.heads.contains(&word.as_str()) {
                return self.hold("institution", index);
            }
            if distance == 1 && capital && !token.is(Token::OPENS) && !self.language.titles.contains(&word.as_str()) {
                return self.hold("capital-bound", index);
            }
            let stops = [
                "a", "au", "aux", "en", "dans", "par", "sur", "vers", "que", "qui", "et", "ou", "in", "at", "to",
                "and", "by",
            ];
            if stops.contains(&word.as_str()) {
                return None;
            }
        }
        None
    }

    /// Returns the token before, if only a space stands between.
    fn spaced_before(&self, index: usize) -> Option<usize> {
        (index > 0 && self.tokens[index].gap == Gap::Space).then(|| index - 1)
    }

    /// Returns the token before, if only a space, a hyphen or an apostrophe stands between.
    fn joined_before(&self, index: usize) -> Option<usize> {
        (index > 0 && matches!(self.tokens[index].gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe)).then(|| index - 1)
    }
}

/// Tells whether capitals say nothing in a text: a headline in capitals or in title case.
#[must_use]
pub fn capitals_say_nothing(list: &[Token]) -> bool {
    let long = list.iter().filter(|token| token.end - token.start > 3 && !token.is(Token::DIGIT));
    let (mut n_words, mut n_capitals) = (0_usize, 0_usize);
    for token in long {
        n_words += 1;
        n_capitals += usize::from(token.is(Token::CAPITAL));
    }
    n_words >= 4 && n_capitals * 10 >= n_words * 8
}
