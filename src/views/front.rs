//! The front page, whose contents are selected by counts, the redirect page of a former id, and the page for unknown
//! addresses.

use serde::Serialize;

use super::body;
use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::coverage::{self, Coverage};
use super::figure_strips;
use super::figure_view::FigureStrip;
use super::shared::{ArticleLink, Chrome, Link, ListedEntity};
use crate::model::{ArticleIx, Edtf, EntityIx, KindIx, Route};
use crate::theme::TemplateValue;

/// Maximum numbers on the front page: articles, and entities of each kind.
const MAX_ARTICLES: usize = 8;
const MAX_ENTITIES: usize = 8;

/// Maximum number of events: those named by most origins.
const MAX_EVENTS: usize = 6;

/// The data of the front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The text of content/index.md as HTML; may be empty.
    pub body: String,
    /// The dated events that most sources mention, in order of time.
    pub events: Vec<KeyEvent>,
    /// The newest articles.
    pub newest: Vec<TemplateValue<ArticleLink>>,
    /// The numbers that sources give most differently, three strips at most.
    pub figures: Vec<FigureStrip>,
    /// Number of articles by period; null if there are few.
    pub coverage: Option<Coverage>,
    /// The entities named by most sources, by kind; `n` counts mentions.
    pub groups: Vec<FrontGroup>,
    /// Number of articles.
    pub n_articles: u64,
    /// Number of their sources: copies of one dispatch count once.
    pub n_sources: u64,
    /// Number of records.
    pub n_entities: u64,
    /// Number of mentions found.
    pub n_mentions: u64,
}

/// An event that many sources mention.
#[derive(Clone, Debug, Serialize)]
pub struct KeyEvent {
    /// The event; `n` counts mentions.
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
    /// The style sheets as text, if the site's address is not known: the page may be shown at any depth. Empty if the
    /// address is known, because `page.root` then leads to the style sheets from everywhere.
    pub styles: String,
}

/// Returns the entities of a kind with their counts, those named by most origins first.
fn leading(content: &Content, kind: KindIx) -> Vec<(EntityIx, [u64; 3])> {
    let of_kind = EntityIx::number(&content.registry.entities).filter(|(_, entity)| entity.kind == kind);
    let mut leading: Vec<(EntityIx, [u64; 3])> =
        of_kind.map(|(index, _)| (index, components::counts(content, index))).collect();
    leading.sort_by_key(|(index, [n_mentions, _, n_sources])| {
        (std::cmp::Reverse(*n_sources), std::cmp::Reverse(*n_mentions), *index)
    });
    leading.truncate(MAX_ENTITIES);
    leading
}

/// Returns the dated events that most origins name, with their dates, in order of time.
fn events(content: &Content) -> Vec<(EntityIx, Edtf)> {
    let dated = EntityIx::number(&content.registry.entities).filter_map(|(index, entity)| {
        let date = entity.record.date?;
        let [n_mentions, _, n_sources] = components::counts(content, index);
        // Ties go to the event with more participants.
        let rank = (n_sources, n_mentions, entity.record.participants.len());
        (n_sources > 0).then_some((std::cmp::Reverse(rank), index, date))
    });
    let mut events: Vec<_> = dated.collect();
    events.sort_by_key(|(rank, index, _)| (*rank, *index));
    events.truncate(MAX_EVENTS);
    let mut events: Vec<(EntityIx, Edtf)> = events.into_iter().map(|(_, index, date)| (index, date)).collect();
    events.sort_by(|(a, a_date), (b, b_date)| a_date.cmp(b_date).then(a.cmp(b)));
    events
}

/// Returns the numbers of articles, origins, records and mentions.
fn totals(content: &Content) -> [u64; 4] {
    let n_mentions =
        EntityIx::all(content.registry.entities.len()).map(|index| components::counts(content, index)[0]).sum();
    let n_sources = content.link_index.copies.n_origins(ArticleIx::all(content.articles.len()));
    [content.articles.len() as u64, n_sources as u64, content.registry.entities.len() as u64, n_mentions]
}

/// Makes the front page.
#[must_use]
pub(crate) fn view(context: &RenderContext, route: &Route) -> FrontView {
    let title =
        context.content.front.as_ref().map(|front| front.document.title.as_str()).filter(|title| !title.is_empty());
    let [n_articles, n_sources, n_entities, n_mentions] = totals(&context.content);
    let groups = KindIx::number(&context.content.config.kinds).filter_map(|(kind, definition)| {
        let n = context.content.registry.entities.iter().filter(|entity| entity.kind == kind).count() as u64;
        (n > 0).then(|| FrontGroup {
            kind: definition.id.clone(),
            label: definition.plural.clone(),
            href: context.content.kind_route(kind).to_string(),
            n,
            entities: leading(&context.content, kind)
                .into_iter()
                .map(|(index, _)| components::listed_entity(&context.content, index))
                .collect(),
        })
    });
    FrontView {
        page: components::chrome(
            &context.content,
            route,
            title.unwrap_or(&context.content.config.title),
            &context.content.config.description,
            "front",
        ),
        body: context.content.front.as_ref().map(|front| body::free_page(context, front, route)).unwrap_or_default(),
        events: events(&context.content)
            .into_iter()
            .map(|(index, date)| KeyEvent {
                link: components::listed_entity(&context.content, index),
                date: components::date(&context.interface, Some(&date)),
                iso: date.to_string(),
            })
            .collect(),
        figures: figure_strips::widest(context),
        coverage: coverage::coverage(context),
        newest: context
            .content
            .link_index
            .by_date
            .iter()
            .take(MAX_ARTICLES)
            .map(|article| components::article_link(context, *article))
            .collect(),
        groups: groups.collect(),
        n_articles,
        n_sources,
        n_entities,
        n_mentions,
    }
}

/// Makes the page for unknown addresses. A host shows it at any address, so its links start at the path of the site. If that
/// path is not known, no relative address works in every folder, and the page has none.
#[must_use]
pub(crate) fn not_found_view(context: &RenderContext, route: &Route) -> NotFoundView {
    let mut page =
        components::chrome(&context.content, route, context.interface.theme.messages.text("not_found"), "", "");
    let path = context.content.config.base_url.splitn(4, '/').nth(3).map(|path| format!("/{path}"));
    let styles = if path.is_some() { String::new() } else { styles(context) };
    page.root = path.unwrap_or(page.root);
    page.canonical = String::new();
    NotFoundView { page, target: None, styles }
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
