//! The published view as tables: articles, entities, what was found in the texts, notes. They hold what `data/*.jsonl` hold,
//! for people who count and sort in a spreadsheet. Pure; [`super::data_package`] writes them.
//!
//! Offsets count code points of `text`, as in the JSON Lines. Rows are in order of id, those of one article in order of text.

use std::collections::BTreeSet;

use super::ExportInput;
use super::in_order::for_articles;
use super::jsonl::{copies, counts, kind_of, words};
use super::makers::{ArticleMakers, Maker};
use super::table_set::{ColumnKind, DataTable, RowSource, TableReference};
use crate::base::csv_table::join_list;
use crate::link::summary::{date_anchor, mention_anchor, quote_anchor};
use crate::model::{ArticleIx, EntityIx, Id};
use crate::parse::Article;
use crate::text::position::CodePoints;

/// How a publication date is known.
const CERTAINTIES: ColumnKind = ColumnKind::Word(&["given", "inferred", "unknown"]);
/// How much of a text is published.
const RIGHTS: ColumnKind = ColumnKind::Word(&["full", "excerpt", "reference"]);
/// A sentence longer than this is cut: a text without full stops is not repeated for each name in it.
const MAX_SENTENCE_BYTES: usize = 1_000;

const TEXT: ColumnKind = ColumnKind::Text;
const COUNT: ColumnKind = ColumnKind::Integer;
const EDTF: ColumnKind = ColumnKind::Edtf;

const ARTICLE: TableReference = TableReference { column: "article", table: "articles" };

/// Makes all tables. Lists in cells are joined by `separator`.
#[must_use]
pub(crate) fn tables<'a>(input: &'a ExportInput<'a>, separator: char) -> Vec<DataTable<'a>> {
    let mut tables = vec![articles(input, separator), entities(input, separator)];
    tables.extend(found_in_texts(input, separator));
    tables.push(relations(input));
    tables.push(roles(input, separator));
    tables.push(notes(input, separator));
    tables
}

fn text_of(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Gives the rows of each article in order.
fn by_article<'a>(
    input: &'a ExportInput<'a>,
    rows: impl Fn(ArticleIx) -> Vec<Vec<String>> + Sync + 'a,
) -> RowSource<'a> {
    Box::new(move |take| for_articles(input, &rows, |rows| take(&rows)))
}

fn articles<'a>(input: &'a ExportInput<'a>, separator: char) -> DataTable<'a> {
    let columns = [
        ("id", TEXT),
        ("title", TEXT),
        ("date", EDTF),
        ("date_certainty", CERTAINTIES),
        ("publisher", TEXT),
        ("author", TEXT),
        ("language", TEXT),
        ("url", TEXT),
        ("archived", TEXT),
        ("retrieved", EDTF),
        ("rights", RIGHTS),
        ("tags", TEXT),
        ("source_file", TEXT),
        ("source_sha256", TEXT),
        ("copies", TEXT),
        ("characters", COUNT),
        ("mentions", COUNT),
        ("text", TEXT),
    ];
    let mut table = DataTable::new("articles", &columns);
    table.has_key = true;
    table.rows = by_article(input, move |index| {
        let (article, annotated, _) = &input.articles[index];
        let text = article.body.main_text();
        let source = article.raw_document.as_ref();
        let n_mentions = annotated.mentions.iter().filter(|mention| mention.end <= text.len()).count();
        let mut row = head(article, input.config.language.as_str(), separator);
        row.extend([
            text_of(source.map(|source| &source.file)),
            text_of(source.map(|source| &source.sha256)),
            join_list(copies(input, index).0, separator),
            text.chars().count().to_string(),
            n_mentions.to_string(),
            text.to_owned(),
        ]);
        vec![row]
    });
    table
}

/// The columns of an article's head, in the order of [`head`].
pub(crate) const HEAD_COLUMNS: [&str; 12] = [
    "id", "title", "date", "date_certainty", "publisher", "author", "language", "url", "archived", "retrieved",
    "rights", "tags",
];

