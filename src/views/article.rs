//! The page of an article.

use std::collections::BTreeMap;

use serde::Serialize;

use super::body::{self, links_key};
use super::card;
use super::chronology::{self, DateView};
use super::cite::{self, Cite};
use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::copies::{self, OtherPrintings};
use super::json_ld;
use super::last_said::{self, LastSaid};
use super::picture::{self, LeadPicture};
use super::quotes::{self, QuoteView};
use super::related::{self, RelatedArticle};
use super::shared::{ArticleLink, Card, Chrome, EntityLink, TagLink};
use crate::base::{Key, KeyBuilder};
use crate::model::{ArticleIx, KindIx, LangTag, Route};
use crate::parse::Article;
use crate::theme::{TemplateFields, TemplateValue};

/// The data of an article page.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The article's own facts.
    pub article: ArticleFacts,
    /// Its text as HTML, safe to publish.
    pub body: String,
    /// Its lead picture; null if there is none.
    pub picture: Option<LeadPicture>,
    /// How to cite it.
    pub cite: Cite,
    /// The article and the entities in it, as JSON-LD that is safe inside a `script` element.
    pub json_ld: String,
    /// The most closely related articles, each with the reason.
    pub related: Vec<RelatedArticle>,
    /// Whether the headline is part of the text, so that the page needs no heading of its own.
    pub has_headline: bool,
    /// The entities that it names, by kind.
    pub named: Vec<NamedGroup>,
    /// The dates that it mentions, in order of text.
    pub dates: Vec<DateView>,
    /// Its quotations, in order of text.
    pub quotes: Vec<QuoteView>,
    /// The other articles that print the same dispatch; null if there are none.
    pub copies: Option<OtherPrintings>,
    /// The previous article by date; null for the first.
    pub older: Option<TemplateValue<ArticleLink>>,
    /// The next article by date; null for the last.
    pub newer: Option<TemplateValue<ArticleLink>>,
}

/// The facts of an article.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleFacts {
    /// Its link, with title, date and publisher.
    pub link: TemplateValue<ArticleLink>,
    /// Language tag of its text.
    pub lang: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Where it was published; may be empty.
    pub url: String,
    /// Address of an archived copy; may be empty.
    pub archived: String,
    /// When it was retrieved; may be empty.
    pub retrieved: String,
    /// `full`, `excerpt` or `reference`.
    pub rights: &'static str,
    /// Its tags.
    pub tags: Vec<TagLink>,
    /// The raw document: `file`, `sha256` and `document`; null if none is named.
    pub source: Option<RawDocument>,
    /// Project file that the page is made from; empty if its article was given as a line of another file.
    pub file: String,
}

/// The raw document that an article was made from.
#[derive(Clone, Debug, Serialize)]
pub struct RawDocument {
    /// Its file.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Which of its documents: a number, or `#3` for the third; empty if it is one document.
    pub document: String,
}

/// The entities of one kind that an article names, most often named first.
#[derive(Clone, Debug, Serialize)]
pub struct NamedGroup {
    /// Id of the kind.
    pub kind: String,
    /// Its plural label.
    pub label: String,
    /// Its label in the singular.
    pub one: String,
    /// The entities.
    pub entities: Vec<NamedEntity>,
    /// If there are many, the entities named only once.
    pub once: Vec<NamedEntity>,
}

/// An entity that an article names.
#[derive(Clone, Debug, Serialize)]
pub struct NamedEntity {
    /// The entity.
    pub entity: TemplateValue<EntityLink>,
    /// How often it is named.
    pub n: u64,
    /// Anchor of its first mention on this page.
    pub first: String,
    /// The numbers of all its mentions, `54 972`: each anchor is `m` and a number.
    pub all: String,
    /// Its card; made only if the template uses it.
    pub card: Option<TemplateValue<Card>>,
    /// What it last said in another article, up to the date of this one; null if nothing.
    pub said: Option<LastSaid>,
}

