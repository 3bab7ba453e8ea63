//! The text of an edition -> Markdown, with the places of names, speakers and dates in it.

use super::{TeiEdition, XmlPart, XmlTree, date_of, find};
use crate::base::web_address::is_web_address;
use crate::import::text::markdown::{escape_block_start, escape_strictly};

/// A text.
#[derive(Debug, Default)]
pub(crate) struct TeiText {
    pieces: Vec<TextPiece>,
    /// The text without marks, a blank line between blocks.
    pub(crate) plain: String,
    /// The names that point to a record, in order of text.
    pub(crate) names: Vec<TeiSpan>,
    /// The words that somebody said.
    pub(crate) speech: Vec<TeiSpan>,
    /// The dates.
    pub(crate) dates: Vec<TeiSpan>,
}

/// Something that is marked in a text, in bytes of [`TeiText::plain`].
#[derive(Clone, Debug, Default)]
pub(crate) struct TeiSpan {
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// The record, the speaker, or the date; empty if nobody is named.
    pub(crate) value: String,
}

#[derive(Debug)]
enum TextPiece {
    Markdown(String),
    /// Marks of emphasis and links, which may be left out.
    Mark(String),
    NameStart(usize),
    NameEnd(usize),
}

impl TeiText {
    /// Returns the text as Markdown. `linked` are the numbers of the names that become links; without `marks` there is no
    /// emphasis.
    pub(crate) fn markdown(&self, linked: &[usize], marks: bool) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                TextPiece::Markdown(text) => out.push_str(text),
                TextPiece::Mark(text) if marks => out.push_str(text),
                TextPiece::NameStart(n) if linked.binary_search(n).is_ok() => {
                    out.push_str(&format!("[[{}|", self.names[*n].value));
                }
                TextPiece::NameEnd(n) if linked.binary_search(n).is_ok() => out.push_str("]]"),
                TextPiece::Mark(_) | TextPiece::NameStart(_) | TextPiece::NameEnd(_) => {}
            }
        }
        out
    }

    fn push(&mut self, markdown: &str) {
        match self.pieces.last_mut() {
            Some(TextPiece::Markdown(last)) => last.push_str(markdown),
            _ => self.pieces.push(TextPiece::Markdown(markdown.to_owned())),
        }
    }
}

/// Reads one text.
struct BodyReader<'e> {
    edition: &'e mut TeiEdition,
    text: TeiText,
    /// What the next line begins with, and what every line after it begins with.
    first: String,
    rest: String,
    /// Whether a block is open, and whether the last character of a foreign text was a blank.
    in_block: bool,
    after_blank: bool,
    in_cell: bool,
    footnotes: Vec<TeiText>,
    n_notes: usize,
}

impl TeiEdition {
    /// Reads the text of an article.
    pub(super) fn read_text(&mut self, tree: &XmlTree) -> TeiText {
        let bodies: Vec<&XmlTree> = tree.all().into_iter().filter(|one| one.local_name() == "body").collect();
        self.read_blocks(&bodies.into_iter().take(1).collect::<Vec<_>>())
    }

    /// Reads the blocks in elements.
    pub(super) fn read_blocks(&mut self, elements: &[&XmlTree]) -> TeiText {
        let mut reader = BodyReader {
            edition: self,
            text: TeiText::default(),
            first: String::new(),
            rest: String::new(),
            in_block: false,
            after_blank: true,
            in_cell: false,
            footnotes: Vec::new(),
            n_notes: 0,
        };
        elements.iter().for_each(|element| reader.children(element));
        reader.end_block();
        let notes = std::mem::take(&mut reader.footnotes);
        let mut text = reader.text;
        for (index, note) in notes.into_iter().enumerate() {
            let lines = note.markdown(&[], true).replace('\n', "\n    ");
            text.push(&format!("\n\n[^{}]: {}", index + 1, lines.trim()));
        }
        text
    }
}

const BLOCKS: &[&str] = &[
    "p", "ab", "head", "item", "cell", "quote", "l", "lg", "list", "table", "row", "div", "div1", "div2", "div3",
    "body", "figure", "floatingText", "sp", "speaker", "stage", "opener", "closer", "salute", "signed", "dateline",
    "byline", "trailer", "argument", "epigraph", "label", "front", "back", "group", "text", "cit",
];
const NAMES: &[&str] =
    &["persName", "placeName", "orgName", "name", "rs", "eventName", "objectName", "title", "geogName", "settlement"];

