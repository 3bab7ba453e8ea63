//! The text of an edition -> Markdown, with the places of names, speakers, dates and notes in it: blocks. `inline` reads what
//! is in a line.

use std::collections::BTreeMap;

use super::text::{TeiText, reference};
use super::{TeiEdition, XmlPart, XmlTree, find};
use crate::import::text::markdown::{escape_block_start, escape_strictly};
use crate::say;

/// Reads one text.
pub(super) struct BodyReader<'e> {
    pub(super) edition: &'e mut TeiEdition,
    pub(super) text: TeiText,
    /// What the next line begins with, and what every line after it begins with.
    first: String,
    rest: String,
    /// What the empty line before the next block begins with, if that block is the first within marks.
    gap_rest: Option<String>,
    /// Whether a block is open, whether it has text, and whether the last character of a foreign text was a blank.
    in_block: bool,
    has_text: bool,
    pub(super) after_blank: bool,
    /// Whether text follows a line break or the start of a block: a blank there is written as a reference.
    at_line_start: bool,
    /// Whether the blank line between two blocks is not in the plain text yet: a block may have no text.
    owes_gap: bool,
    pub(super) in_cell: bool,
    /// Whether no blank line is between the blocks of the list; and the same for the next block, where it differs.
    is_tight: bool,
    next_is_tight: Option<bool>,
    /// The level of the heading that the division begins with.
    section_level: Option<usize>,
    /// The footnotes by label, and the labels by `xml:id`.
    pub(super) footnotes: Vec<(String, TeiText)>,
    pub(super) footnote_ids: BTreeMap<String, String>,
    /// Where passages with editorial notes begin, by `xml:id`.
    pub(super) anchors: BTreeMap<String, usize>,
}

impl TeiEdition {
    /// Reads the text of an article.
    pub(super) fn read_text(&mut self, tree: &XmlTree) -> TeiText {
        let bodies: Vec<&XmlTree> = tree.all().into_iter().filter(|one| one.local_name() == "body").collect();
        self.read_blocks(&bodies.into_iter().take(1).collect::<Vec<_>>())
    }

    /// Reads the blocks in elements.
    pub(super) fn read_blocks(&mut self, elements: &[&XmlTree]) -> TeiText {
        self.read(|reader| elements.iter().for_each(|element| reader.children(element)))
    }

    /// Reads elements that are blocks, or are in a block.
    pub(super) fn read_elements(&mut self, elements: &[&XmlTree]) -> TeiText {
        self.read(|reader| elements.iter().for_each(|element| reader.element(element)))
    }

    fn read(&mut self, read: impl FnOnce(&mut BodyReader<'_>)) -> TeiText {
        let mut reader = BodyReader {
            edition: self,
            text: TeiText::default(),
            first: String::new(),
            rest: String::new(),
            gap_rest: None,
            in_block: false,
            has_text: false,
            after_blank: true,
            at_line_start: false,
            owes_gap: false,
            in_cell: false,
            is_tight: false,
            next_is_tight: None,
            section_level: None,
            footnotes: Vec::new(),
            footnote_ids: BTreeMap::new(),
            anchors: BTreeMap::new(),
        };
        read(&mut reader);
        reader.end_block();
        let notes = std::mem::take(&mut reader.footnotes);
        let mut text = reader.text;
        for (label, note) in notes {
            let lines = note.markdown(&[], true).replace('\n', "\n    ");
            text.push(&format!("\n\n[^{label}]: {}", lines.trim()));
        }
        text
    }
}

const BLOCKS: &[&str] = &[
    "p", "ab", "head", "item", "cell", "quote", "l", "lg", "list", "table", "row", "div", "div1", "div2", "div3",
    "body", "figure", "floatingText", "sp", "speaker", "stage", "opener", "closer", "salute", "signed", "dateline",
    "byline", "trailer", "argument", "epigraph", "label", "front", "back", "group", "text", "cit",
];

impl BodyReader<'_> {
    pub(super) fn children(&mut self, element: &XmlTree) {
        // In dossier's own only what has a line break is between blocks.
        let is_own = self.edition.is_own;
        for part in &element.parts {
            match part {
                XmlPart::Text(text) if !self.in_block && text.trim().is_empty() && (!is_own || text.contains('\n')) => {
                }
                XmlPart::Text(text) => self.words(text),
                XmlPart::Element(inner) => self.element(inner),
            }
        }
    }

    fn element(&mut self, element: &XmlTree) {
        if BLOCKS.contains(&element.local_name()) { self.block(element) } else { self.inline(element) }
    }

    pub(super) fn begin_block(&mut self) {
        if self.in_block {
            return;
        }
        self.in_block = true;
        self.has_text = false;
        self.after_blank = true;
        self.at_line_start = true;
        self.owes_gap |= !self.text.plain.is_empty();
        if !self.in_cell {
            self.begin_line();
        }
    }

