//! Adds `dir` to a finished page wherever the direction of text differs from its surroundings: to each `lang` of a
//! right-to-left language, and to text without a language that is mostly in right-to-left letters.
//!
//! It works on the page, not on the data, as `typeset` does. So titles in lists, quotations, cards and names are right
//! in any theme, and their neighbours keep their order, because an element with `dir` is isolated (HTML, 15.3.6).
//! Nearly all pages have no such language and no such letters; they are only scanned.

use std::ops::Range;

use crate::model::LangTag;

/// Gives elements their direction; `lang` is the language of the page.
#[must_use]
pub(crate) fn set_direction(html: String, lang: &LangTag) -> String {
    if !lang.is_right_to_left() && !may_hold_letters(html.as_bytes()) && !names_language(&html) {
        return html;
    }
    let PageElements { elements, texts } = read(&html);
    let mut additions: Vec<(usize, &str)> = Vec::new();
    for element in &elements {
        let around = around(&elements, element.parent);
        match element.direction().filter(|direction| *direction != around) {
            Some(Direction::Rtl) => additions.push((element.attributes_end, " dir=\"rtl\"")),
            Some(Direction::Ltr) => additions.push((element.attributes_end, " dir=\"ltr\"")),
            None => {}
        }
    }
    for PageText { parent, range, letters } in texts {
        let element = &elements[parent];
        if element.is_set || element.is_code() || NOT_SET.contains(&element.name) {
            continue;
        }
        let text = &html[range.clone()];
        let whole = text.len() - text.trim_start().len()..text.trim_end().len();
        let (runs, tag) = match around(&elements, Some(parent)) {
            Direction::Ltr if letters.n_rtl == 0 => continue,
            Direction::Ltr if letters.n_ltr == 0 => (vec![whole], "<bdi dir=\"rtl\">"),
            Direction::Ltr => (runs(text), "<bdi dir=\"rtl\">"),
            // Within their own text authors handle the direction of foreign words themselves.
            Direction::Rtl if letters.n_rtl > 0 || (element.in_text && element.name != "time") => continue,
            Direction::Rtl => (vec![whole], "<bdi dir=\"ltr\">"),
        };
        let ends = |run: Range<usize>| [(range.start + run.start, tag), (range.start + run.end, "</bdi>")];
        additions.extend(runs.into_iter().flat_map(ends));
    }
    additions.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(html.len() + 20 * additions.len());
    let mut at = 0;
    for (place, addition) in additions {
        out.push_str(&html[at..place]);
        out.push_str(addition);
        at = place;
    }
    out.push_str(&html[at..]);
    out
}

/// Returns the runs of right-to-left words in a left-to-right text, each from its first letter to its last.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (index, c) in text.char_indices() {
        if is_right_to_left(c) && c.is_alphabetic() {
            let end = index + c.len_utf8();
            match runs.last_mut().filter(|_| goes_on) {
                Some(run) => run.end = end,
                None => runs.push(index..end),
            }
            goes_on = true;
        } else if c.is_alphabetic() || c == '&' {
            goes_on = false;
        }
    }
    runs
}

/// The parsed elements and texts of a page.
struct PageElements<'a> {
    /// The elements, in order of their start.
    elements: Vec<PageElement<'a>>,
    /// The texts that contain letters.
    texts: Vec<PageText>,
}

/// A text of an element, up to the next tag.
struct PageText {
    parent: usize,
    range: Range<usize>,
    letters: LetterCounts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Ltr,
    Rtl,
}

/// Number of letters in either direction.
#[derive(Clone, Copy, Default)]
struct LetterCounts {
    n_ltr: usize,
    n_rtl: usize,
}

impl LetterCounts {
    fn direction(self) -> Option<Direction> {
        match self {
            Self { n_ltr: 0, n_rtl: 0 } => None,
            Self { n_ltr, n_rtl } if n_rtl > n_ltr => Some(Direction::Rtl),
            Self { .. } => Some(Direction::Ltr),
        }
    }

    fn add(&mut self, other: Self) {
        self.n_ltr += other.n_ltr;
        self.n_rtl += other.n_rtl;
    }
}

/// An element of the page.
struct PageElement<'a> {
    name: &'a str,
    /// Where an attribute can be inserted.
    attributes_end: usize,
    parent: Option<usize>,
    /// Its direction according to `dir` or `lang`.
    stated: Option<Direction>,
    /// Number of its own letters in either direction.
    own: LetterCounts,
    /// The same, including its descendants.
    all: LetterCounts,
    /// Whether it is in an authored text, not in the interface.
    in_text: bool,
    /// Whether it already has `dir`.
    is_set: bool,
}

