//! What the rules about longer names look at: the tokens and names of one block, and the helpers that all of them use.

use std::cell::OnceCell;
use std::ops::Range;

use super::block_shape::{self, BlockShape};
use super::blocking_rule::BlockingRule;
use crate::base::{FxHashMap, FxHashSet};
use crate::lang::matching::MatchingRules;
use crate::text::tokens::{self, Gap, Token};

/// Why a name may be part of a longer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BlockedBy {
    /// The rule that applied.
    pub rule: BlockingRule,
    /// The word of the text that the rule found.
    pub word: String,
    /// Whether the only reason is a capital in a headline. Then the name links if its entity is in the article.
    pub in_headline: bool,
}

/// What a name may be: the kinds of the entities that have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct EntityTypes {
    /// A person.
    pub person: bool,
    /// A place.
    pub place: bool,
    /// An organisation.
    pub body: bool,
    /// An expression for a role and nothing else.
    pub role: bool,
    /// The first and last name of one person.
    pub full: bool,
    /// A strong form of some entity.
    pub strong: bool,
    /// A form that is written with a space.
    pub several_words: bool,
    /// A form that the article's own front matter or text defines.
    pub local: bool,
}

/// A known name in a block.
#[derive(Clone, Debug)]
pub(crate) struct NameSpan {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// What it may be.
    pub types: EntityTypes,
    /// Whether the text has it in the genitive, which is written as one word: `Hamburgs`.
    pub is_genitive: bool,
    /// Why it does not link. Set only for names before the one that is being checked.
    pub blocked_by: Option<BlockedBy>,
}

/// What the rules look at.
pub(crate) struct NameContext<'a> {
    /// The text.
    pub text: &'a str,
    /// The words of the whole text.
    pub document: &'a WordCasing<'a>,
    /// The tokens of the block.
    pub tokens: &'a [Token],
    /// The names of the block, in order.
    pub names: &'a [NameSpan],
    /// For each token, the number of the name that it is part of.
    pub name_of_token: &'a [Option<usize>],
    /// The language's tables.
    pub language: &'a MatchingRules,
    /// Whether the block is in capitals or in title case, so that a capital has no meaning.
    pub headline: bool,
    /// What kind of text the block is.
    pub shape: BlockShape,
    /// The dates of the text, in order.
    pub dates: &'a [Range<usize>],
}

/// How each word of a text is written elsewhere in it. The indexes are made on first use.
pub(crate) struct WordCasing<'a> {
    tokens: &'a [Token],
    index: OnceCell<CasingIndex>,
    /// Hashes of the words with a capital that follow a word which only places follow.
    places: OnceCell<FxHashSet<u64>>,
}

#[derive(Default)]
struct CasingIndex {
    /// Hashes of the words that occur somewhere without a capital.
    small: FxHashSet<u64>,
    /// For each word, the first and last place where it has a capital within a sentence, in bytes of the text.
    capital: FxHashMap<u64, (u32, u32)>,
}

impl<'a> WordCasing<'a> {
    /// Takes the tokens of a text.
    #[must_use]
    pub(crate) fn new(tokens: &'a [Token]) -> Self {
        Self { tokens, index: OnceCell::new(), places: OnceCell::new() }
    }

    /// Returns whether a word occurs somewhere without a capital.
    pub(crate) fn is_small(&self, hash: u64) -> bool {
        self.index().small.contains(&hash)
    }

    /// Returns whether a word follows somewhere a preposition or article that only places follow: `en Hollande`.
    pub(super) fn is_place(&self, hash: u64, text: &str, language: &MatchingRules) -> bool {
        let places = self.places.get_or_init(|| {
            let words = &language.name_words;
            let follows = |pair: &&[Token]| {
                let [before, token] = pair else { return false };
                token.is(Token::CAPITAL) && token.gap == Gap::Space && before.len() < 12 && {
                    let written = before.text(text);
                    let word = tokens::fold(written);
                    written != "a" && (words.impersonal.contains(&word) || words.towards.contains(&word))
                }
            };
            let found = self.tokens.windows(2).filter(follows).filter_map(|pair| pair.last());
            found.map(|token| token.hash).collect()
        });
        places.contains(&hash)
    }

    /// Returns whether a word has a capital somewhere within a sentence.
    pub(crate) fn is_capital_within_sentence(&self, hash: u64) -> bool {
        self.index().capital.contains_key(&hash)
    }

    fn is_capital_outside(&self, hash: u64, own: &Range<u32>) -> bool {
        self.index().capital.get(&hash).is_some_and(|(first, last)| !own.contains(first) || !own.contains(last))
    }

