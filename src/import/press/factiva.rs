//! Factiva: its exports as HTML, with and without field codes, and as XML.
//!
//! ```text
//! div.article.frArticle   section, #hd title, .author, length, date, time, paper, code, …, p.articleParagraph text, number
//! table                   two-letter codes: HD title, BY author, PD date, SN paper, LP and TD text, AN number
//! ppsarticle > article    the same in elements with names
//! ```
//!
//! The words around the fields follow the language of the interface, so the lines of the head are known by their order and
//! shape; the article's own language is in the class. Bold marks hits of the search. RTF is read elsewhere, with
//! [`read_head`], [`code_field`] and [`number_in`].

use super::dates::date_line;
use super::fields::{PressRecord, author_names, is_copyright, is_word_count, language_tag, paper_name};
use super::markup::{class_starts, has_class, is_whole_page, line_of, ranges, with_class};
use crate::base::message::Words;
use crate::import::extracted_document::TextBlock;
use crate::import::text::lines::fold;
use crate::import::web::blocks::collect_record_blocks;
use crate::import::web::dom::{HtmlPage, NodeRef, attribute, element_name};
use crate::lang::in_any;
use crate::lang::press::PressField;
use crate::model::LangTag;

/// The most lines of a head.
const MAX_HEAD_LINES: usize = 40;

/// Returns the articles of an export; `None` if the page is none.
pub(super) fn records(html: &str) -> Option<Vec<PressRecord>> {
    let starts = class_starts(html, |class| article_language(class).is_some());
    if starts.is_empty() {
        return None;
    }
    let is_whole = is_whole_page(html);
    let pieces = ranges(&starts, html.len());
    let n = pieces.len();
    let read = |(index, range): (usize, std::ops::Range<usize>)| {
        let piece = &html[range];
        let mut record = HtmlPage::parse(piece).map(|page| record(&page)).unwrap_or_default();
        record.is_cut = index + 1 == n && !is_whole && record.number.is_none();
        record
    };
    let records: Vec<PressRecord> = pieces.into_iter().enumerate().map(read).collect();
    records.iter().any(PressRecord::is_described).then_some(records)
}

/// Returns the language in a class: `frArticle`, `zhcnArticle`.
fn article_language(class: &str) -> Option<String> {
    let tag = class.strip_suffix("Article").filter(|tag| matches!(tag.len(), 2 | 4))?;
    let tag = tag.bytes().all(|byte| byte.is_ascii_lowercase()).then_some(tag)?;
    let tag = match tag.split_at(2) {
        (language, "") => language.to_owned(),
        (language, region) => format!("{language}-{}", region.to_ascii_uppercase()),
    };
    LangTag::parse(&tag).is_some().then_some(tag)
}

fn record(page: &HtmlPage) -> PressRecord {
    let body = page.body();
    let article = body.first_child().filter(NodeRef::is_element).unwrap_or_else(|| page.body());
    let classes = attribute(&article, "class").unwrap_or_default();
    let mut record =
        PressRecord { language: classes.split_ascii_whitespace().find_map(article_language), ..PressRecord::default() };
    let codes = page.select("td.index");
    if codes.is_empty() {
        read_layout(&article, page, &mut record);
    } else {
        read_codes(&codes, &mut record);
    }
    record.leave_out(Words {
        en: "section, length, codes, copyright, document number",
        fr: "rubrique, longueur, codes, droits, numéro du document",
    });
    record
}

/// Reads the layout without codes.
fn read_layout(article: &NodeRef<'_>, page: &HtmlPage, record: &mut PressRecord) {
    let is_text = |node: &NodeRef<'_>| {
        attribute(node, "class").is_some_and(|classes| {
            classes.split_ascii_whitespace().any(|class| class.to_ascii_lowercase().ends_with("articleparagraph"))
        })
    };
    let is_title = |node: &NodeRef<'_>| {
        attribute(node, "id").is_some_and(|id| id == "hd")
            || attribute(node, "class")
                .is_some_and(|classes| classes.split_ascii_whitespace().any(|class| class.ends_with("Headline")))
    };
    let (mut head, mut title_at): (Vec<String>, Option<usize>) = (Vec::new(), None);
    let mut has_text = false;
    let mut stack: Vec<NodeRef<'_>> = vec![*article];
    while let Some(node) = stack.pop() {
        if !node.is_element() {
            continue;
        }
        if is_text(&node) {
            has_text = true;
            record.text.extend(collect_record_blocks(&node));
        } else if is_title(&node) {
            if title_at.is_none() {
                title_at = Some(head.len());
                let is_counted = !with_class(page, &["counted"]).is_empty();
                let line = line_of(&node);
                record.title =
                    Some(if is_counted { without_count(&line) } else { line }).filter(|line| !line.is_empty());
            }
        } else if has_class(&node, "author") {
            record.author = author_names(&line_of(&node));
        } else {
            let line = direct_line(&node);
            if let Some(number) = line.as_deref().and_then(number_in) {
                record.number = Some(number);
                break;
            }
            match line {
                Some(line) if !has_text && head.len() < MAX_HEAD_LINES => head.push(line),
                _ => {}
            }
            let children: Vec<NodeRef<'_>> = node.children_it(true).collect();
            stack.extend(children);
        }
    }
    read_head(&head[title_at.unwrap_or(0)..], record);
}

