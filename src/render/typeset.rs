//! A finished page -> the same page with its spaces set: walks over HTML that our templates drew, and gives every text
//! of the body to typography.rs in the language that its `lang` says. Tags, attributes, code and scripts pass untouched.
//!
//! It runs over the page, not over the data, so that titles, passages and the interface's own words are set by the same
//! rules as articles, in any theme, and nothing that a machine reads changes. It judges no HTML: whatever is not a tag as
//! our own templates and the sanitiser write it is copied as it is.

use super::typography::{self, Before, Style};
use crate::model::Lang;

/// Elements whose text is not language.
const CODE: [&str; 8] = ["code", "kbd", "pre", "samp", "script", "style", "textarea", "var"];
/// Elements within a line: a mark after them looks back into them.
const INLINE: [&str; 23] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "time", "u", "wbr",
];
/// Elements whose text ends at their own end tag only, whatever it holds.
const RAW: [&str; 3] = ["script", "style", "textarea"];

/// Sets the spaces of a page's body; `lang` is that of what names none.
#[must_use]
pub fn typeset(html: &str, lang: &Lang) -> String {
    let start = html.find("<body").unwrap_or(0);
    let mut walk = Walk {
        out: String::with_capacity(html.len() + html.len() / 100),
        scopes: Vec::new(),
        style: Style::of(lang),
        before: Before::default(),
    };
    walk.out.push_str(&html[..start]);
    walk.over(&html[start..]);
    walk.out
}

/// An open element that changed the style.
struct Scope<'a> {
    name: &'a str,
    /// How many elements of its name are open in it.
    depth: usize,
    /// The style around it.
    outer: Style,
}

struct Walk<'a> {
    out: String,
    scopes: Vec<Scope<'a>>,
    style: Style,
    before: Before,
}

impl<'a> Walk<'a> {
    fn over(&mut self, html: &'a str) {
        let mut rest = html;
        while !rest.is_empty() {
            let text_len = next_tag(rest);
            self.text(&rest[..text_len]);
            rest = &rest[text_len..];
            let tag_len = tag_len(rest);
            let (tag, after) = rest.split_at(tag_len);
            self.out.push_str(tag);
            rest = after;
            let name = name_of(tag);
            self.tag(tag, name);
            if RAW.contains(&name) && !tag.starts_with("</") {
                let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                self.out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.style == Style::AsWritten {
            self.out.push_str(text);
            text.chars().next_back().into_iter().for_each(|c| self.before.push(c));
        } else if !text.is_empty() {
            typography::push(&mut self.out, text, self.style, &mut self.before);
        }
    }

    fn tag(&mut self, tag: &'a str, name: &'a str) {
        if !INLINE.contains(&name) {
            self.before = Before::default();
        }
        let closes = tag.starts_with("</");
        let is_own = self.scopes.last().is_some_and(|scope| scope.name == name);
        if closes && is_own {
            let Some(scope) = self.scopes.last_mut() else { return };
            if scope.depth > 0 {
                scope.depth -= 1;
            } else {
                self.style = scope.outer;
                self.scopes.pop();
            }
            return;
        }
        if closes {
            return;
        }
        match own_style(tag, name) {
            Some(style) => {
                self.scopes.push(Scope { name, depth: 0, outer: self.style });
                // Code in a text of any language, and any language in code, stays as written.
                let in_code = self.scopes.iter().any(|scope| CODE.contains(&scope.name));
                self.style = if in_code { Style::AsWritten } else { style };
            }
            None if is_own => {
                if let Some(scope) = self.scopes.last_mut() {
                    scope.depth += 1;
                }
            }
            None => {}
        }
    }
}

/// Returns the style that an element gives its text; `None` where it says nothing. Elements without an end are none.
fn own_style(tag: &str, name: &str) -> Option<Style> {
    if CODE.contains(&name) {
        return Some(Style::AsWritten);
    }
    if ["area", "br", "hr", "img", "input", "link", "meta", "wbr"].contains(&name) {
        return None;
    }
    let at = tag.find(" lang=")? + " lang=".len();
    let quote = tag[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = tag[at + 1..].split(quote).next()?;
    Some(Lang::parse(value).map_or(Style::AsWritten, |lang| Style::of(&lang)))
}

/// Returns where the next tag or comment begins.
fn next_tag(html: &str) -> usize {
    let begins = |at: &usize| html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    html.match_indices('<').map(|(at, _)| at).find(begins).unwrap_or(html.len())
}

/// Returns the length of the tag or comment that `html` begins with; a `>` in quotes does not end it.
fn tag_len(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn name_of(tag: &str) -> &str {
    let tag = tag.trim_start_matches(['<', '/']);
    &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let set = typeset(html, &Lang::french()).replace('\u{202f}', "¦").replace('\u{a0}', "~");
        assert_eq!(set, expected);
        let again = typeset(&typeset(html, &Lang::french()), &Lang::french());
        assert_eq!(again.replace('\u{202f}', "¦").replace('\u{a0}', "~"), expected);
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
        check("<p>« <a href=\"x?a=1;b\">Kim</a> »</p>", "<p>«¦<a href=\"x?a=1;b\">Kim</a>¦»</p>");
        check("<p>«<a>Kim</a>» et <a>Ri</a>!</p>", "<p>«¦<a>Kim</a>¦» et <a>Ri</a>¦!</p>");
        check("<p>«<b> Kim</b>»</p>", "<p>«¦<b>Kim</b>¦»</p>");
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
    fn references_are_what_they_stand_for() {
        check("<p>l&#39;un &amp; l&quot;autre&quot; ; &lt; 3</p>", "<p>l&#39;un &amp; l&quot;autre&quot;¦; &lt; 3</p>");
    }
}