    fn index(&self) -> &CasingIndex {
        self.index.get_or_init(|| {
            let mut index = CasingIndex::default();
            index.small.reserve(self.tokens.len() / 2);
            for token in self.tokens {
                if !token.is(Token::CAPITAL) {
                    index.small.insert(token.hash);
                } else if !token.is(Token::SENTENCE_START) {
                    index.capital.entry(token.hash).or_insert((token.start, token.start)).1 = token.start;
                }
            }
            index
        })
    }
}

impl NameContext<'_> {
    pub(super) fn word(&self, index: usize) -> String {
        tokens::fold(self.tokens[index].text(self.text))
    }

    /// Returns the token before, if only a space is between.
    pub(super) fn spaced_before(&self, index: usize) -> Option<usize> {
        (index > 0 && self.tokens[index].gap == Gap::Space).then(|| index - 1)
    }

    /// Returns the token before, if only a space, a hyphen or an apostrophe is between.
    pub(super) fn joined_before(&self, index: usize) -> Option<usize> {
        (index > 0 && matches!(self.tokens[index].gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe)).then(|| index - 1)
    }

    /// Returns the token at `index` if only a space is between it and the one before.
    pub(super) fn spaced_at(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index).filter(|token| token.gap == Gap::Space)
    }

    /// Returns the token at `index` if only a space, a hyphen or an apostrophe is between it and the one before.
    pub(super) fn joined_at(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index).filter(|token| matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe))
    }

    pub(super) fn name_at(&self, index: usize) -> Option<&NameSpan> {
        self.name_of_token.get(index).copied().flatten().map(|number| &self.names[number])
    }

    /// Returns whether a token is part of a known name.
    pub(super) fn is_in_name(&self, index: usize) -> bool {
        self.name_of_token[index].is_some()
    }

    /// Returns whether a token has a capital.
    pub(super) fn is_capital(&self, index: usize) -> bool {
        self.tokens[index].is(Token::CAPITAL)
    }

    /// Returns the text between a token and the one before.
    pub(super) fn text_before(&self, index: usize) -> &str {
        &self.text[self.tokens[index - 1].end as usize..self.tokens[index].start as usize]
    }

    /// Returns whether a word has a capital that no known name, no title and no start of a sentence explains.
    pub(super) fn is_unknown_capital(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        if !token.is(Token::CAPITAL) || self.is_in_name(index) {
            return false;
        }
        let word = self.word(index);
        let opens = self.headline || token.is(Token::SENTENCE_START);
        if self.language.is_title(&word)
            || self.language.capital_words.contains(&word)
            || (opens && self.language.openers.contains(&word))
        {
            return false;
        }
        // A word that the article also has in lower case does not get its capital from a name.
        !(opens && self.is_small_elsewhere(index))
    }

    /// Returns whether a token lies in a date.
    pub(super) fn is_dated(&self, index: usize) -> bool {
        block_shape::is_dated(self.dates, &self.tokens[index])
    }

    pub(super) fn is_small_elsewhere(&self, index: usize) -> bool {
        self.document.is_small(self.tokens[index].hash)
    }

    /// Returns whether a word of a headline also has a capital within a sentence elsewhere, and so is a name.
    pub(super) fn is_capital_elsewhere(&self, index: usize) -> bool {
        let hash = self.tokens[index].hash;
        let own = self.tokens.first().map_or(0, |token| token.start)..self.tokens.last().map_or(0, |token| token.end);
        self.document.is_capital_outside(hash, &own)
    }

    /// Returns whether a name is a common noun with a capital, with or without an adjective: `Parlement`.
    pub(super) fn is_common(&self, name: &NameSpan) -> bool {
        let first = self.word(name.first);
        self.language.common_names.contains(&first)
            && (name.first + 1..name.after).all(|index| self.language.is_adjective(&self.word(index)))
    }
}

/// Returns whether capitals have no meaning in a block, because it is in capitals or in title case.
#[must_use]
pub(crate) fn is_headline(list: &[Token]) -> bool {
    is_in_capitals(list) || is_in_title_case(list)
}

/// Returns whether all words of a block are in capitals.
pub(super) fn is_in_capitals(list: &[Token]) -> bool {
    list.len() > 1
        && list.iter().all(|token| token.is(Token::ALL_CAPITALS | Token::DIGIT) || token.len() < 3)
        && list.iter().any(|token| token.is(Token::ALL_CAPITALS))
}

/// Returns whether four words in five of a block have a capital.
pub(super) fn is_in_title_case(list: &[Token]) -> bool {
    let long = list.iter().filter(|token| token.len() > 3 && !token.is(Token::DIGIT));
    let (mut n_words, mut n_capitals) = (0_usize, 0_usize);
    for token in long {
        n_words += 1;
        n_capitals += usize::from(token.is(Token::CAPITAL));
    }
    n_words >= 4 && n_capitals * 10 >= n_words * 8
}
