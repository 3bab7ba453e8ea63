//! Drops the warning about a form that two records share once people have decided each of its mentions: nothing is left to do,
//! and `check --strict` passes. A mention that nobody decided brings the warning back.

use std::collections::BTreeSet;

use crate::annotate::LinkReason;
use crate::base::{Code, Diagnostic};
use crate::parse::DecisionsByArticle;
use crate::parse::decisions::DecisionTopic;
use crate::text::tokens;
use crate::views::Content;

/// Drops the warnings about shared forms whose mentions in articles are all decided, by decisions or by `as:`. A form that no
/// article has was not decided.
#[must_use]
pub(super) fn drop_decided_homonyms(
    mut diagnostics: Vec<Diagnostic>,
    decisions: &DecisionsByArticle,
    site: &Content,
) -> Vec<Diagnostic> {
    let is_shared = |diagnostic: &&Diagnostic| diagnostic.code == Code::SharedForm;
    let shared: BTreeSet<String> =
        diagnostics.iter().filter(is_shared).map(|diagnostic| folded(shared_form(diagnostic))).collect();
    if shared.is_empty() {
        return diagnostics;
    }
    let (mut decided, mut undecided) = (BTreeSet::new(), BTreeSet::new());
    for decision in decisions.values().flatten().filter(|decision| decision.topic == DecisionTopic::Name) {
        decided.insert(folded(&decision.selector.quote));
    }
    for article in site.articles.iter() {
        let (text, annotated) = (&article.document.body.text, &article.annotated);
        let pinned = annotated.mentions.iter().filter(|mention| mention.reason == LinkReason::LocalAlias);
        decided.extend(pinned.map(|mention| folded(&text[mention.start..mention.end])));
        undecided.extend(annotated.ambiguous.iter().map(|review| folded(&text[review.start..review.end])));
    }
    diagnostics.retain(|diagnostic| {
        let form = || folded(shared_form(diagnostic));
        diagnostic.code != Code::SharedForm || !decided.contains(&form()) || undecided.contains(&form())
    });
    diagnostics
}

/// Returns the form that the warning is about: the name in backticks.
fn shared_form(diagnostic: &Diagnostic) -> &str {
    diagnostic.message.en.split('`').nth(1).unwrap_or_default()
}

fn folded(text: &str) -> String {
    let mut list = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut list);
    list.iter().map(|token| tokens::fold(token.text(text)) + " ").collect()
}
