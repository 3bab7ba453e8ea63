//! Where texts may link to, and what is wrong in them once it is known what the dossier holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::memo::Memo;
use crate::base::{Code, Diagnostic, Key, SourcePath};
use crate::link::targets::Target;
use crate::link::{Targets, references};
use crate::model::Route;
use crate::parse::{self, Body};
use crate::plan::Site;
use crate::render;
use crate::source::Snapshot;

/// Returns the files of content/media/ by their routes.
pub(super) fn media(snapshot: &Snapshot) -> BTreeMap<Route, (Key, Arc<[u8]>)> {
    let files = snapshot.files.iter();
    let route = |path: &SourcePath| {
        path.as_str().strip_prefix("content/media/").map(|name| Route::new(&format!("media/{name}")))
    };
    files.filter_map(|(path, file)| Some((route(path)?, (file.key, Arc::clone(&file.bytes))))).collect()
}

/// Returns everything that a text may link to.
pub(super) fn targets(site: &Site) -> Targets {
    let mut targets = Targets::default();
    for text in &site.articles {
        let article = &text.source;
        let target = Target {
            route: Site::article_route(&article.id),
            label: article.title.clone(),
            n_passages: article.body.n_passages(),
        };
        targets.add(&article.id, &article.file, target);
    }
    let entity_target = |index: usize| {
        let record = &site.registry.entities[index].record;
        Target { route: site.entity_route(index), label: record.name.value.clone(), n_passages: 0 }
    };
    for (index, entity) in site.registry.entities.iter().enumerate() {
        targets.add(&entity.record.id, &entity.record.span.file, entity_target(index));
    }
    for (old, index) in &site.registry.former {
        targets.add_former(old, entity_target(*index));
    }
    for page in &site.pages {
        // A free page has a file to be linked by, and an id only where nothing else bears it.
        let target = Target {
            route: Route::new(&format!("pages/{}.html", page.source.id)),
            label: page.source.title.clone(),
            n_passages: 0,
        };
        targets.add_file(&page.source.file, target.route.clone());
        targets.add_former(&page.source.id, target);
    }
    for route in site.media.keys() {
        targets.add_file(&SourcePath::new(&format!("content/{route}")), route.clone());
    }
    targets.add_file(&SourcePath::new("content/index.md"), Route::new("index.html"));
    targets
}

/// Reports what is wrong in texts once it is known what the dossier holds.
pub(super) fn check(site: &Site, memo: &Memo, generation: u64, diagnostics: &mut Vec<Diagnostic>) {
    let articles = site.articles.iter().map(|text| (text.key, &text.source.file, &text.source.body));
    let records =
        site.registry.entities.iter().map(|entity| (entity.key, &entity.record.span.file, &entity.record.body));
    let pages = site.pages.iter().chain(&site.front).map(|page| (page.key, &page.source.file, &page.source.body));
    for (key, file, body) in articles.chain(records).chain(pages) {
        references::check(file, body, &site.targets, diagnostics);
        if body.has_html && site.config.html == crate::config::HtmlPolicy::Sanitize {
            let dropped = memo.raw_html.get_or(key, generation, || render::raw_html::dropped(&raw_html(body)));
            if !dropped.is_empty() {
                let message = format!("raw HTML was made safe; dropped: {}", dropped.join(", "));
                diagnostics.push(
                    Diagnostic::of_file(Code::RawHtmlDropped, file, message).help("write it in Markdown, or remove it"),
                );
            }
        }
    }
    for text in &site.articles {
        references::check_pins(&text.source, &text.annotated, &site.targets, diagnostics);
    }
    for entity in &site.registry.entities {
        for source in entity.record.relations.iter().filter_map(|relation| relation.source.as_ref()) {
            let id = source.value.split('#').next().unwrap_or_default();
            if site.targets.find(id).is_none() {
                diagnostics.push(
                    Diagnostic::new(Code::UnknownId, source.span.clone(), format!("nothing has the id `{id}`"))
                        .help("name an article and a passage: `article-id#p3`")
                        .did_you_mean(id, site.targets.ids()),
                );
            }
        }
    }
}

fn raw_html(body: &Body) -> String {
    let all = body.nodes.iter().chain(body.notes.iter().flat_map(|note| &note.nodes));
    all.filter_map(|node| if let parse::Node::Html(html) = node { Some(html.as_str()) } else { None }).collect()
}
