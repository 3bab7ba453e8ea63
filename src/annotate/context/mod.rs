//! A name inside a longer name never links alone, also when the longer name is in no record: `Journal de Paris`,
//! `évêque de Sion`, `Paris Hilton`. The rules are named, so that "why" can say which one held a link back.
//!
//! One block of text at a time, from left to right, so that a rule may ask what became of the name before. The words
//! that the rules know stand in `language`; here stands only what is done with them. `neighbours` looks at the words
//! next to a name, `bound` for the head of a longer name before it, `continued` at what may go on after it, `roles` at
//! expressions such as `le président russe`.

mod continuation;
mod neighbours;
mod preceding_head;
pub mod roles;

use std::cell::OnceCell;
use std::ops::Range;

use crate::base::{FxHashMap, FxHashSet};
use crate::lang::matching::MatchingRules;
use crate::text::tokens;
use crate::text::tokens::{Gap, Token};

/// Why a name may be part of a longer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedBy {
    /// Name of the rule.
    pub rule: &'static str,
    /// The word of the text that it saw.
    pub word: String,
    /// Whether only a capital in a headline speaks against the name: it is free where its bearer is in the article.
    pub in_headline: bool,
}

/// What a name may be: the kinds of those who bear it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntityTypes {
    /// A person.
    pub person: bool,
    /// A place.
    pub place: bool,
    /// An organisation.
    pub body: bool,
    /// An expression for a role and nothing else.
    pub role: bool,
    /// The first and the last name of one person.
    pub full: bool,
    /// A form that the article's own front matter or text explains.
    pub local: bool,
}

/// A known name that stands in a block.
#[derive(Clone, Debug)]
pub struct NameSpan {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// What it may be.
    pub types: EntityTypes,
    /// Why it does not link; known for the names before the one that is looked at.
    pub blocked_by: Option<BlockedBy>,
}

/// What the rules may see.
pub struct NameContext<'a> {
    /// The text.
    pub text: &'a str,
    /// The words of the whole text.
    pub document: &'a WordCasing<'a>,
    /// The tokens of the block.
    pub tokens: &'a [Token],
    /// The names of the block, in order.
    pub names: &'a [NameSpan],
    /// For each token, the number of the name that holds it.
    pub name_of_token: &'a [Option<usize>],
    /// The language's tables.
    pub language: &'a MatchingRules,
    /// Whether the block is set in capitals or in title case, so that a capital says nothing.
    pub headline: bool,
}

/// How the words of a text are written in it, looked up once however many names ask.
pub struct WordCasing<'a> {
    tokens: &'a [Token],
    found: OnceCell<CasingIndex>,
}

#[derive(Default)]
struct CasingIndex {
    /// The words that stand somewhere without a capital, by their hashes.
    small: FxHashSet<u64>,
    /// Where each word has first and last a capital that begins no sentence, in bytes of the text.
    capital: FxHashMap<u64, (u32, u32)>,
}

impl<'a> WordCasing<'a> {
    /// Takes the tokens of a text; nothing is looked up until a rule asks.
    #[must_use]
    pub fn new(tokens: &'a [Token]) -> Self {
        Self { tokens, found: OnceCell::new() }
    }

    fn is_small(&self, hash: u64) -> bool {
        self.found().small.contains(&hash)
    }

    fn is_capital_outside(&self, hash: u64, own: &Range<u32>) -> bool {
        self.found().capital.get(&hash).is_some_and(|(first, last)| !own.contains(first) || !own.contains(last))
    }

    fn found(&self) -> &CasingIndex {
        self.found.get_or_init(|| {
            let mut found = CasingIndex::default();
            found.small.reserve(self.tokens.len() / 2);
            for token in self.tokens {
                if !token.is(Token::CAPITAL) {
                    found.small.insert(token.hash);
                } else if !token.is(Token::SENTENCE_START) {
                    found.capital.entry(token.hash).or_insert((token.start, token.start)).1 = token.start;
                }
            }
            found
        })
    }
}

/// A rule: its name, and what finds the word that it sees.
type BlockingRule = (&'static str, fn(&NameContext<'_>, &NameSpan) -> Option<usize>);

