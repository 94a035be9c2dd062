//! A schema as one list of keywords: with its references resolved, all parts of its `allOf`, and one alternative of each `oneOf` and
//! `anyOf`.

use serde_json::{Map, Value};

use crate::random::Random;
use crate::schemas::{Location, Schemas, keywords};
use crate::strings;

/// Keywords for values of one JSON type. They imply the type in a schema without `type`.
const SHAPED: [(&str, &str); 16] = [
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("patternProperties", "object"),
    ("required", "object"),
    ("propertyNames", "object"),
    ("unevaluatedProperties", "object"),
    ("items", "array"),
    ("prefixItems", "array"),
    ("contains", "array"),
    ("unevaluatedItems", "array"),
    ("minLength", "string"),
    ("maxLength", "string"),
    ("pattern", "string"),
    ("format", "string"),
    ("minimum", "number"),
    ("maximum", "number"),
];

/// Schemas that must all hold, each with its place.
pub(super) struct Flat<'a> {
    pub(super) parts: Vec<(&'a Map<String, Value>, Location)>,
}

/// A property that a schema declares.
pub(super) struct Property {
    pub(super) name: String,
    /// The first schema that declares it.
    pub(super) location: Location,
    pub(super) required: bool,
}

impl<'a> Flat<'a> {
    /// `None` if a reference has no known target, or if the schema is `false`.
    pub(super) fn new(schemas: &'a Schemas, location: &Location, random: &mut Random) -> Option<Self> {
        Self::of(schemas, std::slice::from_ref(location), random)
    }

