//! JSON Lines: one object per article and one per record. The format is a contract with other programs.
//!
//! Offsets count the Unicode code points of `text`, with the end excluded. Lists are in the order of the text, and
//! mentions never overlap.

use std::io::{self, Write};

use serde::Serialize;

use super::ExportInput;
use super::in_order::for_articles;
use crate::annotate::Annotations;
use crate::base::Message;
use crate::base::{Key, KeyBuilder};
use crate::link::summary::mention_anchor;
use crate::model::{ArticleIx, EntityIx, LangTag, Rights};
use crate::parse::Article;
use crate::registry::forms;
use crate::registry::{Entity, Registry};
use crate::text::position::CodePoints;

#[derive(Serialize)]
struct ArticleLine<'a> {
    id: &'a str,
    title: &'a str,
    date: Option<String>,
    date_certainty: &'static str,
    language: &'a str,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    source: Option<RawDocumentLine<'a>>,
    tags: Vec<&'a str>,
    text: &'a str,
    mentions: Vec<MentionLine<'a>>,
    review: Vec<AmbiguousMentionLine<'a>>,
    dates: Vec<DateLine<'a>>,
    quotes: Vec<QuoteLine<'a>>,
    /// The other articles that are the same dispatch.
    copies: Vec<&'a str>,
    /// How many more there are; left out where all are listed.
    #[serde(skip_serializing_if = "is_zero")]
    more_copies: usize,
    /// How much of the text is published.
    rights: &'static str,
}

#[derive(Serialize)]
struct RawDocumentLine<'a> {
    file: &'a str,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
}

#[derive(Serialize)]
struct MentionLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    entity: &'a str,
    kind: &'a str,
    rule: &'static str,
    form: &'a str,
    anchor: String,
}

#[derive(Serialize)]
struct AmbiguousMentionLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    candidates: Vec<&'a str>,
    /// How many more there are; left out where all are listed.
    #[serde(skip_serializing_if = "is_zero")]
    more_candidates: usize,
    reason: String,
}

#[derive(Serialize)]
struct DateLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: &'a str,
    rule: &'static str,
}

#[derive(Serialize)]
struct QuoteLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    speaker: Option<&'a str>,
    /// All of them where several said it together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<&'a str>,
    cue: &'a str,
}

/// Returns the key of the articles' file: every annotated text, and the site's language, which stands in for theirs.
pub(super) fn articles_key(input: &ExportInput<'_>) -> Key {
    let mut key = KeyBuilder::new("articles.jsonl");
    key.text(input.config.language.as_str());
    for (_, _, text) in &input.articles {
        key.key(*text);
    }
    key.add(&input.link_index.copies.groups);
    // A mention has the kind of its entity, which depends on the record.
    for entity in &input.registry.entities {
        key.text(entity.record.id.as_str()).text(&entity.record.kind);
    }
    key.finish()
}

/// Writes all articles.
pub(super) fn write_articles(input: &ExportInput<'_>, out: &mut dyn Write) -> io::Result<Vec<Message>> {
    let line = |index: ArticleIx| {
        let (article, annotated, _) = &input.articles[index];
        let mut line = article_line(article, annotated, input.registry, &input.config.language);
        (line.copies, line.more_copies) = copies(input, index);
        let mut bytes = Vec::new();
        push_line(&mut bytes, &line);
        bytes
    };
    for_articles(input, line, |bytes| out.write_all(&bytes))?;
    Ok(Vec::new())
}

fn push_line(out: &mut Vec<u8>, line: &impl Serialize) {
    // Plain data with text keys always serialises.
    if serde_json::to_writer(&mut *out, line).is_ok() {
        out.push(b'\n');
    }
}

/// An article that is in no dossier.
pub(crate) struct SingleArticle<'a> {
    /// The id that whoever gave it has for it.
    pub id: &'a str,
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub annotated: &'a Annotations,
    /// How much of it may be published.
    pub rights: Rights,
}

/// Writes the line of an article that is alone, so that it has no copies. One without a language has this one.
pub(crate) fn push_single_article(
    out: &mut Vec<u8>,
    single: &SingleArticle<'_>,
    registry: &Registry,
    language: &LangTag,
) {
    let SingleArticle { id, article, annotated, rights } = *single;
    let line = article_line(article, annotated, registry, language);
    push_line(out, &ArticleLine { id, rights: rights.as_str(), ..line });
}

