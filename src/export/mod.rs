//! Files for other programs: a table of formats.
//!
//! A new format takes one file and one row of the table. The formats see the content of a dossier, not its pages.

pub(crate) mod annotated_line;
pub(crate) mod calendar;
pub(crate) mod citation;
mod corpus;
pub(crate) mod data_package;
pub(crate) mod fact_diff;
pub(crate) mod feed;
pub(crate) mod file_sink;
mod ftm;
mod ftm_entity;
mod ftm_values;
pub(crate) mod graph;
pub(crate) mod hosting;
mod in_order;
pub(crate) mod json_feed;
pub(crate) mod jsonl;
pub(crate) mod link_diff;
mod makers;
pub(crate) mod ner;
mod ner_sentences;
mod packed;
pub(crate) mod places;
pub(crate) mod registry_tables;
mod shared;
pub(crate) mod sitemap;
pub(crate) mod skos;
pub(crate) mod table_set;
pub(crate) mod tables;
mod tei;
mod web_annotations;

use crate::annotate::Annotations;
use crate::base::Key;
use crate::base::Message;
use crate::config::{DataFile, SiteConfig, SitePart};
use crate::link::LinkIndex;
use crate::model::{ArticleIx, EntityIx, KindIx, List, Route, routes};
use crate::parse::decisions::DecisionTopic;
use crate::parse::{Article, EditorialNote};
use crate::registry::Registry;

pub(crate) use file_sink::FileSink;
pub(crate) use shared::everything_key;

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
    /// Who decided what, in order of article: its id, the topic, the words in bytes, who; may be empty for speakers.
    pub decisions: Vec<(&'a str, DecisionTopic, std::ops::Range<usize>, &'a str)>,
}

