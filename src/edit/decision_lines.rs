//! Adds decisions to the bytes of content/decisions.yaml, or removes some, and leaves every other line as it is. Pure.
//!
//! A file that the program wrote itself stays in the order in which it writes. A file that a person edited keeps comments,
//! order and quotes: lines are cut out, and new ones are added at the end. `decision_store` reads and writes the file.

use std::collections::BTreeSet;

use super::decision_store::{DecisionStoreError, parse_decisions};
use super::yaml_cut::{apply_cuts, column, item, previous_char};
use crate::base::SourcePath;
use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::parse::decisions::{self, DecisionFile};
use crate::parse::{Decision, DecisionsByArticle};

/// What changes in the decisions.
#[derive(Clone, Debug, Default)]
pub(crate) struct DecisionEdit {
    /// Decisions to add; each replaces those about the same place and topic.
    pub(crate) add: Vec<Decision>,
    /// Names that must not be suggested again.
    pub(crate) refuse: Vec<String>,
    /// Records that are deleted: decisions for them go too.
    pub(crate) gone: BTreeSet<String>,
}

impl DecisionEdit {
    fn removes(&self, decision: &Decision) -> bool {
        let is_replaced = |new: &Decision| {
            new.article.value == decision.article.value
                && new.selector == decision.selector
                && new.topic == decision.topic
        };
        self.add.iter().any(is_replaced)
            || decision.entity.as_ref().is_some_and(|entity| self.gone.contains(&entity.value))
    }

    /// Applies the change to parsed decisions.
    fn apply(&self, decided: &mut DecisionFile) {
        for list in decided.mentions.values_mut() {
            list.retain(|decision| !self.removes(decision));
        }
        decided.mentions.retain(|_, list| !list.is_empty());
        for new in &self.add {
            decided.mentions.entry(new.article.value.clone()).or_default().push(new.clone());
        }
        for name in self.new_names(decided) {
            decided.refused_names.push(name);
        }
        decided.refused_names.sort();
    }

    /// Returns the names to refuse that are not refused yet, each once.
    fn new_names(&self, decided: &DecisionFile) -> Vec<String> {
        let known = |name: &&String| !name.is_empty() && !decided.refused_names.contains(*name);
        let names: BTreeSet<&String> = self.refuse.iter().filter(known).collect();
        names.into_iter().cloned().collect()
    }
}

/// Returns the new content of the file; `bytes` is its content, `None` if there is no file.
///
/// # Errors
/// When the file has mistakes, or cannot be changed without touching the rest.
pub(crate) fn edit_decisions(bytes: Option<&[u8]>, edit: &DecisionEdit) -> Result<String, DecisionStoreError> {
    let before = parse_decisions(bytes)?;
    let mut after = before.clone();
    edit.apply(&mut after);
    let text = std::str::from_utf8(bytes.unwrap_or_default()).map_err(|_| DecisionStoreError::Layout)?;
    if bytes.is_none() || text == decisions::write(&before) {
        return Ok(decisions::write(&after));
    }
    let new = with_lines(text, &before, edit).ok_or(DecisionStoreError::Layout)?;
    // The lines are right if they are read as what was meant.
    let mut read = parse_decisions(Some(new.as_bytes()))?;
    read.refused_names.sort();
    if decisions::write(&read) == decisions::write(&after) { Ok(new) } else { Err(DecisionStoreError::Layout) }
}

/// Cuts the lines of removed decisions, and adds those of new ones.
fn with_lines(text: &str, before: &DecisionFile, edit: &DecisionEdit) -> Option<String> {
    let node = yaml::parse(text, &SourcePath::new(decisions::FILE), 0).ok();
    let items: &[YamlNode] = match node.as_ref().map(|node| &node.value) {
        Some(YamlValue::List(items)) => items,
        _ => &[],
    };
    let removed: BTreeSet<usize> =
        before.mentions.values().flatten().filter(|one| edit.removes(one)).map(|one| one.span.start).collect();
    let cuts = items.iter().filter(|node| removed.contains(&node.start)).map(|node| item(text, node.start));
    let new = new_lines(before, edit);
    let mut out = apply_cuts(text, cuts.collect());
    if new.is_empty() {
        return Some(out);
    }
    let indent = match items.last().map(|last| previous_char(text, last.start)) {
        None => 0,
        Some(Some((dash, '-'))) => column(text, dash),
        Some(_) => return None,
    };
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(newline);
    }
    for line in new.lines() {
        out.push_str(&" ".repeat(indent));
        out.push_str(line);
        out.push_str(newline);
    }
    Some(out)
}