impl PageElement<'_> {
    /// Returns whether it contains code, which is always left-to-right.
    fn is_code(&self) -> bool {
        ["pre", "code", "kbd", "samp"].contains(&self.name)
    }

    /// Returns its own direction; `None` if it inherits the direction of its surroundings.
    fn direction(&self) -> Option<Direction> {
        if self.is_code() {
            return Some(Direction::Ltr).filter(|_| !self.is_set);
        }
        if self.is_set || NOT_SET.contains(&self.name) {
            return None;
        }
        let is_container = self.in_text && CONTAINERS.contains(&self.name);
        // A linked title or name within a sentence does not change the sentence's direction.
        let by_letters = if is_container { self.all } else { self.own };
        // In the interface the page's own words are next to a name, so the name does not change their direction.
        let is_turned = self.in_text && !INLINE.contains(&self.name);
        let by_letters = by_letters.direction().filter(|_| is_turned);
        self.stated.or(by_letters)
    }
}

/// Containers of texts: their margin must be on the side where their text begins.
const CONTAINERS: [&str; 6] = ["ul", "ol", "dl", "blockquote", "figure", "table"];

/// Inline elements: their words are wrapped, because what a style sheet inserts before them belongs to the line.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "time", "u", "var",
];

/// Elements that do not allow `dir`, or give it another meaning.
const NOT_SET: [&str; 8] = ["title", "text", "tspan", "option", "svg", "script", "style", "meta"];

/// Elements without an end tag.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"];

/// Returns the direction of the surroundings, within an element or outside all.
fn around(elements: &[PageElement<'_>], parent: Option<usize>) -> Direction {
    let mut at = parent;
    while let Some(parent) = at.map(|at| &elements[at]) {
        if let Some(direction) = parent.stated.or_else(|| parent.direction()) {
            return direction;
        }
        at = parent.parent;
    }
    Direction::Ltr
}

/// Parses the elements and texts of a page.
fn read(html: &str) -> PageElements<'_> {
    let mut texts = Vec::new();
    let mut elements: Vec<PageElement<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let start = html[at..].find('<').map_or(html.len(), |found| at + found);
        if let (Some(letters), Some(parent)) = (count(&mut elements, &open, &html[at..start]), open.last()) {
            texts.push(PageText { parent: *parent, range: at..start, letters });
        }
        let Some(end) = tag_end(html, start) else { break };
        let tag = &html[start + 1..end];
        at = end + 1;
        if let Some(name) = tag.strip_prefix('/') {
            if let Some(index) = open.iter().rposition(|index| elements[*index].name == name.trim()) {
                open.truncate(index);
            }
            continue;
        }
        let name_len = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (name, attributes) = tag.split_at(name_len);
        let parent = open.last().copied();
        let direction = attribute(attributes, "dir");
        let by_dir = match direction {
            Some("rtl") => Some(Direction::Rtl),
            Some("ltr") => Some(Direction::Ltr),
            _ => None,
        };
        let lang = attribute(attributes, "lang").and_then(LangTag::parse);
        let by_lang = lang.map(|lang| if lang.is_right_to_left() { Direction::Rtl } else { Direction::Ltr });
        let is_text = attribute(attributes, "class").is_some_and(|classes| classes.split(' ').any(|one| one == "text"));
        elements.push(PageElement {
            name,
            attributes_end: start + 1 + tag.trim_end_matches('/').len(),
            parent,
            stated: by_dir.or(by_lang),
            own: LetterCounts::default(),
            all: LetterCounts::default(),
            in_text: is_text || parent.is_some_and(|parent| elements[parent].in_text),
            is_set: direction.is_some(),
        });
        if ["script", "style", "textarea"].contains(&name) {
            at = html[at..].find(&format!("</{name}")).map_or(html.len(), |found| at + found);
        } else if !VOID.contains(&name) && !attributes.ends_with('/') {
            open.push(elements.len() - 1);
        }
    }
    PageElements { elements, texts }
}

/// Returns the end of a tag, skipping `>` in its attributes.
fn tag_end(html: &str, start: usize) -> Option<usize> {
    if html[start..].starts_with("<!--") {
        return html[start..].find("-->").map(|found| start + found + 2);
    }
    let mut quote = None;
    for (index, byte) in html.bytes().enumerate().skip(start) {
        match byte {
            b'"' | b'\'' if quote == Some(byte) => quote = None,
            b'"' | b'\'' if quote.is_none() => quote = Some(byte),
            b'>' if quote.is_none() => return Some(index),
            _ => {}
        }
    }
    None
}

/// Returns the value of an attribute.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(found) = attributes[from..].find(name).map(|found| from + found) {
        from = found + name.len();
        let is_whole = attributes[..found].ends_with(char::is_whitespace);
        if let Some(value) = attributes[from..].strip_prefix("=\"").filter(|_| is_whole) {
            return value.split('"').next();
        }
    }
    None
}

