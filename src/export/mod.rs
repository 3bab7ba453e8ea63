//! Files for other programs: a table of formats.
//!
//! A new format takes one file and one row of the table. The formats see the content of a dossier, not its pages.

pub(crate) mod citation;
pub(crate) mod data_package;
pub(crate) mod feed;
pub(crate) mod jsonl;
pub(crate) mod link_diff;
pub(crate) mod registry_tables;
pub(crate) mod sitemap;
pub(crate) mod table_set;
pub(crate) mod tables;

use crate::annotate::Annotations;
use crate::base::Key;
use crate::config::{SiteConfig, SitePart};
use crate::link::LinkIndex;
use crate::model::{ArticleIx, EntityIx, KindIx, List, Route, routes};
use crate::parse::{Article, EditorialNote};
use crate::registry::Registry;

/// What an export may see.
pub struct ExportInput<'a> {
    /// site.yaml.
    pub config: &'a SiteConfig,
    /// The records.
    pub registry: &'a Registry,
    /// Backlinks, tags, copies and the order of the articles.
    pub link_index: &'a LinkIndex,
    /// The articles in order of id: text, names, key of both.
    pub articles: List<ArticleIx, (&'a Article, &'a Annotations, Key)>,
    /// The route of each entity's page.
    pub entity_routes: List<EntityIx, Route>,
    /// The route of each kind's list.
    pub kind_routes: List<KindIx, Route>,
    /// The route of each free page.
    pub page_routes: Vec<Route>,
    /// The editorial notes in order of article: its id, the range of its text in bytes, the note.
    pub notes: Vec<(&'a str, std::ops::Range<usize>, &'a EditorialNote)>,
}

/// A format.
pub(crate) struct Export {
    /// Name for `dossier export NAME`; empty where it is part of the site only.
    pub name: &'static str,
    /// What it is, for the help.
    pub about: &'static str,
    /// Its route in the output.
    pub route: &'static str,
    /// Returns whether the dossier has such a file.
    pub is_enabled: fn(&SiteConfig) -> bool,
    /// Returns the key of its content.
    pub key: fn(&ExportInput<'_>) -> Key,
    /// Makes it.
    pub draw: fn(&ExportInput<'_>) -> Vec<u8>,
}

/// Returns whether the site has files for programs.
fn has_data(config: &SiteConfig) -> bool {
    config.has(SitePart::Data)
}

/// All formats.
pub(crate) const EXPORTS: &[Export] = &[
    Export {
        name: "jsonl",
        about: "one JSON object per article: text, mentions, review list",
        route: "data/articles.jsonl",
        is_enabled: has_data,
        key: jsonl::articles_key,
        draw: jsonl::articles,
    },
    Export {
        name: "entities",
        about: "one JSON object per record, with its counts",
        route: "data/entities.jsonl",
        is_enabled: has_data,
        key: jsonl::entities_key,
        draw: jsonl::entities,
    },
    Export {
        name: "bibtex",
        about: "one reference per article, for LaTeX",
        route: "data/articles.bib",
        is_enabled: has_data,
        key: citation::file_key,
        draw: citation::bibtex_file,
    },
    Export {
        name: "ris",
        about: "one reference per article, for EndNote, Zotero and others",
        route: "data/articles.ris",
        is_enabled: has_data,
        key: citation::file_key,
        draw: citation::ris_file,
    },
    Export {
        name: "csl",
        about: "one reference per article, for citation processors (CSL-JSON)",
        route: "data/articles.csl.json",
        is_enabled: has_data,
        key: citation::file_key,
        draw: citation::csl_file,
    },
    Export {
        name: "",
        about: "the newest articles as an Atom feed",
        route: routes::FEED,
        is_enabled: |_| true,
        key: feed::key,
        draw: feed::draw,
    },
    Export {
        name: "",
        about: "every page, for search engines",
        route: routes::SITEMAP,
        is_enabled: sitemap::is_enabled,
        key: sitemap::key,
        draw: sitemap::draw,
    },
    Export {
        name: "",
        about: "where the sitemap is",
        route: "robots.txt",
        is_enabled: |_| true,
        key: sitemap::robots_key,
        draw: sitemap::robots,
    },
];
