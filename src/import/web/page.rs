//! A saved web page -> an [`ExtractedDocument`].
//!
//! Collects the page's blocks, chooses those of the article, and reads the metadata with the lines around it.
//! Fetches nothing: a picture counts only if it is a file next to the page or a part of the same mail.

use std::borrow::Cow;
use std::collections::HashSet;

use super::article_blocks::choose_blocks;
use super::blocks::{HtmlBlocks, collect_blocks, collect_hidden_blocks};
use super::dom::HtmlPage;
use super::head_lines::HeadLines;
use super::lead_picture::take_lead_picture;
use super::line_kinds::is_paywall;
use super::main_text::{WordSequences, main_text};
use super::metadata::PageHead;
use super::page_boilerplate;
use crate::base::Message;
use crate::import::extracted_document::{
    BlockRole, DocumentContent, DropReason, DroppedContent, ExtractedDocument, ExtractionError, TextBlock,
};
use crate::import::text::lines::fold;

/// The bars that the Wayback Machine adds to a page.
const ARCHIVE_BARS: &str = "#wm-ipp-base, #wm-ipp, #wm-ipp-print, #donato";
/// How many blocks after the text may say that the rest is for subscribers.
const PAYWALL_REACH: usize = 4;
/// The longest tag of a template, in characters.
const MAX_TAG_CHARACTERS: usize = 300;
/// A shorter template, in bytes, is a button or a card.
const MIN_TEMPLATE_BYTES: usize = 500;
/// A page that shows less, in bytes, waits for a script that shows the rest.
const MIN_SHOWN_BYTES: usize = 200;

/// Reads a page: its article and metadata.
///
/// # Errors
/// If it exceeds a limit.
pub(in crate::import) fn extract(html: &str) -> Result<ExtractedDocument, ExtractionError> {
    let html = &*with_templates(html);
    let page = HtmlPage::parse(html)?;
    let head = PageHead::of(&page, html);
    let mut extracted = ExtractedDocument::default();
    page_boilerplate::note_unsafe(&page, &mut extracted);
    page.remove(ARCHIVE_BARS);
    if head.is_archived() {
        page.remove("#HEADER");
    }
    let whole = page_blocks(&page);
    let mut known = WordSequences::of(&main_text(html).unwrap_or_default());
    // Of an article in sections with boxes between them, the main text may be one section only.
    if let Some(body) = head.body() {
        known.add(body);
    }
    let chosen = choose_blocks(&page, &whole, &known, head.title.as_deref());
    let lines = HeadLines::of(&page, &whole, &chosen, head.title.as_deref());
    extracted.about = head.describe(&page, &lines);
    let is_found = chosen.contains(&true);
    let mut article = Vec::new();
    for (part, is_chosen) in whole.parts.iter().zip(chosen) {
        if is_chosen || !is_found {
            article.push(part.clone());
        }
    }
    take_lead_picture(&page, &whole.pictures, &mut extracted);
    let parts = with_headline(article, &whole.parts, extracted.about.title.as_deref());
    report_boilerplate(&whole.parts, &parts, &mut extracted);
    extracted.content = DocumentContent::Parts(parts);
    Ok(extracted)
}

/// Returns a page in which the text that a script would have shown is shown: `<script type="text/template">`, where
/// some blogs keep their posts. A template with holes to be filled has no text of an article.
fn with_templates(html: &str) -> Cow<'_, str> {
    const OPENING: &str = "<script";
    const CLOSING: &str = "</script>";
    if !html.contains("text/template") {
        return Cow::Borrowed(html);
    }
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPENING) {
        shown.push_str(before);
        let head: String = after.chars().take(MAX_TAG_CHARACTERS).collect();
        let tag = head.split_once('>').map(|(tag, _)| tag).filter(|tag| tag.contains("text/template"));
        let Some((content, next)) = tag.and_then(|tag| after.get(tag.len() + 1..)?.split_once(CLOSING)) else {
            shown.push_str(OPENING);
            rest = after;
            if tag.is_some() {
                // No later script is closed either.
                break;
            }
            continue;
        };
        if content.len() >= MIN_TEMPLATE_BYTES && !content.contains("{{") && !content.contains("<%") {
            shown.extend(["<div>", content, "</div>"]);
        }
        rest = next;
    }
    shown.push_str(rest);
    Cow::Owned(shown)
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
    take_lead_picture(&page, &pictures, &mut extracted);
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
    let is_kept = |part: &TextBlock| kept.contains(part.text.as_str());
    let end = whole.iter().rposition(is_kept).unwrap_or(whole.len());
    for (index, part) in whole.iter().enumerate().filter(|(_, part)| !is_kept(part)) {
        let ends_the_text = index > end && index <= end + PAYWALL_REACH && is_paywall(&part.text);
        let kind = if ends_the_text { DropReason::Paywall } else { DropReason::Furniture };
        extracted.dropped.push(DroppedContent { kind, what: Message::same(&*part.text), count: 1 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_that_ends_at_a_paywall_says_so() {
        let text = "<p>Les pêcheurs ont bloqué jeudi matin l’entrée du port avec une trentaine de bateaux, pour protester.</p>\
            <p>La région répond que le bâtiment n’est plus aux normes, et que sa remise en état coûterait trop…</p>";
        for (before, after, expected) in [
            ("", "<div><p>Cet article est réservé aux abonnés</p></div>", true),
            ("<div><p>Abonnez-vous !</p></div>", "<p>Mentions légales</p>", false),
        ] {
            let html = format!("<title>Le port</title>{before}<article><h1>Le port</h1>{text}</article>{after}");
            let dropped = extract(&html).expect("a page").dropped;
            assert_eq!(dropped.iter().any(|dropped| dropped.kind == DropReason::Paywall), expected, "{html}");
        }
    }
}
