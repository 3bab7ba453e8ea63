//! Cleans SVG (W3C SVG 2), element by element, by allow-lists: shapes, texts, gradients, filters and their appearance.
//!
//! Removed: scripts and event handlers, animation, embedded HTML, metadata, comments, document types with their
//! entities, notes of drawing programs (layer names, file paths), and every reference out of the file. Embedded
//! pictures are cleaned like separate ones. An SVG opened on its own can then do and fetch no more than one in `<img>`.

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};

use super::css;
use super::data_address::{data_address, decoded};

/// Elements that are kept, with their content.
const ELEMENTS: &str = " svg g defs symbol use image switch a title desc style path rect circle ellipse line polyline polygon text \
    tspan textPath marker pattern mask clipPath linearGradient radialGradient stop filter feBlend feColorMatrix \
    feComponentTransfer feFuncR feFuncG feFuncB feFuncA feComposite feConvolveMatrix feDiffuseLighting \
    feDisplacementMap feDropShadow feFlood feGaussianBlur feMerge feMergeNode feMorphology feOffset \
    feSpecularLighting feDistantLight fePointLight feSpotLight feTile feTurbulence ";
/// Elements whose text is shown or read aloud; other text is not rendered.
const WITH_TEXT: &str = " title desc style text tspan textPath a ";
/// Attributes that are kept.
const ATTRIBUTES: &str = " id class lang role width height viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry fx fy \
    fr dx dy d points pathLength transform rotate textLength lengthAdjust startOffset method spacing side offset \
    gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform maskUnits \
    maskContentUnits clipPathUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in \
    in2 result mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix \
    divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent \
    limitingConeAngle azimuth elevation z pointsAtX pointsAtY pointsAtZ scale xChannelSelector yChannelSelector \
    stdDeviation radius baseFrequency numOctaves seed stitchTiles version style fill fill-opacity fill-rule stroke \
    stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset \
    opacity color display visibility overflow clip clip-path clip-rule mask filter flood-color flood-opacity \
    lighting-color stop-color stop-opacity marker-start marker-mid marker-end paint-order vector-effect mix-blend-mode \
    isolation shape-rendering text-rendering image-rendering color-interpolation color-interpolation-filters \
    font-family font-size font-size-adjust font-stretch font-style font-variant font-weight letter-spacing \
    word-spacing text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift direction \
    unicode-bidi writing-mode systemLanguage ";
/// Maximum nesting depth.
const MAX_DEPTH: usize = 256;

/// Rewrites the picture from its allowed parts; `None` if it is not SVG.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)).ok()?;
    let mut reader = Reader::from_str(text);
    let mut writing = SvgWriter { out: String::with_capacity(text.len()), open: Vec::new(), dropped: 0, style: None };
    let mut begun = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                begun |= writing.open(&start, begun)?;
            }
            Event::Empty(start) => {
                begun |= writing.open(&start, begun)?;
                writing.close();
            }
            Event::End(_) => writing.close(),
            Event::Text(text) => writing.text(&unescape(&text).ok()?),
            Event::CData(text) => writing.text(&text),
            Event::GeneralRef(name) => writing.text(&unescape(&format!("&{};", &*name)).unwrap_or_default()),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    (begun && writing.open.is_empty()).then(|| writing.out.into_bytes())
}

struct SvgWriter {
    out: String,
    /// The open elements that are kept.
    open: Vec<String>,
    /// Number of open elements within a dropped one, including it.
    dropped: usize,
    /// The style sheet being read.
    style: Option<String>,
}

impl SvgWriter {
    /// Begins an element; returns whether it is the root. `None` if the document is not SVG.
    fn open(&mut self, start: &BytesStart<'_>, begun: bool) -> Option<bool> {
        let name = own_name(start.name().as_ref()).map(str::to_owned);
        if !begun && name.as_deref() != Some("svg") {
            return None;
        }
        let kept = name.filter(|name| self.dropped == 0 && listed(ELEMENTS, name));
        let Some(name) = kept.filter(|_| self.open.len() < MAX_DEPTH) else {
            self.dropped += 1;
            return Some(false);
        };
        self.out.push('<');
        self.out.push_str(&name);
        if !begun {
            self.out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        }
        let mut keys: Vec<String> = Vec::new();
        for attribute in start.attributes().with_checks(false).flatten() {
            let Ok(value) = unescape(&attribute.value) else { continue };
            let key = match attribute.key.as_ref() {
                "xlink:href" => "href",
                "xml:lang" => "lang",
                key => key,
            };
            // A duplicate attribute is not well-formed XML.
            if let Some(value) = checked(&name, key, &value).filter(|_| !keys.iter().any(|known| known == key)) {
                self.out.push_str(&format!(" {key}=\"{}\"", escape(readable(&value))));
                keys.push(key.to_owned());
            }
        }
        self.out.push('>');
        if name == "style" {
            self.style = Some(String::new());
        }
        self.open.push(name);
        Some(!begun)
    }

    fn close(&mut self) {
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        let Some(name) = self.open.pop() else { return };
        if let Some(style) = self.style.take_if(|_| name == "style") {
            self.out.push_str(&escape(css::sheet(&readable(&style))));
        }
        self.out.push_str(&format!("</{name}>"));
    }

