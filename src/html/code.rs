//! Code blocks, with classes that the theme colours.
//!
//! The only file that uses the highlighter. Its grammars take half a millisecond or more to load, so they are loaded
//! only for a dossier with code.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::base::markup::push_escaped;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Maximum length in bytes of a line that is highlighted. Grammars search a line again from each of its words: erlang takes
/// 51 seconds for 160 kB of digits in one line, and 0.3 milliseconds for a line of this length.
const MAX_LINE_LEN: usize = 500;
/// Maximum number of bytes of code that are highlighted in one text.
const MAX_TEXT_LEN: usize = 200_000;

/// Highlights the code of one text, up to the limit.
pub(crate) struct CodeColours {
    room_bytes: usize,
}

impl Default for CodeColours {
    fn default() -> Self {
        Self { room_bytes: MAX_TEXT_LEN }
    }
}

impl CodeColours {
    /// Appends a code block in a language. Code in an unknown language, a block with a long line, and code beyond the
    /// limit are shown without colours.
    pub(crate) fn push_block(&mut self, html: &mut String, language: &str, code: &str) {
        html.push_str("<pre class=\"code\"><code>");
        match self.coloured(language, code) {
            Some(coloured) => html.push_str(&coloured),
            None => push_escaped(html, code),
        }
        html.push_str("</code></pre>\n");
    }

    fn coloured(&mut self, language: &str, code: &str) -> Option<String> {
        if language.is_empty() || code.len() > self.room_bytes {
            return None;
        }
        if LinesWithEndings::from(code).any(|line| line.len() > MAX_LINE_LEN) {
            return None;
        }
        let syntax = SYNTAXES.find_syntax_by_token(language)?;
        self.room_bytes -= code.len();
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_coloured(colours: &mut CodeColours, code: &str) -> bool {
        let mut html = String::new();
        colours.push_block(&mut html, "rust", code);
        html.contains("hl-")
    }

    #[test]
    fn a_long_line_and_what_is_beyond_the_room_stay_plain() {
        let mut colours = CodeColours::default();
        assert!(is_coloured(&mut colours, "let a = 1;\n"));
        assert!(!is_coloured(&mut colours, &format!("let a = {};\n", "1".repeat(MAX_LINE_LEN))));
        let lines = "let a = 1;\n".repeat(MAX_TEXT_LEN / 20);
        assert!(is_coloured(&mut colours, &lines));
        assert!(!is_coloured(&mut colours, &lines));
        assert!(is_coloured(&mut colours, "let a = 1;\n"), "a short one still fits");
    }
}
