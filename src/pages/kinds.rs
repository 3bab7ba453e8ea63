//! The kinds of page and file in the output.

use crate::base::Key;
use crate::export::BookEdition;
use crate::model::{ArticleIx, EntityIx, KindIx, Route};
use crate::views::search::SearchFile;

/// A file of the output before its key is known.
#[derive(Clone, Debug)]
pub struct PlannedPage {
    /// Its route.
    pub route: Route,
    /// What it is.
    pub kind: PageKind,
}

/// A file to be written.
#[derive(Clone, Debug)]
pub struct KeyedPage {
    /// Its route.
    pub route: Route,
    /// Identity of everything it shows: two builds with one key write the same bytes.
    pub key: Key,
    /// What it is.
    pub kind: PageKind,
}

/// The kind of a page or file, with its position in the lists of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The front page.
    Front,
    /// An article.
    Article(ArticleIx),
    /// A dispatch that several articles print: index into the dossier's groups of copies.
    Copies(usize),
    /// The list of articles.
    ArticleIndex,
    /// An older page of the list of articles, by its number from 1.
    OlderArticles(usize),
    /// A record.
    Entity(EntityIx),
    /// An older page of the passages that name a record.
    OlderBacklinks(EntityIx, usize),
    /// The A–Z list of a kind.
    KindIndex(KindIx),
    /// The list of tags.
    Tags,
    /// A tag, by its slug.
    Tag(String),
    /// An older page of a tag.
    OlderTag(String, usize),
    /// The chronology.
    Chronology,
    /// What was known on a day: index into `as_of:` of site.yaml.
    AsOf(usize),
    /// The corrections.
    Corrections,
    /// The quotations.
    Quotes,
    /// The index of names.
    NameIndex,
    /// The map.
    Map,
    /// The network.
    Network,
    /// What two entities of the network share: indexes into the registry.
    EntityPair(EntityIx, EntityIx),
    /// A free page.
    FreePage(usize),
    /// The list of free pages.
    FreePageIndex,
    /// The page of an old id of a record.
    EntityRedirect(EntityIx),
    /// The page of an old id of an article.
    ArticleRedirect(ArticleIx),
    /// The page of the search.
    Search,
    /// A file of the search's index.
    SearchFile(SearchFile),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// A machine-readable file: index into `export::EXPORTS`.
    Export(usize),
    /// The dossier as a book.
    Book(BookEdition),
    /// A file of the theme.
    Asset(usize),
    /// The colours that site.yaml gives to kinds.
    KindColors,
    /// A picture or document.
    Media,
    /// A file that hosts read.
    Hosting(HostingFile),
}

/// A file that hosts read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostingFile {
    /// The headers of all answers.
    Headers,
    /// The empty file that tells GitHub Pages to publish everything.
    NoJekyll,
    /// Old and new route of each page that moved, in order of old route.
    Redirects(Vec<(Route, Route)>),
}

impl PageKind {
    /// Returns what it is in a word, for people who read where the time of a build went.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Front => "front page",
            Self::Article(_) => "articles",
            Self::Copies(_) => "dispatches",
            Self::ArticleIndex | Self::OlderArticles(_) => "list of articles",
            Self::Entity(_) | Self::OlderBacklinks(..) => "records",
            Self::KindIndex(_) => "lists of records",
            Self::Tags => "list of tags",
            Self::Tag(_) | Self::OlderTag(..) => "tags",
            Self::Chronology => "chronology",
            Self::AsOf(_) => "what was known on a day",
            Self::Corrections => "corrections",
            Self::Quotes => "quotations",
            Self::NameIndex => "index of names",
            Self::Map => "map",
            Self::Network => "network",
            Self::EntityPair(..) => "what two share",
            Self::FreePage(_) | Self::FreePageIndex => "free pages",
            Self::EntityRedirect(_) | Self::ArticleRedirect(_) => "moved pages",
            Self::Search => "search page",
            Self::SearchFile(_) => "search index",
            Self::NotFound => "page not found",
            Self::Export(_) | Self::Book(_) => "data",
            Self::Asset(_) | Self::KindColors => "files of the theme",
            Self::Media => "pictures",
            Self::Hosting(_) => "files for hosts",
        }
    }
}
