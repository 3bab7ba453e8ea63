//! The table of an import, corrected by hand: `import --dry-run --format csv` writes it, `import --plan` reads it.
//!
//! One row for each document, named by its file and its number or place there. The import then writes what the table
//! says: an empty cell means that there is nothing. What the table does not name is not imported. Pure.

use crate::base::Message;
use crate::base::web_address::is_web_address;
use crate::say;
use std::collections::BTreeMap;

use super::compose::ComposedArticle;
use crate::base::csv_table::{CsvDialect, CsvRow, read_table, write_table};
use crate::model::{Edtf, Id, LangTag, Rights};

/// The columns, in the order in which they are written.
const COLUMNS: [&str; 15] = [
    "skip", "id", "title", "date", "certainty", "publisher", "author", "language", "url", "tags", "rights", "file",
    "document", "how_dated", "duplicate_of",
];
/// The columns that only inform: they are not read.
const INFORMATION: [&str; 2] = ["how_dated", "duplicate_of"];
/// Words in the column `skip` that mean yes. Everything else but an empty cell or a no is an error.
const YES: [&str; 4] = ["x", "yes", "true", "1"];
const NO: [&str; 4] = ["no", "false", "0", "-"];

/// One row: what an article will say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanRow {
    /// The line of the table, from 1.
    pub line: usize,
    /// Whether the document is not imported.
    pub is_skipped: bool,
    id: Option<Id>,
    title: Option<String>,
    date: Option<Edtf>,
    certainty: Option<&'static str>,
    publisher: Option<String>,
    author: Option<String>,
    language: Option<String>,
    url: Option<String>,
    tags: Vec<String>,
    rights: Option<Rights>,
}

/// The rows, by file and document.
#[derive(Clone, Debug, Default)]
pub(crate) struct ImportPlan {
    rows: BTreeMap<(String, String), PlanRow>,
    /// The columns that the table has. Of the others, what was found is kept.
    columns: Vec<String>,
}

impl ImportPlan {
    /// Reads a plan.
    ///
    /// # Errors
    /// Everything that is wrong in the table, each with its line.
    pub(crate) fn read(text: &str) -> Result<Self, Vec<Message>> {
        let table = read_table(text).map_err(|error| vec![error.message()])?;
        let mut wrong = Vec::new();
        for column in &table.columns {
            if !column.is_empty() && !COLUMNS.contains(&column.as_str()) {
                wrong.push(say!(en: "line 1: there is no column `{column}`; the columns are {known}", fr: "ligne 1 : il n’y a pas de colonne `{column}` ; les colonnes sont {known}", known = COLUMNS.join(", ")));
            }
        }
        if !table.columns.iter().any(|column| column == "file") {
            wrong.push(say!(en: "line 1: the column `file` is missing: it says which document a row is about", fr: "ligne 1 : la colonne `file` manque : elle dit de quel document parle une ligne"));
        }
        let mut plan = Self { rows: BTreeMap::new(), columns: table.columns.clone() };
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        for row in &table.rows {
            let read = match plan_row(row) {
                Ok(read) => read,
                Err(reasons) => {
                    wrong.extend(reasons.into_iter().map(
                        |reason| say!(en: "line {n}: {reason}", fr: "ligne {n} : {reason}", n = row.line; reason),
                    ));
                    continue;
                }
            };
            if let Some(id) = read.id.as_ref().filter(|_| !read.is_skipped)
                && let Some(other) = ids.insert(id.to_string(), row.line)
            {
                wrong.push(say!(en: "line {line}: the id `{id}` stands in line {other} too", fr: "ligne {line} : l’identifiant `{id}` est aussi en ligne {other}", line = row.line));
            }
            let key = (row.get("file").to_owned(), row.get("document").to_owned());
            if let Some(other) = plan.rows.insert(key, read) {
                wrong.push(say!(en: "line {line}: the same document stands in line {other} too", fr: "ligne {line} : le même document est aussi en ligne {other}", line = row.line, other = other.line));
            }
        }
        if wrong.is_empty() { Ok(plan) } else { Err(wrong) }
    }

