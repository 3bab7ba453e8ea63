//! The built-in themes in the binary: one row per file of themes/default/ and themes/archive/.
//!
//! A table rather than a macro over the folder, so that the compiler sees every file. A test compares the table with
//! the folders.

macro_rules! theme {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../themes/", $folder, "/", $name)))),*]
    };
}

/// A built-in theme: its name, and its files by name below its folder.
pub(crate) type BuiltInTheme = (&'static str, &'static [(&'static str, &'static [u8])]);

/// The theme below all others.
pub(crate) const DEFAULT: &str = "default";

/// The built-in themes.
pub(crate) const THEMES: &[BuiltInTheme] = &[
    (
        DEFAULT,
        theme!["default":
            "lang/en.yaml",
            "lang/fr.yaml",
            "static/OFL.txt",
            "static/copies.css",
            "static/dossier.js",
            "static/faces.css",
            "static/fonts.css",
            "static/front.css",
            "static/graph.css",
            "static/graph.js",
            "static/icon.svg",
            "static/sans-ext.woff2",
            "static/sans.woff2",
            "static/search.css",
            "static/search.js",
            "static/serif-ext.woff2",
            "static/serif-italic.woff2",
            "static/serif.woff2",
            "static/share.js",
            "static/style.css",
            "static/tally.css",
            "static/time.css",
            "templates/404.html",
            "templates/article.html",
            "templates/as_of.html",
            "templates/base.html",
            "templates/chronology.html",
            "templates/components.html",
            "templates/copies.html",
            "templates/corrections.html",
            "templates/entity.html",
            "templates/figures.html",
            "templates/front.html",
            "templates/graphics.html",
            "templates/kind.html",
            "templates/map.html",
            "templates/names.html",
            "templates/network.html",
            "templates/page.html",
            "templates/passages.html",
            "templates/quotes.html",
            "templates/redirect.html",
            "templates/search.html",
            "templates/sources.html",
            "templates/tag.html",
            "templates/tags.html",
            "templates/timeline.html",
            "templates/together.html",
            "theme.yaml",
        ],
    ),
    ("archive", theme!["archive": "static/theme.css", "templates/article.html", "templates/base.html", "theme.yaml"]),
];

/// Returns the files of a built-in theme; empty if there is no such theme.
#[must_use]
pub(crate) fn files(theme: &str) -> &'static [(&'static str, &'static [u8])] {
    THEMES.iter().find(|(name, _)| *name == theme).map_or(&[], |(_, files)| files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(folder: &std::path::Path, prefix: &str, names: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the theme's folder").flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { list(&entry.path(), &format!("{name}/"), names) } else { names.push(name) }
        }
    }

    #[test]
    fn the_table_lists_every_file_of_the_folder() {
        for (theme, files) in THEMES {
            let mut names = Vec::new();
            list(&std::path::Path::new("themes").join(theme), "", &mut names);
            names.sort();
            assert_eq!(names, files.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
        }
    }
}
