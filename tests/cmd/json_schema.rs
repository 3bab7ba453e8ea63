//! The part of JSON Schema (2020-12) that the schemas of `dossier schema` use. A keyword that is not known here is an error, so that
//! none goes unchecked. `.ci/run` checks the schemas with an implementation of somebody else.

use regex::Regex;
use serde_json::Value;

/// Returns what is wrong with a value, each with its path; nothing for a valid one.
pub(crate) fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let mut errors = Vec::new();
    check(schema, schema, value, "", &mut errors);
    errors
}

fn is_valid(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut errors = Vec::new();
    check(root, schema, value, "", &mut errors);
    errors.is_empty()
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, errors: &mut Vec<String>) {
    if let Some(is_allowed) = schema.as_bool() {
        if !is_allowed {
            errors.push(format!("{path}: is not allowed"));
        }
        return;
    }
    let map = schema.as_object().expect("a schema");
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let keys = value.as_object();
    let many = |rule: &Value| rule.as_array().expect("a list").clone();
    for (keyword, rule) in map {
        let is_met = match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => {
                let name = rule.as_str().and_then(|text| text.strip_prefix("#/$defs/")).expect("a definition");
                check(root, root["$defs"].get(name).expect(name), value, path, errors);
                true
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|one| has_type(value, one)),
                one => has_type(value, one),
            },
            "enum" => many(rule).contains(value),
            "pattern" => {
                let pattern = Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
                value.as_str().is_none_or(|text| pattern.is_match(text))
            }
            "minItems" => !value.is_array() || items.len() as u64 >= rule.as_u64().expect("a number"),
            "maxItems" => items.len() as u64 <= rule.as_u64().expect("a number"),
            "items" => {
                for (at, item) in items.iter().enumerate() {
                    check(root, rule, item, &format!("{path}/{at}"), errors);
                }
                true
            }
            "required" => {
                keys.is_none_or(|keys| many(rule).iter().all(|key| keys.contains_key(key.as_str().expect("a key"))))
            }
            "properties" | "additionalProperties" => {
                for (key, inner) in keys.into_iter().flatten() {
                    let own = map.get("properties").and_then(|known| known.get(key));
                    let rule = if keyword == "properties" { own } else { Some(rule).filter(|_| own.is_none()) };
                    if let Some(rule) = rule {
                        check(root, rule, inner, &format!("{path}/{key}"), errors);
                    }
                }
                true
            }
            "propertyNames" => {
                let mut names = keys.into_iter().flatten().map(|(key, _)| Value::from(key.as_str()));
                names.all(|name| is_valid(root, rule, &name))
            }
            "dependentSchemas" => {
                let mut rules = rule.as_object().expect("schemas").iter();
                rules.all(|(key, rule)| value.get(key).is_none() || is_valid(root, rule, value))
            }
            "anyOf" => many(rule).iter().any(|rule| is_valid(root, rule, value)),
            "oneOf" => many(rule).iter().filter(|rule| is_valid(root, rule, value)).count() == 1,
            "allOf" => many(rule).iter().all(|rule| is_valid(root, rule, value)),
            keyword => panic!("the keyword `{keyword}` is not checked"),
        };
        if !is_met {
            errors.push(format!("{path}: {keyword}: {value}"));
        }
    }
}

fn has_type(value: &Value, name: &Value) -> bool {
    match name.as_str().expect("a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the type `{other}`"),
    }
}