    /// Writes what separates a block from the one before it, and what its first line begins with.
    fn begin_line(&mut self) {
        let is_tight = self.next_is_tight.take().unwrap_or(self.is_tight);
        if !self.text.pieces.is_empty() {
            let rest = self.gap_rest.as_ref().unwrap_or(&self.rest);
            let between = if is_tight { String::new() } else { format!("\n{}", rest.trim_end()) };
            self.text.push(&format!("{between}\n"));
        }
        self.gap_rest = None;
        let first = std::mem::replace(&mut self.first, self.rest.clone());
        self.text.push(&first);
    }

    /// Returns the end of the plain text, where the next words come.
    pub(super) fn here(&mut self) -> usize {
        self.begin_block();
        if std::mem::take(&mut self.owes_gap) {
            self.text.plain.push_str("\n\n");
        }
        self.text.plain.len()
    }

    fn end_block(&mut self) {
        if !std::mem::take(&mut self.in_block) {
            return;
        }
        if !self.edition.is_own {
            let end = self.text.plain.trim_end_matches(' ').len();
            self.text.plain.truncate(end);
        } else if self.has_text {
            self.text.guard_end();
        }
    }

    fn block(&mut self, element: &XmlTree) {
        self.end_block();
        match element.local_name() {
            "div" if self.edition.is_own && element.attribute("type") == Some("section") => {
                self.section_level = number(element);
                self.children(element);
            }
            "head" => {
                let of_own = self.section_level.take().or_else(|| number(element)).unwrap_or(1);
                let level = match self.edition.is_own {
                    true => of_own.clamp(1, 6),
                    false => 1 + usize::from(!self.text.plain.is_empty()),
                };
                self.prefixed(&format!("{} ", "#".repeat(level)), "", element);
            }
            "p" if element.attribute("rend") == Some("heading") => {
                let level = number(element).unwrap_or(3).clamp(1, 6);
                self.prefixed(&format!("{} ", "#".repeat(level)), "", element);
            }
            "quote" => {
                let is_tight = std::mem::take(&mut self.is_tight);
                self.next_is_tight = self.next_is_tight.or(is_tight.then_some(true));
                self.prefixed("> ", "> ", element);
                self.is_tight = is_tight;
            }
            "list" => self.list(element),
            "table" => self.table(element),
            "figure" => self.figure(element),
            "ab" if element.attribute("type") == Some("code") => self.code(element),
            "lg" => {
                for line in element.elements() {
                    if self.in_block {
                        self.line_break();
                    }
                    self.children(line);
                }
            }
            _ => self.children(element),
        }
        self.end_block();
    }

    fn list(&mut self, list: &XmlTree) {
        let is_numbered = list.attribute("rend") == Some("numbered");
        let is_gloss = list.attribute("type") == Some("gloss");
        let mut at = number(list).filter(|_| self.edition.is_own).unwrap_or(1);
        // dossier writes a paragraph in each item of a list whose items are apart.
        let is_apart = list.elements().flat_map(XmlTree::elements).any(|one| one.local_name() == "p");
        let outer = std::mem::replace(&mut self.is_tight, self.edition.is_own && !is_apart);
        self.next_is_tight = self.next_is_tight.or((outer != self.is_tight).then_some(outer));
        for item in list.elements() {
            match item.local_name() {
                "item" if is_gloss => self.prefixed(": ", "  ", item),
                "item" if is_numbered => {
                    self.prefixed(&format!("{at}. "), "    ", item);
                    at += 1;
                }
                "item" => self.prefixed("- ", "  ", item),
                // A term stands apart from what was said about the one before it.
                "label" if is_gloss && self.is_tight => {
                    self.next_is_tight = Some(false);
                    self.block(item);
                }
                _ => self.block(item),
            }
        }
        self.is_tight = outer;
    }

    /// Reads an element whose first line begins with a mark.
    fn prefixed(&mut self, first: &str, rest: &str, element: &XmlTree) {
        let before = (self.first.clone(), self.rest.clone());
        let is_outermost = self.gap_rest.is_none();
        self.gap_rest.get_or_insert_with(|| before.1.clone());
        self.first.push_str(first);
        self.rest.push_str(rest);
        self.children(element);
        self.end_block();
        self.rest = before.1;
        self.gap_rest = self.gap_rest.take().filter(|_| !is_outermost);
        // An element without text leaves the mark to nobody.
        self.first =
            if self.first.len() > before.0.len() && self.first.ends_with(first) { before.0 } else { self.rest.clone() };
    }

