//! The front page, whose contents are selected by counts, the redirect page of a former id, and the page for unknown
//! addresses.

use serde::Serialize;

use super::body;
use super::cast::{self, CastMember};
use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::coverage::{self, Coverage};
use super::event_evidence;
use super::figure_strips;
use super::figure_view::FigureStrip;
use super::front_columns::{self, FrontColumns};
use super::graphics::timeline::TimelineView;
use super::highlights;
use super::shared::{ArticleLink, Chrome, Link, ListedEntity};
use super::teaser::{self, ArticleTeaser};
use super::timelines;
use crate::model::{ArticleIx, EntityIx, KindIx, List, Route};
use crate::parse::{FrontChoices, StateOfMatter};
use crate::theme::TemplateValue;

/// Maximum numbers on the front page: articles, and entities of each kind.
const MAX_ARTICLES: usize = 8;
const MAX_ENTITIES: usize = 8;

/// A text of index.md from this length on opens the page by itself: no article does that has neither been chosen nor has a
/// picture.
const LONG_TEXT: usize = 600;

/// Numbers of events: at least so many if there are as many; all that somebody wrote, up to the maximum.
const MIN_EVENTS: usize = 6;
const MAX_EVENTS: usize = 12;

/// The data of the front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The text of content/index.md as HTML; may be empty.
    pub body: String,
    /// The article that opens the page; null if the text does.
    pub lead: Option<ArticleTeaser>,
    /// Where the matter stands, as index.md says; null if it does not.
    pub state: Option<StateView>,
    /// The articles to begin with; empty in a small dossier where nobody chose them.
    pub start: Vec<ArticleTeaser>,
    /// The people to know, at most eight if nobody chose them.
    pub cast: Vec<CastMember>,
    /// Which part stands in which column, so that both are about as high.
    pub columns: FrontColumns,
    /// The line of time with the events that matter most; null if all moments are on one day.
    pub timeline: Option<TimelineView>,
    /// The dated events that somebody wrote or accepted, then those that most sources mention, in order of time.
    pub events: Vec<KeyEvent>,
    /// The newest articles other than `lead`, as many as `columns` has room for.
    pub newest: Vec<TemplateValue<ArticleLink>>,
    /// The numbers that sources give most differently, three strips at most.
    pub figures: Vec<FigureStrip>,
    /// Number of articles by period; null if there are few.
    pub coverage: Option<Coverage>,
    /// The entities named most often, by kind; `n` counts mentions.
    pub groups: Vec<FrontGroup>,
    /// Number of records that were proposed and have not been accepted yet.
    pub n_proposed: u64,
    /// Number of articles.
    pub n_articles: u64,
    /// Number of their sources: copies of one dispatch count once.
    pub n_sources: u64,
    /// Number of records.
    pub n_entities: u64,
    /// Number of mentions found.
    pub n_mentions: u64,
}

/// Where the matter stands.
#[derive(Clone, Debug, Serialize)]
pub struct StateView {
    /// Its paragraphs, plain text.
    pub paragraphs: Vec<String>,
    /// The day on which that was so, for people; may be empty.
    pub date: String,
    /// The same for machines.
    pub iso: String,
}

/// An event that matters.
#[derive(Clone, Debug, Serialize)]
pub struct KeyEvent {
    /// The event; `n` counts mentions, `n_articles` also articles that report it without its name.
    #[serde(flatten)]
    pub link: ListedEntity,
    /// Its date, for people.
    pub date: String,
    /// Its date, for machines.
    pub iso: String,
}

/// The most named entities of a kind.
#[derive(Clone, Debug, Serialize)]
pub struct FrontGroup {
    /// Id of the kind.
    pub kind: String,
    /// Its plural label.
    pub label: String,
    /// Route of its list.
    pub href: String,
    /// Total number of entities of the kind.
    pub n: u64,
    /// The most named ones.
    pub entities: Vec<ListedEntity>,
}

/// The data of a page without content of its own.
#[derive(Clone, Debug, Serialize)]
pub struct BareView {
    /// Data common to all pages.
    pub page: Chrome,
    /// Target of a redirect; null otherwise.
    pub target: Option<Link>,
}

/// The data of the page for unknown addresses.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// Data common to all pages.
    pub page: Chrome,
    /// Always null: the page does not redirect.
    pub target: Option<Link>,
    /// Whether the address of the site is known, so that `page.root` leads to its pages from everywhere.
    pub is_linked: bool,
    /// The style sheets as text: the page may be shown at any depth, and on another host than that of the address.
    pub styles: String,
}

/// The mentions of each entity, the articles that have them, and their sources.
type EntityCounts = List<EntityIx, [u64; 3]>;

/// Returns the entities of a kind, those named most often first: the order is that of the number which is shown.
fn leading(content: &Content, kind: KindIx, counts: &EntityCounts) -> Vec<EntityIx> {
    let of_kind = EntityIx::number(&content.registry.entities).filter(|(_, entity)| entity.kind == kind);
    let mut leading: Vec<EntityIx> = of_kind.map(|(index, _)| index).collect();
    leading.sort_by_key(|index| {
        let [n_mentions, _, n_sources] = counts[*index];
        (std::cmp::Reverse((n_mentions, n_sources)), *index)
    });
    leading.truncate(MAX_ENTITIES);
    leading
}

/// Makes the highlights: what somebody wrote or accepted as an event is one, whether or not an article calls it by its name.
fn events(context: &RenderContext) -> Vec<KeyEvent> {
    let n = highlights::n_written(context).clamp(MIN_EVENTS, MAX_EVENTS);
    let view = |entity: EntityIx| {
        let date = context.content.registry.entities[entity].record.date;
        let mut link = components::listed_entity(&context.content, entity);
        let n_reporting = event_evidence::articles(context, entity).len() as u64;
        if n_reporting > link.n_articles {
            (link.n_articles, link.n_sources) = (n_reporting, n_reporting);
        }
        KeyEvent {
            link,
            date: components::date(&context.interface, date.as_ref()),
            iso: date.map(|date| date.to_string()).unwrap_or_default(),
        }
    };
    highlights::leading(context, n).into_iter().map(|one| view(one.entity)).collect()
}