impl BodyReader<'_> {
    fn children(&mut self, element: &XmlTree) {
        for part in &element.parts {
            match part {
                XmlPart::Text(text) if !self.in_block && text.trim().is_empty() => {}
                XmlPart::Text(text) => self.words(text),
                XmlPart::Element(inner) if BLOCKS.contains(&inner.local_name()) => self.block(inner),
                XmlPart::Element(inner) => self.inline(inner),
            }
        }
    }

    fn begin_block(&mut self) {
        if self.in_block {
            return;
        }
        self.in_block = true;
        self.after_blank = true;
        if !self.text.plain.is_empty() {
            self.text.plain.push_str("\n\n");
        }
        if !self.in_cell {
            if !self.text.pieces.is_empty() {
                let rest = self.rest.trim_end().to_owned();
                self.text.push(&format!("\n{rest}\n"));
            }
            let first = std::mem::replace(&mut self.first, self.rest.clone());
            self.text.push(&first);
        }
    }

    fn end_block(&mut self) {
        if std::mem::take(&mut self.in_block) && !self.edition.is_own {
            let end = self.text.plain.trim_end_matches(' ').len();
            self.text.plain.truncate(end);
        }
    }

    fn block(&mut self, element: &XmlTree) {
        self.end_block();
        match element.local_name() {
            "head" => {
                let level = if self.text.plain.is_empty() { 1 } else { 2 };
                self.prefixed(&format!("{} ", "#".repeat(level)), "", element);
            }
            "p" if element.attribute("rend") == Some("heading") => self.prefixed("### ", "", element),
            "quote" => self.prefixed("> ", "> ", element),
            "list" => {
                let is_numbered = element.attribute("rend") == Some("numbered");
                let mut number = 0;
                for item in element.elements() {
                    match item.local_name() {
                        "item" if element.attribute("type") == Some("gloss") => self.prefixed(": ", "  ", item),
                        "item" if is_numbered => {
                            number += 1;
                            self.prefixed(&format!("{number}. "), "    ", item);
                        }
                        "item" => self.prefixed("- ", "  ", item),
                        _ => self.block(item),
                    }
                }
            }
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

    /// Reads an element whose first line begins with a mark.
    fn prefixed(&mut self, first: &str, rest: &str, element: &XmlTree) {
        let before = (self.first.clone(), self.rest.clone());
        self.first.push_str(first);
        self.rest.push_str(rest);
        self.children(element);
        self.end_block();
        self.rest = before.1;
        // An element without text leaves the mark to nobody.
        self.first =
            if self.first.len() > before.0.len() && self.first.ends_with(first) { before.0 } else { self.rest.clone() };
    }

    fn table(&mut self, table: &XmlTree) {
        let rows = table.elements().filter(|row| row.local_name() == "row");
        for (number, row) in rows.enumerate() {
            let lead = if number == 0 { "\n\n" } else { "\n" };
            let lead = if self.text.pieces.is_empty() {
                String::new()
            } else {
                lead.replace('\n', &format!("\n{}", self.rest))
            };
            let first = if number == 0 { std::mem::replace(&mut self.first, self.rest.clone()) } else { String::new() };
            let lead =
                if number == 0 && first != self.rest { format!("{}{first}", lead.trim_end_matches(' ')) } else { lead };
            self.text.push(&format!("{lead}|"));
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
        self.begin_block();
        let lines = code.replace('\n', &format!("\n{}", self.rest));
        self.text.push(&format!("{fence}\n{0}{lines}\n{0}{fence}", self.rest));
        self.text.plain.push_str(code);
        self.end_block();
    }

    fn figure(&mut self, figure: &XmlTree) {
        let captions = figure.elements().filter(|one| matches!(one.local_name(), "p" | "head"));
        let words: Vec<String> =
            captions.map(|one| one.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let words = words.join(" ");
        if words.is_empty() {
            return self.edition.tell("picture");
        }
        if self.in_block || self.in_cell {
            return;
        }
        let rest = self.rest.clone();
        let lead = if self.text.pieces.is_empty() { String::new() } else { format!("\n{}\n", rest.trim_end()) };
        let first = std::mem::replace(&mut self.first, rest);
        self.text.push(&format!("{lead}{first}> [!caption] {}", escape_strictly(&words)));
    }

    fn words(&mut self, text: &str) {
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
    fn literal(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let is_start = !self.in_block;
        self.begin_block();
        let mut markdown = escape_strictly(text);
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
        self.text.push(&markdown);
        self.text.plain.push_str(text);
    }

    fn line_break(&mut self) {
        let rest = self.rest.clone();
        if self.in_cell {
            return self.words(" ");
        }
        self.text.push(&format!("\\\n{rest}"));
        self.text.plain.push('\n');
        self.after_blank = true;
    }

    fn inline(&mut self, element: &XmlTree) {
        let name = element.local_name();
        match name {
            "choice" => {
                let inner = ["reg", "expan", "corr"]
                    .into_iter()
                    .find_map(|name| element.elements().find(|one| one.local_name() == name));
                if let Some(inner) = inner.or_else(|| element.elements().next()) {
                    self.children(inner);
                }
            }
            "app" => {
                let lemma =
                    element.elements().find(|one| one.local_name() == "lem").or_else(|| element.elements().next());
                if let Some(lemma) = lemma {
                    self.children(lemma);
                }
                self.edition.tell("reading of another witness");
            }
            "del" => self.edition.tell("deletion"),
            "pb" => self.edition.tell("page break"),
            "fw" => self.edition.tell("running head"),
            "cb" | "milestone" | "anchor" | "ptr" | "graphic" => {}
            "gap" if element.attribute("reason") == Some("rights") => {}
            "gap" => self.literal("[…]"),
            "lb" if self.edition.is_own => self.line_break(),
            "lb" if element.attribute("break") == Some("no") => {
                // The halves of a word are joined.
                let end = self.text.plain.trim_end_matches(['-', ' ']).len();
                if self.text.plain[end..].trim().is_empty() && end < self.text.plain.len() {
                    self.after_blank = true;
                }
            }
            "lb" => self.words(" "),
            "note" => self.note(element),
            "hi" | "emph" => {
                let rend = element.attribute("rend").unwrap_or("italic");
                let mark = match rend {
                    _ if rend.contains("bold") => "**",
                    _ if rend.contains("strike") => "~~",
                    _ if rend.contains("ital") => "*",
                    _ => "",
                };
                self.marked(mark, mark, element);
            }
            "ref" => {
                let target = element.attribute("target").unwrap_or_default();
                let own = self.edition.is_own.then(|| target.split_once('#')).flatten().map(|(_, name)| name);
                if is_web_address(target) && !target.contains(['(', ')', '<', '>']) {
                    self.marked("[", &format!("]({target})"), element);
                } else if let Some(name) = own {
                    let article = name.starts_with("a-");
                    let id = super::plain_id(name, if article { "a-" } else { "e-" });
                    let link = match id.rsplit_once(".p").filter(|_| article) {
                        Some((id, n)) if n.bytes().all(|b| b.is_ascii_digit()) => format!("{id}#p{n}"),
                        _ => id,
                    };
                    self.marked(&format!("[[{link}|"), "]]", element);
                } else {
                    self.children(element);
                }
            }
            "date" => {
                self.begin_block();
                let start = self.text.plain.len();
                self.children(element);
                let value =
                    date_of(element).or_else(|| element.attribute("when-iso").map(str::to_owned)).unwrap_or_default();
                self.text.dates.push(TeiSpan { start, end: self.text.plain.len(), value });
                self.edition.tell("date, as dates are found again");
            }
            "said" | "q" => {
                self.begin_block();
                let start = self.text.plain.len();
                self.children(element);
                let who = element.attribute("who").and_then(|who| who.split_whitespace().next());
                let value = who.and_then(|who| self.edition.pointed(who)).unwrap_or_default();
                // A quotation that was cut goes on.
                let is_rest = element.attribute("prev").is_some();
                match self.text.speech.last_mut().filter(|_| is_rest) {
                    Some(last) => last.end = self.text.plain.len(),
                    None => self.text.speech.push(TeiSpan { start, end: self.text.plain.len(), value }),
                }
            }
            _ if NAMES.contains(&name) => match self.edition.target(element) {
                Some(value) => {
                    self.begin_block();
                    let number = self.text.names.len();
                    let start = self.text.plain.len();
                    self.text.names.push(TeiSpan { start, end: start, value });
                    self.text.pieces.push(TextPiece::NameStart(number));
                    self.children(element);
                    self.text.pieces.push(TextPiece::NameEnd(number));
                    self.text.names[number].end = self.text.plain.len();
                }
                None => self.children(element),
            },
            _ => self.children(element),
        }
    }

    fn marked(&mut self, open: &str, close: &str, element: &XmlTree) {
        self.begin_block();
        self.text.pieces.push(TextPiece::Mark(open.to_owned()));
        self.children(element);
        self.text.pieces.push(TextPiece::Mark(close.to_owned()));
    }

    fn note(&mut self, note: &XmlTree) {
        match note.attribute("type") {
            Some("picture") => {
                if let Some(figure) = find(note, "figure") {
                    self.figure(figure);
                }
            }
            Some("editorial") => self.edition.tell("editorial note"),
            _ => {
                let text = self.edition.read_blocks(&[note]);
                self.footnotes.push(text);
                self.n_notes += 1;
                self.begin_block();
                let number = self.n_notes;
                self.text.push(&format!("[^{number}]"));
            }
        }
    }
}
