//! The gazetteer flags of the words in a block: part of the name of a country, city or organisation, given name,
//! demonym and so on.
//!
//! The names themselves are in `gazetteer`; here they are prepared for matching whole phrases by the hashes of their
//! tokens.

use std::sync::LazyLock;

use super::tokenized_text::{WordFeatures, shape};
use crate::base::FxHashMap;
use crate::gazetteer::{self, NameCategory};
use crate::text::tokens;
use crate::text::tokens::Token;

/// Part of the name of a country.
pub(super) const COUNTRY: u16 = 1;
/// Part of the name of a capital.
pub(super) const CAPITAL: u16 = 1 << 1;
/// Part of the name of a city.
pub(super) const CITY: u16 = 1 << 2;
/// Part of the name of a region, sea or river.
pub(super) const REGION: u16 = 1 << 3;
/// Part of the name of an organisation.
pub(super) const ORGANISATION: u16 = 1 << 4;
/// A given name.
pub(super) const GIVEN_NAME: u16 = 1 << 5;
/// A family name.
pub(super) const FAMILY_NAME: u16 = 1 << 6;
/// A demonym.
pub(super) const DEMONYM: u16 = 1 << 7;
/// The first word of a listed name.
pub(super) const BEGINS_NAME: u16 = 1 << 8;
/// Part of a listed name of several words.
pub(super) const MULTI_WORD: u16 = 1 << 9;
/// Part of the name of a city of more than 100,000 people.
pub(super) const LARGE: u16 = 1 << 10;

/// Flags of names that are matched as phrases.
const PHRASES: u16 = COUNTRY | CAPITAL | CITY | REGION | ORGANISATION | LARGE;
/// The longest listed name, in tokens.
const MAX_TOKENS: usize = 8;

struct GazetteerTrie {
    /// Rolling hash of a phrase's first tokens -> the flags of a phrase that ends here, and whether longer ones
    /// continue.
    phrases: FxHashMap<u64, PhraseNode>,
    /// Hash of a word -> given name, family name, demonym.
    words: FxHashMap<u64, u16>,
}

#[derive(Clone, Copy, Default)]
struct PhraseNode {
    class: u16,
    goes_on: bool,
}

static GAZETTEER_TRIE: LazyLock<GazetteerTrie> = LazyLock::new(|| {
    let mut lists = GazetteerTrie { phrases: FxHashMap::default(), words: FxHashMap::default() };
    let mut list = Vec::new();
    gazetteer::for_each_name(|name, listed| {
        list.clear();
        tokens::tokenize(name, 0, name.len(), &mut list);
        let class = match listed {
            NameCategory::Country => COUNTRY,
            NameCategory::Capital => CAPITAL | CITY,
            NameCategory::City { population } if population > 100_000 => CITY | LARGE,
            NameCategory::City { .. } => CITY,
            NameCategory::Region => REGION,
            NameCategory::Organisation => ORGANISATION,
            NameCategory::GivenName => GIVEN_NAME,
            NameCategory::FamilyName => FAMILY_NAME,
            NameCategory::Demonym => DEMONYM,
        };
        if class & PHRASES == 0 {
            list.iter().for_each(|token| *lists.words.entry(token.hash).or_insert(0) |= class);
            return;
        }
        if list.len() > MAX_TOKENS {
            return;
        }
        let mut hash = 0;
        for (index, token) in list.iter().enumerate() {
            hash = roll(hash, token.hash);
            let node = lists.phrases.entry(hash).or_default();
            if index + 1 == list.len() { node.class |= class } else { node.goes_on = true }
        }
    });
    lists
});

fn roll(hash: u64, token: u64) -> u64 {
    (hash.rotate_left(23) ^ token).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Sets the gazetteer flags of the words of one block.
pub(super) fn mark_words(text: &str, tokens: &[Token], words: &mut [WordFeatures]) {
    let lists = &*GAZETTEER_TRIE;
    let mut until = 0;
    for index in 0..tokens.len() {
        let is_small = words[index].shape == shape::SMALL;
        if is_small && !may_begin_small(tokens[index].text(text)) {
            continue;
        }
        words[index].gazetteer_flags |= lists.words.get(&tokens[index].hash).copied().unwrap_or(0);
        if index < until {
            continue;
        }
        if let Some((n_tokens, class)) = longest_match(lists, &tokens[index..], &words[index..]) {
            let several = if n_tokens > 1 { MULTI_WORD } else { 0 };
            for word in &mut words[index..index + n_tokens] {
                word.gazetteer_flags |= class | several;
            }
            words[index].gazetteer_flags |= BEGINS_NAME;
            until = index + n_tokens;
        }
    }
}

/// Returns whether a word in small letters is looked up: it must be long enough to be a demonym or a generic noun.
fn may_begin_small(word: &str) -> bool {
    word.len() > 3
}

/// Returns the longest listed name at the start of the tokens. It must contain a capital or be a region.
fn longest_match(lists: &GazetteerTrie, tokens: &[Token], words: &[WordFeatures]) -> Option<(usize, u16)> {
    let mut hash = 0;
    let mut found = None;
    let mut has_capital = false;
    for (index, token) in tokens.iter().enumerate().take(MAX_TOKENS) {
        // A comma or bracket ends a name; a hyphen or apostrophe does not.
        if index > 0 && !matches!(words[index].gap, 1..=5) {
            break;
        }
        has_capital |= words[index].shape != shape::SMALL;
        hash = roll(hash, token.hash);
        let Some(node) = lists.phrases.get(&hash) else { break };
        // `péninsule coréenne` is a region without a capital; `guerre froide` is not a place.
        if node.class != 0 && (has_capital || (index > 0 && node.class & REGION != 0)) {
            found = Some((index + 1, node.class));
        }
        if !node.goes_on {
            break;
        }
    }
    found
}
