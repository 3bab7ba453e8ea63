//! Answers OpenRefine: names of a table -> records of this dossier, by the Reconciliation Service API 0.2.
//!
//! Under `serve --reconcile` only. It reads what the server shows and changes nothing. `http.rs` receives the requests and
//! `access.rs` admits them.

mod record_values;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::name_table::NarrowingTerms;
use super::reply::{self, Reply, ReplyBody};
use super::served_site::ServedSite;
use crate::base::percent;
use crate::export::ExportInput;
use crate::model::{EntityIx, id};
use crate::pages::export_input;

/// The largest body of a request.
pub(super) const MAX_BODY_BYTES: usize = 1 << 20;
/// The most queries, or records to extend, of a request.
const MAX_QUERIES: usize = 1_000;
/// The most properties of a query or of an extension.
const MAX_PROPERTIES: usize = 100;
/// The candidates of a query that names no limit, and the most of any.
const USUAL_LIMIT: usize = 10;
const MAX_LIMIT: usize = 50;
/// The most suggestions.
const MAX_SUGGESTIONS: usize = 20;

/// The fields of a form or of a query string, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FormFields(Vec<(String, String)>);

impl FormFields {
    /// Decodes `application/x-www-form-urlencoded`; `None` if an escape is broken.
    pub(super) fn decode(text: &str) -> Option<Self> {
        let decoded = |part: &str| percent::decode(&part.replace('+', " "));
        let fields = text.split('&').filter(|field| !field.is_empty()).map(|field| {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            Some((decoded(name)?, decoded(value)?))
        });
        fields.collect::<Option<Vec<_>>>().map(Self)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A request that was admitted.
pub(super) struct ReconcileRequest {
    /// The decoded path.
    pub(super) path: String,
    /// The fields of the query string and of the body.
    pub(super) fields: FormFields,
    /// The host and port by which the client knows the server.
    pub(super) host: String,
}

/// What an answer needs.
struct ReconcileView<'a> {
    site: &'a ServedSite,
    input: ExportInput<'a>,
    /// `http://127.0.0.1:4000`.
    server: String,
}

/// Answers a request.
pub(super) fn answer(site: &ServedSite, request: &ReconcileRequest) -> Reply {
    let content = &site.built.site.content;
    let view = ReconcileView { site, input: export_input(content), server: format!("http://{}", request.host) };
    let fields = &request.fields;
    let path = request.path.strip_prefix("/reconcile").unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or(path);
    match path.split_once('/') {
        None if path.is_empty() => match (fields.get("queries"), fields.get("extend")) {
            (Some(queries), _) => view.reconcile(queries),
            (None, Some(extension)) => view.extend(extension),
            (None, None) => answered(&view.manifest()),
        },
        None if path == "propose" => answered(&view.propose(fields)),
        Some(("suggest", what)) => {
            let prefix = fields.get("prefix").unwrap_or_default();
            let skipped = fields.get("cursor").and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
            match what {
                "entity" => answered(&view.suggest_entities(prefix, skipped)),
                "property" => answered(&view.suggest_properties(prefix, skipped)),
                "type" => answered(&view.suggest_kinds(prefix, skipped)),
                _ => refused(404, "there is no such service"),
            }
        }
        Some(("preview", id)) => view.preview(id),
        Some(("view", id)) => match view.input.registry.find(id) {
            Some(entity) => reply::redirect(&view.path(entity)),
            None => refused(404, "no published record has this id"),
        },
        _ => refused(404, "there is no such service"),
    }
}

/// Answers that a request is refused.
pub(super) fn refused(status: u16, message: &str) -> Reply {
    let error = json!({ "status": "error", "message": message });
    reply::typed(status, "application/json; charset=utf-8", ReplyBody::Own(format!("{error}\n").into_bytes()))
}

fn answered(value: &Value) -> Reply {
    reply::typed(200, "application/json; charset=utf-8", ReplyBody::Own(format!("{value}\n").into_bytes()))
}

impl ReconcileView<'_> {
    fn path(&self, entity: EntityIx) -> String {
        format!("{}{}", self.site.prefix, self.input.entity_routes[entity].as_str())
    }

