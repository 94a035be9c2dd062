//! Random schemas: all keywords of 2020-12 and of draft 7, in unusual combinations.

use serde_json::{Map, Value, json};

use crate::random::Random;

/// The greatest depth of nested schemas. Deeper ones are simple.
const DEPTH: usize = 3;

/// Names of properties. There are few, so that keywords concern the same ones.
const NAMES: [&str; 8] = ["a", "b", "c", "kind", "x-1", "type", "b c", "é"];
/// Patterns of names.
const PATTERNS: [&str; 4] = ["^x-", "^[a-c]$", "b", "^(kind|type)$"];
/// Values of scalars and others, for `const` and `enum`.
const VALUES: [&str; 16] = [
    "\"a\"",
    "\"b\"",
    "\"red\"",
    "\"\"",
    "\"b c\"",
    "\"B\"",
    "\"-1\"",
    "1",
    "2",
    "-1",
    "0.5",
    "true",
    "false",
    "null",
    "[1]",
    "{\"a\":1}",
];
/// Formats of strings.
const FORMATS: [&str; 10] =
    ["date-time", "date", "time", "uuid", "email", "uri", "ipv4", "ipv6", "hostname", "of nobody"];
/// Formats of integers.
const WIDTHS: [&str; 6] = ["int8", "uint8", "int32", "uint32", "int64", "uint64"];

/// The draft, which decides the keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Draft {
    Seven,
    Of2020,
}

/// The schema of one file. Its title and definitions contain `name`, so that many files form one set.
pub(super) fn schema(name: &str, random: &mut Random) -> Value {
    let draft = if random.one_in(3) { Draft::Seven } else { Draft::Of2020 };
    let definitions = random.below(4);
    let mut grower = Grower { name, random, draft, definitions, own: 0 };
    let mut root = grower.schema(0, Standing::Same);
    // Otherwise the root is usually simple.
    for _ in 0..4 {
        if root.as_object().is_some_and(|object| object.len() > 1) {
            break;
        }
        root = grower.schema(0, Standing::Same);
    }
    let mut whole = match root {
        Value::Object(object) => object,
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    };
    let keyword = grower.keyword_of_definitions();
    let mut named = Map::new();
    for index in 0..definitions {
        grower.own = index + 1;
        let mut schema = grower.schema(1, Standing::Same);
        schema.as_object_mut().map(|schema| schema.remove("title"));
        named.insert(grower.definition(index), schema);
    }
    if !named.is_empty() {
        whole.insert(keyword.to_owned(), Value::Object(named));
    }
    let draft = match draft {
        Draft::Seven => "http://json-schema.org/draft-07/schema#",
        Draft::Of2020 => "https://json-schema.org/draft/2020-12/schema",
    };
    whole.insert("$schema".to_owned(), json!(draft));
    whole.insert("title".to_owned(), json!(name));
    Value::Object(whole)
}

/// The relation of a schema to the value of the schema around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It is about the same value. A reference to a schema that refers back would be endless.
    Same,
    /// It is about a part of that value.
    Inside,
}

struct Grower<'r> {
    name: &'r str,
    random: &'r mut Random,
    draft: Draft,
    /// The number of definitions.
    definitions: usize,
    /// The first definition that may be referred to for the same value: definitions refer to later ones only.
    own: usize,
}

