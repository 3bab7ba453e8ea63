//! The page of a record: its facts, its text, and what articles say about it. `backlinks` makes its passages.

use serde::Serialize;

use super::backlinks::{self, Backlink, YearOfBacklinks};
use super::body::{self, links_key};
use super::chronology::{self, DatedPassageView};
use super::cited_sources::{self, CitedSource};
use super::components;
use super::event_passages::{self, EventPassage};
use super::figure_strips;
use super::figure_view::FigureStrip;
use super::graphics::circle::{self, CircleView};
use super::graphics::drawing::MapDrawing;
use super::graphics::locator;
use super::graphics::timeline::TimelineView;
use super::shared::{ArticleLink, Chrome, EntityLink, Link, Portrait, TagLink};

use super::content::Content;
use super::context::RenderContext;
use super::json_ld;
use super::merge_copies;
use super::pagination::Paging;
use super::portrait;
use super::quotes::{self, QuoteView, Says};
use super::timelines;
use crate::base::{Key, KeyBuilder};
use crate::link::LinkResolver;
use crate::link::index::RecordLink;
use crate::model::{ArticleIx, EntityIx, Route};
use crate::parse::Record;
use crate::theme::{TemplateFields, TemplateValue};

/// The data of an entity page.
#[derive(Clone, Debug, Serialize)]
pub struct EntityView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The entity; `n` counts its mentions.
    pub entity: EntityLink,
    /// Label of its kind, in the singular.
    pub kind_label: String,
    /// Plural label and route of the list of its kind.
    pub kind_index: Link,
    /// Type at schema.org.
    pub schema: String,
    /// The entity as JSON-LD that is safe inside a `script` element.
    pub json_ld: String,
    /// Its picture; null if it has none.
    pub portrait: Option<Portrait>,
    /// Other spellings.
    pub names: Vec<String>,
    /// Its facts, in order.
    pub facts: Vec<Fact>,
    /// Its text as HTML, safe to publish; may be empty.
    pub body: String,
    /// The passages that its text and its relations cite, numbered as there.
    pub sources: Vec<CitedSource>,
    /// Its tags.
    pub tags: Vec<TagLink>,
    /// Number of articles that name it.
    pub n_articles: u64,
    /// Number of sources of these articles: copies of one dispatch count once.
    pub n_sources: u64,
    /// The passages of the newest articles that name it, by article, newest first.
    pub backlinks: Vec<Backlink>,
    /// Those of earlier articles, by year, newest first; undated articles are in a year with an empty label.
    pub earlier: Vec<YearOfBacklinks>,
    /// Links to the pages of still older passages, if many articles name it.
    pub paging: Paging,
    /// If there are many articles, those that name it most; `n` of each counts mentions.
    pub main: Vec<MainArticle>,
    /// The line of time of its events and articles; null if all are on one day.
    pub timeline: Option<TimelineView>,
    /// For an event: the passages that it cites, and those about its days that do not use its name.
    pub evidence: Vec<EventPassage>,
    /// The dated sentences that name it, in order of time.
    pub chronology: Vec<DatedPassageView>,
    /// Number of these left out to limit the page's size.
    pub n_more_dated: u64,
    /// Quotations attributed to it, newest first.
    pub quotes: Vec<QuoteView>,
    /// For an event: figures and quotations of each article about it, for comparison.
    pub says: Vec<Says>,
    /// Number of articles left out there to limit the page's size.
    pub n_more_says: u64,
    /// Numbers of one thing that articles about an event, or the record itself, give differently; the widest first.
    pub figures: Vec<FigureStrip>,
    /// Records that name it in one of their facts.
    pub named_by: Vec<Bonded>,
    /// Entities that share most paragraphs with it, most first; `n` counts paragraphs.
    pub neighbours: Vec<EntityLink>,
    /// A small map of its location, or that of the event; null if not recorded.
    pub locator: Option<MapDrawing>,
    /// A small network of the entities it appears with; null if there are too few.
    pub circle: Option<CircleView>,
    /// Project file that the page is made from.
    pub file: String,
}

/// A fact: a label and its values.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Key of the interface text for the label, `born`; for a relation, the label itself.
    pub label: String,
    /// The values.
    pub values: Vec<FactValue>,
}

