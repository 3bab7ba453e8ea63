//! The theme's files -> [`Theme`]: whatever the site's folder has not, the built-in theme has.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::builtin;
use super::messages::Messages;
use super::templates::{TemplateFile, Templates};
use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder, SourcePath};
use crate::config::SiteConfig;
use crate::model::Route;
use crate::source::Snapshot;

/// Everything that draws pages.
pub struct Theme {
    /// Identity of all of it.
    pub key: Key,
    /// Identity of all of it but what stands in its style sheets: a page that is open can change these without being
    /// loaded again.
    pub unstyled_key: Key,
    /// The templates.
    pub templates: Templates,
    /// The interface's texts.
    pub messages: Messages,
    /// The files of static/, published under fingerprinted names.
    pub assets: Vec<Asset>,
}

/// A file of a theme that is published as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Name below static/.
    pub name: String,
    /// Where it is published.
    pub route: Route,
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// Key of its content.
    pub key: Key,
}

/// Loads the theme that the configuration names.
#[must_use]
pub fn load(snapshot: &Snapshot, config: &SiteConfig) -> Checked<Theme> {
    let mut diagnostics = Vec::new();
    let folder = format!("themes/{}", config.theme);
    let prefix = format!("{folder}/");
    let own: BTreeMap<&str, (&SourcePath, &Arc<[u8]>)> =
        snapshot.below(&prefix).map(|(path, file)| (&path.as_str()[prefix.len()..], (path, &file.bytes))).collect();
    if own.is_empty() && config.theme != "default" {
        diagnostics.push(missing(config, snapshot));
    }
    let mut key = KeyBuilder::new("theme");
    let mut unstyled = KeyBuilder::new("theme without styles");
    let mut templates = Vec::new();
    for (name, (path, bytes)) in &own {
        key.text(name).key(Key::of(bytes));
        unstyled.text(name);
        if !is_style(name) {
            unstyled.key(Key::of(bytes));
        }
        let Some(template) = name.strip_prefix("templates/").filter(|name| name.ends_with(".html")) else { continue };
        match std::str::from_utf8(bytes) {
            Ok(text) => templates.push(TemplateFile { name: template, path: (*path).clone(), text }),
            Err(_) => diagnostics
                .push(Diagnostic::of_file(Code::NotUtf8, path, "this template is not UTF-8").help("save it as UTF-8")),
        }
    }
    let lang_name = format!("lang/{}.yaml", config.language.as_str());
    let short_name = format!("lang/{}.yaml", config.language.as_str().split('-').next().unwrap_or_default());
    let own_lang = own.get(lang_name.as_str()).or_else(|| own.get(short_name.as_str()));
    let own_lang = own_lang.and_then(|(path, bytes)| Some((*path, std::str::from_utf8(bytes).ok()?)));
    let messages = Messages::load(&config.language, own_lang, &mut diagnostics);
    let templates = Templates::load(&templates, &folder, &messages, &mut diagnostics);
    let assets = assets(&own);
    // What is built in changes with the binary only.
    key.text(env!("CARGO_PKG_VERSION")).debug(&messages.all());
    for (name, bytes) in builtin::FILES {
        key.text(name).key(Key::of(bytes));
    }
    let theme = Theme { key: key.finish(), unstyled_key: unstyled.finish(), templates, messages, assets };
    Checked { value: theme, diagnostics }
}

/// Tells whether a file of a theme is a style sheet.
#[must_use]
pub fn is_style(name: &str) -> bool {
    name.starts_with("static/") && name.ends_with(".css")
}

fn missing(config: &SiteConfig, snapshot: &Snapshot) -> Diagnostic {
    let site = SourcePath::new(crate::config::site::FILE);
    let span = config.theme_span.clone().unwrap_or_else(|| crate::base::Span::whole(&site));
    let known: Vec<&str> = snapshot
        .files
        .keys()
        .filter_map(|path| path.as_str().strip_prefix("themes/")?.split('/').next())
        .chain(["default"])
        .collect();
    Diagnostic::new(Code::MissingTheme, span, format!("there is no theme `{}`", config.theme))
        .help(format!("make the folder themes/{}, or use `default`", config.theme))
        .did_you_mean(&config.theme, known)
}

fn assets(own: &BTreeMap<&str, (&SourcePath, &Arc<[u8]>)>) -> Vec<Asset> {
    let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    for (name, bytes) in builtin::FILES {
        if let Some(name) = name.strip_prefix("static/") {
            files.insert(name.to_owned(), Arc::from(*bytes));
        }
    }
    for (name, (_, bytes)) in own {
        if let Some(name) = name.strip_prefix("static/") {
            files.insert(name.to_owned(), Arc::clone(bytes));
        }
    }
    files.into_iter().map(|(name, bytes)| asset(name, bytes)).collect()
}

/// Names an asset after its content: `style.css` -> `assets/style.1a2b3c4d.css`, so that no cache is ever stale.
#[must_use]
pub fn asset(name: String, bytes: Arc<[u8]>) -> Asset {
    let key = Key::of(&bytes);
    let (folder, file) = name.rsplit_once('/').map_or(("", name.as_str()), |(folder, file)| (folder, file));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let file = match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{}.{extension}", key.short()),
        None => format!("{file}.{}", key.short()),
    };
    Asset { route: Route::new(&format!("assets/{folder}{file}")), name, bytes, key }
}
