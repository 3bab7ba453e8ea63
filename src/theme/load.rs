//! Loads a theme: its templates, messages and published files. A file that it lacks is taken from the theme below.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::layers::{self, Layer};
use super::messages::Messages;
use super::template_fields::{self, TemplateFields};
use super::templates::{TemplateFile, Templates};
use super::{builtin, style_sheet};
use crate::base::{Code, Diagnostic, Key, KeyBuilder, SourcePath, Span, StageOutput};
use crate::config::SiteConfig;
use crate::model::{LangTag, Route, routes};
use crate::say;
use crate::source::Snapshot;

/// Everything that pages are rendered with.
pub struct Theme {
    /// Key of all of it.
    pub key: Key,
    /// Key of all of it except the content of style sheets, which an open page can replace without being loaded
    /// again.
    pub unstyled_key: Key,
    /// The templates.
    pub templates: Templates,
    /// Which fields they use.
    pub usage: TemplateUsage,
    /// The interface's texts.
    pub messages: Messages,
    /// Whether all pages have the policy of the default theme: no template of the site's own brings another head.
    pub has_default_policy: bool,
    /// The files of static/, published under fingerprinted names.
    pub assets: Vec<Asset>,
}

/// The fields that templates use, for kinds of page that are numerous.
#[derive(Clone, Debug)]
pub struct TemplateUsage {
    /// Fields of an article.
    pub article: TemplateFields,
    /// Fields of a record.
    pub entity: TemplateFields,
    /// Fields of a page of older passages.
    pub passages: TemplateFields,
    /// Which lists may be divided into pages: those whose own templates use `paging`. Otherwise the older pages would be
    /// unreachable.
    pub pagination: Pagination,
}

impl TemplateUsage {
    fn of(read: &template_fields::TemplateScan<'_>) -> Self {
        let is_cut = |name: &str| read.references("paging", name);
        Self {
            article: read.fields("article"),
            entity: read.fields("entity"),
            passages: read.fields("passages"),
            pagination: Pagination { article_index: is_cut("sources"), tag: is_cut("tag"), entity: is_cut("entity") },
        }
    }
}

/// For each list, whether its template supports pagination.
#[derive(Clone, Copy, Debug)]
pub struct Pagination {
    /// The list of articles.
    pub article_index: bool,
    /// The articles of a tag.
    pub tag: bool,
    /// The passages of a record.
    pub entity: bool,
}

impl Default for TemplateUsage {
    /// All fields: for views that are shown as data, or if the built-in templates replace broken ones.
    fn default() -> Self {
        let cut = Pagination { article_index: true, tag: true, entity: true };
        Self {
            article: TemplateFields::default(),
            entity: TemplateFields::default(),
            passages: TemplateFields::default(),
            pagination: cut,
        }
    }
}

/// A file of a theme that is published unchanged.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Name below static/.
    pub name: String,
    /// Its route.
    pub route: Route,
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// Key of its content.
    pub key: Key,
}

