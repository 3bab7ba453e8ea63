//! What is needed to draw a text, as plain values.
//!
//! The caller puts them together for each text, so this room knows no site.

use super::margin::MarginNote;
use crate::annotate::{Annotations, LinkReason};
use crate::base::SourcePath;
use crate::config::{HtmlPolicy, LinkPolicy};
use crate::link::LinkResolver;
use crate::model::{Id, Route};
use crate::parse::Body;

/// The input for drawing a text.
pub(crate) struct BodyInput<'a> {
    /// The text.
    pub body: &'a Body,
    /// The names in it.
    pub annotated: &'a Annotations,
    /// Its file, from which its links are resolved.
    pub file: &'a SourcePath,
    /// Where links may lead.
    pub link_resolver: &'a LinkResolver,
    /// What leads to the output's root.
    pub root: &'a str,
    /// What a link to the entity of an id shows.
    pub mention_link: &'a dyn Fn(&Id) -> Option<&'a MentionLink>,
    /// Returns the width and height in pixels of a published picture, if its header has them.
    pub picture_size: &'a dyn Fn(&Route) -> Option<[u32; 2]>,
    /// Which mentions become links.
    pub policy: LinkPolicy,
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
    /// The entity whose own page this is: its name never links there.
    pub own_entity: Option<&'a Id>,
    /// Whether passages and mentions get anchors; texts other than articles have none.
    pub anchors: bool,
    /// Interface texts: what a note, its list and its way back are called.
    pub texts: InterfaceTexts<'a>,
    /// Notes in the margin, in order of their passages.
    pub margin: &'a [MarginNote],
}

/// What a link to an entity shows in a text, as HTML.
#[derive(Clone, Debug)]
pub struct MentionLink {
    /// The route of its page.
    pub route: String,
    /// The link's classes.
    pub classes: String,
    /// Its name.
    pub name: String,
}

/// Words of the interface in texts.
#[derive(Clone, Copy)]
pub(crate) struct InterfaceTexts<'a> {
    /// Heading of the list of notes.
    pub notes: &'a str,
    /// One note.
    pub note: &'a str,
    /// The way back to the text.
    pub back: &'a str,
    /// A table.
    pub table: &'a str,
    /// The separator between a rule and its form, with its spaces.
    pub colon: &'a str,
    /// What each rule is called that makes a link.
    pub rule: &'a dyn Fn(LinkReason) -> &'a str,
    /// What the value of a date is for people.
    pub date: &'a dyn Fn(&str) -> String,
}
