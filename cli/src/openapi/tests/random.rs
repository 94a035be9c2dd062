//! Random documents: the generator accepts each conversion.

use std::collections::BTreeMap;

use schemawright::{Config, Corpus, Generator};
use serde_json::{Map, Value, json};

use super::{Content, take};
use crate::openapi::Document;

/// The errors that the generator may report for a well-formed schema: no Rust type follows it.
const NO_RUST: &[&str] = &["not-convertible", "unsupported", "path-collision", "name-collision", "circular-ref"];

const DOCUMENTS: u64 = 150;

#[test]
fn random_documents_become_valid_schemas() {
    let mut generated = 0;
    for seed in 0..DOCUMENTS {
        let document = Chance(seed).document();
        let taken = taken(&document);
        let files =
            taken.schemas.iter().enumerate().map(|(index, (_, schema))| (format!("{index}.json"), schema.to_string()));
        let operations =
            taken.operations.iter().map(|operations| ("operations.json".to_owned(), operations.to_string()));
        let corpus =
            Corpus::from_sources(files.chain(operations)).unwrap_or_else(|faults| panic!("{faults}\n{document:#}"));
        match Generator::new("").generate_from(&corpus, &Config::default()) {
            Ok(_) => generated += 1,
            Err(faults) => {
                let other: Vec<_> = faults.iter().filter(|fault| !NO_RUST.contains(&fault.code)).collect();
                assert!(other.is_empty(), "{other:#?}\n{document:#}");
            }
        }
    }
    assert!(generated > DOCUMENTS / 2, "{generated}");
}

#[test]
fn the_order_of_a_document_decides_no_name() {
    for seed in 0..DOCUMENTS {
        let document = Chance(seed).document();
        let mut reversed = document.clone();
        for pointer in ["/components/schemas", "/paths"] {
            if let Some(members) = reversed.pointer_mut(pointer).and_then(Value::as_object_mut) {
                *members = std::mem::take(members).into_iter().rev().collect();
            }
        }
        let [one, other] = [&document, &reversed].map(taken);
        let sorted = |taken: &Content| taken.schemas.keys().cloned().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(sorted(&one), sorted(&other), "{document:#}");
        let paths = |taken: &Content| taken.operations.as_ref().map(|operations| as_sorted(&operations["paths"]));
        assert_eq!(paths(&one), paths(&other), "{document:#}");
    }
}

fn as_sorted(value: &Value) -> BTreeMap<String, Value> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn taken(document: &Value) -> Content {
    let parsed = Document::parse("a.json", &document.to_string()).unwrap_or_else(|faults| panic!("{faults}"));
    take(&parsed, &Config::default()).unwrap_or_else(|faults| panic!("{faults}\n{document:#}"))
}

/// Pseudo-random numbers.
struct Chance(u64);

const NAMES: &[&str] = &["Cat", "Dog", "api_v1_User", "Page«int»", "a/b", "io.k8s.Pod", "with space", "Kind"];

