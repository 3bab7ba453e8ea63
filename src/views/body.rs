//! The texts of a page as HTML: collects the inputs that `html` needs for the text of an article, a record or a page.
//!
//! Also computes the key of the targets of a text's links.

use super::cited_sources::{self, CitedSource};
use super::components;
use super::content::AnnotatedText;
use super::context::RenderContext;
use super::picture;
use crate::annotate::{Annotations, LinkReason};
use crate::base::{KeyBuilder, SourcePath};
use crate::config::LinkPolicy;
use crate::html::body;
use crate::html::input::{BodyInput, InterfaceTexts, SourceNote};
use crate::html::margin::MarginNote;
use crate::link::ResolvedLink;
use crate::model::{ArticleIx, EntityIx, Id, Route};
use crate::parse::body::WikiLink;
use crate::parse::{Article, Body, ClaimVerdict, FreePage};
use crate::theme::dates;

/// Renders the text of an article, with its anchors and margin notes.
#[must_use]
pub(crate) fn article(context: &RenderContext, index: ArticleIx, route: &Route) -> String {
    let source = &context.content.articles[index];
    let article: &Article = &source.document;
    let margin = margin(context, route, &article.id);
    let text = TextInput {
        body: &article.body,
        annotated: &source.annotated,
        file: &article.file,
        own_entity: None,
        is_article: true,
        margin: &margin,
        sources: &[],
    };
    html(context, route, &text)
}

/// Renders the text of a record, with numbers in place of the words that only cite a source.
#[must_use]
pub(crate) fn record(context: &RenderContext, entity: EntityIx, route: &Route, sources: &[CitedSource]) -> String {
    let record = &context.content.registry.entities[entity].record;
    let text = TextInput {
        own_entity: Some(&record.id),
        sources,
        ..TextInput::plain(&record.body, &context.content.record_texts[entity], &record.span.file)
    };
    html(context, route, &text)
}

/// Renders the text of a free page or of the front page.
#[must_use]
pub(crate) fn free_page(context: &RenderContext, page: &AnnotatedText<FreePage>, route: &Route) -> String {
    html(context, route, &TextInput::plain(&page.document.body, &page.annotated, &page.document.file))
}

/// A text of a page.
struct TextInput<'a> {
    body: &'a Body,
    annotated: &'a Annotations,
    file: &'a SourcePath,
    /// The entity on whose page the text is.
    own_entity: Option<&'a Id>,
    /// Whether it is the text of an article, with anchors and notes.
    is_article: bool,
    margin: &'a [MarginNote],
    /// The numbered notes of a record's text.
    sources: &'a [CitedSource],
}

impl<'a> TextInput<'a> {
    /// A text without margin notes.
    fn plain(body: &'a Body, annotated: &'a Annotations, file: &'a SourcePath) -> Self {
        Self { body, annotated, file, own_entity: None, is_article: false, margin: &[], sources: &[] }
    }
}

fn html(context: &RenderContext, route: &Route, text: &TextInput<'_>) -> String {
    let t = &context.interface.theme.messages;
    let entity =
        |id: &Id| context.content.registry.find(id.as_str()).map(|index| components::mention_link(context, index));
    let rule = |rule: LinkReason| t.text(rule.text_key());
    let date = |value: &str| dates::value(value, t.format());
    let source_note = |link: &WikiLink| {
        let source = cited_sources::of_link(context, text.sources, &text.body.text, link)?;
        let article = &source.article;
        let name = if article.publisher.is_empty() { &article.title } else { &article.publisher };
        let title = [name.as_str(), &article.date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        Some(SourceNote { n: source.n, title: title.join(", ") })
    };
    body::draw(&BodyInput {
        body: text.body,
        annotated: text.annotated,
        file: text.file,
        link_resolver: &context.link_resolver,
        root: &route.to_root(),
        mention_link: &entity,
        picture_size: &|route| picture::size(&context.media, route),
        // A record has few sentences, which name each thing once or twice: link only the first mention.
        policy: if text.is_article { context.content.config.link } else { LinkPolicy::First },
        html: context.content.config.html,
        own_entity: text.own_entity,
        anchors: text.is_article,
        texts: InterfaceTexts {
            notes: t.text("notes"),
            note: t.text("note"),
            back: t.text("back_to_text"),
            table: t.text("table"),
            colon: t.text("colon"),
            rule: &rule,
            date: &date,
        },
        margin: text.margin,
        source_note: &source_note,
    })
}

/// Makes the margin notes of an article.
fn margin(context: &RenderContext, route: &Route, article: &Id) -> Vec<MarginNote> {
    let t = &context.interface.theme.messages;
    let nothing = Annotations::default();
    let notes = context.content.notes.get(article).map_or(&[][..], |(_, notes)| notes.as_slice());
    let made = notes.iter().map(|placed| {
        let note = &placed.note;
        let signature: Vec<String> = [note.by.clone(), components::date(&context.interface, note.date.as_ref())]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let verdict = note.verdict.map_or("", ClaimVerdict::as_str);
        MarginNote {
            target: placed.target.clone(),
            html: html(context, route, &TextInput::plain(&note.body, &nothing, &placed.file)),
            verdict,
            verdict_words: if verdict.is_empty() {
                String::new()
            } else {
                t.text(&format!("verdict_{verdict}")).to_owned()
            },
            signature: signature.join(", "),
            tags: note.tags.clone(),
        }
    });
    made.collect()
}

/// Adds the targets of the author's links in a text to a key.
pub(crate) fn links_key(context: &RenderContext, file: &SourcePath, body: &Body, key: &mut KeyBuilder) {
    for reference in &body.wiki_links {
        match context.link_resolver.find(&reference.id) {
            Some(target) => {
                let fragment = reference.fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
                key.text(&context.link_resolver.anchored(target.route, &fragment));
                key.text(target.route.as_str())
                    .text(target.title)
                    .number(target.n_paragraphs.map_or(u64::MAX, u64::from))
            }
            None => key.number(0),
        };
    }
    let raw = body.raw_addresses();
    for href in body.links.iter().map(|link| &link.href).chain(&raw) {
        match context.link_resolver.resolve(file, href) {
            ResolvedLink::Internal(route, rest) => key
                .text(route.as_str())
                .text(&context.link_resolver.anchored(&route, &rest))
                .key(picture::key(&context.media, &route)),
            ResolvedLink::Dead => key.number(0),
            ResolvedLink::External(_) | ResolvedLink::Fragment(_) | ResolvedLink::Refused => key.number(1),
        };
    }
}
