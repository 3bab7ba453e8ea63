//! What raw HTML needs to know of its surroundings: the file that it is written in, and where its addresses lead.

use crate::base::{SourcePath, percent};
use crate::link::LinkResolver;
use crate::model::Route;

/// Where a piece of raw HTML is written, and where its links and pictures may lead.
#[derive(Clone, Copy)]
pub struct HtmlContext<'a> {
    /// Its file, from which its links are resolved.
    pub file: &'a SourcePath,
    /// Where links may lead.
    pub link_resolver: &'a LinkResolver,
    /// What leads to the output's root.
    pub root: &'a str,
    /// Returns the width and height in pixels of a published picture, if its header has them.
    pub picture_size: &'a dyn Fn(&Route) -> Option<[u32; 2]>,
}

/// Returns the address of a page or file of this site, with what follows its route.
#[must_use]
pub fn internal_href(context: &HtmlContext<'_>, route: &Route, rest: &str) -> String {
    format!("{}{}{}", context.root, route.href(), percent::encode_invalid(&context.link_resolver.anchored(route, rest)))
}