/// The alternatives of unions.
const ALTERNATIVES: &[&str] = &["Cat", "Dog", "Kind"];

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        // PCG's multiplier and increment.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn often(&mut self) -> bool {
        self.below(3) > 0
    }

    fn document(&mut self) -> Value {
        for _ in 0..8 {
            self.below(2);
        }
        let schemas: Map<String, Value> = NAMES.iter().map(|name| ((*name).to_owned(), self.component(name))).collect();
        let paths: Map<String, Value> =
            ["/a", "/b/{id}", "/c"].iter().map(|path| ((*path).to_owned(), self.item(path))).collect();
        let version = self.one(&["3.0.3", "3.1.0"]);
        json!({"openapi": version, "info": {"title": "T", "version": "1"}, "paths": paths, "components": {"schemas": schemas}})
    }

    fn component(&mut self, name: &str) -> Value {
        let is_alternative = ALTERNATIVES.contains(&name);
        match self.below(8) {
            0 if !is_alternative => json!(true),
            1 if !is_alternative => self.union(),
            2 if !is_alternative => json!({"type": "string", "enum": ["a", "b"]}),
            3 if name != "Cat" => {
                json!({"allOf": [{"$ref": "#/components/schemas/Cat"}, {"properties": {"own": self.schema(2)}}]})
            }
            _ => {
                let mut object = self.object(3);
                if self.below(3) == 0 {
                    object["properties"]["kind"] = json!({"type": "string"});
                    object["discriminator"] = json!({"propertyName": "kind"});
                }
                object
            }
        }
    }

    fn union(&mut self) -> Value {
        let mut names = vec!["Cat", "Dog", "Kind"];
        names.truncate(1 + self.below(3));
        let list: Vec<Value> =
            names.iter().map(|name| json!({"$ref": format!("#/components/schemas/{name}")})).collect();
        let keyword = self.one(&["oneOf", "anyOf"]);
        let mut union = json!({keyword: list});
        if self.often() {
            union["discriminator"] = json!({"propertyName": self.one(&["kind", "a"])});
            if self.often() {
                union["discriminator"]["mapping"] =
                    json!({"cat": "#/components/schemas/Cat", "true": "Dog", "lost": "Lost"});
            }
        }
        self.maybe_null(union)
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        for name in ["a", "kind", "c~/d"] {
            if self.often() {
                properties.insert(name.to_owned(), self.schema(depth.saturating_sub(1)));
            }
        }
        let object = json!({"type": "object", "properties": properties, "example": {"a": 1}});
        self.maybe_null(object)
    }

    fn schema(&mut self, depth: usize) -> Value {
        let schema = match self.below(if depth == 0 { 5 } else { 10 }) {
            0 => json!({"type": "string", "example": "x"}),
            1 => json!({"type": "boolean"}),
            2 => json!({"type": "integer", "minimum": 1, "exclusiveMinimum": false}),
            3 => json!({"type": "string", "enum": ["x", "y"]}),
            4 => json!({"$ref": reference(NAMES[self.below(NAMES.len())])}),
            5 => json!({"type": "array", "items": self.schema(depth - 1)}),
            6 => json!({"type": "object", "additionalProperties": self.schema(depth - 1)}),
            7 => json!({"allOf": [{"$ref": reference(NAMES[self.below(NAMES.len())])}, {"nullable": true}]}),
            8 => {
                json!({"anyOf": [{"$ref": reference(NAMES[self.below(NAMES.len())])}, {"enum": [null], "nullable": true}]})
            }
            _ => return self.object(depth),
        };
        self.maybe_null(schema)
    }

    fn maybe_null(&mut self, mut schema: Value) -> Value {
        if self.below(4) == 0 {
            schema["nullable"] = json!(true);
        }
        schema
    }

    fn item(&mut self, path: &str) -> Value {
        let mut item = Map::new();
        if path.contains("{id}") {
            let id = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
            item.insert("parameters".to_owned(), id);
        }
        for method in ["get", "post"] {
            let media_type = self.one(&["application/json", "application/json", "*/*", "text/plain"]);
            let mut operation =
                json!({"responses": {"200": {"description": "", "content": {media_type: {"schema": self.schema(2)}}}}});
            if self.often() {
                operation["operationId"] = json!(format!("{method}{}", path.len()));
            }
            if method == "post" {
                operation["requestBody"] = json!({"content": {"application/json": {"schema": self.schema(2)}}});
            }
            if self.often() {
                operation["parameters"] =
                    json!([{"name": "q", "in": self.one(&["query", "header", "cookie"]), "schema": self.schema(1)}]);
            }
            item.insert(method.to_owned(), operation);
        }
        Value::Object(item)
    }
}

/// A reference as tools write it.
fn reference(name: &str) -> String {
    let escaped = name.replace('~', "~0").replace('/', "~1");
    let encoded: String = escaped
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"~._-".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("#/components/schemas/{encoded}")
}
