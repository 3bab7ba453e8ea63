//! Factiva as RTF or Word files: paragraphs -> one [`PressRecord`] an article.
//!
//! As articles, the lines have one order: bold title, authors, length, day, time, paper, its code, edition, page, language,
//! rights, a blank line, the text, and the number of the document, which ends it. As tables, each field has a code of two or
//! three capitals in a cell of its own or before a tab; the last is `AN`, the number.

use super::dates::{compact_date, date_line, press_date};
use super::fields::{PressRecord, author_names, is_copyright, is_short_line, is_word_count, language_tag, paper_name};
use super::styled_text::{holds, text_block};
use crate::base::message::Words;
use crate::import::styled_paragraph::StyledParagraph;
use crate::lang::press::PressField;

/// How many lines the head of an article has at most.
const MAX_HEAD: usize = 16;
/// How many lines may be between the title and the length.
const MAX_AUTHOR_LINES: usize = 4;

/// The codes of the fields, and what they say.
const CODES: &[(&str, PressField)] = &[
    ("HD", PressField::Title),
    ("BY", PressField::Author),
    ("SN", PressField::Paper),
    ("PD", PressField::Date),
    ("LA", PressField::Language),
    ("LP", PressField::Text),
    ("TD", PressField::Text),
    ("ART", PressField::Caption),
    ("AN", PressField::Number),
    ("SE", PressField::Other),
    ("CR", PressField::Other),
    ("WC", PressField::Other),
    ("ET", PressField::Other),
    ("SC", PressField::Other),
    ("ED", PressField::Other),
    ("PG", PressField::Other),
    ("VOL", PressField::Other),
    ("CY", PressField::Other),
    ("CT", PressField::Other),
    ("RF", PressField::Other),
    ("CO", PressField::Other),
    ("IN", PressField::Other),
    ("NS", PressField::Other),
    ("RE", PressField::Other),
    ("IPC", PressField::Other),
    ("IPD", PressField::Other),
    ("PUB", PressField::Other),
    ("CLM", PressField::Other),
    ("NGC", PressField::Other),
    ("GC", PressField::Other),
    ("DE", PressField::Other),
];

/// Returns the articles; `None` if the paragraphs are no export of Factiva.
pub(super) fn records(paragraphs: &[StyledParagraph]) -> Option<Vec<PressRecord>> {
    let records = tables(paragraphs).or_else(|| articles(paragraphs))?;
    records.iter().any(PressRecord::is_described).then_some(records)
}

/// Returns a number of Factiva: a code, digits that end in the day, then small letters and digits:
/// `COUBRA0020240312ek3c0001r`, `lemond0020011117dxbh000do`.
fn accession_number(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    let number = words.next_back()?;
    let n_before = words.count();
    if n_before > 2 || !(16..=40).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let digits = number.trim_start_matches(|character: char| character.is_ascii_alphabetic());
    let tail = digits.trim_start_matches(|character: char| character.is_ascii_digit());
    let code_len = number.len() - digits.len();
    let n_digits = digits.len() - tail.len();
    let day = digits.get(n_digits.checked_sub(8)?..n_digits).and_then(compact_date);
    let is_check = (4..=16).contains(&tail.len())
        && tail.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && tail.bytes().any(|byte| byte.is_ascii_digit());
    ((2..=12).contains(&code_len) && day.is_some() && is_check).then_some(number)
}

/// Reads the tables of codes.
fn tables(paragraphs: &[StyledParagraph]) -> Option<Vec<PressRecord>> {
    let n_codes = paragraphs.iter().filter(|paragraph| code_of(paragraph).is_some()).count();
    let has =
        |wanted: &str| paragraphs.iter().any(|paragraph| code_of(paragraph).is_some_and(|(code, ..)| code == wanted));
    if n_codes < 4 || !has("HD") || !(has("AN") || has("TD") || has("LP")) {
        return None;
    }
    let mut records: Vec<PressRecord> = Vec::new();
    let mut is_open = false;
    let mut field = PressField::Other;
    for paragraph in paragraphs {
        let mut n_cut = 0;
        if let Some((code, value_field, n)) = code_of(paragraph) {
            if !is_open || (code == "HD" && records.last().is_some_and(|record| record.title.is_some())) {
                records.push(PressRecord::default());
                is_open = true;
            }
            field = value_field;
            n_cut = n;
        } else if !is_open {
            continue;
        }
        let Some(record) = records.last_mut() else { continue };
        let value: String = paragraph.text.chars().skip(n_cut).collect();
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        match field {
            PressField::Text => record.text.extend(text_block(paragraph, n_cut)),
            PressField::Title => match &mut record.title {
                Some(title) => *title = format!("{title} {value}"),
                None => record.set(field, value),
            },
            PressField::Number => {
                record.number = accession_number(value).map(str::to_owned);
                is_open = false;
                field = PressField::Other;
            }
            field => record.set(field, value),
        }
    }
    if let Some(record) = records.last_mut() {
        record.is_cut = is_open && record.text.is_empty();
    }
    Some(records)
}

/// Returns the code that a paragraph begins with, what it says, and how many characters are before the value.
fn code_of(paragraph: &StyledParagraph) -> Option<(&'static str, PressField, usize)> {
    let known = |text: &str| CODES.iter().find(|(code, _)| *code == text.trim());
    let text = paragraph.text.as_str();
    if let Some(cell) = paragraph.layout.cell {
        let (code, field) = known(text).filter(|_| cell.column == 0)?;
        return Some((*code, *field, text.chars().count()));
    }
    let lead = match &paragraph.before_tab {
        Some(lead) => lead.clone(),
        None => paragraph.strong_lead(),
    };
    let (code, field) = known(&lead)?;
    Some((*code, *field, text.chars().count().min(code.len() + 1)))
}

