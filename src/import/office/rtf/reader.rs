//! The tokens of an RTF file -> its paragraphs.
//!
//! Read are paragraphs, headings by style, lists, bold, italics, links, bookmarks and tables cell by cell. Notes,
//! comments, running heads and all pictures but the first are left out and reported; hidden and deleted text is left out.
//! The title and the dates of its description are not read: programs fill them in.

use std::rc::Rc;

use super::group_state::{GroupState, TextDestination};
use super::tables::{FontTable, StyleTable};
use super::tokens::{RtfToken, RtfTokens, recognises};
use crate::base::message::Words;
use crate::import::extracted_document::{BlockRole, DropReason, ExtractedDocument, ExtractedPicture, ExtractionError};
use crate::import::office::hyperlink_target;
use crate::import::picture::MAX_PICTURE_BYTES;
use crate::import::runs::RunStyle;
use crate::import::styled_paragraph::{ParagraphCollector, ParagraphLayout, StyledDocument, TableCell};
use crate::import::text::code_page::CodePage;
use crate::say;

/// The deepest nesting of groups. The files of Word nest 20 deep.
const MAX_DEPTH: usize = 512;
/// The longest instruction of a field and name of a bookmark, in bytes.
const MAX_NOTE_BYTES: usize = 4096;

/// Reads a file as paragraphs.
///
/// # Errors
/// If it is no RTF, is nested too deeply, or announces bytes that it does not have.
pub(in crate::import) fn paragraphs(bytes: &[u8]) -> Result<StyledDocument, ExtractionError> {
    if !recognises(bytes) {
        return Err(ExtractionError::because(
            say!(en: "it is no RTF file: it does not begin with `{{\\rtf`", fr: "ce n’est pas un fichier RTF : il ne commence pas par `{{\\rtf`"),
        ));
    }
    let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    let mut reader = RtfReader { is_utf8, ..RtfReader::default() };
    let mut tokens = RtfTokens::new(bytes);
    while let Some(token) = tokens.next_token()? {
        reader.handle_token(token)?;
        if reader.outer.is_empty() {
            break;
        }
    }
    reader.finish()
}

struct RtfReader {
    /// Whether the file is UTF-8, against the rules of RTF: web services write it so.
    is_utf8: bool,
    /// The states of the groups around the open one, the innermost last.
    outer: Vec<GroupState>,
    state: GroupState,
    fonts: FontTable,
    styles: StyleTable,
    /// Bytes that are not decoded yet: a character may have two.
    bytes: Vec<u8>,
    /// How many characters are still to be skipped after `\u`.
    n_skipped: usize,
    /// The first half of a character that `\u` gives in two.
    high_half: Option<u16>,
    collector: ParagraphCollector,
    cell: TableCell,
    instruction: String,
    bookmark: String,
    picture: Vec<u8>,
    half_byte: Option<u8>,
    extracted: ExtractedDocument,
}

impl Default for RtfReader {
    fn default() -> Self {
        Self {
            is_utf8: false,
            outer: Vec::new(),
            state: GroupState { n_fallback: 1, ..GroupState::default() },
            fonts: FontTable::default(),
            styles: StyleTable::default(),
            bytes: Vec::new(),
            n_skipped: 0,
            high_half: None,
            collector: ParagraphCollector::default(),
            cell: TableCell::default(),
            instruction: String::new(),
            bookmark: String::new(),
            picture: Vec::new(),
            half_byte: None,
            extracted: ExtractedDocument::default(),
        }
    }
}

/// Groups whose text is not part of the document, though `\*` does not say so.
const NO_TEXT: &[&str] = &[
    "colortbl", "info", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "xe", "tc", "rxe", "tcn",
    "object", "nonshppict", "shprslt", "sp", "atnid", "atnauthor", "filetbl", "listtable", "template", "private", "pn",
    "upr", "objdata", "objclass", "objname", "bkmkend", "xmlopen", "pgptbl", "nonesttables",
];
const HEADER: Words = Words { en: "header", fr: "haut de page" };
const FOOTER: Words = Words { en: "footer", fr: "bas de page" };
/// Groups of the margins, which are reported: their control words, and what they are.
const MARGINS: &[(&str, Words)] = &[
    ("header", HEADER),
    ("headerl", HEADER),
    ("headerr", HEADER),
    ("headerf", HEADER),
    ("footer", FOOTER),
    ("footerl", FOOTER),
    ("footerr", FOOTER),
    ("footerf", FOOTER),
    ("footnote", Words { en: "footnote", fr: "note de bas de page" }),
    ("annotation", Words { en: "comment", fr: "commentaire" }),
];