/// One value of a fact.
#[derive(Clone, Debug, Serialize)]
pub struct FactValue {
    /// The text, with a link if there is one.
    pub link: Link,
    /// The period; may be empty.
    pub when: String,
    /// The passage cited as evidence; `href` is empty if none is cited.
    pub source: Link,
    /// Its number among the sources; 0 if none is cited, or if it has no number.
    pub note: u32,
}

impl FactValue {
    /// A value without a period and a source.
    fn of(link: Link) -> Self {
        Self { link, when: String::new(), source: no_link(), note: 0 }
    }
}

/// An article that names the entity often.
#[derive(Clone, Debug, Serialize)]
pub struct MainArticle {
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// How often it names the entity.
    pub n: u64,
}

/// A record that names this one in a fact.
#[derive(Clone, Debug, Serialize)]
pub struct Bonded {
    /// The other record.
    pub entity: EntityLink,
    /// Key of the interface text for the relation: `participant_in`, `place_of`, `part`; or a relation's own label.
    pub how: String,
    /// Its date; may be empty.
    pub date: String,
}

/// Returns the page's key: the record, the names in its text, the occurrences and card of every backlink, all cards shown.
#[must_use]
pub(crate) fn key(context: &RenderContext, index: EntityIx, mut key: KeyBuilder) -> Key {
    let entity = &context.content.registry.entities[index];
    key.key(entity.key);
    for mention in &context.content.record_texts[index].mentions {
        key.number(mention.start as u64).number(mention.end as u64);
        add_card_key(&context.content, mention.entity.as_str(), &mut key);
    }
    for at in context.content.link_index.backlinks[index].iter() {
        let summary = &context.content.link_index.articles[at.article];
        // The chronology shows the dates in the same sentences.
        key.key(summary.card_key).key(context.content.link_index.occurrences(*at).key).key(summary.speech_key);
        merge_copies::add_origin_key(&context.content, at.article, &mut key);
    }
    for neighbour in context.content.link_index.neighbours[index].iter() {
        key.key(context.content.registry.entities[neighbour.entity].card_key).number(u64::from(neighbour.n_paragraphs));
    }
    for (other, record_link) in &context.content.link_index.incoming_record_links[index] {
        // The page shows the other record's date and its label for the relation.
        key.key(context.content.registry.entities[*other].card_key)
            .key(context.content.registry.entities[*other].key)
            .add(record_link);
    }
    for id in named_ids(&entity.record) {
        add_card_key(&context.content, id, &mut key);
    }
    for relation in &entity.record.relations {
        if let Some(source) = &relation.citation {
            add_citation_key(&context.link_resolver, &source.value, &mut key);
        }
    }
    for tag in &entity.record.tags {
        key.add(&components::tag_link(&context.content, &tag.value).map(|tag| (tag.href, tag.n)));
    }
    links_key(context, &entity.record.span.file, &entity.record.body, &mut key);
    portrait::key(context, index, &mut key);
    cited_sources::key(context, &entity.record, &mut key);
    locator::key(context, index, &mut key);
    circle::key(&context.content, index, &mut key);
    quotes::entity_key(&context.content, index, &mut key);
    timelines::key(context, index, &mut key);
    event_passages::key(context, index, &mut key);
    key.key(figure_strips::key(context, index));
    key.finish()
}

fn add_card_key(content: &Content, id: &str, key: &mut KeyBuilder) {
    match content.registry.find(id) {
        Some(entity) => key.key(content.registry.entities[entity].card_key),
        None => key.number(0),
    };
}

fn add_citation_key(link_resolver: &LinkResolver, source: &str, key: &mut KeyBuilder) {
    match link_resolver.find(source.split('#').next().unwrap_or_default()) {
        Some(target) => key.text(target.route.as_str()).text(target.title),
        None => key.number(0),
    };
}

fn named_ids(record: &Record) -> impl Iterator<Item = &str> {
    let texts = record
        .participants
        .iter()
        .chain(&record.place)
        .chain(&record.part_of)
        .chain(record.relations.iter().map(|relation| &relation.to));
    texts.map(|text| text.value.as_str())
}

