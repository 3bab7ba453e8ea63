//! Annotated texts -> the articles that they are: by id or address, else by the text itself. A text that may be two
//! articles is none.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::ForeignDocument;
use super::squeezed_text::{is_blank, squeeze};
use crate::base::percent;
use crate::text::selector::{self, SelectorError, TextQuoteSelector};

/// An article, as far as annotations are matched with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnnotatedArticle<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its former ids.
    pub former: &'a [crate::base::yaml_fields::SpannedText],
    /// Where it was published, and where it is kept.
    pub addresses: [Option<&'a str>; 2],
    /// Its text.
    pub text: &'a str,
}

/// Why no article is found for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnmatchedReason {
    /// No id, address or text fits.
    Unknown,
    /// Several articles have the text.
    Several,
}

/// Paragraphs of a text by which an article is found whose text is not exactly the same.
const MAX_PARAGRAPHS: usize = 12;
/// The shortest of these, in bytes without white space.
const MIN_PARAGRAPH_BYTES: usize = 24;

/// Finds the article of each document.
pub(super) fn match_articles(
    documents: &[ForeignDocument],
    articles: &[AnnotatedArticle<'_>],
    base_url: &str,
) -> Vec<Result<usize, UnmatchedReason>> {
    let names = ArticleNames::new(articles, base_url);
    let mut found: Vec<Result<usize, UnmatchedReason>> =
        documents.iter().map(|document| names.find(&document.clues).ok_or(UnmatchedReason::Unknown)).collect();
    let open: Vec<usize> =
        (0..documents.len()).filter(|at| found[*at].is_err() && !documents[*at].passages.is_empty()).collect();
    if open.is_empty() {
        return found;
    }
    let texts = AllTexts::new(articles);
    let mut wanted: Vec<TextQuoteSelector> = Vec::new();
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    for at in open {
        let first = wanted.len();
        let passages = documents[at].passages.iter().map(|passage| squeeze(passage));
        wanted.extend(passages.chain(paragraphs(&documents[at])).filter(|words| !words.is_empty()).map(quote));
        parts.push((at, first..wanted.len()));
    }
    let places = selector::find_all(&texts.text, &wanted.iter().collect::<Vec<_>>());
    for (at, range) in parts {
        found[at] = vote(&places[range], &texts);
    }
    found
}

fn quote(words: String) -> TextQuoteSelector {
    TextQuoteSelector { quote: words, ..TextQuoteSelector::default() }
}

/// Returns the longest paragraphs of a text that is one passage, without white space.
fn paragraphs(document: &ForeignDocument) -> Vec<String> {
    let [whole] = document.passages.as_slice() else { return Vec::new() };
    let mut all: Vec<String> =
        whole.split('\n').map(squeeze).filter(|words| words.len() >= MIN_PARAGRAPH_BYTES).collect();
    all.sort_by_key(|words| std::cmp::Reverse(words.len()));
    all.truncate(MAX_PARAGRAPHS);
    all
}

/// Returns the article that has most of the passages which stand in one article only.
fn vote(places: &[Result<Range<usize>, SelectorError>], texts: &AllTexts) -> Result<usize, UnmatchedReason> {
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for article in places.iter().flatten().filter_map(|range| texts.article_at(range)) {
        *votes.entry(article).or_default() += 1;
    }
    let most = votes.values().copied().max();
    let mut first = votes.iter().filter(|(_, n)| Some(**n) == most).map(|(article, _)| *article);
    match (first.next(), first.next()) {
        (Some(article), None) => Ok(article),
        (Some(_), Some(_)) => Err(UnmatchedReason::Several),
        (None, _) if places.iter().any(|place| matches!(place, Err(SelectorError::Ambiguous(_)))) => {
            Err(UnmatchedReason::Several)
        }
        (None, _) => Err(UnmatchedReason::Unknown),
    }
}

/// The texts of all articles without white space, one after the other.
struct AllTexts {
    text: String,
    /// Where each article begins.
    starts: Vec<usize>,
}

impl AllTexts {
    fn new(articles: &[AnnotatedArticle<'_>]) -> Self {
        let mut all = Self { text: String::new(), starts: Vec::with_capacity(articles.len()) };
        for article in articles {
            all.starts.push(all.text.len());
            all.text.extend(article.text.chars().filter(|c| !is_blank(*c)));
            // No passage has it, so none is found across two articles.
            all.text.push('\n');
        }
        all
    }

    fn article_at(&self, range: &Range<usize>) -> Option<usize> {
        self.starts.partition_point(|start| *start <= range.start).checked_sub(1)
    }
}

/// The articles by id and address.
struct ArticleNames<'a> {
    ids: HashMap<&'a str, usize>,
    addresses: HashMap<String, usize>,
    base_url: &'a str,
}

impl<'a> ArticleNames<'a> {
    fn new(articles: &[AnnotatedArticle<'a>], base_url: &'a str) -> Self {
        let mut names = Self { ids: HashMap::new(), addresses: HashMap::new(), base_url };
        for (at, article) in articles.iter().enumerate() {
            names.ids.insert(article.id, at);
            for address in article.addresses.into_iter().flatten() {
                names.addresses.insert(plain_address(address), at);
            }
        }
        for (at, article) in articles.iter().enumerate() {
            for former in article.former {
                names.ids.entry(former.value.as_str()).or_insert(at);
            }
        }
        names
    }

    fn find(&self, clues: &[String]) -> Option<usize> {
        let by_id = |id: &str| self.ids.get(id).copied();
        clues.iter().find_map(|clue| {
            by_id(clue)
                .or_else(|| self.addresses.get(&plain_address(clue)).copied())
                .or_else(|| page_id(clue, self.base_url).and_then(|id| by_id(&id)))
        })
    }
}

/// Returns an address without what does not tell two pages apart.
fn plain_address(address: &str) -> String {
    let address = address.trim().split('#').next().unwrap_or_default();
    let rest = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}

/// Returns the id in the address of a page of this site, of a text beside it, or in the name of a file.
pub(super) fn page_id(address: &str, base_url: &str) -> Option<String> {
    let address = address.split(['#', '?']).next()?;
    let is_own = (!base_url.is_empty() && address.starts_with(base_url)) || address.starts_with("urn:dossier:");
    let is_path = !address.contains("://") && !address.starts_with("urn:");
    let is_like_own = ["/articles/", "/text/"].iter().any(|folder| address.contains(folder));
    if !is_own && !is_path && !is_like_own {
        return None;
    }
    let name = address.rsplit(['/', ':', '\\']).next()?;
    let stem = [".html", ".txt", ".md"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    let id = percent::decode_lossy(stem);
    (!id.is_empty()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_site_holds_an_id_and_one_of_another_does_not() {
        for (address, id) in [
            ("https://example.org/d/articles/mole.html#m1", Some("mole")),
            ("https://elsewhere.example/x/mole.html", None),
            ("https://old.example/d/data/text/le-m%C3%B4le.txt", Some("le-môle")),
            ("urn:dossier:essai:personnes:yvonne-tregor.html", Some("yvonne-tregor")),
            ("text/mole.txt", Some("mole")),
        ] {
            assert_eq!(page_id(address, "https://example.org/d/").as_deref(), id, "{address}");
        }
        assert_eq!(plain_address("http://www.presse.example/a/#x"), "presse.example/a");
    }
}
