//! The context of raw HTML: the file that contains it, and the resolver of its addresses.

use crate::base::{SourcePath, percent};
use crate::link::LinkResolver;
use crate::model::Route;

/// The file of a piece of raw HTML, and the resolver of its links and pictures.
#[derive(Clone, Copy)]
pub struct HtmlContext<'a> {
    /// The file, relative to which links are resolved.
    pub file: &'a SourcePath,
    /// Resolves links.
    pub link_resolver: &'a LinkResolver,
    /// Relative path to the root of the output.
    pub root: &'a str,
    /// Returns the width and height in pixels of a published picture, if its header states them.
    pub picture_size: &'a dyn Fn(&Route) -> Option<[u32; 2]>,
}

/// Returns the address of a page or file of this site, with what follows its route.
#[must_use]
pub fn internal_href(context: &HtmlContext<'_>, route: &Route, rest: &str) -> String {
    format!("{}{}{}", context.root, route.href(), percent::encode_invalid(&context.link_resolver.anchored(route, rest)))
}