    fn text(&mut self, text: &str) {
        let Some(name) = self.open.last().filter(|_| self.dropped == 0) else { return };
        if let Some(style) = &mut self.style {
            style.push_str(text);
        } else if listed(WITH_TEXT, name) || text.trim().is_empty() {
            self.out.push_str(&escape(readable(text)));
        }
    }
}

/// Returns the rewritten value of an attribute; `None` if it is dropped.
fn checked(element: &str, key: &str, value: &str) -> Option<String> {
    match key {
        "href" if element == "image" => embedded(value).or_else(|| value.starts_with('#').then(|| value.to_owned())),
        "href" => value.starts_with('#').then(|| value.to_owned()),
        "style" => Some(css::declarations(value)).filter(|style| !style.is_empty()),
        "xml:space" => Some(value.to_owned()),
        key if !listed(ATTRIBUTES, key) => None,
        // As an attribute, `transform` has a grammar of its own, without units; and texts accept lists of lengths.
        "transform" | "x" | "y" | "width" | "height" | "cx" | "cy" | "r" | "rx" | "ry" => Some(value.to_owned()),
        key if css::is_property(key) => css::value(value),
        _ => Some(value.to_owned()),
    }
}

/// Returns a text without the characters that XML 1.0 (2.2) forbids.
fn readable(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)).collect()
}

/// Returns the address of an embedded picture, cleaned; `None` if it is not JPEG, PNG, WebP or GIF.
fn embedded(href: &str) -> Option<String> {
    let (head, data) = href.strip_prefix("data:image/")?.split_once(";base64,")?;
    if !["jpeg", "jpg", "png", "webp", "gif"].contains(&head) {
        return None;
    }
    // Cleaned under an extension other than SVG's, so that nesting ends here.
    let clean = super::clean_embedded(&decoded(data)?)?;
    Some(data_address(&format!("image/{head}"), &clean))
}

/// Returns an element's local name if it is in the SVG namespace: without a prefix, or with SVG's own.
fn own_name(name: &str) -> Option<&str> {
    match name.split_once(':') {
        None => Some(name),
        Some(("svg", name)) => Some(name),
        Some(_) => None,
    }
}

fn listed(list: &str, name: &str) -> bool {
    !name.contains(' ') && list.contains(&format!(" {name} "))
}

#[cfg(test)]
mod tests {

    fn cleaned(svg: &str) -> String {
        String::from_utf8(super::clean(svg.as_bytes()).expect("an SVG")).expect("text")
    }

    #[test]
    fn what_shows_stays_and_what_does_or_tells_goes() {
        let svg = "\u{feff}<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x 'canari'>]><!-- canari -->\
            <svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:inkscape='canari' \
            inkscape:export-filename='/home/canari/x.png' data-a='canari' onload='canari()' viewBox='0 0 9 9'>\
            <metadata>canari</metadata><script>canari()</script><title>Un &lt;plan&gt; &amp; &#233;t&#xe9;</title>\
            <sodipodi:namedview>canari</sodipodi:namedview><foreignObject><p>canari</p></foreignObject>\
            <style>/* canari */ .a { fill: url(#g) }</style><style>@import 'https://canari.example'</style>\
            <g inkscape:label='canari'>canari<path class='a' d='M0 0' style='fill:url(https://canari.example)'/></g>\
            <use xlink:href='#p'/><use href='other.svg#canari'/><image href='data:image/png;base64,canari'/>\
            <a href='javascript:canari()'><text x='1'>Légende</text></a>\
            <set attributeName='href' to='javascript:canari()'/></svg>";
        let clean = cleaned(svg);
        assert!(!clean.contains("canari"), "{clean}");
        for kept in [
            "viewBox=\"0 0 9 9\"",
            "<title>Un &lt;plan&gt; &amp; été</title>",
            ".a { fill: url(#g) }",
            "<path class=\"a\" d=\"M0 0\"></path>",
            "<use href=\"#p\"></use>",
            "<text x=\"1\">Légende</text>",
        ] {
            assert!(clean.contains(kept), "{kept} in {clean}");
        }
        assert_eq!(cleaned(&clean), clean);
    }

    #[test]
    fn an_embedded_picture_is_cleaned_too() {
        let coded = super::data_address("image/png", &crate::media::png::tests::sample());
        let clean = cleaned(&format!("<svg><image width='1' xlink:href='{coded}'/></svg>"));
        let data = clean.split("base64,").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
        let png = super::decoded(data).expect("Base64");
        assert!(png.starts_with(b"\x89PNG") && !String::from_utf8_lossy(&png).contains("canari"));
        assert!(!cleaned("<svg><image href='https://a.example/x.png'/></svg>").contains("href"));
    }

    #[test]
    fn base64_is_read_as_browsers_read_it() {
        for coded in ["Zm9vYg==", "Zm9vYg", "Zm9v\r\n Yg==", "Zm9vYh==", "Zm9vYg==Zm9v"] {
            assert_eq!(super::decoded(coded).as_deref(), Some(&b"foob"[..]), "{coded}");
        }
        for wrong in ["Zm9!", "Zm9vY", "Zm9_"] {
            assert_eq!(super::decoded(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        for bytes in ["", "<p>x</p>", "<svg><g></svg>", "<svg>", "texte"] {
            assert_eq!(super::clean(bytes.as_bytes()), None, "{bytes}");
        }
        assert_eq!(super::clean(b"\x1f\x8b\x08"), None);
    }
}