/// Returns the numbers of articles, origins, records and mentions.
fn totals(content: &Content, counts: &EntityCounts) -> [u64; 4] {
    let n_mentions = counts.iter().map(|[n_mentions, ..]| n_mentions).sum();
    let n_sources = content.link_index.copies.n_origins(ArticleIx::all(content.articles.len()));
    [content.articles.len() as u64, n_sources as u64, content.registry.entities.len() as u64, n_mentions]
}

/// Makes the front page.
#[must_use]
pub(crate) fn view(context: &RenderContext, route: &Route) -> FrontView {
    let content = &context.content;
    let front = content.front.as_ref();
    let title = front.map(|front| front.document.title.as_str()).filter(|title| !title.is_empty());
    let nothing = FrontChoices::default();
    let choices = front.map_or(&nothing, |front| &front.document.choices);
    let text_len = front.map_or(0, |front| front.document.body.main_len);
    let counts: EntityCounts =
        EntityIx::all(content.registry.entities.len()).map(|index| components::counts(content, index)).collect();
    let [n_articles, n_sources, n_entities, n_mentions] = totals(content, &counts);
    let is_chosen = choices.lead.is_some();
    let lead =
        teaser::lead(context, choices).filter(|lead| is_chosen || lead.picture.is_some() || text_len < LONG_TEXT);
    let newest = newest(context, lead.as_ref());
    let state_len = choices.state.as_ref().map_or(0, |state| state.text.chars().count());
    let columns = front_columns::arrange(lead.as_ref(), text_len, state_len, &newest);
    let groups = KindIx::number(&content.config.kinds).filter_map(|(kind, definition)| {
        let n = content.registry.entities.iter().filter(|entity| entity.kind == kind).count() as u64;
        (n > 0).then(|| FrontGroup {
            kind: definition.id.clone(),
            label: definition.plural.clone(),
            href: content.kind_route(kind).to_string(),
            n,
            entities: leading(content, kind, &counts)
                .into_iter()
                .map(|index| components::listed_entity(content, index))
                .collect(),
        })
    });
    FrontView {
        page: components::chrome(
            content,
            route,
            title.unwrap_or(&content.config.title),
            &content.config.description,
            "front",
        ),
        body: front.map(|front| body::free_page(context, front, route)).unwrap_or_default(),
        start: teaser::start(context, choices, lead.as_ref()),
        state: choices.state.as_ref().map(|state| state_view(context, state)),
        cast: cast::cast(context, &choices.cast, &counts),
        timeline: timelines::slim(context),
        events: events(context),
        figures: figure_strips::widest(context),
        coverage: coverage::coverage(context),
        newest: newest.into_iter().take(columns.n_newest).collect(),
        columns,
        lead,
        groups: groups.collect(),
        n_proposed: content.registry.entities.iter().filter(|entity| entity.record.proposed).count() as u64,
        n_articles,
        n_sources,
        n_entities,
        n_mentions,
    }
}

/// Returns the newest articles without the one that opens the page.
fn newest(context: &RenderContext, lead: Option<&ArticleTeaser>) -> Vec<TemplateValue<ArticleLink>> {
    let by_date = context.content.link_index.by_date.iter().take(MAX_ARTICLES + 1);
    let links = by_date.map(|article| components::article_link(context, *article));
    links.filter(|link| lead.is_none_or(|lead| lead.link.id != link.id)).take(MAX_ARTICLES).collect()
}

fn state_view(context: &RenderContext, state: &StateOfMatter) -> StateView {
    let paragraphs = state.text.split("\n\n").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    StateView {
        paragraphs: paragraphs.filter(|text| !text.is_empty()).collect(),
        date: components::date(&context.interface, state.date.as_ref()),
        iso: state.date.map(|date| date.to_string()).unwrap_or_default(),
    }
}

/// Makes the page for unknown addresses. A host shows it at any address, so it carries its styles, and its links start at the
/// path of the site. If that path is not known, no relative address works in every folder, and the page has none.
#[must_use]
pub(crate) fn not_found_view(context: &RenderContext, route: &Route) -> NotFoundView {
    let mut page =
        components::chrome(&context.content, route, context.interface.theme.messages.text("not_found"), "", "");
    let path = context.content.config.base_url.splitn(4, '/').nth(3).map(|path| format!("/{path}"));
    let is_linked = path.is_some();
    page.root = path.unwrap_or(page.root);
    page.canonical = String::new();
    NotFoundView { page, target: None, is_linked, styles: styles(context) }
}

/// Returns the style sheets that every page links to, in order, escaped so that no tag ends in them.
fn styles(context: &RenderContext) -> String {
    let sheet = |name: &str| {
        let asset = context.interface.theme.assets.iter().find(|asset| asset.name == name);
        asset.map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned()).unwrap_or_default()
    };
    let sheets =
        [sheet("style.css"), components::kind_colors(&context.content), sheet("theme.css"), sheet("custom.css")];
    sheets.concat().replace("</", "<\\/")
}

/// Makes the page of a former id, which redirects to `target`.
#[must_use]
pub(crate) fn redirect_view(content: &Content, label: &str, target: &Route, route: &Route) -> BareView {
    let mut page = components::chrome(content, route, label, "", "");
    page.canonical = content.address(target);
    BareView { page, target: Some(Link { label: label.to_owned(), href: target.to_string() }) }
}