    fn kind(&self, id: &str) -> Value {
        let kind = self.input.config.kinds.iter().find(|kind| kind.id == id);
        json!({ "id": id, "name": kind.map_or(id, |kind| &kind.label) })
    }

    fn manifest(&self) -> Value {
        let config = self.input.config;
        let space = if config.base_url.is_empty() {
            format!("urn:dossier:{}:", percent::encode_path(&id::slug(&config.title)))
        } else {
            config.base_url.clone()
        };
        let kinds: Vec<Value> = config.kinds.iter().map(|kind| self.kind(&kind.id)).collect();
        let base = format!("{}/reconcile", self.server);
        let service = |path: &str| json!({ "service_url": base, "service_path": path });
        json!({
            "versions": ["0.2"],
            "name": config.title,
            "identifierSpace": format!("{space}id/"),
            "schemaSpace": format!("{space}kind/"),
            "defaultTypes": kinds,
            "view": { "url": format!("{base}/view/{{{{id}}}}") },
            "preview": { "url": format!("{base}/preview/{{{{id}}}}"), "width": 400, "height": 200 },
            "suggest": {
                "entity": service("/suggest/entity"),
                "property": service("/suggest/property"),
                "type": service("/suggest/type"),
            },
            "extend": { "propose_properties": service("/propose"), "property_settings": [] },
        })
    }

    fn reconcile(&self, queries: &str) -> Reply {
        let Ok(Value::Object(queries)) = serde_json::from_str::<Value>(queries) else {
            return refused(400, "`queries` is no JSON object with a query under each key");
        };
        if queries.len() > MAX_QUERIES {
            return refused(413, "a request may hold 1,000 queries at most");
        }
        let results = queries.iter().map(|(key, query)| (key.clone(), json!({ "result": self.results(query) })));
        answered(&Value::Object(results.collect()))
    }