impl RtfReader {
    fn handle_token(&mut self, token: RtfToken<'_>) -> Result<(), ExtractionError> {
        if !matches!(token, RtfToken::Text(_)) {
            self.flush_bytes();
        }
        if self.n_skipped > 0 && matches!(token, RtfToken::Word(..) | RtfToken::Symbol(_) | RtfToken::Binary(_)) {
            self.n_skipped -= 1;
            // Some writers announce a fallback and give none.
            if !matches!(token, RtfToken::Word("par" | "u" | "line" | "cell" | "row" | "tab" | "pard" | "plain", _)) {
                return Ok(());
            }
            self.n_skipped = 0;
        }
        match token {
            RtfToken::Open => {
                self.n_skipped = 0;
                if self.outer.len() >= MAX_DEPTH {
                    return Err(ExtractionError::because(
                        say!(en: "its groups are nested more than {MAX_DEPTH} deep", fr: "ses groupes sont imbriqués sur plus de {MAX_DEPTH} niveaux"),
                    ));
                }
                let inner = GroupState { is_optional: false, ..self.state.clone() };
                self.outer.push(std::mem::replace(&mut self.state, inner));
            }
            RtfToken::Close => {
                self.n_skipped = 0;
                self.close();
            }
            RtfToken::Word(name, value) => self.handle_word(name, value),
            RtfToken::Symbol(symbol) => self.handle_symbol(symbol),
            RtfToken::Text(text) => {
                let n_skipped = self.n_skipped.min(text.len());
                self.n_skipped -= n_skipped;
                self.handle_bytes(&text[n_skipped..]);
            }
            RtfToken::Binary(bytes) => {
                if self.state.destination == TextDestination::Picture && self.picture.len() <= MAX_PICTURE_BYTES {
                    self.picture.extend_from_slice(bytes);
                }
            }
        }
        Ok(())
    }

    /// Ends a group, and with it what it collected.
    fn close(&mut self) {
        let Some(outer) = self.outer.pop() else { return };
        let closed = std::mem::replace(&mut self.state, outer);
        if closed.destination == TextDestination::Styles {
            self.styles.end_entry();
        }
        if closed.destination == self.state.destination {
            return;
        }
        match closed.destination {
            TextDestination::Instruction => {
                let instruction = std::mem::take(&mut self.instruction);
                if let Some(link) = hyperlink_target(&instruction) {
                    self.state.link = Some(Rc::from(link));
                }
            }
            TextDestination::Bookmark => {
                let name = std::mem::take(&mut self.bookmark);
                self.collector.add_bookmark(name.trim());
            }
            TextDestination::Picture => self.end_picture(),
            TextDestination::Document | TextDestination::Nowhere | TextDestination::Fonts | TextDestination::Styles => {
            }
        }
    }

    fn handle_word(&mut self, name: &str, value: Option<i32>) {
        if self.begins_destination(name) {
            return;
        }
        // A word that comes first after `\*` and is not known: the group may be skipped.
        if std::mem::take(&mut self.state.is_optional) {
            self.state.destination = TextDestination::Nowhere;
            return;
        }
        let is_on = value != Some(0);
        let number = value.unwrap_or(0);
        match self.state.destination {
            TextDestination::Fonts => return self.fonts.handle_word(name, number),
            TextDestination::Styles => return self.styles.handle_word(name, value),
            _ => {}
        }
        match name {
            "ansicpg" => self.fonts.document = CodePage::numbered(number).unwrap_or(self.fonts.document),
            "mac" => self.fonts.document = CodePage::MAC,
            "deff" => self.fonts.default_font = value,
            "uc" => self.state.n_fallback = usize::try_from(number).unwrap_or(0).min(16),
            "u" => self.handle_unicode(number),
            "f" => self.state.font = value,
            "b" => self.state.strong = is_on,
            "i" => self.state.emphasis = is_on,
            "v" | "deleted" => self.state.is_hidden = is_on,
            "plain" => self.state.reset_text(),
            "pard" => self.state.reset_paragraph(),
            "qc" => self.state.layout.is_centred = true,
            "ql" | "qr" | "qj" => self.state.layout.is_centred = false,
            "s" => (self.state.role, self.state.layout.outline) = self.styles.style(number),
            "outlinelevel" => self.state.layout.outline = u8::try_from(number).ok().filter(|level| *level < 9),
            "ls" if number > 0 && self.state.role.is_none() => self.make_item(0),
            "ilvl" if matches!(self.state.role, Some(BlockRole::Item { .. })) => {
                self.make_item(u8::try_from(number).unwrap_or(0));
            }
            "intbl" => self.state.is_in_table = true,
            _ if self.state.destination == TextDestination::Document => self.handle_document_word(name),
            _ => {}
        }
    }

