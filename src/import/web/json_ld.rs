//! JSON-LD (schema.org) -> the article that a page describes, also where the JSON is broken or points to other nodes.
//!
//! Publishers write line feeds into strings, commas before brackets, HTML references into values, and an author as
//! `{"@id": …}` whose name is in another node. What cannot be read is no metadata; nothing is guessed.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::dom::HtmlPage;
use super::values::value;

/// A shorter text, in bytes, may be a summary.
const MIN_BODY_BYTES: usize = 500;
/// The most JSON-LD scripts that are read.
const MAX_SCRIPTS: usize = 20;
/// The most nodes that are looked at.
const MAX_NODES: usize = 5_000;
/// The most values of a key that are compared in broken JSON.
const MAX_SALVAGED: usize = 20;
/// The most names of one article.
const MAX_NAMES: usize = 8;

/// What the JSON-LD of a page says.
#[derive(Default)]
pub(super) struct LinkedData {
    article: Option<Map<String, Value>>,
    /// The nodes with an address.
    nodes: HashMap<String, Map<String, Value>>,
    /// The name of the node that describes the site.
    site: Option<String>,
    /// The day in the node that describes the page.
    page_date: Option<String>,
}

impl LinkedData {
    /// Reads the JSON-LD of a page.
    pub(super) fn of(page: &HtmlPage) -> Self {
        let mut data = Self::default();
        for script in page.select("script[type=\"application/ld+json\" i]").iter().take(MAX_SCRIPTS) {
            let script = script.text();
            match parse(&script) {
                Some(json) => data.add(json),
                None => data.article = data.article.or_else(|| salvaged(&script)),
            }
        }
        data
    }

    fn add(&mut self, json: Value) {
        // A list of what is still to be read, not a recursion: depth costs nothing.
        let mut open = vec![json];
        let mut n_nodes = 0;
        while let Some(node) = open.pop().filter(|_| n_nodes < MAX_NODES) {
            n_nodes += 1;
            match node {
                Value::Array(nodes) => open.extend(nodes.into_iter().rev()),
                Value::Object(node) => {
                    for key in ["mainEntity", "mainEntityOfPage", "@graph"] {
                        open.extend(node.get(key).filter(|inner| inner.is_object() || inner.is_array()).cloned());
                    }
                    self.add_node(node);
                }
                _ => {}
            }
        }
    }

    fn add_node(&mut self, node: Map<String, Value>) {
        if self.article.is_none() && has_type(&node, is_article_type) {
            self.article = Some(node.clone());
        }
        if self.site.is_none() && has_type(&node, |kind| kind == "WebSite") {
            self.site = node.get("name").and_then(text);
        }
        if self.page_date.is_none() && has_type(&node, |kind| kind.ends_with("WebPage")) {
            self.page_date = node.get("datePublished").and_then(text);
        }
        if let Some(id) = node.get("@id").and_then(Value::as_str) {
            let known = self.nodes.entry(id.to_owned()).or_default();
            if known.len() < node.len() {
                *known = node;
            }
        }
    }

    /// Returns a text of the article.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        text(self.article.as_ref()?.get(key)?)
    }

    /// Returns the text of the article, with what marks it up; `None` if it is only its beginning.
    pub(super) fn body(&self) -> Option<&str> {
        let body = self.article.as_ref()?.get("articleBody")?.as_str()?;
        (body.len() >= MIN_BODY_BYTES).then_some(body)
    }

    /// Returns the names in a field of the article.
    pub(super) fn names(&self, key: &str) -> Vec<String> {
        let Some(field) = self.article.as_ref().and_then(|article| article.get(key)) else { return Vec::new() };
        let fields = match field {
            Value::Array(fields) => fields.as_slice(),
            field => std::slice::from_ref(field),
        };
        let mut names: Vec<String> = fields.iter().take(MAX_NAMES).filter_map(|field| self.name(field)).collect();
        names.dedup();
        names
    }

    fn name(&self, field: &Value) -> Option<String> {
        match field {
            Value::String(name) => value(name).filter(|name| !name.contains("://")),
            Value::Object(node) => node.get("name").and_then(text).or_else(|| {
                let id = node.get("@id")?.as_str()?;
                self.nodes.get(id)?.get("name").and_then(text)
            }),
            _ => None,
        }
    }

    /// Returns the day on which the page was published, where no article says its own.
    pub(super) fn page_date(&self) -> Option<String> {
        self.page_date.clone()
    }

    /// Returns the name of the site.
    pub(super) fn site(&self) -> Option<String> {
        self.site.clone()
    }
}

