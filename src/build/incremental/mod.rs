//! The five deltas: stages that depend on all articles at once, and use the result of the previous build.
//!
//! Every other stage depends on one file or text, and a cache keyed by its input makes it incremental. For an edit of one
//! line these five would take time that grows with the dossier, so each can also update its previous result:
//!
//! | Delta | Updates | If it cannot |
//! |---|---|---|
//! | [`articles`] | the list of parsed articles: replaces changed files | rebuilds the list, parses new files only |
//! | [`annotations`] | annotations and summaries: replaces those of changed articles | looks every article up |
//! | [`lexicon_diff`] | which texts new names can affect | every text is annotated again |
//! | [`duplicates`] | groups of copies: kept while no words change | groups all articles |
//! | [`links`] | the link index: subtracts old summaries, adds new ones | links all articles |
//!
//! All have one shape, `update(previous: Option<&Out>, input) -> Out`, and one law each in tests/laws/deltas.rs: after any
//! edit, `update(previous, input)` equals `update(None, input)`.

pub mod annotations;
pub mod annotator;
pub mod articles;
pub mod cached_annotation;
pub mod duplicates;
pub mod lexicon_diff;
pub mod links;
