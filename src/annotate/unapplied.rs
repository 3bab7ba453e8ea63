//! Decisions that had no effect -> diagnostics: their words are gone, their id is unknown, their article does not exist.

use std::collections::{BTreeMap, BTreeSet};

use super::decisions::{UnappliedDecision, UnappliedReason};
use crate::base::nearest::Vocabulary;
use crate::base::{Code, Diagnostic, Message};
use crate::model::id_messages;
use crate::parse::decisions::DecisionTopic;
use crate::parse::{Decision, DecisionsByArticle};
use crate::registry::Lexicon;
use crate::say;
use crate::text::selector::SelectorError;

/// Reports decisions that could not be applied, and decisions about articles that do not exist. `articles` are the ids of
/// all published articles, each with what could not be applied to it; decisions about `drafts` are not judged.
#[must_use]
pub(crate) fn report_unapplied_decisions<'a>(
    decisions: &DecisionsByArticle,
    articles: impl Iterator<Item = (&'a str, &'a [UnappliedDecision])> + Clone,
    drafts: &BTreeSet<String>,
    lexicon: &Lexicon,
) -> Vec<Diagnostic> {
    let decided = decisions.iter().filter(|(article, _)| !drafts.contains(*article));
    let mut remaining: BTreeMap<&str, &Vec<Decision>> =
        decided.map(|(article, list)| (article.as_str(), list)).collect();
    let mut diagnostics = Vec::new();
    if remaining.is_empty() {
        return diagnostics;
    }
    let known = Vocabulary::new(lexicon.entities.iter().map(|named| named.id.as_str()));
    for (id, unapplied) in articles.clone() {
        let Some(list) = remaining.remove(id) else { continue };
        diagnostics.extend(unapplied.iter().map(|one| report(&list[one.index], one.why, &known)));
    }
    let ids = Vocabulary::new(articles.map(|(id, _)| id));
    for (article, list) in remaining {
        for decision in list {
            let message = id_messages::no_article_has(article);
            let diagnostic = Diagnostic::new(Code::OrphanDecision, decision.article.span.clone(), message);
            diagnostics.push(diagnostic.help(correct_or_remove()).did_you_mean_of(article, &ids));
        }
    }
    diagnostics
}

fn correct_or_remove() -> Message {
    say!(en: "correct the id, or remove the decision", fr: "corrigez l’identifiant, ou retirez la décision")
}

fn report(decision: &Decision, why: UnappliedReason, known: &Vocabulary<'_>) -> Diagnostic {
    let quote = &decision.selector.quote;
    let topic = match decision.topic {
        DecisionTopic::Name => say!(en: "mention", fr: "mention"),
        DecisionTopic::Speech => say!(en: "quotation", fr: "citation"),
        DecisionTopic::Day => say!(en: "date", fr: "date"),
    };
    let message = match why {
        UnappliedReason::Selector(SelectorError::NotFound) => {
            say!(
                en: "the {topic} `{quote}` is no longer where it was decided",
                fr: "la {topic} `{quote}` n’est plus là où la décision a été prise";
                topic,
            )
        }
        UnappliedReason::Selector(SelectorError::Ambiguous(n)) => {
            say!(
                en: "the {topic} `{quote}` is in {n} places that this could mean",
                fr: "la {topic} `{quote}` est à {n} endroits dont il pourrait s’agir";
                topic,
            )
        }
        UnappliedReason::UnknownEntity => {
            let (id, span) =
                decision.entity.as_ref().map_or(("", &decision.span), |entity| (entity.value.as_str(), &entity.span));
            let diagnostic = Diagnostic::new(Code::UnknownId, span.clone(), id_messages::nothing_has(id));
            return diagnostic.help(correct_or_remove()).did_you_mean_of(id, known);
        }
    };
    Diagnostic::new(Code::OrphanDecision, decision.span.clone(), message).help(say!(
        en: "decide again with `dossier review`, and remove this",
        fr: "décidez de nouveau avec `dossier review`, et retirez cette décision",
    ))
}
