//! The records as TEI: persons, organisations, places, events, objects, lists for other kinds, and their relations. Pure.
//!
//! What TEI has no element for, on records of a kind, is a note: nothing that `entities.jsonl` holds is lost.

use super::marks::TextMarks;
use super::text::TextWriter;
use super::xml::{TeiXml, from_to, name_part, when, word};
use super::{ExportInput, Pointers};
use crate::base::yaml_fields::SpannedText;
use crate::model::{Edtf, EntityIx};
use crate::parse::{Record, RecordRole};
use crate::registry::Entity;

/// How a kind is written.
struct KindForm {
    kind: &'static str,
    list: &'static str,
    item: &'static str,
    name: &'static str,
}

const FORMS: [KindForm; 5] = [
    KindForm { kind: "person", list: "listPerson", item: "person", name: "persName" },
    KindForm { kind: "organisation", list: "listOrg", item: "org", name: "orgName" },
    KindForm { kind: "place", list: "listPlace", item: "place", name: "placeName" },
    KindForm { kind: "event", list: "listEvent", item: "event", name: "eventName" },
    KindForm { kind: "work", list: "listObject", item: "object", name: "objectName" },
];
const OTHER: KindForm = KindForm { kind: "", list: "list", item: "item", name: "name" };

/// Writes all records.
pub(super) fn write(xml: &mut TeiXml, input: &ExportInput<'_>, pointers: &Pointers<'_>) {
    xml.open("standOff", &[("type", "registry")]);
    let mut kinds: Vec<&str> = input.config.kinds.iter().map(|kind| kind.id.as_str()).collect();
    kinds.sort_by_key(|kind| FORMS.iter().position(|form| form.kind == *kind).unwrap_or(FORMS.len()));
    let mut n_written = 0;
    for kind in kinds {
        let form = FORMS.iter().find(|form| form.kind == kind).unwrap_or(&OTHER);
        let mut records = input.registry.entities.iter().filter(|entity| entity.record.kind == kind).peekable();
        if records.peek().is_none() {
            continue;
        }
        n_written += 1;
        let (name, exact) = word(kind);
        let attributes: &[(&str, &str)] = if form.kind.is_empty() { &[("type", &name), ("n", exact)] } else { &[] };
        xml.open(form.list, attributes);
        for entity in records {
            xml.out.push('\n');
            RecordWriter { xml, pointers, form, entity, record: &entity.record }.write();
        }
        xml.close(form.list);
        xml.out.push('\n');
    }
    let n_relations = relations(xml, input, pointers);
    if n_written + n_relations == 0 {
        // The element may not be empty.
        xml.open("list", &[]);
        xml.empty("item", &[]);
        xml.close("list");
    }
    xml.close("standOff");
    xml.out.push('\n');
}

fn relations(xml: &mut TeiXml, input: &ExportInput<'_>, pointers: &Pointers<'_>) -> usize {
    let mut n_written = 0;
    for (_, entity) in EntityIx::number(&input.registry.entities) {
        for relation in &entity.record.relations {
            let active = pointers.entity(entity.record.id.as_str()).unwrap_or_default();
            let passive = pointers.entity(&relation.to.value).unwrap_or_default();
            if n_written == 0 {
                xml.open("listRelation", &[]);
            }
            n_written += 1;
            let (name, exact) = word(&relation.label);
            let cited = relation.citation.as_ref().map(|text| text.value.as_str()).unwrap_or_default();
            let (article, fragment) = cited.split_once('#').map_or((cited, None), |(id, part)| (id, Some(part)));
            let source = pointers.article(article, fragment).unwrap_or_default();
            let dated = from_to(relation.from.as_ref(), relation.until.as_ref());
            // What the pointer does not say, as written.
            let is_said = match fragment {
                _ if source.is_empty() => cited.is_empty(),
                Some(fragment) => source.ends_with(&format!(".{fragment}")),
                None => true,
            };
            let n = if is_said { "" } else { cited };
            let mut all = vec![("name", name.as_str()), ("active", &active), ("passive", &passive)];
            all.extend(dated.iter().map(|(key, value)| (*key, value.as_str())));
            all.extend([("source", source.as_str()), ("n", n)]);
            xml.out.push('\n');
            let has_words = exact.is_empty() && !relation.label.is_empty();
            if has_words && !passive.is_empty() {
                xml.empty("relation", &all);
                continue;
            }
            xml.open("relation", &all);
            if !has_words {
                xml.element("desc", &[("type", "label")], &relation.label);
            }
            if passive.is_empty() {
                // No record has this id.
                xml.element("desc", &[("type", "to")], &relation.to.value);
            }
            xml.close("relation");
        }
    }
    if n_written > 0 {
        xml.close("listRelation");
    }
    n_written
}

/// Writes one record.
struct RecordWriter<'a, 'x> {
    xml: &'x mut TeiXml,
    pointers: &'a Pointers<'a>,
    form: &'a KindForm,
    entity: &'a Entity,
    record: &'a Record,
}