/// Reads articles in lines.
fn articles(paragraphs: &[StyledParagraph]) -> Option<Vec<PressRecord>> {
    let ends: Vec<usize> = (0..paragraphs.len())
        .filter(|index| paragraphs.get(*index).is_some_and(|paragraph| accession_number(&paragraph.text).is_some()))
        .collect();
    let mut records = Vec::new();
    let mut start = 0;
    for end in ends {
        let article = paragraphs.get(start..=end)?;
        records.extend(article_record(article));
        start = end + 1;
    }
    // An article without its number at the end: the file is cut off.
    let rest = paragraphs.get(start..).unwrap_or_default();
    if !records.is_empty() && rest.iter().take(MAX_HEAD).any(|paragraph| is_word_count(&paragraph.text)) {
        records.extend(article_record(rest).map(|record| PressRecord { is_cut: true, ..record }));
    }
    (!records.is_empty()).then_some(records)
}

/// Reads the lines of an article.
fn article_record(lines: &[StyledParagraph]) -> Option<PressRecord> {
    let text = |index: usize| lines.get(index).map_or("", |line| line.text.as_str());
    let near = lines.len().min(MAX_HEAD * 2);
    let at_length = (0..near).find(|index| is_word_count(text(*index)));
    let at_day = (at_length.map_or(1, |at| at + 1)..near).find(|index| date_line(text(*index)).is_some())?;
    let at_anchor = at_length.unwrap_or(at_day);
    let at_title = title_before(lines, at_anchor)?;
    let mut record = PressRecord::default();
    // A list numbers its titles: `7) Le pont`.
    let n_bold =
        (at_title..at_anchor).take_while(|index| lines.get(*index).is_some_and(StyledParagraph::is_strong)).count();
    let title: Vec<&str> = (at_title..at_title + n_bold.max(1)).map(text).collect();
    record.set(PressField::Title, without_list_number(&title.join(" ")));
    let authors: Vec<&str> = (at_title + n_bold.max(1)..at_anchor).map(text).collect();
    record.author = author_names(&authors.join("; "));
    record.date = press_date(text(at_day));
    let is_time =
        |text: &str| text.len() <= 14 && text.contains(':') && text.starts_with(|first: char| first.is_ascii_digit());
    let at_paper = at_day + 1 + usize::from(is_time(text(at_day + 1)));
    record.paper = paper_name(text(at_paper));
    let at_text = text_start(lines, at_paper);
    let head = || lines.iter().take(at_text).skip(at_paper + 1);
    record.language = head().find_map(language_line);
    let rights: Vec<&str> = head().map(|line| line.text.as_str()).filter(|text| is_copyright(text)).collect();
    record.leave_out(Words {
        en: "fields such as length, code, edition, rights",
        fr: "champs comme la longueur, le code, l’édition, les droits",
    });
    record.number = lines.last().and_then(|line| accession_number(&line.text)).map(str::to_owned);
    let at_end = lines.len() - usize::from(record.number.is_some());
    let mut body = lines.get(at_text..at_end).unwrap_or_default();
    while let Some((last, before)) = body.split_last() {
        // The publisher's name is printed once more behind the text.
        let is_publisher = is_short_line(&last.text) && rights.iter().any(|rights| holds(rights, &last.text));
        if before.is_empty() || !(is_publisher || is_copyright(&last.text)) {
            break;
        }
        body = before;
    }
    record.text = body.iter().filter_map(|line| text_block(line, 0)).collect();
    Some(record)
}

/// Returns where the title is: the nearest bold line before the length, or the line before the authors.
fn title_before(lines: &[StyledParagraph], at_anchor: usize) -> Option<usize> {
    let is_strong = |index: &usize| lines.get(*index).is_some_and(StyledParagraph::is_strong);
    let nearest = (0..at_anchor).rev().take(MAX_AUTHOR_LINES).find(is_strong);
    let Some(mut at) = nearest else { return at_anchor.checked_sub(2).or(at_anchor.checked_sub(1)) };
    while at > 0 && is_strong(&(at - 1)) && !lines.get(at).is_some_and(|line| line.after_blank) {
        at -= 1;
    }
    Some(at)
}

/// Returns where the text begins: after the blank line that ends the head, else after the rights, the language, the code;
/// and after further lines of the head, if there are blank lines within it.
fn text_start(lines: &[StyledParagraph], at_paper: usize) -> usize {
    let line = |index: usize| lines.get(index);
    let first = |is_one: &dyn Fn(&StyledParagraph) -> bool| {
        (at_paper + 1..lines.len().min(at_paper + MAX_HEAD)).find(|index| line(*index).is_some_and(is_one))
    };
    let mut start = first(&|line| line.after_blank)
        .or_else(|| first(&|line| is_copyright(&line.text)))
        .or_else(|| first(&|line| language_line(line).is_some()))
        .unwrap_or(at_paper + 1);
    // A code is of capitals, a page of digits.
    let is_code =
        |text: &str| text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_of_head =
        |line: &StyledParagraph| is_code(&line.text) || is_copyright(&line.text) || language_line(line).is_some();
    while start < at_paper + MAX_HEAD && line(start).is_some_and(is_of_head) {
        start += 1;
    }
    start
}

/// Returns the language that a line names. Three capitals are the code of a paper.
fn language_line(line: &StyledParagraph) -> Option<String> {
    let is_code = line.text.len() <= 3;
    if is_code { None } else { language_tag(&line.text) }
}

fn without_list_number(title: &str) -> &str {
    let rest = title.trim_start_matches(|character: char| character.is_ascii_digit());
    match rest.strip_prefix(") ") {
        Some(bare) if rest.len() < title.len() => bare,
        _ => title,
    }
}