/// If at least this many entities of a kind are named, those named once are listed separately.
const MANY_NAMED: usize = 16;
/// If fewer than this are named once, they are not listed separately.
const FEW_ONCE: usize = 3;

/// Returns the page's key: the text with its names, the cards of the named entities, and the previous and next article.
#[must_use]
pub(crate) fn key(context: &RenderContext, index: ArticleIx, mut key: KeyBuilder) -> Key {
    let text = &context.content.articles[index];
    key.key(text.key);
    let summary = &context.content.link_index.articles[index];
    for entity_occurrences in &summary.entity_occurrences {
        if let Some(entity) = context.content.registry.find(entity_occurrences.entity.as_str()) {
            key.key(context.content.registry.entities[entity].card_key);
            card::key(context, entity, &mut key);
            last_said::key(&context.content, entity, index, &mut key);
        }
    }
    add_aside_mentions_key(&context.content, &text.annotated.mentions, text.document.body.main_len, &mut key);
    copies::article_key(&context.content, index, &mut key);
    if context.interface.theme.usage.article.has("related") {
        related::key(&context.content, index, &mut key);
    }
    picture::lead_key(context, &text.document, &mut key);
    for neighbour in neighbours(&context.content, index) {
        match neighbour {
            Some(article) => key.key(context.content.link_index.articles[article].card_key),
            None => key.number(0),
        };
    }
    for tag in &summary.tag_keys {
        match context.content.link_index.tags.find(tag) {
            Some((slug, tag)) => key.text(slug).number((tag.articles.len() + tag.entities.len()) as u64),
            None => key.number(0),
        };
    }
    links_key(context, &text.document.file, &text.document.body, &mut key);
    if let Some((notes_key, notes)) = context.content.notes.get(&text.document.id) {
        key.key(*notes_key);
        for note in notes {
            key.number(note.target.start as u64);
            links_key(context, &note.file, &note.note.body, &mut key);
        }
    }
    key.finish()
}

/// Adds the names in footnotes and captions to a key: they are linked, but not indexed.
fn add_aside_mentions_key(
    content: &Content,
    mentions: &[crate::annotate::Mention],
    main_len: usize,
    key: &mut KeyBuilder,
) {
    for mention in mentions.iter().filter(|mention| mention.end > main_len) {
        if let Some(entity) = content.registry.find(mention.entity.as_str()) {
            key.key(content.registry.entities[entity].card_key);
        }
    }
}

/// Returns the previous and the next article by date.
fn neighbours(content: &Content, index: ArticleIx) -> [Option<ArticleIx>; 2] {
    let order = &content.link_index.by_date;
    let Some(place) = content.link_index.rank_by_date.entry(index).copied() else { return [None, None] };
    [order.get(place + 1).copied(), place.checked_sub(1).and_then(|place| order.get(place).copied())]
}

/// Makes the view. Fields that the template does not use stay empty.
#[must_use]
pub(crate) fn view(context: &RenderContext, index: ArticleIx, route: &Route, uses: &TemplateFields) -> ArticleView {
    let text = &context.content.articles[index];
    let article = &text.document;
    let lang = article.language.as_ref().unwrap_or(&context.content.config.language);
    let mut page = components::chrome(&context.content, route, &article.title, &lead(article), "articles");
    page.lang = lang.to_string();
    let [older, newer] = neighbours(&context.content, index);
    let body = body::article(context, index, route);
    let picture = picture::lead(context, article, &body);
    ArticleView {
        article: facts(context, index, article, lang),
        cite: if uses.has("cite") { cite::cite(context, article) } else { Cite::default() },
        json_ld: if uses.has("json_ld") {
            json_ld::article(context, index, &page, picture.as_ref())
        } else {
            String::new()
        },
        related: if uses.has("related") { related::view(context, index) } else { Vec::new() },
        page,
        picture,
        body,
        has_headline: article.body.headline().is_some(),
        named: named_groups(context, index, uses),
        dates: if uses.has("dates") { chronology::article_dates(context, index) } else { Vec::new() },
        quotes: if uses.has("quotes") { quotes::article_quotes(context, index) } else { Vec::new() },
        copies: copies::others(context, index),
        older: older.map(|article| components::article_link(context, article)),
        newer: newer.map(|article| components::article_link(context, article)),
    }
}