impl RecordWriter<'_, '_> {
    fn write(&mut self) {
        let record = self.record;
        let id = format!("e-{}", name_part(record.id.as_str()));
        let item = self.form.item;
        let mut all = vec![("xml:id", id.as_str())];
        let dated = match item {
            "org" => from_to(record.born.as_ref(), record.died.as_ref()),
            // `event` takes no `precision`; `when-custom` says it.
            "event" => {
                let dated = record.date.as_ref().map(when).unwrap_or_default();
                dated.into_iter().filter(|(key, _)| *key != "precision").collect()
            }
            _ => Vec::new(),
        };
        all.extend(dated.iter().map(|(key, value)| (*key, value.as_str())));
        let place = record.place.as_ref().and_then(|place| self.pointers.entity(&place.value)).unwrap_or_default();
        if item == "event" {
            all.push(("where", &place));
        }
        self.xml.open(item, &all);
        if item == "object" {
            self.xml.open("objectIdentifier", &[]);
            self.names();
            self.authorities();
            self.xml.close("objectIdentifier");
            if let Some(date) = &record.date {
                self.xml.out.push_str("<history><origin>");
                let dated = when(date);
                let all: Vec<(&str, &str)> = dated.iter().map(|(key, value)| (*key, value.as_str())).collect();
                self.xml.element("origDate", &all, &date.to_string());
                self.xml.out.push_str("</origin></history>");
            }
        } else {
            self.names();
        }
        if item == "place"
            && let Some(at) = &record.coordinates
        {
            self.xml.out.push_str("<location><geo>");
            self.xml.text(&format!("{} {}", at.latitude, at.longitude));
            self.xml.out.push_str("</geo></location>");
        }
        if item == "person" {
            for (name, date) in [("birth", &record.born), ("death", &record.died)] {
                if let Some(date) = date {
                    let dated = when(date);
                    let all: Vec<(&str, &str)> = dated.iter().map(|(key, value)| (*key, value.as_str())).collect();
                    self.xml.empty(name, &all);
                }
            }
            record.roles.iter().for_each(|role| self.role(role, "occupation"));
        }
        if item != "object" {
            self.authorities();
        }
        self.notes();
        self.xml.close(item);
    }

    fn names(&mut self) {
        let (name, record) = (self.form.name, self.record);
        self.xml.element(name, &[("type", "preferred")], &record.name.value);
        self.xml.element(name, &[("type", "sort")], &self.entity.sort_name);
        for (kind, texts) in [("strong", &record.names), ("weak", &record.weak)] {
            texts.iter().for_each(|text| self.xml.element(name, &[("type", kind)], &text.value));
        }
        if let Some(family) = &record.family {
            self.xml.element(name, &[("type", "family")], &family.value);
        }
    }

    fn authorities(&mut self) {
        for (authority, id) in &self.record.same_as {
            let (name, exact) = word(&authority.value);
            self.xml.element("idno", &[("type", &name), ("n", exact)], &id.value);
        }
    }

    fn role(&mut self, role: &RecordRole, element: &str) {
        let dated = from_to(role.from.as_ref(), role.to.as_ref());
        let all: Vec<(&str, &str)> = dated.iter().map(|(key, value)| (*key, value.as_str())).collect();
        if element == "note" {
            self.xml.open("note", &[("type", "role")]);
        } else {
            self.xml.open(element, &all);
        }
        self.xml.element("roleName", &[], &role.title);
        for text in &role.refer {
            self.xml.element("roleName", &[("type", "refer")], &text.value);
        }
        if element == "note" && !all.is_empty() {
            self.xml.empty("date", &all);
        }
        self.xml.close(element);
    }

    /// Writes what the element has no place of its own for.
    fn notes(&mut self) {
        let (item, record) = (self.form.item, self.record);
        if item != "person" {
            record.roles.iter().for_each(|role| self.role(role, "note"));
        }
        let has_life = matches!(item, "person" | "org");
        let has_date = matches!(item, "event" | "object");
        let dates = [
            ("born", record.born.as_ref().filter(|_| !has_life)),
            ("died", record.died.as_ref().filter(|_| !has_life)),
            ("date", record.date.as_ref().filter(|_| !has_date)),
        ];
        for (kind, date) in dates {
            let Some(date) = date else { continue };
            self.date(kind, date);
        }
        if let Some(at) = record.coordinates.as_ref().filter(|_| item != "place") {
            self.xml.element("note", &[("type", "geo")], &format!("{} {}", at.latitude, at.longitude));
        }
        let place = record.place.as_ref().filter(|place| item != "event" || !self.is_known(place));
        place.iter().for_each(|place| self.tie("place", place));
        record.participants.iter().for_each(|one| self.tie("participant", one));
        record.part_of.iter().for_each(|one| self.tie("partOf", one));
        record.tags.iter().for_each(|tag| self.xml.element("note", &[("type", "tag")], &tag.value));
        if !record.body.main_text().is_empty() {
            self.xml.open("note", &[("type", "text")]);
            let none = TextMarks::default();
            TextWriter::new(self.xml, &record.body, self.pointers, &none, "").write(false);
            self.xml.close("note");
        }
        if record.proposed {
            self.xml.element("note", &[("type", "status")], "proposed");
        }
    }

    fn date(&mut self, kind: &str, date: &Edtf) {
        self.xml.open("note", &[("type", kind)]);
        self.xml.date("date", kind, date);
        self.xml.close("note");
    }

    fn is_known(&self, id: &SpannedText) -> bool {
        self.pointers.entity(&id.value).is_some()
    }

    /// Writes a tie to another record; an id that no record has is a note.
    fn tie(&mut self, kind: &str, id: &SpannedText) {
        match self.pointers.entity(&id.value) {
            Some(target) => self.xml.empty("ptr", &[("type", kind), ("target", &target)]),
            None => self.xml.element("note", &[("type", kind)], &id.value),
        }
    }
}
