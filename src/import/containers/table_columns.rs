//! The columns of a table with an article a row: which holds what, and what of a row is missing.
//!
//! The heading is the first of the opening rows that names a title and another field; lines above it are a preamble.
//! Shared by text tables and workbooks. Pure.

use super::collected_item::CollectedItem;
use super::item_days::{DayOrder, DayOrderEvidence};
use super::item_fields::field_of;
use crate::base::Message;
use crate::import::extracted_document::ExtractionError;
use crate::import::tidy::language::detect_language;
use crate::lang::field_names::ItemField;
use crate::say;

/// How many rows are searched for the heading.
const MAX_PREAMBLE: usize = 10;
/// How much text of a table shows its language, in bytes.
const MAX_SAMPLE_BYTES: usize = 20_000;
/// The most columns that are looked at.
const MAX_COLUMNS: usize = 500;
/// The most names of columns in a message.
const MAX_SHOWN: usize = 20;

/// The columns of a table.
#[derive(Debug, Default)]
pub(super) struct TableColumns {
    headings: Vec<String>,
    /// Fields with their columns; of two columns for a field, the better one first.
    columns: Vec<(ItemField, usize)>,
    /// Whether a heading is not English.
    is_foreign: bool,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    /// Articles with their texts.
    Articles,
    /// Descriptions of articles.
    References,
    /// Addresses that a person kept.
    Addresses,
}

impl TableColumns {
    /// Reads a heading.
    pub(super) fn of(headings: Vec<String>) -> Self {
        let named = headings.iter().take(MAX_COLUMNS).enumerate();
        let mut found: Vec<_> =
            named.filter_map(|(index, heading)| field_of(heading).map(|named| (named, index))).collect();
        found.sort_by_key(|(named, index)| (named.field, named.rank, *index));
        let is_foreign = found.iter().any(|(named, _)| named.is_foreign);
        let columns = found.into_iter().map(|(named, index)| (named.field, index)).collect();
        Self { headings, columns, is_foreign }
    }

    /// Returns the heading among the opening rows, with its index.
    pub(super) fn find(rows: impl Iterator<Item = Vec<String>>) -> Option<(usize, Self)> {
        let mut first: Option<(usize, Self)> = None;
        for (index, row) in rows.take(MAX_PREAMBLE).enumerate() {
            let columns = Self::of(row);
            if columns.has(ItemField::Title) && columns.n_fields() >= 2 {
                return Some((index, columns));
            }
            if first.is_none() && !columns.headings.iter().all(|heading| heading.trim().is_empty()) {
                first = Some((index, columns));
            }
        }
        first
    }

    /// Returns how many fields have a column.
    pub(super) fn n_fields(&self) -> usize {
        ItemField::ALL.iter().filter(|(field, _)| self.has(*field)).count()
    }

    fn has(&self, field: ItemField) -> bool {
        self.columns.iter().any(|(known, _)| *known == field)
    }

    /// Returns the columns of a field, the best first.
    fn indices(&self, field: ItemField) -> impl Iterator<Item = usize> {
        self.columns.iter().filter(move |(known, _)| *known == field).map(|(_, index)| *index)
    }

    /// Returns what the rows are.
    ///
    /// # Errors
    /// If no article can be made of them; the reason names the columns.
    pub(super) fn kind(&self) -> Result<TableKind, ExtractionError> {
        let is_described = [ItemField::Publisher, ItemField::Author, ItemField::Date, ItemField::Summary];
        match (self.has(ItemField::Title), self.has(ItemField::Text)) {
            (true, true) => Ok(TableKind::Articles),
            (true, false) if is_described.iter().any(|field| self.has(*field)) => Ok(TableKind::References),
            (_, false) if self.has(ItemField::Url) => Ok(TableKind::Addresses),
            (has_title, _) => {
                let names = self.headings.iter().filter(|name| !name.trim().is_empty()).take(MAX_SHOWN);
                let names: Vec<String> = names.map(|name| shown(name)).collect();
                let missing = if has_title { "text" } else { "title" };
                let names = match names.is_empty() {
                    true => say!(en: "without names", fr: "sans nom"),
                    false => Message::same(names.join(", ")),
                };
                Err(ExtractionError::because(say!(
                    en: "no column of the table holds the {missing}; its columns are {names}; name one of them `{missing}`",
                    fr: "aucune colonne du tableau ne contient ce qu’il faut (`{missing}`) ; colonnes : {names} ; nommez l’une d’elles `{missing}`";
                    names
                )))
            }
        }
    }

    /// Says which column was taken for what.
    pub(super) fn notice(&self) -> Message {
        let taken = ItemField::ALL.iter().filter_map(|(field, name)| {
            let column = self.headings.get(self.indices(*field).next()?)?;
            let (name_fr, column) = (in_french(*field), shown(column));
            Some(say!(en: "{name} from {column}", fr: "{name_fr} de {column}"))
        });
        let taken = Message::joined(&taken.collect::<Vec<_>>(), ", ", ", ");
        say!(en: "columns: {taken}", fr: "colonnes : {taken}"; taken)
    }