fn is_article_type(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
}

fn has_type(node: &Map<String, Value>, is_type: fn(&str) -> bool) -> bool {
    let is_one = |kind: &Value| kind.as_str().is_some_and(is_type);
    node.get("@type").is_some_and(|kind| is_one(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is_one)))
}

fn text(json: &Value) -> Option<String> {
    match json {
        Value::String(text) => value(text),
        Value::Array(values) => values.iter().find_map(|inner| inner.as_str().and_then(value)),
        Value::Object(node) => node.get("@value")?.as_str().and_then(value),
        _ => None,
    }
}

/// Reads the day and the headline of an article from JSON that is broken beyond mending, where each is said only once or
/// always alike.
fn salvaged(script: &str) -> Option<Map<String, Value>> {
    let strings = |key: &str| -> Vec<Value> {
        let key = format!("\"{key}\"");
        let after = script.match_indices(&key).take(MAX_SALVAGED).filter_map(|(at, _)| script.get(at + key.len()..));
        let values = after.filter_map(|after| after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"'));
        values.filter_map(|value| Some(Value::from(value.get(..value.find(['"', '\n'])?)?))).collect()
    };
    strings("@type").iter().find(|kind| kind.as_str().is_some_and(is_article_type))?;
    let keys = ["datePublished", "headline"].into_iter().filter_map(|key| {
        let found = strings(key);
        let first = found.first()?;
        found.iter().all(|value| value == first).then(|| (key.to_owned(), first.clone()))
    });
    Some(keys.collect())
}

fn parse(script: &str) -> Option<Value> {
    let mut json = script.trim().trim_end_matches(';');
    // The marks of comments and CDATA sections, behind which old programs hid scripts.
    while let Some(rest) = ["-->", "]]>", "//", "/*", "*/"].iter().find_map(|mark| json.strip_suffix(mark)) {
        json = rest.trim_end();
    }
    let json = json.get(json.find(['{', '['])?..)?;
    let json = json.strip_prefix("[CDATA[").or_else(|| json.strip_prefix("[CDATA[*/")).unwrap_or(json);
    let json = json.get(json.find(['{', '['])?..)?;
    // serde_json itself limits nesting to 128 levels.
    serde_json::from_str(json).ok().or_else(|| serde_json::from_str(&mended(json)).ok())
}

/// Returns JSON without line feeds in strings and without commas before closing brackets.
fn mended(json: &str) -> String {
    let mut mended = String::with_capacity(json.len());
    let (mut is_in_string, mut is_escaped) = (false, false);
    for character in json.chars() {
        if is_in_string {
            mended.push(if character.is_control() { ' ' } else { character });
            is_in_string = is_escaped || character != '"';
            is_escaped = !is_escaped && character == '\\';
            continue;
        }
        if matches!(character, '}' | ']') {
            let end = mended.trim_end().trim_end_matches(',').len();
            mended.truncate(end);
        }
        is_in_string = character == '"';
        mended.push(character);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(script: &str) -> LinkedData {
        let html = format!("<script type=\"application/ld+json\">{script}</script>");
        LinkedData::of(&HtmlPage::parse(&html).expect("a page"))
    }

    #[test]
    fn broken_json_is_read() {
        for script in [
            "{\"@type\":\"NewsArticle\",\"headline\":\"Le phare\",\"description\":\"Un\n\tdeux\",}",
            "<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Le phare\"} -->",
            "//<![CDATA[\n[{\"@type\":[\"NewsArticle\"],\"headline\":\"Le phare\"}]\n//]]>",
            "{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":\"Article\",\"headline\":\"Le ph&#97;re\"}]}",
        ] {
            assert_eq!(data(script).text("headline").as_deref(), Some("Le phare"), "{script}");
        }
        assert!(data("{\"@type\":").text("headline").is_none());
    }

    #[test]
    fn a_name_may_be_in_another_node() {
        let data = data(
            "{\"@graph\":[{\"@type\":\"Article\",\"author\":[{\"@id\":\"#p\"},{\"name\":\"Luc Le Bihan\"}]},\
             {\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Anne Le Goff\"}]}",
        );
        assert_eq!(data.names("author"), ["Anne Le Goff", "Luc Le Bihan"]);
    }
}
