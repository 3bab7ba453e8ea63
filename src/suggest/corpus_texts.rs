//! The content of a dossier -> the input of `suggest`: texts, what is covered by mentions, records and dates. Pure.
//!
//! `dossier suggest` and the desk ask for proposals through here, so that both show the same.

use std::collections::HashSet;
use std::ops::Range;

use super::events::{EventDate, EventEntity};
use super::model::TwoPassModel;
use super::record_match::{self, RecordNames};
use super::{ArticleText, ProposedName, SuggestInput, SuggestedEntity, suggest};
use crate::annotate::Annotations;
use crate::annotate::annotations::Mention;
use crate::lang;
use crate::link::LinkResolver;
use crate::parse::{Article, BlockKind};
use crate::registry::Registry;
use crate::views::{AnnotatedText, Content};

/// What `suggest` needs of all articles, in order of id.
pub(crate) struct SuggestTexts {
    texts: Vec<ArticleSpans>,
}

impl SuggestTexts {
    /// Reads the articles.
    #[must_use]
    pub(crate) fn of(site: &Content) -> Self {
        Self { texts: site.articles.iter().map(|text| ArticleSpans::new(&text.document, &text.annotated)).collect() }
    }

    /// Returns the texts.
    #[must_use]
    pub(crate) fn sources<'a>(&'a self, site: &'a Content) -> Vec<ArticleText<'a>> {
        self.texts.iter().zip(site.articles.iter()).map(|(text, article)| text.source(article, site)).collect()
    }

    /// Returns the names that no record covers. `sources` are those of [`Self::sources`], `proposed` the names that others
    /// proposed, `refused` those that people refused, and `links` knows the ids in use.
    #[must_use]
    pub(crate) fn suggest(
        &self,
        site: &Content,
        sources: &[ArticleText<'_>],
        proposed: &[ProposedName],
        refused: &[String],
        links: &LinkResolver,
    ) -> Vec<SuggestedEntity> {
        let covered: Vec<Vec<Range<usize>>> = self.texts.iter().map(|text| text.covered.clone()).collect();
        let actors: Vec<Vec<EventEntity>> =
            site.articles.iter().map(|text| actors(&text.annotated, &site.registry)).collect();
        let dates: Vec<Vec<EventDate>> = site.articles.iter().map(|text| dates(&text.annotated)).collect();
        suggest(SuggestInput {
            articles: sources,
            covered: &covered,
            proposed,
            names: &RecordNames::new(&site.registry, &site.config.kinds),
            refused: &record_match::refused(refused),
            language: &site.config.language,
            model: TwoPassModel::built_in(),
            entities: &actors,
            dates: &dates,
            taken: links.ids().map(str::to_lowercase).collect::<HashSet<String>>(),
        })
    }
}

/// The parts of an article that `suggest` needs.
pub(super) struct ArticleSpans {
    /// The byte ranges in which names may occur, in order.
    pub(super) blocks: Vec<Range<usize>>,
    /// Those that need no suggestion, in order.
    pub(super) covered: Vec<Range<usize>>,
}

impl ArticleSpans {
    pub(super) fn new(article: &Article, annotated: &Annotations) -> Self {
        let body = &article.body;
        let open = body.blocks.iter().filter(|block| block.kind != BlockKind::Code && block.end <= body.main_len);
        let mentions = annotated.mentions.iter().map(|mention| mention.start..mention.end);
        let reviews = annotated.undecided().into_iter().map(|review| review.start..review.end);
        let mut covered: Vec<Range<usize>> = mentions.chain(reviews).collect();
        covered.sort_by_key(|range| (range.start, range.end));
        Self { blocks: open.map(|block| block.start..block.end).collect(), covered }
    }

    fn source<'a>(&'a self, text: &'a AnnotatedText<Article>, site: &Content) -> ArticleText<'a> {
        ArticleText {
            id: text.document.id.as_str(),
            text: text.document.body.main_text(),
            blocks: &self.blocks,
            language: lang::data(text.document.language.as_ref().unwrap_or(&site.config.language)),
        }
    }
}

/// Returns the mentions of records, in order.
pub(super) fn actors(annotated: &Annotations, registry: &Registry) -> Vec<EventEntity> {
    let kind_of =
        |id: &str| registry.find(id).map(|index| registry.entities[index].record.kind.clone()).unwrap_or_default();
    let actor = |mention: &Mention| EventEntity {
        bytes: mention.start..mention.end,
        id: mention.entity.to_string(),
        kind: kind_of(mention.entity.as_str()),
    };
    annotated.mentions.iter().map(actor).collect()
}

/// Returns the dates, in order.
pub(super) fn dates(annotated: &Annotations) -> Vec<EventDate> {
    let dates = annotated.dates.iter();
    dates.map(|date| EventDate { bytes: date.start..date.end, value: date.value.clone() }).collect()
}
