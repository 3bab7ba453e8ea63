//! Makes the interface of a site: its theme, the context of every template (facts of the site, menu, files of the theme),
//! and the keys of these.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::components::{KIND_COLORS, has_kind_colors, kind_colors_route};
use super::content::Content;
use super::context::Interface;
use super::shared::{Link, SiteContext, SiteFacts};
use super::{as_of, doors};
use crate::base::{Key, KeyBuilder};
use crate::config::SitePart;
use crate::export::{EXPORTS, Export, books};
use crate::theme::{GlobalContext, Theme};

/// Makes the interface of a site: its theme, what all pages share, and the key of both.
#[must_use]
pub(crate) fn interface(theme: Arc<Theme>, content: &Content) -> Interface {
    let site_context = site_context(&theme, content);
    let key = |theme: Key, site_context: &SiteContext| {
        let site_context = serde_json::to_string(site_context).unwrap_or_default();
        KeyBuilder::new("frame").key(theme).add(&content.config).text(&site_context).finish()
    };
    let mut unstyled = site_context.clone();
    unstyled.assets.retain(|name, _| !name.ends_with(".css"));
    Interface {
        global_key: key(theme.key, &site_context),
        unstyled_global_key: key(theme.unstyled_key, &unstyled),
        global_context: GlobalContext::new(&site_context),
        site_context,
        theme,
    }
}

/// Makes the context of every template.
fn site_context(theme: &Theme, content: &Content) -> SiteContext {
    let config = &content.config;
    let t = &theme.messages;
    let nav = doors::entries(t, content);
    SiteContext {
        site: SiteFacts {
            title: config.title.clone(),
            description: config.description.clone(),
            author: config.author.clone(),
            language: config.language.to_string(),
            locale: locale(config.language.as_str()),
            nonce: KeyBuilder::new("nonce").text(&config.title).finish().to_string(),
            colors: config
                .kinds
                .iter()
                .filter(|kind| !kind.color.is_empty())
                .map(|kind| (kind.id.clone(), kind.color.clone()))
                .collect(),
            search: config.has(SitePart::Search),
            downloads: downloads(theme, content),
            as_of: as_of::links(content, theme.messages.format()),
        },
        doors: doors::doors(t, &nav),
        nav,
        assets: assets(theme, content),
    }
}

/// Returns the published files of the theme with their routes, and the style sheet of the kinds' colours, unless the theme has a
/// file of this name.
fn assets(theme: &Theme, content: &Content) -> BTreeMap<String, String> {
    let kinds = has_kind_colors(content).then(|| (KIND_COLORS.to_owned(), kind_colors_route(content).href()));
    kinds.into_iter().chain(theme.assets.iter().map(|asset| (asset.name.clone(), asset.route.href()))).collect()
}

/// Returns the published files with what each is in the interface's language: the text `take_` and the format's name; of an
/// archive, which no command prints, the file's name.
fn downloads(theme: &Theme, content: &Content) -> Vec<Link> {
    let config = &content.config;
    let one = |name: &str, route: &str| {
        let key = format!("take_{}", name.replace('-', "_"));
        Link { label: theme.messages.text(&key).to_owned(), href: route.to_owned() }
    };
    let name_of = |format: &Export| -> Option<&'static str> {
        let archive = format.route.strip_prefix("data/").and_then(|file| file.strip_suffix(".zip"));
        Some(format.name).filter(|name| !name.is_empty()).or(archive)
    };
    let formats = EXPORTS.iter().filter(|format| (format.is_enabled)(config));
    let formats = formats.filter_map(|format| Some(one(name_of(format)?, format.route)));
    let books = books(config).map(|book| one(book.name.0, book.route));
    books.chain(formats).collect()
}

/// Returns the Open Graph locale of a language tag.
fn locale(tag: &str) -> String {
    match tag.split('-').collect::<Vec<_>>()[..] {
        [language] => crate::lang::by_tag(language).format.locale.to_owned(),
        [language, country] if country.len() == 2 => format!("{language}_{}", country.to_ascii_uppercase()),
        _ => String::new(),
    }
}