fn article_line<'a>(
    article: &'a Article,
    annotated: &'a Annotations,
    registry: &'a Registry,
    language: &'a LangTag,
) -> ArticleLine<'a> {
    let text = article.body.main_text();
    let mut points = CodePoints::new(text);
    let mentions = annotated.mentions.iter().filter(|mention| mention.end <= text.len()).map(|mention| {
        let (start, end) = (points.at(mention.start), points.at(mention.end));
        MentionLine {
            start,
            end,
            text: &text[mention.start..mention.end],
            entity: mention.entity.as_str(),
            kind: kind_of(registry, mention.entity.as_str()),
            rule: mention.reason.as_str(),
            form: &mention.form,
            anchor: mention_anchor(start),
        }
    });
    let mentions = mentions.collect();
    let mut points = CodePoints::new(text);
    let review =
        annotated.ambiguous.iter().filter(|review| review.end <= text.len()).map(|review| AmbiguousMentionLine {
            start: points.at(review.start),
            end: points.at(review.end),
            text: &text[review.start..review.end],
            candidates: review.candidates.iter().map(crate::model::Id::as_str).collect(),
            more_candidates: review.n_more,
            reason: review.reason.to_string(),
        });
    ArticleLine {
        id: article.id.as_str(),
        title: &article.title,
        date: article.date.map(|date| date.to_string()),
        date_certainty: article.date_certainty.as_str(),
        language: article.language.as_ref().unwrap_or(language).as_str(),
        publisher: article.publisher.as_deref(),
        author: article.author.as_deref(),
        url: article.url.as_deref(),
        source: article.raw_document.as_ref().map(|source| RawDocumentLine {
            file: &source.file,
            sha256: &source.sha256,
            document: source.document.as_deref(),
        }),
        tags: article.tags.iter().map(|tag| tag.value.as_str()).collect(),
        text,
        mentions,
        review: review.collect(),
        dates: dates(annotated, text),
        quotes: quotes(annotated, text),
        copies: Vec::new(),
        more_copies: 0,
        rights: article.rights.as_str(),
    }
}

/// Returns the ids of an article's copies, and how many more there are. Each list has the article that all are compared
/// with, so that those of a large group lead to each other.
pub(super) fn copies<'a>(input: &'a ExportInput<'_>, article: ArticleIx) -> (Vec<&'a str>, usize) {
    let (others, n_more) = input.link_index.copies.others(article);
    let mut others: Vec<&str> = others.map(|other| input.articles[other].0.id.as_str()).collect();
    others.sort_unstable();
    (others, n_more)
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

fn dates<'a>(annotated: &'a Annotations, text: &'a str) -> Vec<DateLine<'a>> {
    let mut points = CodePoints::new(text);
    let dates = annotated.dates.iter().filter(|date| date.end <= text.len());
    dates
        .map(|date| DateLine {
            start: points.at(date.start),
            end: points.at(date.end),
            text: &text[date.start..date.end],
            value: &date.value,
            rule: date.rule.as_str(),
        })
        .collect()
}

fn quotes<'a>(annotated: &'a Annotations, text: &'a str) -> Vec<QuoteLine<'a>> {
    let mut points = CodePoints::new(text);
    let quotes = annotated.quotes.iter().filter(|quote| quote.end <= text.len());
    quotes
        .map(|quote| QuoteLine {
            start: points.at(quote.start),
            end: points.at(quote.end),
            text: &text[quote.start..quote.end],
            speaker: quote.speaker.as_ref().map(crate::model::Id::as_str),
            speakers: match quote.more_speakers.as_slice() {
                [] => Vec::new(),
                more => quote.speaker.iter().chain(more).map(crate::model::Id::as_str).collect(),
            },
            cue: &quote.cue,
        })
        .collect()
}

pub(super) fn kind_of<'a>(registry: &'a Registry, id: &str) -> &'a str {
    registry.find(id).map_or("", |index| &registry.entities[index].record.kind)
}