/// Makes the view. Fields that the template does not use stay empty.
#[must_use]
pub(crate) fn view(context: &RenderContext, index: EntityIx, route: &Route, uses: &TemplateFields) -> EntityView {
    let entity = &context.content.registry.entities[index];
    let record = &entity.record;
    let kind = &context.content.config.kinds[entity.kind];
    let [n_mentions, n_articles, n_sources] = components::counts(&context.content, index);
    let sources = backlinks::origin_groups(context, index, None);
    let (newest, earlier) = backlinks::newest(context, &sources, uses.has("passages"));
    let main = main_articles(context, index, sources.len());
    let (chronology, n_more_dated) =
        if uses.has("chronology") { chronology::entity_chronology(context, index) } else { (Vec::new(), 0) };
    let sources_cited = cited_sources::of_record(context, record);
    let (says, n_more_says) = if uses.has("says") { quotes::statements(context, index) } else { (Vec::new(), 0) };
    let mut page = components::chrome(&context.content, route, &entity.full_name(), &entity.gloss, &kind.id);
    if page.description.is_empty() {
        page.description = kind.label.clone();
    }
    let mut view = EntityView {
        page,
        json_ld: String::new(),
        entity: components::entity_link(&context.content, index, n_mentions),
        kind_label: kind.label.clone(),
        kind_index: Link { label: kind.plural.clone(), href: context.content.kind_route(entity.kind).to_string() },
        schema: kind.schema.clone(),
        portrait: portrait::portrait(context, index),
        names: record.names.iter().map(|text| text.value.clone()).collect(),
        facts: facts(context, record, &sources_cited),
        body: body::record(context, index, route, &sources_cited),
        sources: sources_cited,
        tags: record.tags.iter().filter_map(|tag| components::tag_link(&context.content, &tag.value)).collect(),
        n_articles,
        n_sources,
        backlinks: newest,
        earlier,
        paging: backlinks::paging(context, index, &sources, None),
        main,
        timeline: if uses.has("timeline") { timelines::own(context, index) } else { None },
        evidence: if uses.has("evidence") { event_passages::view(context, index) } else { Vec::new() },
        chronology,
        n_more_dated,
        quotes: if uses.has("quotes") { quotes::own_quotes(context, index) } else { Vec::new() },
        says,
        n_more_says,
        figures: if uses.has("figures") { figure_strips::strips(context, index) } else { Vec::new() },
        named_by: context.content.link_index.incoming_record_links[index]
            .iter()
            .map(|(other, bond)| incoming_relation(context, *other, bond))
            .collect(),
        neighbours: context.content.link_index.neighbours[index]
            .iter()
            .map(|near| components::entity_link(&context.content, near.entity, u64::from(near.n_paragraphs)))
            .collect(),
        locator: if uses.has("locator") { locator::view(context, index) } else { None },
        circle: if uses.has("circle") { circle::view(&context.content, index) } else { None },
        file: record.span.file.to_string(),
    };
    if uses.has("json_ld") {
        view.json_ld = json_ld::entity(&context.content, index, &view);
    }
    view
}

/// Number of top articles listed first, if there are more than twice as many articles.
const N_MAIN: usize = 3;

/// Returns the articles that name the entity most. Ties go to the newest article; of the copies of a dispatch only the
/// origin counts.
fn main_articles(context: &RenderContext, index: EntityIx, n_sources: usize) -> Vec<MainArticle> {
    if n_sources <= 2 * N_MAIN {
        return Vec::new();
    }
    let own = context.content.link_index.backlinks[index]
        .iter()
        .filter(|at| context.content.link_index.copies.origin_of(at.article) == at.article);
    let mut all: Vec<(ArticleIx, usize)> =
        own.map(|at| (at.article, context.content.link_index.occurrences(*at).occurrences.len())).collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all.truncate(N_MAIN);
    all.into_iter()
        .map(|(article, n)| MainArticle { article: components::article_link(context, article), n: n as u64 })
        .collect()
}

fn incoming_relation(context: &RenderContext, other: EntityIx, record_link: &RecordLink) -> Bonded {
    let record = &context.content.registry.entities[other].record;
    let how = match record_link {
        RecordLink::Participant => "participant_in".to_owned(),
        RecordLink::Place => "place_of".to_owned(),
        RecordLink::Part => "part".to_owned(),
        RecordLink::Relation(index) => {
            record.relations.get(*index).map(|relation| relation.label.clone()).unwrap_or_default()
        }
    };
    Bonded {
        entity: components::entity_link(&context.content, other, 0),
        how,
        date: components::date(&context.interface, record.date.as_ref()),
    }
}

