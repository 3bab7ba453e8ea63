//! Two builds -> the links that the second has gained and lost. Pure.
//!
//! The desk says with it what an action would do before it is done. `dossier diff` compares published data instead, and
//! also finds causes; here both builds are at hand, so that only changed articles are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use crate::annotate::annotations::Mention;
use crate::build::BuiltSite;
use crate::parse::Article;
use crate::registry::Registry;
use crate::views::AnnotatedText;

/// What an action would do to the links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkEffects {
    /// How many links it would make.
    pub gained: usize,
    /// How many it would take away.
    pub lost: usize,
    /// In how many articles.
    pub articles: usize,
    /// The first of them.
    pub examples: Vec<MentionEffect>,
}

/// A link that would be gained or lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionEffect {
    /// Id of the article.
    pub article: String,
    /// Its headline.
    pub title: String,
    /// The name as written.
    pub text: String,
    /// The id of its bearer.
    pub entity: String,
    /// What its bearer is called.
    pub name: String,
    /// Whether it would be gained.
    pub gained: bool,
    /// The words before it.
    pub before: String,
    /// The words after it.
    pub after: String,
}

/// Most links that are shown.
const MAX_EXAMPLES: usize = 20;
/// How many letters before and after a name are shown.
const REACH_CHARS: usize = 60;

type ArticleText = AnnotatedText<Article>;

/// Compares the links of the articles of two builds.
#[must_use]
pub fn link_effects(before: &BuiltSite, after: &BuiltSite) -> LinkEffects {
    let texts = |built: &'_ BuiltSite| built.site.content.articles.clone();
    let (old, new) = (texts(before), texts(after));
    let by_id: BTreeMap<&str, &ArticleText> = new.iter().map(|text| (text.document.id.as_str(), &**text)).collect();
    let registries = (&*before.site.content.registry, &*after.site.content.registry);
    let mut effects = LinkEffects::default();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for text in old.iter() {
        let id = text.document.id.as_str();
        known.insert(id);
        let other = by_id.get(id).copied();
        if other.is_none_or(|other| other.key != text.key) {
            effects.compare(Some(text), other, registries);
        }
    }
    for text in new.iter().filter(|text| !known.contains(text.document.id.as_str())) {
        effects.compare(None, Some(text), registries);
    }
    effects
}

impl LinkEffects {
    fn compare(&mut self, old: Option<&ArticleText>, new: Option<&ArticleText>, registries: (&Registry, &Registry)) {
        let (lost, gained) = (only_in(old, new), only_in(new, old));
        self.lost += lost.len();
        self.gained += gained.len();
        self.articles += usize::from(!lost.is_empty() || !gained.is_empty());
        for (text, mentions, registry, is_gained) in
            [(old, lost, registries.0, false), (new, gained, registries.1, true)]
        {
            let Some(text) = text else { continue };
            let n_free = MAX_EXAMPLES - self.examples.len().min(MAX_EXAMPLES);
            self.examples.extend(mentions.into_iter().take(n_free).map(|one| example(text, one, registry, is_gained)));
        }
    }
}

/// Returns the mentions of a text that another has not.
fn only_in<'t>(text: Option<&'t ArticleText>, other: Option<&ArticleText>) -> Vec<&'t Mention> {
    let place = |one: &Mention| (one.start, one.end, one.entity.to_string());
    let known: BTreeSet<_> = other.into_iter().flat_map(|other| other.annotated.mentions.iter().map(place)).collect();
    let all = text.into_iter().flat_map(|text| &text.annotated.mentions);
    all.filter(|one| !known.contains(&place(one))).collect()
}

/// Returns the words around a name as one line each, without the pieces of words at the outer ends. What parts a name from its
/// neighbours in the text parts it here.
pub(super) fn whole_words(text: &str, before: Range<usize>, after: Range<usize>) -> (String, String) {
    let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_cut = |at: usize| {
        let word = |found: Option<char>| found.is_some_and(char::is_alphanumeric);
        word(text[..at].chars().next_back()) && word(text[at..].chars().next())
    };
    let (mut left, mut right) = (&text[before.clone()], &text[after.clone()]);
    if is_cut(before.start) {
        left = left.split_once(char::is_whitespace).map_or(left, |(_, rest)| rest);
    }
    if is_cut(after.end) {
        right = right.rsplit_once(char::is_whitespace).map_or(right, |(rest, _)| rest);
    }
    let space = |is_there: bool| if is_there { " " } else { "" };
    let before = line(left) + space(left.ends_with(char::is_whitespace));
    let after = space(right.starts_with(char::is_whitespace)).to_owned() + &line(right);
    (before, after)
}

fn example(text: &ArticleText, mention: &Mention, registry: &Registry, gained: bool) -> MentionEffect {
    let whole = &text.document.body.text;
    let (before, after) = (&whole[..mention.start], &whole[mention.end..]);
    let from = before.char_indices().rev().nth(REACH_CHARS).map_or(0, |(at, letter)| at + letter.len_utf8());
    let to = after.char_indices().nth(REACH_CHARS).map_or(after.len(), |(at, _)| at);
    let start = before.len();
    let (before, after) = whole_words(whole, from..start, mention.end..mention.end + to);
    MentionEffect {
        article: text.document.id.to_string(),
        title: text.document.title.clone(),
        text: whole[mention.start..mention.end].to_owned(),
        entity: mention.entity.to_string(),
        name: registry
            .find(mention.entity.as_str())
            .map_or_else(|| mention.entity.to_string(), |index| registry.entities[index].record.name.value.clone()),
        gained,
        before,
        after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_name_are_whole_and_keep_its_neighbours() {
        let text = "Une longue phrase, puis\n« Kim », disait-on alors partout";
        let at = text.find("Kim").expect("a name");
        assert_eq!(
            whole_words(text, 6..at, at + 3..text.len() - 3),
            ("phrase, puis « ".to_owned(), " », disait-on alors".to_owned())
        );
        assert_eq!(whole_words("Kim, l", 0..0, 3..6), (String::new(), ", l".to_owned()));
        assert_eq!(whole_words("éKim", 0..2, 5..5), ("é".to_owned(), String::new()));
    }
}