/// A format.
pub(crate) struct Export {
    /// Name for `dossier export NAME`; empty where it is part of the site only.
    pub name: &'static str,
    /// What it is and who reads it, for the help.
    pub about: &'static str,
    /// Its route in the output.
    pub route: &'static str,
    /// Returns whether the dossier has such a file.
    pub is_enabled: fn(&SiteConfig) -> bool,
    /// Returns the key of its content.
    pub key: fn(&ExportInput<'_>) -> Key,
    /// Makes it.
    pub draw: fn(&ExportInput<'_>) -> Vec<u8>,
    /// Says what the format cannot hold, each with its number.
    pub lost: fn(&ExportInput<'_>) -> Vec<Message>,
}

/// Writes a format piece by piece, so that a large dossier is never in memory as a whole, and says what the format cannot
/// hold, each with its number.
pub(crate) type StreamWriter = fn(&ExportInput<'_>, &mut dyn std::io::Write) -> std::io::Result<Vec<Message>>;

/// The formats that `dossier export` writes piece by piece: the name of each in [`EXPORTS`], and what writes it. `draw` of
/// such a row makes the same bytes for the site; its `lost` is not asked.
pub(crate) const STREAMED_EXPORTS: &[(&str, StreamWriter)] = &[
    ("jsonl", jsonl::write_articles),
    ("annotations", web_annotations::write),
    ("ftm", ftm::write),
    ("tei", tei::write),
];

/// A format of several files, which are written into a folder and are no part of the site.
pub(crate) struct FolderExport {
    /// Name for `dossier export NAME --output DIR`.
    pub name: &'static str,
    /// What it is and who reads it, for the help.
    pub about: &'static str,
    /// Makes the files; with `true`, copies of one dispatch once. Says what the format cannot hold, each with its number.
    pub write: fn(&ExportInput<'_>, bool, &dyn FileSink) -> std::io::Result<Vec<Message>>,
}

/// The formats of several files.
pub(crate) const FOLDER_EXPORTS: &[FolderExport] = &[
    FolderExport {
        name: "corpus",
        about: "the texts and a table about them, for TXM, IRaMuTeQ, Voyant, R; with --output DIR",
        write: corpus::write,
    },
    FolderExport {
        name: "annotations",
        about: "the same with the texts that they are about; with --output DIR",
        write: web_annotations::write_files,
    },
    FolderExport {
        name: "tei",
        about: "the same as files: register.xml and articles/ID.xml; with --output DIR",
        write: tei::write_files,
    },
];

/// The name of the training data, whose formats are in [`ner`], and what it is.
pub(crate) const TRAINING_EXPORT: (&str, &str) =
    ("ner", "sentences with labelled names, to train spaCy, Stanza, Flair, for doccano and INCEpTION; see --format");

/// The name of the file that `dossier annotate` reads names from, and what it is.
pub(crate) const LEXICON_EXPORT: (&str, &str) =
    ("lexicon", "the names as one file, for `dossier annotate --lexicon` on any machine");

/// Returns whether the site has files for programs.
fn has_data(config: &SiteConfig) -> bool {
    config.has(SitePart::Data)
}

/// Returns whether site.yaml asks for a file.
fn asks_for(config: &SiteConfig, file: DataFile) -> bool {
    config.has(SitePart::Data) && config.data.contains(&file)
}

/// All formats.
pub(crate) const EXPORTS: &[Export] = &[
    Export {
        name: "jsonl",
        about: "one JSON object per article: text, mentions, review list",
        route: "data/articles.jsonl",
        is_enabled: has_data,
        key: jsonl::articles_key,
        draw: |input| in_order::bytes(input, jsonl::write_articles),
        lost: shared::no_loss,
    },
    Export {
        name: "entities",
        about: "one JSON object per record, with its counts",
        route: "data/entities.jsonl",
        is_enabled: has_data,
        key: jsonl::entities_key,
        draw: jsonl::entities,
        lost: shared::no_loss,
    },
    Export {
        name: "bibtex",
        about: "one reference per article, for LaTeX; for Zotero take ris or csl",
        route: "data/articles.bib",
        is_enabled: has_data,
        key: citation::file_key,
        draw: citation::bibtex_file,
        lost: shared::no_loss,
    },
    Export {
        name: "ris",
        about: "one reference per article, for Zotero, EndNote and others; newspaper articles stay such",
        route: "data/articles.ris",
        is_enabled: has_data,
        key: citation::file_key,
        draw: citation::ris_file,
        lost: shared::no_loss,
    },
    Export {
        name: "csl",
        about: "one reference per article, for Zotero and citation processors (CSL-JSON)",
        route: "data/articles.csl.json",
        is_enabled: has_data,
        key: citation::file_key,
        draw: citation::csl_file,
        lost: shared::no_loss,
    },
    Export {
        name: "gexf",
        about: "who is named with whom, for Gephi, Cytoscape, networkx (GEXF 1.3)",
        route: "data/network.gexf",
        is_enabled: has_data,
        key: shared::everything_key,
        draw: graph::gexf,
        lost: shared::no_loss,
    },
    Export {
        name: "gexf-relations",
        about: "the relations of the records with their dates, for Gephi and networkx (GEXF 1.3)",
        route: "data/relations.gexf",
        is_enabled: |config| asks_for(config, DataFile::GexfRelations),
        key: shared::everything_key,
        draw: graph::gexf_relations,
        lost: graph::relations_lost,
    },
    Export {
        name: "graphml",
        about: "who is named with whom, for yEd, igraph, Cytoscape (GraphML)",
        route: "data/network.graphml",
        is_enabled: |config| asks_for(config, DataFile::GraphMl),
        key: shared::everything_key,
        draw: graph::graphml,
        lost: shared::no_loss,
    },
    Export {
        name: "graphml-relations",
        about: "the relations of the records, for yEd, igraph, Cytoscape (GraphML)",
        route: "data/relations.graphml",
        is_enabled: |config| asks_for(config, DataFile::GraphMlRelations),
        key: shared::everything_key,
        draw: graph::graphml_relations,
        lost: graph::relations_lost,
    },
    Export {
        name: "geojson",
        about: "what has coordinates, for QGIS, uMap, Leaflet (GeoJSON)",
        route: "data/places.geojson",
        is_enabled: has_data,
        key: shared::everything_key,
        draw: places::geojson,
        lost: places::geojson_lost,
    },
    Export {
        name: "lpf",
        about: "the places and the passages that name them, for the World Historical Gazetteer (Linked Places)",
        route: "data/places.lpf.json",
        is_enabled: |config| asks_for(config, DataFile::LinkedPlaces),
        key: shared::everything_key,
        draw: places::linked_places,
        lost: places::linked_places_lost,
    },
    Export {
        name: "ics",
        about: "the events that have a day, for calendars (iCalendar)",
        route: "data/events.ics",
        is_enabled: has_data,
        key: shared::everything_key,
        draw: calendar::draw,
        lost: calendar::lost,
    },
    Export {
        name: "jsonfeed",
        about: "the newest articles, for feed readers and scripts (JSON Feed 1.1)",
        route: json_feed::ROUTE,
        is_enabled: has_data,
        key: shared::everything_key,
        draw: json_feed::draw,
        lost: json_feed::lost,
    },
    Export {
        name: "skos",
        about: "the records as linked data, for Skosmos, Protégé and triple stores (SKOS, schema.org, Turtle)",
        route: skos::ROUTE,
        is_enabled: |config| asks_for(config, DataFile::Skos),
        key: shared::everything_key,
        draw: skos::draw,
        lost: skos::lost,
    },
    Export {
        name: "annotations",
        about: "names, dates, quotations, notes, questions as W3C annotations, for Recogito and others (JSON-LD)",
        route: web_annotations::ROUTE,
        is_enabled: |config| asks_for(config, DataFile::Annotations),
        key: shared::everything_and_notes_key,
        draw: |input| in_order::bytes(input, web_annotations::write),
        lost: shared::no_loss,
    },
    Export {
        name: "ftm",
        about: "articles, records, relations and who is named where, for Aleph and OpenAleph (FollowTheMoney)",
        route: "data/dossier.ftm.ndjson",
        is_enabled: |config| asks_for(config, DataFile::FollowTheMoney),
        key: shared::everything_key,
        draw: |input| in_order::bytes(input, ftm::write),
        lost: shared::no_loss,
    },
    Export {
        name: "tei",
        about: "texts, names, dates, quotations and the registry, for TEI Publisher, EVT, oXygen (TEI P5)",
        route: tei::ROUTE,
        is_enabled: |config| asks_for(config, DataFile::Tei),
        key: tei::key,
        draw: |input| in_order::bytes(input, tei::write),
        lost: shared::no_loss,
    },
    Export {
        name: "",
        about: "the tables of `export csv` with their description, as an archive",
        route: "data/tables.zip",
        is_enabled: |config| asks_for(config, DataFile::Tables),
        key: packed::key,
        draw: packed::tables,
        lost: shared::no_loss,
    },
    Export {
        name: "",
        about: "the texts of `export corpus` with the table about them, as an archive",
        route: "data/corpus.zip",
        is_enabled: |config| asks_for(config, DataFile::Corpus),
        key: packed::key,
        draw: packed::corpus,
        lost: shared::no_loss,
    },
    Export {
        name: "",
        about: "the newest articles as an Atom feed",
        route: routes::FEED,
        is_enabled: |_| true,
        key: feed::key,
        draw: feed::draw,
        lost: shared::no_loss,
    },
    Export {
        name: "",
        about: "every page, for search engines",
        route: routes::SITEMAP,
        is_enabled: sitemap::is_enabled,
        key: sitemap::key,
        draw: sitemap::draw,
        lost: shared::no_loss,
    },
    Export {
        name: "",
        about: "where the sitemap is",
        route: "robots.txt",
        is_enabled: |_| true,
        key: sitemap::robots_key,
        draw: sitemap::robots,
        lost: shared::no_loss,
    },
];

/// The formats of this file: name and what it is.
pub(crate) const TABLE_EXPORTS: [(&str, &str); 2] = [
    ("csv", "tables of articles, records, mentions, dates, quotations, notes; with --output DIR"),
    ("registry", "all records and heads of articles as tables to edit and import again; with --output DIR"),
];

/// How the dossier is laid out as a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookEdition {
    /// Files for readers of books.
    Epub,
    /// One page of HTML for a printer.
    Print,
}

/// The dossier as a book, which `render` makes of the views of pages.
pub(crate) struct BookExport {
    pub(crate) edition: BookEdition,
    /// Its name, and what it is.
    pub(crate) name: (&'static str, &'static str),
    pub(crate) route: &'static str,
    asked_for: DataFile,
}

/// The editions of the book.
pub(crate) const BOOK_EXPORTS: [BookExport; 2] = [
    BookExport {
        edition: BookEdition::Epub,
        name: (
            "epub",
            "the dossier as a book to read offline, for e-readers, phones, classrooms (EPUB 3.3); with --output FILE",
        ),
        route: "data/dossier.epub",
        asked_for: DataFile::Epub,
    },
    BookExport {
        edition: BookEdition::Print,
        name: (
            "print",
            "the dossier as a book to print or to keep as PDF, with page numbers and an index: one HTML file for a \
             browser; with --output FILE",
        ),
        route: "data/dossier-print.html",
        asked_for: DataFile::Print,
    },
];

/// Returns the editions of the book that are a part of the site.
pub(crate) fn books(config: &SiteConfig) -> impl Iterator<Item = &'static BookExport> {
    BOOK_EXPORTS.iter().filter(|book| asks_for(config, book.asked_for))
}
