//! The records as linked data in Turtle: concepts of SKOS with their types of schema.org, for Skosmos, Protégé and triple
//! stores.
//!
//! A name is in one of the three labels only, as SKOS requires. A date is as written (EDTF), and a second time as a
//! date of XML Schema where that says exactly the same. Articles are not in it.

use crate::base::Message;
use crate::base::message::Words;
use crate::base::web_address::is_web_address;
use std::fmt::Write as _;

use super::ExportInput;
use super::shared::{address, entity_address, loss, plain_point};
use crate::base::percent;
use crate::model::date::{DatePoint, DateQualifier, IntervalEnd};
use crate::model::kind::BUILT_IN_KINDS;
use crate::model::{BaseKind, Edtf, EntityIx, Id, Route, routes};
use crate::parse::RecordRole;
use crate::registry::Entity;

/// The route of the file.
pub(super) const ROUTE: &str = "data/registry.ttl";

const PREFIXES: [(&str, &str); 6] = [
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("schema", "https://schema.org/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
];

/// The addresses of the things that authority files describe, before and behind the id.
const AUTHORITIES: [(&str, &str, &str); 7] = [
    ("wikidata", "http://www.wikidata.org/entity/", ""),
    ("viaf", "http://viaf.org/viaf/", ""),
    ("geonames", "https://sws.geonames.org/", "/"),
    ("gnd", "https://d-nb.info/gnd/", ""),
    ("idref", "http://www.idref.fr/", "/id"),
    ("isni", "https://isni.org/isni/", ""),
    ("orcid", "https://orcid.org/", ""),
];

/// Prints the records.
pub(super) fn draw(input: &ExportInput<'_>) -> Vec<u8> {
    let mut out = String::new();
    for (prefix, space) in PREFIXES {
        let _ = writeln!(out, "@prefix {prefix}: <{space}> .");
    }
    let scheme = scheme(input);
    let _ = writeln!(out, "\n{scheme} a skos:ConceptScheme ;");
    let _ = writeln!(out, "  skos:prefLabel {} .", labelled(input, &input.config.title));
    for (index, entity) in EntityIx::number(&input.registry.entities) {
        let mut statements = vec![
            format!("a skos:Concept, schema:{}", schema_type(input, entity)),
            format!("skos:inScheme {scheme}"),
            format!("skos:topConceptOf {scheme}"),
        ];
        names(input, entity, &mut statements);
        dates(input, entity, &mut statements);
        ties(input, index, entity, &mut statements);
        others(input, entity, &mut statements);
        let _ = writeln!(out, "\n{}\n  {} .", iri(input, index), statements.join(" ;\n  "));
    }
    out.into_bytes()
}

/// Counts the relations that lead to no record.
pub(super) fn lost(input: &ExportInput<'_>) -> Vec<Message> {
    let all = input.registry.entities.iter().flat_map(|entity| &entity.record.relations);
    let n = all.filter(|relation| input.registry.find(&relation.to.value).is_none()).count();
    loss(
        n,
        Words {
            en: "relation is left out, because no record has the id that it names",
            fr: "relation est laissée de côté, car aucune fiche n’a l’identifiant qu’elle nomme",
        },
        Words {
            en: "relations are left out, because no record has the ids that they name",
            fr: "relations sont laissées de côté, car aucune fiche n’a les identifiants qu’elles nomment",
        },
    )
}

fn scheme(input: &ExportInput<'_>) -> String {
    format!("<{}#registry>", address(input, &Route::new(ROUTE)))
}

fn iri(input: &ExportInput<'_>, entity: EntityIx) -> String {
    format!("<{}>", entity_address(input, entity))
}

/// Returns the type of a kind; what site.yaml calls it may be no word.
fn schema_type<'a>(input: &'a ExportInput<'_>, entity: &Entity) -> &'a str {
    let schema = input.config.kind(entity.kind).map_or("", |kind| kind.schema.as_str());
    let is_word =
        schema.starts_with(|c: char| c.is_ascii_uppercase()) && schema.chars().all(|c| c.is_ascii_alphanumeric());
    if is_word { schema } else { "Thing" }
}

/// Returns what a record behaves as, where its type of schema.org is the usual one, so that the properties of that type fit.
fn usual_type(input: &ExportInput<'_>, entity: &Entity) -> BaseKind {
    let schema = schema_type(input, entity);
    let is_usual = BUILT_IN_KINDS.iter().any(|kind| kind.base == entity.behaves_as && kind.schema == schema);
    if is_usual { entity.behaves_as } else { BaseKind::Other }
}

/// Writes a text with its escapes.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Writes a text in the language of the site.
fn labelled(input: &ExportInput<'_>, text: &str) -> String {
    format!("{}@{}", quoted(text), input.config.language.as_str())
}

fn names(input: &ExportInput<'_>, entity: &Entity, statements: &mut Vec<String>) {
    let record = &entity.record;
    let mut seen = vec![record.name.value.as_str()];
    statements.push(format!("skos:prefLabel {}", labelled(input, &record.name.value)));
    for (property, texts) in [("skos:altLabel", &record.names), ("skos:hiddenLabel", &record.weak)] {
        for text in texts {
            if !seen.contains(&text.value.as_str()) {
                seen.push(&text.value);
                statements.push(format!("{property} {}", labelled(input, &text.value)));
            }
        }
    }
    statements.push(format!("skos:notation {}", quoted(record.id.as_str())));
    let text = record.body.main_text();
    if !text.is_empty() {
        statements.push(format!("skos:scopeNote {}", labelled(input, text)));
    }
}

/// Writes a date as written, and as a date of XML Schema where that says the same.
fn date_values(date: &Edtf) -> String {
    let written = format!("{}^^edtf:EDTF", quoted(&date.to_string()));
    let Edtf::At(point @ DatePoint { qualifier: DateQualifier::Certain, .. }) = date else { return written };
    let kind = match (point.month, point.day) {
        (None, _) => "gYear",
        (Some(_), None) => "gYearMonth",
        (Some(_), Some(_)) => "date",
    };
    plain_point(point).map_or(written.clone(), |plain| format!("{written}, {}^^xsd:{kind}", quoted(&plain)))
}

fn dates(input: &ExportInput<'_>, entity: &Entity, statements: &mut Vec<String>) {
    let record = &entity.record;
    let (born, died, date) = match usual_type(input, entity) {
        BaseKind::Person => ("schema:birthDate", "schema:deathDate", "dct:date"),
        BaseKind::Organisation => ("schema:foundingDate", "schema:dissolutionDate", "dct:date"),
        BaseKind::Work => ("dct:date", "dct:date", "schema:dateCreated"),
        BaseKind::Event => {
            if let Some(date) = &record.date {
                let (start, end) = ends(date);
                for (property, date) in [("schema:startDate", start), ("schema:endDate", end)] {
                    statements.extend(date.map(|date| format!("{property} {}", date_values(&date))));
                }
            }
            ("dct:date", "dct:date", "")
        }
        BaseKind::Place | BaseKind::Other => ("dct:date", "dct:date", "dct:date"),
    };
    for (property, date) in [(born, &record.born), (died, &record.died), (date, &record.date)] {
        if let (false, Some(date)) = (property.is_empty(), date) {
            statements.push(format!("{property} {}", date_values(date)));
        }
    }
}

/// Returns the two dates of an interval; one point is the start.
fn ends(date: &Edtf) -> (Option<Edtf>, Option<Edtf>) {
    let end = |end: &IntervalEnd| match end {
        IntervalEnd::At(point) => Some(Edtf::At(*point)),
        IntervalEnd::Open | IntervalEnd::Unknown => None,
    };
    match date {
        Edtf::At(_) => (Some(*date), None),
        Edtf::Interval(from, to) => (end(from), end(to)),
    }
}

/// Writes what joins a record to others.
fn ties(input: &ExportInput<'_>, index: EntityIx, entity: &Entity, statements: &mut Vec<String>) {
    let record = &entity.record;
    let kind = usual_type(input, entity);
    let find = |id: &str| input.registry.find(id).filter(|found| *found != index);
    if let Some(whole) = record.part_of.as_ref().and_then(|whole| find(&whole.value)) {
        let fits = usual_type(input, &input.registry.entities[whole]) == kind;
        let property = match kind {
            BaseKind::Place if fits => "schema:containedInPlace",
            BaseKind::Event if fits => "schema:superEvent",
            BaseKind::Organisation if fits => "schema:parentOrganization",
            BaseKind::Work if fits => "schema:isPartOf",
            _ => "dct:isPartOf",
        };
        statements.push(format!("{property} {}", iri(input, whole)));
    }
    if let Some(place) = &record.place {
        let property = if kind == BaseKind::Event { "schema:location" } else { "dct:spatial" };
        let value = find(&place.value).map_or_else(|| labelled(input, &place.value), |at| iri(input, at));
        statements.push(format!("{property} {value}"));
    }
    let property = if kind == BaseKind::Event { "schema:attendee" } else { "dct:relation" };
    for at in record.participants.iter().filter_map(|id| find(&id.value)) {
        statements.push(format!("{property} {}", iri(input, at)));
    }
    for relation in &record.relations {
        let Some(to) = find(&relation.to.value) else { continue };
        let mut role = vec!["a schema:Role".to_owned(), format!("rdf:value {}", iri(input, to))];
        role.push(format!("schema:roleName {}", labelled(input, &relation.label)));
        period(relation.from.as_ref(), relation.until.as_ref(), &mut role);
        role.extend(relation.citation.as_ref().and_then(|at| passage(input, &at.value)));
        statements.push(format!("skos:related {}", iri(input, to)));
        statements.push(format!("dct:relation [ {} ]", role.join(" ; ")));
    }
}

/// Writes when a role or a relation began and ended.
fn period(from: Option<&Edtf>, until: Option<&Edtf>, statements: &mut Vec<String>) {
    for (property, date) in [("schema:startDate", from), ("schema:endDate", until)] {
        statements.extend(date.map(|date| format!("{property} {}", date_values(date))));
    }
}

/// Writes the passage that supports a relation, `article#p3`.
fn passage(input: &ExportInput<'_>, written: &str) -> Option<String> {
    let (id, part) = written.split_once('#').unwrap_or((written, ""));
    let id = Id::parse(id).ok()?;
    // The articles are in order of id.
    input.articles.binary_search_by(|(article, _, _)| article.id.cmp(&id)).ok()?;
    let page = address(input, &routes::article(&id));
    let part = if part.is_empty() { String::new() } else { format!("#{}", percent::encode_path(part)) };
    Some(format!("schema:subjectOf <{page}{part}>"))
}

/// Writes roles, coordinates, ids elsewhere and tags.
fn others(input: &ExportInput<'_>, entity: &Entity, statements: &mut Vec<String>) {
    let record = &entity.record;
    let kind = usual_type(input, entity);
    let property = if kind == BaseKind::Person { "schema:hasOccupation" } else { "dct:relation" };
    for RecordRole { title, refer, from, to } in &record.roles {
        let mut role = vec!["a schema:Role".to_owned(), format!("schema:roleName {}", labelled(input, title))];
        role.extend(refer.iter().map(|text| format!("schema:alternateName {}", labelled(input, &text.value))));
        period(from.as_ref(), to.as_ref(), &mut role);
        statements.push(format!("{property} [ {} ]", role.join(" ; ")));
    }
    if let Some(at) = &record.coordinates {
        let property = if kind == BaseKind::Place { "schema:geo" } else { "dct:spatial" };
        statements.push(format!(
            "{property} [ a schema:GeoCoordinates ; schema:latitude \"{}\"^^xsd:decimal ; schema:longitude \"{}\"^^xsd:decimal ]",
            at.latitude, at.longitude
        ));
    }
    for (authority, id) in &record.same_as {
        let known = AUTHORITIES.iter().find(|(name, _, _)| authority.value.eq_ignore_ascii_case(name));
        let is_plain = id.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !id.value.is_empty();
        statements.push(match known {
            Some((_, before, behind)) if is_plain => format!("skos:exactMatch <{before}{}{behind}>", id.value),
            _ if is_address(&id.value) => format!("schema:sameAs <{}>", id.value),
            _ => format!("schema:identifier {}", quoted(&format!("{} {}", authority.value, id.value))),
        });
    }
    statements.extend(record.tags.iter().map(|tag| format!("dct:subject {}", labelled(input, &tag.value))));
}

/// Returns whether a value is an address of the web that can be in angle brackets.
fn is_address(value: &str) -> bool {
    is_web_address(value) && value.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_a_second_value_only_where_it_says_the_same() {
        for (date, expected) in [
            ("2023", "\"2023\"^^edtf:EDTF, \"2023\"^^xsd:gYear"),
            ("2023-09-13", "\"2023-09-13\"^^edtf:EDTF, \"2023-09-13\"^^xsd:date"),
            ("1952~", "\"1952~\"^^edtf:EDTF"),
            ("194X", "\"194X\"^^edtf:EDTF"),
            ("2023-21", "\"2023-21\"^^edtf:EDTF"),
            ("0000", "\"0000\"^^edtf:EDTF"),
            ("1940/1949", "\"1940/1949\"^^edtf:EDTF"),
        ] {
            assert_eq!(date_values(&Edtf::parse(date).expect("a date")), expected);
        }
    }

    #[test]
    fn a_text_cannot_end_its_quotation_marks() {
        assert_eq!(quoted("a\"b\\c\nd\te\u{1}"), "\"a\\\"b\\\\c\\nd\\te\\u0001\"");
        assert!(is_address("https://example.org/a?b=c") && !is_address("https://example.org/> . <x"));
    }
}
