//! The two graphs of a dossier, as GEXF 1.3 and GraphML: who is named with whom, and the relations that records state.
//!
//! They are two graphs and not one: programs refuse a directed edge in an undirected graph, and a relation has no weight.
//! Names, roles and quotations are not in them.

use std::collections::BTreeMap;

use super::ExportInput;
use super::feed::Xml;
use super::shared::{entity_address, first_day, iso, last_day, loss, newest_day};
use crate::base::Message;
use crate::base::message::Words;
use crate::model::{ArticleIx, EntityIx, EntityKind};

/// One graph: all records, and what joins them.
struct RecordGraph {
    /// What it shows, for its description.
    about: &'static str,
    is_directed: bool,
    /// The names of the texts that each edge has.
    columns: &'static [&'static str],
    edges: Vec<GraphEdge>,
}

/// An edge; the positions are those of the records.
struct GraphEdge {
    from: EntityIx,
    to: EntityIx,
    label: String,
    weight: u32,
    /// First and last day.
    start: Option<String>,
    end: Option<String>,
    /// A text for each column of the graph; an empty one is left out.
    texts: Vec<String>,
}

/// Articles with the numbers of their paragraphs.
type PassageList = Vec<(ArticleIx, Vec<u32>)>;

/// What a node says, with its type in GEXF and in GraphML.
const NODE_COLUMNS: [(&str, &str, &str); 7] = [
    ("kind", "string", "string"),
    ("mentions", "integer", "int"),
    ("articles", "integer", "int"),
    ("sources", "integer", "int"),
    ("latitude", "double", "double"),
    ("longitude", "double", "double"),
    ("url", "string", "string"),
];

/// Colours of kinds for which site.yaml names none: dark enough for white labels, and apart for the colour-blind.
const COLORS: [(u8, u8, u8); 6] =
    [(178, 34, 34), (0, 114, 178), (0, 120, 90), (204, 121, 0), (140, 80, 150), (90, 90, 90)];

/// Returns the graph of records that the same paragraphs name. The weight is the number of these paragraphs, those of
/// copies of one dispatch counted once, as on the page of the network.
fn together(input: &ExportInput<'_>) -> RecordGraph {
    let index = input.link_index;
    let mut shared: BTreeMap<(EntityIx, EntityIx), PassageList> = BTreeMap::new();
    for (article, summary) in ArticleIx::number(index.articles.iter()) {
        let lists = summary.entity_occurrences.iter().map(|list| {
            let mut paragraphs: Vec<u32> = list.occurrences.iter().map(|at| at.paragraph).collect();
            paragraphs.dedup();
            (input.registry.find(list.entity.as_str()), paragraphs)
        });
        let lists: Vec<(Option<EntityIx>, Vec<u32>)> = lists.collect();
        for (first, second, _) in &summary.pairs {
            let (Some((Some(a), of_a)), Some((Some(b), of_b))) =
                (lists.get(*first as usize), lists.get(*second as usize))
            else {
                continue;
            };
            if a != b {
                shared.entry((*a.min(b), *a.max(b))).or_default().push((article, common(of_a, of_b)));
            }
        }
    }
    let edges = shared.into_iter().map(|((from, to), passages)| GraphEdge {
        from,
        to,
        label: String::new(),
        weight: index.n_shared_paragraphs(from, to),
        start: None,
        end: None,
        texts: vec![written(input, once_per_dispatch(input, passages))],
    });
    RecordGraph {
        about: "who is named with whom",
        is_directed: false,
        columns: &["passages"],
        edges: edges.filter(|edge| edge.weight > 0).collect(),
    }
}

/// Returns the numbers that are in both of two rising lists.
fn common(one: &[u32], other: &[u32]) -> Vec<u32> {
    let (mut at, mut found) = (0, Vec::new());
    for number in one {
        while other.get(at).is_some_and(|next| next < number) {
            at += 1;
        }
        if other.get(at) == Some(number) {
            found.push(*number);
        }
    }
    found
}

/// Keeps, of the copies of one dispatch, the article with most passages.
fn once_per_dispatch(input: &ExportInput<'_>, passages: PassageList) -> PassageList {
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept: PassageList = Vec::new();
    for (article, paragraphs) in passages {
        let Some(group) = input.link_index.copies.group_of.entry(article).copied().flatten() else {
            kept.push((article, paragraphs));
            continue;
        };
        match best.get(&group) {
            Some(at) if kept[*at].1.len() >= paragraphs.len() => {}
            Some(at) => kept[*at] = (article, paragraphs),
            None => {
                best.insert(group, kept.len());
                kept.push((article, paragraphs));
            }
        }
    }
    kept
}

/// Writes passages as `article#p3 other#p1`; a headline has no number, so the article is used for it.
fn written(input: &ExportInput<'_>, passages: PassageList) -> String {
    let mut words: Vec<String> = Vec::new();
    for (article, paragraphs) in passages {
        let id = input.articles[article].0.id.as_str();
        words.extend(paragraphs.iter().map(|n| if *n == 0 { id.to_owned() } else { format!("{id}#p{n}") }));
    }
    words.join(" ")
}

