//! References to articles in BibTeX, RIS and CSL-JSON, for one article or for all.
//!
//! A reference names the article as it was published and where it can be read: at its publisher, or else in this
//! dossier. Front matter is hostile input: each format has one escaping function, and every value passes through it.

use serde_json::{Map, Value, json};

use super::ExportInput;
use crate::base::{Key, KeyBuilder};
use crate::config::SiteConfig;
use crate::model::date::DatePoint;
use crate::model::{Edtf, id, routes};
use crate::parse::{Article, DateCertainty};

/// An article as a reference manager sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Citation {
    /// Id of the article, which is the citation key.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Who wrote it; may be empty.
    pub authors: Vec<Author>,
    /// Newspaper, agency, site; may be empty.
    pub publisher: String,
    /// When it was published.
    pub date: Option<DatePoint>,
    /// Whether that date was worked out, not stated.
    pub is_inferred: bool,
    /// Where it was published, else where this dossier has it; may be empty.
    pub url: String,
    /// Where a copy is kept; may be empty.
    pub archived: String,
    /// When it was fetched.
    pub retrieved: Option<DatePoint>,
    /// Language tag of its text.
    pub language: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Fingerprint of the raw document; may be empty.
    pub sha256: String,
}

impl Citation {
    /// Returns what reference managers have no field for. An archived address has one that JabRef does not read.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.sha256.is_empty() {
            notes.push(format!("SHA-256 of the raw document: {}", self.sha256));
        }
        if !self.archived.is_empty() {
            notes.push(format!("Archived: {}", self.archived));
        }
        notes
    }
}

/// An author of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// A person whose family name is known to be the last word: given names, then family name.
    Person(String, String),
    /// An agency, an editorial office, or a name that cannot be cut with certainty.
    Literal(String),
}

impl Author {
    /// Returns the name in its usual order.
    #[must_use]
    pub(crate) fn name(&self) -> String {
        match self {
            Author::Person(given, family) => format!("{given} {family}"),
            Author::Literal(name) => name.clone(),
        }
    }
}

/// Makes the reference of an article.
#[must_use]
pub(crate) fn from_article(article: &Article, config: &SiteConfig) -> Citation {
    let here = || {
        let route = routes::article(&article.id);
        if config.base_url.is_empty() { String::new() } else { format!("{}{}", config.base_url, route.encoded()) }
    };
    Citation {
        id: article.id.to_string(),
        title: one_line(&article.title),
        authors: authors(&one_line(article.author.as_deref().unwrap_or_default())),
        publisher: one_line(article.publisher.as_deref().unwrap_or_default()),
        date: article.date.as_ref().and_then(day),
        is_inferred: article.date_certainty == DateCertainty::Inferred,
        url: article.url.clone().unwrap_or_else(here),
        archived: article.archived.clone().unwrap_or_default(),
        retrieved: article.retrieved.as_ref().and_then(day),
        language: article.language.as_ref().unwrap_or(&config.language).to_string(),
        tags: article.tags.iter().map(|tag| one_line(&tag.value)).filter(|tag| !tag.is_empty()).collect(),
        sha256: article.raw_document.as_ref().map(|source| source.sha256.clone()).unwrap_or_default(),
    }
}

/// A line break in a value would begin a new field, in RIS.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the day, month or year that a date surely names; an interval and a decade name none.
fn day(date: &Edtf) -> Option<DatePoint> {
    match date {
        Edtf::At(point) if point.unspecified_digits == 0 => Some(*point),
        _ => None,
    }
}

/// Reads the line of authors: names joined by `et`, `and` or `&`. Only two words that both begin with a capital are cut
/// into given and family name; `Jean de La Fontaine` and `AFP` stay whole, and so does what has a comma.
fn authors(line: &str) -> Vec<Author> {
    if line.is_empty() {
        return Vec::new();
    }
    if line.contains([',', ';', '(', '/']) {
        return vec![Author::Literal(line.to_owned())];
    }
    let names = line.split(" et ").flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "));
    names.map(str::trim).filter(|name| !name.is_empty()).map(author).collect()
}