/// Writes the new decisions and names, without the comment at the head of a file.
fn new_lines(before: &DecisionFile, edit: &DecisionEdit) -> String {
    let mut mentions = DecisionsByArticle::new();
    for new in &edit.add {
        mentions.entry(new.article.value.clone()).or_default().push(new.clone());
    }
    let text = decisions::write(&DecisionFile { mentions, refused_names: edit.new_names(before) });
    text.split_once('\n').map(|(_, lines)| lines.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::base::yaml_fields::SpannedText;
    use crate::parse::decisions::DecisionTopic;
    use crate::text::selector::TextQuoteSelector;

    fn decision(quote: &str, record: Option<&str>) -> Decision {
        let span = Span::whole(&SourcePath::new(decisions::FILE));
        let text = |value: &str| SpannedText { value: value.to_owned(), span: span.clone() };
        Decision {
            article: text("le-port"),
            selector: TextQuoteSelector { quote: quote.to_owned(), ..TextQuoteSelector::default() },
            topic: DecisionTopic::Name,
            entity: record.map(text),
            day: None,
            by: String::new(),
            span: span.clone(),
        }
    }

    fn edited(text: Option<&str>, add: Decision) -> String {
        let edit = DecisionEdit { add: vec![add], ..DecisionEdit::default() };
        edit_decisions(text.map(str::as_bytes), &edit).expect("an edit")
    }

    #[test]
    fn a_file_that_a_person_edited_keeps_its_lines() {
        let new = edited(None, decision("Morvan", Some("anne-morvan")));
        assert!(new.starts_with("# ") && new.ends_with("  entity: anne-morvan\n"), "{new}");
        let old = "# Les Morvan\n- entity: none # pas lui\n  quote: 'Le Goff'\n  article: le-port\n\n# fin";
        let new = edited(Some(old), decision("Morvan", None));
        assert_eq!(new, format!("{old}\n- article: le-port\n  quote: \"Morvan\"\n  entity: none\n"));
        let replaced = edited(Some(old), decision("Le Goff", Some("x")));
        assert!(replaced.starts_with("# Les Morvan\n") && replaced.contains("# fin\n- article: le-port"), "{replaced}");
        assert!(!replaced.contains("pas lui"), "{replaced}");
        let indented = "  - refused: \"A\"\r\n";
        assert_eq!(
            edited(Some(indented), decision("B", None)),
            format!("{indented}  - article: le-port\r\n    quote: \"B\"\r\n    entity: none\r\n")
        );
        let flow = edit_decisions(
            Some(b"[{refused: A}]"),
            &DecisionEdit { add: vec![decision("B", None)], ..DecisionEdit::default() },
        );
        assert!(matches!(flow, Err(DecisionStoreError::Layout)));
    }

    #[test]
    fn names_are_refused_once_and_decisions_for_deleted_records_go() {
        let edit = DecisionEdit {
            refuse: vec!["Zoé".to_owned(), "A".to_owned(), "A".to_owned()],
            gone: ["x".to_owned()].into(),
            ..DecisionEdit::default()
        };
        let old =
            "- refused: A\n- {article: le-port, quote: B, entity: x} # c\n- {article: le-port, quote: B, entity: y}\n";
        let new = edit_decisions(Some(old.as_bytes()), &edit).expect("an edit");
        assert_eq!(new, "- refused: A\n- {article: le-port, quote: B, entity: y}\n- refused: \"Zoé\"\n");
    }
}
