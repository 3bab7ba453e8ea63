//! A kind and a name -> a record to fill in. The name is set; every other key is a comment that shows its form.

use crate::base::yaml::plain_or_quoted;
use crate::lang::records::RecordComments;
use crate::model::EntityKind;

/// A key of a record: the kinds that have it (empty: all), its line, and its description in French and English.
struct RecordTemplateLine {
    kinds: &'static [&'static str],
    yaml: &'static str,
    comment: fn(&RecordComments) -> &'static str,
}

const LINES: [RecordTemplateLine; 13] = [
    RecordTemplateLine { kinds: &[], yaml: "names: []", comment: |comments| comments.names },
    RecordTemplateLine { kinds: &[], yaml: "weak: []", comment: |comments| comments.weak },
    RecordTemplateLine { kinds: &[], yaml: "never: []", comment: |comments| comments.never },
    RecordTemplateLine { kinds: &["person"], yaml: "family: ", comment: |comments| comments.family },
    RecordTemplateLine {
        kinds: &["person"],
        yaml: "roles: [{title: , refer: [], from: 2020}]",
        comment: |comments| comments.roles,
    },
    RecordTemplateLine {
        kinds: &["person", "organisation"],
        yaml: "born: 1970-01-31",
        comment: |comments| comments.born,
    },
    RecordTemplateLine {
        kinds: &["place"],
        yaml: "coordinates: [48.85, 2.35]",
        comment: |comments| comments.coordinates,
    },
    RecordTemplateLine { kinds: &["event", "work"], yaml: "date: 2024-03-04", comment: |comments| comments.date },
    RecordTemplateLine { kinds: &["event"], yaml: "place: id", comment: |comments| comments.place },
    RecordTemplateLine { kinds: &["event"], yaml: "participants: [id]", comment: |comments| comments.participants },
    RecordTemplateLine {
        kinds: &[],
        yaml: "relations: [{to: id, as: , source: article#p1}]",
        comment: |comments| comments.relations,
    },
    RecordTemplateLine { kinds: &[], yaml: "same_as: {wikidata: Q1}", comment: |comments| comments.same_as },
    RecordTemplateLine { kinds: &[], yaml: "tags: []", comment: |comments| comments.tags },
];

/// Returns a record file to fill in.
#[must_use]
pub(crate) fn record_template(kind: &EntityKind, name: &str, comments: &RecordComments) -> String {
    let mut out = format!("---\nname: {}\n# {}\n", plain_or_quoted(name), comments.head);
    for line in LINES.iter().filter(|line| line.kinds.is_empty() || line.kinds.contains(&kind.id.as_str())) {
        out.push_str(&format!("# {}  # {}\n", line.yaml, (line.comment)(comments)));
    }
    out.push_str("---\n");
    out
}
