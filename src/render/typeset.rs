//! Sets the spaces of a finished page: walks over the HTML and passes each text of the body to `typography`, in the
//! language of its `lang`. Tags, attributes and scripts stay as they are; code does, but for references to quotation marks,
//! which no text needs. Quotation marks inside a `q` become those of a quotation in a quotation, and the letters of ordinal
//! numbers superior.
//!
//! It works on the page, not on the data. So titles, passages and the words of the interface follow the same rules as
//! articles in any theme, and nothing that a program reads changes. It does not check the HTML: anything that does not
//! look like a tag of our templates or of the sanitiser is copied.

use std::borrow::Cow;

use super::ordinals::next_ordinal;
use super::typography::{self, TypesetState};
use crate::lang::format::Spacing;
use crate::model::LangTag;

/// What an element is to its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagKind {
    /// A block: nothing looks over its borders.
    Block,
    /// Within a line: a mark after it looks back into it.
    Inline,
    /// Text that is not language; within a line or not.
    Code { inline: bool },
    /// The same, and its text ends at its own end tag only, whatever it holds.
    Raw,
    /// An element without an end, within a line or not.
    Void { inline: bool },
}

fn kind_of(name: &str) -> TagKind {
    // Most tags by far.
    if let [letter] = name.as_bytes() {
        return if b"abiqsu".contains(letter) { TagKind::Inline } else { TagKind::Block };
    }
    match name {
        "span" | "mark" | "time" | "abbr" | "bdi" | "cite" | "del" | "em" | "ins" | "small" | "strong" | "sub"
        | "sup" => TagKind::Inline,
        "code" | "kbd" | "samp" => TagKind::Code { inline: true },
        "pre" | "var" => TagKind::Code { inline: false },
        "script" | "style" | "textarea" => TagKind::Raw,
        "wbr" => TagKind::Void { inline: true },
        "area" | "br" | "hr" | "img" | "input" | "link" | "meta" => TagKind::Void { inline: false },
        _ => TagKind::Block,
    }
}

/// Sets the spaces of a page's body; `lang` is that of what names none.
#[must_use]
pub(crate) fn typeset(html: &str, lang: &LangTag) -> String {
    let start = html.find("<body").unwrap_or(0);
    let mut typesetter = Typesetter {
        out: String::with_capacity(html.len() + html.len() / 100),
        scopes: Vec::new(),
        style: typography::spacing(lang),
        state: TypesetState::default(),
        n_quotations: 0,
        n_plain: 0,
    };
    typesetter.out.push_str(&html[..start]);
    typesetter.typeset_html(&html[start..]);
    typesetter.out
}

/// An open element that changed the style.
struct Scope<'a> {
    name: &'a str,
    /// How many elements of its name are open in it.
    depth: usize,
    /// The style around it.
    outer: Spacing,
    is_code: bool,
}

struct Typesetter<'a> {
    out: String,
    scopes: Vec<Scope<'a>>,
    style: Spacing,
    state: TypesetState,
    /// How many `q` are open.
    n_quotations: usize,
    /// How many elements are open that hold no tags of HTML: drawings and lists to choose from.
    n_plain: usize,
}