fn author(name: &str) -> Author {
    let capital = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    };
    match name.split(' ').collect::<Vec<_>>()[..] {
        [given, family] if [given, family].iter().all(capital) => Author::Person(given.to_owned(), family.to_owned()),
        _ => Author::Literal(name.to_owned()),
    }
}

/// Returns year, month and day as far as they are known; a season is no month.
fn parts(point: &DatePoint) -> Vec<i32> {
    let month = point.month.filter(|month| *month <= 12);
    let mut parts = vec![point.year];
    parts.extend(month.map(i32::from));
    parts.extend(month.and(point.day).map(i32::from));
    parts
}

/// Writes a date as ISO 8601, as far as it is known.
#[must_use]
pub(crate) fn iso(point: &DatePoint) -> String {
    let written: Vec<String> = parts(point)
        .iter()
        .enumerate()
        .map(|(at, n)| if at == 0 { format!("{n:04}") } else { format!("{n:02}") })
        .collect();
    written.join("-")
}

/// Writes a reference for BibTeX and biblatex.
#[must_use]
pub(crate) fn bibtex(reference: &Citation) -> String {
    let kind = if reference.publisher.is_empty() { "misc" } else { "article" };
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut field = |name: &'static str, value: String| {
        if !value.is_empty() {
            fields.push((name, value));
        }
    };
    let authors: Vec<String> = reference
        .authors
        .iter()
        .map(|author| match author {
            Author::Person(given, family) => format!("{}, {}", latex(family), latex(given)),
            // Braces keep BibTeX from looking for a family name in it.
            Author::Literal(name) => format!("{{{}}}", latex(name)),
        })
        .collect();
    field("author", authors.join(" and "));
    // Inner braces keep the capitals of names.
    field("title", format!("{{{}}}", latex(&reference.title)));
    field("journal", latex(&reference.publisher));
    if let Some(point) = &reference.date {
        let parts = parts(point);
        field("year", parts[0].to_string());
        field("month", parts.get(1).map(ToString::to_string).unwrap_or_default());
        field("day", parts.get(2).map(ToString::to_string).unwrap_or_default());
    }
    field("url", bare_url(&reference.url));
    field("urldate", reference.retrieved.as_ref().map(iso).unwrap_or_default());
    field("langid", langid(&reference.language).to_owned());
    // An `@article` is one of a journal; styles of biblatex know it by this as one of a newspaper.
    field("entrysubtype", if kind == "article" { "newspaper".to_owned() } else { String::new() });
    // A comma separates keywords.
    let keywords: Vec<String> = reference.tags.iter().map(|tag| latex(&tag.replace(',', ""))).collect();
    field("keywords", keywords.join(", "));
    let fields: String = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@{kind}{{{},\n{fields}}}\n", key(&reference.id))
}

/// A key that every BibTeX reads: ASCII letters, digits and hyphens.
fn key(id: &str) -> String {
    let key: String = id::slug(id).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if key.is_empty() { "article".to_owned() } else { key }
}

/// Escapes what LaTeX would interpret. Braces become commands: BibTeX counts them even when they are escaped.
fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address is read verbatim; what would end its field is percent-encoded.
fn bare_url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Returns the name of a language for biblatex, of those that this program knows.
fn langid(tag: &str) -> &'static str {
    const NAMES: [(&str, &str); 6] = [
        ("fr", "french"),
        ("en", "english"),
        ("de", "german"),
        ("es", "spanish"),
        ("it", "italian"),
        ("ru", "russian"),
    ];
    let primary = tag.split('-').next().unwrap_or_default();
    NAMES.iter().find(|(known, _)| *known == primary).map_or("", |(_, name)| name)
}

