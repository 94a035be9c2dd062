//! A set of schema files from bytes: all supported constructs, in unusual combinations.

use serde_json::{Map, Value, json};

use super::choices::Choices;
use super::names::{FORMATS, HOSTILE, NAMES};

/// The depth of nesting below which only simple schemas follow.
const DEPTH: usize = 5;

/// Names and texts of one to four files.
pub(crate) fn files(choices: &mut Choices<'_>) -> Vec<(String, String)> {
    let count = 1 + choices.below(4);
    let heads: Vec<Head> = (0..count).map(|index| Head::new(index, choices)).collect();
    let targets: Vec<String> = heads.iter().flat_map(Head::targets).collect();
    let faulty = choices.once_in(4);
    let mut builder = Builder { choices, targets, faulty };
    heads.iter().map(|head| (head.file.clone(), head.write(&mut builder).to_string())).collect()
}

/// The names in a file.
struct Head {
    file: String,
    title: String,
    id: Option<String>,
    definitions: Vec<(&'static str, String)>,
}

impl Head {
    fn new(index: usize, choices: &mut Choices<'_>) -> Self {
        // Two titles seldom have the same Rust name: that is an error, and nothing else is tested then.
        let title = match choices.below(16) {
            14 => choices.one(NAMES).to_owned(),
            15 => choices.one(HOSTILE).to_owned(),
            _ => format!("T{index} {}", choices.one(NAMES)),
        };
        let id = match choices.below(3) {
            0 => None,
            1 => Some(format!("#/components/schemas/S{index}")),
            _ => Some(format!("https://example.com/s/{index}")),
        };
        let keyword = choices.one(&["$defs", "definitions"]);
        let definitions =
            (0..choices.below(4)).map(|index| (keyword, format!("d{index}{}", choices.one(NAMES)))).collect();
        Self { file: format!("f{index}.json"), title, id, definitions }
    }

    /// References to this file, or into it.
    fn targets(&self) -> Vec<String> {
        let mut targets = vec![self.file.clone()];
        targets.extend(self.id.clone());
        // A file with a URI is referred to by it, and not by its name.
        let base = self.id.as_deref().filter(|id| id.starts_with("https")).unwrap_or(&self.file);
        targets.extend(self.definitions.iter().map(|(keyword, name)| format!("{base}#/{keyword}/{}", escaped(name))));
        targets
    }

    fn write(&self, builder: &mut Builder<'_, '_>) -> Value {
        let Value::Object(mut whole) = builder.schema(0) else {
            unreachable!("only schemas within others are booleans")
        };
        whole.insert("title".to_owned(), json!(self.title));
        if let Some(id) = &self.id {
            whole.insert("$id".to_owned(), json!(id));
        }
        for (keyword, name) in &self.definitions {
            let schema = builder.schema(1);
            let definitions = whole.entry(*keyword).or_insert_with(|| json!({}));
            definitions.as_object_mut().expect("an object").insert(name.clone(), schema);
        }
        Value::Object(whole)
    }
}

/// A name as a part of a JSON Pointer in a URI.
fn escaped(name: &str) -> String {
    let pointer = name.replace('~', "~0").replace('/', "~1");
    let byte =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    pointer.bytes().map(byte).collect()
}

struct Builder<'c, 'b> {
    choices: &'c mut Choices<'b>,
    targets: Vec<String>,
    /// Whether some schemas are invalid. If all sets had some, nothing else would be tested.
    faulty: bool,
}

impl Builder<'_, '_> {
    fn schema(&mut self, depth: usize) -> Value {
        let kind = match (self.choices.below(22), depth) {
            // A file that is only a reference is likely to be circular.
            (5 | 6, 0) => 9,
            (kind, DEPTH..) => kind % 8,
            (kind, _) => kind,
        };
        let mut schema = match kind {
            0 => self.string(),
            1 => json!({ "type": "integer" }),
            2 => json!({ "type": "boolean" }),
            3 => self.number(),
            4 => self.strings(),
            5 | 6 => self.reference(),
            7 => self.odd(depth),
            8..=13 => self.object(depth),
            14 => json!({ "type": "array", "items": self.schema(depth + 1) }),
            15 => self.tuple(depth),
            16 => json!({ "type": "object", "additionalProperties": self.schema(depth + 1) }),
            17 | 18 => self.all_of(depth),
            19 => self.union("oneOf", depth),
            20 => self.union("anyOf", depth),
            _ => self.nullable(depth),
        };
        if let Some(object) = schema.as_object_mut() {
            self.annotate(object);
        }
        schema
    }

