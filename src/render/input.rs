//! What drawing a text needs to know, as plain values.

use super::margin::MarginNote;
use crate::annotate::{Annotated, Rule};
use crate::base::SourcePath;
use crate::config::{HtmlPolicy, LinkPolicy};
use crate::link::Targets;
use crate::model::{Id, Route};
use crate::parse::Body;
use crate::plan::site::Linked;

/// What drawing a text needs to know.
pub struct BodyInput<'a> {
    /// The text.
    pub body: &'a Body,
    /// The names in it.
    pub annotated: &'a Annotated,
    /// Its file, from which its links are resolved.
    pub file: &'a SourcePath,
    /// Where links may lead.
    pub targets: &'a Targets,
    /// What leads to the output's root.
    pub root: &'a str,
    /// What a link to the entity of an id shows.
    pub entity: &'a dyn Fn(&Id) -> Option<&'a Linked>,
    /// Width and height in pixels of a published picture, where its header tells.
    pub size: &'a dyn Fn(&Route) -> Option<[u32; 2]>,
    /// Which mentions become links.
    pub policy: LinkPolicy,
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
    /// The entity whose own page this is: its name never links there.
    pub own: Option<&'a Id>,
    /// Whether passages and mentions get anchors; texts other than articles have none.
    pub anchors: bool,
    /// Interface texts: what a note, its list and its way back are called.
    pub words: NoteWords<'a>,
    /// Notes in the margin, in order of their passages.
    pub margin: &'a [MarginNote],
}

/// What the notes are called.
#[derive(Clone, Copy)]
pub struct NoteWords<'a> {
    /// Heading of the list of notes.
    pub notes: &'a str,
    /// One note.
    pub note: &'a str,
    /// The way back to the text.
    pub back: &'a str,
    /// A table.
    pub table: &'a str,
    /// What stands between a rule and the form that it is about, with its spaces.
    pub colon: &'a str,
    /// What each rule is called that makes a link.
    pub rule: &'a dyn Fn(Rule) -> &'a str,
    /// What the value of a date is for people.
    pub date: &'a dyn Fn(&str) -> String,
}
