//! A kind and a name -> a record to fill in. The name is set; every other key is a comment that shows its form.

use crate::base::yaml::plain_or_quoted;
use crate::model::EntityKind;

/// A key of a record: the kinds that have it (empty: all), its line, and its description in French and English.
struct RecordTemplateLine {
    kinds: &'static [&'static str],
    yaml: &'static str,
    french: &'static str,
    english: &'static str,
}

const LINES: [RecordTemplateLine; 13] = [
    RecordTemplateLine {
        kinds: &[],
        yaml: "names: []",
        french: "autres formes sûres : elles lient partout",
        english: "other sure forms: they link everywhere",
    },
    RecordTemplateLine {
        kinds: &[],
        yaml: "weak: []",
        french: "formes qui ne lient qu’auprès d’une forme sûre",
        english: "forms that link only near a sure one",
    },
    RecordTemplateLine {
        kinds: &[],
        yaml: "never: []",
        french: "formes qui ne doivent jamais lier",
        english: "forms that must never link",
    },
    RecordTemplateLine {
        kinds: &["person"],
        yaml: "family: ",
        french: "le nom de famille, s’il n’est pas le dernier mot",
        english: "the family name, where it is not the last word",
    },
    RecordTemplateLine {
        kinds: &["person"],
        yaml: "roles: [{title: , refer: [], from: 2020}]",
        french: "fonctions, et ce qui les désigne dans un texte",
        english: "functions, and what refers to them in a text",
    },
    RecordTemplateLine {
        kinds: &["person", "organisation"],
        yaml: "born: 1970-01-31",
        french: "naissance",
        english: "birth",
    },
    RecordTemplateLine {
        kinds: &["place"],
        yaml: "coordinates: [48.85, 2.35]",
        french: "latitude, longitude",
        english: "latitude, longitude",
    },
    RecordTemplateLine {
        kinds: &["event", "work"],
        yaml: "date: 2024-03-04",
        french: "date, ou 2024-03",
        english: "a date, or 2024-03",
    },
    RecordTemplateLine {
        kinds: &["event"],
        yaml: "place: id",
        french: "la fiche du lieu",
        english: "the record of the place",
    },
    RecordTemplateLine {
        kinds: &["event"],
        yaml: "participants: [id]",
        french: "les fiches de qui y prend part",
        english: "the records of who takes part",
    },
    RecordTemplateLine {
        kinds: &[],
        yaml: "relations: [{to: id, as: , source: article#p1}]",
        french: "liens, avec le passage qui le dit",
        english: "bonds, with the passage that says so",
    },
    RecordTemplateLine {
        kinds: &[],
        yaml: "same_as: {wikidata: Q1}",
        french: "identifiants ailleurs",
        english: "ids elsewhere",
    },
    RecordTemplateLine { kinds: &[], yaml: "tags: []", french: "thèmes", english: "tags" },
];

/// Returns a record file to fill in.
#[must_use]
pub fn record_template(kind: &EntityKind, name: &str, is_french: bool) -> String {
    let head = if is_french {
        "Ôtez le # des lignes que vous remplissez, supprimez les autres."
    } else {
        "Take the # from the lines that you fill in, delete the others."
    };
    let mut out = format!("---\nname: {}\n# {head}\n", plain_or_quoted(name));
    for line in LINES.iter().filter(|line| line.kinds.is_empty() || line.kinds.contains(&kind.id.as_str())) {
        let says = if is_french { line.french } else { line.english };
        out.push_str(&format!("# {}  # {says}\n", line.yaml));
    }
    out.push_str("---\n");
    out
}
