//! Finds which fields a template may use, so that unused fields of a view need not be computed.
//!
//! It searches for words and does not parse the template language, so it may find too many fields but never too few.
//! Every word counts in a template, in one that it extends or includes, or in the file of a component that it calls. A
//! template that uses the whole context uses all fields.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::templates::TemplateFile;

/// The words of a template and of all files that it uses; `None` for all words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateFields(Option<HashSet<String>>);

impl TemplateFields {
    /// All fields.
    pub const EVERYTHING: Self = Self(None);

    /// Only these fields, for what is made without a template.
    #[must_use]
    pub(crate) fn of(fields: &[&str]) -> Self {
        Self(Some(fields.iter().map(|field| (*field).to_owned()).collect()))
    }

    /// Returns whether the template may use a field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.as_ref().is_none_or(|words| words.contains(field))
    }
}

/// The words of the templates of a site; each file is read once.
pub(crate) struct TemplateScan<'a> {
    /// By name.
    files: BTreeMap<&'a str, TemplateWords<'a>>,
    /// Prefixes with which a name without a prefix is looked up, in order.
    prefixes: &'a [&'a str],
}

/// The words of one file.
#[derive(Default)]
struct TemplateWords<'a> {
    names: HashSet<&'a str>,
    /// Files that it extends, includes or imports.
    dependencies: Vec<&'a str>,
    /// Components that it calls.
    calls: HashSet<&'a str>,
    /// Components that it defines.
    defines: Vec<&'a str>,
}

impl<'a> TemplateWords<'a> {
    fn of(text: &'a str) -> Self {
        let mut words = Self { calls: calls(text).collect(), ..Self::default() };
        let mut is_component = false;
        for name in names(text) {
            if is_component {
                words.defines.push(name);
            }
            is_component = name.ends_with("component");
            if matches!(name, "extends" | "include" | "import") {
                let end = name.as_ptr().addr() - text.as_ptr().addr() + name.len();
                words.dependencies.extend(quoted(&text[end..]));
            }
            words.names.insert(name);
        }
        words
    }
}

impl<'a> TemplateScan<'a> {
    /// Reads the words of templates; of several with the same name the first is used.
    #[must_use]
    pub(crate) fn of(files: &'a [TemplateFile<'_>], prefixes: &'a [&'a str]) -> Self {
        let files = files.iter().rev().map(|file| (file.name.as_str(), TemplateWords::of(file.text))).collect();
        Self { files, prefixes }
    }

    fn find(&self, name: &str) -> Option<(&'a str, &TemplateWords<'a>)> {
        let under =
            self.prefixes.iter().find_map(|prefix| self.files.get_key_value(format!("{prefix}{name}").as_str()));
        under.or_else(|| self.files.get_key_value(name)).map(|(name, words)| (*name, words))
    }

    /// Returns the fields that the template `<name>.html` may use.
    #[must_use]
    pub(crate) fn fields(&self, name: &str) -> TemplateFields {
        let (mut used, mut seen) = (HashSet::new(), BTreeSet::new());
        let mut waiting = vec![self.find(&format!("{name}.html"))];
        while let Some(next) = waiting.pop() {
            let Some((file, words)) = next else { return TemplateFields::EVERYTHING };
            if !seen.insert(file) {
                continue;
            }
            waiting.extend(words.dependencies.iter().map(|name| self.find(name)));
            // If several components have the same name, all of them count, each with its whole file.
            let defining = |other: &TemplateWords<'_>| other.defines.iter().any(|name| words.calls.contains(name));
            waiting.extend(
                self.files.iter().filter(|(_, other)| defining(other)).map(|(name, other)| Some((*name, other))),
            );
            used.extend(words.names.iter().map(|name| (*name).to_owned()));
        }
        if used.contains("__tera_context") { TemplateFields::EVERYTHING } else { TemplateFields(Some(used)) }
    }

    /// Returns whether the template `<name>.html`, or one that it extends or includes, contains a word; words in components
    /// that they call do not count.
    #[must_use]
    pub(crate) fn references(&self, word: &str, name: &str) -> bool {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![self.find(&format!("{name}.html"))]);
        while let Some(next) = waiting.pop() {
            let Some((_, words)) = next.filter(|(file, _)| seen.insert(*file)) else { continue };
            if words.names.contains(word) {
                return true;
            }
            waiting.extend(words.dependencies.iter().map(|name| self.find(name)));
        }
        false
    }
}

/// Returns the name of the file that a template extends, includes or imports: the quoted string after the
/// keyword.
fn quoted(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().trim_start_matches('[').trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    rest[1..].split(quote).next()
}

/// Returns the components that a template calls: names after `<` inside its tags. Elsewhere a `<` is HTML.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    [("{{", "}}"), ("{%", "%}")].into_iter().flat_map(move |(open, close)| {
        let tags = text.split(open).skip(1).filter_map(move |rest| rest.split(close).next());
        tags.flat_map(|tag| tag.split('<').skip(1).filter_map(|rest| names(rest).next()))
    })
}

/// Returns the words of a text that may be names; all characters except ASCII separate words.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let is_between = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    text.split(is_between).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;

    fn uses(files: &[(&str, &str)]) -> TemplateFields {
        let files: Vec<TemplateFile<'_>> = files
            .iter()
            .map(|(name, text)| TemplateFile { name: (*name).to_owned(), path: SourcePath::new(name), text })
            .collect();
        TemplateScan::of(&files, &["", "builtin/"]).fields("article")
    }

    #[test]
    fn what_a_template_stands_on_is_used_and_nothing_else() {
        let used = uses(&[
            (
                "article.html",
                "{% extends \"builtin/base.html\" %}{% block main %}<title>{{ body | safe }}{{ <card e={one} /> }}{% endblock %}",
            ),
            ("own.html", "{% component card(e) %}{{ e.quotes }}{% endcomponent card %}"),
            ("builtin/article.html", "{{ related }}"),
            ("builtin/base.html", "{% include \"foot.html\" %}{{ nav }}"),
            ("builtin/foot.html", "{{ cite.text }}"),
            (
                "builtin/parts.html",
                "{% set a = 1 %}{% component card(e) %}{{ <line e={e} /> }}{% endcomponent card %}{{ last }}",
            ),
            ("builtin/lines.html", "{%component line(e)%}{{ e.gloss }}{%endcomponent line%}"),
            ("builtin/title.html", "{% component title(e) %}{{ e.dates }}{% endcomponent title %}"),
        ]);
        let expected = ["body", "one", "quotes", "last", "gloss", "nav", "cite", "text"];
        assert!(expected.iter().all(|field| used.has(field)), "{used:?}");
        assert!(!["related", "dates"].iter().any(|field| used.has(field)));
    }

    #[test]
    fn what_cannot_be_told_counts_as_everything() {
        assert_eq!(uses(&[("article.html", "{% extends \"gone.html\" %}")]), TemplateFields::EVERYTHING);
        assert_eq!(uses(&[("article.html", "{{ __tera_context }}")]), TemplateFields::EVERYTHING);
        assert!(uses(&[("article.html", "{{ body }}")]).has("body"));
    }
}
