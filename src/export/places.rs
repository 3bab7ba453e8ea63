//! Places for maps and gazetteers: GeoJSON (RFC 7946), and the Linked Places Format as the World Historical Gazetteer
//! reads it.
//!
//! Coordinates are longitude, then latitude. Nothing is guessed: a place has a class of GeoNames only where it is tagged with
//! one, and its time is that of the articles that name it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::ExportInput;
use super::jsonl::counts;
use super::shared::{article_address, entity_address, first_day, iso, json_lines, last_day, loss, plain_point};
use crate::base::Message;
use crate::base::message::Words;
use crate::link::summary::mention_anchor;
use crate::model::date::DateQualifier;
use crate::model::{ArticleIx, BaseKind, Coordinates, Edtf, EntityIx};
use crate::registry::Entity;
use crate::say;
use crate::text::position::CodePoints;

/// Returns where a record is: its own coordinates, else those of the place of an event.
fn location(input: &ExportInput<'_>, entity: &Entity) -> Option<Coordinates> {
    let at = || {
        let place = input.registry.find(&entity.record.place.as_ref()?.value)?;
        input.registry.entities[place].record.coordinates
    };
    entity.record.coordinates.or_else(at)
}

fn point(at: &Coordinates) -> Value {
    json!({"type": "Point", "coordinates": [at.longitude, at.latitude]})
}

