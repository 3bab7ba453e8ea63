//! Europresse (eureka.cc): its exports as HTML, since 2005.
//!
//! ```text
//! article > header   paper, date, section and over-title (no text), title, standfirst, author
//!           section  text
//!           aside    captions, notes (no text), the same dispatch in other papers (no text)
//!           footer   copyright, number of the document, certificate with the reader's institution (never shown)
//! ```
//!
//! Until about 2014 the same follows in tables without these elements: paper, date, title, author, text, copyright,
//! number. The class names are the same in both, but for their case. Layout of a page that is no export is not read.

use super::dates::{compact_date, press_date};
use super::fields::{
    PressRecord, author_names, is_copyright, is_original_link, is_short_line, is_word_count, label_field, paper_name,
    paragraph, split_label,
};
use super::markup::{
    class_starts, element_starts, has_class, is_whole_page, line_of, ranges, unescaped_once, with_class,
};
use super::own_address::own_address;
use crate::base::message::Words;
use crate::import::extracted_document::TextBlock;
use crate::import::text::lines::{fold, sentence_end};
use crate::import::web::blocks::collect_record_blocks;
use crate::import::web::dom::{HtmlPage, NodeRef, attribute, element_name};
use crate::lang::press::PressField;

/// Classes of what is never text.
const NO_TEXT: &[&str] = &[
    "doc-legalinfo", "rdp__newsdoc", "apd-wrapper", "public-lblnodoc", "public-lblcertificatissuedto", "txtcertificat",
    "docpublicationname", "rdp__docpublicationname", "docheader", "rdp__docheader", "doctitresoussection",
    "docauthors",
];

/// Classes of a title.
const TITLES: &[&str] = &["titrearticlevisu", "rdp__articletitle"];

/// Returns the articles of an export; `None` if the page is none.
pub(super) fn records(html: &str) -> Option<Vec<PressRecord>> {
    let papers = class_starts(html, |class| class.eq_ignore_ascii_case("DocPublicationName"));
    let titles = class_starts(html, |class| TITLES.iter().any(|title| class.eq_ignore_ascii_case(title)));
    let headers = class_starts(html, |class| class.eq_ignore_ascii_case("DocHeader"));
    if papers.len().max(titles.len()) == 0 || titles.len().max(headers.len()) == 0 {
        return None;
    }
    let fields = if papers.len() * 2 > titles.len() { openings(&papers, &headers, &titles) } else { titles };
    // An element `article` without such a field belongs to the text before it.
    let articles: Vec<usize> = element_starts(html, "article");
    let holds_field = |range: &std::ops::Range<usize>| {
        let next = fields.partition_point(|field| *field < range.start);
        fields.get(next).is_some_and(|field| range.contains(field))
    };
    let starts: Vec<usize> =
        ranges(&articles, html.len()).into_iter().filter(holds_field).map(|range| range.start).collect();
    // Articles that are closed wrongly, or the layout in tables, begin where the paper is named.
    let is_modern = starts.len() == fields.len();
    let starts = if is_modern { starts } else { fields };
    let is_whole = is_whole_page(html);
    let mut records: Vec<PressRecord> = Vec::new();
    let pieces = ranges(&starts, html.len());
    let n = pieces.len();
    for (index, range) in pieces.into_iter().enumerate() {
        let piece = &html[range];
        let mut record = HtmlPage::parse(piece).map(|page| record(&page)).unwrap_or_default();
        let is_closed = piece.contains("</article") || (!is_modern && record.number.is_some());
        record.is_cut = index + 1 == n && !is_whole && !is_closed;
        records.push(record);
    }
    // The file may end before the next article names its paper.
    let is_last_cut = records.last().is_some_and(|last| last.is_cut);
    if is_modern && !is_whole && !is_last_cut && articles.last() > starts.last() {
        records.push(PressRecord { is_cut: true, ..PressRecord::default() });
    }
    Some(records)
}

/// Returns which names of papers open an article: those that a date or title precedes, as a name may take two elements.
fn openings(papers: &[usize], headers: &[usize], titles: &[usize]) -> Vec<usize> {
    let mut opened = Vec::new();
    let mut before = 0;
    for paper in papers {
        let is_between =
            |marks: &[usize]| marks.get(marks.partition_point(|mark| *mark < before)).is_some_and(|mark| mark < paper);
        if opened.is_empty() || is_between(headers) || is_between(titles) {
            opened.push(*paper);
        }
        before = *paper;
    }
    opened
}

