//! A schema as one list of keywords: through its references, with all of its `allOf` and one of each `oneOf` and `anyOf`.

use serde_json::{Map, Value};

use crate::random::Random;
use crate::schemas::{Location, Schemas, keywords};

/// The schemas that must hold all at once, each with its place.
pub(super) struct Flat<'a> {
    pub(super) parts: Vec<(&'a Map<String, Value>, Location)>,
}

/// A member that a schema names.
pub(super) struct Property {
    pub(super) name: String,
    pub(super) location: Location,
    pub(super) required: bool,
}

impl<'a> Flat<'a> {
    /// `None`: a reference leads nowhere that is understood here, or the schema is `false`.
    pub(super) fn new(schemas: &'a Schemas, location: &Location, random: &mut Random) -> Option<Self> {
        let mut flat = Self { parts: Vec::new() };
        flat.add(schemas, location.clone(), random)?;
        Some(flat)
    }

    fn add(&mut self, schemas: &'a Schemas, location: Location, random: &mut Random) -> Option<()> {
        if self.parts.iter().any(|(_, known)| *known == location) {
            return Some(());
        }
        let schema = schemas.at(&location)?;
        let Some(object) = keywords(schema) else {
            return (schema == &Value::Bool(true)).then_some(());
        };
        self.parts.push((object, location.clone()));
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            self.add(schemas, schemas.target(reference, &location)?, random)?;
        }
        for index in 0..object.get("allOf").and_then(Value::as_array).map_or(0, Vec::len) {
            self.add(schemas, location.below(&["allOf", &index.to_string()]), random)?;
        }
        for keyword in ["oneOf", "anyOf"] {
            let branches = object.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
            if branches > 0 {
                self.add(schemas, location.below(&[keyword, &random.below(branches).to_string()]), random)?;
            }
        }
        Some(())
    }

    /// The first part that has the keyword, and what it says.
    pub(super) fn get(&self, keyword: &str) -> Option<(&'a Value, &Location)> {
        self.parts.iter().find_map(|(object, location)| Some((object.get(keyword)?, location)))
    }

    pub(super) fn text(&self, keyword: &str) -> Option<&'a str> {
        self.get(keyword)?.0.as_str()
    }

    /// The strictest of all limits of that name.
    pub(super) fn limit(&self, keyword: &str) -> Option<f64> {
        let limits = self.parts.iter().filter_map(|(object, _)| object.get(keyword)?.as_f64());
        if keyword.to_lowercase().contains("max") { limits.reduce(f64::min) } else { limits.reduce(f64::max) }
    }

    pub(super) fn count(&self, keyword: &str) -> Option<usize> {
        // A count beyond what fits is a count that no instance here reaches.
        self.limit(keyword).map(|limit| limit.max(0.0) as usize)
    }

    /// The members that all parts name, each once, in order.
    pub(super) fn properties(&self) -> Vec<Property> {
        let required: Vec<&str> = self
            .parts
            .iter()
            .filter_map(|(object, _)| object.get("required")?.as_array())
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut found: Vec<Property> = Vec::new();
        for (object, location) in &self.parts {
            let names = object.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys);
            for name in names.filter(|name| found.iter().all(|known| known.name != **name)).collect::<Vec<_>>() {
                let location = location.below(&["properties", name]);
                found.push(Property { name: name.clone(), location, required: required.contains(&name.as_str()) });
            }
        }
        found
    }

    /// The JSON types that all parts allow, `null` last.
    pub(super) fn types(&self) -> Vec<&'a str> {
        let mut types = vec!["object", "array", "string", "integer", "number", "boolean", "null"];
        for (object, _) in &self.parts {
            let allowed: Vec<&str> = match object.get("type") {
                Some(Value::String(only)) => vec![only],
                Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
                _ => continue,
            };
            types.retain(|ty| allowed.contains(ty) || *ty == "integer" && allowed.contains(&"number"));
        }
        let typed = self.parts.iter().any(|(object, _)| object.contains_key("type"));
        if !typed {
            let shaped = [("properties", "object"), ("additionalProperties", "object"), ("items", "array")];
            if let Some((_, ty)) = shaped.iter().find(|(keyword, _)| self.get(keyword).is_some()) {
                types.retain(|known| known == ty);
            }
        }
        types
    }

    /// Whether no part says anything: any value will do.
    pub(super) fn is_open(&self) -> bool {
        const SHAPING: [&str; 9] =
            ["type", "properties", "items", "enum", "const", "additionalProperties", "prefixItems", "required", "not"];
        self.parts.iter().all(|(object, _)| SHAPING.iter().all(|keyword| !object.contains_key(*keyword)))
    }
}

#[cfg(test)]
mod tests {
    use schemawright::Corpus;

    use super::*;

    #[test]
    fn all_parts_count() {
        let text = r#"{"type": ["object", "null"], "required": ["b"], "properties": {"a": {"type": "string"}},
            "allOf": [{"properties": {"b": {"maxLength": 3}}, "required": ["a"]}]}"#;
        let schemas = Schemas::new(&Corpus::from_sources([("a.json", text)]).unwrap());
        let root = Location { file: 0, pointer: String::new() };
        let flat = Flat::new(&schemas, &root, &mut Random::new(0)).unwrap();
        let properties = flat.properties();
        let names: Vec<_> = properties.iter().map(|property| (&*property.name, property.required)).collect();
        assert_eq!(names, [("a", true), ("b", true)]);
        assert_eq!(properties[1].location.pointer, "/allOf/0/properties/b");
        assert_eq!(flat.types(), ["object", "null"]);
    }
}
