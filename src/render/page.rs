//! Draws a planned page: builds its view, gives it to its template.

use super::body::{self, BodyInput, NoteWords};
use super::code;
use crate::annotate::Annotated;
use crate::base::{Diagnostic, SourcePath};
use crate::config::LinkPolicy;
use crate::export;
use crate::model::{Id, Route};
use crate::parse::Body;
use crate::plan::pages::{self, Page, Subject};
use crate::plan::{article, entity, front, listing, site::Site};
use crate::theme::DrawError;

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
pub fn render(site: &Site, page: &Page) -> Artifact {
    let route = &page.route;
    let draw = |name: &str, view: &dyn erased::Draw| view.draw(site, name);
    let text = |body: &Body, annotated: &Annotated, file: &SourcePath, own: Option<&Id>, anchors: bool| {
        draw_body(site, route, body, annotated, file, own, anchors)
    };
    let drawn = match &page.subject {
        Subject::Article(index) => {
            let source = &site.articles[*index];
            let body = text(&source.source.body, &source.annotated, &source.source.file, None, true);
            draw("article", &article::view(site, *index, route, body))
        }
        Subject::Entity(index) => {
            let record = &site.registry.entities[*index].record;
            let body = text(&record.body, &site.record_texts[*index], &record.span.file, Some(&record.id), false);
            draw("entity", &entity::view(site, *index, route, body))
        }
        Subject::Front => {
            let body = site
                .front
                .as_ref()
                .map(|front| text(&front.source.body, &front.annotated, &front.source.file, None, false));
            draw("front", &front::view(site, route, body.unwrap_or_default()))
        }
        Subject::Free(index) => {
            let free = &site.pages[*index];
            let body = text(&free.source.body, &free.annotated, &free.source.file, None, false);
            draw("page", &front::free_view(site, free, route, body))
        }
        Subject::Sources => draw("sources", &listing::sources_view(site, route)),
        Subject::Kind(kind) => draw("kind", &listing::kind_view(site, *kind, route)),
        Subject::Tags => draw("tags", &listing::tags_view(site, route)),
        Subject::Tag(slug) => match site.dossier.tags.get(slug) {
            Some(tag) => draw("tag", &listing::tag_view(site, tag, route)),
            None => return Artifact::default(),
        },
        Subject::Redirect(index) => {
            let name = &site.registry.entities[*index].record.name.value;
            draw("redirect", &front::redirect_view(site, name, &site.entity_route(*index), route))
        }
        Subject::MovedArticle(index) => {
            let article = &site.articles[*index].source;
            draw("redirect", &front::redirect_view(site, &article.title, &Site::article_route(&article.id), route))
        }
        Subject::NotFound => draw("404", &front::not_found_view(site, route)),
        Subject::Export(index) => return bytes((export::FILES[*index].draw)(&pages::export_input(site))),
        Subject::Asset(index) => return bytes(site.theme.assets[*index].bytes.to_vec()),
        Subject::CodeStyle => return bytes(code::style().into_bytes()),
        Subject::Media => return bytes(site.media.get(route).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default()),
    };
    match drawn {
        Ok(html) => bytes(html.into_bytes()),
        Err(error) => {
            Artifact { bytes: None, diagnostics: vec![site.theme.templates.diagnostic(&error, route.as_str())] }
        }
    }
}

fn bytes(bytes: Vec<u8>) -> Artifact {
    Artifact { bytes: Some(bytes), diagnostics: Vec::new() }
}

fn draw_body(
    site: &Site,
    route: &Route,
    body: &Body,
    annotated: &Annotated,
    file: &SourcePath,
    own: Option<&Id>,
    anchors: bool,
) -> String {
    let t = &site.theme.messages;
    let entity = |id: &Id| {
        let index = site.registry.find(id.as_str())?;
        Some((site.entity_route(index), site.registry.entities[index].record.kind.clone()))
    };
    body::draw(&BodyInput {
        body,
        annotated,
        file,
        targets: &site.targets,
        root: &route.to_root(),
        entity: &entity,
        // A record's few sentences name each thing once or twice: the first is enough.
        policy: if anchors { site.config.link } else { LinkPolicy::First },
        html: site.config.html,
        own,
        anchors,
        words: NoteWords { notes: t.text("notes"), note: t.text("note"), back: t.text("back_to_text") },
    })
}

/// Views are of many types; each can be drawn.
mod erased {
    use super::{DrawError, Site};

    pub(super) trait Draw {
        fn draw(&self, site: &Site, template: &str) -> Result<String, DrawError>;
    }

    impl<View: serde::Serialize> Draw for View {
        fn draw(&self, site: &Site, template: &str) -> Result<String, DrawError> {
            site.theme.templates.draw(template, self, &site.constants)
        }
    }
}
