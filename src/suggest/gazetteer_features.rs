//! What the lists of names say of the words of a block: part of a country's, a city's, an organisation's name, a first
//! name, the word for a people.
//!
//! The lists stand in `gazetteer`; here they are made ready for matching whole phrases by the hashes of their tokens.

use std::sync::LazyLock;

use super::tokenized_text::{WordFeatures, shape};
use crate::base::FxHashMap;
use crate::gazetteer::{self, NameCategory};
use crate::text::tokens;
use crate::text::tokens::Token;

/// Part of a country's name.
pub const COUNTRY: u16 = 1;
/// Part of a capital's name.
pub const CAPITAL: u16 = 1 << 1;
/// Part of a city's name.
pub const CITY: u16 = 1 << 2;
/// Part of a region's, a sea's, a river's name.
pub const REGION: u16 = 1 << 3;
/// Part of an organisation's name.
pub const ORGANISATION: u16 = 1 << 4;
/// A first name.
pub const GIVEN_NAME: u16 = 1 << 5;
/// A last name.
pub const FAMILY_NAME: u16 = 1 << 6;
/// A word for people or things of a country.
pub const DEMONYM: u16 = 1 << 7;
/// The listed name begins here.
pub const BEGINS_NAME: u16 = 1 << 8;
/// The listed name has several words.
pub const MULTI_WORD: u16 = 1 << 9;
/// A city of more than 100,000 people.
pub const LARGE: u16 = 1 << 10;

/// Classes of phrases, without the bits of position.
const PHRASES: u16 = COUNTRY | CAPITAL | CITY | REGION | ORGANISATION | LARGE;
/// The longest listed name, in tokens.
const MAX_TOKENS: usize = 8;

struct GazetteerTrie {
    /// Rolling hash of the tokens of a phrase's beginning -> what ends here, and whether phrases go on.
    phrases: FxHashMap<u64, PhraseNode>,
    /// Hash of a word -> first name, last name, demonym.
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

/// Marks the words of one block.
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

/// Small words are looked up only where they are long enough to be a demonym or a generic noun.
fn may_begin_small(word: &str) -> bool {
    word.len() > 3
}

/// Returns the longest listed name that begins the tokens; it holds a capital.
fn longest_match(lists: &GazetteerTrie, tokens: &[Token], words: &[WordFeatures]) -> Option<(usize, u16)> {
    let mut hash = 0;
    let mut found = None;
    let mut has_capital = false;
    for (index, token) in tokens.iter().enumerate().take(MAX_TOKENS) {
        // A comma or a bracket ends a name, a hyphen or an apostrophe does not.
        if index > 0 && !matches!(words[index].gap, 1..=5) {
            break;
        }
        has_capital |= words[index].shape != shape::SMALL;
        hash = roll(hash, token.hash);
        let Some(node) = lists.phrases.get(&hash) else { break };
        // `péninsule coréenne` has none; `guerre froide` is no place.
        if node.class != 0 && (has_capital || (index > 0 && node.class & REGION != 0)) {
            found = Some((index + 1, node.class));
        }
        if !node.goes_on {
            break;
        }
    }
    found
}
