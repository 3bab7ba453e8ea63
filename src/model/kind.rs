//! The kinds of records: data, not an enum. The built-in ones are a table like a user's own.

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
    /// See [`EntityKind::behaves_as`].
    pub base: BaseKind,
}

/// The predefined kinds, in the order of menus.
pub const BUILT_IN_KINDS: [BuiltInKind; 5] = [
    BuiltInKind { id: "person", content: "people", schema: "Person", base: BaseKind::Person },
    BuiltInKind { id: "place", content: "places", schema: "Place", base: BaseKind::Place },
    BuiltInKind { id: "organisation", content: "organisations", schema: "Organization", base: BaseKind::Organisation },
    BuiltInKind { id: "event", content: "events", schema: "Event", base: BaseKind::Event },
    BuiltInKind { id: "work", content: "works", schema: "CreativeWork", base: BaseKind::Work },
];
