//! Sizes of pictures, so that a page reserves their space before they load, and the lead picture of an article.
//!
//! The only file that uses the crate for picture headers. Pictures are shown with `<img>`, where a script in an SVG
//! does not run, and are not decoded here.

use serde::Serialize;

use super::context::{PublishedMedia, RenderContext};
use crate::base::{Key, KeyBuilder};
use crate::link::ResolvedLink;
use crate::model::Route;
use crate::parse::Article;

/// The lead picture of an article.
#[derive(Clone, Debug, Serialize)]
pub struct LeadPicture {
    /// Its route.
    pub href: String,
    /// Its full address; empty if the address of the site is not known.
    pub address: String,
    /// Width in pixels; 0 if its header does not state it.
    pub width: u32,
    /// Height in pixels; 0 if its header does not state it.
    pub height: u32,
    /// Alt text; empty if none was given.
    pub alt: String,
    /// Its caption; may be empty.
    pub caption: String,
    /// The caption that the text itself has for it, as HTML that is safe to publish; empty if `caption` is not, or if the text
    /// has none.
    pub text_caption: String,
    /// The credit line; may be empty.
    pub credit: String,
    /// The headline of the text as HTML, safe to publish; empty if the text has none.
    pub headline: String,
    /// The text after the headline as HTML, safe to publish; the picture is shown between them.
    pub text: String,
}

/// Makes the lead picture of an article whose text is `body`; `None` if it has none, or if the file is not published.
#[must_use]
pub(crate) fn lead(context: &RenderContext, article: &Article, body: &str) -> Option<LeadPicture> {
    let picture = article.picture.as_ref()?;
    let ResolvedLink::Internal(route, _) = context.link_resolver.resolve(&article.file, &picture.file.value) else {
        return None;
    };
    context.media.get(&route)?;
    let [width, height] = size(&context.media, &route).unwrap_or_default();
    const END: &str = "</h1>\n";
    let headline_len = match body.find(END) {
        Some(at) if article.body.headline().is_some() => at + END.len(),
        _ => 0,
    };
    let (headline, text) = body.split_at(headline_len);
    // The lead picture stands above the text, so that its caption must leave the text with it.
    let own = if picture.caption.is_empty() { first_caption(text) } else { None };
    let (text, text_caption) = match own {
        Some((before, caption, after)) => (format!("{before}{after}"), caption.to_owned()),
        None => (text.to_owned(), String::new()),
    };
    Some(LeadPicture {
        address: context.content.address(&route),
        href: route.href(),
        width,
        height,
        alt: picture.alt.clone(),
        caption: picture.caption.clone(),
        text_caption,
        credit: picture.credit.clone(),
        headline: headline.to_owned(),
        text,
    })
}

/// Splits a text at a caption near its beginning: what is before it, the caption, what is after it. A caption behind another
/// picture is that picture's.
fn first_caption(text: &str) -> Option<(&str, &str, &str)> {
    const BEGIN: &str = "<figure class=\"caption\"><figcaption>\n";
    const END: &str = "</figcaption></figure>\n";
    /// A byline and a place may stand before it.
    const MAX_PARAGRAPHS_BEFORE: usize = 2;
    let (before, rest) = text.split_once(BEGIN)?;
    let (caption, after) = rest.split_once(END)?;
    let is_near = before.matches("<p").count() <= MAX_PARAGRAPHS_BEFORE && !before.contains("<img");
    is_near.then_some((before, caption.trim_end(), after))
}

/// Adds the file of the lead picture to an article's key. Its caption and other texts are part of the article.
pub(crate) fn lead_key(context: &RenderContext, article: &Article, key: &mut KeyBuilder) {
    let Some(picture) = &article.picture else { return };
    match context.link_resolver.resolve(&article.file, &picture.file.value) {
        ResolvedLink::Internal(route, _) => key.text(route.as_str()).key(self::key(&context.media, &route)),
        _ => key.number(0),
    };
}

/// Returns the key of a published file; the default key if there is none at the route.
#[must_use]
pub(crate) fn key(media: &PublishedMedia, route: &Route) -> Key {
    media.get(route).map(|(key, _)| *key).unwrap_or_default()
}

/// Returns the width and height in pixels of a published picture, if its header states them.
#[must_use]
pub(crate) fn size(media: &PublishedMedia, route: &Route) -> Option<[u32; 2]> {
    let (_, bytes) = media.get(route)?;
    let is_svg = route.as_str().to_ascii_lowercase().ends_with(".svg");
    if is_svg { svg_size(bytes) } else { raster_size(bytes) }
}

/// Maximum side length. A larger one is a mistake or an attack, and would displace the whole page.
const MAX_SIDE: u32 = 32_768;

fn raster_size(bytes: &[u8]) -> Option<[u32; 2]> {
    // Pictures are hostile input: the page is rendered even if the parser panics.
    let size = std::panic::catch_unwind(|| imagesize::blob_size(bytes)).ok()?.ok()?;
    believed(u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
}

fn believed(width: u32, height: u32) -> Option<[u32; 2]> {
    let is_good = |side: u32| (1..=MAX_SIDE).contains(&side);
    (is_good(width) && is_good(height)).then_some([width, height])
}

/// Reads the size of an SVG from the start tag of its root: `width` and `height` in pixels, else the `viewBox` (SVG 2,
/// 7.2 and 8.6). Other units and percentages give no size in pixels.
fn svg_size(bytes: &[u8]) -> Option<[u32; 2]> {
    /// Enough bytes for a prolog, comments and a doctype.
    const MAX_HEAD: usize = 16 << 10;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_HEAD)]).into_owned();
    let start = head.find("<svg")?;
    let tag = &head[start..start + head[start..].find('>')?];
    let side = |name: &str| pixels(attribute(tag, name)?.trim_end_matches("px"));
    if let (Some(width), Some(height)) = (side("width"), side("height")) {
        return believed(width, height);
    }
    let view: Vec<&str> = attribute(tag, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    match view[..] {
        [_, _, width, height] => believed(pixels(width)?, pixels(height)?),
        _ => None,
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (at, _) = tag.match_indices(name).find(|(at, _)| {
        let before = tag[..*at].chars().next_back();
        before.is_some_and(char::is_whitespace) && tag[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

fn pixels(number: &str) -> Option<u32> {
    let number: f64 = number.trim().parse().ok()?;
    // The cast of a float saturates.
    number.is_finite().then(|| number.round().clamp(0.0, f64::from(MAX_SIDE + 1)) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_says_its_size_in_pixels_or_by_its_view() {
        let size = |svg: &str| svg_size(svg.as_bytes());
        assert_eq!(size("<?xml version=\"1.0\"?><svg width=\"640px\" height='480'>"), Some([640, 480]));
        assert_eq!(
            size("<svg stroke-width=\"3\" width=\"100%\" height=\"9\" viewBox=\"0 0 20,10.4\">"),
            Some([20, 10])
        );
        for nothing in ["", "<svg", "<svg>", "<svg width='-3' height='1e99'>", "<svg viewBox='0 0 1'>", "<p width='3'>"]
        {
            assert_eq!(size(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_picture_that_lies_or_is_none_has_no_size() {
        assert_eq!(raster_size(b""), None);
        assert_eq!(raster_size(b"GIF89a\0\0\0\0"), None);
        assert_eq!(raster_size(b"GIF89a\x40\x01\xf0\x00\0\0\0\0\0\0\0\0"), Some([320, 240]));
        assert_eq!(raster_size(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff"), None);
    }
}