/// Returns an article's head as the table `articles` shows it.
#[must_use]
pub(crate) fn head(article: &Article, site_language: &str, separator: char) -> Vec<String> {
    vec![
        article.id.to_string(),
        article.title.clone(),
        text_of(article.date),
        article.date_certainty.as_str().to_owned(),
        text_of(article.publisher.as_ref()),
        text_of(article.author.as_ref()),
        article.language.as_ref().map_or(site_language, |language| language.as_str()).to_owned(),
        text_of(article.url.as_ref()),
        text_of(article.archived.as_ref()),
        text_of(article.retrieved),
        article.rights.as_str().to_owned(),
        join_list(article.tags.iter().map(|tag| tag.value.as_str()), separator),
    ]
}

fn entities(input: &ExportInput<'_>, separator: char) -> DataTable<'static> {
    let fixed = [
        ("id", TEXT),
        ("kind", TEXT),
        ("name", TEXT),
        ("sort", TEXT),
        ("names", TEXT),
        ("weak", TEXT),
        ("born", EDTF),
        ("died", EDTF),
        ("date", EDTF),
        ("place", TEXT),
        ("participants", TEXT),
        ("part_of", TEXT),
        ("latitude", ColumnKind::Number),
        ("longitude", ColumnKind::Number),
    ];
    let last = [("tags", TEXT), ("mentions", COUNT), ("articles", COUNT), ("sources", COUNT), ("text", TEXT)];
    let authorities: BTreeSet<&str> = input
        .registry
        .entities
        .iter()
        .flat_map(|entity| &entity.record.same_as)
        .map(|(name, _)| &*name.value)
        .collect();
    let is_taken = |name: &str| fixed.iter().chain(&last).any(|(taken, _)| *taken == name);
    let named: Vec<String> = authorities
        .iter()
        .map(|name| if is_taken(name) { format!("same_as.{name}") } else { (*name).to_owned() })
        .collect();
    let columns = fixed.into_iter().chain(named.iter().map(|name| (name.as_str(), TEXT))).chain(last);
    let mut table = DataTable::new("entities", &columns.collect::<Vec<_>>());
    table.has_key = true;
    let mut rows = Vec::new();
    for (index, entity) in EntityIx::number(&input.registry.entities) {
        let record = &*entity.record;
        let (n_mentions, n_articles, n_sources) = counts(input, index);
        let mut row = vec![
            record.id.to_string(),
            record.kind.clone(),
            record.name.value.clone(),
            entity.sort_name.clone(),
            join_list(words(&record.names), separator),
            join_list(words(&record.weak), separator),
            text_of(record.born),
            text_of(record.died),
            text_of(record.date),
            text_of(record.place.as_ref().map(|text| &text.value)),
            join_list(words(&record.participants), separator),
            text_of(record.part_of.as_ref().map(|text| &text.value)),
            text_of(record.coordinates.map(|at| at.latitude)),
            text_of(record.coordinates.map(|at| at.longitude)),
        ];
        row.extend(authorities.iter().map(|name| {
            text_of(record.same_as.iter().find(|(known, _)| known.value == *name).map(|(_, id)| &id.value))
        }));
        row.extend([
            join_list(words(&record.tags), separator),
            n_mentions.to_string(),
            n_articles.to_string(),
            n_sources.to_string(),
            record.body.main_text().to_owned(),
        ]);
        rows.push(row);
    }
    table.set_rows(rows);
    table
}

/// Makes the tables of mentions, doubtful names, dates and quotations.
fn found_in_texts<'a>(input: &'a ExportInput<'a>, separator: char) -> [DataTable<'a>; 4] {
    let place = [("article", TEXT), ("anchor", TEXT), ("start", COUNT), ("end", COUNT), ("text", TEXT)];
    let new = |name: &str, more: &[(&str, ColumnKind)]| {
        let columns: Vec<(&str, ColumnKind)> = place.iter().chain(more).copied().collect();
        let mut table = DataTable::new(name, &columns);
        table.references = vec![ARTICLE];
        table
    };
    let mut mentions = new(
        "mentions",
        &[("entity", TEXT), ("kind", TEXT), ("rule", TEXT), ("form", TEXT), ("by", TEXT), ("sentence", TEXT)],
    );
    mentions.references.push(TableReference { column: "entity", table: "entities" });
    let mut review = new("review", &[("candidates", TEXT), ("reason", TEXT)]);
    // A doubtful name is no link, so no page has an anchor for it.
    review.columns.remove(1);
    let mut dates = new("dates", &[("value", EDTF), ("rule", TEXT)]);
    let mut quotations = new("quotations", &[("speaker", TEXT), ("cue", TEXT)]);
    mentions.rows = by_article(input, move |index| mention_rows(input, index));
    review.rows = by_article(input, move |index| {
        let (article, annotated, _) = &input.articles[index];
        let (id, text) = (article.id.as_str(), article.body.main_text());
        let mut points = CodePoints::new(text);
        let doubtful = annotated.ambiguous.iter().filter(|name| name.end <= text.len()).map(|name| {
            vec![
                id.to_owned(),
                points.at(name.start).to_string(),
                points.at(name.end).to_string(),
                text[name.start..name.end].to_owned(),
                join_list(name.candidates.iter().map(Id::as_str), separator),
                name.reason.to_string(),
            ]
        });
        doubtful.collect()
    });
    dates.rows = by_article(input, move |index| {
        let (article, annotated, _) = &input.articles[index];
        let (id, text) = (article.id.as_str(), article.body.main_text());
        let mut points = CodePoints::new(text);
        let found = annotated.dates.iter().filter(|date| date.end <= text.len()).map(|date| {
            let start = points.at(date.start);
            let end = points.at(date.end);
            let mut row = located(id, date_anchor(start), (start, end), &text[date.start..date.end]);
            row.extend([date.value.clone(), date.rule.as_str().to_owned()]);
            row
        });
        found.collect()
    });
    quotations.rows = by_article(input, move |index| {
        let (article, annotated, _) = &input.articles[index];
        let (id, text) = (article.id.as_str(), article.body.main_text());
        let mut points = CodePoints::new(text);
        let found = annotated.quotes.iter().filter(|quote| quote.end <= text.len()).map(|quote| {
            let start = points.at(quote.start);
            let end = points.at(quote.end);
            let speakers = quote.speaker.iter().chain(&quote.more_speakers).map(Id::as_str);
            let mut row = located(id, quote_anchor(start), (start, end), &text[quote.start..quote.end]);
            row.extend([join_list(speakers, separator), quote.cue.clone()]);
            row
        });
        found.collect()
    });
    [mentions, review, dates, quotations]
}

