//! The inputs for rendering a text, as plain values.
//!
//! The caller collects them for each text, so this module does not know the site.

use super::margin::MarginNote;
use crate::annotate::{Annotations, LinkReason};
use crate::base::SourcePath;
use crate::config::{HtmlPolicy, LinkPolicy};
use crate::link::LinkResolver;
use crate::model::{Id, Route};
use crate::parse::Body;
use crate::parse::body::WikiLink;

/// The input for rendering a text.
pub(crate) struct BodyInput<'a> {
    /// The text.
    pub body: &'a Body,
    /// The names in it.
    pub annotated: &'a Annotations,
    /// The file, relative to which links are resolved.
    pub file: &'a SourcePath,
    /// Resolves links.
    pub link_resolver: &'a LinkResolver,
    /// Relative path to the root of the output.
    pub root: &'a str,
    /// Returns the link of a mention of the entity with an id.
    pub mention_link: &'a dyn Fn(&Id) -> Option<&'a MentionLink>,
    /// Returns the width and height in pixels of a published picture, if its header states them.
    pub picture_size: &'a dyn Fn(&Route) -> Option<[u32; 2]>,
    /// Which mentions become links.
    pub policy: LinkPolicy,
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
    /// The entity whose own page this is: its name is never linked there.
    pub own_entity: Option<&'a Id>,
    /// Whether passages and mentions get anchors; only articles have them.
    pub anchors: bool,
    /// Interface texts.
    pub texts: InterfaceTexts<'a>,
    /// Notes in the margin, in order of their passages.
    pub margin: &'a [MarginNote],
    /// Returns the numbered note of a link that only cites a source.
    pub source_note: &'a dyn Fn(&WikiLink) -> Option<SourceNote>,
}

/// A source that is cited by a number.
pub(crate) struct SourceNote {
    /// The number.
    pub n: u32,
    /// The newspaper and the date.
    pub title: String,
}

/// The link of a mention of an entity, as HTML.
#[derive(Clone, Debug)]
pub struct MentionLink {
    /// The route of its page.
    pub route: String,
    /// The link's classes.
    pub classes: String,
    /// Its name.
    pub name: String,
}

/// Interface texts used within a body.
#[derive(Clone, Copy)]
pub(crate) struct InterfaceTexts<'a> {
    /// Heading of the list of notes.
    pub notes: &'a str,
    /// Label of a note.
    pub note: &'a str,
    /// Label of the link back to the text.
    pub back: &'a str,
    /// Label of a table.
    pub table: &'a str,
    /// The separator between a rule and its form, with its spaces.
    pub colon: &'a str,
    /// Returns the description of a rule that makes a link.
    pub rule: &'a dyn Fn(LinkReason) -> &'a str,
    /// Formats the value of a date for people.
    pub date: &'a dyn Fn(&str) -> String,
}