    /// Handles a control word that ends a paragraph or means characters.
    fn handle_document_word(&mut self, name: &str) {
        let (role, layout) = self.paragraph();
        match name {
            "par" => self.collector.end_paragraph(role, layout),
            "line" | "softline" | "lbr" => {
                self.collector.end_line(role, layout);
            }
            "sect" => {
                self.collector.end_paragraph(role, layout);
                self.collector.begin_page();
            }
            "page" => self.collector.begin_page(),
            "cell" | "nestcell" => {
                let layout = ParagraphLayout { cell: Some(self.cell), ..layout };
                self.collector.end_line(role, layout);
                self.cell.column += 1;
            }
            "row" | "nestrow" => self.cell = TableCell { row: self.cell.row + 1, column: 0 },
            "tab" => {
                let style = self.style();
                if !self.state.is_hidden {
                    self.collector.push_tab(&style);
                }
            }
            _ => {
                if let Some(text) = character_of(name) {
                    self.push(text);
                }
            }
        }
    }

    /// Returns whether a control word says where the text of its group goes, and follows it.
    fn begins_destination(&mut self, name: &str) -> bool {
        let is_shown = self.state.destination == TextDestination::Document;
        let destination = match name {
            "fonttbl" => TextDestination::Fonts,
            "stylesheet" => TextDestination::Styles,
            "fldinst" if is_shown => {
                self.instruction.clear();
                TextDestination::Instruction
            }
            "bkmkstart" if is_shown => {
                self.bookmark.clear();
                TextDestination::Bookmark
            }
            "pict" if is_shown => {
                self.picture.clear();
                self.half_byte = None;
                TextDestination::Picture
            }
            "listtext" | "pntext" => {
                if let Some(outer) = self.outer.last_mut().filter(|outer| outer.role.is_none()) {
                    outer.role = Some(BlockRole::Item { depth: 0, number: None });
                }
                TextDestination::Nowhere
            }
            // These are shown within a group that is not.
            "ud" | "result" => self.state.outer,
            "shppict" | "shpinst" | "shptxt" | "nesttableprops" => {
                self.state.is_optional = false;
                return true;
            }
            _ if NO_TEXT.contains(&name) => {
                self.state.outer = self.state.destination;
                TextDestination::Nowhere
            }
            _ => {
                let Some((_, what)) = MARGINS.iter().find(|(word, _)| *word == name) else { return false };
                if is_shown {
                    self.extracted.record_dropped(DropReason::Margin, what.message());
                }
                TextDestination::Nowhere
            }
        };
        self.state.is_optional = false;
        self.state.destination = destination;
        true
    }

