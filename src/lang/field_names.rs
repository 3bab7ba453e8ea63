//! What columns of tables and keys of exports are called that hold the parts of an article: one list for each part.
//!
//! Data only. The names are written as `import::containers::item_fields` folds them: lower case, without accents, spaces
//! and punctuation (`Date de parution`, `date_parution` and `dateParution` differ only in these). In a list the better
//! name comes first: a table may have `full_text` and `text`.

/// A part of an article that a table or an export names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ItemField {
    /// Its headline.
    Title,
    /// Its text.
    Text,
    /// An abstract or the first lines.
    Summary,
    /// When it was published.
    Date,
    /// When a person saved it.
    Saved,
    /// The newspaper or site.
    Publisher,
    /// Who wrote it.
    Author,
    /// Its address.
    Url,
    /// Its language.
    Language,
    /// Its keywords.
    Tags,
}

impl ItemField {
    /// Every field, with its name in messages.
    pub(crate) const ALL: [(Self, &'static str); 10] = [
        (Self::Title, "title"),
        (Self::Text, "text"),
        (Self::Summary, "summary"),
        (Self::Date, "date"),
        (Self::Saved, "saved"),
        (Self::Publisher, "publisher"),
        (Self::Author, "author"),
        (Self::Url, "url"),
        (Self::Language, "language"),
        (Self::Tags, "tags"),
    ];
}

/// The names of fields in one language.
pub(crate) type FieldNames = &'static [(ItemField, &'static [&'static str])];