/// Reports tags in templates that load what the Content-Security-Policy of the pages blocks. A theme with its own policy is
/// not checked.
fn check_nonces(templates: &[TemplateFile<'_>]) -> Vec<Diagnostic> {
    let own = || templates.iter().filter(|template| !template.name.starts_with(super::templates::BUILTIN));
    if own().any(|template| template.text.contains("Content-Security-Policy")) {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    for template in own() {
        let starts = template.text.match_indices("<script").chain(template.text.match_indices("<link"));
        for (start, _) in starts {
            let tag = template.text[start..].split_inclusive('>').next().unwrap_or_default();
            let loads = if tag.starts_with("<script") { tag.contains(" src=") } else { tag.contains("stylesheet") };
            if loads && !tag.contains("nonce") {
                let span = Span::new(&template.path, start, start + tag.len());
                let message = say!(
                    en: "browsers will not load this: the tag lacks the site's nonce",
                    fr: "les navigateurs ne chargeront pas ceci : la balise n’a pas le `nonce` du site",
                );
                diagnostics.push(Diagnostic::new(Code::UnmarkedScript, span, message).help(say!(
                    en: "write `nonce=\"{{{{ site.nonce }}}}\"` into the tag",
                    fr: "écrivez `nonce=\"{{{{ site.nonce }}}}\"` dans la balise",
                )));
            }
        }
    }
    diagnostics
}

/// Returns whether a template of the site's own may give a page another Content-Security-Policy, or none.
fn brings_policy(template: &TemplateFile<'_>) -> bool {
    let marks = ["Content-Security-Policy", "block policy", "<html"];
    !template.name.starts_with(super::templates::BUILTIN) && marks.iter().any(|mark| template.text.contains(mark))
}

/// Loads the theme that the configuration names.
#[must_use]
pub fn load(snapshot: &Snapshot, config: &SiteConfig) -> StageOutput<Theme> {
    let mut diagnostics = Vec::new();
    let layers = layers::layers(snapshot, config, &mut diagnostics);
    let mut key = KeyBuilder::new("theme");
    let mut unstyled = KeyBuilder::new("theme without styles");
    let mut templates = Vec::new();
    let is_mere_copy = is_copy_of_default(&layers);
    for (index, layer) in layers.iter().enumerate() {
        for (name, bytes) in &layer.files {
            key.text(name).key(Key::of(bytes));
            unstyled.text(name);
            if !is_style(name) {
                unstyled.key(Key::of(bytes));
            }
            let Some(template) = name.strip_prefix("templates/").filter(|name| name.ends_with(".html")) else {
                continue;
            };
            if index == 0 && is_mere_copy {
                continue;
            }
            let name = format!("{}{template}", layer.prefix);
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    templates.push(TemplateFile { name, path: layer.path(&format!("templates/{template}")), text });
                }
                Err(_) => diagnostics.push(
                    Diagnostic::of_file(
                        Code::NotUtf8,
                        &layer.path(&format!("templates/{template}")),
                        say!(en: "this template is not UTF-8", fr: "ce gabarit n’est pas en UTF-8"),
                    )
                    .help(say!(en: "save it as UTF-8", fr: "enregistrez-le en UTF-8")),
                ),
            }
        }
    }
    diagnostics.extend(check_nonces(&templates));
    let has_default_policy = !templates.iter().any(brings_policy);
    let messages = Messages::load(&config.language, &texts(&layers, &config.language), &mut diagnostics);
    let prefixes: Vec<&str> = layers.iter().map(|layer| layer.prefix.as_str()).collect();
    let n_before = diagnostics.len();
    // The longer task first; a free thread may take the other.
    let (compiled, uses) = rayon::join(
        || Templates::load(&templates, &prefixes, &messages, &mut diagnostics),
        || TemplateUsage::of(&template_fields::TemplateScan::of(&templates, &prefixes)),
    );
    // If the site's own templates are broken, the built-in ones render the pages.
    let uses = if diagnostics.len() == n_before { uses } else { TemplateUsage::default() };
    // The program's own behaviour changes only with its version.
    key.text(env!("CARGO_PKG_VERSION")).add(&messages.all());
    let theme = Theme {
        key: key.finish(),
        unstyled_key: unstyled.finish(),
        templates: compiled,
        usage: uses,
        messages,
        has_default_policy,
        assets: assets(&layers, config.has_own_fonts),
    };
    StageOutput { value: theme, diagnostics }
}

/// Returns whether the templates of a site equal those of the default theme byte for byte, with no other theme between
/// them. If so they are not compiled twice. If any template differs, all are compiled, because the meaning of a name depends
/// on which themes define it.
fn is_copy_of_default(layers: &[Layer<'_>]) -> bool {
    let [own, default] = layers else { return false };
    let mut templates = own.files.iter().filter(|(name, _)| name.starts_with("templates/"));
    own.prefix.is_empty() && templates.all(|(name, bytes)| default.files.get(name) == Some(bytes))
}

/// Returns the files of interface texts, lowest layer first. The lowest has all texts, in English if it lacks the
/// language.
fn texts<'a>(layers: &[Layer<'a>], language: &LangTag) -> Vec<(SourcePath, &'a str)> {
    let short = language.as_str().split('-').next().unwrap_or_default();
    let names = [format!("lang/{}.yaml", language.as_str()), format!("lang/{short}.yaml")];
    let mut texts = Vec::new();
    for (index, layer) in layers.iter().enumerate().rev() {
        let is_lowest = index + 1 == layers.len();
        let mut wanted = names.iter().map(String::as_str).chain(is_lowest.then_some("lang/en.yaml"));
        let found = wanted.find_map(|name| Some((name, std::str::from_utf8(layer.files.get(name)?).ok()?)));
        texts.extend(found.map(|(name, text)| (layer.path(name), text)));
    }
    texts
}

/// Returns whether a file of a theme is a style sheet.
#[must_use]
pub(crate) fn is_style(name: &str) -> bool {
    name.starts_with("static/") && name.ends_with(".css")
}