fn facts(context: &RenderContext, record: &Record, sources: &[CitedSource]) -> Vec<Fact> {
    let plain = |label: String, when: String| FactValue { when, ..FactValue::of(Link { label, href: String::new() }) };
    let mut facts = Vec::new();
    let mut add = |label: &str, values: Vec<FactValue>| {
        if !values.is_empty() {
            facts.push(Fact { label: label.to_owned(), values });
        }
    };
    add(
        "date",
        record.date.iter().map(|date| plain(components::date(&context.interface, Some(date)), String::new())).collect(),
    );
    add("place", record.place.iter().filter_map(|text| entity_value(&context.content, &text.value)).collect());
    add(
        "participants",
        record.participants.iter().filter_map(|text| entity_value(&context.content, &text.value)).collect(),
    );
    add("part_of", record.part_of.iter().filter_map(|text| entity_value(&context.content, &text.value)).collect());
    let mut roles: Vec<_> = record.roles.iter().collect();
    roles.sort_by_key(|role| role.from.map(|from| from.earliest()));
    add(
        "roles",
        roles
            .into_iter()
            .map(|role| {
                plain(role.title.clone(), components::span(&context.interface, role.from.as_ref(), role.to.as_ref()))
            })
            .collect(),
    );
    let personal = context.content.config.kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
    let (born, died) = if personal { ("born", "died") } else { ("founded", "dissolved") };
    add(
        born,
        record.born.iter().map(|date| plain(components::date(&context.interface, Some(date)), String::new())).collect(),
    );
    add(
        died,
        record.died.iter().map(|date| plain(components::date(&context.interface, Some(date)), String::new())).collect(),
    );
    add(
        "coordinates",
        record
            .coordinates
            .iter()
            .map(|at| plain(format!("{:.2}, {:.2}", at.latitude, at.longitude), String::new()))
            .collect(),
    );
    for relation in &record.relations {
        let Some(mut value) = entity_value(&context.content, &relation.to.value) else { continue };
        value.when = components::span(&context.interface, relation.from.as_ref(), relation.until.as_ref());
        if let Some(source) = &relation.citation {
            value.source = citation_link(&context.link_resolver, &source.value);
            value.note = cited_sources::number(sources, &source.value).map_or(0, |cited| cited.n);
        }
        add(&relation.label, vec![value]);
    }
    add("same_as", record.same_as.iter().map(|(authority, id)| same_as(&authority.value, &id.value)).collect());
    facts
}

fn no_link() -> Link {
    Link { label: String::new(), href: String::new() }
}

fn entity_value(content: &Content, id: &str) -> Option<FactValue> {
    let index = content.registry.find(id)?;
    let link = Link {
        label: content.registry.entities[index].full_name().into_owned(),
        href: content.entity_route(index).to_string(),
    };
    Some(FactValue::of(link))
}

/// Returns the link to a passage, `article#p3`.
fn citation_link(link_resolver: &LinkResolver, source: &str) -> Link {
    let (id, fragment) = source.split_once('#').map_or((source, ""), |(id, fragment)| (id, fragment));
    match link_resolver.find(id) {
        Some(target) if fragment.is_empty() || !target.has_paragraph(fragment) => {
            Link { label: target.title.to_owned(), href: target.route.to_string() }
        }
        Some(target) => Link { label: target.title.to_owned(), href: format!("{}#{fragment}", target.route) },
        None => no_link(),
    }
}

/// Authority files whose ids resolve to an address.
const AUTHORITIES: [(&str, &str, &str); 5] = [
    ("wikidata", "Wikidata", "https://www.wikidata.org/wiki/"),
    ("viaf", "VIAF", "https://viaf.org/viaf/"),
    ("idref", "IdRef", "https://www.idref.fr/"),
    ("geonames", "GeoNames", "https://www.geonames.org/"),
    ("isni", "ISNI", "https://isni.org/isni/"),
];

fn same_as(authority: &str, id: &str) -> FactValue {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let link = match AUTHORITIES.iter().find(|(key, _, _)| *key == authority.to_ascii_lowercase()) {
        Some((_, name, address)) if plain => Link { label: format!("{name} {id}"), href: format!("{address}{id}") },
        _ => Link { label: format!("{authority} {id}"), href: String::new() },
    };
    FactValue::of(link)
}
