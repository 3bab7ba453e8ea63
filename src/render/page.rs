//! Draws a planned page: builds its view, gives it to its template.

use std::cell::Cell;

use crate::annotate::{Annotations, LinkReason};
use crate::base::{Diagnostic, SourcePath, panic_boundary};
use crate::config::LinkPolicy;
use crate::export;
use crate::html::body;
use crate::html::input::{BodyInput, InterfaceTexts};
use crate::html::margin::MarginNote;
use crate::model::{Id, Route, routes};
use crate::pages::plan;
use crate::pages::plan::{KeyedPage, PageKind};
use crate::parse::{Body, ClaimVerdict};
use crate::theme::load::TemplateUsage;
use crate::theme::{DrawError, dates};
use crate::views::graphics::{map, network};
use crate::views::site::Site;
use crate::views::{
    article, backlinks, components, copies, dates_and_quotes, entity, entity_pair, free_pages, front, listing,
    name_index, search,
};

/// The bytes of a page, and what went wrong while drawing it.
#[derive(Clone, Debug, Default)]
pub struct Artifact {
    /// What is written; `None` where the page could not be drawn, so that the last good one stays.
    pub bytes: Option<Vec<u8>>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Draws a page.
#[must_use]
pub fn render(site: &Site, page: &KeyedPage) -> Artifact {
    render_with(site, page, &site.theme.usage, &|name, view| view.draw(site, name))
}

/// Returns all that the template of a page sees, and the template's name; `None` for what no template draws.
#[must_use]
pub fn view(site: &Site, page: &KeyedPage) -> Option<(String, serde_json::Value)> {
    let seen = Cell::new(None);
    let _ = render_with(site, page, &TemplateUsage::default(), &|name, view| {
        seen.set(Some((format!("{name}.html"), view.data(site))));
        Ok(String::new())
    });
    seen.take()
}

type DrawView<'a> = &'a dyn Fn(&str, &dyn erased::Draw) -> Result<String, DrawError>;

fn render_with(site: &Site, page: &KeyedPage, uses: &TemplateUsage, draw: DrawView<'_>) -> Artifact {
    let route = &page.route;
    panic_boundary::failpoint("draw", route.as_str());
    let text = |body: &Body, annotated: &Annotations, file: &SourcePath, own: Option<&Id>| {
        draw_piece(site, route, &TextPart { body, annotated, file, own_entity: own, article: false, margin: &[] })
    };
    let drawn = match &page.kind {
        PageKind::Article(index) => {
            let source = &site.articles[*index];
            if !source.is_whole {
                return Artifact::default();
            }
            let article = &source.document;
            let margin = margin(site, route, &article.id);
            let piece = TextPart {
                body: &article.body,
                annotated: &source.annotated,
                file: &article.file,
                own_entity: None,
                article: true,
                margin: &margin,
            };
            let body = draw_piece(site, route, &piece);
            draw("article", &article::view(site, *index, route, body, &uses.article))
        }
        PageKind::Entity(index) => {
            let record = &site.registry.entities[*index].record;
            let body = text(&record.body, &site.record_texts[*index], &record.span.file, Some(&record.id));
            draw("entity", &entity::view(site, *index, route, body, &uses.entity))
        }
        PageKind::Front => {
            let body = site
                .front
                .as_ref()
                .map(|front| text(&front.document.body, &front.annotated, &front.document.file, None));
            draw("front", &front::view(site, route, body.unwrap_or_default()))
        }
        PageKind::FreePage(index) => {
            let free = &site.pages[*index];
            let body = text(&free.document.body, &free.annotated, &free.document.file, None);
            draw("page", &front::free_view(site, free, route, body))
        }
        PageKind::FreePageIndex => draw("page", &free_pages::view(site, route)),
        PageKind::Copies(index) => draw("copies", &copies::view(site, &site.link_index.copies.groups[*index], route)),
        PageKind::Chronology => draw("chronology", &dates_and_quotes::chronology(site, route)),
        PageKind::Quotes => draw("quotes", &dates_and_quotes::quotes(site, route)),
        PageKind::NameIndex => draw("names", &name_index::view(site, route)),
        PageKind::Map => draw("map", &map::view(site, route)),
        PageKind::Network => draw("network", &network::view(site, route)),
        PageKind::EntityPair(from, to) => draw("together", &entity_pair::view(site, *from, *to, route)),
        PageKind::ArticleIndex => draw("sources", &listing::article_index_view(site, None, route)),
        PageKind::OlderArticles(number) => draw("sources", &listing::article_index_view(site, Some(*number), route)),
        PageKind::OlderBacklinks(index, number) => {
            draw("passages", &backlinks::older_view(site, *index, *number, route, &uses.passages))
        }
        PageKind::KindIndex(kind) => draw("kind", &listing::kind_view(site, *kind, route)),
        PageKind::Tags => draw("tags", &listing::tags_view(site, route)),
        PageKind::Tag(slug) => match site.link_index.tags.by_slug.get(slug) {
            Some(tag) => draw("tag", &listing::tag_view(site, slug, tag, None, route)),
            None => return Artifact::default(),
        },
        PageKind::OlderTag(slug, number) => match site.link_index.tags.by_slug.get(slug) {
            Some(tag) => draw("tag", &listing::tag_view(site, slug, tag, Some(*number), route)),
            None => return Artifact::default(),
        },
        PageKind::EntityRedirect(index) => {
            let name = &site.registry.entities[*index].record.name.value;
            draw("redirect", &front::redirect_view(site, name, &site.entity_route(*index), route))
        }
        PageKind::ArticleRedirect(index) => {
            let article = &site.articles[*index].document;
            draw("redirect", &front::redirect_view(site, &article.title, &routes::article(&article.id), route))
        }
        PageKind::Search => draw("search", &search::view(site, route)),
        PageKind::SearchFile(file) => return bytes(search::draw(site, *file)),
        PageKind::NotFound => draw("404", &front::not_found_view(site, route)),
        PageKind::Export(index) => return bytes((export::EXPORTS[*index].draw)(&plan::export_input(site))),
        PageKind::Asset(index) => return bytes(site.theme.assets[*index].bytes.to_vec()),
        PageKind::KindColors => return bytes(plan::kind_colors(site).into_bytes()),
        PageKind::Media => return bytes(site.media.get(route).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default()),
    };
    match drawn {
        Ok(html) => {
            let language = &site.config.language;
            bytes(
                crate::html::direction::set_direction(super::typeset::typeset(&html, language), language).into_bytes(),
            )
        }
        Err(error) => {
            Artifact { bytes: None, diagnostics: vec![site.theme.templates.diagnostic(&error, route.as_str())] }
        }
    }
}

fn bytes(bytes: Vec<u8>) -> Artifact {
    Artifact { bytes: Some(bytes), diagnostics: Vec::new() }
}

/// A text that is drawn as part of a page.
struct TextPart<'a> {
    body: &'a Body,
    annotated: &'a Annotations,
    file: &'a SourcePath,
    /// The entity whose own page it stands on.
    own_entity: Option<&'a Id>,
    /// Whether it is the article itself, with anchors and notes.
    article: bool,
    margin: &'a [MarginNote],
}

