//! The kinds of records: the built-in ones and those that a site defines. Rules ask what a kind behaves as.

use crate::base::{KeyBuilder, Keyed};

/// What a kind behaves as: which of the program's rules about people, places and so on hold for its records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BaseKind {
    /// It bears personal names, speaks, is born and dies.
    Person,
    /// Something may be in it.
    Place,
    /// It acts and speaks as a body.
    Organisation,
    /// It happens on a date.
    Event,
    /// It has an author and a date.
    Work,
    /// None of these.
    #[default]
    Other,
}

impl BaseKind {
    /// Returns the base of a built-in kind by its id; [`BaseKind::Other`] for any other id.
    #[must_use]
    pub fn of_id(id: &str) -> Self {
        BUILT_IN_KINDS.iter().find(|kind| kind.id == id).map_or(Self::Other, |kind| kind.base)
    }

    /// Returns what the kind with an id behaves as among the kinds of a site.
    #[must_use]
    pub fn among(kinds: &[EntityKind], id: &str) -> Self {
        kinds.iter().find(|kind| kind.id == id).map_or(Self::Other, |kind| kind.behaves_as)
    }
}

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
    /// Which rules hold for its records.
    pub behaves_as: BaseKind,
    /// Whether its names are those of people, with the family name last: `Vladimir Poutine` is sorted as
    /// `Poutine, Vladimir`.
    pub personal_names: bool,
}

impl Keyed for BaseKind {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

impl Keyed for EntityKind {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { id, content, folder, label, plural, schema, color, behaves_as, personal_names } = self;
        key.text(id)
            .text(content)
            .text(folder)
            .text(label)
            .text(plural)
            .text(schema)
            .text(color)
            .add(behaves_as)
            .add(personal_names);
    }
}

/// A built-in kind; `lang` has its names.
pub(crate) struct BuiltInKind {
    /// See [`EntityKind::id`].
    pub id: &'static str,
    /// See [`EntityKind::content`].
    pub content: &'static str,
    /// See [`EntityKind::schema`].
    pub schema: &'static str,
    /// See [`EntityKind::behaves_as`].
    pub base: BaseKind,
}

/// The predefined kinds, in the order of menus.
pub(crate) const BUILT_IN_KINDS: [BuiltInKind; 5] = [
    BuiltInKind { id: "person", content: "people", schema: "Person", base: BaseKind::Person },
    BuiltInKind { id: "place", content: "places", schema: "Place", base: BaseKind::Place },
    BuiltInKind { id: "organisation", content: "organisations", schema: "Organization", base: BaseKind::Organisation },
    BuiltInKind { id: "event", content: "events", schema: "Event", base: BaseKind::Event },
    BuiltInKind { id: "work", content: "works", schema: "CreativeWork", base: BaseKind::Work },
];