fn located(id: &str, anchor: String, (start, end): (usize, usize), text: &str) -> Vec<String> {
    vec![id.to_owned(), anchor, start.to_string(), end.to_string(), text.to_owned()]
}

fn mention_rows(input: &ExportInput<'_>, index: ArticleIx) -> Vec<Vec<String>> {
    let (article, annotated, _) = &input.articles[index];
    let text = article.body.main_text();
    let mut points = CodePoints::new(text);
    let makers = ArticleMakers::of(input, article.id.as_str());
    let mut rows = Vec::new();
    for mention in annotated.mentions.iter().filter(|mention| mention.end <= text.len()) {
        let start = points.at(mention.start);
        let end = points.at(mention.end);
        let anchor = mention_anchor(start);
        let by = match makers.of_mention(mention) {
            Maker::Program => "program",
            Maker::Editors => "editors",
            Maker::Person(name) => name,
        };
        let mut row = located(article.id.as_str(), anchor, (start, end), &text[mention.start..mention.end]);
        row.extend([
            mention.entity.to_string(),
            kind_of(input.registry, mention.entity.as_str()).to_owned(),
            mention.reason.as_str().to_owned(),
            mention.form.clone(),
            by.to_owned(),
            sentence(text, mention.start, mention.end).to_owned(),
        ]);
        rows.push(row);
    }
    rows
}

/// Returns the sentence around a range, for reading; bounded on both sides.
fn sentence(text: &str, start: usize, end: usize) -> &str {
    let from = text.ceil_char_boundary(start.saturating_sub(MAX_SENTENCE_BYTES / 2));
    let to = text.floor_char_boundary((end + MAX_SENTENCE_BYTES / 2).min(text.len()));
    let first = sentence_ends(&text[from..start]).last().map_or(from, |at| from + at);
    let last = sentence_ends(&text[end..to]).next().map_or(to, |at| end + at);
    text[first..last].trim()
}

