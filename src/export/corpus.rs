//! The texts as a corpus for programs that count words: TXM, Voyant and R (a file for each text and a table of what is known
//! of them), and IRaMuTeQ (one file, the texts below their variables).
//!
//! Texts are as they are published. Those of which none may be published are left out and counted.

use std::collections::{BTreeMap, BTreeSet};

use super::shared::{loss, plain_point};
use super::{ExportInput, FileSet};
use crate::base::csv_table::{CsvDialect, write_table};
use crate::model::{ArticleIx, BaseKind, Edtf, id};
use crate::parse::Article;

/// The columns of the table: ASCII without accents, as TXM wants them.
const COLUMNS: [&str; 12] = [
    "id", "title", "date", "year", "month", "publisher", "author", "language", "tags", "persons", "places",
    "organisations",
];

/// Makes the corpus; with `once`, of the copies of one dispatch only the first.
pub(super) fn files(input: &ExportInput<'_>, once: bool) -> FileSet {
    let mut files = Vec::new();
    let mut rows: Vec<[String; COLUMNS.len()]> = Vec::new();
    let mut starred = StarredTexts::default();
    let (mut n_without, mut n_copies) = (0, 0);
    let mut groups: BTreeSet<usize> = BTreeSet::new();
    for (index, (article, _, _)) in ArticleIx::number(&input.articles) {
        let text = article.body.main_text();
        if text.trim().is_empty() {
            n_without += 1;
            continue;
        }
        let group = input.link_index.copies.group_of.entry(index).copied().flatten();
        if once && group.is_some_and(|group| !groups.insert(group)) {
            n_copies += 1;
            continue;
        }
        files.push((format!("text/{}.txt", article.id), format!("{text}\n").into_bytes()));
        rows.push(row(input, index, article));
        starred.add(input, article, text);
    }
    let cells = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    files.push(("metadata.csv".to_owned(), write_table(&COLUMNS, cells, CsvDialect::Rfc4180).into_bytes()));
    files.push(("iramuteq.txt".to_owned(), starred.text.into_bytes()));
    let mut lost = loss(
        n_without,
        "article",
        "is left out, because none of its text is published",
        "are left out, because none of their text is published",
    );
    lost.extend(loss(n_copies, "copy of a dispatch", "is left out", "are left out"));
    lost.extend(loss(
        starred.n_underscores,
        "word",
        "between underscores has blanks there in iramuteq.txt, where it would be a variable",
        "between underscores have blanks there in iramuteq.txt, where they would be variables",
    ));
    FileSet { files, lost }
}

/// Returns the plain form of a date, `2023-09`, if it has one.
fn plain_date(article: &Article) -> Option<String> {
    match article.date.as_ref()? {
        Edtf::At(point) => plain_point(point),
        Edtf::Interval(_, _) => None,
    }
}

fn row(input: &ExportInput<'_>, index: ArticleIx, article: &Article) -> [String; COLUMNS.len()] {
    let plain = plain_date(article).unwrap_or_default();
    let part = |range: std::ops::Range<usize>| plain.get(range).unwrap_or_default().to_owned();
    let tags: Vec<&str> = article.tags.iter().map(|tag| tag.value.as_str()).collect();
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for list in &input.link_index.articles[index].entity_occurrences {
        let Some(entity) = input.registry.find(list.entity.as_str()).map(|at| &input.registry.entities[at]) else {
            continue;
        };
        let column = match entity.behaves_as {
            BaseKind::Person => "persons",
            BaseKind::Place => "places",
            BaseKind::Organisation => "organisations",
            BaseKind::Event | BaseKind::Work | BaseKind::Other => continue,
        };
        names.entry(column).or_default().push(&entity.record.name.value);
    }
    let named = |column: &str| names.get(column).map(|names| names.join("; ")).unwrap_or_default();
    [
        article.id.to_string(),
        article.title.clone(),
        article.date.map(|date| date.to_string()).unwrap_or_default(),
        part(0..4),
        part(5..7),
        article.publisher.clone().unwrap_or_default(),
        article.author.clone().unwrap_or_default(),
        article.language.as_ref().unwrap_or(&input.config.language).to_string(),
        tags.join("; "),
        named("persons"),
        named("places"),
        named("organisations"),
    ]
}

/// The texts for IRaMuTeQ, one below the other.
#[derive(Default)]
struct StarredTexts {
    text: String,
    /// The ids that are taken, and how many texts wanted each.
    ids: BTreeMap<String, usize>,
    n_underscores: usize,
}

impl StarredTexts {
    fn add(&mut self, input: &ExportInput<'_>, article: &Article, text: &str) {
        // Two ids may differ in hyphens only, and one in another script has no ASCII letter.
        let plain = letters(article.id.as_str());
        let mut id = if plain.is_empty() { "text".to_owned() } else { plain };
        while let Some(n_before) = self.ids.get_mut(&id) {
            *n_before += 1;
            id = format!("{id}x{n_before}");
        }
        self.ids.insert(id.clone(), 1);
        let date = plain_date(article).unwrap_or_default();
        let variables = [
            ("id", id),
            ("publisher", letters(article.publisher.as_deref().unwrap_or_default())),
            ("date", letters(&date)),
            ("annee", date.get(..4).unwrap_or_default().to_owned()),
            ("langue", letters(article.language.as_ref().unwrap_or(&input.config.language).as_str())),
        ];
        self.text.push_str("****");
        for (name, value) in variables.iter().filter(|(_, value)| !value.is_empty()) {
            self.text.push_str(&format!(" *{name}_{value}"));
        }
        self.text.push('\n');
        for paragraph in text.split("\n\n") {
            let line = self.line(paragraph);
            // These begin a text or a theme.
            if line.starts_with("****") || line.starts_with("-*") {
                self.text.push(' ');
            }
            self.text.push_str(&line);
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    /// Writes a paragraph as one line. A word between underscores would be a variable.
    fn line(&mut self, paragraph: &str) -> String {
        let one_line = paragraph.replace(['\n', '\r'], " ");
        let words = one_line.split(' ').map(|word| {
            let is_variable = word.len() > 1 && word.starts_with('_') && word.ends_with('_');
            if is_variable {
                self.n_underscores += 1;
                format!(" {} ", &word[1..word.len() - 1])
            } else {
                word.to_owned()
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Returns the ASCII letters and digits of a text in lower case, without accents: the value of a variable has no others.
fn letters(text: &str) -> String {
    id::slug(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_line_is_no_variable() {
        let mut texts = StarredTexts::default();
        assert_eq!(texts.line("un _mot_ ici\n_ et_ _là"), "un  mot  ici _ et_ _là");
        assert_eq!(texts.n_underscores, 1);
        assert_eq!(letters("L’Écho d’Armel, n° 3"), "lechodarmeln3");
    }
}