    fn handle_symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.state.is_optional = true,
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("\u{2011}"),
            b'-' => self.push("\u{ad}"),
            b'{' | b'}' | b'\\' => self.handle_bytes(&[symbol]),
            b'\r' | b'\n' if self.state.destination == TextDestination::Document => {
                let (role, layout) = self.paragraph();
                self.collector.end_paragraph(role, layout);
            }
            b'\t' if self.state.destination == TextDestination::Document => self.handle_document_word("tab"),
            _ => {}
        }
    }

    fn handle_bytes(&mut self, bytes: &[u8]) {
        match self.state.destination {
            TextDestination::Picture => {
                for digit in bytes.iter().filter_map(|byte| char::from(*byte).to_digit(16)) {
                    let digit = u8::try_from(digit).unwrap_or(0);
                    match self.half_byte.take() {
                        Some(high) if self.picture.len() <= MAX_PICTURE_BYTES => self.picture.push(high << 4 | digit),
                        Some(_) => {}
                        None => self.half_byte = Some(digit),
                    }
                }
            }
            TextDestination::Nowhere | TextDestination::Fonts => {}
            _ => self.bytes.extend_from_slice(bytes),
        }
    }

    /// Handles a character that is given by its number, as a signed one of 16 bits.
    fn handle_unicode(&mut self, number: i32) {
        self.n_skipped = self.state.n_fallback;
        let unit = u16::try_from(number & 0xffff).unwrap_or(0);
        let high = self.high_half.take();
        let text = match (high, unit) {
            (_, 0xd800..=0xdbff) => {
                self.high_half = Some(unit);
                return;
            }
            (Some(high), 0xdc00..=0xdfff) => String::from_utf16_lossy(&[high, unit]),
            // The characters of a font of symbols.
            (_, 0xf020..=0xf0ff) => symbol_of(unit.to_le_bytes()[0]).to_owned(),
            _ => String::from_utf16_lossy(&[unit]),
        };
        self.push(&text);
    }

    /// Decodes the bytes that were collected.
    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let is_document = self.state.destination == TextDestination::Document;
        let page = if is_document { self.fonts.page_of(self.state.font) } else { Some(self.fonts.document) };
        let plain = if self.is_utf8 { std::str::from_utf8(&bytes).ok() } else { None };
        let text = match page {
            Some(_) if plain.is_some() => plain.unwrap_or_default().to_owned(),
            Some(page) => page.decode(&bytes),
            None => bytes.iter().map(|byte| symbol_of(*byte)).collect(),
        };
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        match self.state.destination {
            TextDestination::Document if !self.state.is_hidden => {
                let style = self.style();
                // A tab may be in the text as a byte.
                let mut pieces = text.split('\t');
                self.collector.push(pieces.next().unwrap_or_default(), &style);
                for piece in pieces {
                    self.collector.push_tab(&style);
                    self.collector.push(piece, &style);
                }
            }
            TextDestination::Instruction if self.instruction.len() < MAX_NOTE_BYTES => self.instruction.push_str(text),
            TextDestination::Bookmark if self.bookmark.len() < MAX_NOTE_BYTES => self.bookmark.push_str(text),
            TextDestination::Styles => self.styles.handle_text(text),
            _ => {}
        }
    }

    fn style(&self) -> RunStyle {
        RunStyle {
            strong: self.state.strong,
            emphasis: self.state.emphasis,
            address: self.state.link.as_deref().map(str::to_owned),
        }
    }

    /// Returns the role and layout of the open paragraph.
    fn paragraph(&self) -> (BlockRole, ParagraphLayout) {
        let cell = self.state.is_in_table.then_some(self.cell);
        (self.state.role.unwrap_or(BlockRole::Paragraph), ParagraphLayout { cell, ..self.state.layout })
    }

    fn make_item(&mut self, depth: u8) {
        self.state.role = Some(BlockRole::Item { depth: depth.min(8), number: None });
    }

    fn end_picture(&mut self) {
        let picture = std::mem::take(&mut self.picture);
        if self.extracted.picture.is_none() && crate::import::picture::ending(&picture).is_some() {
            self.extracted.picture = Some(ExtractedPicture::Inside(picture));
        } else {
            self.extracted.record_dropped(DropReason::Picture, say!(en: "picture", fr: "image"));
        }
    }

    fn finish(mut self) -> Result<StyledDocument, ExtractionError> {
        self.flush_bytes();
        let (role, layout) = self.paragraph();
        let is_in_paragraph = self.collector.end_line(role, layout);
        // Some programs forget the last brace; a file that was cut off ends within a group or a paragraph.
        let is_cut = self.outer.len() > 1 || (is_in_paragraph && !self.outer.is_empty());
        let damage = is_cut
            .then(|| say!(
            en: "the file ends in the middle, as if its download had broken off; export it again",
            fr: "le fichier s’arrête au milieu, comme si son téléchargement s’était interrompu ; exportez-le de nouveau"
        ));
        Ok(StyledDocument { paragraphs: self.collector.finish()?, rest: self.extracted, damage })
    }
}

/// Returns the characters that a control word is used for.
fn character_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emspace" | "enspace" | "qmspace" => " ",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        _ => return None,
    })
}

/// Returns the character of a font of symbols, if it is one that is used as a mark in texts.
fn symbol_of(byte: u8) -> &'static str {
    match byte {
        b' ' => " ",
        0xb7 => "•",
        0xa7 => "▪",
        0xae | 0xe0 => "→",
        _ => "",
    }
}
