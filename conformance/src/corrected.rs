//! The schemas as the generator and the configuration correct them: with the `nullable` of OpenAPI, with fix-ups, and with the values that
//! are listed for members. The validator judges by these.

use schemawright::{Corpus, Output};
use serde_json::{Value, json};
use toml::{Table, Value as Setting};

use crate::schemas::encoded;

/// The part of the configuration that is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// `[[values]]`.
    Values,
    /// `[[values]]` and `[[fix]]`.
    ValuesAndFixes,
}

/// The corrected schemas.
///
/// A fix-up with `absent-as` changes nothing: a value without the member decodes, but it does not come back without it.
///
/// # Errors
/// A configuration that is not TOML, and a rule whose place is not in the schemas.
pub(crate) fn corrected(corpus: &Corpus, output: &Output, config: &str, part: Part) -> Result<Corpus, String> {
    let mut schemas: Vec<Value> = corpus.files().iter().map(|file| file.schema.clone()).collect();
    schemas.iter_mut().for_each(nullable);
    let config: Table = config.parse().map_err(|error| format!("the configuration is not TOML: {error}"))?;
    let fixes = config.get("fix").and_then(Setting::as_array).map_or(&[][..], Vec::as_slice);
    let rules = |table: &'static str| output.rules.iter().filter(move |rule| rule.table == table);
    for (rule, fix) in rules("fix").zip(fixes).filter(|_| part == Part::ValuesAndFixes) {
        let set = fix.get("set").and_then(Setting::as_table).ok_or("a fix-up has no `set`")?;
        for touched in &rule.touched {
            let file = file_of(corpus, &touched.schema, &touched.pointer)?;
            fix_at(&mut schemas[file], &touched.pointer, &touched.member, set)?;
        }
    }
    // The values of absent members, which are valid beside those that are listed.
    let substitutes: Vec<(&str, &str, Value)> = rules("fix")
        .zip(fixes)
        .filter_map(|(rule, fix)| Some((rule, json!(fix.get("set")?.get("absent-as")?.as_str()?))))
        .flat_map(|(rule, value)| rule.touched.iter().map(move |at| (&*at.schema, &*at.pointer, value.clone())))
        .collect();
    for rule in rules("values") {
        let listed = corpus.files().iter().find(|file| file.title() == Some(&rule.effect));
        let listed = listed.ok_or_else(|| format!("no schema has the title `{}`", rule.effect))?;
        let uri = listed.id().map_or_else(|| format!("file:///{}", encoded(&listed.name)), str::to_owned);
        for touched in &rule.touched {
            let file = file_of(corpus, &touched.schema, &touched.pointer)?;
            let member = schemas[file].pointer_mut(&touched.pointer);
            let member = member.ok_or_else(|| format!("`{}` is not in {}", touched.pointer, touched.schema))?;
            let is_here = |at: &&(&str, &str, Value)| (at.0, at.1) == (&*touched.schema, &*touched.pointer);
            let listed = match substitutes.iter().find(is_here) {
                Some((.., value)) => json!({ "anyOf": [{ "$ref": uri }, { "const": value }] }),
                None => json!({ "$ref": uri }),
            };
            give(member, &listed);
        }
    }
    let files = corpus.files().iter().zip(schemas).map(|(file, schema)| (file.name.to_string(), schema.to_string()));
    Corpus::from_sources(files).map_err(|faults| faults.to_string())
}

/// Whether the configuration gives absent members a value.
pub(crate) fn has_substitutes(config: &str) -> bool {
    let is_one = |fix: &Setting| fix.get("set").is_some_and(|set| set.get("absent-as").is_some());
    let fixes = |config: Table| config.get("fix").and_then(Setting::as_array).is_some_and(|all| all.iter().any(is_one));
    config.parse().is_ok_and(fixes)
}

/// Adds `null` to the schemas with `nullable` (OpenAPI 3.0, Schema Object), without moving other schemas.
fn nullable(schema: &mut Value) {
    match schema {
        Value::Array(items) => return items.iter_mut().for_each(nullable),
        Value::Object(object) => object.values_mut().for_each(nullable),
        _ => return,
    }
    let Some(object) = schema.as_object_mut().filter(|object| object.get("nullable") == Some(&json!(true))) else {
        return;
    };
    object.remove("nullable");
    if let Some(ty) = object.get_mut("type") {
        *ty = json!([ty.take(), "null"]);
    }
    if let Some(values) = object.get_mut("enum").and_then(Value::as_array_mut) {
        values.push(Value::Null);
    }
    for keyword in ["anyOf", "oneOf"] {
        let alternatives = object.get_mut(keyword).and_then(Value::as_array_mut);
        alternatives.into_iter().for_each(|alternatives| alternatives.push(json!({ "type": "null" })));
    }
    for keyword in ["$ref", "allOf"] {
        if let Some(part) = object.remove(keyword) {
            object.insert("anyOf".to_owned(), json!([{ keyword: part }, { "type": "null" }]));
        }
    }
}

/// The index of the file with this title and this place.
fn file_of(corpus: &Corpus, title: &str, pointer: &str) -> Result<usize, String> {
    let has = |file: &schemawright::SourceFile| {
        file.title().is_none_or(|own| own == title) && file.schema.pointer(pointer).is_some()
    };
    corpus.files().iter().position(has).ok_or_else(|| format!("no schema `{title}` has `{pointer}`"))
}