/// The files of the default theme's fonts.
const FONT_FILES: [&str; 7] =
    ["OFL.txt", "fonts.css", "sans-ext.woff2", "sans.woff2", "serif-ext.woff2", "serif-italic.woff2", "serif.woff2"];

/// Returns the files that are published; of several with the same name the one in the highest layer. Built-in style
/// sheets go without their comments and spaces; in all of them the names of other files are those that are published.
fn assets(layers: &[Layer<'_>], has_own_fonts: bool) -> Vec<Asset> {
    let mut files: BTreeMap<&str, &[u8]> = BTreeMap::new();
    for (index, layer) in layers.iter().enumerate().rev() {
        let is_default = index + 1 == layers.len();
        for (name, bytes) in &layer.files {
            let Some(name) = name.strip_prefix("static/") else { continue };
            if has_own_fonts || !is_default || !FONT_FILES.contains(&name) {
                files.insert(name, bytes);
            }
        }
    }
    let is_sheet = |name: &str| name.ends_with(".css");
    let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| is_sheet(name));
    let mut assets: Vec<Asset> =
        others.into_iter().map(|(name, bytes)| asset(name.to_owned(), Arc::from(bytes))).collect();
    let sheets: Vec<Asset> =
        sheets.into_iter().map(|(name, bytes)| asset(name.to_owned(), published_sheet(name, bytes, &assets))).collect();
    assets.extend(sheets);
    assets.sort_by(|a, b| a.name.cmp(&b.name));
    assets
}

/// Returns a style sheet as it is published; one of a built-in theme without comments.
fn published_sheet(name: &str, sheet: &[u8], assets: &[Asset]) -> Arc<[u8]> {
    let Ok(text) = std::str::from_utf8(sheet) else { return Arc::from(sheet) };
    let published = |name: &str| {
        let found = assets.binary_search_by(|asset| asset.name.as_str().cmp(name)).ok()?;
        let (_, file) = assets[found].route.as_str().rsplit_once('/').filter(|_| !name.contains('/'))?;
        Some(file.to_owned())
    };
    let is_built_in = |(file, bytes): &(&str, &[u8])| file.strip_prefix("static/") == Some(name) && *bytes == sheet;
    let sheet = style_sheet::with_published_names(text, &published);
    let has_own = builtin::THEMES.iter().flat_map(|(_, files)| files.iter()).any(is_built_in);
    Arc::from(if has_own { style_sheet::compact(&sheet) } else { sheet }.into_bytes())
}

/// Names an asset by its content: `style.css` -> `assets/style.1a2b3c4d.css`, so that no cache is ever stale.
#[must_use]
pub(crate) fn asset(name: String, bytes: Arc<[u8]>) -> Asset {
    let key = Key::of(&bytes);
    let (folder, file) = name.rsplit_once('/').map_or(("", name.as_str()), |(folder, file)| (folder, file));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let file = match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{}.{extension}", key.short()),
        None => format!("{file}.{}", key.short()),
    };
    Asset { route: routes::asset(&format!("{folder}{file}")), name, bytes, key }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Loads the theme `mine`: a copy of the built-in templates, and some more files.
    fn load_copied(more: &[(&str, &str)]) -> StageOutput<Theme> {
        let copied = builtin::files(builtin::DEFAULT).iter().filter(|(name, _)| name.starts_with("templates/"));
        let copied = copied.map(|(name, bytes)| (format!("themes/mine/{name}"), bytes.to_vec()));
        let more = more.iter().map(|(name, text)| (format!("themes/mine/{name}"), text.as_bytes().to_vec()));
        let config = crate::config::site::parse("title: x\nlanguage: fr\ntheme: mine\n").value;
        load(&Snapshot::from_files(copied.chain(more)), &config)
    }

    #[test]
    fn a_copy_of_the_default_theme_is_the_default_theme_and_another_means_what_it_says() {
        let title = "{% component title(e) %}<h1>{{ e }}</h1>{% endcomponent title %}";
        assert!(load_copied(&[("static/more.css", "a {}")]).diagnostics.is_empty());
        let parts = builtin::files(builtin::DEFAULT).iter().filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
        let name = parts.flat_map(|text| text.split("{% component ").skip(1)).next().expect("a component");
        let name = name.split('(').next().expect("a name");
        // A component defined by a copied file and by another file of the same theme is an error, as in any theme.
        let again = title.replace("title", name);
        let twice = load_copied(&[("templates/own.html", &again)]).diagnostics;
        assert_eq!(twice.len(), 1, "{twice:?}");
        assert!(twice[0].message.en.contains(name), "{twice:?}");
    }
}