/// Counts the letters of a text for its element and all ancestors; `None` if there are none.
fn count(elements: &mut [PageElement<'_>], open: &[usize], text: &str) -> Option<LetterCounts> {
    let (mut letters, mut in_reference) = (LetterCounts::default(), false);
    for c in text.chars() {
        match c {
            '&' => in_reference = true,
            ';' | ' ' => in_reference = false,
            _ if in_reference || !c.is_alphabetic() => {}
            _ if is_right_to_left(c) => letters.n_rtl += 1,
            _ => letters.n_ltr += 1,
        }
    }
    if letters.n_ltr + letters.n_rtl == 0 {
        return None;
    }
    if let Some(last) = open.last() {
        elements[*last].own.add(letters);
    }
    for index in open {
        elements[*index].all.add(letters);
    }
    Some(letters)
}

/// Returns whether a letter is written from right to left (Unicode Standard Annex 9, R and AL).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Returns whether a page may contain such a letter, judging by the first bytes of these letters in UTF-8.
fn may_hold_letters(html: &[u8]) -> bool {
    // Tests 64 bytes at a time, which compilers turn into vector instructions. Nearly all pages have no such byte.
    const CHUNK: usize = 64;
    let is_lead = |byte: u8| (0xd6..=0xe0).contains(&byte) || byte >= 0xef;
    let has_lead = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | is_lead(*byte));
    let chunks = html.chunks(CHUNK).enumerate().filter(|(_, chunk)| has_lead(chunk));
    chunks.map(|(index, _)| index * CHUNK).any(|start| holds_letters(html, start..html.len().min(start + CHUNK)))
}

fn holds_letters(html: &[u8], range: Range<usize>) -> bool {
    range.into_iter().any(|index| match html[index] {
        0xd6..=0xdf => true,
        0xe0 => html.get(index + 1).is_some_and(|next| *next < 0xa4),
        0xef => html.get(index + 1).is_some_and(|next| matches!(next, 0xac..=0xbb)),
        0xf0 => html.get(index + 1).is_some_and(|next| matches!(next, 0x90 | 0x9e)),
        _ => false,
    })
}

/// Returns whether a page has a `lang` of a right-to-left language.
fn names_language(html: &str) -> bool {
    const START: &[u8] = b" lang=\"";
    let starts = memchr::memmem::find_iter(html.as_bytes(), START).filter_map(|at| html.get(at + START.len()..));
    let tags = starts.filter_map(|rest| rest.split('"').next());
    tags.filter_map(LangTag::parse).any(|lang| lang.is_right_to_left())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_the_other_way_says_so_and_nothing_else() {
        let french = LangTag::french();
        let arabic = LangTag::parse("ar").expect("a tag");
        for (lang, html, expected) in [
            (&french, "<p lang=\"en\">a</p>", "<p lang=\"en\">a</p>"),
            (&french, "<p lang=\"ar\">نور</p>", "<p lang=\"ar\" dir=\"rtl\">نور</p>"),
            (&french, "<p lang=\"ar-Latn\">a</p>", "<p lang=\"ar-Latn\">a</p>"),
            (
                &french,
                "<article lang=\"fa\"><p class=\"x\" lang=\"fr\">a <b>b</b></p><p>شهر</p></article>",
                "<article lang=\"fa\" dir=\"rtl\"><p class=\"x\" lang=\"fr\" dir=\"ltr\">a <b>b</b></p><p>شهر</p></article>",
            ),
            (
                &french,
                "<li><a href=\"x\">נמל!</a> <b>3</b></li>",
                "<li><a href=\"x\"><bdi dir=\"rtl\">נמל!</bdi></a> <b>3</b></li>",
            ),
            (
                &french,
                "<p>Le mot <i>نور</i> est beau &amp; bon</p>",
                "<p>Le mot <i><bdi dir=\"rtl\">نور</bdi></i> est beau &amp; bon</p>",
            ),
            (
                &french,
                "<p lang=\"fr\">« שלום, עולם », un mot</p><code>נור</code>",
                "<p lang=\"fr\">« <bdi dir=\"rtl\">שלום, עולם</bdi> », un mot</p><code>נור</code>",
            ),
            (&french, "<p dir=\"auto\">نور</p><br><p>a</p>", "<p dir=\"auto\">نور</p><br><p>a</p>"),
            (
                &french,
                "<div class=\"text\"><ul><li>نور</li></ul></div><ul><li>نور</li></ul>",
                "<div class=\"text\"><ul dir=\"rtl\"><li>نور</li></ul></div><ul><li><bdi dir=\"rtl\">نور</bdi></li></ul>",
            ),
            (
                &arabic,
                "<html lang=\"ar\"><body><h2>Port</h2><p><i>2 ports</i> <b>نور</b></p></body></html>",
                "<html lang=\"ar\" dir=\"rtl\"><body><h2><bdi dir=\"ltr\">Port</bdi></h2><p><i><bdi dir=\"ltr\">2 ports</bdi></i> <b>نور</b></p></body></html>",
            ),
            (
                &french,
                "<svg><text>نور</text></svg><script>\"نور\"</script>",
                "<svg><text>نور</text></svg><script>\"نور\"</script>",
            ),
        ] {
            assert_eq!(set_direction(html.to_owned(), lang), expected);
        }
    }
}
