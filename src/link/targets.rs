//! Everything that a text may link to -> the table of routes.
//!
//! The table depends only on ids, files and titles; its key covers these, and a cache keeps it between builds.

use super::resolver::{LinkTarget, RouteTable, TargetTitle};
use crate::base::{Key, KeyBuilder, SourcePath};
use crate::model::{ArticleIx, EntityIx, EntityKind, Id, Route, routes};
use crate::parse::{Article, FreePage};
use crate::registry::Registry;

/// Everything that a text may link to, except the articles.
pub(crate) struct LinkTargets<'a> {
    /// The kinds of entities.
    pub kinds: &'a [EntityKind],
    /// The records.
    pub registry: &'a Registry,
    /// The free pages.
    pub pages: Vec<&'a FreePage>,
    /// The published files of content/media/.
    pub media: Vec<&'a Route>,
}

impl LinkTargets<'_> {
    /// Returns the key of the table of routes; `articles` is the key of the ids and files of the articles.
    #[must_use]
    pub(crate) fn key(&self, articles: Key) -> Key {
        let mut key = KeyBuilder::new("book");
        key.key(articles).add(&self.kinds);
        for entity in &self.registry.entities {
            let record = &entity.record;
            key.add(&entity.kind).text(record.id.as_str()).text(record.span.file.as_str()).text(&record.name.value);
        }
        for (old, index) in &self.registry.former {
            key.text(old.as_str()).add(index);
        }
        for page in &self.pages {
            key.text(page.id.as_str()).text(page.file.as_str()).text(&page.title);
        }
        for route in &self.media {
            key.text(route.as_str());
        }
        key.finish()
    }

    /// Returns the table of routes; `articles` are all published ones, in order of id.
    #[must_use]
    pub(crate) fn route_table<'b>(&self, articles: impl Iterator<Item = &'b Article>) -> RouteTable {
        let mut table = RouteTable::default();
        for (index, article) in ArticleIx::number(articles) {
            let target = LinkTarget { route: routes::article(&article.id), title: TargetTitle::Article(index) };
            for old in article.former.iter().filter_map(|old| Id::parse(&old.value).ok()) {
                table.add_former(&old, target.clone());
            }
            table.add(&article.id, &article.file, target);
        }
        for (index, entity) in EntityIx::number(&self.registry.entities) {
            table.add(&entity.record.id, &entity.record.span.file, self.entity_target(index));
        }
        for (old, index) in &self.registry.former {
            table.add_former(old, self.entity_target(*index));
        }
        for page in &self.pages {
            // A free page is linked by its file, and by its id only if nothing else has that id.
            let route = routes::free_page(&page.id);
            table.add_file(&page.file, route.clone());
            table.add_former(&page.id, LinkTarget { route, title: TargetTitle::Literal(page.title.clone()) });
        }
        for route in &self.media {
            table.add_file(&SourcePath::new(&format!("content/{route}")), Route::clone(route));
        }
        table.add_file(&SourcePath::new("content/index.md"), Route::new(routes::FRONT));
        table
    }

    fn entity_target(&self, index: EntityIx) -> LinkTarget {
        let entity = &self.registry.entities[index];
        let folder = self.kinds.get(entity.kind.get()).map_or("pages", |kind| &kind.folder);
        let route = routes::entity(folder, &entity.record.id);
        LinkTarget { route, title: TargetTitle::Literal(entity.record.name.value.clone()) }
    }
}
