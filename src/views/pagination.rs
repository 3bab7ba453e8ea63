//! Divides a long list into pages. The newest entries are on the page of the list itself, the others on older pages,
//! counted from the oldest: of two hundred entries each, or, where entries differ much in length, of a number of bytes. The
//! list's own page has at least as many as an older page, and fewer than twice as many.
//!
//! So new entries never change an older page: its address can be cited, and it is not rendered again. A list is not
//! divided if its template does not show the links to older pages, because they would be unreachable.

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::page_ranges::PageRanges;
use crate::base::KeyBuilder;
use crate::model::{ArticleIx, Route, routes};

/// The position of a page among the pages of its list.
#[derive(Clone, Debug, Serialize)]
pub struct Paging {
    /// Number of the page: 1 is the oldest.
    pub number: u64,
    /// The period that it covers; empty on the list's own page.
    pub label: String,
    /// The next older page; null on the oldest.
    pub older: Option<PageLink>,
    /// The next newer page; null on the list's own page, which has the newest entries.
    pub newer: Option<PageLink>,
    /// All other pages, newest first; empty on older pages.
    pub pages: Vec<PageLink>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    /// The period that it covers; empty for the list's own page.
    pub label: String,
    /// Its route.
    pub href: String,
}

/// Adds the links to other pages of the list to the key of a page.
pub(crate) fn key(
    content: &Content,
    cut: &PageRanges,
    older: Option<usize>,
    article: impl Fn(usize) -> ArticleIx,
    key: &mut KeyBuilder,
) {
    // The page after the last older page is the list's own. It grows, so its link has no period.
    let shown = match older {
        None => 1..cut.n_older() + 1,
        Some(number) => number.saturating_sub(1).max(1)..(number + 2).min(cut.n_older() + 1),
    };
    key.number(shown.start as u64).number(shown.end as u64);
    for number in shown {
        let range = cut.range(Some(number));
        key.key(content.link_index.articles[article(range.start)].card_key);
        key.key(content.link_index.articles[article(range.end - 1)].card_key);
    }
}

/// Makes the links between the pages of the list at `own`; `article` returns the article of an entry.
#[must_use]
pub(crate) fn paging(
    context: &RenderContext,
    own: &Route,
    cut: &PageRanges,
    older: Option<usize>,
    article: impl Fn(usize) -> ArticleIx,
) -> Paging {
    let link = |number: usize| {
        let range = cut.range(Some(number));
        let month = |entry: usize| match components::month(context, article(entry)) {
            none if none.is_empty() => context.interface.theme.messages.text("undated").to_owned(),
            month => month,
        };
        let months = [month(range.end - 1), month(range.start)];
        let [from, to] = &months;
        let label = if from == to { from.clone() } else { months.join(" – ") };
        PageLink { label, href: routes::older_page(own, number).to_string() }
    };
    let newest = || PageLink { label: String::new(), href: own.to_string() };
    let number = older.unwrap_or(cut.n_older() + 1);
    Paging {
        number: number as u64,
        label: older.map(|number| link(number).label).unwrap_or_default(),
        older: (number > 1).then(|| link(number - 1)),
        newer: older.map(|number| if number < cut.n_older() { link(number + 1) } else { newest() }),
        pages: if older.is_none() { (1..=cut.n_older()).rev().map(link).collect() } else { Vec::new() },
    }
}

/// Returns the title of a page of a list.
#[must_use]
pub(crate) fn title(list: &str, paging: &Paging) -> String {
    if paging.label.is_empty() { list.to_owned() } else { format!("{list}, {}", paging.label) }
}