    /// Something invalid, in few cases, and only if `faulty` is set.
    fn fault(&mut self) -> bool {
        self.faulty && self.choices.once_in(8)
    }

    fn name(&mut self) -> &'static str {
        if self.fault() { self.choices.one(HOSTILE) } else { self.choices.one(NAMES) }
    }

    fn string(&mut self) -> Value {
        let mut schema = json!({ "type": "string" });
        if self.choices.once_in(3) {
            schema["format"] = json!(self.choices.one(FORMATS));
        }
        if self.choices.once_in(8) {
            schema["minLength"] = json!(self.choices.below(4));
            schema["pattern"] = json!(self.choices.one(&["^a+$", "", "\\p{L}", "(?<x>.)"]));
        }
        if self.fault() {
            schema["pattern"] = json!("[");
        }
        schema
    }

    fn number(&mut self) -> Value {
        let limit = self.choices.one(&[0_i64, -1, 255, 1 << 31, 1 << 40, i64::MAX, i64::MIN]);
        match self.choices.below(5) {
            0 => json!({ "type": "number" }),
            1 => json!({ "type": "number", "format": self.choices.one(FORMATS) }),
            2 => json!({ "type": "integer", "format": self.choices.one(FORMATS) }),
            3 => json!({ "type": "integer", "minimum": limit }),
            _ => {
                json!({ "type": "integer", "minimum": -1, "maximum": limit, "exclusiveMinimum": 0.5, "multipleOf": 3 })
            }
        }
    }

    fn strings(&mut self) -> Value {
        let mut values: Vec<&str> = Vec::new();
        for _ in 0..=self.choices.below(5) {
            let value = self.name();
            if !values.contains(&value) || self.fault() {
                values.push(value);
            }
        }
        match self.choices.below(6) {
            0 => json!({ "const": values[0] }),
            1 => json!({ "enum": values }),
            _ => json!({ "type": "string", "enum": values }),
        }
    }

    fn reference(&mut self) -> Value {
        if self.fault() {
            return json!({ "$ref": self.choices.one(&["#", "lost.json", "#/properties/lost", "%"]) });
        }
        let target = self.choices.below(self.targets.len());
        json!({ "$ref": self.targets[target] })
    }

    /// Unusual or invalid schemas.
    fn odd(&mut self, depth: usize) -> Value {
        if self.fault() {
            let wrong = [
                r#"{"type":"text"}"#,
                r#"{"enum":[]}"#,
                r#"{"type":[]}"#,
                r#"{"properties":[]}"#,
                r#"{"oneOf":[]}"#,
                r#"{"items":null}"#,
                r#"{"not":{"type":"string"}}"#,
                r#"{"if":{},"then":{},"else":{}}"#,
                r#"{"enum":[1,2.5,null,"a",[],{"a":1}]}"#,
                r#"{"const":1.5}"#,
                r#"{"const":[]}"#,
                r#"{"type":"array","prefixItems":[]}"#,
                r##"{"$dynamicRef":"#a"}"##,
                r#"{"dependentSchemas":{"a":{}}}"#,
            ];
            return self.choices.one(&wrong).parse().expect("JSON");
        }
        match self.choices.below(8) {
            0 => json!({}),
            1 if depth > 0 => json!(true),
            2 => json!({ "type": "object" }),
            3 => json!({ "type": "array" }),
            4 => json!({ "type": "null" }),
            5 => json!({ "type": ["string", "integer", "object"] }),
            6 => json!({ "type": "object", "additionalProperties": false }),
            _ => json!({ "type": "string", "enum": ["a", null], "nullable": true }),
        }
    }