/// Reads one article.
fn record(page: &HtmlPage) -> PressRecord {
    let mut record = PressRecord::default();
    let whole = collect_record_blocks(&page.body());
    let titles = with_class(page, TITLES);
    // Without an element of its own the title is the last line of the element around it: the section precedes it.
    let around = with_class(page, &["titrearticle"]);
    let last = || around.first().and_then(|node| collect_record_blocks(node).pop()).map(|block| block.text);
    record.title = titles.first().map(line_of).filter(|title| !title.is_empty()).or_else(last);
    let papers = with_class(page, &["docpublicationname"]);
    let name = papers.first().and_then(|node| collect_record_blocks(node).into_iter().next());
    record.paper = name.and_then(|block| paper_name(&block.text));
    record.number = document_number(&whole);
    record.date = stated_date(page).or_else(|| {
        let number = record.number.as_deref()?;
        compact_date(number.split('·').nth(1)?)
    });
    let subtitles = with_class(page, &["rdp__subtitle"]);
    record.standfirst = subtitles.iter().flat_map(collect_record_blocks).collect();
    read_below_title(page, &mut record);
    record.url = page.select("a").iter().find_map(|link| {
        let address = attribute(link, "href")?;
        is_original_link(&link.text()).then(|| own_address(&address)).flatten()
    });
    for aside in page.select("aside") {
        read_margin(&collect_record_blocks(&aside), &mut record);
    }
    let is_modern =
        !page.select("section").is_empty() || !with_class(page, &["doctext", "dococurrcontainer"]).is_empty();
    if is_modern {
        let mut gone = page.select("header, aside, footer");
        gone.extend(with_class(page, NO_TEXT));
        gone.extend(with_class(page, TITLES));
        gone.extend(with_class(page, &["titrearticle", "rdp__subtitle"]));
        gone.into_iter().for_each(|node| node.remove_from_parent());
        record.text = text_until_rights(unescaped_once(collect_record_blocks(&page.body())), &mut record);
    }
    if record.text.is_empty() {
        read_loose(whole, &mut record);
    }
    record.leave_out(Words {
        en: "section, length, copyright, document number, certificate of the reader",
        fr: "rubrique, longueur, droits, numéro du document, certificat du lecteur",
    });
    record
}

/// Returns the date that is between paper and title.
fn stated_date(page: &HtmlPage) -> Option<String> {
    let line = |nodes: Vec<NodeRef<'_>>| nodes.iter().map(line_of).collect::<Vec<_>>().join(" ");
    press_date(&line(with_class(page, &["docheader"])))
        .or_else(|| press_date(&line(with_class(page, &["rdp__docheader"]))))
        .or_else(|| {
            let section = with_class(page, &["doctitresoussection"]).into_iter().next()?;
            let mut next = section.next_sibling();
            while let Some(node) = next {
                if let Some(date) = press_date(&if node.is_text() { node.text().to_string() } else { line_of(&node) }) {
                    return Some(date);
                }
                next = node.next_sibling();
            }
            press_date(&line_of(&section))
        })
}

/// Reads the authors: in their own element, or the first short line behind the title; a sentence there is a standfirst.
fn read_below_title(page: &HtmlPage, record: &mut PressRecord) {
    let own = with_class(page, &["docauthors"]);
    record.author = own.iter().map(line_of).find_map(|line| author_names(&line));
    let Some(title) = with_class(page, &["titrearticle"]).into_iter().next() else { return };
    let mut next = title.next_sibling();
    while let Some(node) = next {
        let is_text = matches!(element_name(&node).as_str(), "section" | "aside" | "footer")
            || has_class(&node, "doctext")
            || has_class(&node, "dococurrcontainer");
        if is_text {
            return;
        }
        if node.is_element() && !has_class(&node, "rdp__subtitle") && !has_class(&node, "docauthors") {
            let line = line_of(&node);
            if are_names(&line) {
                record.author = record.author.take().or_else(|| author_names(&line));
            } else if sentence_end(&line).is_some() {
                record.standfirst.extend(collect_record_blocks(&node));
            }
        }
        next = node.next_sibling();
    }
}