impl<'a> Typesetter<'a> {
    fn typeset_html(&mut self, html: &'a str) {
        let mut rest = html;
        while !rest.is_empty() {
            let (text, after) = rest.split_at(next_tag(rest));
            self.text(text);
            let tag = HtmlTag::read(after);
            self.out.push_str(&after[..tag.len]);
            rest = &after[tag.len..];
            let kind = kind_of(tag.name);
            self.tag(&tag, kind);
            if kind == TagKind::Raw && !tag.closes {
                let end = rest.find(&format!("</{}", tag.name)).unwrap_or(rest.len());
                self.out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(last) = typography::last_of_plain(text, &self.state).filter(|_| self.n_quotations == 0) {
            self.out.push_str(text);
            self.state.push(last);
            return;
        }
        let text = &*unquoted(text);
        if text == "\n" && self.state.is_nothing() {
            // Between the tags of a template.
            self.out.push('\n');
            self.state.push('\n');
        } else if self.style == Spacing::AS_WRITTEN {
            self.out.push_str(text);
            text.chars().next_back().into_iter().for_each(|c| self.state.push(c));
        } else if !text.is_empty() {
            let quoted = if self.n_quotations > 0 { self.style.quoted(text) } else { Cow::Borrowed(text) };
            self.text_with_ordinals(&quoted);
        }
    }

    fn text_with_ordinals(&mut self, text: &str) {
        let mut at = 0;
        while self.style.superior_ordinals && self.n_plain == 0 {
            let Some(letters) = next_ordinal(text, at) else { break };
            typography::push(&mut self.out, &text[at..letters.start], self.style, &mut self.state);
            self.out.push_str("<sup>");
            typography::push(&mut self.out, &text[letters.clone()], self.style, &mut self.state);
            self.out.push_str("</sup>");
            at = letters.end;
        }
        typography::push(&mut self.out, &text[at..], self.style, &mut self.state);
    }

    fn tag(&mut self, tag: &HtmlTag<'a>, kind: TagKind) {
        let is_inline =
            matches!(kind, TagKind::Inline | TagKind::Code { inline: true } | TagKind::Void { inline: true });
        if !is_inline {
            self.state = TypesetState::default();
        }
        let n_open = match tag.name {
            "q" => Some(&mut self.n_quotations),
            "svg" | "select" => Some(&mut self.n_plain),
            _ => None,
        };
        if let Some(n_open) = n_open {
            *n_open = if tag.closes { n_open.saturating_sub(1) } else { *n_open + 1 };
        }
        let own = self.scopes.last_mut().filter(|scope| scope.name == tag.name);
        if tag.closes {
            let Some(scope) = own else { return };
            if scope.depth > 0 {
                scope.depth -= 1;
            } else {
                self.style = scope.outer;
                self.scopes.pop();
            }
            return;
        }
        let is_code = matches!(kind, TagKind::Code { .. } | TagKind::Raw);
        let said = tag.lang.filter(|_| !matches!(kind, TagKind::Void { .. }));
        if !is_code && said.is_none() {
            if let Some(scope) = own {
                scope.depth += 1;
            }
            return;
        }
        self.scopes.push(Scope { name: tag.name, depth: 0, outer: self.style, is_code });
        // Code in a text of any language, and any language in code, stays as written.
        let in_code = self.scopes.iter().any(|scope| scope.is_code);
        let style = said.and_then(LangTag::parse).map_or(Spacing::AS_WRITTEN, |lang| typography::spacing(&lang));
        self.style = if in_code { Spacing::AS_WRITTEN } else { style };
    }
}

/// Writes quotation marks and apostrophes as they are: escaping makes references of them, which only attributes need.
fn unquoted(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some((reference, mark)) = QUOTES.iter().find(|(reference, _)| text[at..].starts_with(reference)) else {
            continue;
        };
        out.push_str(&text[copied..at]);
        out.push(*mark);
        copied = at + reference.len();
    }
    if copied == 0 {
        return text.into();
    }
    out.push_str(&text[copied..]);
    out.into()
}

/// The references that escaping makes of quotation marks.
const QUOTES: [(&str, char); 2] = [("&#39;", '\''), ("&quot;", '"')];

/// Returns where the next tag or comment begins.
fn next_tag(html: &str) -> usize {
    let bytes = html.as_bytes();
    let begins = |at: &usize| bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'));
    memchr::memchr_iter(b'<', bytes).find(begins).unwrap_or(html.len())
}

/// A tag or comment that a text begins with.
struct HtmlTag<'a> {
    /// Its length in bytes.
    len: usize,
    /// The name of its element; empty for a comment.
    name: &'a str,
    /// Whether it is an end tag.
    closes: bool,
    /// The language it sets, if any.
    lang: Option<&'a str>,
}

impl<'a> HtmlTag<'a> {
    /// Reads it; a `>` in quotes does not end it. Nothing is no tag, of no length.
    fn read(html: &'a str) -> Self {
        if html.starts_with("<!--") {
            let len = html.find("-->").map_or(html.len(), |at| at + 3);
            return Self { len, name: "", closes: false, lang: None };
        }
        let closes = html.as_bytes().get(1) == Some(&b'/');
        let head = html.get(1 + usize::from(closes)..).unwrap_or_default();
        let name = &head[..head.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(head.len())];
        let (len, lang) = tag_end(html);
        Self { len, name, closes, lang }
    }
}