    fn results(&self, query: &Value) -> Vec<Value> {
        let limit = query["limit"].as_f64().filter(|limit| *limit >= 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and MAX_LIMIT")]
        let limit = limit.map_or(USUAL_LIMIT, |limit| limit.min(MAX_LIMIT as f64) as usize);
        let properties = query["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
        let terms = NarrowingTerms {
            kinds: texts(&query["type"]),
            values: properties
                .iter()
                .take(MAX_PROPERTIES)
                .filter_map(|property| Some((property["pid"].as_str()?.to_owned(), texts(&property["v"]))))
                .collect(),
        };
        let name = query["query"].as_str().unwrap_or_default();
        let content = &self.site.built.site.content;
        let found = self.site.names().candidates(content, name, &terms);
        let results = found.iter().take(limit).map(|candidate| {
            let mut result = self.entity(candidate.entity);
            result.insert(
                "type".to_owned(),
                json!([self.kind(&self.input.registry.entities[candidate.entity].record.kind)]),
            );
            result.insert("score".to_owned(), candidate.score.into());
            result.insert("match".to_owned(), candidate.is_certain.into());
            Value::Object(result)
        });
        results.collect()
    }

    fn entity(&self, entity: EntityIx) -> Map<String, Value> {
        let entity = &self.input.registry.entities[entity];
        let mut described = Map::new();
        described.insert("id".to_owned(), entity.record.id.as_str().into());
        described.insert("name".to_owned(), entity.record.name.value.as_str().into());
        if !entity.gloss.is_empty() {
            described.insert("description".to_owned(), entity.gloss.as_str().into());
        }
        described
    }

    fn extend(&self, extension: &str) -> Reply {
        let Ok(extension @ Value::Object(_)) = serde_json::from_str::<Value>(extension) else {
            return refused(400, "`extend` is no JSON object with `ids` and `properties`");
        };
        let list = |key: &str| extension[key].as_array().map(Vec::as_slice).unwrap_or_default();
        let ids: BTreeSet<&str> = list("ids").iter().filter_map(Value::as_str).collect();
        let mut seen = BTreeSet::new();
        let asked = list("properties").iter().filter_map(|property| property["id"].as_str());
        let properties: Vec<&str> = asked.filter(|id| seen.insert(*id)).collect();
        if ids.len() > MAX_QUERIES || properties.len() > MAX_PROPERTIES {
            return refused(413, "a request may extend 1,000 records by 100 properties at most");
        }
        let meta: Vec<Value> = properties.iter().map(|id| json!({ "id": id, "name": id })).collect();
        let rows = ids.iter().map(|id| {
            let entity = self.input.registry.find(id);
            let page = entity.map(|entity| format!("{}{}", self.server, percent::encode_path(&self.path(entity))));
            let cells = properties.iter().map(|property| {
                let values = entity.map(|entity| {
                    record_values::values(&self.input, entity, property, page.as_deref().unwrap_or_default())
                });
                ((*property).to_owned(), Value::Array(values.unwrap_or_default()))
            });
            ((*id).to_owned(), Value::Object(cells.collect()))
        });
        let rows: Map<String, Value> = rows.collect();
        answered(&json!({ "meta": meta, "rows": rows }))
    }

    fn propose(&self, fields: &FormFields) -> Value {
        let limit = fields.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(usize::MAX);
        let named = record_values::properties(&self.input);
        let properties: Vec<Value> = named.iter().take(limit).map(|id| json!({ "id": id, "name": id })).collect();
        let mut proposal = json!({ "properties": properties });
        if let Some(kind) = fields.get("type") {
            proposal["type"] = kind.into();
        }
        proposal
    }

    fn suggest_entities(&self, prefix: &str, skipped: usize) -> Value {
        let content = &self.site.built.site.content;
        let found = self.site.names().beginning_with(content, prefix, skipped, MAX_SUGGESTIONS);
        let found = found.into_iter().map(|entity| {
            let mut described = self.entity(entity);
            described
                .insert("notable".to_owned(), json!([self.kind(&self.input.registry.entities[entity].record.kind)]));
            Value::Object(described)
        });
        json!({ "result": found.collect::<Vec<_>>() })
    }

    fn suggest_properties(&self, prefix: &str, skipped: usize) -> Value {
        let all = record_values::properties(&self.input);
        let prefix = prefix.to_lowercase();
        let found = all.iter().filter(|id| id.starts_with(&prefix)).skip(skipped).take(MAX_SUGGESTIONS);
        json!({ "result": found.map(|id| json!({ "id": id, "name": id })).collect::<Vec<_>>() })
    }

    fn suggest_kinds(&self, prefix: &str, skipped: usize) -> Value {
        let prefix = crate::text::tokens::fold(prefix);
        let fits = |text: &str| crate::text::tokens::fold(text).starts_with(&prefix);
        let found = self.input.config.kinds.iter().filter(|kind| fits(&kind.id) || fits(&kind.label));
        let found = found.skip(skipped).take(MAX_SUGGESTIONS).map(|kind| self.kind(&kind.id));
        json!({ "result": found.collect::<Vec<_>>() })
    }

    fn preview(&self, id: &str) -> Reply {
        let Some(entity) = self.input.registry.find(id) else {
            return refused(404, "no published record has this id");
        };
        let entity = &self.input.registry.entities[entity];
        let kind = self.input.config.kinds.iter().find(|kind| kind.id == entity.record.kind);
        let label = kind.map_or("", |kind| kind.label.as_str());
        let html = record_values::preview(entity, self.input.config.language.as_str(), label);
        let mut reply = reply::typed(200, "text/html; charset=utf-8", ReplyBody::Own(html.into_bytes()));
        // OpenRefine shows it in a frame; the pages of the site may be framed by nobody.
        let policies = reply.headers.iter_mut().filter(|(name, _)| *name == "content-security-policy");
        policies.for_each(|(_, policy)| {
            *policy = "default-src 'none'; frame-ancestors 'self' http://127.0.0.1:* http://localhost:*".to_owned();
        });
        reply
    }
}

/// Returns a value or a list of values as texts, without empty ones; an entity is its id.
fn texts(value: &Value) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is_so) => is_so.to_string(),
        Value::Object(entity) => entity.get("id").and_then(Value::as_str).unwrap_or_default().to_owned(),
        Value::Null | Value::Array(_) => String::new(),
    };
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    values.iter().map(text).filter(|text| !text.is_empty()).collect()
}