/// Applies a fix-up to a member, or to a whole schema.
fn fix_at(root: &mut Value, pointer: &str, member: &str, set: &Table) -> Result<(), String> {
    let lost = || format!("`{pointer}` is not in the schema");
    if member.is_empty() {
        let added = set.get("add-values").and_then(Setting::as_array).into_iter().flatten();
        let added: Vec<Value> = added.map(|value| json!(value.as_str())).collect();
        let schema = root.pointer_mut(pointer).ok_or_else(lost)?;
        match schema.get_mut("enum").and_then(Value::as_array_mut) {
            Some(values) => values.extend(added),
            None => {
                let values = schema.get_mut("oneOf").and_then(Value::as_array_mut).ok_or_else(lost)?;
                values.extend(added.iter().map(|value| json!({ "const": value })));
            }
        }
        return Ok(());
    }
    let object = pointer.rsplit_once("/properties/").map(|(object, _)| object).ok_or_else(lost)?;
    let object = root.pointer_mut(object).and_then(Value::as_object_mut).ok_or_else(lost)?;
    if let Some(required) = set.get("required").and_then(Setting::as_bool) {
        let names = object.entry("required").or_insert_with(|| json!([])).as_array_mut().ok_or_else(lost)?;
        names.retain(|name| name != member);
        names.extend(required.then(|| json!(member)));
        if names.is_empty() {
            object.remove("required");
        }
    }
    if let Some(ty) = set.get("type").and_then(Setting::as_str) {
        object["properties"][member] = if ty == "any" { json!({}) } else { json!({ "type": ty }) };
    }
    if let Some(name) = set.get("name").and_then(Setting::as_str) {
        let properties = object["properties"].as_object_mut().ok_or_else(lost)?;
        let property = properties.remove(member).ok_or_else(lost)?;
        properties.insert(name.to_owned(), property);
        let names = object.get_mut("required").and_then(Value::as_array_mut).into_iter().flatten();
        names.filter(|other| *other == member).for_each(|other| *other = json!(name));
    }
    Ok(())
}

/// Restricts the strings of a value, of a list, of a map and of alternatives to those of a schema.
fn give(schema: &mut Value, listed: &Value) {
    let Some(object) = schema.as_object_mut() else { return };
    let is_listed = object.contains_key("enum") || object.contains_key("const");
    let if_string = json!({ "anyOf": [listed, { "not": { "type": "string" } }] });
    let part = match (object.get("type"), object.contains_key("$ref")) {
        (Some(Value::String(ty)), _) if ty == "string" && !is_listed => Some(listed.clone()),
        (Some(Value::Array(types)), _) if types.contains(&json!("string")) && !is_listed => Some(if_string),
        // The target may be a list.
        (_, true) => Some(json!({ "allOf": [if_string], "items": if_string })),
        _ => None,
    };
    if let Some(part) = part {
        let parts = object.entry("allOf").or_insert_with(|| json!([])).as_array_mut();
        parts.into_iter().for_each(|parts| parts.push(part.clone()));
        return;
    }
    for keyword in ["items", "additionalProperties"] {
        object.get_mut(keyword).into_iter().for_each(|inner| give(inner, listed));
    }
    for keyword in ["allOf", "anyOf", "oneOf", "prefixItems"] {
        let alternatives = object.get_mut(keyword).and_then(Value::as_array_mut).into_iter().flatten();
        alternatives.for_each(|alternative| give(alternative, listed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(set: &str) -> Value {
        let mut schema = json!({ "required": ["a"], "properties": { "a": { "type": "integer" } } });
        fix_at(&mut schema, "/properties/a", "a", &set.parse().unwrap()).unwrap();
        schema
    }

    #[test]
    fn fix_ups_change_schemas() {
        assert_eq!(fixed("required = false"), json!({ "properties": { "a": { "type": "integer" } } }));
        assert_eq!(fixed("type = 'string'")["properties"]["a"], json!({ "type": "string" }));
        assert_eq!(fixed("name = 'b'"), json!({ "required": ["b"], "properties": { "b": { "type": "integer" } } }));
        let mut listed = json!({ "enum": ["a"] });
        fix_at(&mut listed, "", "", &"add-values = ['b']".parse().unwrap()).unwrap();
        assert_eq!(listed, json!({ "enum": ["a", "b"] }));
    }

    #[test]
    fn null_is_added() {
        let of = |mut schema: Value| {
            nullable(&mut schema);
            schema
        };
        let listed = json!({ "items": { "type": "string", "enum": ["a"], "nullable": true } });
        assert_eq!(of(listed), json!({ "items": { "type": ["string", "null"], "enum": ["a", null] } }));
        let referred = json!({ "$ref": "#/a", "nullable": true });
        assert_eq!(of(referred), json!({ "anyOf": [{ "$ref": "#/a" }, { "type": "null" }] }));
        assert_eq!(of(json!({ "type": "string", "nullable": false })), json!({ "type": "string", "nullable": false }));
    }

    #[test]
    fn strings_get_an_enum() {
        let mut schema = json!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, { "type": "null" }] } });
        give(&mut schema, &json!({ "$ref": "e" }));
        assert_eq!(schema["items"]["anyOf"][0], json!({ "type": "string", "allOf": [{ "$ref": "e" }] }));
        let mut listed = json!({ "type": "string", "enum": ["a"] });
        give(&mut listed, &json!({ "$ref": "e" }));
        assert_eq!(listed, json!({ "type": "string", "enum": ["a"] }));
    }
}
