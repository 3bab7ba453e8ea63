//! Compares published data with a new build: which links were gained and lost, each with its cause.
//!
//! It reads the exported JSON Lines and touches no files.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::annotate::LinkReason;

/// A link that is there on one side only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct LinkChange {
    /// Id of the article.
    pub article: String,
    /// Code points before the name in the text that has it.
    pub start: usize,
    /// Whether the new build has it.
    pub gained: bool,
    /// The name in that file.
    pub text: String,
    /// Whose name it is.
    pub entity: String,
    /// By which rule.
    pub rule: String,
    /// What made the difference, in words.
    pub cause: String,
    /// What made the difference, as a word of `parse::corrections::REASONS`; empty where the article or its text is new.
    #[serde(skip)]
    pub why: &'static str,
}

/// The links in `data/articles.jsonl` and `data/entities.jsonl` of a build.
#[derive(Clone, Debug, Default)]
pub(crate) struct PublishedLinks {
    articles: BTreeMap<String, PublishedArticle>,
    entities: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Clone, Debug, Deserialize)]
struct PublishedArticle {
    id: String,
    text: String,
    mentions: Vec<PublishedMention>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct PublishedMention {
    start: usize,
    text: String,
    entity: String,
    rule: String,
    form: String,
}

#[derive(Deserialize)]
struct PublishedEntity {
    id: String,
    #[serde(default)]
    forms: BTreeSet<String>,
}

impl PublishedLinks {
    /// Reads both files; lines that cannot be read count as absent.
    #[must_use]
    pub(crate) fn read(articles: &[u8], entities: &[u8]) -> Self {
        let lines = |bytes: &[u8]| -> Vec<Vec<u8>> { bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect() };
        let articles = lines(articles)
            .iter()
            .filter_map(|line| serde_json::from_slice::<PublishedArticle>(line).ok())
            .map(|article| (article.id.clone(), article))
            .collect();
        let entities = lines(entities)
            .iter()
            .filter_map(|line| serde_json::from_slice::<PublishedEntity>(line).ok())
            .map(|entity| (entity.id, entity.forms))
            .collect();
        Self { articles, entities }
    }
}

/// Compares the links of two builds, in order of article and place.
#[must_use]
pub(crate) fn compare(old_links: &PublishedLinks, new_links: &PublishedLinks) -> Vec<LinkChange> {
    let mut changes = Vec::new();
    let ids: BTreeSet<&String> = old_links.articles.keys().chain(new_links.articles.keys()).collect();
    for id in ids {
        let (old, new) = (old_links.articles.get(id), new_links.articles.get(id));
        let same_text = matches!((old, new), (Some(old), Some(new)) if old.text == new.text);
        let keys = |article: Option<&PublishedArticle>| -> BTreeMap<(String, String, usize), PublishedMention> {
            let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
            let mentions = article.map_or(&[][..], |article| article.mentions.as_slice()).iter();
            mentions
                .map(|mention| {
                    // Where the text changed, places moved: the n-th mention of a name is then the same mention.
                    let n = counts.entry((mention.entity.clone(), mention.text.clone())).or_default();
                    *n += 1;
                    let place = if same_text { mention.start } else { *n };
                    ((mention.entity.clone(), mention.text.clone(), place), mention.clone())
                })
                .collect()
        };
        let (had, has) = (keys(old), keys(new));
        let lost = had.iter().filter(|(key, _)| !has.contains_key(*key)).map(|(_, mention)| (mention, false));
        let gained = has.iter().filter(|(key, _)| !had.contains_key(*key)).map(|(_, mention)| (mention, true));
        for (mention, gained) in lost.chain(gained) {
            let (cause, why) = cause(mention, gained, old_links, new_links, old.is_some(), new.is_some(), same_text);
            changes.push(LinkChange {
                article: id.clone(),
                start: mention.start,
                gained,
                text: mention.text.clone(),
                entity: mention.entity.clone(),
                rule: mention.rule.clone(),
                cause,
                why,
            });
        }
    }
    changes.sort();
    changes
}

fn cause(
    mention: &PublishedMention,
    gained: bool,
    before: &PublishedLinks,
    after: &PublishedLinks,
    was_there: bool,
    is_there: bool,
    same_text: bool,
) -> (String, &'static str) {
    let id = &mention.entity;
    if !was_there {
        return ("the article is new".to_owned(), "");
    }
    if !is_there {
        return ("the article is gone".to_owned(), "");
    }
    let (with, without) = if gained { (after, before) } else { (before, after) };
    let change = if gained { "new" } else { "gone" };
    let has_form = |side: &PublishedLinks| side.entities.get(id).is_some_and(|forms| forms.contains(&mention.form));
    if !without.entities.contains_key(id) {
        return (format!("the record `{id}` is {change}"), "record");
    }
    if has_form(with) && !has_form(without) {
        return (format!("the form `{}` of the record `{id}` is {change}", mention.form), "form");
    }
    let bearers = |side: &PublishedLinks| -> BTreeSet<String> {
        side.entities.iter().filter(|(_, forms)| forms.contains(&mention.form)).map(|(id, _)| id.clone()).collect()
    };
    let (here, there) = (bearers(with), bearers(without));
    if let Some(rival) = there.difference(&here).next() {
        let verb = if gained { "no longer bears" } else { "now bears" };
        return (format!("the record `{rival}` {verb} the form `{}` too", mention.form), "namesake");
    }
    if !same_text {
        return ("the article's text changed".to_owned(), "text");
    }
    match LinkReason::parse(&mention.rule) {
        Some(LinkReason::Decided) => (format!("a decision is {change}"), "decision"),
        Some(LinkReason::LocalAlias) => (format!("the article's `as:` is {change}"), "alias"),
        Some(LinkReason::Explicit) => (format!("the link in the text is {change}"), "link"),
        Some(LinkReason::Strong | LinkReason::Weak | LinkReason::Role) | None => {
            ("another name, decision or pin in the article changed what is certain".to_owned(), "other")
        }
    }
}
