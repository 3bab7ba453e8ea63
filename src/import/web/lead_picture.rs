//! The lead picture of a page: the first that is a file beside it, with what the page says of it.
//!
//! Nothing is fetched: other pictures are recorded as dropped. Whether the file exists is not known here.

use super::blocks::{PageImage, is_caption};
use super::dom::{HtmlPage, NodeRef, attribute, element_name};
use super::values::value;
use crate::base::Message;
use crate::base::percent;
use crate::import::extracted_document::{DropReason, ExtractedDocument, ExtractedPicture, PictureText};
use crate::import::tidy::photo_credit::credit_start;

/// How many elements around a picture may hold its caption.
const CAPTION_REACH: usize = 5;
/// The most elements of one of these.
const MAX_FIGURE_ELEMENTS: usize = 60;

/// Finds the lead picture and what is said of it, and records the other pictures.
pub(super) fn take_lead_picture(page: &HtmlPage, images: &[PageImage], extracted: &mut ExtractedDocument) {
    for image in images {
        match local_name(&image.address) {
            Some(name) if extracted.picture.is_none() => {
                extracted.picture = Some(ExtractedPicture::Beside(name));
                extracted.picture_text = page.node(image.element).map(|node| picture_text(&node)).unwrap_or_default();
            }
            _ => {
                let shown: String =
                    image.address.chars().filter(|character| !character.is_control()).take(120).collect();
                extracted.record_dropped(DropReason::Picture, Message::same(format!("<img> {shown}")));
            }
        }
    }
}

/// Reads the `alt` attribute of a picture and the caption of the figure around it.
fn picture_text(image: &NodeRef<'_>) -> PictureText {
    let alt = attribute(image, "alt").and_then(|alt| value(&alt)).filter(|alt| !is_file_name(alt)).unwrap_or_default();
    let caption = figure_caption(image).unwrap_or_default();
    let credit = credit_start(&caption).and_then(|start| caption.split_at_checked(start));
    let (caption, credit) = credit.unwrap_or((&caption, ""));
    let credit = credit.trim().trim_matches(['(', ')', '[', ']']);
    PictureText { alt, caption: caption.trim().to_owned(), credit: credit.trim().to_owned() }
}

/// Returns the caption in the innermost element around a picture that has one, unless that element holds several
/// pictures.
fn figure_caption(image: &NodeRef<'_>) -> Option<String> {
    for around in image.ancestors_it(Some(CAPTION_REACH)) {
        let inside: Vec<NodeRef<'_>> =
            around.descendants_it().filter(NodeRef::is_element).take(MAX_FIGURE_ELEMENTS).collect();
        let n_images = inside.iter().filter(|node| element_name(node) == "img").count();
        if n_images > 1 || inside.len() == MAX_FIGURE_ELEMENTS {
            return None;
        }
        let caption = inside.iter().find(|node| element_name(node) == "figcaption" || is_caption(node));
        if let Some(caption) = caption {
            return value(&caption.text());
        }
        if element_name(&around) == "figure" {
            return None;
        }
    }
    None
}

/// Returns whether an alternative text is only the name of the file: `IMG_2034.jpg`.
fn is_file_name(alt: &str) -> bool {
    let ending = alt.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !alt.contains(' ') && (ending.is_some_and(|ending| ending.len() <= 4) || alt.contains('_'))
}

/// Returns the name to look up next to or inside the document: `page_files/phare.jpg` or `cid:part1`.
fn local_name(address: &str) -> Option<String> {
    let address = address.trim();
    let decoded = percent::decode_lossy(address.strip_prefix("./").unwrap_or(address));
    let has_scheme = decoded.split('/').next().is_some_and(|head| head.contains(':')) && !decoded.starts_with("cid:");
    let is_climbing = decoded.starts_with('/') || decoded.contains('\\') || decoded.split('/').any(|step| step == "..");
    let is_odd =
        decoded.is_empty() || decoded.len() > 500 || decoded.contains(char::is_control) || decoded.contains('?');
    (!has_scheme && !is_climbing && !is_odd).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::web::blocks::collect_blocks;

    #[test]
    fn a_picture_is_local_or_left_out() {
        for (source, name) in [
            ("./page_files/ph%C3%A0re.jpg", Some("page_files/phàre.jpg")),
            ("cid:part1@x", Some("cid:part1@x")),
            ("https://a.org/x.gif", None),
            ("//a.org/x.gif", None),
            ("../x.jpg", None),
            ("a/%2e%2e/x.jpg", None),
            ("data:image/png;base64,xx", None),
            ("x.php?track=1", None),
            ("", None),
        ] {
            assert_eq!(local_name(source).as_deref(), name, "{source}");
        }
    }

    #[test]
    fn what_the_page_says_of_the_lead_picture_is_read() {
        for (html, expected) in [
            (
                "<figure><div><img src=a.jpg alt='Un bateau à quai'></div><figcaption>La criée, mardi. Photo : Maud Kerval</figcaption></figure>",
                ["Un bateau à quai", "La criée, mardi.", "Photo : Maud Kerval"],
            ),
            (
                "<div class=wp-caption><a href=x><img src=a.jpg alt=IMG_2034.jpg></a><p class=wp-caption-text>La criée</p></div>",
                ["", "La criée", ""],
            ),
            ("<div><img src=a.jpg><img src=b.jpg><p class=caption>Le port</p></div>", ["", "", ""]),
            ("<p><img src=a.jpg alt='La jetée'> Un texte.</p><figcaption>Le port</figcaption>", ["La jetée", "", ""]),
        ] {
            let page =
                HtmlPage::parse(&format!("<body><main>{html}<p>{}</p></main>", "<i>x</i>".repeat(70))).expect("a page");
            let mut extracted = ExtractedDocument::default();
            take_lead_picture(&page, &collect_blocks(&page.body()).pictures, &mut extracted);
            let PictureText { alt, caption, credit } = extracted.picture_text;
            assert_eq!([alt.as_str(), &caption, &credit], expected, "{html}");
        }
    }
}