/// Maximum length of the description in characters: search engines show no more.
const MAX_LEAD_LEN: usize = 160;

fn lead(article: &Article) -> String {
    let lead = article.body.text_after_headline().split("\n\n").next().unwrap_or_default();
    if lead.chars().count() <= MAX_LEAD_LEN {
        return lead.to_owned();
    }
    let cut: String = lead.chars().take(MAX_LEAD_LEN).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head))
}

fn facts(context: &RenderContext, index: ArticleIx, article: &Article, lang: &LangTag) -> ArticleFacts {
    ArticleFacts {
        link: components::article_link(context, index),
        lang: lang.to_string(),
        author: article.author.clone().unwrap_or_default(),
        url: article.url.clone().unwrap_or_default(),
        archived: article.archived.clone().unwrap_or_default(),
        retrieved: components::date(&context.interface, article.retrieved.as_ref()),
        rights: article.rights.as_str(),
        tags: article.tags.iter().filter_map(|tag| components::tag_link(&context.content, &tag.value)).collect(),
        source: article.raw_document.as_ref().map(|source| RawDocument {
            file: source.file.clone(),
            sha256: source.sha256.clone(),
            document: source.document.clone().unwrap_or_default(),
        }),
        file: if context.content.articles[index].is_in_project { article.file.to_string() } else { String::new() },
    }
}

fn named_groups(context: &RenderContext, index: ArticleIx, uses: &TemplateFields) -> Vec<NamedGroup> {
    let mut by_kind: BTreeMap<KindIx, Vec<NamedEntity>> = BTreeMap::new();
    let date = context.content.articles[index].document.date;
    let (with_cards, with_words) = (uses.has("card"), uses.has("said"));
    for entity_occurrences in &context.content.link_index.articles[index].entity_occurrences {
        let Some(entity) = context.content.registry.find(entity_occurrences.entity.as_str()) else { continue };
        let mut numbers = String::new();
        for occurrence in &entity_occurrences.occurrences {
            if !numbers.is_empty() {
                numbers.push(' ');
            }
            numbers
                .push_str(crate::link::summary::mention_anchor(occurrence.code_point as usize).trim_start_matches('m'));
        }
        let first = entity_occurrences
            .occurrences
            .first()
            .map(|passage| crate::link::summary::mention_anchor(passage.code_point as usize));
        by_kind.entry(context.content.registry.entities[entity].kind).or_default().push(NamedEntity {
            entity: components::cached_entity_link(context, entity),
            n: entity_occurrences.occurrences.len() as u64,
            first: first.unwrap_or_default(),
            all: numbers,
            card: with_cards.then(|| card::view(context, entity, date.as_ref())),
            said: if with_words { last_said::view(context, entity, index) } else { None },
        });
    }
    let n_named = by_kind.values().map(Vec::len).sum::<usize>();
    by_kind
        .into_iter()
        .map(|(kind, mut entities)| {
            entities.sort_by(|a, b| {
                (std::cmp::Reverse(a.n), &a.entity.sort).cmp(&(std::cmp::Reverse(b.n), &b.entity.sort))
            });
            let n_often = entities.iter().filter(|named| named.n > 1).count();
            let is_long = n_named >= MANY_NAMED && entities.len() - n_often >= FEW_ONCE;
            let once = if is_long { entities.split_off(n_often) } else { Vec::new() };
            let definition = &context.content.config.kinds[kind];
            let (kind, label, one) = (definition.id.clone(), definition.plural.clone(), definition.label.clone());
            NamedGroup { kind, label, one, entities, once }
        })
        .collect()
}