/// Returns the text of an element that holds no other block.
fn direct_line(node: &NodeRef<'_>) -> Option<String> {
    let is_leaf = !node.descendants_it().any(|inner| {
        inner.is_element() && matches!(element_name(&inner).as_str(), "div" | "p" | "table" | "td" | "tr")
    });
    is_leaf.then(|| line_of(node)).filter(|line| !line.is_empty())
}

/// Removes the number of a list from a title: `7) Le pont`.
fn without_count(title: &str) -> String {
    match title.split_once(')') {
        Some((count, rest)) if count.trim().bytes().all(|byte| byte.is_ascii_digit()) => rest.trim().to_owned(),
        _ => title.to_owned(),
    }
}

/// Reads the lines between title and text, in their order: authors, length, date, time, paper, code and others.
pub(in crate::import) fn read_head(lines: &[String], record: &mut PressRecord) {
    let length = lines.iter().position(|line| is_word_count(line));
    let date = lines
        .iter()
        .enumerate()
        .skip(length.map_or(0, |at| at + 1))
        .find_map(|(at, line)| date_line(line).map(|date| (at, date)));
    if record.author.is_none() {
        let end = length.or(date.as_ref().map(|(at, _)| *at)).unwrap_or(0);
        record.author = lines[..end].iter().find_map(|line| author_names(line));
    }
    let Some((at, date)) = date else { return };
    record.date = Some(date);
    let is_time = |line: &str| {
        line.len() <= 12 && line.contains(':') && line.chars().next().is_some_and(|first| first.is_ascii_digit())
    };
    let paper = lines[at + 1..].iter().find(|line| !is_time(line) && !is_word_count(line));
    record.paper = paper.filter(|line| !is_copyright(line)).and_then(|line| paper_name(line));
}

/// Reads the table of field codes.
fn read_codes(codes: &[NodeRef<'_>], record: &mut PressRecord) {
    for code in codes {
        let name = line_of(code);
        let mut value = code.next_sibling();
        while value.as_ref().is_some_and(|node| !node.is_element()) {
            value = value.and_then(|node| node.next_sibling());
        }
        let Some(value) = value else { continue };
        set_code(record, name.trim(), &collect_record_blocks(&value));
    }
}

/// Sets the field of a code from the paragraphs of its value.
pub(in crate::import) fn set_code(record: &mut PressRecord, code: &str, value: &[TextBlock]) {
    let line = || value.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
    match code_field(code) {
        Some(PressField::Text) => record.text.extend_from_slice(value),
        Some(PressField::Caption) => record.captions.extend(value.iter().map(|block| block.text.clone())),
        Some(PressField::Correction) => record.corrections.extend_from_slice(value),
        Some(PressField::Title) => record.title = Some(without_count(&line())).filter(|title| !title.is_empty()),
        Some(PressField::Number) => record.number = number_in(&line()),
        Some(field) => record.set(field, &line()),
        None => {}
    }
}

/// Returns what a field code says: `HD` the headline, `SN` the paper; `None` if it is none.
pub(in crate::import) fn code_field(code: &str) -> Option<PressField> {
    Some(match code {
        "HD" => PressField::Title,
        "BY" => PressField::Author,
        "PD" => PressField::Date,
        "SN" => PressField::Paper,
        "LA" => PressField::Language,
        "LP" | "TD" => PressField::Text,
        "ART" => PressField::Caption,
        "CX" => PressField::Correction,
        "AN" => PressField::Number,
        "SE" | "CR" | "WC" | "ET" | "SC" | "ED" | "PG" | "VOL" | "CY" | "CT" | "RF" | "CO" | "IN" | "NS" | "RE"
        | "IPC" | "IPD" | "PUB" | "NGC" | "GC" | "NGF" | "CLM" | "DLN" | "FDS" | "RIC" | "RST" => PressField::Other,
        _ => return None,
    })
}

/// Returns the number in the last line of an article: `Document COUBRA0020240312ek3c0001r`.
pub(in crate::import) fn number_in(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (number, before) = words.split_last().filter(|_| words.len() <= 3)?;
    let n_digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_number = (18..=40).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && n_digits >= 8
        && number.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && number.contains('e');
    let is_announced = before.iter().all(|word| in_any(&fold(word), |language| language.press.document_words));
    (is_number && (is_announced || before.len() <= 1)).then(|| (*number).to_owned())
}

/// Returns the language of an article in XML.
pub(super) fn xml_language(code: &str) -> Option<String> {
    language_tag(code).or_else(|| article_language(&format!("{}Article", code.to_ascii_lowercase())))
}
