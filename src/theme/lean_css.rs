//! A style sheet of a built-in theme -> the same without its comments and the spaces that only people read, a tenth less.
//!
//! Only for the program's own files, which have no addresses without quotation marks. Files of a site's theme are published as
//! they are.

/// Returns a style sheet without what a browser does not need.
#[must_use]
pub(super) fn lean_css(css: &str) -> String {
    let mut lean = String::with_capacity(css.len());
    let mut rest = css;
    let mut is_apart = false;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => string_len(rest, first),
            _ => first.len_utf8(),
        };
        let (piece, behind) = rest.split_at(len);
        rest = behind;
        if piece.trim().is_empty() || piece.starts_with("/*") {
            is_apart = true;
            continue;
        }
        if std::mem::take(&mut is_apart)
            && !lean.ends_with(['{', '}', ';', ':', ',', '>', '('])
            && !"{};,>)".contains(piece)
        {
            lean.push(' ');
        }
        if piece == "}" && lean.ends_with(';') {
            lean.pop();
        }
        lean.push_str(piece);
    }
    lean
}

/// Returns the length of a string with its quotation marks.
fn string_len(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !is_escaped {
            return at + quote.len_utf8();
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::builtin;

    #[test]
    fn only_what_a_browser_skips_is_left_out() {
        for (css, lean) in [
            ("/* a */\na , b > c { color : red;\n  margin: 0 auto; }\n", "a,b>c{color :red;margin:0 auto}"),
            ("a { width: calc(1px + 2px) ; }", "a{width:calc(1px + 2px)}"),
            ("a :hover { content: \" ; /* \\\" \"; }", "a :hover{content:\" ; /* \\\" \"}"),
            ("@media (min-width: 3rem) and (x) {\n  a { b: c }\n}", "@media (min-width:3rem) and (x){a{b:c}}"),
            ("a::before { content: \"·\" / \"\" }/* end", "a::before{content:\"·\" / \"\"}"),
        ] {
            assert_eq!(lean_css(css), lean, "{css}");
            assert_eq!(lean_css(lean), lean);
        }
    }

    #[test]
    fn the_style_sheets_of_the_program_have_no_bare_addresses() {
        for (_, files) in builtin::THEMES {
            for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".css")) {
                let css = std::str::from_utf8(bytes).expect("text");
                assert!(!css.contains("url("), "{name}");
                let lean = lean_css(css);
                assert_eq!(lean.matches('{').count(), css.matches('{').count(), "{name}");
                assert!(lean.len() * 20 < css.len() * 19, "{name}: {} of {}", lean.len(), css.len());
            }
        }
    }
}