    /// Counts the dates of a row as evidence of their order.
    pub(super) fn count_dates(&self, evidence: &mut DayOrderEvidence, cell: &dyn Fn(usize) -> Option<String>) {
        for index in self.indices(ItemField::Date) {
            if let Some(value) = cell(index) {
                evidence.add(&value);
            }
        }
    }

    /// Adds the text of a row to a sample.
    pub(super) fn sample(&self, sample: &mut String, cell: &dyn Fn(usize) -> Option<String>) {
        if sample.len() < MAX_SAMPLE_BYTES {
            sample.extend(self.indices(ItemField::Text).find_map(cell));
            sample.push('\n');
        }
    }

    /// Returns whether the table is in another language than English, by its heading or a sample of its texts.
    pub(super) fn is_foreign(&self, sample: &str) -> bool {
        self.is_foreign || detect_language(sample).is_some_and(|language| language != "en")
    }

    /// Returns the number of columns.
    pub(super) fn n_columns(&self) -> usize {
        self.headings.len()
    }

    /// Makes an item of a row.
    pub(super) fn item(&self, order: DayOrder, cell: &dyn Fn(usize) -> Option<String>) -> CollectedItem {
        let mut item = CollectedItem::default();
        for (field, _) in ItemField::ALL {
            let cells = self.indices(field).filter_map(|index| Some((index, cell(index)?)));
            if let Some((index, value)) = cells.into_iter().find(|(_, value)| !value.trim().is_empty()) {
                let heading = self.headings.get(index).map(|name| shown(name)).unwrap_or_default();
                item.set(
                    field,
                    &value,
                    say!(en: "stated in the column {heading}", fr: "écrite dans la colonne {heading}"),
                    order,
                );
            }
        }
        // A corpus for TXM: the column `id` is the name of the file that holds the text.
        if !self.has(ItemField::Text)
            && let Some(at) = self.headings.iter().position(|heading| heading.trim().eq_ignore_ascii_case("id"))
            && let Some(id) = cell(at).filter(|id| !id.trim().is_empty())
        {
            item.attachments = ["text/", ""].iter().map(|folder| format!("{folder}{}.txt", id.trim())).collect();
        }
        item
    }
}

fn shown(name: &str) -> String {
    let short: String = name.trim().chars().filter(|character| !character.is_control()).take(40).collect();
    format!("`{short}`")
}

/// The items of an export that have no text.
#[derive(Debug, Default)]
pub(super) struct MissingTexts {
    first: Vec<usize>,
    n: usize,
}

impl MissingTexts {
    /// Counts the item with a number.
    pub(super) fn add(&mut self, number: usize) {
        self.n += 1;
        if self.first.len() < 5 {
            self.first.push(number);
        }
    }

    /// Returns how many there are.
    pub(super) fn n(&self) -> usize {
        self.n
    }

    /// Says which items have no text: "row 4 has no text"; `None` if all have one.
    pub(super) fn notice(&self, (one, several): (&str, &str), fr: &str) -> Option<Message> {
        let numbers: Vec<String> = self.first.iter().map(ToString::to_string).collect();
        match self.n {
            0 => None,
            1 => Some(say!(
                en: "{one} {first} has no text and is left out",
                fr: "{fr} sans texte, qui restent de côté : {first}",
                first = numbers.concat()
            )),
            n if n <= numbers.len() => Some(say!(
                en: "{several} {first} have no text and are left out",
                fr: "{fr} sans texte, qui restent de côté : {first}",
                first = numbers.join(", ")
            )),
            n => Some(say!(
                en: "{n} {several} have no text and are left out, the first are {first}",
                fr: "{n} {fr} sans texte, qui restent de côté ; pour commencer : {first}",
                first = numbers.join(", ")
            )),
        }
    }
}

/// Returns the French name of a field.
fn in_french(field: ItemField) -> &'static str {
    match field {
        ItemField::Title => "titre",
        ItemField::Text => "texte",
        ItemField::Summary => "résumé",
        ItemField::Date => "date",
        ItemField::Saved => "date d’enregistrement",
        ItemField::Publisher => "journal",
        ItemField::Author => "auteur",
        ItemField::Url => "adresse",
        ItemField::Language => "langue",
        ItemField::Tags => "mots-clés",
    }
}

/// Says that an export only lists addresses.
pub(super) fn only_addresses(n: usize) -> Message {
    let addresses = match n {
        1 => say!(en: "1 address", fr: "1 adresse"),
        n => say!(en: "{n} addresses", fr: "{n} adresses"),
    };
    say!(
        en: "it is a list of {addresses} and has no text of them: open the pages, save them and import those",
        fr: "c’est une liste de {addresses}, sans leurs textes : ouvrez les pages, enregistrez-les et importez celles-là";
        addresses
    )
}
