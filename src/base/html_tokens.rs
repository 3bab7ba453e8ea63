//! HTML -> its tags and texts in order, as a browser's tokeniser reads them (WHATWG HTML, 13.2.5).
//!
//! No tree is built, so a fragment of a page can be read on its own. Comments and a tag cut off at the end are skipped.
//! HTML that exceeds the limits of [`super::html`] is rejected.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::html::{self, HtmlLimitError};

/// Shorter HTML cannot be nested deeply enough to be slow, so it is not checked.
const HARMLESS_BYTES: usize = 4 << 10;
/// Maximum length of a tag or comment; the time for a longer one is quadratic in its attributes.
const MAX_TAG_BYTES: usize = 64 << 10;

/// A tag or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HtmlToken {
    /// A start tag.
    Start(StartTag),
    /// An end tag: the element's name in lower case.
    End(String),
    /// Text, with character references decoded.
    Text(String),
}

/// A start tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StartTag {
    /// The element's name in lower case.
    pub name: String,
    /// The attributes in order: names in lower case and unique, values with character references decoded.
    pub attributes: Vec<(String, String)>,
}

impl StartTag {
    /// Returns the value of an attribute.
    #[must_use]
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Lists the tags and texts of an HTML fragment.
///
/// # Errors
/// The limit that the fragment exceeds.
pub(crate) fn tokenize(html: &str) -> Result<Vec<HtmlToken>, HtmlLimitError> {
    if html.len() >= HARMLESS_BYTES {
        html::parse(html, MAX_TAG_BYTES)?;
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(HtmlTokenSink::default(), TokenizerOpts::default());
    // It halts only if the sink asks for it, and this one never does.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    Ok(tokenizer.sink.list.take())
}

#[derive(Default)]
struct HtmlTokenSink {
    list: RefCell<Vec<HtmlToken>>,
}

impl TokenSink for HtmlTokenSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut list = self.list.borrow_mut();
        match token {
            Token::CharacterTokens(text) => match list.last_mut() {
                Some(HtmlToken::Text(last)) => last.push_str(&text),
                _ => list.push(HtmlToken::Text(text.to_string())),
            },
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                if tag.kind == TagKind::EndTag {
                    list.push(HtmlToken::End(name));
                    return TokenSinkResult::Continue;
                }
                let attributes = tag.attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
                let after = tokenizer_state_after(&name);
                list.push(HtmlToken::Start(StartTag { attributes: attributes.collect(), name }));
                return after;
            }
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// Returns the tokeniser state after an element's start tag: some elements contain text that is not HTML.
fn tokenizer_state_after(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_read_as_a_browser_reads_it() {
        let start = |name: &str, attributes: &[(&str, &str)]| {
            let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            HtmlToken::Start(StartTag { name: name.to_owned(), attributes: attributes.collect() })
        };
        let (text, end) = (|text: &str| HtmlToken::Text(text.to_owned()), |name: &str| HtmlToken::End(name.to_owned()));
        for (html, expected) in [
            ("a &amp; b<!-- c -->", vec![text("a & b")]),
            ("<A Href='x&#47;y' href=z>l</A>", vec![start("a", &[("href", "x/y")]), text("l"), end("a")]),
            ("<script><b></script><i>", vec![start("script", &[]), text("<b>"), end("script"), start("i", &[])]),
            ("un <b title=\"<i>", vec![text("un ")]),
            ("<div\n data-x />", vec![start("div", &[("data-x", "")])]),
        ] {
            assert_eq!(tokenize(html), Ok(expected), "{html}");
        }
    }
}