    fn table(&mut self, table: &XmlTree) {
        let rows = table.elements().filter(|row| row.local_name() == "row");
        for (number, row) in rows.enumerate() {
            match number {
                0 => self.begin_line(),
                _ => self.text.push(&format!("\n{}", self.rest)),
            }
            self.text.push("|");
            self.in_cell = true;
            let mut n_cells = 0;
            for cell in row.elements().filter(|cell| cell.local_name() == "cell") {
                n_cells += 1;
                self.text.push(" ");
                self.children(cell);
                self.end_block();
                self.text.push(" |");
            }
            self.in_cell = false;
            if number == 0 {
                self.text.push(&format!("\n{}|{}", self.rest, "---|".repeat(n_cells)));
            }
        }
    }

    fn code(&mut self, element: &XmlTree) {
        let code = element.text();
        let code = code.strip_suffix('\n').unwrap_or(&code);
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let language = element.attribute("n").filter(|_| self.edition.is_own).unwrap_or_default();
        let is_word = language.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '+' | '#' | '.'));
        let language = if is_word { language } else { "" };
        self.here();
        let lines = code.replace('\n', &format!("\n{}", self.rest));
        self.text.push(&format!("{fence}{language}\n{0}{lines}\n{0}{fence}", self.rest));
        self.text.plain.push_str(code);
        self.end_block();
    }

    /// Writes a line between blocks.
    pub(super) fn rule(&mut self) {
        self.end_block();
        self.begin_line();
        self.text.push("***");
    }

    pub(super) fn figure(&mut self, figure: &XmlTree) {
        if self.edition.is_own && find(figure, "figDesc").is_some() {
            return self.picture(figure);
        }
        let captions = figure.elements().filter(|one| matches!(one.local_name(), "p" | "head"));
        let words: Vec<String> =
            captions.map(|one| one.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let words = words.join(" ");
        if words.is_empty() {
            return self.edition.tell(say!(en: "picture", fr: "image"));
        }
        if self.in_block || self.in_cell {
            return;
        }
        let words = match self.edition.is_own {
            true => self.edition.read_blocks(&[figure]).markdown(&[], true),
            false => escape_strictly(&words),
        };
        let lines = words.replace('\n', &format!("\n{}> ", self.rest));
        self.begin_line();
        self.text.push(&format!("> [!caption] {lines}"));
    }

    /// Writes a picture of dossier's own in the line. Its file is not in the edition.
    fn picture(&mut self, figure: &XmlTree) {
        let words = find(figure, "figDesc").map(XmlTree::text).unwrap_or_default();
        let words = escape_strictly(&words.replace('\n', " "));
        let graphic = find(figure, "graphic");
        let exact = graphic.and_then(|one| one.attribute("n")).filter(|url| !url.contains(['<', '>', '\n', '\\']));
        let url = exact.or_else(|| graphic?.attribute("url")).unwrap_or_default();
        self.begin_block();
        self.text.push(&format!("![{words}](<{url}>)"));
        self.edition.tell(say!(en: "file of a picture: copy it into content/media", fr: "fichier d’image : copiez-le dans content/media"));
    }

    pub(super) fn words(&mut self, text: &str) {
        if self.edition.is_own {
            // A line break has an element of its own.
            return self.literal(&text.replace('\n', ""));
        }
        let mut out = String::new();
        for c in text.chars() {
            let is_blank = c.is_ascii_whitespace();
            if !(is_blank && self.after_blank) {
                out.push(if is_blank { ' ' } else { c });
            }
            self.after_blank = is_blank;
        }
        self.after_blank &= !out.is_empty() || self.after_blank;
        self.literal(&out);
    }

    /// Adds text as it is.
    pub(super) fn literal(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let is_start = !self.in_block;
        self.here();
        self.has_text = true;
        let is_guarded = std::mem::take(&mut self.at_line_start) && self.edition.is_own;
        let blank = text.chars().next().filter(|c| is_guarded && matches!(c, ' ' | '\t'));
        let mut markdown = escape_strictly(blank.map_or(text, |blank| &text[blank.len_utf8()..]));
        if self.in_cell {
            markdown = markdown.replace('|', "\\|");
        } else if is_start {
            markdown = escape_block_start(&markdown);
            if markdown.starts_with([':', '=', '|']) {
                markdown.insert(0, '\\');
            }
        }
        if markdown.ends_with('#') {
            markdown.truncate(markdown.len() - 1);
            markdown.push_str("\\#");
        }
        self.text.push(&(blank.map(reference).unwrap_or_default() + &markdown));
        self.text.plain.push_str(text);
    }

    pub(super) fn line_break(&mut self) {
        let rest = self.rest.clone();
        if self.in_cell {
            return self.words(" ");
        }
        self.here();
        self.at_line_start = true;
        self.text.push(&format!("\\\n{rest}"));
        self.text.plain.push('\n');
        self.after_blank = true;
    }
}

/// Returns the number that an element has.
fn number(element: &XmlTree) -> Option<usize> {
    element.attribute("n")?.parse().ok().filter(|n| *n < 1_000_000_000)
}
