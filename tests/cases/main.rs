//! Behaviour as data: `tests/cases/<stage>/*.md`, read and written by people who know French, not Rust.
//!
//! A file is prose. Each `## heading` names one behaviour; the fenced blocks under it are its case. What the blocks are
//! called and mean is said in the module of the stage and at the top of each file.

mod annotate;
mod check;
mod dates;
mod gazetteer;
mod initials;
mod literate;
mod quotes;
mod suggest;
mod texts;
mod typography;
