//! The tables at the head of an RTF file: the code pages of its fonts, the roles of its styles.

use std::collections::BTreeMap;

use crate::import::extracted_document::BlockRole;
use crate::import::office::role_of_style;
use crate::import::text::code_page::CodePage;

/// The most entries of a table.
const MAX_ENTRIES: usize = 10_000;
/// The character set of Western Europe.
const WESTERN_SET: i32 = 0;
/// The character set of fonts of symbols.
const SYMBOL_SET: i32 = 2;

/// The fonts.
#[derive(Debug)]
pub(super) struct FontTable {
    /// The code page of the document.
    pub(super) document: CodePage,
    /// The number of the font of the document.
    pub(super) default_font: Option<i32>,
    sets: BTreeMap<i32, i32>,
    pages: BTreeMap<i32, CodePage>,
    open: i32,
    names_other_sets: bool,
}

impl Default for FontTable {
    fn default() -> Self {
        Self {
            document: CodePage::WESTERN,
            default_font: None,
            sets: BTreeMap::new(),
            pages: BTreeMap::new(),
            open: 0,
            names_other_sets: false,
        }
    }
}

impl FontTable {
    /// Reads a control word in the table.
    pub(super) fn handle_word(&mut self, name: &str, value: i32) {
        match name {
            "f" => self.open = value,
            "fcharset" if self.sets.len() < MAX_ENTRIES => {
                self.names_other_sets |= !matches!(value, WESTERN_SET | 1 | SYMBOL_SET | 255);
                self.sets.insert(self.open, value);
            }
            "cpg" if self.pages.len() < MAX_ENTRIES => {
                if let Some(page) = CodePage::numbered(value) {
                    self.pages.insert(self.open, page);
                }
            }
            _ => {}
        }
    }

    /// Returns the code page of a font; `None` if it has symbols instead of letters.
    ///
    /// Programs that know one code page only give each font the Western set. So that set counts only if other fonts
    /// have another, as in the files of Word.
    pub(super) fn page_of(&self, font: Option<i32>) -> Option<CodePage> {
        let Some(font) = font.or(self.default_font) else { return Some(self.document) };
        if let Some(page) = self.pages.get(&font) {
            return Some(*page);
        }
        match self.sets.get(&font) {
            Some(&SYMBOL_SET) => None,
            Some(&WESTERN_SET) if !self.names_other_sets => Some(self.document),
            Some(set) => Some(CodePage::of_character_set(*set).unwrap_or(self.document)),
            None => Some(self.document),
        }
    }
}

/// The styles of paragraphs.
#[derive(Debug, Default)]
pub(super) struct StyleTable {
    styles: BTreeMap<i32, (Option<BlockRole>, Option<u8>)>,
    open: i32,
    outline: Option<u8>,
    name: String,
}

impl StyleTable {
    /// Reads a control word in the table.
    pub(super) fn handle_word(&mut self, name: &str, value: Option<i32>) {
        match (name, value) {
            ("s", Some(number)) => self.open = number,
            // A style of characters or tables.
            ("cs" | "ts" | "ds", _) => self.open = -1,
            ("outlinelevel", Some(level)) => self.outline = u8::try_from(level).ok().filter(|level| *level < 9),
            _ => {}
        }
    }

    /// Reads the name of a style.
    pub(super) fn handle_text(&mut self, text: &str) {
        if self.name.len() < 200 {
            self.name.push_str(text);
        }
    }

    /// Ends the entry of a style.
    pub(super) fn end_entry(&mut self) {
        let name = std::mem::take(&mut self.name);
        let name = name.split([';', ',']).next().unwrap_or_default();
        let compact: String = name.chars().filter(|character| !character.is_whitespace()).collect();
        if self.open >= 0 && !compact.is_empty() && self.styles.len() < MAX_ENTRIES {
            self.styles.insert(self.open, (role_of_style(&compact), self.outline));
        }
        self.open = 0;
        self.outline = None;
    }

    /// Returns the role and the level in the outline that a style gives.
    pub(super) fn style(&self, number: i32) -> (Option<BlockRole>, Option<u8>) {
        self.styles.get(&number).copied().unwrap_or_default()
    }
}