fn draw_piece(site: &Site, route: &Route, piece: &TextPart<'_>) -> String {
    let t = &site.theme.messages;
    let entity = |id: &Id| site.registry.find(id.as_str()).map(|index| components::mention_link(site, index));
    let rule = |rule: LinkReason| t.text(rule.text_key());
    let date = |value: &str| dates::value(value, t.is_french());
    body::draw(&BodyInput {
        body: piece.body,
        annotated: piece.annotated,
        file: piece.file,
        link_resolver: &site.link_resolver,
        root: &route.to_root(),
        mention_link: &entity,
        picture_size: &|route| crate::views::picture::size(site, route),
        // A record's few sentences name each thing once or twice: the first is enough.
        policy: if piece.article { site.config.link } else { LinkPolicy::First },
        html: site.config.html,
        own_entity: piece.own_entity,
        anchors: piece.article,
        texts: InterfaceTexts {
            notes: t.text("notes"),
            note: t.text("note"),
            back: t.text("back_to_text"),
            table: t.text("table"),
            colon: t.text("colon"),
            rule: &rule,
            date: &date,
        },
        margin: piece.margin,
    })
}

/// Makes the margin notes of an article.
fn margin(site: &Site, route: &Route, article: &Id) -> Vec<MarginNote> {
    let t = &site.theme.messages;
    let nothing = Annotations::default();
    let notes = site.notes.get(article).map_or(&[][..], |(_, notes)| notes.as_slice());
    let made = notes.iter().map(|placed| {
        let note = &placed.note;
        let piece = TextPart {
            body: &note.body,
            annotated: &nothing,
            file: &placed.file,
            own_entity: None,
            article: false,
            margin: &[],
        };
        let signature: Vec<String> = [note.by.clone(), components::date(site, note.date.as_ref())]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let verdict = note.verdict.map_or("", ClaimVerdict::as_str);
        MarginNote {
            target: placed.target.clone(),
            html: draw_piece(site, route, &piece),
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

/// Views are of many types; each can be drawn.
mod erased {
    use super::{DrawError, Site};

    pub(super) trait Draw {
        fn draw(&self, site: &Site, template: &str) -> Result<String, DrawError>;

        fn data(&self, site: &Site) -> serde_json::Value;
    }

    impl<View: serde::Serialize> Draw for View {
        fn draw(&self, site: &Site, template: &str) -> Result<String, DrawError> {
            site.theme.templates.draw(template, self, &site.global_context)
        }

        fn data(&self, site: &Site) -> serde_json::Value {
            let mut all = serde_json::to_value(&site.site_context).unwrap_or_default();
            if let (Some(all), Ok(serde_json::Value::Object(own))) = (all.as_object_mut(), serde_json::to_value(self)) {
                all.extend(own);
            }
            all
        }
    }
}
