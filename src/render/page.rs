//! Draws a planned page: builds its view, gives it to its template.

use std::cell::Cell;

use super::body;
use super::input::{BodyInput, NoteWords};
use super::margin::MarginNote;
use crate::annotate::{Annotated, Rule};
use crate::base::{Diagnostic, SourcePath, guard};
use crate::config::LinkPolicy;
use crate::export;
use crate::model::{Id, Route};
use crate::parse::{Body, Verdict};
use crate::plan::drawn::{map, network};
use crate::plan::pages::{self, Page, Subject};
use crate::plan::{
    article, copies, entity, free_pages, front, listing, names, parts, passages, search, site::Site, speech, together,
};
use crate::theme::load::TemplatesUses;
use crate::theme::{DrawError, dates};

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
    render_with(site, page, &site.theme.uses, &|name, view| view.draw(site, name))
}

/// Returns all that the template of a page sees, and the template's name; `None` for what no template draws.
#[must_use]
pub fn view(site: &Site, page: &Page) -> Option<(String, serde_json::Value)> {
    let seen = Cell::new(None);
    let _ = render_with(site, page, &TemplatesUses::default(), &|name, view| {
        seen.set(Some((format!("{name}.html"), view.data(site))));
        Ok(String::new())
    });
    seen.take()
}

type DrawView<'a> = &'a dyn Fn(&str, &dyn erased::Draw) -> Result<String, DrawError>;

fn render_with(site: &Site, page: &Page, uses: &TemplatesUses, draw: DrawView<'_>) -> Artifact {
    let route = &page.route;
    guard::fault("draw", route.as_str());
    let text = |body: &Body, annotated: &Annotated, file: &SourcePath, own: Option<&Id>| {
        draw_piece(site, route, &Piece { body, annotated, file, own, article: false, margin: &[] })
    };
    let drawn = match &page.subject {
        Subject::Article(index) => {
            let source = &site.articles[*index];
            if !source.is_whole {
                return Artifact::default();
            }
            let article = &source.source;
            let margin = margin(site, route, &article.id);
            let piece = Piece {
                body: &article.body,
                annotated: &source.annotated,
                file: &article.file,
                own: None,
                article: true,
                margin: &margin,
            };
            let body = draw_piece(site, route, &piece);
            draw("article", &article::view(site, *index, route, body, &uses.article))
        }
        Subject::Entity(index) => {
            let record = &site.registry.entities[*index].record;
            let body = text(&record.body, &site.record_texts[*index], &record.span.file, Some(&record.id));
            draw("entity", &entity::view(site, *index, route, body, &uses.entity))
        }
        Subject::Front => {
            let body =
                site.front.as_ref().map(|front| text(&front.source.body, &front.annotated, &front.source.file, None));
            draw("front", &front::view(site, route, body.unwrap_or_default()))
        }
        Subject::Free(index) => {
            let free = &site.pages[*index];
            let body = text(&free.source.body, &free.annotated, &free.source.file, None);
            draw("page", &front::free_view(site, free, route, body))
        }
        Subject::FreePages => draw("page", &free_pages::view(site, route)),
        Subject::Copies(index) => draw("copies", &copies::view(site, &site.dossier.copies.groups[*index], route)),
        Subject::Chronology => draw("chronology", &speech::chronology(site, route)),
        Subject::Quotes => draw("quotes", &speech::quotes(site, route)),
        Subject::Names => draw("names", &names::view(site, route)),
        Subject::Map => draw("map", &map::view(site, route)),
        Subject::Network => draw("network", &network::view(site, route)),
        Subject::Together(from, to) => draw("together", &together::view(site, *from, *to, route)),
        Subject::Sources => draw("sources", &listing::sources_view(site, None, route)),
        Subject::OlderSources(number) => draw("sources", &listing::sources_view(site, Some(*number), route)),
        Subject::OlderPassages(index, number) => {
            draw("passages", &passages::older_view(site, *index, *number, route, &uses.passages))
        }
        Subject::Kind(kind) => draw("kind", &listing::kind_view(site, *kind, route)),
        Subject::Tags => draw("tags", &listing::tags_view(site, route)),
        Subject::Tag(slug) => match site.dossier.tags.by_slug.get(slug) {
            Some(tag) => draw("tag", &listing::tag_view(site, slug, tag, None, route)),
            None => return Artifact::default(),
        },
        Subject::OlderTagged(slug, number) => match site.dossier.tags.by_slug.get(slug) {
            Some(tag) => draw("tag", &listing::tag_view(site, slug, tag, Some(*number), route)),
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
        Subject::Search => draw("search", &search::view(site, route)),
        Subject::SearchFile(file) => return bytes(search::draw(site, *file)),
        Subject::NotFound => draw("404", &front::not_found_view(site, route)),
        Subject::Export(index) => return bytes((export::FILES[*index].draw)(&pages::export_input(site))),
        Subject::Asset(index) => return bytes(site.theme.assets[*index].bytes.to_vec()),
        Subject::KindColors => return bytes(pages::kind_colors(site).into_bytes()),
        Subject::Media => return bytes(site.media.get(route).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default()),
    };
    match drawn {
        Ok(html) => {
            let language = &site.config.language;
            bytes(super::direction::directed(super::typeset::typeset(&html, language), language).into_bytes())
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
struct Piece<'a> {
    body: &'a Body,
    annotated: &'a Annotated,
    file: &'a SourcePath,
    /// The entity whose own page it stands on.
    own: Option<&'a Id>,
    /// Whether it is the article itself, with anchors and notes.
    article: bool,
    margin: &'a [MarginNote],
}

fn draw_piece(site: &Site, route: &Route, piece: &Piece<'_>) -> String {
    let t = &site.theme.messages;
    let entity = |id: &Id| site.registry.find(id.as_str()).map(|index| parts::linked(site, index));
    let rule = |rule: Rule| t.text(rule.text_key());
    let date = |value: &str| dates::value(value, t.is_french());
    body::draw(&BodyInput {
        body: piece.body,
        annotated: piece.annotated,
        file: piece.file,
        targets: &site.targets,
        root: &route.to_root(),
        entity: &entity,
        size: &|route| crate::plan::picture::size(site, route),
        // A record's few sentences name each thing once or twice: the first is enough.
        policy: if piece.article { site.config.link } else { LinkPolicy::First },
        html: site.config.html,
        own: piece.own,
        anchors: piece.article,
        words: NoteWords {
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
    let nothing = Annotated::default();
    let notes = site.notes.get(article).map_or(&[][..], |(_, notes)| notes.as_slice());
    let made = notes.iter().map(|placed| {
        let note = &placed.note;
        let piece =
            Piece { body: &note.body, annotated: &nothing, file: &placed.file, own: None, article: false, margin: &[] };
        let signature: Vec<String> = [note.by.clone(), parts::date(site, note.date.as_ref())]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let verdict = note.verdict.map_or("", Verdict::as_str);
        MarginNote {
            passage: placed.passage.clone(),
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
            site.theme.templates.draw(template, self, &site.frame)
        }

        fn data(&self, site: &Site) -> serde_json::Value {
            let mut all = serde_json::to_value(&site.constants).unwrap_or_default();
            if let (Some(all), Ok(serde_json::Value::Object(own))) = (all.as_object_mut(), serde_json::to_value(self)) {
                all.extend(own);
            }
            all
        }
    }
}