/// Prints everything that has coordinates as GeoJSON.
pub(super) fn geojson(input: &ExportInput<'_>) -> Vec<u8> {
    let entities = EntityIx::number(&input.registry.entities);
    let features = entities.filter_map(|(index, entity)| {
        let at = location(input, entity)?;
        Some(json!({
            "type": "Feature",
            "id": entity.record.id.as_str(),
            "geometry": point(&at),
            "properties": properties(input, index, entity),
        }))
    });
    json_lines(r#"{"type":"FeatureCollection","features":["#, features, "]}")
}

/// Flat, because programs for maps show a property in a column.
fn properties(input: &ExportInput<'_>, index: EntityIx, entity: &Entity) -> Map<String, Value> {
    let record = &entity.record;
    let (mentions, articles, _) = counts(input, index);
    let names: Vec<&str> = std::iter::once(&record.name).chain(&record.names).map(|text| text.value.as_str()).collect();
    let mut properties = Map::new();
    let mut set = |name: &str, value: Value| {
        properties.insert(name.to_owned(), value);
    };
    set("name", json!(record.name.value));
    set("kind", json!(record.kind));
    set("names", json!(names));
    set("mentions", json!(mentions));
    set("articles", json!(articles));
    set("url", json!(entity_address(input, index)));
    if let Some(date) = &record.date {
        set("date", json!(date.to_string()));
        if let Some(day) = first_day(date) {
            set("start", json!(iso(&day)));
        }
        if let Some(day) = last_day(date) {
            set("end", json!(iso(&day)));
        }
    }
    if let Some(place) = record.place.as_ref() {
        set("place", json!(place.value));
    }
    for (authority, id) in &record.same_as {
        // An authority file may be called as a property is.
        let is_taken = properties.contains_key(&authority.value);
        let name = if is_taken { format!("same_as_{}", authority.value) } else { authority.value.clone() };
        properties.insert(name, json!(id.value));
    }
    properties
}

/// Counts the places and events that no map can show.
pub(super) fn geojson_lost(input: &ExportInput<'_>) -> Vec<Message> {
    let is_on_maps = |entity: &&Entity| matches!(entity.behaves_as, BaseKind::Place | BaseKind::Event);
    let all = input.registry.entities.iter().filter(is_on_maps);
    let n = all.filter(|entity| location(input, entity).is_none()).count();
    loss(
        n,
        Words {
            en: "record of a place or an event has no coordinates",
            fr: "fiche de lieu ou d’événement n’a pas de coordonnées",
        },
        Words {
            en: "records of places and events have no coordinates",
            fr: "fiches de lieux et d’événements n’ont pas de coordonnées",
        },
    )
}

/// For each place and each of its forms, the first passage of every article that has it: number of code points before it.
type PlaceCitations = BTreeMap<EntityIx, BTreeMap<String, Vec<(ArticleIx, usize)>>>;

fn citations(input: &ExportInput<'_>) -> PlaceCitations {
    let mut found = PlaceCitations::new();
    for (article, (document, annotated, _)) in ArticleIx::number(&input.articles) {
        let text = document.body.main_text();
        let mut points = CodePoints::new(text);
        for mention in annotated.mentions.iter().filter(|mention| mention.end <= text.len()) {
            let start = points.at(mention.start);
            let Some(place) = input.registry.find(mention.entity.as_str()) else { continue };
            if input.registry.entities[place].behaves_as != BaseKind::Place {
                continue;
            }
            let passages = found.entry(place).or_default().entry(mention.form.clone()).or_default();
            if passages.last().is_none_or(|(last, _)| *last != article) {
                passages.push((article, start));
            }
        }
    }
    found
}

/// Returns the names of a place, each once.
fn toponyms(entity: &Entity) -> Vec<&str> {
    let record = &entity.record;
    let mut names: Vec<&str> = Vec::new();
    for name in std::iter::once(&record.name).chain(&record.names).chain(&record.weak) {
        if !names.contains(&name.value.as_str()) {
            names.push(&name.value);
        }
    }
    names
}

/// Prints all places as Linked Places.
pub(super) fn linked_places(input: &ExportInput<'_>) -> Vec<u8> {
    let citations = citations(input);
    let none = BTreeMap::new();
    let places = EntityIx::number(&input.registry.entities).filter(|(_, entity)| entity.behaves_as == BaseKind::Place);
    let features = places.map(|(index, entity)| feature(input, index, entity, citations.get(&index).unwrap_or(&none)));
    let context =
        "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld";
    let before = format!(r#"{{"type":"FeatureCollection","@context":"{context}","features":["#);
    json_lines(&before, features, "]}")
}

fn feature(
    input: &ExportInput<'_>,
    index: EntityIx,
    entity: &Entity,
    citations: &BTreeMap<String, Vec<(ArticleIx, usize)>>,
) -> Value {
    let record = &entity.record;
    let language = input.config.language.as_str();
    let names: Vec<Value> = toponyms(entity)
        .into_iter()
        .map(|name| {
            let mut value = json!({"toponym": name, "lang": language});
            if let Some(passages) = citations.get(name) {
                value["citations"] = passages.iter().map(|at| citation(input, *at)).collect();
            }
            value
        })
        .collect();
    let mut classes: Vec<&str> = record.tags.iter().map(|tag| tag.value.as_str()).filter(is_feature_class).collect();
    classes.sort_unstable();
    classes.dedup();
    if classes.is_empty() {
        classes.push("X");
    }
    let mut feature = json!({
        "@id": entity_address(input, index),
        "type": "Feature",
        "properties": {"title": record.name.value, "fclasses": classes},
        "names": names,
        "geometry": record.coordinates.as_ref().map(point),
    });
    if let Some(when) = attested(input, index) {
        feature["when"] = when;
    }
    let links: Vec<Value> = record
        .same_as
        .iter()
        .filter_map(|(authority, id)| place_link(&authority.value, &id.value))
        .map(|identifier| json!({"type": "exactMatch", "identifier": identifier}))
        .collect();
    if !links.is_empty() {
        feature["links"] = json!(links);
    }
    let text = record.body.main_text();
    if !text.is_empty() {
        feature["descriptions"] = json!([{"value": text.replace('\n', " "), "lang": language}]);
    }
    let whole = record.part_of.as_ref().and_then(|whole| input.registry.find(&whole.value));
    if let Some(whole) = whole.filter(|whole| input.registry.entities[*whole].behaves_as == BaseKind::Place) {
        feature["relations"] = json!([{
            "relationType": "gvp:broaderPartitive",
            "relationTo": entity_address(input, whole),
            "label": input.registry.entities[whole].record.name.value,
        }]);
    }
    feature
}

/// The classes of GeoNames.
fn is_feature_class(tag: &&str) -> bool {
    matches!(*tag, "A" | "H" | "L" | "P" | "R" | "S" | "T" | "U" | "V")
}

/// Returns an id in the short form that the format knows, where it has one for the authority file.
fn place_link(authority: &str, id: &str) -> Option<String> {
    let short = match authority.to_ascii_lowercase().as_str() {
        "geonames" => "gn",
        "wikidata" => "wd",
        "viaf" => "viaf",
        "gnd" => "gnd",
        "bnf" => "bnf",
        "tgn" => "tgn",
        _ => return None,
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-:/".contains(c);
    (!id.is_empty() && id.chars().all(is_plain)).then(|| format!("{short}:{id}"))
}

fn citation(input: &ExportInput<'_>, (article, start): (ArticleIx, usize)) -> Value {
    let document = input.articles[article].0;
    let words: Vec<String> =
        [document.publisher.clone(), document.date.map(|date| date.to_string())].into_iter().flatten().collect();
    let label = if document.publisher.is_some() { words.join(", ") } else { document.title.clone() };
    let page = article_address(input, article);
    let mut citation = json!({"label": label, "@id": format!("{page}#{}", mention_anchor(start))});
    if let Some(Edtf::At(point)) = &document.date
        && point.unspecified_digits == 0
    {
        citation["year"] = json!(format!("{:04}", point.year));
    }
    citation
}

/// Returns when a place is named: the first and the last dated article. That attests the name and claims no more.
fn attested(input: &ExportInput<'_>, place: EntityIx) -> Option<Value> {
    let articles = input.link_index.backlinks[place].iter();
    let dates: Vec<Edtf> = articles.filter_map(|at| input.link_index.articles[at.article].card.date).collect();
    let first = dates.iter().filter(|date| first_day(date).is_some()).min_by_key(|date| date.earliest())?;
    let last = dates.iter().filter(|date| last_day(date).is_some()).max_by_key(|date| date.latest());
    let mut span = Map::new();
    span.insert("start".to_owned(), moment(first));
    if let Some(last) = last {
        span.insert("end".to_owned(), moment(last));
    }
    let mut when = json!({"timespans": [span], "label": "named in the articles of this dossier"});
    let is_sure = |date: &Edtf| match date {
        Edtf::At(point) => point.qualifier == DateQualifier::Certain,
        Edtf::Interval(_, _) => true,
    };
    if !is_sure(first) || !last.is_none_or(is_sure) {
        when["certainty"] = json!("less-certain");
    }
    Some(when)
}

fn moment(date: &Edtf) -> Value {
    if let Edtf::At(point) = date
        && let Some(plain) = plain_point(point)
    {
        return json!({"in": plain});
    }
    let mut moment = Map::new();
    for (name, day) in [("earliest", first_day(date)), ("latest", last_day(date))] {
        if let Some(day) = day {
            moment.insert(name.to_owned(), json!(iso(&day)));
        }
    }
    Value::Object(moment)
}

/// Counts what Linked Places cannot hold.
pub(super) fn linked_places_lost(input: &ExportInput<'_>) -> Vec<Message> {
    let (mut n_places, mut n_undated, mut n_unlinked) = (0, 0, 0);
    for (index, entity) in EntityIx::number(&input.registry.entities) {
        if entity.behaves_as != BaseKind::Place {
            continue;
        }
        n_places += 1;
        n_undated += usize::from(attested(input, index).is_none());
        let ids = entity.record.same_as.iter();
        n_unlinked += ids.filter(|(authority, id)| place_link(&authority.value, &id.value).is_none()).count();
    }
    let mut n_passages = 0;
    for (place, forms) in citations(input) {
        let names = toponyms(&input.registry.entities[place]);
        let others = forms.into_iter().filter(|(form, _)| !names.contains(&form.as_str()));
        n_passages += others.map(|(_, passages)| passages.len()).sum::<usize>();
    }
    let mut lost = loss(
        n_undated,
        Words {
            en: "place has no time, because no dated article names it",
            fr: "lieu n’a pas d’époque, car aucun article daté ne le nomme",
        },
        Words {
            en: "places have no time, because no dated article names them",
            fr: "lieux n’ont pas d’époque, car aucun article daté ne les nomme",
        },
    );
    lost.extend(loss(
        n_unlinked,
        Words {
            en: "id of an authority file that the format does not know is left out",
            fr: "identifiant d’un fichier d’autorité que le format ne connaît pas est laissé de côté",
        },
        Words {
            en: "ids of authority files that the format does not know are left out",
            fr: "identifiants de fichiers d’autorité que le format ne connaît pas sont laissés de côté",
        },
    ));
    lost.extend(loss(
        n_passages,
        Words {
            en: "passage that names a place by other words than its names is not cited",
            fr: "passage qui désigne un lieu par d’autres mots que ses noms n’est pas cité",
        },
        Words {
            en: "passages that name a place by other words than its names are not cited",
            fr: "passages qui désignent un lieu par d’autres mots que ses noms ne sont pas cités",
        },
    ));
    if n_places == 0 {
        lost.push(say!(
            en: "there is no place; who reads this format wants one at least",
            fr: "il n’y a aucun lieu ; qui lit ce format en attend au moins un",
        ));
    }
    lost
}
