//! Draws a planned page: its template draws its view, then spaces and text direction are set.

use super::book;
use super::typeset::typeset;
use crate::base::{Diagnostic, panic_boundary};
use crate::html::direction::set_direction;
use crate::pages::{KeyedPage, PageContent, PageKind, page_content};
use crate::theme::load::TemplateUsage;
use crate::views::context::RenderContext;

/// The bytes of a page, and what went wrong while drawing it.
#[derive(Clone, Debug, Default)]
pub struct Artifact {
    /// What is written; `None` where the page could not be drawn, so that the last good one stays.
    pub bytes: Option<Vec<u8>>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Draws a page; see [`crate::pages`] for what it shows.
#[must_use]
pub fn render(context: &RenderContext, page: &KeyedPage) -> Artifact {
    let route = &page.route;
    panic_boundary::failpoint("draw", route.as_str());
    if let PageKind::Book(edition) = page.kind {
        return Artifact { bytes: Some(book::bytes(context, edition)), diagnostics: Vec::new() };
    }
    let view = match page_content(context, &page.kind, route, &context.interface.theme.usage) {
        None => return Artifact::default(),
        Some(PageContent::Made(bytes)) => return Artifact { bytes: Some(bytes), diagnostics: Vec::new() },
        Some(PageContent::File(bytes)) => return Artifact { bytes: Some(bytes.to_vec()), diagnostics: Vec::new() },
        Some(PageContent::View(view)) => view,
    };
    let templates = &context.interface.theme.templates;
    match templates.draw(view.template(), &view, &context.interface.global_context) {
        Ok(html) => {
            let language = &context.content.config.language;
            let html = set_direction(typeset(&html, language), language);
            Artifact { bytes: Some(html.into_bytes()), diagnostics: Vec::new() }
        }
        Err(error) => Artifact { bytes: None, diagnostics: vec![templates.diagnostic(&error, route.as_str())] },
    }
}

/// Returns all that the template of a page sees, and the template's name; `None` for what no template draws.
#[must_use]
pub fn view(context: &RenderContext, page: &KeyedPage) -> Option<(String, serde_json::Value)> {
    let Some(PageContent::View(view)) = page_content(context, &page.kind, &page.route, &TemplateUsage::default())
    else {
        return None;
    };
    let mut all = serde_json::to_value(&context.interface.site_context).unwrap_or_default();
    if let (Some(all), Ok(serde_json::Value::Object(own))) = (all.as_object_mut(), serde_json::to_value(&view)) {
        all.extend(own);
    }
    Some((format!("{}.html", view.template()), all))
}
