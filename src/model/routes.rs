//! Every route of the output is made here, so that a page and the links to it cannot disagree.
//!
//! Takes ids, slugs and the folders of kinds, which are checked where they are read. The files for programs have their
//! routes in the table of exports.

use super::{Id, Route};

/// The front page.
pub const FRONT: &str = "index.html";
/// The list of articles.
pub const ARTICLE_INDEX: &str = "articles/index.html";
/// The list of tags.
pub const TAG_INDEX: &str = "tags/index.html";
/// The list of free pages. No id is `index`.
pub const FREE_PAGE_INDEX: &str = "pages/index.html";
/// The chronology.
pub const CHRONOLOGY: &str = "chronology.html";
/// The quotations.
pub const CORRECTIONS: &str = "corrections.html";
/// Route of the quotations.
pub const QUOTES: &str = "quotes.html";
/// The index of names.
pub const NAME_INDEX: &str = "names.html";
/// The map.
pub const MAP: &str = "map.html";
/// The network.
pub const NETWORK: &str = "network.html";
/// The search page.
pub const SEARCH: &str = "search.html";
/// The page that a host shows where an address leads nowhere.
pub const NOT_FOUND: &str = "404.html";
/// The feed.
pub const FEED: &str = "feed.xml";
/// The sitemap.
pub const SITEMAP: &str = "sitemap.xml";

/// Folder of the articles.
const ARTICLES: &str = "articles/";
/// What every page's route ends in.
const PAGE: &str = ".html";

/// Returns the route of an article.
#[must_use]
pub fn article(id: &Id) -> Route {
    Route::new(&format!("{ARTICLES}{id}{PAGE}"))
}

/// Returns the id of the article that has a route; `None` for the routes of other pages. The list of articles counts as
/// an article with the id `index`, which no article has.
#[must_use]
pub fn article_id(route: &Route) -> Option<&str> {
    route.as_str().strip_prefix(ARTICLES)?.strip_suffix(PAGE)
}

/// Returns the route of an entity; `folder` is that of its kind.
#[must_use]
pub fn entity(folder: &str, id: &Id) -> Route {
    Route::new(&format!("{folder}/{id}{PAGE}"))
}

/// Returns the route of the list of a kind.
#[must_use]
pub fn kind_index(folder: &str) -> Route {
    Route::new(&format!("{folder}/index{PAGE}"))
}

/// Returns the route of a free page.
#[must_use]
pub fn free_page(id: &Id) -> Route {
    Route::new(&format!("pages/{id}{PAGE}"))
}

/// Returns the route of a tag.
#[must_use]
pub fn tag(slug: &str) -> Route {
    Route::new(&format!("tags/{slug}{PAGE}"))
}

/// Returns the route of the page that compares the copies of a dispatch; `base` is the article that the others are
/// compared with. No id is `index`, and no kind has the folder `copies`.
#[must_use]
pub fn copies(base: &Id) -> Route {
    Route::new(&format!("copies/{base}{PAGE}"))
}

/// Returns the route of the page of two entities. Each pair has its own: where hyphens of an id could be taken for those
/// between the two, the ids stand in two folders.
#[must_use]
pub fn entity_pair(from: &str, to: &str) -> Route {
    let is_plain = !from.contains("--") && !to.contains("--") && !from.ends_with('-') && !to.starts_with('-');
    Route::new(&if is_plain {
        format!("network/{from}--{to}{PAGE}")
    } else {
        format!("network/pairs/{from}/{to}{PAGE}")
    })
}

/// Returns the route of the page of what was known on a day.
#[must_use]
pub fn as_of(day: &str) -> Route {
    Route::new(&format!("as-of/{day}{PAGE}"))
}

/// Returns the route of an older page of the list that stands at `own`: `tags/x.html` -> `tags/x/3.html`.
#[must_use]
pub fn older_page(own: &Route, number: usize) -> Route {
    let stem = own.as_str().strip_suffix(PAGE).unwrap_or(own.as_str());
    // `index` would read as if it were a folder's own page.
    let stem = stem.strip_suffix("/index").map_or_else(|| stem.to_owned(), |folder| format!("{folder}/pages"));
    // The id `a.html` has the page `a.html.html`; its folder is not the page of the id `a`. No id has a tilde.
    let mark = if stem.ends_with(PAGE) { "~" } else { "" };
    Route::new(&format!("{stem}{mark}/{number}{PAGE}"))
}

/// Returns the route of a file of the search index; `name` has no extension.
#[must_use]
pub fn search_file(name: &str) -> Route {
    Route::new(&format!("search/{name}.js"))
}

/// Returns the route of a file of the theme; `name` may hold folders.
#[must_use]
pub fn asset(name: &str) -> Route {
    Route::new(&format!("assets/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pairs_have_one_route() {
        assert_eq!(entity_pair("a-b", "c_d").as_str(), "network/a-b--c_d.html");
        let ids = ["a", "b", "a-", "-a", "a--b", "b--a", "--", "-", "a---b", "a--", "pairs", "a--b.html"];
        let mut seen = std::collections::BTreeSet::new();
        for from in ids {
            for to in ids {
                assert!(seen.insert(entity_pair(from, to)), "{from} {to}");
            }
        }
    }

    #[test]
    fn an_older_page_stands_below_its_list() {
        assert_eq!(older_page(&Route::new("tags/mer.html"), 3).as_str(), "tags/mer/3.html");
        assert_eq!(older_page(&Route::new("lieux/mer.html.html"), 3).as_str(), "lieux/mer.html~/3.html");
        assert_eq!(older_page(&Route::new("articles/index.html"), 12).as_str(), "articles/pages/12.html");
    }
}
