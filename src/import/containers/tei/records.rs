//! The registers of an edition -> records as YAML.

use super::{TeiEdition, XmlTree, date_of, end_of, find, plain_id};
use crate::import::yaml_scalar::yaml_scalar as plain_or_quoted;
use crate::model::Id;

/// A record.
#[derive(Debug, Default)]
pub(crate) struct TeiRecord {
    /// Its id.
    pub(crate) id: String,
    /// Its kind.
    pub(crate) kind: String,
    /// Its front matter without the marks around it: lines of YAML, without relations.
    pub(crate) head: String,
    /// Its relations, each as YAML in a line.
    pub(crate) relations: Vec<String>,
    /// Its numbers in authority files, with the name of each.
    pub(crate) authorities: Vec<(String, String)>,
    /// Its text.
    pub(crate) text: String,
}

const KINDS: [(&str, &str, &str); 6] = [
    ("person", "person", "persName"),
    ("org", "organisation", "orgName"),
    ("place", "place", "placeName"),
    ("event", "event", "eventName"),
    ("object", "work", "objectName"),
    ("item", "", "name"),
];

impl TeiEdition {
    /// Reads the registers in a tree.
    pub(super) fn read_records(&mut self, tree: &XmlTree) {
        let mut open: Vec<(&XmlTree, Option<String>, Option<&str>)> = vec![(tree, None, None)];
        let mut relations = Vec::new();
        while let Some((element, parent, list)) = open.pop() {
            let name = element.local_name();
            // Texts name records, they do not describe them; nested corpora are read by themselves.
            if matches!(name, "body" | "TEI") && !std::ptr::eq(element, tree) {
                continue;
            }
            if name == "relation" {
                relations.push(element);
            }
            let kind = KINDS.iter().find(|(known, ..)| *known == name);
            let list_kind =
                if name == "list" { element.attribute("n").or_else(|| element.attribute("type")) } else { list };
            let mut inner_parent = parent.clone();
            if let Some((_, kind, names)) = kind
                && let Some(id) = element.attribute("id").map(|id| plain_id(id, "e-"))
                && Id::parse(&id).is_ok()
                && (name != "item" || list.is_some())
            {
                let kind = if kind.is_empty() { list.unwrap_or_default() } else { kind };
                let record = self.record(element, id.clone(), kind, names, parent.as_deref());
                if !self.records.iter().any(|known| known.id == record.id) {
                    self.records.push(record);
                }
                inner_parent = (name == "place").then_some(id);
            }
            let inner: Vec<_> = element.elements().map(|inner| (inner, inner_parent.clone(), list_kind)).collect();
            open.extend(inner.into_iter().rev());
        }
        for relation in relations {
            self.relation(relation);
        }
    }

    fn relation(&mut self, relation: &XmlTree) {
        let ids = |key: &str| -> Vec<String> {
            relation.attribute(key).unwrap_or_default().split_whitespace().filter_map(|one| self.pointed(one)).collect()
        };
        let (active, passive, mutual) = (ids("active"), ids("passive"), ids("mutual"));
        let desc = |kind: &str| {
            let fits = |one: &&XmlTree| one.local_name() == "desc" && one.attribute("type").unwrap_or("label") == kind;
            relation.elements().find(fits).map(XmlTree::text)
        };
        let label = desc("label");
        // dossier writes what no record has as words.
        let passive = if passive.is_empty() { desc("to").into_iter().collect() } else { passive };
        let label = label.or_else(|| relation.attribute("name").map(str::to_owned)).unwrap_or_default();
        let mut more = String::new();
        for (key, ends) in [("from", ["from", "from-iso", "from-custom"]), ("until", ["to", "to-iso", "to-custom"])] {
            if let Some(date) = end_of(relation, ends) {
                more.push_str(&format!(", {key}: {}", plain_or_quoted(&date)));
            }
        }
        let source = relation.attribute("source").and_then(|source| source.split_once('#')).map(|(_, name)| {
            let id = plain_id(name, "a-");
            match id.rsplit_once(".p") {
                Some((id, n)) if n.bytes().all(|b| b.is_ascii_digit()) => format!("{id}#p{n}"),
                _ => id,
            }
        });
        let exact = relation.attribute("n").filter(|_| self.is_own).map(str::to_owned);
        let source = exact.or(source);
        if let Some(source) = source {
            more.push_str(&format!(", source: {}", plain_or_quoted(&source)));
        }
        let pairs: Vec<(&String, &String)> = active
            .iter()
            .flat_map(|from| passive.iter().map(move |to| (from, to)))
            .chain(mutual.first().into_iter().flat_map(|first| mutual.iter().skip(1).map(move |to| (first, to))))
            .collect();
        for (from, to) in pairs {
            let line = format!("{{to: {}, as: {}{more}}}", plain_or_quoted(to), plain_or_quoted(&label));
            if let Some(record) = self.records.iter_mut().find(|record| record.id == *from) {
                record.relations.push(line);
            }
        }
    }

