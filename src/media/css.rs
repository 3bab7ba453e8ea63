//! Style sheets and `style` attributes in SVG -> the same, rewritten from the parts that are known.
//!
//! Allow-lists of properties, functions and token types (CSS Syntax Level 3). An unknown token drops its declaration,
//! and all at-rules but `@media` are dropped. The only allowed address is `url(#id)`, within the same file. The only
//! file that uses the CSS parser.

use cssparser::{Delimiter, Parser, ParserInput, ToCss, Token};

/// Properties that are kept: the appearance of shapes and texts.
const PROPERTIES: &str = " fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin \
    stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility overflow clip clip-path clip-rule mask \
    mask-type filter flood-color flood-opacity lighting-color stop-color stop-opacity marker marker-start marker-mid marker-end \
    paint-order vector-effect mix-blend-mode isolation shape-rendering text-rendering image-rendering color-interpolation \
    color-interpolation-filters font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight \
    font-feature-settings font-kerning font-variation-settings letter-spacing word-spacing line-height text-align text-anchor \
    text-indent text-transform text-decoration text-decoration-color text-decoration-line text-decoration-style \
    dominant-baseline alignment-baseline baseline-shift direction unicode-bidi writing-mode white-space transform \
    transform-origin transform-box cx cy r rx ry x y width height ";
/// Functions whose values are numbers, colours and shapes.
const FUNCTIONS: &str = " rgb rgba hsl hsla hwb lab lch oklab oklch color calc min max clamp matrix matrix3d translate translatex \
    translatey translatez translate3d scale scalex scaley scalez scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy \
    perspective rect inset circle ellipse polygon blur brightness contrast drop-shadow grayscale hue-rotate invert opacity \
    saturate sepia ";
/// Functions in selectors.
const SELECTORS: &str = " not is where has nth-child nth-last-child nth-of-type nth-last-of-type lang dir ";
/// Maximum nesting depth.
const MAX_DEPTH: usize = 16;

/// The grammar that applies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CssContext {
    /// The value of a declaration.
    Value,
    /// The selector of a rule.
    Prelude,
}

/// Returns whether an SVG attribute is a CSS property.
pub(super) fn is_property(name: &str) -> bool {
    listed(PROPERTIES, name)
}

