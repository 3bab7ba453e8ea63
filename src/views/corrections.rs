//! The page of corrections: what the published dossier said and says no longer, newest first.
//!
//! A change of an article or a record that is not published is left out, but for an article that was withdrawn; a link to a record
//! that is not published is said without its name.

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::shared::{Chrome, Link};
use crate::model::{Edtf, Route, routes};
use crate::parse::corrections::{CorrectedFact, CorrectionSubject};
use crate::theme::dates;

/// How many changes a page shows; the others are counted.
const MAX_CHANGES: usize = 1000;

/// The data of the page of corrections.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionsView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The days with corrections, newest first.
    pub entries: Vec<CorrectionEntry>,
    /// Number of changes left out to limit the page's size.
    pub n_left_out: u64,
}

/// What was corrected on a day.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionEntry {
    /// The day, for people.
    pub date: String,
    /// The day, for machines.
    pub iso: String,
    /// Why, in a person's words; may be empty.
    pub cause: String,
    /// What changed.
    pub changes: Vec<CorrectionView>,
}

/// A change.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// The article or record; without an address if it was withdrawn.
    pub subject: Link,
    /// Which fact, in the interface's language.
    pub what: String,
    /// The words that a link is on; else empty.
    pub words: String,
    /// What was there; may be empty.
    pub was: Link,
    /// What is there now; may be empty.
    pub now: Link,
    /// What made the difference, in the interface's language; may be empty.
    pub why: String,
}

/// Returns whether anything was corrected.
#[must_use]
pub(crate) fn has_corrections(content: &Content) -> bool {
    !content.corrections.entries.is_empty()
}

/// Makes the page.
#[must_use]
pub(crate) fn view(context: &RenderContext, route: &Route) -> CorrectionsView {
    let t = &context.interface.theme.messages;
    let (mut n_shown, mut n_left_out) = (0, 0);
    let mut entries = Vec::new();
    for entry in &context.content.corrections.entries {
        let mut changes: Vec<CorrectionView> = entry.changes.iter().filter_map(|one| change(context, one)).collect();
        let room = MAX_CHANGES.saturating_sub(n_shown);
        n_left_out += changes.len().saturating_sub(room) as u64;
        changes.truncate(room);
        n_shown += changes.len();
        if !changes.is_empty() || !entry.cause.is_empty() {
            entries.push(CorrectionEntry {
                date: components::date(&context.interface, Some(&entry.date)),
                iso: entry.date.to_string(),
                cause: entry.cause.clone(),
                changes,
            });
        }
    }
    let page =
        components::chrome(&context.content, route, t.text("corrections"), t.text("corrections_lead"), "corrections");
    CorrectionsView { page, entries, n_left_out }
}

fn change(context: &RenderContext, fact: &CorrectedFact) -> Option<CorrectionView> {
    let t = &context.interface.theme.messages;
    let is_withdrawn = fact.what == "withdrawn";
    let found = match &fact.subject {
        CorrectionSubject::Article(id) => article(context, id),
        CorrectionSubject::Record(id) => record(context, id),
    };
    let plain = |label: String| Link { label, href: String::new() };
    // What is there again was not withdrawn for good, and what is not there is named for no other reason. A record that is gone
    // may be that of a person who wants to be hidden, so it is never named.
    let subject = match (found, &fact.subject) {
        (Some(link), _) if !is_withdrawn => link,
        (None, CorrectionSubject::Article(_)) if is_withdrawn => plain(fact.was.clone()),
        _ => return None,
    };
    let linked = |id: &str| match id {
        "" => plain(t.text("correction_none").to_owned()),
        id => record(context, id).unwrap_or_else(|| plain(t.text("correction_elsewhere").to_owned())),
    };
    let format = t.format();
    let value = |text: &str| {
        plain(match (fact.what, Edtf::parse(text)) {
            ("date" | "born" | "died", Ok(date)) => dates::long(&date, format),
            _ => text.to_owned(),
        })
    };
    let (was, now) = match fact.what {
        "link" => (linked(&fact.was), linked(&fact.now)),
        "place" => (linked(&fact.was), linked(&fact.now)),
        "withdrawn" | "text" => (plain(String::new()), plain(String::new())),
        _ => (value(&fact.was), value(&fact.now)),
    };
    let why =
        if fact.why.is_empty() { String::new() } else { t.text(&format!("correction_why_{}", fact.why)).to_owned() };
    Some(CorrectionView {
        subject,
        what: t.text(&format!("correction_{}", fact.what)).to_owned(),
        words: fact.words.clone(),
        was,
        now,
        why,
    })
}

fn article(context: &RenderContext, id: &str) -> Option<Link> {
    let article = &context.content.articles[context.link_resolver.find_article(id)?].document;
    Some(Link { label: article.title.clone(), href: routes::article(&article.id).to_string() })
}

fn record(context: &RenderContext, id: &str) -> Option<Link> {
    let content = &context.content;
    let index = content.registry.find(id)?;
    Some(Link {
        label: content.registry.entities[index].record.name.value.clone(),
        href: content.entity_route(index).to_string(),
    })
}
