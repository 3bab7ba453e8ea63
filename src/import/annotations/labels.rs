//! The labels of other programs (`PER`, `GPE`, `B-ORG`, `WORK_OF_ART`) -> the kinds of this dossier.

/// What a label says about the words that it marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LabelMeaning {
    /// They name something of this kind.
    Kind(String),
    /// They are a name, of no kind that this dossier has.
    AnyName,
    /// They are no name.
    NoName,
}

/// The kinds of a dossier: their ids and labels, in lower case, each with the id.
#[derive(Clone, Debug, Default)]
pub(crate) struct LabelTable(Vec<(String, String)>);

/// Labels in lower case, each with a predefined kind.
const KNOWN: [(&str, &[&str]); 5] = [
    ("person", &["per", "pers", "person", "people", "persname", "peop", "author"]),
    (
        "place",
        &["loc", "gpe", "fac", "place", "location", "geo", "geoname", "placename", "facility", "country", "city"],
    ),
    (
        "organisation",
        &["org", "organization", "organisation", "orgname", "corp", "corporation", "company", "institution"],
    ),
    ("event", &["event", "evt", "eve", "eventname"]),
    ("work", &["work", "work_of_art", "law", "prod.doc", "title", "creative-work", "creative_work"]),
];
/// Labels of what is no name.
const NO_NAME: [&str; 17] = [
    "date", "time", "tim", "timex", "money", "percent", "quantity", "ordinal", "cardinal", "number", "language",
    "quotation", "quote", "o", "_", "url", "email",
];

impl LabelTable {
    /// Makes the table of a dossier from the ids of its kinds.
    pub(crate) fn new<'k>(kinds: impl Iterator<Item = &'k str>) -> Self {
        Self(kinds.map(|kind| (kind.to_lowercase(), kind.to_owned())).collect())
    }

    /// Returns what a label means.
    pub(super) fn meaning(&self, label: &str) -> LabelMeaning {
        let label = label.trim().to_lowercase();
        let own = |word: &str| self.0.iter().find(|(known, _)| known == word).map(|(_, kind)| kind.clone());
        if let Some(kind) = own(&label) {
            return LabelMeaning::Kind(kind);
        }
        // The first part of a label with a finer one, as in `pers.ind`, and the last of an address.
        let coarse = label.split('.').next().unwrap_or_default();
        let last = label.rsplit(['/', '#']).next().unwrap_or_default();
        for word in [label.as_str(), coarse, last] {
            if NO_NAME.contains(&word) {
                return LabelMeaning::NoName;
            }
            if let Some((kind, _)) = KNOWN.iter().find(|(_, labels)| labels.contains(&word)) {
                return own(kind).map_or(LabelMeaning::AnyName, LabelMeaning::Kind);
            }
        }
        LabelMeaning::AnyName
    }

    /// Returns the kind of a label; `None` if it marks no name. A name of no known kind has an empty one.
    pub(super) fn kind(&self, label: &str) -> Option<String> {
        match self.meaning(label) {
            LabelMeaning::Kind(kind) => Some(kind),
            LabelMeaning::AnyName => Some(String::new()),
            LabelMeaning::NoName => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_other_programs_become_kinds() {
        let table = LabelTable::new(["person", "place", "organisation", "event", "work", "ship"].into_iter());
        for (label, kind) in [
            ("PER", Some("person")),
            ("GPE", Some("place")),
            ("ORG", Some("organisation")),
            ("pers.ind", Some("person")),
            ("WORK_OF_ART", Some("work")),
            ("Ship", Some("ship")),
            ("MISC", Some("")),
            ("https://schema.org/Person", Some("person")),
            ("DATE", None),
        ] {
            assert_eq!(table.kind(label).as_deref(), kind, "{label}");
        }
    }
}
