//! Which fields a template may look at: a view need not be filled with what nobody shows.
//!
//! It reads words, not the template language, so it errs on one side only: a word that stands anywhere in a template, in
//! one that it extends or includes, or beside a component that it calls, counts as used. What names the whole context uses
//! everything.

use std::collections::{BTreeMap, BTreeSet};

use super::templates::TemplateFile;

/// The words of a template and of all that it stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses(Option<BTreeSet<String>>);

impl Uses {
    /// Of somebody who wants to see everything.
    pub const EVERYTHING: Self = Self(None);

    /// Tells whether a field may be looked at.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.as_ref().is_none_or(|words| words.contains(field))
    }

    /// Returns what the template `<name>.html` may look at; a name without a prefix is looked for under each of
    /// `prefixes`, in order.
    #[must_use]
    pub fn of(name: &str, files: &[TemplateFile<'_>], prefixes: &[&str]) -> Self {
        let texts: BTreeMap<&str, &str> = files.iter().map(|file| (file.name.as_str(), file.text)).collect();
        let find = |name: &str| {
            let under = prefixes.iter().find_map(|prefix| texts.get_key_value(format!("{prefix}{name}").as_str()));
            under.or_else(|| texts.get_key_value(name)).map(|(name, _)| *name)
        };
        let (mut words, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut waiting = vec![find(&format!("{name}.html"))];
        while let Some(next) = waiting.pop() {
            let Some(file) = next else { return Self::EVERYTHING };
            if !seen.insert(file) {
                continue;
            }
            let text = texts[file];
            waiting.extend(files_named(text).map(find));
            // Of several components with one name all count, and each with the whole file that it stands in.
            let called: BTreeSet<&str> = calls(text).collect();
            let defining = files.iter().filter(|file| components(file.text).any(|name| called.contains(name)));
            waiting.extend(defining.map(|file| Some(file.name.as_str())));
            words.extend(names(text).map(str::to_owned));
        }
        if words.contains("__tera_context") { Self::EVERYTHING } else { Self(Some(words)) }
    }

    /// Tells whether the template `<name>.html`, or one that it extends or includes, names a word; what components name
    /// that they call does not count.
    #[must_use]
    pub fn is_named(word: &str, name: &str, files: &[TemplateFile<'_>], prefixes: &[&str]) -> bool {
        let find = |name: &str| {
            let under =
                prefixes.iter().find_map(|prefix| files.iter().find(|file| file.name == format!("{prefix}{name}")));
            under.or_else(|| files.iter().find(|file| file.name == name))
        };
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![format!("{name}.html")]);
        while let Some(next) = waiting.pop() {
            let Some(file) = find(&next).filter(|file| seen.insert(file.name.as_str())) else { continue };
            if names(file.text).any(|name| name == word) {
                return true;
            }
            waiting.extend(files_named(file.text).map(str::to_owned));
        }
        false
    }
}

/// The files that a template extends, includes or imports: what stands in quotation marks after these words.
fn files_named(text: &str) -> impl Iterator<Item = &str> {
    ["extends", "include", "import"].into_iter().flat_map(move |word| {
        text.split(word).skip(1).filter_map(|rest| {
            let rest = rest.trim_start().trim_start_matches('[').trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
            rest[1..].split(quote).next()
        })
    })
}

/// The components that a file defines.
fn components(text: &str) -> impl Iterator<Item = &str> {
    text.split("component").skip(1).filter_map(|rest| names(rest).next())
}

/// What follows a `<` within a tag of the template: the components that it calls. Elsewhere a `<` is HTML.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    [("{{", "}}"), ("{%", "%}")].into_iter().flat_map(move |(open, close)| {
        let tags = text.split(open).skip(1).filter_map(move |rest| rest.split(close).next());
        tags.flat_map(|tag| tag.split('<').skip(1).filter_map(|rest| names(rest).next()))
    })
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;

    fn uses(files: &[(&str, &str)]) -> Uses {
        let files: Vec<TemplateFile<'_>> = files
            .iter()
            .map(|(name, text)| TemplateFile { name: (*name).to_owned(), path: SourcePath::new(name), text })
            .collect();
        Uses::of("article", &files, &["", "builtin/"])
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
        assert_eq!(uses(&[("article.html", "{% extends \"gone.html\" %}")]), Uses::EVERYTHING);
        assert_eq!(uses(&[("article.html", "{{ __tera_context }}")]), Uses::EVERYTHING);
        assert!(uses(&[("article.html", "{{ body }}")]).has("body"));
    }
}