/// Returns whether a line may be a list of names: each part is short, and none is a sentence.
fn are_names(line: &str) -> bool {
    let is_name = |part: &str| part.split_whitespace().count() <= 6;
    !line.is_empty()
        && !is_word_count(line)
        && line.contains(char::is_alphabetic)
        && (is_short_line(line) || (line.split([';', ',', '/']).all(is_name) && sentence_end(line).is_none()))
}

/// Reads what is beside the text: captions are kept, notes and other papers with the same dispatch are not.
fn read_margin(blocks: &[TextBlock], record: &mut PressRecord) {
    let mut field = PressField::Other;
    for block in blocks {
        if let Some((label, value)) = split_label(&block.text) {
            field = label;
            if field == PressField::Caption && !value.is_empty() {
                record.captions.push(value.to_owned());
            }
        } else if field == PressField::Caption {
            record.captions.push(block.text.clone());
        } else {
            record.leave_out(Words {
                en: "notes, and other papers with the same dispatch",
                fr: "notes, et autres journaux qui ont la même dépêche",
            });
        }
    }
}

/// Returns the text up to the copyright line, without the line that leads to the document's page.
fn text_until_rights(blocks: Vec<TextBlock>, record: &mut PressRecord) -> Vec<TextBlock> {
    let mut text = Vec::new();
    let mut blocks = blocks.into_iter();
    while let Some(block) = blocks.next() {
        if is_original_link(&block.text) {
            continue;
        }
        let label = split_label(&block.text).map(|(label, _)| label).or_else(|| label_field(&block.text));
        let ends = is_copyright(&block.text) || number_in(&block.text).is_some();
        if ends || label == Some(PressField::Number) {
            break;
        }
        if label == Some(PressField::Caption) && block.text.trim_end().ends_with(':') {
            let rest: Vec<TextBlock> = std::iter::once(block)
                .chain(blocks.by_ref())
                .take_while(|block| !is_copyright(&block.text) && number_in(&block.text).is_none())
                .collect();
            read_margin(&rest, record);
            break;
        }
        text.push(block);
    }
    text
}

/// Reads the layout in tables: the lines behind the title are the author, if short and no sentence, then the text.
fn read_loose(blocks: Vec<TextBlock>, record: &mut PressRecord) {
    let title = record.title.as_deref().map(fold);
    let n_head = match title {
        Some(title) => blocks.iter().position(|block| fold(&block.text) == title).map(|at| at + 1),
        None => blocks.iter().position(|block| press_date(&block.text).is_some()).map(|at| at + 1),
    };
    let mut text: Vec<TextBlock> = blocks.into_iter().skip(n_head.unwrap_or(0)).collect();
    let has_author = text.len() > 1
        && text.first().is_some_and(|first| {
            is_short_line(&first.text) && !is_copyright(&first.text) && first.text.contains(char::is_alphabetic)
        });
    if has_author && n_head.is_some() {
        let line = text.remove(0).text;
        match (&record.author, author_names(&line)) {
            (None, Some(names)) => record.author = Some(names),
            (Some(known), Some(names)) if *known == names => {}
            (_, _) => text.insert(0, paragraph(&line)),
        }
    }
    record.text = text_until_rights(unescaped_once(text), record);
}

fn document_number(blocks: &[TextBlock]) -> Option<String> {
    blocks.iter().rev().find_map(|block| number_in(&block.text))
}

/// Returns the number in a line: `news·20240312·CBR·3012445`, with the same marks whatever the file has.
fn number_in(line: &str) -> Option<String> {
    line.split_whitespace().find_map(|word| {
        let word = word.replace("Â·", "·");
        let word = word.trim_matches(|character: char| !character.is_alphanumeric());
        let parts: Vec<&str> = word.split(['·', '•', '∙', '‧', '\u{95}', '×']).collect();
        let [kind, day, source, ..] = parts.as_slice() else { return None };
        let is_number = (2..=12).contains(&kind.len())
            && kind.bytes().all(|byte| byte.is_ascii_lowercase())
            && day.len() == 8
            && day.bytes().all(|byte| byte.is_ascii_digit())
            && !source.is_empty();
        (is_number && word.len() < 120).then(|| parts.join("·"))
    })
}
