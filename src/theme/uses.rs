//! Which fields a template may look at: a view need not be filled with what nobody shows.
//!
//! It reads words, not the template language, so it errs on one side only: a word that stands anywhere in a template, in
//! one that it extends or includes, or in a component that it calls, counts as used. What names the whole context uses everything.

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
        let reader = Reader { pieces: pieces(files), prefixes };
        let mut words = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut waiting = vec![reader.find(&format!("{name}.html"))];
        while let Some(next) = waiting.pop() {
            let Some((key, text)) = next else { return Self::EVERYTHING };
            if !seen.insert(key) {
                continue;
            }
            waiting.extend(files_named(text).map(|file| reader.find(file)));
            // What looks like a call and is an element of HTML is no component.
            waiting.extend(calls(text).filter_map(|called| reader.pieces.get_key_value(called)).map(Some));
            words.extend(names(text).map(str::to_owned));
        }
        if words.contains("__tera_context") { Self::EVERYTHING } else { Self(Some(words)) }
    }
}

/// Texts by the name of their template, and those of components by their own.
struct Reader<'a> {
    pieces: BTreeMap<String, &'a str>,
    prefixes: &'a [&'a str],
}

impl<'a> Reader<'a> {
    fn find(&self, name: &str) -> Option<(&String, &&'a str)> {
        let under = self.prefixes.iter().find_map(|prefix| self.pieces.get_key_value(&format!("{prefix}{name}")));
        under.or_else(|| self.pieces.get_key_value(name))
    }
}

/// Cuts files into their components and the rest. Of several components with one name all count.
fn pieces<'a>(files: &[TemplateFile<'a>]) -> BTreeMap<String, &'a str> {
    let mut pieces = BTreeMap::new();
    for file in files {
        let first = file.text.find("{% component ").or_else(|| file.text.find("{%- component "));
        // A file of components has nothing else in it; one that has both counts as a whole.
        let is_library = first.is_some_and(|first| !file.text[..first].contains("{%"));
        let Some(first) = first.filter(|_| is_library) else {
            pieces.insert(file.name.clone(), file.text);
            continue;
        };
        let text = &file.text[first..];
        for piece in text.split("endcomponent") {
            let Some((_, head)) = piece.split_once("component ") else { continue };
            let name = head.split(['(', ' ']).next().unwrap_or_default();
            pieces.insert(name.to_owned(), piece);
        }
    }
    pieces
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

/// What follows a `<`.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| names(rest).next())
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
                "{% extends \"builtin/base.html\" %}{% block main %}{{ body | safe }}{{ <card e={one} /> }}{% endblock %}",
            ),
            ("builtin/article.html", "{{ related }}"),
            ("builtin/base.html", "{% include \"foot.html\" %}{{ nav }}"),
            ("builtin/foot.html", "{{ cite.text }}"),
            (
                "builtin/parts.html",
                "{#- What is shared. -#}\n{% component card(e) %}{{ e.gloss }}{% endcomponent card %}\n{% component other(e) %}{{ e.quotes }}{% endcomponent other %}",
            ),
        ]);
        assert!(["body", "one", "gloss", "nav", "cite", "text"].iter().all(|field| used.has(field)));
        assert!(!["related", "quotes"].iter().any(|field| used.has(field)));
    }

    #[test]
    fn what_cannot_be_told_counts_as_everything() {
        assert_eq!(uses(&[("article.html", "{% extends \"gone.html\" %}")]), Uses::EVERYTHING);
        assert_eq!(uses(&[("article.html", "{{ __tera_context }}")]), Uses::EVERYTHING);
        assert!(uses(&[("article.html", "{{ body }}")]).has("body"));
    }
}
