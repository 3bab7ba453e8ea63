//! English: what files say that a person fills in, and the names of the built-in kinds. Data only.

use crate::lang::records::{DraftComments, KindWords, RecordComments, RecordWords};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("sample/", $name)))),*]
    };
}

/// The words of English in files for a person to fill in.
pub(in crate::lang) static RECORDS: RecordWords = RecordWords {
    kinds: &[
        KindWords { id: "person", folder: "people", label: "person", plural: "People" },
        KindWords { id: "place", folder: "places", label: "place", plural: "Places" },
        KindWords { id: "organisation", folder: "organisations", label: "organisation", plural: "Organisations" },
        KindWords { id: "event", folder: "events", label: "event", plural: "Events" },
        KindWords { id: "work", folder: "works", label: "work", plural: "Works" },
    ],
    sample_files: files![
        "content/articles/2024-03-04-flood.md",
        "content/articles/2024-03-07-report.md",
        "content/articles/2024-03-12-second-survey.md",
        "content/events/sarvane-flood.md",
        "content/index.md",
        "content/organisations/works-agency.md",
        "content/pages/about.md",
        "content/people/mark-lesquin.md",
        "content/people/odile-tanvier.md",
        "content/places/orlac.md",
        "content/places/sarvane.md",
        "content/places/tanners-bridge.md",
        "site.yaml",
    ],
    comments: RecordComments {
        head: "Take the # from the lines that you fill in, delete the others.",
        names: "other sure forms: they link everywhere",
        weak: "forms that link only near a sure one",
        never: "forms that must never link",
        family: "the family name, where it is not the last word",
        roles: "functions, and what refers to them in a text",
        born: "birth",
        coordinates: "latitude, longitude",
        date: "a date, or 2024-03",
        place: "the record of the place",
        participants: "the records of who takes part",
        relations: "bonds, with the passage that says so",
        same_as: "ids elsewhere",
        tags: "tags",
    },
    draft: DraftComments {
        head: "Proposed by `dossier suggest`. Correct it, then delete the line `status:` to accept it.",
        family: "the family name comes first",
        roles: "What the articles call them; to link “the president …”, start from this:",
        times: "times",
        gazetteer: "from the gazetteer; to be checked",
        minor: "an age under 18 beside the name",
        may_be: "Perhaps also:",
    },
};