#[derive(Serialize)]
struct EntityLine<'a> {
    id: &'a str,
    kind: &'a str,
    name: &'a str,
    sort: &'a str,
    names: Vec<&'a str>,
    weak: Vec<&'a str>,
    roles: Vec<RoleLine<'a>>,
    born: Option<String>,
    died: Option<String>,
    date: Option<String>,
    place: Option<&'a str>,
    participants: Vec<&'a str>,
    part_of: Option<&'a str>,
    coordinates: Option<[f64; 2]>,
    relations: Vec<RelationLine<'a>>,
    /// The passages that an event cites, `article#p1`; left out where there are none. `sources` was taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cited: Vec<&'a str>,
    same_as: std::collections::BTreeMap<&'a str, &'a str>,
    tags: Vec<&'a str>,
    /// Every form that is looked for, the implied family name too.
    forms: Vec<String>,
    text: &'a str,
    mentions: usize,
    articles: usize,
    /// The articles, copies of one dispatch counted once.
    sources: usize,
}

#[derive(Serialize)]
struct RoleLine<'a> {
    title: &'a str,
    refer: Vec<&'a str>,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct RelationLine<'a> {
    to: &'a str,
    r#as: &'a str,
    from: Option<String>,
    until: Option<String>,
    source: Option<&'a str>,
}

/// Returns the key of the records' file: every record and its counts.
pub(super) fn entities_key(input: &ExportInput<'_>) -> Key {
    let mut key = KeyBuilder::new("entities.jsonl");
    for (index, entity) in EntityIx::number(&input.registry.entities) {
        key.key(entity.key).text(&entity.sort_name).add(&counts(input, index));
    }
    key.finish()
}

/// Returns how often a record is named, in how many articles, and in how many that are no copies of each other.
pub(super) fn counts(input: &ExportInput<'_>, entity: EntityIx) -> (usize, usize, usize) {
    let backlinks = &input.link_index.backlinks[entity];
    (
        backlinks.iter().map(|at| input.link_index.occurrences(*at).occurrences.len()).sum(),
        backlinks.len(),
        input.link_index.copies.n_origins(backlinks.iter().map(|at| at.article)),
    )
}

/// Prints all records.
pub(super) fn entities(input: &ExportInput<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, entity) in EntityIx::number(&input.registry.entities) {
        let personal = input.config.kind(entity.kind).is_some_and(|kind| kind.personal_names);
        let forms =
            forms::record_forms(&entity.record, personal).into_iter().map(|written| written.text.value).collect();
        push_line(&mut out, &entity_line(entity, forms, counts(input, index)));
    }
    out
}

fn entity_line(
    entity: &Entity,
    forms: Vec<String>,
    (mentions, articles, sources): (usize, usize, usize),
) -> EntityLine<'_> {
    let record = &*entity.record;
    EntityLine {
        id: record.id.as_str(),
        kind: &record.kind,
        name: &record.name.value,
        sort: &entity.sort_name,
        names: words(&record.names),
        weak: words(&record.weak),
        roles: record
            .roles
            .iter()
            .map(|role| RoleLine {
                title: &role.title,
                refer: words(&role.refer),
                from: role.from.map(|date| date.to_string()),
                to: role.to.map(|date| date.to_string()),
            })
            .collect(),
        born: record.born.map(|date| date.to_string()),
        died: record.died.map(|date| date.to_string()),
        date: record.date.map(|date| date.to_string()),
        place: record.place.as_ref().map(|text| text.value.as_str()),
        participants: words(&record.participants),
        part_of: record.part_of.as_ref().map(|text| text.value.as_str()),
        coordinates: record.coordinates.map(|at| [at.latitude, at.longitude]),
        relations: record
            .relations
            .iter()
            .map(|relation| RelationLine {
                to: &relation.to.value,
                r#as: &relation.label,
                from: relation.from.map(|date| date.to_string()),
                until: relation.until.map(|date| date.to_string()),
                source: relation.citation.as_ref().map(|text| text.value.as_str()),
            })
            .collect(),
        cited: words(&record.sources),
        same_as: record.same_as.iter().map(|(authority, id)| (authority.value.as_str(), id.value.as_str())).collect(),
        tags: words(&record.tags),
        forms,
        text: record.body.main_text(),
        mentions,
        articles,
        sources,
    }
}

pub(super) fn words(texts: &[crate::base::yaml_fields::SpannedText]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}