/// Returns the graph of the relations that records state.
fn relations(input: &ExportInput<'_>) -> RecordGraph {
    let mut edges = Vec::new();
    for (from, entity) in EntityIx::number(&input.registry.entities) {
        for relation in &entity.record.relations {
            let Some(to) = input.registry.find(&relation.to.value) else { continue };
            let start = relation.from.as_ref().and_then(first_day);
            let end = relation.until.as_ref().and_then(last_day);
            // A program that draws time refuses an edge that ends before it starts; the texts still say it.
            let is_ordered = start.zip(end).is_none_or(|(start, end)| start <= end);
            let day = |day: Option<(i32, u8, u8)>| day.filter(|_| is_ordered).as_ref().map(iso);
            edges.push(GraphEdge {
                from,
                to,
                label: relation.label.clone(),
                weight: 1,
                start: day(start),
                end: day(end),
                texts: vec![
                    relation.label.clone(),
                    relation.from.map(|date| date.to_string()).unwrap_or_default(),
                    relation.until.map(|date| date.to_string()).unwrap_or_default(),
                    relation.citation.as_ref().map(|text| text.value.clone()).unwrap_or_default(),
                ],
            });
        }
    }
    RecordGraph { about: "relations", is_directed: true, columns: &["as", "from", "until", "source"], edges }
}

/// Counts the relations that have no record to lead to.
pub(super) fn relations_lost(input: &ExportInput<'_>) -> Vec<Message> {
    let all = input.registry.entities.iter().flat_map(|entity| &entity.record.relations);
    let n = all.filter(|relation| input.registry.find(&relation.to.value).is_none()).count();
    loss(
        n,
        Words {
            en: "relation is not in the graph, because no record has the id that it names",
            fr: "relation n’est pas dans le graphe, car aucune fiche n’a l’identifiant qu’elle nomme",
        },
        Words {
            en: "relations are not in the graph, because no record has the ids that they name",
            fr: "relations ne sont pas dans le graphe, car aucune fiche n’a les identifiants qu’elles nomment",
        },
    )
}

/// Returns what a node says, in the order of [`NODE_COLUMNS`]; an empty text is left out.
fn node_texts(input: &ExportInput<'_>, index: EntityIx) -> [String; 7] {
    let record = &input.registry.entities[index].record;
    let (mentions, articles, sources) = super::jsonl::counts(input, index);
    let degrees = |pick: fn(&crate::model::Coordinates) -> f64| {
        record.coordinates.as_ref().map(|at| pick(at).to_string()).unwrap_or_default()
    };
    [
        record.kind.clone(),
        mentions.to_string(),
        articles.to_string(),
        sources.to_string(),
        degrees(|at| at.latitude),
        degrees(|at| at.longitude),
        entity_address(input, index),
    ]
}

/// Prints who is named with whom as GEXF.
pub(super) fn gexf(input: &ExportInput<'_>) -> Vec<u8> {
    write_gexf(input, &together(input))
}

/// Prints the relations as GEXF.
pub(super) fn gexf_relations(input: &ExportInput<'_>) -> Vec<u8> {
    write_gexf(input, &relations(input))
}

/// Prints who is named with whom as GraphML.
pub(super) fn graphml(input: &ExportInput<'_>) -> Vec<u8> {
    write_graphml(input, &together(input))
}

/// Prints the relations as GraphML.
pub(super) fn graphml_relations(input: &ExportInput<'_>) -> Vec<u8> {
    write_graphml(input, &relations(input))
}

