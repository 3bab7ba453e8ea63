//! Blocks of code with classes, which the theme colours. The only file that names the highlighter, which is loaded when a
//! dossier has code and not before: its grammars cost half a millisecond and more.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::base::markup::push_escaped;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Appends a block of code in a language; an unknown language is shown without colours.
pub fn push_block(html: &mut String, language: &str, code: &str) {
    html.push_str("<pre class=\"code\"><code>");
    let syntax = if language.is_empty() { None } else { SYNTAXES.find_syntax_by_token(language) };
    match syntax.and_then(|syntax| highlighted(syntax, code)) {
        Some(highlighted) => html.push_str(&highlighted),
        None => push_escaped(html, code),
    }
    html.push_str("</code></pre>\n");
}

fn highlighted(syntax: &syntect::parsing::SyntaxReference, code: &str) -> Option<String> {
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
