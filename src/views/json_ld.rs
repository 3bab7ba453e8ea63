//! Describes an article or a record for search engines and archives, as JSON-LD with the schema.org vocabulary.
//!
//! Contains only what the page shows. Titles are hostile input: the result can neither end its `script` element nor
//! open a comment in it.

use serde_json::{Map, Value, json};

use super::content::Content;
use super::context::RenderContext;
use super::entity::EntityView;
use super::picture::LeadPicture;
use super::shared::Chrome;
use crate::export::citation::{self, Author};
use crate::model::{ArticleIx, Edtf, EntityIx, Route, routes};

/// Maximum number of entities in `about`; the others are in `mentions`.
const MAX_ABOUT: usize = 5;
/// Maximum number of entities in `mentions`: search engines read no longer lists, and the page stays small.
const MAX_MENTIONS: usize = 12;

/// Describes an article.
#[must_use]
pub(crate) fn article(
    context: &RenderContext,
    index: ArticleIx,
    page: &Chrome,
    picture: Option<&LeadPicture>,
) -> String {
    let article = &context.content.articles[index].document;
    let reference = citation::from_article(article, &context.content.config);
    let mut item = thing("NewsArticle", &article.title);
    set(&mut item, "url", &page.canonical);
    set(&mut item, "inLanguage", &page.lang);
    set(&mut item, "datePublished", &reference.date.as_ref().map(citation::iso).unwrap_or_default());
    item.insert("headline".to_owned(), json!(article.title));
    item.remove("name");
    let authors: Vec<Value> = reference
        .authors
        .iter()
        .map(|author| {
            let kind = if matches!(author, Author::Person(..)) { "Person" } else { "Organization" };
            Value::Object(thing(kind, &author.name()))
        })
        .collect();
    list(&mut item, "author", authors);
    if !reference.publisher.is_empty() {
        item.insert("publisher".to_owned(), Value::Object(thing("Organization", &reference.publisher)));
    }
    set(&mut item, "isBasedOn", article.url.as_deref().unwrap_or_default());
    set(&mut item, "archivedAt", article.archived.as_deref().unwrap_or_default());
    set(&mut item, "image", picture.map_or("", |picture| &picture.address));
    list(&mut item, "keywords", article.tags.iter().map(|tag| json!(tag.value)).collect());
    let mut named = named_things(&context.content, index, page);
    let others = named.split_off(named.len().min(MAX_ABOUT));
    list(&mut item, "about", named);
    list(&mut item, "mentions", others);
    let mut whole = thing("Collection", &context.content.config.title);
    set(&mut whole, "url", &context.content.config.base_url);
    item.insert("isPartOf".to_owned(), Value::Object(whole));
    let t = &context.interface.theme.messages;
    graph(vec![
        item,
        crumbs(&context.content, &[(t.text("articles"), routes::ARTICLE_INDEX), (&article.title, &page.route)]),
    ])
}

/// Returns the entities that an article names, those named most often first.
fn named_things(content: &Content, index: ArticleIx, page: &Chrome) -> Vec<Value> {
    let slices = &content.link_index.articles[index].entity_occurrences;
    let mut named: Vec<(usize, EntityIx)> = slices
        .iter()
        .filter_map(|slice| Some((slice.occurrences.len(), content.registry.find(slice.entity.as_str())?)))
        .collect();
    named.sort_by_key(|(n, entity)| (std::cmp::Reverse(*n), *entity));
    let value = |(_, index): &(usize, EntityIx)| {
        let entity = &content.registry.entities[*index];
        let mut item = thing(&content.config.kinds[entity.kind].schema, &entity.record.name.value);
        set(&mut item, "url", &address(content, page, &content.entity_route(*index)));
        Value::Object(item)
    };
    named.iter().take(MAX_ABOUT + MAX_MENTIONS).map(value).collect()
}

