//! The kinds of records: data, not an enum. The built-in ones are a table like a user's own.

/// A kind of record, as site.yaml and the built-in table define it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityKind {
    /// Name in the JSON and in site.yaml: `person`.
    pub id: String,
    /// Folder (and file stem) of its records under content/: `people`.
    pub content: String,
    /// Folder of its pages in the output: `personnes`.
    pub folder: String,
    /// Name of one, in the site's language, lower case: `personne`.
    pub label: String,
    /// Name of many, as a heading: `Personnes`.
    pub plural: String,
    /// Type at schema.org: `Person`.
    pub schema: String,
    /// A CSS colour for its links, or empty for the theme's own.
    pub color: String,
    /// Whether its names put the family name last: `Vladimir Poutine` is filed under `Poutine, Vladimir`.
    pub personal_names: bool,
}

/// A built-in kind; `lang` has its names.
pub struct BuiltInKind {
    /// See [`EntityKind::id`].
    pub id: &'static str,
    /// See [`EntityKind::content`].
    pub content: &'static str,
    /// See [`EntityKind::schema`].
    pub schema: &'static str,
}

/// The predefined kinds, in the order of menus.
pub const BUILT_IN_KINDS: [BuiltInKind; 5] = [
    BuiltInKind { id: "person", content: "people", schema: "Person" },
    BuiltInKind { id: "place", content: "places", schema: "Place" },
    BuiltInKind { id: "organisation", content: "organisations", schema: "Organization" },
    BuiltInKind { id: "event", content: "events", schema: "Event" },
    BuiltInKind { id: "work", content: "works", schema: "CreativeWork" },
];
