//! Finds the folders of files that a theme consists of, in layers.
//!
//! A theme may be a folder of the site, built in, or both: the files of the site then replace the built-in files of the
//! same name. `extends: NAME` in theme.yaml names the theme below. The default theme is always the lowest.

use std::collections::BTreeMap;

use super::builtin;
use crate::base::yaml_fields::YamlFields;
use crate::base::{Code, Diagnostic, SourcePath, Span, yaml};
use crate::config::SiteConfig;
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;
use crate::source::Snapshot;

/// The files of one folder.
pub(super) struct Layer<'a> {
    /// Prefix of its templates' names for the layers above: `builtin/` for `default`; empty for the site's own theme.
    pub(super) prefix: String,
    /// Its folder, for messages.
    pub(super) folder: String,
    /// Its files by name below the folder.
    pub(super) files: BTreeMap<&'a str, &'a [u8]>,
}

impl Layer<'_> {
    /// Returns the path of one of its files, for messages.
    pub(super) fn path(&self, name: &str) -> SourcePath {
        SourcePath::new(&format!("{}/{name}", self.folder))
    }
}

/// Maximum number of themes in one chain of `extends`.
const MAX_LAYERS: usize = 8;

/// Returns the folders of a theme, its own first. Problems are reported, and the usable folders are returned.
pub(super) fn layers<'a>(
    snapshot: &'a Snapshot,
    config: &SiteConfig,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Layer<'a>> {
    let mut layers: Vec<Layer<'a>> = Vec::new();
    let mut passed: Vec<String> = Vec::new();
    let site = SourcePath::new(crate::config::site::FILE);
    let mut next = (config.theme.clone(), config.theme_span.clone().unwrap_or_else(|| Span::whole(&site)));
    while next.0 != builtin::DEFAULT || layers.is_empty() {
        let (name, span) = next;
        if passed.contains(&name) || passed.len() == MAX_LAYERS {
            let message = say!(en: "the theme `{name}` stands on itself", fr: "le thème `{name}` repose sur lui-même");
            let help = say!(en: "change `extends:`", fr: "changez `extends:`");
            diagnostics.push(Diagnostic::new(Code::MissingTheme, span, message).help(help));
            break;
        }
        let folder = format!("themes/{name}");
        let own: BTreeMap<&str, &[u8]> = below(snapshot, &folder);
        let built_in: BTreeMap<&str, &[u8]> = builtin::files(&name).iter().copied().collect();
        if own.is_empty() && built_in.is_empty() {
            diagnostics.push(missing(&name, span, snapshot));
            break;
        }
        next = (builtin::DEFAULT.to_owned(), Span::whole(&site));
        // The site's folder overrides the built-in theme.
        for files in [&built_in, &own] {
            if let Some((below, span)) = extends(files, &folder, diagnostics) {
                next = (below, span);
            }
        }
        let is_top = passed.is_empty();
        passed.push(name.clone());
        if !own.is_empty() {
            let prefix = if is_top { String::new() } else { format!("{name}/") };
            layers.push(Layer { prefix, folder: folder.clone(), files: own });
        }
        if name != builtin::DEFAULT && !built_in.is_empty() {
            layers.push(Layer { prefix: format!("{name}/"), folder, files: built_in });
        }
        if name == builtin::DEFAULT {
            break;
        }
    }
    let files = builtin::files(builtin::DEFAULT).iter().copied().collect();
    let folder = format!("themes/{}", builtin::DEFAULT);
    layers.push(Layer { prefix: super::templates::BUILTIN.to_owned(), folder, files });
    layers
}

fn below<'a>(snapshot: &'a Snapshot, folder: &str) -> BTreeMap<&'a str, &'a [u8]> {
    let prefix = format!("{folder}/");
    let n_before = prefix.len();
    let mut files = BTreeMap::new();
    for (path, file) in snapshot.below(&prefix) {
        files.insert(&path.as_str()[n_before..], &*file.bytes);
    }
    files
}

/// Reads which theme a theme.yaml extends.
fn extends(files: &BTreeMap<&str, &[u8]>, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Span)> {
    let text = std::str::from_utf8(files.get("theme.yaml")?).ok()?;
    let path = SourcePath::new(&format!("{folder}/theme.yaml"));
    match yaml::parse(text, &path, 0) {
        Ok(node) => {
            let mut fields = YamlFields::new(&path, node, PROSE_KEYS);
            fields.text("name");
            let below = fields.text("extends").map(|text| (text.value, text.span));
            diagnostics.extend(fields.finish());
            below
        }
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            None
        }
    }
}

fn missing(name: &str, span: Span, snapshot: &Snapshot) -> Diagnostic {
    let own = snapshot.files.keys().filter_map(|path| Some(path.as_str().strip_prefix("themes/")?.split_once('/')?.0));
    let known: Vec<&str> = own.chain(builtin::THEMES.iter().map(|(name, _)| *name)).collect();
    let message = say!(en: "there is no theme `{name}`", fr: "il n’y a pas de thème `{name}`");
    Diagnostic::new(Code::MissingTheme, span, message)
        .help(say!(
            en: "make the folder themes/{name}, or use `default` or `archive`",
            fr: "créez le répertoire `themes/{name}`, ou employez `default` ou `archive`",
        ))
        .did_you_mean(name, known)
}