impl Grower<'_> {
    fn keyword_of_definitions(&self) -> &'static str {
        if self.draft == Draft::Seven { "definitions" } else { "$defs" }
    }

    fn definition(&self, index: usize) -> String {
        format!("{} d{index}", self.name)
    }

    fn is_new(&self) -> bool {
        self.draft == Draft::Of2020
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.random.below(from.len())]
    }

    /// A schema.
    fn schema(&mut self, depth: usize, standing: Standing) -> Value {
        let kind = self.random.below(if depth >= DEPTH { 9 } else { 24 });
        let mut schema = match kind {
            0 => return self.open(),
            1 | 2 => self.string(),
            3 => self.number(),
            4 => json!({ "type": self.pick(&["boolean", "null", "object", "array"]) }),
            5 | 6 => self.listed(),
            7 | 8 => return self.reference(depth, standing),
            9..=15 => self.object(depth),
            16 | 17 => self.array(depth),
            18 => self.several_types(depth),
            _ => Map::from_iter([self.composed(depth)]).into(),
        };
        let Value::Object(object) = &mut schema else { return schema };
        if depth < DEPTH && self.random.one_in(5) {
            let (keyword, value) = self.composed(depth);
            object.insert(keyword, value);
        }
        if depth < DEPTH && self.random.one_in(8) {
            self.cases(depth, object);
        }
        self.annotate(object);
        schema
    }

    fn open(&mut self) -> Value {
        match self.random.below(8) {
            0 => json!(false),
            1..=3 => json!(true),
            _ => json!({}),
        }
    }

    fn string(&mut self) -> Value {
        let mut schema = json!({ "type": "string" });
        match self.random.below(6) {
            0 => schema["format"] = json!(self.pick(&FORMATS)),
            1 => schema["pattern"] = json!(self.pick(&["^a+$", "b", "^[a-z]{1,3}$", "^x-"])),
            2 => schema["maxLength"] = json!(self.random.below(4)),
            3 => schema["minLength"] = json!(self.random.below(4)),
            _ => {}
        }
        // Keywords for strings do not restrict other values.
        if self.random.one_in(12) && schema.as_object().is_some_and(|schema| schema.len() > 1) {
            schema.as_object_mut().map(|schema| schema.remove("type"));
        }
        schema
    }

    fn number(&mut self) -> Value {
        let mut schema = json!({ "type": self.pick(&["integer", "integer", "number"]) });
        match self.random.below(8) {
            0 => schema["minimum"] = json!(self.pick(&[-3, 0, 1, 300])),
            1 => schema["maximum"] = json!(self.pick(&[2, 300, 5_000_000_000_i64])),
            2 => schema["exclusiveMinimum"] = json!(self.pick(&[-1.5, 0.0])),
            3 => schema["exclusiveMaximum"] = json!(10),
            4 => schema["multipleOf"] = json!(self.pick(&[0.5, 1.0, 3.0])),
            5 if schema["type"] == "integer" => schema["format"] = json!(self.pick(&WIDTHS)),
            _ => {}
        }
        schema
    }

    fn value(&mut self) -> Value {
        self.pick(&VALUES).parse().unwrap_or_default()
    }

    /// `const` and `enum`.
    fn listed(&mut self) -> Value {
        if self.random.one_in(4) {
            return json!({ "const": self.value() });
        }
        let strings = VALUES.iter().filter(|value| value.starts_with('"')).count();
        let (end, with_null) =
            if self.random.one_in(3) { (VALUES.len(), false) } else { (strings, self.random.one_in(6)) };
        let mut values: Vec<Value> = Vec::new();
        for _ in 0..=self.random.below(4) {
            let value: Value = VALUES[self.random.below(end)].parse().unwrap_or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if with_null {
            values.push(Value::Null);
        }
        let typed = values.iter().all(Value::is_string) && self.random.one_in(2);
        if typed { json!({ "type": "string", "enum": values }) } else { json!({ "enum": values }) }
    }

    fn reference(&mut self, depth: usize, standing: Standing) -> Value {
        let first = if standing == Standing::Same { self.own } else { 0 };
        let target = match self.random.below(6) {
            0 if standing == Standing::Inside => "#".to_owned(),
            _ if first < self.definitions => {
                let index = first + self.random.below(self.definitions - first);
                format!("#/{}/{}", self.keyword_of_definitions(), self.definition(index).replace(' ', "%20"))
            }
            _ => return self.string(),
        };
        let mut schema = json!({ "$ref": target });
        if self.random.one_in(8) && depth < DEPTH {
            let beside = self.object(DEPTH);
            let beside = beside.as_object().cloned().unwrap_or_default();
            if let Some(schema) = schema.as_object_mut() {
                schema.extend(beside);
            }
        }
        schema
    }

    fn names(&mut self, most: usize) -> Vec<&'static str> {
        let mut names = Vec::new();
        for _ in 0..self.random.below(most + 1) {
            let name = self.pick(&NAMES);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut schema = Map::new();
        if !self.random.one_in(6) {
            schema.insert("type".to_owned(), json!("object"));
        }
        if !self.random.one_in(8) {
            let names = self.names(4);
            let properties: Map<String, Value> =
                names.into_iter().map(|name| (name.to_owned(), self.schema(depth + 1, Standing::Inside))).collect();
            let required: Vec<String> = properties.keys().filter(|_| self.random.one_in(2)).cloned().collect();
            if !required.is_empty() {
                schema.insert("required".to_owned(), json!(required));
            }
            schema.insert("properties".to_owned(), Value::Object(properties));
        }
        for _ in 0..self.random.below(3) {
            let (keyword, value) = self.keyword_of_objects(depth);
            schema.insert(keyword.to_owned(), value);
        }
        if schema.is_empty() {
            schema.insert("type".to_owned(), json!("object"));
        }
        Value::Object(schema)
    }

    fn keyword_of_objects(&mut self, depth: usize) -> (&'static str, Value) {
        match self.random.below(11) {
            0 | 1 => ("additionalProperties", json!(false)),
            2 => ("additionalProperties", self.schema(depth + 1, Standing::Inside)),
            3 => ("additionalProperties", json!(true)),
            4 | 5 => {
                let patterns = (0..=self.random.below(2))
                    .map(|_| (self.pick(&PATTERNS).to_owned(), self.schema(depth + 1, Standing::Inside)));
                ("patternProperties", Value::Object(patterns.collect()))
            }
            6 => ("propertyNames", json!({ "maxLength": 1 + self.random.below(6) })),
            7 => ("required", json!([self.pick(&NAMES)])),
            8 => (self.pick(&["minProperties", "maxProperties"]), json!(1 + self.random.below(3))),
            9 if self.is_new() => match self.random.below(3) {
                0 => ("unevaluatedProperties", self.schema(depth + 1, Standing::Inside)),
                _ => ("unevaluatedProperties", json!(false)),
            },
            _ => (
                if self.is_new() { "dependentRequired" } else { "dependencies" },
                json!({ self.pick(&NAMES): [self.pick(&NAMES)] }),
            ),
        }
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut schema = Map::new();
        if !self.random.one_in(6) {
            schema.insert("type".to_owned(), json!("array"));
        }
        if self.random.one_in(2) {
            schema.insert("items".to_owned(), self.schema(depth + 1, Standing::Inside));
        } else {
            let items: Vec<_> = (0..=self.random.below(3)).map(|_| self.schema(depth + 1, Standing::Inside)).collect();
            let (list, rest) = if self.is_new() { ("prefixItems", "items") } else { ("items", "additionalItems") };
            schema.insert(list.to_owned(), json!(items));
            match self.random.below(4) {
                0 => drop(schema.insert(rest.to_owned(), json!(false))),
                1 => drop(schema.insert(rest.to_owned(), self.schema(depth + 1, Standing::Inside))),
                _ => {}
            }
        }
        let (keyword, value) = match self.random.below(8) {
            0 => ("minItems", json!(1 + self.random.below(3))),
            1 => ("maxItems", json!(1 + self.random.below(3))),
            2 => ("uniqueItems", json!(true)),
            3 => ("contains", self.schema(DEPTH, Standing::Inside)),
            4 if self.is_new() => ("unevaluatedItems", self.open()),
            _ => return Value::Object(schema),
        };
        schema.insert(keyword.to_owned(), value);
        if keyword == "contains" && self.is_new() && self.random.one_in(3) {
            schema.insert(self.pick(&["minContains", "maxContains"]).to_owned(), json!(self.random.below(3)));
        }
        Value::Object(schema)
    }

    fn several_types(&mut self, depth: usize) -> Value {
        let mut types: Vec<&str> = Vec::new();
        for _ in 0..2 + self.random.below(2) {
            let ty = self.pick(&["string", "null", "integer", "number", "boolean", "object", "array"]);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let mut schema = if types.contains(&"object") { self.object(depth) } else { json!({}) };
        if types.contains(&"array") && self.random.one_in(2) {
            schema["items"] = self.schema(depth + 1, Standing::Inside);
        }
        schema["type"] = json!(types);
        schema
    }

    /// Several schemas of the same value.
    fn composed(&mut self, depth: usize) -> (String, Value) {
        let keyword = self.pick(&["allOf", "anyOf", "anyOf", "oneOf", "oneOf", "not"]);
        let value = match keyword {
            "not" => self.schema(DEPTH, Standing::Same),
            _ => {
                let tagged = keyword != "allOf" && self.random.one_in(4);
                let parts = 1 + self.random.below(3);
                let parts = (0..parts).map(|index| {
                    let mut part = self.schema(depth + 1, Standing::Same);
                    if tagged && let Some(properties) = part.get_mut("properties").and_then(Value::as_object_mut) {
                        properties.insert("kind".to_owned(), json!({ "const": format!("k{index}") }));
                    }
                    part
                });
                Value::Array(parts.collect())
            }
        };
        (keyword.to_owned(), value)
    }

    /// Conditional schemas.
    fn cases(&mut self, depth: usize, schema: &mut Map<String, Value>) {
        if self.random.one_in(2) {
            schema.insert("if".to_owned(), self.schema(DEPTH, Standing::Same));
            for keyword in ["then", "else"] {
                if !self.random.one_in(3) {
                    schema.insert(keyword.to_owned(), self.schema(depth + 1, Standing::Same));
                }
            }
        } else {
            let keyword = if self.is_new() { "dependentSchemas" } else { "dependencies" };
            schema.insert(keyword.to_owned(), json!({ self.pick(&NAMES): self.schema(depth + 1, Standing::Same) }));
        }
    }

    /// Adds annotations.
    fn annotate(&mut self, schema: &mut Map<String, Value>) {
        let (keyword, value) = match self.random.below(24) {
            0 => ("description", json!("What it is, and `why`.")),
            1 => ("title", json!(self.pick(&["A title", "kind", "Self"]))),
            2 => ("deprecated", json!(true)),
            3 => ("default", self.value()),
            4 => ("examples", json!([self.value()])),
            5 => ("readOnly", json!(true)),
            6 => ("$comment", json!("of nobody's")),
            _ => return,
        };
        schema.entry(keyword).or_insert(value);
    }
}