    fn leaf(&mut self) -> Value {
        match self.choices.below(7) {
            0 => json!(self.choices.one(HOSTILE)),
            1 => json!(self.choices.below(256)),
            2 => json!(true),
            3 => json!(-0.5),
            4 => json!([]),
            5 => json!({}),
            _ => Value::Null,
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for _ in 0..self.choices.below(6) {
            let name = self.name();
            let schema = self.schema(depth + 1);
            if self.choices.once_in(2) && !required.contains(&name) {
                required.push(name);
            }
            properties.insert(name.to_owned(), schema);
        }
        let mut schema = json!({ "type": "object", "properties": properties });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        match self.choices.below(16) {
            13 => schema["additionalProperties"] = json!(false),
            14 => schema["additionalProperties"] = self.schema(depth + 1),
            15 => schema["unevaluatedProperties"] = json!(true),
            _ => {}
        }
        if self.fault() {
            schema["patternProperties"] = json!({ "^x-": self.schema(depth + 1) });
            schema["required"] = json!(["lost", "lost"]);
        }
        schema
    }

    fn tuple(&mut self, depth: usize) -> Value {
        let items: Vec<_> = (0..=self.choices.below(3)).map(|_| self.schema(depth + 1)).collect();
        let count = items.len();
        match self.choices.below(4) {
            0 => json!({ "type": "array", "prefixItems": items, "items": false, "minItems": count, "maxItems": count }),
            1 => json!({ "type": "array", "items": items, "additionalItems": false, "minItems": count }),
            2 => {
                json!({ "type": "array", "items": items[0], "minItems": count, "maxItems": count, "uniqueItems": true })
            }
            _ => json!({ "prefixItems": items }),
        }
    }

    fn all_of(&mut self, depth: usize) -> Value {
        let parts: Vec<_> = (0..=self.choices.below(3))
            .map(|_| if self.choices.once_in(3) { self.reference() } else { self.object(depth + 1) })
            .collect();
        let mut schema = json!({ "allOf": parts });
        if self.choices.once_in(4) {
            schema["properties"] = self.object(depth + 1)["properties"].take();
        }
        schema
    }

    fn union(&mut self, keyword: &str, depth: usize) -> Value {
        let parts: Vec<_> = (0..=self.choices.below(4)).map(|_| self.schema(depth + 1)).collect();
        json!({ keyword: parts })
    }

    fn nullable(&mut self, depth: usize) -> Value {
        let inner = self.schema(depth + 1);
        match (self.choices.below(4), inner) {
            (0, Value::Object(mut inner)) => {
                inner.insert("nullable".to_owned(), json!(true));
                Value::Object(inner)
            }
            (1, Value::Object(mut inner)) if inner.get("type").is_some_and(Value::is_string) => {
                let ty = inner["type"].take();
                inner.insert("type".to_owned(), json!([ty, "null"]));
                Value::Object(inner)
            }
            (2, inner) => json!({ "oneOf": [{ "type": "null" }, inner] }),
            (_, inner) => json!({ "anyOf": [inner, { "type": "null" }] }),
        }
    }

    /// Annotations of a schema.
    fn annotate(&mut self, schema: &mut Map<String, Value>) {
        let name = if self.choices.once_in(4) { self.choices.one(HOSTILE) } else { self.choices.one(NAMES) };
        let (keyword, value) = match self.choices.below(24) {
            16 => ("description", json!(name)),
            17 => (
                "description",
                json!(format!("See [{name}](<{name}>), `{name}`, https://{name}.\n\n    {name}\n- *{name}")),
            ),
            18 => ("title", json!(name)),
            19 | 20 if self.fault() => ("default", self.leaf()),
            19 | 20 => match fitting(schema) {
                Some(value) => ("default", value),
                None => return,
            },
            21 => ("deprecated", json!(true)),
            22 => ("examples", json!([self.leaf()])),
            23 => ("readOnly", json!(true)),
            _ => return,
        };
        schema.entry(keyword).or_insert(value);
    }
}

/// A default that a simple schema accepts.
fn fitting(schema: &Map<String, Value>) -> Option<Value> {
    let plain = |keywords: &[&str]| keywords.iter().all(|keyword| !schema.contains_key(*keyword));
    match schema.get("type").and_then(Value::as_str)? {
        "string" => {
            schema.get("enum").map(|values| values[0].clone()).or(plain(&["format", "pattern"]).then(|| json!("\"*/")))
        }
        "integer" | "number" => plain(&["minimum", "format"]).then(|| json!(3)),
        "boolean" => Some(json!(true)),
        "array" => plain(&["minItems", "prefixItems"]).then(|| json!([])),
        "object" => plain(&["required"]).then(|| json!({})),
        _ => None,
    }
}
