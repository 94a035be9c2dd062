//! Schemas as text: two spaces, and keys in the order of the existing file, so that a difference shows only real changes.

use serde_json::{Map, Value};

/// The order of keywords in a new schema. In a nested schema, `description` is last.
const ORDER: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$ref",
    "title",
    "description",
    "type",
    "format",
    "enum",
    "const",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "patternProperties",
    "items",
    "prefixItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "required",
    "default",
    "readOnly",
    "writeOnly",
    "deprecated",
    "examples",
];

/// The text of a schema file. Keywords keep the order of the old file; properties and values keep the order of the schema, because it is
/// visible in the types.
pub(super) fn text(schema: Map<String, Value>, old: Option<&Value>) -> String {
    let ordered = object(schema, old, Level::File);
    format!("{:#}\n", Value::Object(ordered))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    File,
    Inside,
}

fn schema(value: Value, old: Option<&Value>) -> Value {
    match value {
        Value::Object(members) => Value::Object(object(members, old, Level::Inside)),
        other => other,
    }
}

fn object(schema_: Map<String, Value>, old: Option<&Value>, level: Level) -> Map<String, Value> {
    let old_keys: Vec<&String> = old.and_then(Value::as_object).into_iter().flat_map(Map::keys).collect();
    let rank = |key: &str| match (key, level) {
        ("description", Level::Inside) => ORDER.len() + 1,
        _ => ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len()),
    };
    let mut entries: Vec<(String, Value)> = schema_.into_iter().collect();
    entries.sort_by_key(|(key, _)| rank(key));
    if old_keys.len() > 1 {
        // The keys of the old file, in its order, at their positions among the others.
        let place = |key: &String| old_keys.iter().position(|old| *old == key);
        let slots: Vec<usize> = (0..entries.len()).filter(|index| place(&entries[*index].0).is_some()).collect();
        let mut known: Vec<(String, Value)> = slots.iter().map(|index| entries[*index].clone()).collect();
        known.sort_by_key(|(key, _)| place(key));
        slots.into_iter().zip(known).for_each(|(index, entry)| entries[index] = entry);
    }
    entries
        .into_iter()
        .map(|(key, value)| (key.clone(), inner(&key, value, old.and_then(|old| old.get(&key)))))
        .collect()
}

fn inner(keyword: &str, value: Value, old: Option<&Value>) -> Value {
    match (keyword, value) {
        ("properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas", Value::Object(named)) => {
            let named = named.into_iter().map(|(name, value)| {
                let old = old.and_then(|old| old.get(&name));
                (name, schema(value, old))
            });
            Value::Object(named.collect())
        }
        ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(list)) => {
            let list = list.into_iter().enumerate();
            list.map(|(index, value)| schema(value, old.and_then(|old| old.get(index)))).collect()
        }
        ("items" | "additionalProperties" | "not" | "contains" | "propertyNames", value) => schema(value, old),
        (_, value) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn keys(schema: &Value, old: Option<&Value>) -> String {
        text(schema.as_object().unwrap().clone(), old).replace([' ', '\n'], "")
    }

    #[test]
    fn new_schemas_have_the_usual_order() {
        let schema = json!({"required": ["b"], "properties": {"b": {"description": "d", "type": "string"}}, "type": "object", "x": 1,
            "description": "e", "title": "T", "$id": "i"});
        assert_eq!(
            keys(&schema, None),
            r#"{"$id":"i","title":"T","description":"e","type":"object","properties":{"b":{"type":"string","description":"d"}},"required":["b"],"x":1}"#
        );
    }

    #[test]
    fn keywords_keep_their_order_and_members_that_of_the_source() {
        let old =
            json!({"title": "T", "$id": "i", "properties": {"a": {"description": "d", "type": "string"}, "b": {}}});
        let schema = json!({"$id": "i", "title": "T", "type": "object", "properties": {"b": {}, "a": {"type": "string", "description": "d"}}});
        assert_eq!(
            keys(&schema, Some(&old)),
            r#"{"title":"T","$id":"i","type":"object","properties":{"b":{},"a":{"description":"d","type":"string"}}}"#
        );
    }
}