    /// Returns the row of a document. `document` is its number or place, empty if its file is one document.
    #[must_use]
    pub(crate) fn row(&self, file: &str, document: &str) -> Option<&PlanRow> {
        // A map with pairs of strings as keys cannot be asked with borrowed ones.
        self.rows.get(&(file.to_owned(), document.to_owned()))
    }

    /// Returns the files that the rows name, sorted.
    #[must_use]
    pub(crate) fn files(&self) -> Vec<&str> {
        let mut files: Vec<&str> = self.rows.keys().map(|(file, _)| file.as_str()).collect();
        files.dedup();
        files
    }

    /// Returns the rows with their file and document, by line.
    #[must_use]
    pub(crate) fn rows(&self) -> Vec<(&str, &str, &PlanRow)> {
        let mut rows: Vec<_> =
            self.rows.iter().map(|((file, document), row)| (file.as_str(), document.as_str(), row)).collect();
        rows.sort_by_key(|(.., row)| row.line);
        rows
    }

    /// Makes an article say what its row says.
    pub(crate) fn apply(&self, row: &PlanRow, composed: &mut ComposedArticle) {
        let has = |column: &str| self.columns.iter().any(|name| name == column);
        if let Some(id) = &row.id {
            composed.id = id.clone();
        }
        if let Some(title) = &row.title {
            composed.title.clone_from(title);
        }
        if has("date") {
            let found = composed.date.take();
            let is_same = found.as_ref().map(|(date, _)| date.to_string()) == row.date.as_ref().map(Edtf::to_string);
            composed.date =
                if is_same { found } else { row.date.map(|date| (date, say!(en: "from the plan", fr: "du plan"))) };
            composed.date_certainty = match (&composed.date, row.certainty) {
                (None, _) => "unknown",
                (Some(_), Some(certainty)) => certainty,
                (Some(_), None) if is_same => composed.date_certainty,
                (Some(_), None) => "given",
            };
        }
        if has("publisher") {
            composed.publisher.clone_from(&row.publisher);
        }
        if has("language") {
            composed.language.clone_from(&row.language);
        }
        if has("author") {
            composed.front.author.clone_from(&row.author);
        }
        if has("url") {
            composed.front.url.clone_from(&row.url);
        }
        if has("tags") {
            composed.front.tags.clone_from(&row.tags);
        }
        if let Some(rights) = row.rights {
            composed.set_rights(rights);
        }
    }
}

fn plan_row(row: &CsvRow) -> Result<PlanRow, Vec<Message>> {
    let mut wrong = Vec::new();
    let text = |column: &str| Some(row.get(column).to_owned()).filter(|cell| !cell.is_empty());
    let skip = row.get("skip").to_lowercase();
    let is_skipped = YES.contains(&skip.as_str());
    if !is_skipped && !skip.is_empty() && !NO.contains(&skip.as_str()) {
        wrong.push(say!(en: "`skip` is `{skip}`: write `x` to leave the document out, or nothing", fr: "`skip` vaut `{skip}` : écrivez `x` pour laisser le document de côté, ou rien"));
    }
    let id = text("id").and_then(|id| match Id::parse(&id) {
        Ok(id) => Some(id),
        Err(_) => {
            wrong.push(say!(en: "`{id}` is not an id: write small letters, digits and hyphens", fr: "`{id}` n’est pas un identifiant : écrivez des minuscules, des chiffres et des tirets"));
            None
        }
    });
    let date = text("date").and_then(|date| match read_day(&date) {
        Ok(date) => Some(date),
        Err(reason) => {
            wrong.push(reason);
            None
        }
    });
    let certainty = match row.get("certainty") {
        "" => None,
        "given" => Some("given"),
        "inferred" => Some("inferred"),
        "unknown" => Some("unknown"),
        other => {
            wrong.push(say!(en: "`certainty` is `{other}`: write given, inferred or unknown", fr: "`certainty` vaut `{other}` : écrivez `given`, `inferred` ou `unknown`"));
            None
        }
    };
    let language = text("language");
    if let Some(tag) = language.as_ref().filter(|tag| LangTag::parse(tag).is_none()) {
        wrong.push(say!(en: "`{tag}` is not a language: write a tag such as fr or en", fr: "`{tag}` n’est pas une langue : écrivez un code comme `fr` ou `en`"));
    }
    let url = text("url");
    if let Some(url) = url.as_ref().filter(|url| !is_web_address(url)) {
        wrong.push(say!(en: "`{url}` is not a web address: write it in full, starting with https://", fr: "`{url}` n’est pas une adresse web : écrivez-la en entier, depuis https://"));
    }
    let rights = text("rights").and_then(|rights| {
        let read = [Rights::Full, Rights::Excerpt, Rights::Reference].into_iter().find(|one| one.as_str() == rights);
        if read.is_none() {
            wrong.push(say!(en: "`rights` is `{rights}`: write full, excerpt or reference", fr: "`rights` vaut `{rights}` : écrivez `full`, `excerpt` ou `reference`"));
        }
        read
    });
    let tags = row.get("tags").split(';').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let (title, publisher, author) = (text("title"), text("publisher"), text("author"));
    Ok(PlanRow {
        line: row.line,
        is_skipped,
        id,
        title,
        date,
        certainty,
        publisher,
        author,
        language,
        url,
        tags,
        rights,
    })
}