/// Describes a record, from its otherwise finished view.
#[must_use]
pub(crate) fn entity(content: &Content, index: EntityIx, view: &EntityView) -> String {
    let record = &content.registry.entities[index].record;
    let mut item = thing(&view.schema, &record.name.value);
    set(&mut item, "url", &view.page.canonical);
    set(&mut item, "description", &view.entity.gloss);
    list(&mut item, "alternateName", view.names.iter().map(|name| json!(name)).collect());
    let same = view.facts.iter().filter(|fact| fact.label == "same_as").flat_map(|fact| &fact.values);
    list(
        &mut item,
        "sameAs",
        same.map(|value| &value.link.href).filter(|href| !href.is_empty()).map(|href| json!(href)).collect(),
    );
    let (born, died) = match view.schema.as_str() {
        "Person" => ("birthDate", "deathDate"),
        _ => ("foundingDate", "dissolutionDate"),
    };
    let has_life = matches!(view.schema.as_str(), "Person" | "Organization");
    set(&mut item, born, &date(record.born.as_ref().filter(|_| has_life)));
    set(&mut item, died, &date(record.died.as_ref().filter(|_| has_life)));
    if let Some(at) = record.coordinates.filter(|_| view.schema == "Place") {
        let geo = json!({"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude});
        item.insert("geo".to_owned(), geo);
    }
    if view.schema == "Event" {
        set(&mut item, "startDate", &date(record.date.as_ref()));
        let place = record.place.as_ref().and_then(|place| content.registry.find(&place.value));
        if let Some(place) = place {
            let mut location = thing("Place", &content.registry.entities[place].record.name.value);
            set(&mut location, "url", &address(content, &view.page, &content.entity_route(place)));
            item.insert("location".to_owned(), Value::Object(location));
        }
    } else if view.schema == "CreativeWork" {
        set(&mut item, "datePublished", &date(record.date.as_ref()));
    }
    let kind = &view.kind_index;
    graph(vec![item, crumbs(content, &[(&kind.label, &kind.href), (&record.name.value, &view.page.route)])])
}

fn date(date: Option<&Edtf>) -> String {
    match date {
        Some(Edtf::At(point)) if point.unspecified_digits == 0 => citation::iso(point),
        _ => String::new(),
    }
}

fn thing(kind: &str, name: &str) -> Map<String, Value> {
    let mut item = Map::new();
    item.insert("@type".to_owned(), json!(if kind.is_empty() { "Thing" } else { kind }));
    item.insert("name".to_owned(), json!(name));
    item
}

fn set(item: &mut Map<String, Value>, name: &str, value: &str) {
    if !value.is_empty() {
        item.insert(name.to_owned(), json!(value));
    }
}

fn list(item: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        item.insert(name.to_owned(), Value::Array(values));
    }
}

/// Returns a full address, or a relative one if the site's address is not known.
fn address(content: &Content, page: &Chrome, route: &Route) -> String {
    let full = content.address(route);
    if full.is_empty() { format!("{}{}", page.root, route.encoded()) } else { full }
}

/// Returns the breadcrumbs from the front page; empty without full addresses, which search engines require.
fn crumbs(content: &Content, steps: &[(&str, &str)]) -> Map<String, Value> {
    if content.config.base_url.is_empty() {
        return Map::new();
    }
    let all = [(content.config.title.as_str(), routes::FRONT)].into_iter().chain(steps.iter().copied());
    let step = |(at, (name, route)): (usize, (&str, &str))| {
        let mut step = json!({"@type": "ListItem", "position": at + 1, "name": name});
        // The last one is the page itself, which needs no address there.
        if at < steps.len() {
            step["item"] = json!(content.address(&Route::new(route)));
        }
        step
    };
    let all: Vec<Value> = all.enumerate().map(step).collect();
    let mut item = Map::new();
    item.insert("@type".to_owned(), json!("BreadcrumbList"));
    item.insert("itemListElement".to_owned(), Value::Array(all));
    item
}

fn graph(items: Vec<Map<String, Value>>) -> String {
    let items: Vec<Value> = items.into_iter().filter(|item| !item.is_empty()).map(Value::Object).collect();
    let mut whole = Map::new();
    whole.insert("@context".to_owned(), json!("https://schema.org"));
    whole.insert("@graph".to_owned(), Value::Array(items));
    script_safe(&Value::Object(whole))
}

/// Writes JSON that is safe in a `script` element: `</script>` and `<!--` need a `<`, and JSON can write any character as an
/// escape (RFC 8259, 7).
fn script_safe(value: &Value) -> String {
    let json = value.to_string();
    let mut out = String::with_capacity(json.len());
    let mut rest = json.as_str();
    // Characters that need an escape begin with one of these bytes.
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'<' | b'>' | b'&' | 0xe2)) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let Some(c) = from.chars().next() else { break };
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
        rest = &from[c.len_utf8()..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_leaves_its_script() {
        let hostile = json!({"name": "</script><script>alert(1)</script><!-- \u{2028} & \"quoted\" \\"});
        let text = script_safe(&hostile);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), hostile);
    }
}
