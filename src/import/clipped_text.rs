//! What web clippers add to the Markdown of a page, besides front matter: marks of highlights, and an excerpt before the
//! text.
//!
//! The words of a highlight stay, its marks go. Invariant: the lines keep their numbers, code is untouched, and what goes
//! is reported.

use super::cleaned_document::RemovedLine;

/// The heading that `MarkDownload` puts over its excerpt.
const EXCERPT: &str = "> ## Excerpt";
/// Where it may be, in lines from the top.
const MAX_EXCERPT_LINE: usize = 30;

/// Returns Markdown without the marks of clippers, and what went.
pub(super) fn without_clipper_marks(text: &str) -> (String, Vec<RemovedLine>) {
    let (mut kept, mut removed) = (Vec::new(), Vec::new());
    let mut report = |line: usize, text: &str, rule, reason| {
        removed.push(RemovedLine { line, text: text.trim().to_owned(), rule, reason });
    };
    let (mut is_fenced, mut in_excerpt) = (false, false);
    for (index, line) in text.split('\n').enumerate() {
        let number = index + 1;
        in_excerpt |= index < MAX_EXCERPT_LINE && line.trim_end() == EXCERPT;
        if in_excerpt {
            let is_rule = line.trim_end() == "---";
            if line.starts_with('>') || is_rule || line.trim().is_empty() {
                if line.starts_with('>') {
                    report(number, line, "excerpt", "is the excerpt that a web clipper puts before the text");
                }
                in_excerpt = !is_rule;
                kept.push(String::new());
                continue;
            }
            in_excerpt = false;
        }
        is_fenced ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let is_code = is_fenced || line.starts_with("    ") || line.starts_with('\t') || line.contains('`');
        match without_highlights(line).filter(|_| !is_code) {
            Some(bare) => {
                report(number, line, "highlight", "has the marks of a highlight, which go; the words stay");
                kept.push(bare);
            }
            None => kept.push(line.to_owned()),
        }
    }
    (kept.join("\n"), removed)
}

/// Returns a line without the marks of highlights, `==so==`; `None` if it has none.
fn without_highlights(line: &str) -> Option<String> {
    let parts: Vec<&str> = line.split("==").collect();
    // Marks come in pairs, so an odd number of parts is left; `a == b` and a row of `=` are no marks.
    let is_inner = |part: &&str| {
        let is_blank = |character: char| character.is_whitespace() && character != '\u{a0}' && character != '\u{202f}';
        !part.is_empty() && !part.starts_with(is_blank) && !part.ends_with(is_blank) && !part.contains('=')
    };
    let is_marked = parts.len() >= 3 && parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(is_inner);
    (is_marked && !line.contains("===")).then(|| parts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (text, expected) in [
            ("Un ==mot== et ==deux==.", "Un mot et deux."),
            ("==« Tout un paragraphe. »==", "« Tout un paragraphe. »"),
            ("si a == b", "si a == b"),
            ("si a == b == c", "si a == b == c"),
            ("Titre\n=====", "Titre\n====="),
            ("`==x==`", "`==x==`"),
            ("```\n==x==\n```", "```\n==x==\n```"),
            (
                "# T\n\n> ## Excerpt\n> Un début.\n\n---\nUn texte.\n\n> Une citation.",
                "# T\n\n\n\n\n\nUn texte.\n\n> Une citation.",
            ),
        ] {
            assert_eq!(without_clipper_marks(text).0, expected, "{text}");
        }
    }
}