/// Rewrites the value of a property; `None` if something in it is unknown.
pub(super) fn value(css: &str) -> Option<String> {
    let mut out = String::new();
    let mut input = ParserInput::new(css);
    write(&mut Parser::new(&mut input), CssContext::Value, 0, &mut out)?;
    Some(out.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Rewrites the declarations of a `style` attribute without the unknown ones.
pub(super) fn declarations(css: &str) -> String {
    let mut out = String::new();
    let mut input = ParserInput::new(css);
    write_declarations(&mut Parser::new(&mut input), &mut out);
    out
}

/// Rewrites a style sheet without its unknown parts.
pub(super) fn sheet(css: &str) -> String {
    let mut out = String::new();
    let mut input = ParserInput::new(css);
    write_rules(&mut Parser::new(&mut input), 0, &mut out);
    out
}

fn listed(list: &str, name: &str) -> bool {
    !name.contains(' ') && list.contains(&format!(" {} ", name.to_ascii_lowercase()))
}

fn write_rules(parser: &mut Parser<'_, '_>, depth: usize, out: &mut String) {
    loop {
        let before = parser.state();
        let at = match parser.next() {
            Err(_) => return,
            Ok(Token::CDO | Token::CDC) => continue,
            Ok(Token::AtKeyword(name)) => Some(name.to_ascii_lowercase()),
            Ok(_) => {
                parser.reset(&before);
                None
            }
        };
        let ends = match at {
            None => Delimiter::CurlyBracketBlock,
            Some(_) => Delimiter::CurlyBracketBlock | Delimiter::Semicolon,
        };
        let prelude = parser.parse_until_before(ends, |parser| {
            let mut prelude = String::new();
            let is_known = write(parser, CssContext::Prelude, 0, &mut prelude).is_some();
            Ok::<_, cssparser::ParseError<'_, ()>>(is_known.then_some(prelude))
        });
        let prelude = prelude.ok().flatten().map(|prelude| prelude.trim().to_owned()).filter(|known| !known.is_empty());
        let Ok(Token::CurlyBracketBlock) = parser.next() else { continue };
        let block = parser.parse_nested_block(|parser| {
            let mut block = String::new();
            match &at {
                None => write_declarations(parser, &mut block),
                Some(name) if name == "media" && depth < MAX_DEPTH => write_rules(parser, depth + 1, &mut block),
                Some(_) => {}
            }
            while parser.next().is_ok() {}
            Ok::<_, cssparser::ParseError<'_, ()>>(block)
        });
        if let (Some(prelude), Ok(block)) = (prelude, block)
            && !block.is_empty()
        {
            let media = if at.is_some() { "@media " } else { "" };
            out.push_str(&format!("{media}{prelude} {{ {} }}\n", block.trim()));
        }
    }
}

fn write_declarations(parser: &mut Parser<'_, '_>, out: &mut String) {
    while !parser.is_exhausted() {
        let declaration = parser.parse_until_after(Delimiter::Semicolon, |parser| {
            let declaration = declaration(parser);
            while parser.next().is_ok() {}
            Ok::<_, cssparser::ParseError<'_, ()>>(declaration)
        });
        if let Ok(Some((name, value))) = declaration {
            if !out.is_empty() {
                out.push_str("; ");
            }
            out.push_str(&format!("{name}: {value}"));
        }
    }
}

fn declaration(parser: &mut Parser<'_, '_>) -> Option<(String, String)> {
    let name = parser.expect_ident().ok()?.to_ascii_lowercase();
    parser.expect_colon().ok()?;
    let mut value = String::new();
    write(parser, CssContext::Value, 0, &mut value)?;
    let value = value.trim().to_owned();
    (is_property(&name) && !value.is_empty()).then_some((name, value))
}

/// Writes the following tokens; `None` if one is unknown.
fn write(parser: &mut Parser<'_, '_>, grammar: CssContext, depth: usize, out: &mut String) -> Option<()> {
    while let Ok(token) = parser.next_including_whitespace_and_comments() {
        let token = token.clone();
        let end = match &token {
            // It would escape the next character.
            Token::Delim('\\') => return None,
            Token::WhiteSpace(_) | Token::Comment(_) => {
                out.push(' ');
                continue;
            }
            Token::Ident(_)
            | Token::Hash(_)
            | Token::IDHash(_)
            | Token::QuotedString(_)
            | Token::Number { .. }
            | Token::Percentage { .. }
            | Token::Dimension { .. }
            | Token::Colon
            | Token::Comma
            | Token::Delim(_) => {
                token.to_css(out).ok()?;
                continue;
            }
            Token::IncludeMatch
            | Token::DashMatch
            | Token::PrefixMatch
            | Token::SuffixMatch
            | Token::SubstringMatch
                if grammar == CssContext::Prelude =>
            {
                token.to_css(out).ok()?;
                continue;
            }
            Token::UnquotedUrl(address) if grammar == CssContext::Value && address.starts_with('#') => {
                token.to_css(out).ok()?;
                continue;
            }
            Token::Function(name) if grammar == CssContext::Value && name.eq_ignore_ascii_case("url") => {
                let address = parser.parse_nested_block(|parser| {
                    Ok::<_, cssparser::ParseError<'_, ()>>(parser.expect_string()?.as_ref().to_owned())
                });
                let address = address.ok().filter(|address| address.starts_with('#'))?;
                Token::UnquotedUrl(address.into()).to_css(out).ok()?;
                continue;
            }
            Token::Function(name) if grammar == CssContext::Value && listed(FUNCTIONS, name) => ")",
            Token::Function(name) if grammar == CssContext::Prelude && listed(SELECTORS, name) => ")",
            Token::ParenthesisBlock => ")",
            Token::SquareBracketBlock if grammar == CssContext::Prelude => "]",
            _ => return None,
        };
        if depth >= MAX_DEPTH {
            return None;
        }
        token.to_css(out).ok()?;
        let nested = parser.parse_nested_block(|parser| {
            let mut nested = String::new();
            let is_known = write(parser, grammar, depth + 1, &mut nested).is_some();
            Ok::<_, cssparser::ParseError<'_, ()>>(is_known.then_some(nested))
        });
        out.push_str(&nested.ok().flatten()?);
        out.push_str(end);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_what_is_known_of_it() {
        for (css, expected) in [
            ("fill:url(#g);stroke: #FFF", "fill: url(#g); stroke: #FFF"),
            ("fill:url('#g') none", "fill: url(#g) none"),
            (
                "font-family:'/*';background-image:url(https://evil.example/a);color:'*/'",
                "font-family: \"/*\"; color: \"*/\"",
            ),
            ("font-family:'/*';mask:url(https://evil.example/a);color:red", "font-family: \"/*\"; color: red"),
            ("fill:url( https://evil.example/a )", ""),
            ("fill:u\\72l(https://evil.example/a)", ""),
            ("fill:url(\"https://evil.example/a\")", ""),
            ("fill:image-set('a.png' 1x)", ""),
            ("filter:src(\"https://evil.example/a\")", ""),
            ("fill:red;;opacity:.5 /* x */ !important", "fill: red; opacity: 0.5   !important"),
            ("cursor:url(#a);--x:url(https://evil.example);fill:var(--x)", ""),
            (
                "transform:translate(1px,2px) rotate(calc(1deg + 2deg))",
                "transform: translate(1px,2px) rotate(calc(1deg + 2deg))",
            ),
            ("fill:red}*{mask:url(https://evil.example/a)", ""),
            ("fill:\\\nred;stroke:red", "stroke: red"),
            ("fill:\"x\ny\";stroke:red", ""),
        ] {
            assert_eq!(declarations(css), expected, "{css}");
        }
    }

    #[test]
    fn a_sheet_is_what_is_known_of_it() {
        for (css, expected) in [
            (".a, g > #b:not([c='d']) { fill: red }", ".a, g > #b:not([c=\"d\"]) { fill: red }\n"),
            ("@import 'https://evil.example/a'; .a{fill:red}", ".a { fill: red }\n"),
            ("@font-face{font-family:x;src:url(https://evil.example)} .a{fill:red}", ".a { fill: red }\n"),
            (
                "@media (prefers-color-scheme: dark) { .a { fill: #fff; mask: url(//evil.example) } }",
                "@media (prefers-color-scheme: dark) { .a { fill: #fff } }\n",
            ),
            ("<!-- .a{mask:url(//evil.example/x)} .b{stroke:red", ".b { stroke: red }\n"),
            ("a{b{c:d}fill:red}", ""),
        ] {
            assert_eq!(sheet(css), expected, "{css}");
            assert_eq!(sheet(&sheet(css)), expected);
        }
    }
}
