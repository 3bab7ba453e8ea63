//! A saved web page -> an [`ExtractedDocument`].
//!
//! Collects the page's blocks, chooses those of the article, and reads the metadata with the lines around it.
//! Fetches nothing: a picture counts only if it is a file next to the page or a part of the same mail.

use std::collections::HashSet;

use super::article_blocks::choose_blocks;
use super::blocks::{HtmlBlocks, collect_blocks, collect_hidden_blocks};
use super::dom::HtmlPage;
use super::head_lines::HeadLines;
use super::main_text::{WordSequences, main_text};
use super::metadata::PageHead;
use super::page_boilerplate;
use crate::base::percent;
use crate::import::extracted_document::{
    BlockRole, DocumentContent, DropReason, DroppedContent, ExtractedDocument, ExtractedPicture, ExtractionError,
    TextBlock,
};
use crate::import::text::lines::fold;

/// The bars that the Wayback Machine adds to a page.
const ARCHIVE_BARS: &str = "#wm-ipp-base, #wm-ipp, #wm-ipp-print, #donato";
/// A page that shows less, in bytes, waits for a script that shows the rest.
const MIN_SHOWN_BYTES: usize = 200;

/// Reads a page: its article and metadata.
///
/// # Errors
/// If it exceeds a limit.
pub(in crate::import) fn extract(html: &str) -> Result<ExtractedDocument, ExtractionError> {
    let page = HtmlPage::parse(html)?;
    let head = PageHead::of(&page, html);
    let mut extracted = ExtractedDocument::default();
    page_boilerplate::note_unsafe(&page, &mut extracted);
    page.remove(ARCHIVE_BARS);
    if head.is_archived() {
        page.remove("#HEADER");
    }
    let whole = page_blocks(&page);
    let known = WordSequences::of(&main_text(html).unwrap_or_default());
    let chosen = choose_blocks(&page, &whole, &known, head.title.as_deref());
    let lines = HeadLines::of(&page, &whole, &chosen, head.title.as_deref());
    extracted.about = head.metadata(&page, &lines);
    let is_found = chosen.contains(&true);
    let mut article = Vec::new();
    for (part, is_chosen) in whole.parts.iter().zip(chosen) {
        if is_chosen || !is_found {
            article.push(part.clone());
        }
    }
    extracted.picture = lead_picture(&whole.pictures, &mut extracted);
    let parts = with_headline(article, &whole.parts, extracted.about.title.as_deref());
    report_boilerplate(&whole.parts, &parts, &mut extracted);
    extracted.content = DocumentContent::Parts(parts);
    Ok(extracted)
}

/// Returns the blocks of a page: those that are shown, or all if next to nothing is.
fn page_blocks(page: &HtmlPage) -> HtmlBlocks {
    let shown = collect_blocks(&page.body());
    if shown.parts.iter().map(|part| part.text.len()).sum::<usize>() >= MIN_SHOWN_BYTES {
        return shown;
    }
    collect_hidden_blocks(&page.body())
}

/// Reads the HTML of a mail: all of it is text, and it has no metadata.
///
/// # Errors
/// If it exceeds a limit.
pub(in crate::import) fn extract_whole(html: &str) -> Result<ExtractedDocument, ExtractionError> {
    let page = HtmlPage::parse(html)?;
    let mut extracted = ExtractedDocument::default();
    page_boilerplate::note_unsafe(&page, &mut extracted);
    let HtmlBlocks { parts, pictures, .. } = collect_blocks(&page.body());
    extracted.picture = lead_picture(&pictures, &mut extracted);
    extracted.content = DocumentContent::Parts(parts);
    Ok(extracted)
}

/// Puts the headline before the article if the page shows it: Readability treats it as part of the page.
fn with_headline(mut parts: Vec<TextBlock>, whole: &[TextBlock], title: Option<&str>) -> Vec<TextBlock> {
    let Some(title) = title.map(fold) else { return parts };
    let is_headline = |part: &TextBlock| {
        matches!(part.role, BlockRole::Heading(_) | BlockRole::Paragraph) && fold(&part.text) == title
    };
    let shown = whole.iter().find(|part| is_headline(part)).cloned();
    parts.retain(|part| !is_headline(part) || matches!(part.role, BlockRole::Paragraph));
    if let Some(paragraph) = parts.iter_mut().take(4).find(|part| is_headline(part)) {
        paragraph.role = BlockRole::Title;
    } else if let Some(headline) = shown.filter(|part| matches!(part.role, BlockRole::Heading(_))) {
        parts.insert(0, TextBlock { role: BlockRole::Title, ..headline });
    }
    parts
}

/// Records the text of the page that is not in the article.
fn report_boilerplate(whole: &[TextBlock], article: &[TextBlock], extracted: &mut ExtractedDocument) {
    let kept: HashSet<&str> = article.iter().map(|part| part.text.as_str()).collect();
    for part in whole.iter().filter(|part| !kept.contains(part.text.as_str())) {
        let dropped = DroppedContent { kind: DropReason::Furniture, what: part.text.clone(), count: 1 };
        extracted.dropped.push(dropped);
    }
}

/// Returns the first picture that is a local file, and records the others as dropped: nothing is ever fetched.
fn lead_picture(pictures: &[String], extracted: &mut ExtractedDocument) -> Option<ExtractedPicture> {
    let mut lead = None;
    for address in pictures {
        match local_name(address) {
            Some(name) if lead.is_none() => lead = Some(ExtractedPicture::Beside(name)),
            _ => {
                let shown: String = address.chars().filter(|character| !character.is_control()).take(120).collect();
                extracted.record_dropped(DropReason::Picture, format!("<img> {shown}"));
            }
        }
    }
    lead
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
}
