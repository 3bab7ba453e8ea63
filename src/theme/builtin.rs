//! The default theme, as it stands in the binary: one row a file of themes/default/.
//!
//! A table rather than a macro over the folder, so that the compiler sees every file; a test compares the two.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Name below the theme's folder, and content.
        pub const FILES: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../themes/default/", $name)))),*];
    };
}

files![
    "lang/en.yaml", "lang/fr.yaml", "static/dossier.js", "static/graph.css", "static/graph.js", "static/icon.svg",
    "static/style.css", "templates/404.html", "templates/article.html", "templates/base.html",
    "templates/chronology.html", "templates/components.html", "templates/copies.html", "templates/entity.html",
    "templates/front.html", "templates/graphics.html", "templates/kind.html", "templates/map.html",
    "templates/network.html", "templates/page.html", "templates/quotes.html", "templates/redirect.html",
    "templates/sources.html", "templates/tag.html", "templates/tags.html", "templates/together.html", "theme.yaml",
];

/// Returns a file of the built-in theme as text; empty where it is no text.
#[must_use]
pub fn text(name: &str) -> &'static str {
    FILES
        .iter()
        .find(|(known, _)| *known == name)
        .and_then(|(_, bytes)| std::str::from_utf8(bytes).ok())
        .unwrap_or_default()
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
        let mut names = Vec::new();
        list(std::path::Path::new("themes/default"), "", &mut names);
        names.sort();
        assert_eq!(names, FILES.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
    }
}