/// The rules in the order in which they are asked; the first that sees something names the reason.
const BLOCKING_RULES: [BlockingRule; 21] = [
    ("inside-word", neighbours::inside_word),
    ("compound", neighbours::compound),
    ("demonym", neighbours::demonym),
    ("plural-family", neighbours::plural_family),
    ("trigger-noun", neighbours::direct_trigger),
    ("adjacent-name", neighbours::adjacent_name),
    ("particle", neighbours::particle),
    ("initial", neighbours::initial),
    ("capital-after", neighbours::capital_after),
    ("capital-before", neighbours::capital_before),
    ("number-after", neighbours::number_after),
    ("longer-person", continuation::longer_person),
    ("compass", continuation::compass),
    ("longer-place", continuation::longer_place),
    ("longer-body", continuation::longer_body),
    ("noun-complement", preceding_head::complement),
    ("trigger-noun", preceding_head::trigger),
    ("institution", preceding_head::institution),
    ("capital-bound", preceding_head::capital),
    ("enumeration", preceding_head::enumeration),
    ("inside-longer", preceding_head::inside_longer),
];

impl NameContext<'_> {
    /// Returns why a name may be part of a longer one, or nothing where it stands by itself.
    #[must_use]
    pub fn blocked_by(&self, name: &NameSpan) -> Option<BlockedBy> {
        if name.types.local || name.types.role {
            return None;
        }
        BLOCKING_RULES.iter().find_map(|(rule, see)| {
            see(self, name).map(|index| BlockedBy {
                rule,
                word: self.tokens[index].text(self.text).to_owned(),
                in_headline: self.headline
                    && matches!(*rule, "capital-after" | "capital-before" | "capital-bound")
                    && !self.is_capital_elsewhere(index),
            })
        })
    }

    fn word(&self, index: usize) -> String {
        tokens::fold(self.tokens[index].text(self.text))
    }

    /// Returns the token before, if only a space stands between.
    fn spaced_before(&self, index: usize) -> Option<usize> {
        (index > 0 && self.tokens[index].gap == Gap::Space).then(|| index - 1)
    }

    /// Returns the token before, if only a space, a hyphen or an apostrophe stands between.
    fn joined_before(&self, index: usize) -> Option<usize> {
        (index > 0 && matches!(self.tokens[index].gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe)).then(|| index - 1)
    }

    /// Returns the token at `index` if only a space parts it from the one before.
    fn spaced_at(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index).filter(|token| token.gap == Gap::Space)
    }

    /// Returns the token at `index` if only a space, a hyphen or an apostrophe parts it from the one before.
    fn joined_at(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index).filter(|token| matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe))
    }

    fn name_at(&self, index: usize) -> Option<&NameSpan> {
        self.name_of_token.get(index).copied().flatten().map(|number| &self.names[number])
    }

    /// Tells whether a word has a capital that no known name, no title and no start of a sentence explains.
    fn is_unknown_capital(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        if !token.is(Token::CAPITAL) || self.name_of_token[index].is_some() {
            return false;
        }
        let word = self.word(index);
        let opens = self.headline || token.is(Token::SENTENCE_START);
        if self.language.titles.contains(&word)
            || self.language.capital_words.contains(&word)
            || (opens && self.language.openers.contains(&word))
        {
            return false;
        }
        // A word that the article also writes small needs no name to explain its capital.
        !(opens && self.is_small_elsewhere(index))
    }

    fn is_small_elsewhere(&self, index: usize) -> bool {
        self.document.is_small(self.tokens[index].hash)
    }

    /// Tells whether a word of a headline has its capital in a sentence too; so it is a name there as well.
    fn is_capital_elsewhere(&self, index: usize) -> bool {
        let hash = self.tokens[index].hash;
        let own = self.tokens.first().map_or(0, |token| token.start)..self.tokens.last().map_or(0, |token| token.end);
        self.document.is_capital_outside(hash, &own)
    }

    /// Tells whether a name is one noun, or a noun and its adjective, that only a capital makes a name: `Parlement`.
    fn is_common(&self, name: &NameSpan) -> bool {
        let first = self.word(name.first);
        self.language.common_names.contains(&first)
            && (name.first + 1..name.after).all(|index| self.language.is_adjective(&self.word(index)))
    }
}

/// Tells whether capitals say nothing in a block: a headline in capitals or in title case.
#[must_use]
pub fn is_headline(list: &[Token]) -> bool {
    if list.len() > 1 && list.iter().all(|token| token.is(Token::ALL_CAPITALS | Token::DIGIT) || token.len() < 3) {
        return list.iter().any(|token| token.is(Token::ALL_CAPITALS));
    }
    let long = list.iter().filter(|token| token.len() > 3 && !token.is(Token::DIGIT));
    let (mut n_words, mut n_capitals) = (0_usize, 0_usize);
    for token in long {
        n_words += 1;
        n_capitals += usize::from(token.is(Token::CAPITAL));
    }
    n_words >= 4 && n_capitals * 10 >= n_words * 8
}
