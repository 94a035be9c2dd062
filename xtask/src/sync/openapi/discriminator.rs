//! Discriminators: which value of which member tells the alternatives of a union apart. JSON Schema says the same by a `const` in each
//! alternative, so that is what becomes of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::openapi::ID;

/// The values that tell schemas apart: by schema, then by member.
#[derive(Debug, Default)]
pub(super) struct Discriminators(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Discriminators {
    /// Takes in what a schema says of its alternatives.
    pub(super) fn collect(&mut self, schema: &Map<String, Value>) {
        let Some(discriminator) = schema.get("discriminator") else { return };
        let Some(member) = discriminator.get("propertyName").and_then(Value::as_str) else { return };
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let name = |reference: &str| reference.strip_prefix(ID).unwrap_or(reference).to_owned();
        let mapped: Vec<(String, String)> = mapping
            .into_iter()
            .flatten()
            .filter_map(|(value, reference)| Some((name(reference.as_str()?), value.clone())))
            .collect();
        let alternatives =
            ["oneOf", "anyOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
        for alternative in alternatives.filter_map(|schema| schema.get("$ref")?.as_str()).map(name) {
            let mut values: BTreeSet<String> =
                mapped.iter().filter(|(name, _)| *name == alternative).map(|(_, value)| value.clone()).collect();
            // What is not mapped goes by its name.
            if values.is_empty() {
                values.insert(alternative.clone());
            }
            self.0.entry(alternative).or_default().entry(member.to_owned()).or_default().extend(values);
        }
    }

    /// Writes into a schema what tells it apart from the others.
    pub(super) fn apply(&self, name: &str, schema: &mut Map<String, Value>) {
        for (member, values) in self.0.get(name).into_iter().flatten() {
            let properties = schema.entry("properties").or_insert_with(|| json!({}));
            let Some(properties) = properties.as_object_mut() else { continue };
            let property = properties.entry(member).or_insert_with(|| json!({ "type": "string" }));
            let Some(property) = property.as_object_mut() else { continue };
            if property.contains_key("$ref") || property.contains_key("const") {
                continue;
            }
            property.remove("enum");
            match values.iter().collect::<Vec<_>>()[..] {
                [value] => property.insert("const".to_owned(), json!(value)),
                _ => property.insert("enum".to_owned(), json!(values)),
            };
            let required = schema.entry("required").or_insert_with(|| json!([]));
            if let Some(required) = required.as_array_mut().filter(|required| !required.contains(&json!(member))) {
                required.push(json!(member));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_get_a_const() {
        let union = json!({
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}
        });
        let mut discriminators = Discriminators::default();
        discriminators.collect(union.as_object().unwrap());
        let mut cat =
            json!({"type": "object", "properties": {"kind": {"type": "string"}}}).as_object().unwrap().clone();
        discriminators.apply("Cat", &mut cat);
        assert_eq!(
            Value::Object(cat),
            json!({"type": "object", "properties": {"kind": {"type": "string", "const": "cat"}}, "required": ["kind"]})
        );
        let mut dog = json!({"type": "object"}).as_object().unwrap().clone();
        discriminators.apply("Dog", &mut dog);
        assert_eq!(dog["properties"]["kind"]["const"], "Dog");
    }
}
