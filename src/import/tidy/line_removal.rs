//! Removes boilerplate, and lines that state what belongs to the front matter, from a raw document.
//!
//! Returns the remaining lines, what the lines stated (`head`) and the report. Invariant: every line either remains unchanged or is in
//! the report. The clean-up of plain text, of blocks and of Markdown share it.

use super::boilerplate::{removed_line, strip};
use crate::base::message::Words;
use crate::import::cleaned_document::{RemovedLine, StatedHead};
use crate::import::dates::is_update_note;
use crate::import::head::stated_head::{HeadEvidence, read_head};
use crate::import::text::lines::NumberedLine;

/// A document's lines after the removal, with what they stated and the report.
pub(in crate::import) struct RemainingLines<'t> {
    /// All lines; those that were removed are empty.
    pub(in crate::import) lines: Vec<NumberedLine<'t>>,
    /// What the first and last lines state about the article.
    pub(in crate::import) stated: StatedHead,
    /// The lines that were removed, in the order of the document.
    pub(in crate::import) removed: Vec<RemovedLine>,
}

/// Removes boilerplate, and the lines that state what belongs to the front matter.
pub(in crate::import) fn remove_lines<'t>(
    lines: &[NumberedLine<'t>],
    evidence: &HeadEvidence<'_>,
) -> RemainingLines<'t> {
    let mut stripped = strip(lines);
    let mut removed = stripped.removed;
    for line in &mut stripped.lines {
        if is_update_note(line.text) {
            removed.push(removed_line(
                *line,
                "update-date",
                Words { en: "says when the page was last changed", fr: "dit quand la page a été modifiée" },
            ));
            line.text = "";
        }
    }
    let reading = read_head(&stripped.lines, evidence);
    for gone in reading.gone {
        if let Some(line) = stripped.lines.get_mut(gone.index) {
            removed.push(removed_line(*line, gone.rule, gone.reason));
            line.text = "";
        }
    }
    removed.sort_by_key(|removed| removed.line);
    RemainingLines { lines: stripped.lines, stated: reading.stated, removed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::lines::lines;

    #[test]
    fn every_line_remains_or_is_reported() {
        let document = lines("Un phare\nMis à jour le 4 mai 2021\n3 mai 2021\n\nLe maire a parlé.\n[ad_2]");
        let RemainingLines { lines, stated, removed } = remove_lines(&document, &HeadEvidence::default());
        let report: Vec<_> = removed.iter().map(|removed| (removed.line, removed.rule)).collect();
        assert_eq!(report, [(2, "update-date"), (3, "publication-date"), (6, "ad-marker")]);
        let texts: Vec<_> = lines.iter().map(|line| line.text).collect();
        assert_eq!(texts, ["Un phare", "", "", "", "Le maire a parlé.", ""]);
        assert_eq!(stated.date.map(|date| date.days), Some(vec!["2021-05-03".to_owned()]));
    }
}