    fn record(&mut self, element: &XmlTree, id: String, kind: &str, names: &str, parent: Option<&str>) -> TeiRecord {
        let mut head = String::new();
        let mut line = |key: &str, value: &str| head.push_str(&format!("{key}: {value}\n"));
        let list = |texts: &[String]| {
            let words: Vec<String> = texts.iter().map(|text| plain_or_quoted(text)).collect();
            format!("[{}]", words.join(", "))
        };
        let identifier = element.elements().find(|one| one.local_name() == "objectIdentifier").unwrap_or(element);
        let all: Vec<&XmlTree> =
            identifier.elements().filter(|one| one.local_name() == names || one.local_name() == "name").collect();
        let of = |kinds: &[&str]| -> Vec<String> {
            let fits = |one: &&&XmlTree| one.attribute("type").is_some_and(|kind| kinds.contains(&kind));
            all.iter().filter(fits).map(|one| self.name_text(one)).collect()
        };
        let preferred = of(&["preferred", "main", "reg"]).into_iter().next();
        let name = preferred.or_else(|| all.first().map(|one| self.name_text(one)));
        let name = name.filter(|name| self.is_own || !name.is_empty()).unwrap_or_else(|| id.clone());
        line("name", &plain_or_quoted(&name));
        if let Some(sort) = of(&["sort"]).first() {
            line("sort", &plain_or_quoted(sort));
        }
        let family = of(&["family"]).into_iter().next();
        let surname = || all.first().and_then(|one| find(one, "surname")).map(|one| self.line(&one.text()));
        if let Some(family) = family.or_else(surname).filter(|family| !family.is_empty()) {
            line("family", &plain_or_quoted(&family));
        }
        let special = ["preferred", "sort", "weak", "family"];
        let mut others: Vec<String> = all
            .iter()
            .filter(|one| !one.attribute("type").is_some_and(|kind| special.contains(&kind)))
            .map(|one| self.name_text(one))
            .filter(|other| self.is_own || (*other != name && !other.is_empty()))
            .collect();
        if !self.is_own {
            others.dedup();
        }
        for (key, texts) in [("names", others), ("weak", of(&["weak"]))] {
            if !texts.is_empty() {
                line(key, &list(&texts));
            }
        }
        let note = |kind: &str| {
            element.elements().find(|one| one.local_name() == "note" && one.attribute("type") == Some(kind))
        };
        let in_note = |kind: &str| note(kind).and_then(|note| find(note, "date")).and_then(date_of);
        let child = |name: &str| element.elements().find(|one| one.local_name() == name).and_then(date_of);
        let (mut born, mut died) =
            (child("birth").or_else(|| in_note("born")), child("death").or_else(|| in_note("died")));
        if element.local_name() == "org" {
            born = born.or_else(|| end_of(element, ["from", "from-iso", "from-custom"]));
            died = died.or_else(|| end_of(element, ["to", "to-iso", "to-custom"]));
        }
        let date = match element.local_name() {
            "event" => date_of(element),
            "object" => find(element, "origDate").and_then(date_of),
            _ => None,
        };
        for (key, value) in [("born", born), ("died", died), ("date", date.or_else(|| in_note("date")))] {
            if let Some(value) = value {
                line(key, &plain_or_quoted(&value));
            }
        }
        let roles: Vec<String> = element
            .elements()
            .filter(|one| {
                one.local_name() == "occupation"
                    || (one.local_name() == "note" && one.attribute("type") == Some("role"))
            })
            .filter_map(|role| self.role(role))
            .collect();
        if !roles.is_empty() {
            line("roles", &format!("\n  - {}", roles.join("\n  - ")));
        }
        let geo = element.elements().filter(|one| one.local_name() == "location").find_map(|one| find(one, "geo"));
        let geo = geo.or_else(|| element.elements().find(|one| one.local_name() == "geo")).or_else(|| note("geo"));
        let degrees = geo.map(|geo| {
            geo.text().split([' ', ',', '\n', '\t']).filter_map(|one| one.parse::<f64>().ok()).collect::<Vec<_>>()
        });
        if let Some([latitude, longitude]) = degrees.as_deref() {
            line("coordinates", &format!("[{latitude}, {longitude}]"));
        }
        let ties = |kind: &str| -> Vec<String> {
            let fits = |one: &&XmlTree| one.attribute("type") == Some(kind);
            element
                .elements()
                .filter(fits)
                .filter_map(|one| match one.local_name() {
                    "ptr" => one.attribute("target").and_then(|target| self.pointed(target)),
                    "note" => Some(one.text()),
                    _ => None,
                })
                .collect()
        };
        let place = element
            .attribute("where")
            .and_then(|place| self.pointed(place))
            .or_else(|| ties("place").into_iter().next());
        if let Some(place) = place {
            line("place", &plain_or_quoted(&place));
        }
        let participants = ties("participant");
        if !participants.is_empty() {
            line("participants", &list(&participants));
        }
        if let Some(whole) = ties("partOf").first().map(String::as_str).or(parent) {
            line("part_of", &plain_or_quoted(whole));
        }
        let idnos = element.elements().chain(identifier.elements().filter(|_| !std::ptr::eq(identifier, element)));
        let mut known: Vec<(String, String)> = Vec::new();
        for idno in idnos.filter(|one| one.local_name() == "idno") {
            let authority = idno.attribute("n").or_else(|| idno.attribute("type")).unwrap_or_default().to_owned();
            let value = self.line(&idno.text());
            if !authority.is_empty() && !value.is_empty() && !known.iter().any(|(one, _)| *one == authority) {
                known.push((authority, value));
            }
        }
        if !known.is_empty() {
            let pairs: Vec<String> = known
                .iter()
                .map(|(key, id)| format!("\n  {}: {}", plain_or_quoted(key), plain_or_quoted(id)))
                .collect();
            line("same_as", &pairs.concat());
        }
        let tags: Vec<String> = element
            .elements()
            .filter(|one| one.local_name() == "note" && one.attribute("type") == Some("tag"))
            .map(XmlTree::text)
            .collect();
        if !tags.is_empty() {
            line("tags", &list(&tags));
        }
        let is_proposed = note("status").is_some_and(|note| note.text() == "proposed");
        if !self.is_own || is_proposed {
            line("status", "proposed");
        }
        let special = ["tag", "status", "born", "died", "date", "geo", "role", "place", "participant", "partOf"];
        let texts: Vec<&XmlTree> = element
            .elements()
            .filter(|one| {
                one.local_name() == "note" && !one.attribute("type").is_some_and(|kind| special.contains(&kind))
            })
            .collect();
        let text = self.read_blocks(&texts).markdown(&[], true);
        TeiRecord { id, kind: kind.to_owned(), head, relations: Vec::new(), authorities: known, text }
    }