/// Returns the length of a tag and the language it sets, in one pass over its bytes: most of a page is tags, and three searches
/// in each took a quarter of the instructions of typesetting.
fn tag_end(html: &str) -> (usize, Option<&str>) {
    let bytes = html.as_bytes();
    let (mut at, mut lang) = (0, None);
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'>' | b'"' | b'\'')) {
        let mark = at + found;
        if bytes[mark] == b'>' {
            return (mark + 1, lang);
        }
        let Some(end) = memchr::memchr(bytes[mark], &bytes[mark + 1..]) else { break };
        if bytes[..mark].ends_with(b" lang=") && lang.is_none() {
            lang = html.get(mark + 1..mark + 1 + end);
        }
        at = mark + end + 2;
    }
    (html.len(), lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let set = typeset(html, &LangTag::french()).replace('\u{202f}', "¦").replace('\u{a0}', "~");
        assert_eq!(set, expected);
        let again = typeset(&typeset(html, &LangTag::french()), &LangTag::french());
        assert_eq!(again.replace('\u{202f}', "¦").replace('\u{a0}', "~"), expected);
    }

    #[test]
    fn a_tag_ends_at_the_first_angle_outside_of_quotes() {
        for (html, len, lang) in [
            ("<p>a", 3, None),
            ("<p title=\"a > b\" lang='fr'>", 27, Some("fr")),
            ("<p title=\" lang=\" lang=\"en\" lang=\"fr\">", 38, Some("en")),
            ("<p hreflang=\"en\" title='\"'>", 27, None),
            ("<p title=\"a>b", 13, None),
            ("", 0, None),
        ] {
            assert_eq!(tag_end(html), (len, lang), "{html}");
        }
    }

    #[test]
    fn only_the_text_of_the_body_is_set() {
        check(
            "<title>Quoi !</title><body title=\"Quoi !\"><p>Quoi !</p><!-- Quoi ! -->",
            "<title>Quoi !</title><body title=\"Quoi !\"><p>Quoi¦!</p><!-- Quoi ! -->",
        );
        check("<script>a ? b : c</script><p>a ?</p>", "<script>a ? b : c</script><p>a¦?</p>");
        check("<p><code>a ? b : c</code> !</p>", "<p><code>a ? b : c</code>¦!</p>");
    }

    #[test]
    fn a_mark_looks_back_over_the_tags_of_a_line() {
        check("<p>« <a href=\"x?a=1;b\">Kim</a> »</p>", "<p>«~<a href=\"x?a=1;b\">Kim</a>~»</p>");
        check("<p>«<a>Kim</a>» et <a>Ri</a>!</p>", "<p>«~<a>Kim</a>~» et <a>Ri</a>¦!</p>");
        check("<p>«<b> Kim</b>»</p>", "<p>«~<b>Kim</b>~»</p>");
        check("<p>Rien</p>! <p>Et</p>", "<p>Rien</p>! <p>Et</p>");
    }

    #[test]
    fn each_text_is_set_in_its_own_language() {
        check(
            "<p>Il dit <span lang=\"en\">Why ? <span>Stop !</span> Now !</span> Oui !</p>",
            "<p>Il dit <span lang=\"en\">Why ? <span>Stop !</span> Now !</span> Oui¦!</p>",
        );
        check(
            "<div lang=\"en\"><p lang=\"fr\">Oui !</p>No !</div>",
            "<div lang=\"en\"><p lang=\"fr\">Oui¦!</p>No !</div>",
        );
    }

    #[test]
    fn a_quotation_in_a_quotation_has_other_marks() {
        check("<p><q>Il a dit « <b>non</b> » hier</q> « oui »</p>", "<p><q>Il a dit “<b>non</b>” hier</q> «~oui~»</p>");
        check("<p><q lang=\"en\">He said “no”</q></p>", "<p><q lang=\"en\">He said ‘no’</q></p>");
    }

    #[test]
    fn the_letters_of_ordinals_are_superior_where_tags_may_stand() {
        check("<p>Le 1er mars !</p>", "<p>Le 1<sup>er</sup> mars¦!</p>");
        check("<p>Le <b>2e</b>, au XIXe.</p>", "<p>Le <b>2<sup>e</sup></b>, au XIX<sup>e</sup>.</p>");
        check("<svg><title>Le 1er</title></svg><code>1er</code>", "<svg><title>Le 1er</title></svg><code>1er</code>");
        check("<p lang=\"en\">1er</p>", "<p lang=\"en\">1er</p>");
    }

    #[test]
    fn references_are_what_they_stand_for() {
        check(
            "<p title=\"&quot;\">l&#39;un &amp; l&quot;autre&quot; ; &lt; 3 &amp;#39;</p>",
            "<p title=\"&quot;\">l'un &amp; l\"autre\"¦; &lt; 3 &amp;#39¦;</p>",
        );
    }
}