/// Returns the ends of sentences and blocks in a text. A full stop ends a sentence before a space and a capital, unless at
/// most two letters precede it, as in `M. ` and `Dr. `.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(|(at, letter)| {
        let behind = &text[at + letter.len_utf8()..];
        let opens = || {
            let next = behind.trim_start_matches(|c: char| c.is_whitespace() || "«»“”\"'—–-".contains(c));
            next.len() < behind.len() && next.chars().next().is_none_or(|c| !c.is_lowercase())
        };
        let is_abbreviation = || {
            let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            word.chars().count() <= 2 && !word.is_empty() && word.chars().all(char::is_alphabetic)
        };
        let is_end = match letter {
            '\n' => behind.starts_with('\n'),
            '!' | '?' | '…' => opens(),
            '.' => opens() && !is_abbreviation(),
            _ => false,
        };
        is_end.then_some(at + letter.len_utf8())
    })
}

fn relations(input: &ExportInput<'_>) -> DataTable<'static> {
    let columns = [
        ("from_entity", TEXT),
        ("to_entity", TEXT),
        ("as", TEXT),
        ("from", EDTF),
        ("until", EDTF),
        ("source_article", TEXT),
        ("source_passage", TEXT),
    ];
    let mut table = DataTable::new("relations", &columns);
    table.references = [("from_entity", "entities"), ("to_entity", "entities"), ("source_article", "articles")]
        .map(|(column, table)| TableReference { column, table })
        .to_vec();
    let mut rows = Vec::new();
    for entity in &input.registry.entities {
        for relation in &entity.record.relations {
            let source = relation.citation.as_ref().map_or("", |text| text.value.as_str());
            let (article, passage) = source.split_once('#').unwrap_or((source, ""));
            rows.push(vec![
                entity.record.id.to_string(),
                relation.to.value.clone(),
                relation.label.clone(),
                text_of(relation.from),
                text_of(relation.until),
                article.to_owned(),
                passage.to_owned(),
            ]);
        }
    }
    table.set_rows(rows);
    table
}

fn roles(input: &ExportInput<'_>, separator: char) -> DataTable<'static> {
    let columns = [("entity", TEXT), ("title", TEXT), ("refer", TEXT), ("from", EDTF), ("to", EDTF)];
    let mut table = DataTable::new("roles", &columns);
    table.references = vec![TableReference { column: "entity", table: "entities" }];
    let mut rows = Vec::new();
    for entity in &input.registry.entities {
        for role in &entity.record.roles {
            rows.push(vec![
                entity.record.id.to_string(),
                role.title.clone(),
                join_list(words(&role.refer), separator),
                text_of(role.from),
                text_of(role.to),
            ]);
        }
    }
    table.set_rows(rows);
    table
}

fn notes(input: &ExportInput<'_>, separator: char) -> DataTable<'static> {
    let verdicts = ColumnKind::Word(&["confirmed", "disputed", "false", "unverified"]);
    let columns = [
        ("article", TEXT),
        ("start", COUNT),
        ("end", COUNT),
        ("quote", TEXT),
        ("note", TEXT),
        ("by", TEXT),
        ("date", EDTF),
        ("verdict", verdicts),
        ("tags", TEXT),
    ];
    let mut table = DataTable::new("notes", &columns);
    table.references = vec![ARTICLE];
    let texts: std::collections::BTreeMap<&str, &str> =
        input.articles.iter().map(|(article, ..)| (article.id.as_str(), article.body.main_text())).collect();
    let mut rows = Vec::new();
    for (id, target, note) in &input.notes {
        let Some(quote) = texts.get(id).and_then(|text| text.get(target.clone())) else { continue };
        let mut points = CodePoints::new(texts[id]);
        rows.push(vec![
            (*id).to_owned(),
            points.at(target.start).to_string(),
            points.at(target.end).to_string(),
            quote.to_owned(),
            note.body.main_text().to_owned(),
            note.by.clone(),
            text_of(note.date),
            text_of(note.verdict.map(|verdict| verdict.as_str())),
            join_list(note.tags.iter().map(String::as_str), separator),
        ]);
    }
    table.set_rows(rows);
    table
}