/// Writes a reference in the RIS format: a tag, two spaces, a hyphen, a space, the value; lines end with CR LF.
#[must_use]
pub(crate) fn ris(reference: &Citation) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        if !value.is_empty() || tag == "ER" {
            out.push_str(&format!("{tag}  - {value}\r\n"));
        }
    };
    line("TY", "NEWS");
    line("ID", &reference.id);
    line("TI", &reference.title);
    for author in &reference.authors {
        match author {
            Author::Person(given, family) => line("AU", &format!("{family}, {given}")),
            Author::Literal(name) => line("AU", name),
        }
    }
    line("T2", &reference.publisher);
    if let Some(point) = &reference.date {
        let parts = parts(point);
        line("PY", &format!("{:04}", parts[0]));
        let part = |at: usize| parts.get(at).map(|n| format!("{n:02}")).unwrap_or_default();
        line("DA", &format!("{:04}/{}/{}/", parts[0], part(1), part(2)));
    }
    line("UR", &reference.url);
    line("L2", &reference.archived);
    line("Y2", &reference.retrieved.as_ref().map(|point| iso(point).replace('-', "/")).unwrap_or_default());
    line("LA", &reference.language);
    reference.tags.iter().for_each(|tag| line("KW", tag));
    reference.notes().iter().for_each(|note| line("N1", note));
    line("ER", "");
    out
}

/// Makes a reference as an item of CSL-JSON (Citation Style Language 1.0.2).
#[must_use]
pub(crate) fn csl(reference: &Citation) -> Value {
    let mut item = Map::new();
    let mut set = |name: &str, value: &str| {
        if !value.is_empty() {
            item.insert(name.to_owned(), json!(value));
        }
    };
    set("id", &reference.id);
    set("type", "article-newspaper");
    set("title", &reference.title);
    set("container-title", &reference.publisher);
    set("URL", &reference.url);
    set("archive_location", &reference.archived);
    set("language", &reference.language);
    set("keyword", &reference.tags.join(", "));
    set("note", &reference.notes().join("\n"));
    let authors: Vec<Value> = reference
        .authors
        .iter()
        .map(|author| match author {
            Author::Person(given, family) => json!({"family": family, "given": given}),
            Author::Literal(name) => json!({"literal": name}),
        })
        .collect();
    if !authors.is_empty() {
        item.insert("author".to_owned(), Value::Array(authors));
    }
    if let Some(point) = &reference.date {
        let mut issued = json!({"date-parts": [parts(point)]});
        if reference.is_inferred {
            issued["circa"] = json!(true);
        }
        item.insert("issued".to_owned(), issued);
    }
    if let Some(point) = &reference.retrieved {
        item.insert("accessed".to_owned(), json!({"date-parts": [parts(point)]}));
    }
    Value::Object(item)
}

/// Returns the key of any of the three files: every article, and the defaults for what articles lack.
pub(super) fn file_key(input: &ExportInput<'_>) -> Key {
    let mut key = KeyBuilder::new("references");
    key.text(input.config.language.as_str()).text(&input.config.base_url);
    for (_, _, text) in &input.articles {
        key.key(*text);
    }
    key.finish()
}

fn citations<'a>(input: &'a ExportInput<'_>) -> impl Iterator<Item = Citation> + 'a {
    input.articles.iter().map(|(article, _, _)| from_article(article, input.config))
}

/// Prints all references for BibTeX.
pub(super) fn bibtex_file(input: &ExportInput<'_>) -> Vec<u8> {
    citations(input).map(|reference| bibtex(&reference)).collect::<Vec<_>>().join("\n").into_bytes()
}

/// Prints all references as RIS.
pub(super) fn ris_file(input: &ExportInput<'_>) -> Vec<u8> {
    citations(input).map(|reference| ris(&reference)).collect::<Vec<_>>().join("\r\n").into_bytes()
}

