//! The texts as a corpus for programs that count words: TXM, Voyant and R (a file for each text and a table of what is known
//! of them), and IRaMuTeQ (one file, the texts below their variables).
//!
//! Texts are as they are published. Those of which none may be published are left out and counted.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::in_order::for_articles;
use super::shared::{loss, plain_point, textless_articles};
use super::{ExportInput, FileSink};
use crate::base::Message;
use crate::base::csv_table::{CsvDialect, write_table};
use crate::base::message::Words;
use crate::model::{ArticleIx, BaseKind, Edtf, id};
use crate::parse::Article;

/// The columns of the table: ASCII without accents, as TXM wants them.
const COLUMNS: [&str; 12] = [
    "id", "title", "date", "year", "month", "publisher", "author", "language", "tags", "persons", "places",
    "organisations",
];

/// Writes the corpus; with `once`, of the copies of one dispatch only the first.
pub(super) fn write(input: &ExportInput<'_>, once: bool, files: &dyn FileSink) -> io::Result<Vec<Message>> {
    let mut rows: Vec<[String; COLUMNS.len()]> = Vec::new();
    let mut starred = StarredTexts::default();
    let (mut n_without, mut n_copies) = (0, 0);
    let mut groups: BTreeSet<usize> = BTreeSet::new();
    let mut kept: BTreeSet<ArticleIx> = BTreeSet::new();
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
        kept.insert(index);
    }
    let text = |index: ArticleIx| {
        let article = input.articles[index].0;
        let text = article.body.main_text();
        kept.contains(&index)
            .then(|| {
                let made = (row(input, index, article), starred_head(input, article), starred_lines(text));
                files.put(&format!("text/{}.txt", article.id), format!("{text}\n").as_bytes()).map(|()| made)
            })
            .transpose()
    };
    files.put_pieces("iramuteq.txt", &mut |out| {
        for_articles(input, text, |made| {
            let Some((row, head, (lines, n_underscores))) = made? else { return Ok(()) };
            starred.n_underscores += n_underscores;
            rows.push(row);
            write!(out, "**** *id_{}{head}\n{lines}\n", starred.free_id(&rows[rows.len() - 1][0]))
        })
    })?;
    let cells = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    files.put("metadata.csv", write_table(&COLUMNS, cells, CsvDialect::Rfc4180).as_bytes())?;
    let mut lost = textless_articles(n_without);
    lost.extend(loss(
        n_copies,
        Words { en: "copy of a dispatch is left out", fr: "copie d’une dépêche est laissée de côté" },
        Words { en: "copies of dispatches are left out", fr: "copies de dépêches sont laissées de côté" },
    ));
    lost.extend(loss(
        starred.n_underscores,
        Words {
            en: "word between underscores has blanks there in iramuteq.txt, where it would be a variable",
            fr: "mot entre traits bas y a des espaces à leur place dans iramuteq.txt, où il serait une variable",
        },
        Words {
            en: "words between underscores have blanks there in iramuteq.txt, where they would be variables",
            fr: "mots entre traits bas y ont des espaces à leur place dans iramuteq.txt, où ils seraient des variables",
        },
    ));
    Ok(lost)
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

/// What is known of the texts for IRaMuTeQ, which are one below the other.
#[derive(Default)]
struct StarredTexts {
    /// The ids that are taken, and how many texts wanted each.
    ids: BTreeMap<String, usize>,
    n_underscores: usize,
}

impl StarredTexts {
    /// Returns the id of an article as a variable that no text before it has.
    fn free_id(&mut self, id: &str) -> String {
        // Two ids may differ in hyphens only, and one in another script has no ASCII letter.
        let plain = letters(id);
        let mut id = if plain.is_empty() { "text".to_owned() } else { plain };
        while let Some(n_before) = self.ids.get_mut(&id) {
            *n_before += 1;
            id = format!("{id}x{n_before}");
        }
        self.ids.insert(id.clone(), 1);
        id
    }
}

/// Returns the variables of a text behind its id.
fn starred_head(input: &ExportInput<'_>, article: &Article) -> String {
    let date = plain_date(article).unwrap_or_default();
    let variables = [
        ("publisher", letters(article.publisher.as_deref().unwrap_or_default())),
        ("date", letters(&date)),
        ("annee", date.get(..4).unwrap_or_default().to_owned()),
        ("langue", letters(article.language.as_ref().unwrap_or(&input.config.language).as_str())),
    ];
    let known = variables.iter().filter(|(_, value)| !value.is_empty());
    known.map(|(name, value)| format!(" *{name}_{value}")).collect()
}

/// Writes the paragraphs of a text as lines, and counts the words that would be variables.
fn starred_lines(text: &str) -> (String, usize) {
    let (mut lines, mut n_underscores) = (String::with_capacity(text.len() + 64), 0);
    for paragraph in text.split("\n\n") {
        // These begin a text or a theme.
        if paragraph.starts_with("****") || paragraph.starts_with("-*") {
            lines.push(' ');
        }
        n_underscores += push_line(&mut lines, paragraph);
        lines.push('\n');
    }
    (lines, n_underscores)
}

/// Writes a paragraph as one line, and counts the words between underscores, which would be variables.
fn push_line(line: &mut String, paragraph: &str) -> usize {
    let mut n_underscores = 0;
    for (number, word) in paragraph.split([' ', '\n', '\r']).enumerate() {
        line.push_str(if number > 0 { " " } else { "" });
        if word.len() > 1 && word.starts_with('_') && word.ends_with('_') {
            n_underscores += 1;
            line.push(' ');
            line.push_str(&word[1..word.len() - 1]);
            line.push(' ');
        } else {
            line.push_str(word);
        }
    }
    n_underscores
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
        assert_eq!(starred_lines("un _mot_ ici\n_ et_ _là"), ("un  mot  ici _ et_ _là\n".to_owned(), 1));
        assert_eq!(letters("L’Écho d’Armel, n° 3"), "lechodarmeln3");
    }
}
