//! What a group of an RTF file inherits from the one around it: where its text goes, and its style.

use std::rc::Rc;

use crate::import::extracted_document::BlockRole;
use crate::import::styled_paragraph::ParagraphLayout;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TextDestination {
    /// Into the document.
    #[default]
    Document,
    /// Nowhere: it is no text.
    Nowhere,
    /// Into the table of fonts.
    Fonts,
    /// Into the table of styles.
    Styles,
    /// Into the instruction of a field.
    Instruction,
    /// Into the name of a bookmark.
    Bookmark,
    /// Into a picture, as hexadecimal digits.
    Picture,
}

/// The state of a group.
#[derive(Clone, Debug, Default)]
pub(super) struct GroupState {
    /// Where its text goes.
    pub(super) destination: TextDestination,
    /// Where the text of the group around it goes: an inner group may be shown although this one is not.
    pub(super) outer: TextDestination,
    /// Whether `\*` came before: an unknown control word then says that the group is no text.
    pub(super) is_optional: bool,
    /// Bold.
    pub(super) strong: bool,
    /// Italic.
    pub(super) emphasis: bool,
    /// Hidden or deleted.
    pub(super) is_hidden: bool,
    /// The number of its font; `None` for the font of the document.
    pub(super) font: Option<i32>,
    /// How many characters after `\u` mean the same one.
    pub(super) n_fallback: usize,
    /// The link around it.
    pub(super) link: Option<Rc<str>>,
    /// The role of its paragraph.
    pub(super) role: Option<BlockRole>,
    /// The layout of its paragraph, without its cell.
    pub(super) layout: ParagraphLayout,
    /// Whether its paragraph is in a table.
    pub(super) is_in_table: bool,
}

impl GroupState {
    /// Forgets the layout of the paragraph, as `\pard` does.
    pub(super) fn reset_paragraph(&mut self) {
        self.role = None;
        self.layout = ParagraphLayout::default();
        self.is_in_table = false;
    }

    /// Forgets the style of the text, as `\plain` does.
    pub(super) fn reset_text(&mut self) {
        self.strong = false;
        self.emphasis = false;
        self.is_hidden = false;
        self.font = None;
    }
}