/// Reads a date: EDTF, or a day as a spreadsheet rewrites it (`15/09/2023`), if it can mean only one day.
pub(super) fn read_day(text: &str) -> Result<Edtf, Message> {
    let parts: Vec<&str> = text.split(['/', '.']).collect();
    if let [first, second, year] = parts[..]
        && let (Ok(first), Ok(second), Ok(year)) = (first.parse::<u32>(), second.parse::<u32>(), year.parse::<u32>())
        && year >= 1000
    {
        let iso = |day: u32, month: u32| format!("{year:04}-{month:02}-{day:02}");
        return match (first, second) {
            (first, second) if first > 12 || first == second => Edtf::parse(&iso(first, second)),
            (first, second) if second > 12 => Edtf::parse(&iso(second, first)),
            _ => {
                return Err(say!(en: "the date `{text}` may be {one} or {other}: write it in this form", fr: "la date `{text}` peut être {one} ou {other} : écrivez-la sous cette forme", one = iso(first, second), other = iso(second, first)));
            }
        }
        .map_err(|reason| say!(en: "the date `{text}` {reason}", fr: "la date `{text}` {reason}"; reason));
    }
    Edtf::parse(text).map_err(|reason| {
        say!(
            en: "the date `{text}` {reason}; write it as 2023-09-15",
            fr: "la date `{text}` {reason} ; écrivez-la comme 2023-09-15"; reason
        )
    })
}

/// Writes the plan of an import that changes nothing yet: each article with the file that it comes from.
#[must_use]
pub(crate) fn write_plan(articles: &[(String, ComposedArticle)], dialect: CsvDialect) -> String {
    let rows: Vec<Vec<String>> = articles
        .iter()
        .map(|(file, composed)| {
            let (date, how) =
                composed.date.as_ref().map_or((String::new(), ""), |(date, how)| (date.to_string(), how.en.as_str()));
            vec![
                String::new(),
                composed.id.to_string(),
                composed.title.clone(),
                date,
                composed.date_certainty.to_owned(),
                composed.publisher.clone().unwrap_or_default(),
                composed.front.author.clone().unwrap_or_default(),
                composed.language.clone().unwrap_or_default(),
                composed.front.url.clone().unwrap_or_default(),
                composed.front.tags.join("; "),
                composed.rights().as_str().to_owned(),
                file.clone(),
                composed.document.clone(),
                how.to_owned(),
                composed.duplicate_of.as_ref().map(ToString::to_string).unwrap_or_default(),
            ]
        })
        .collect();
    debug_assert!(rows.iter().all(|row| row.len() == COLUMNS.len()) && INFORMATION.iter().all(|i| COLUMNS.contains(i)));
    write_table(&COLUMNS, rows.iter().map(|row| row.iter().map(String::as_str).collect()), dialect)
}
