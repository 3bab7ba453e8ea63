//! Import: raw documents -> article files.
//!
//! ```text
//! inputs      paths on the command line: files, folders, ZIPs, stdin          -> InputDocument
//! document_lines  a line that names a document or holds one                   -> InputDocument
//! work_list   the documents in the inputs, one at a time
//! byte_source where the bytes of an archive or a container are
//! open_input  an input, read whole or opened as a container                   -> bytes, or Pieces
//! formats     bytes of a file, read by its format's reader                    -> ExtractedFile: ExtractedDocuments
//!   text/ web/ office/ epub/ pdf/ mail note  the readers; `runs` writes their Markdown
//!   press/                               exports of press databases: the articles in them, by their fields
//!   containers/                          where the documents of a mail box, a table, a feed and the like begin and end
//! clean       no boilerplate; headline, captions (tidy/), what lines state (head/) -> CleanedDocument
//! plan        the table of a dry run, corrected by hand
//! planned_files  articles of a dry run with corrected cells -> contents of files, for the desk
//! compose     front matter and body                                           -> ComposedArticle
//! duplicates  finds a known article with the same text
//! known_articles  what the project has already
//! store       writes the article, never over a file; keeps the raw document   -> ImportOutcome
//! article_lines  an article as a line of JSON, without a project; lasting_id: its id
//! annotations/  names marked elsewhere in texts of this dossier               -> ProposedMention
//! ```
//!
//! `pipeline` runs these stages batch by batch. Only `inputs`, `byte_source`, `open_input`, `files_beside`,
//! `known_articles`, `store` and `sandbox` do input or output; the rest is pure. Import does not guess: an unknown date
//! stays unknown, and a line that may belong to the article stays in it. It never fetches anything.

pub(crate) mod annotations;
mod archive_pages;
pub mod article_lines;
mod byte_source;
pub(crate) mod clean;
mod clean_markdown;
pub(crate) mod cleaned_document;
mod clipped_text;
pub mod compose;
mod containers;
mod dates;
pub(crate) mod document_lines;
mod duplicates;
mod epub;
mod error;
pub(crate) mod extracted_document;
mod files_beside;
mod foreign_keys;
pub(crate) mod formats;
mod head;
pub mod in_memory;
pub(crate) mod inputs;
pub(crate) mod known_articles;
mod lasting_id;
mod mail;
mod note;
mod office;
mod open_input;
mod own_front_matter;
mod pdf;
mod picture;
pub(crate) mod pipeline;
pub(crate) mod plan;
pub(crate) mod planned_files;
mod press;
mod runs;
pub(crate) mod sandbox;
pub(crate) mod store;
mod styled_paragraph;
pub(crate) mod text;
mod tidy;
pub(crate) mod unknown_format;
mod web;
mod work_list;
mod yaml_scalar;
mod zip_container;

pub use compose::{ComposedArticle, Overrides};
pub use error::ImportError;
pub use planned_files::CorrectedCells;
pub use store::ImportOutcome;

/// Editions in TEI.
pub(crate) mod tei {
    pub(crate) use super::containers::tei::{MAX_EDITION_BYTES, TeiArticle, TeiEdition, TeiSpan, recognises, scalar};
}