/// Prints all references as CSL-JSON.
pub(super) fn csl_file(input: &ExportInput<'_>) -> Vec<u8> {
    let items: Vec<Value> = citations(input).map(|reference| csl(&reference)).collect();
    let mut bytes = serde_json::to_vec_pretty(&items).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hostile() -> Citation {
        Citation {
            id: "été-1".into(),
            title: one_line("50 % {de} \"perte\" & \\ruine\r\nER  - \n#1_a~b^c</script>"),
            authors: authors("Anne Morel et AFP"),
            publisher: "Le Phare $".into(),
            date: Some(DatePoint {
                year: 2023,
                unspecified_digits: 0,
                month: Some(9),
                day: Some(5),
                qualifier: Default::default(),
            }),
            is_inferred: true,
            url: "https://exemple.org/a}b?c=50%25_d".into(),
            archived: String::new(),
            retrieved: None,
            language: "fr".into(),
            tags: vec!["port, mer".into(), "50 %".into()],
            sha256: String::new(),
        }
    }

    #[test]
    fn bibtex_escapes_what_latex_reads_and_balances_braces() {
        let entry = bibtex(&hostile());
        assert_eq!(
            entry,
            "@article{ete-1,\n  author = {Morel, Anne and {AFP}},\n  title = {{50 \\% \\textbraceleft{}de\\textbraceright{} \
             \"perte\" \\& \\textbackslash{}ruine ER - \\#1\\_a\\textasciitilde{}b\\textasciicircum{}c</script>}},\n  journal = \
             {Le Phare \\$},\n  year = {2023},\n  month = {9},\n  day = {5},\n  url = {https://exemple.org/a%7Db?c=50%25_d},\n  \
             langid = {french},\n  entrysubtype = {newspaper},\n  keywords = {port mer, 50 \\%},\n}\n"
        );
        let depth = entry.chars().fold(0_i32, |depth, c| depth + i32::from(c == '{') - i32::from(c == '}'));
        assert_eq!(depth, 0);
    }

    #[test]
    fn no_value_begins_a_line_of_its_own_in_ris() {
        let entry = ris(&hostile());
        let tags: Vec<&str> = entry.split("\r\n").map(|line| line.get(..2).unwrap_or_default()).collect();
        assert_eq!(tags, ["TY", "ID", "TI", "AU", "AU", "T2", "PY", "DA", "UR", "LA", "KW", "KW", "ER", ""]);
        assert!(entry.contains("AU  - Morel, Anne\r\nAU  - AFP\r\n") && entry.contains("DA  - 2023/09/05/\r\n"));
    }

    #[test]
    fn what_has_no_field_stands_in_the_notes() {
        let mut reference = hostile();
        (reference.sha256, reference.archived) = ("ab12".into(), "https://archive.example/a".into());
        let entry = ris(&reference);
        let notes = "N1  - SHA-256 of the raw document: ab12\r\nN1  - Archived: https://archive.example/a\r\n";
        assert!(entry.contains(notes) && entry.contains("L2  - https://archive.example/a\r\n"), "{entry}");
        let item = csl(&reference);
        assert_eq!(item["note"], "SHA-256 of the raw document: ab12\nArchived: https://archive.example/a");
        assert_eq!(item["keyword"], "port, mer, 50 %");
    }

    #[test]
    fn csl_says_that_a_date_was_worked_out() {
        let item = csl(&hostile());
        assert_eq!(item["issued"], json!({"date-parts": [[2023, 9, 5]], "circa": true}));
        assert_eq!(item["author"], json!([{"family": "Morel", "given": "Anne"}, {"literal": "AFP"}]));
    }

    #[test]
    fn only_what_is_surely_a_name_is_cut() {
        assert_eq!(authors("Jean de La Fontaine"), [Author::Literal("Jean de La Fontaine".into())]);
        assert_eq!(authors("Morel, A."), [Author::Literal("Morel, A.".into())]);
        assert_eq!(authors("AFP & Reuters").len(), 2);
        assert!(authors("").is_empty());
    }
}