    /// The same for several schemas that must all hold.
    pub(super) fn of(schemas: &'a Schemas, locations: &[Location], random: &mut Random) -> Option<Self> {
        let mut flat = Self { parts: Vec::new() };
        locations.iter().try_for_each(|location| flat.add(schemas, location.clone(), random))?;
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
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            if let Some(reference) = object.get(keyword).and_then(Value::as_str) {
                self.add(schemas, schemas.target(reference, &location)?, random)?;
                if keyword == "$ref" && schemas.references_stand_alone(&location) {
                    return Some(());
                }
            }
        }
        self.parts.push((object, location.clone()));
        let count = |keyword: &str| object.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count("allOf") {
            self.add(schemas, location.below(&["allOf", &index.to_string()]), random)?;
        }
        for keyword in ["oneOf", "anyOf"] {
            if count(keyword) > 0 {
                let index = random.below(count(keyword)).to_string();
                self.add(schemas, location.below(&[keyword, &index]), random)?;
            }
        }
        self.add_cases(schemas, &location, object, random)
    }

    /// Adds one of the cases of `if`, and the dependent schemas of properties.
    fn add_cases(
        &mut self,
        schemas: &'a Schemas,
        location: &Location,
        object: &Map<String, Value>,
        random: &mut Random,
    ) -> Option<()> {
        let mut cases = Vec::new();
        if object.contains_key("if") {
            let case = if random.one_in(2) { ["if", "then"].as_slice() } else { &["else"] };
            cases.extend(case.iter().filter(|case| object.contains_key(**case)).map(|case| location.below(&[case])));
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            let named = object.get(keyword).and_then(Value::as_object).into_iter().flatten();
            let schemas = named.filter(|(_, schema)| !schema.is_array());
            cases.extend(schemas.map(|(name, _)| location.below(&[keyword, name])));
        }
        for case in cases {
            // A case that can't hold is skipped.
            let mut with = Self { parts: self.parts.clone() };
            if with.add(schemas, case, random).is_some() {
                self.parts = with.parts;
            }
        }
        Some(())
    }

    /// The schemas of a property, one for each part that has one.
    pub(super) fn of_member(&self, name: &str) -> Vec<Location> {
        let mut found = Vec::new();
        for (object, location) in &self.parts {
            let named = object.get("properties").and_then(|properties| properties.get(name)).is_some();
            let patterns = object.get("patternProperties").and_then(Value::as_object).into_iter().flat_map(Map::keys);
            let patterns: Vec<&String> = patterns.filter(|pattern| strings::matches(pattern, name)).collect();
            found.extend(named.then(|| location.below(&["properties", name])));
            found.extend(patterns.iter().map(|pattern| location.below(&["patternProperties", pattern])));
            if !named && patterns.is_empty() {
                let others = ["additionalProperties", "unevaluatedProperties"];
                let others = others.into_iter().find(|keyword| object.contains_key(*keyword));
                found.extend(others.map(|keyword| location.below(&[keyword])));
            }
        }
        found
    }

    /// The schemas of an item, one for each part that has one.
    pub(super) fn of_item(&self, index: usize) -> Vec<Location> {
        let mut found = Vec::new();
        for (object, location) in &self.parts {
            let list =
                ["prefixItems", "items"].into_iter().find(|keyword| object.get(*keyword).is_some_and(Value::is_array));
            let length = list.and_then(|keyword| object[keyword].as_array()).map_or(0, Vec::len);
            let others = if list == Some("items") {
                ["additionalItems", "unevaluatedItems"]
            } else {
                ["items", "unevaluatedItems"]
            };
            match list {
                Some(keyword) if index < length => found.push(location.below(&[keyword, &index.to_string()])),
                _ => {
                    let others = others.into_iter().find(|keyword| object.contains_key(*keyword));
                    found.extend(others.map(|keyword| location.below(&[keyword])));
                }
            }
        }
        found
    }

    /// The names that all parts require.
    pub(super) fn required(&self) -> Vec<&'a str> {
        let lists = self.parts.iter().filter_map(|(object, _)| object.get("required")?.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// The patterns of `patternProperties`.
    pub(super) fn patterns(&self) -> Vec<&'a str> {
        let patterns = self.parts.iter().filter_map(|(object, _)| object.get("patternProperties")?.as_object());
        patterns.flat_map(Map::keys).map(String::as_str).collect()
    }

    /// The names that are required if a name is present.
    pub(super) fn dependents(&self, name: &str) -> Vec<&'a str> {
        let lists = self.parts.iter().flat_map(|(object, _)| {
            let keywords = ["dependentRequired", "dependencies"].into_iter();
            keywords.filter_map(|keyword| object.get(keyword)?.get(name)?.as_array())
        });
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// The length of the longest list of a keyword.
    pub(super) fn longest(&self, keyword: &str) -> usize {
        let lists = self.parts.iter().filter_map(|(object, _)| object.get(keyword)?.as_array());
        lists.map(Vec::len).max().unwrap_or(0)
    }

    /// The places of a keyword in all parts.
    pub(super) fn all(&self, keyword: &str) -> Vec<Location> {
        let parts = self.parts.iter().filter(|(object, _)| object.contains_key(keyword));
        parts.map(|(_, location)| location.below(&[keyword])).collect()
    }

    /// The first part with the keyword, and its value.
    pub(super) fn get(&self, keyword: &str) -> Option<(&'a Value, &Location)> {
        self.parts.iter().find_map(|(object, location)| Some((object.get(keyword)?, location)))
    }

    pub(super) fn text(&self, keyword: &str) -> Option<&'a str> {
        self.get(keyword)?.0.as_str()
    }

    /// The strictest limit of a keyword.
    pub(super) fn limit(&self, keyword: &str) -> Option<f64> {
        let limits = self.parts.iter().filter_map(|(object, _)| object.get(keyword)?.as_f64());
        if keyword.to_lowercase().contains("max") { limits.reduce(f64::min) } else { limits.reduce(f64::max) }
    }

    pub(super) fn count(&self, keyword: &str) -> Option<usize> {
        // A greater count is never reached by an instance.
        self.limit(keyword).map(|limit| limit.max(0.0) as usize)
    }

    /// The properties of all parts, each once, in order.
    pub(super) fn properties(&self) -> Vec<Property> {
        let required = self.required();
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
            let shaped = SHAPED;
            if let Some((_, ty)) = shaped.iter().find(|(keyword, _)| self.get(keyword).is_some()) {
                types.retain(|known| known == ty);
            }
        }
        types
    }

    /// Whether no part restricts the value.
    pub(super) fn is_open(&self) -> bool {
        let shaping = |keyword: &str| {
            ["type", "enum", "const"].contains(&keyword) || SHAPED.iter().any(|(shaped, _)| *shaped == keyword)
        };
        self.parts.iter().all(|(object, _)| object.keys().all(|keyword| !shaping(keyword)))
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
