//! The clean-up of a document that is Markdown already.
//!
//! Takes Markdown without front matter and returns the same lines without boilerplate, as one verbatim block.
//! Invariants: every remaining line is unchanged, and code is never touched. Paragraphs, captions and escapes are left
//! to the author.

use super::cleaned_document::{ArticleBlock, CleanedDocument, TextUnit};
use super::head::stated_head::HeadEvidence;
use super::text::lines::{NumberedLine, lines};
use super::text::markdown;
use super::tidy::language::detect_language;
use super::tidy::line_removal::{RemainingLines, remove_lines};
use super::tidy::title::title_from_lead;

/// Removes the boilerplate lines of a Markdown document without front matter; all other lines stay unchanged.
#[must_use]
pub(super) fn clean_markdown(text: &str, evidence: HeadEvidence<'_>) -> CleanedDocument {
    let mut fence = None;
    let readable: Vec<NumberedLine<'_>> = lines(text)
        .into_iter()
        .zip(text.split('\n'))
        .map(|(line, raw)| {
            let is_code = is_code(raw, &mut fence);
            // Code is never boilerplate. Emphasis around a whole line would hide it from the rules.
            let text = if is_code { "" } else { line.text.trim_matches(['*', '_']).trim() };
            NumberedLine { number: line.number, text }
        })
        .collect();
    let language = detect_language(text);
    let RemainingLines { stated, removed, .. } = remove_lines(&readable, &HeadEvidence { language, ..evidence });
    let mut gone = removed.iter().map(|removed| removed.line).peekable();
    let mut kept: Vec<&str> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let is_gone = gone.next_if_eq(&(index + 1)).is_some();
        kept.push(if is_gone { "" } else { line });
    }
    let first = kept.iter().position(|line| !line.trim().is_empty());
    let headline = first.and_then(|index| kept.get(index)).and_then(|line| atx_title(line));
    let body_start = first.map_or(kept.len(), |index| index + usize::from(headline.is_some()));
    let body = kept.get(body_start..).unwrap_or_default().join("\n");
    let title = headline.clone().or_else(|| stated.title.clone());
    let title = title.unwrap_or_else(|| title_from_lead(&markdown_lead(&body)));
    let body = body.trim_matches('\n');
    let blocks =
        if body.trim().is_empty() { Vec::new() } else { vec![ArticleBlock::Verbatim(body.trim_end().to_owned())] };
    CleanedDocument { headline, title, language, stated, blocks, removed, unit: TextUnit::Line }
}

/// Tracks fenced code blocks; an indented line may be code too, so it counts as code.
fn is_code<'t>(line: &'t str, fence: &mut Option<&'t str>) -> bool {
    let marker = ["```", "~~~"].into_iter().find(|marker| line.trim_start().starts_with(marker));
    match (*fence, marker) {
        (None, None) => line.starts_with("    ") || line.starts_with('\t'),
        (None, Some(marker)) => {
            *fence = Some(marker);
            true
        }
        (Some(open), _) => {
            if marker == Some(open) {
                *fence = None;
            }
            true
        }
    }
}

/// Returns the text of a `# Title` line if it is plain text; a title with markup stays in the body.
fn atx_title(line: &str) -> Option<String> {
    let title = line.strip_prefix("# ")?.trim();
    (!title.is_empty() && markdown::escape_heading(title) == title).then(|| title.to_owned())
}

/// Returns the first line of Markdown that contains words, without its markup.
fn markdown_lead(body: &str) -> String {
    let is_text = |line: &&str| line.contains(char::is_alphabetic) && !line.starts_with(['!', '<', '|', '`', '~']);
    let line = body.lines().map(str::trim).find(is_text).unwrap_or_default();
    line.trim_start_matches(['#', '>', '-', '*', '+', ' ']).replace(['*', '_', '`'], "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::clean::markdown_body;

    fn check_markdown(text: &str, title: &str, body: &str) {
        let cleaned = clean_markdown(text, HeadEvidence::default());
        assert_eq!((cleaned.title.as_str(), markdown_body(&cleaned).as_str()), (title, body));
    }

    #[test]
    fn markdown_keeps_every_line_but_boilerplate() {
        check_markdown(
            "# Le phare\n\nUn *mot*,  \nun [lien](x).\n**Lire aussi : La jetée**\nDeux.\n\n```\n[ad_1]\n```\n\n[ad_2]\n",
            "Le phare",
            "# Le phare\n\nUn *mot*,  \nun [lien](x).\n\nDeux.\n\n```\n[ad_1]\n```\n",
        );
    }

    #[test]
    fn markdown_of_boilerplate_alone_has_no_title_and_no_body() {
        check_markdown("[ad_1]\n\nLien source\n", "", "");
        check_markdown("", "", "");
    }

    #[test]
    fn a_markdown_heading_with_markup_stays_in_the_body() {
        check_markdown("# Le *phare*\n\nUn.\n", "Le phare", "# Le *phare*\n\nUn.\n");
        check_markdown("## Partie\n\nUn.", "Partie", "## Partie\n\nUn.\n");
        check_markdown(
            "![Vue](vue.jpg)\n\n> Le phare brille. Oui.",
            "Le phare brille",
            "![Vue](vue.jpg)\n\n> Le phare brille. Oui.\n",
        );
    }
}