    fn role(&self, role: &XmlTree) -> Option<String> {
        let titles: Vec<&XmlTree> = role.elements().filter(|one| one.local_name() == "roleName").collect();
        let title = titles.iter().find(|one| one.attribute("type") != Some("refer"));
        let title = title.map_or_else(|| self.line(&role.text()), |one| self.line(&one.text()));
        if title.is_empty() && !self.is_own {
            return None;
        }
        let mut yaml = format!("{{title: {}", plain_or_quoted(&title));
        let refer: Vec<String> = titles
            .iter()
            .filter(|one| one.attribute("type") == Some("refer"))
            .map(|one| plain_or_quoted(&self.line(&one.text())))
            .collect();
        if !refer.is_empty() {
            yaml.push_str(&format!(", refer: [{}]", refer.join(", ")));
        }
        let dated = if role.local_name() == "note" { find(role, "date").unwrap_or(role) } else { role };
        for (key, ends) in [("from", ["from", "from-iso", "from-custom"]), ("to", ["to", "to-iso", "to-custom"])] {
            if let Some(date) = end_of(dated, ends) {
                yaml.push_str(&format!(", {key}: {}", plain_or_quoted(&date)));
            }
        }
        yaml.push('}');
        Some(yaml)
    }

    /// Returns a name: `forename` before `surname`, as people are named.
    fn name_text(&self, name: &XmlTree) -> String {
        let part = |kind: &str| {
            let parts = name.elements().filter(|one| one.local_name() == kind).map(|one| self.line(&one.text()));
            parts.collect::<Vec<_>>().join(" ")
        };
        let (given, family) = (part("forename"), part("surname"));
        if family.is_empty() {
            return self.line(&name.text());
        }
        format!("{given} {family}").trim().to_owned()
    }
}
