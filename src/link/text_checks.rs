//! Checks texts against everything they may link to: links, pictures, pins, citations, former ids.
//!
//! Looks only at texts whose diagnostics may depend on the rest of the dossier ([`link_checks::needs_cross_check`]). The
//! rules for one text are in [`link_checks`].

use std::collections::{HashMap, HashSet};

use super::link_checks::{self, LinkCorrections};
use super::resolver::LinkResolver;
use crate::annotate::Annotations;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, Message, SourcePath, Span};
use crate::model::Id;
use crate::model::id_messages;
use crate::parse::{Article, Body, FrontChoices};
use crate::registry::Registry;
use crate::say;

/// The texts to check.
pub(crate) struct CheckedTexts<'a> {
    /// Every text with its file: articles, records, pages, notes.
    pub bodies: Vec<(&'a SourcePath, &'a Body)>,
    /// The articles among them, for their pictures and pins.
    pub articles: Vec<(&'a Article, &'a Annotations)>,
    /// What index.md chooses for the front page.
    pub front: Option<&'a FrontChoices>,
    /// The records, for their citations.
    pub registry: &'a Registry,
    /// The pictures of records that are shown, each with the file that names it.
    pub pictures: Vec<(&'a SourcePath, &'a SpannedText)>,
}

/// Reports problems in the texts; `all_articles` are all published ones.
#[must_use]
pub(crate) fn check_texts<'a>(
    texts: &CheckedTexts<'a>,
    all_articles: &(impl Iterator<Item = &'a Article> + Clone),
    resolver: &LinkResolver,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let corrections = LinkCorrections::new(resolver);
    for (file, body) in &texts.bodies {
        link_checks::check_links(file, body, resolver, &corrections, &mut diagnostics);
    }
    check_former_ids(all_articles, texts.registry, &mut diagnostics);
    let withheld: HashSet<&str> = texts.registry.withheld.iter().map(|record| record.id.as_str()).collect();
    let is_known = |id: &str| resolver.find(id).is_some() || withheld.contains(id);
    for (article, annotations) in &texts.articles {
        link_checks::check_picture(article, resolver, &corrections, &mut diagnostics);
        link_checks::check_pins(article, annotations, &is_known, &corrections, &mut diagnostics);
    }
    for (file, picture) in &texts.pictures {
        link_checks::check_picture_file(file, picture, resolver, &corrections, &mut diagnostics);
    }
    check_citations(texts.registry, resolver, &corrections, &mut diagnostics);
    if let Some(choices) = texts.front {
        let is_article = |id: &str| resolver.find_article(id).is_some();
        let is_record = |id: &str| texts.registry.find(id).is_some() || withheld.contains(id);
        let articles = choices.lead.iter().chain(&choices.start);
        let no_article = |id: &str| {
            say!(
                en: "no published article has the id `{id}`",
                fr: "aucun article publié n’a l’identifiant `{id}`",
            )
        };
        let no_record = |id: &str| {
            say!(
                en: "no published record has the id `{id}`",
                fr: "aucune fiche publiée n’a l’identifiant `{id}`",
            )
        };
        diagnostics.extend(unknown_choices(articles, &is_article, &no_article, &corrections));
        diagnostics.extend(unknown_choices(choices.cast.iter(), &is_record, &no_record, &corrections));
    }
    diagnostics
}

/// Reports the ids in index.md that name no article, or no record.
fn unknown_choices<'a>(
    ids: impl Iterator<Item = &'a SpannedText>,
    is_known: &dyn Fn(&str) -> bool,
    message: &dyn Fn(&str) -> Message,
    corrections: &LinkCorrections<'_>,
) -> Vec<Diagnostic> {
    let unknown = ids.filter(|id| !is_known(&id.value));
    let report = |id: &SpannedText| {
        Diagnostic::new(Code::UnknownId, id.span.clone(), message(&id.value))
            .help(say!(
                en: "correct the id: it is the name of the file without `.md`",
                fr: "corrigez l’identifiant : c’est le nom du fichier sans `.md`",
            ))
            .did_you_mean_of(&id.value, corrections.ids())
    };
    unknown.map(report).collect()
}

fn check_citations(
    registry: &Registry,
    resolver: &LinkResolver,
    corrections: &LinkCorrections<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let relations = registry.entities.iter().flat_map(|entity| &entity.record.relations);
    let figures = registry.entities.iter().flat_map(|entity| &entity.record.figures);
    // A source without a passage may be words: `préfecture`.
    let counted = figures.filter_map(|figure| figure.source.as_ref()).filter(|source| source.value.contains('#'));
    let reported = registry.entities.iter().flat_map(|entity| &entity.record.sources);
    for citation in relations.filter_map(|relation| relation.citation.as_ref()).chain(counted).chain(reported) {
        let id = citation.value.split('#').next().unwrap_or_default();
        if resolver.find(id).is_none() {
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, citation.span.clone(), id_messages::nothing_has(id))
                    .help(say!(
                        en: "name an article and a passage: `article-id#p3`",
                        fr: "nommez un article et un passage : `identifiant#p3`",
                    ))
                    .did_you_mean_of(id, corrections.ids()),
            );
        }
    }
}

/// Reports former ids of articles that are in use or claimed twice. They get no redirect.
fn check_former_ids<'a>(
    articles: &(impl Iterator<Item = &'a Article> + Clone),
    registry: &Registry,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let with_former = || articles.clone().filter(|article| !article.former.is_empty());
    if with_former().next().is_none() {
        return;
    }
    let articles = articles.clone().map(|article| (article.id.folded(), Span::whole(&article.file)));
    let records = registry.entities.iter().map(|one| (one.record.id.folded(), one.record.span.clone()));
    let used: HashMap<String, Span> = articles.chain(records).collect();
    let mut claimed: HashMap<String, (&Id, Span)> = HashMap::new();
    for article in with_former() {
        for old in &article.former {
            let at = |code, message| Diagnostic::new(code, old.span.clone(), message);
            let Ok(id) = Id::parse(&old.value) else {
                let message = id_messages::never_an_id(&old.value);
                diagnostics.push(at(Code::BadId, message).help(id_messages::remove_it()));
                continue;
            };
            if let Some(span) = used.get(&id.folded()) {
                diagnostics.push(
                    at(Code::FormerClash, id_messages::former_id_in_use(id.as_str()))
                        .related(span.clone(), id_messages::used_here())
                        .help(id_messages::remove_from_former()),
                );
                continue;
            }
            let (first, span) = claimed.entry(id.folded()).or_insert((&article.id, old.span.clone()));
            if *first != &article.id {
                diagnostics.push(
                    at(Code::FormerClash, id_messages::former_id_claimed_twice(id.as_str()))
                        .related(span.clone(), id_messages::first_claimed_here())
                        .help(id_messages::leave_to_one()),
                );
            }
        }
    }
}