fn write_gexf(input: &ExportInput<'_>, graph: &RecordGraph) -> Vec<u8> {
    let mut xml = Xml::document();
    let spaces = [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];
    xml.open("gexf", &spaces);
    match newest_day(input).as_ref().map(iso) {
        Some(day) => xml.open("meta", &[("lastmodifieddate", &day)]),
        None => xml.open("meta", &[]),
    }
    xml.text("creator", concat!("dossier ", env!("CARGO_PKG_VERSION")));
    xml.text("description", &format!("{}: {}", input.config.title, graph.about));
    xml.close("meta");
    // Edges with days in a static graph stop networkx with an error.
    if graph.is_directed {
        xml.open(
            "graph",
            &[
                ("defaultedgetype", "directed"),
                ("mode", "dynamic"),
                ("timeformat", "date"),
                ("timerepresentation", "interval"),
            ],
        );
    } else {
        xml.open("graph", &[("defaultedgetype", "undirected"), ("mode", "static")]);
    }
    xml.open("attributes", &[("class", "node"), ("mode", "static")]);
    for (name, kind, _) in NODE_COLUMNS {
        xml.empty("attribute", &[("id", name), ("title", name), ("type", kind)]);
    }
    xml.close("attributes");
    xml.open("attributes", &[("class", "edge"), ("mode", "static")]);
    for name in graph.columns {
        xml.empty("attribute", &[("id", name), ("title", name), ("type", "string")]);
    }
    xml.close("attributes");
    xml.open("nodes", &[]);
    for (index, entity) in EntityIx::number(&input.registry.entities) {
        xml.open("node", &[("id", entity.record.id.as_str()), ("label", &entity.record.name.value)]);
        let texts = node_texts(input, index);
        attribute_values(&mut xml, NODE_COLUMNS.iter().map(|(name, _, _)| *name).zip(texts.iter()));
        let (r, g, b) = color(input.config.kind(entity.kind), entity.kind.get());
        xml.empty("viz:color", &[("r", &r.to_string()), ("g", &g.to_string()), ("b", &b.to_string())]);
        xml.close("node");
    }
    xml.close("nodes");
    xml.open("edges", &[]);
    for (number, edge) in graph.edges.iter().enumerate() {
        let (id, weight) = ((number + 1).to_string(), edge.weight.to_string());
        let mut attributes = vec![("id", id.as_str()), ("source", entity_id(input, edge.from))];
        attributes.push(("target", entity_id(input, edge.to)));
        if !edge.label.is_empty() {
            attributes.push(("label", &edge.label));
        }
        attributes.push(("weight", &weight));
        attributes.extend(edge.start.as_deref().map(|day| ("start", day)));
        attributes.extend(edge.end.as_deref().map(|day| ("end", day)));
        xml.open("edge", &attributes);
        attribute_values(&mut xml, graph.columns.iter().copied().zip(&edge.texts));
        xml.close("edge");
    }
    xml.close("edges");
    xml.close("graph");
    xml.close("gexf");
    xml.finish()
}

fn entity_id<'a>(input: &'a ExportInput<'_>, entity: EntityIx) -> &'a str {
    input.registry.entities[entity].record.id.as_str()
}

/// Writes the values of a node or an edge in GEXF.
fn attribute_values<'a>(xml: &mut Xml, values: impl Iterator<Item = (&'a str, &'a String)>) {
    let mut values = values.filter(|(_, text)| !text.is_empty()).peekable();
    if values.peek().is_none() {
        return;
    }
    xml.open("attvalues", &[]);
    values.for_each(|(name, text)| xml.empty("attvalue", &[("for", name), ("value", text)]));
    xml.close("attvalues");
}

/// Returns the colour of a kind: that of site.yaml where it is written in hexadecimal digits, else one of ours.
fn color(kind: Option<&EntityKind>, number: usize) -> (u8, u8, u8) {
    let written = kind.and_then(|kind| kind.color.trim().strip_prefix('#')).unwrap_or_default();
    let digits: Option<Vec<u8>> =
        written.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    match digits.as_deref() {
        Some([r, g, b]) => (r * 17, g * 17, b * 17),
        Some([r, s, g, h, b, c]) => (r * 16 + s, g * 16 + h, b * 16 + c),
        _ => COLORS[number % COLORS.len()],
    }
}

fn write_graphml(input: &ExportInput<'_>, graph: &RecordGraph) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")]);
    let mut key = |name: &str, of: &str, kind: &str| {
        let id = format!("{of}-{name}");
        xml.empty("key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", kind)]);
    };
    key("label", "node", "string");
    NODE_COLUMNS.iter().for_each(|(name, _, kind)| key(name, "node", kind));
    key("weight", "edge", "double");
    graph.columns.iter().for_each(|name| key(name, "edge", "string"));
    let direction = if graph.is_directed { "directed" } else { "undirected" };
    xml.open("graph", &[("id", "dossier"), ("edgedefault", direction)]);
    for (index, entity) in EntityIx::number(&input.registry.entities) {
        xml.open("node", &[("id", entity.record.id.as_str())]);
        data(&mut xml, "node", "label", &entity.record.name.value);
        let texts = node_texts(input, index);
        NODE_COLUMNS.iter().zip(&texts).for_each(|((name, _, _), text)| data(&mut xml, "node", name, text));
        xml.close("node");
    }
    for (number, edge) in graph.edges.iter().enumerate() {
        let id = (number + 1).to_string();
        let ends = [("source", entity_id(input, edge.from)), ("target", entity_id(input, edge.to))];
        xml.open("edge", &[("id", &id), ends[0], ends[1]]);
        data(&mut xml, "edge", "weight", &edge.weight.to_string());
        graph.columns.iter().zip(&edge.texts).for_each(|(name, text)| data(&mut xml, "edge", name, text));
        xml.close("edge");
    }
    xml.close("graph");
    xml.close("graphml");
    xml.finish()
}

/// Writes a value of a node or an edge in GraphML.
fn data(xml: &mut Xml, of: &str, name: &str, text: &str) {
    if !text.is_empty() {
        xml.text_with("data", &[("key", &format!("{of}-{name}"))], text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paragraphs_of_two_lists_are_those_in_both() {
        assert_eq!(common(&[0, 1, 4, 7], &[1, 2, 3, 7, 9]), [1, 7]);
        assert!(common(&[], &[1]).is_empty() && common(&[3], &[]).is_empty());
    }
}
