//! The kinds of records: a table of built-in kinds, which site.yaml may change and extend. A kind is identified by its id;
//! some stages treat the ids of built-in kinds specially, such as `person`, `place` and `event`.

use crate::base::{KeyBuilder, Keyed};

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
    /// Whether its names are those of people, with the family name last: `Vladimir Poutine` is sorted as
    /// `Poutine, Vladimir`.
    pub personal_names: bool,
}

impl Keyed for EntityKind {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { id, content, folder, label, plural, schema, color, personal_names } = self;
        key.text(id).text(content).text(folder).text(label).text(plural).text(schema).text(color).add(personal_names);
    }
}

/// A built-in kind in French and English.
pub struct BuiltInKind {
    /// See [`EntityKind::id`].
    pub id: &'static str,
    /// See [`EntityKind::content`]; also the folder of the pages of an English site.
    pub content: &'static str,
    /// Folder of the pages of a French site.
    pub folder_fr: &'static str,
    /// One and many, in French.
    pub labels_fr: (&'static str, &'static str),
    /// One and many, in English.
    pub labels_en: (&'static str, &'static str),
    /// See [`EntityKind::schema`].
    pub schema: &'static str,
}

/// The predefined kinds, in the order of menus.
pub const BUILT_IN_KINDS: [BuiltInKind; 5] = [
    BuiltInKind {
        id: "person",
        content: "people",
        folder_fr: "personnes",
        labels_fr: ("personne", "Personnes"),
        labels_en: ("person", "People"),
        schema: "Person",
    },
    BuiltInKind {
        id: "place",
        content: "places",
        folder_fr: "lieux",
        labels_fr: ("lieu", "Lieux"),
        labels_en: ("place", "Places"),
        schema: "Place",
    },
    BuiltInKind {
        id: "organisation",
        content: "organisations",
        folder_fr: "organisations",
        labels_fr: ("organisation", "Organisations"),
        labels_en: ("organisation", "Organisations"),
        schema: "Organization",
    },
    BuiltInKind {
        id: "event",
        content: "events",
        folder_fr: "evenements",
        labels_fr: ("événement", "Événements"),
        labels_en: ("event", "Events"),
        schema: "Event",
    },
    BuiltInKind {
        id: "work",
        content: "works",
        folder_fr: "oeuvres",
        labels_fr: ("œuvre et texte", "Œuvres et textes"),
        labels_en: ("work", "Works"),
        schema: "CreativeWork",
    },
];
