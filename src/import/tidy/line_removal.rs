//! Removes boilerplate, and lines that only state the dates of the page, from a raw document.
//!
//! Returns the remaining lines, the stated date and the report. Invariant: every line either remains unchanged or is in
//! the report. The clean-up of plain text, of blocks and of Markdown share it.

use super::boilerplate::{removed_line, strip};
use crate::import::cleaned_document::{RemovedLine, StatedDate};
use crate::import::dates::is_update_note;
use crate::import::dates::stated_date::stated_date;
use crate::import::text::lines::NumberedLine;

/// A document's lines after the removal, with the stated date and the report.
pub(in crate::import) struct RemainingLines<'t> {
    /// All lines; those that were removed are empty.
    pub(in crate::import) lines: Vec<NumberedLine<'t>>,
    /// The publication date that the document states, if any.
    pub(in crate::import) stated_date: Option<StatedDate>,
    /// The lines that were removed, in the order of the document.
    pub(in crate::import) removed: Vec<RemovedLine>,
}

/// Removes boilerplate and lines that only state the dates of the page.
pub(in crate::import) fn remove_lines<'t>(lines: &[NumberedLine<'t>]) -> RemainingLines<'t> {
    let mut stripped = strip(lines);
    let date_line = stated_date(&stripped.lines);
    let lone_date = date_line.as_ref().filter(|found| found.is_alone).map(|found| found.stated.line);
    for line in &mut stripped.lines {
        let (rule, reason) = if lone_date == Some(line.number) {
            ("publication-date", "states the publication date, which belongs to the front matter")
        } else if is_update_note(line.text) {
            ("update-date", "says when the page was last changed")
        } else {
            continue;
        };
        stripped.removed.push(removed_line(*line, rule, reason));
        line.text = "";
    }
    stripped.removed.sort_by_key(|removed| removed.line);
    RemainingLines {
        lines: stripped.lines,
        stated_date: date_line.map(|found| found.stated),
        removed: stripped.removed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::lines::lines;

    #[test]
    fn every_line_remains_or_is_reported() {
        let document = lines("Un phare\nMis à jour le 4 mai 2021\n3 mai 2021\n\nLe maire a parlé.\n[ad_2]");
        let RemainingLines { lines, stated_date, removed } = remove_lines(&document);
        let report: Vec<_> = removed.iter().map(|removed| (removed.line, removed.rule)).collect();
        assert_eq!(report, [(2, "update-date"), (3, "publication-date"), (6, "ad-marker")]);
        let texts: Vec<_> = lines.iter().map(|line| line.text).collect();
        assert_eq!(texts, ["Un phare", "", "", "", "Le maire a parlé.", ""]);
        assert_eq!(stated_date.map(|date| date.iso).as_deref(), Some("2021-05-03"));
    }

    #[test]
    fn a_line_that_says_more_than_the_date_remains() {
        let document = lines("Par Anne Le Goff, publié le 3 mai 2021\n\nLe maire a parlé.");
        let remaining = remove_lines(&document);
        assert_eq!((remaining.lines, remaining.removed), (document, vec![]));
    }
}
