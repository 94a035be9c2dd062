//! The schemas of the files, for making instances. They are read and resolved independently of the generator, whose reading is under test.

use std::collections::{HashMap, HashSet};

use schemawright::Corpus;
use serde_json::{Map, Value, json};

use crate::meant::inside;

/// All schema files, by their URIs.
pub(super) struct Schemas {
    files: Vec<File>,
    by_uri: HashMap<String, usize>,
}

#[derive(Clone)]
struct File {
    name: String,
    /// The URI in references to the file.
    uri: String,
    schema: Value,
}

/// A schema in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Location {
    pub(super) file: usize,
    pub(super) pointer: String,
}

impl Location {
    /// The location of a part of this schema.
    pub(super) fn below(&self, parts: &[&str]) -> Self {
        let mut pointer = self.pointer.clone();
        for part in parts {
            pointer.push('/');
            pointer.push_str(&part.replace('~', "~0").replace('/', "~1"));
        }
        Self { file: self.file, pointer }
    }
}

impl Schemas {
    /// The schemas of a corpus. An `$id` that is only a fragment (`#/components/schemas/User`) is not a URI: it is removed, and the
    /// references to it name the file.
    pub(super) fn new(corpus: &Corpus) -> Self {
        let mut files = Vec::new();
        let mut by_fragment = HashMap::new();
        for source in corpus.files() {
            let own = format!("file:///{}", encoded(&source.name));
            let mut schema = source.schema.clone();
            let id = source.id().map(str::to_owned);
            let uri = match id.as_deref() {
                Some(id) if id.contains("://") || id.starts_with("urn:") => id.trim_end_matches('#').to_owned(),
                _ => own,
            };
            if let Some(fragment) = id.filter(|id| id.starts_with('#')) {
                if let Some(object) = schema.as_object_mut() {
                    object.remove("$id");
                }
                by_fragment.insert(fragment, uri.clone());
            }
            files.push(File { name: source.name.to_string(), uri, schema });
        }
        files.iter_mut().for_each(|file| name_files(&mut file.schema, &by_fragment));
        files.iter_mut().for_each(|file| require_once(&mut file.schema));
        let by_uri = files.iter().enumerate().map(|(index, file)| (file.uri.clone(), index)).collect();
        Self { files, by_uri }
    }

    /// The same schemas as `JsonSchema` writes them where they have open enums.
    pub(super) fn widened(&self) -> Self {
        let files = self.files.iter().map(|file| File { schema: widened(&file.schema), ..file.clone() });
        Self { files: files.collect(), by_uri: self.by_uri.clone() }
    }

    /// The root of the file of that name.
    pub(super) fn file(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == name)
    }

    /// The schemas of all files with their URIs, in their order.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.files.iter().map(|file| (file.uri.as_str(), &file.schema))
    }

    /// The schemas of all files, in their order.
    pub(super) fn roots(&self) -> impl Iterator<Item = &Value> {
        self.files.iter().map(|file| &file.schema)
    }

    /// The schema at a location.
    pub(super) fn at(&self, location: &Location) -> Option<&Value> {
        self.files.get(location.file)?.schema.pointer(&location.pointer)
    }

    /// An absolute reference to a location.
    pub(super) fn reference(&self, location: &Location) -> String {
        format!("{}#{}", self.files[location.file].uri, encoded(&location.pointer))
    }

    /// Whether keywords beside a `$ref` have no effect, as up to draft 7 (draft-handrews-json-schema-01, section 8.3).
    pub(super) fn references_stand_alone(&self, location: &Location) -> bool {
        let draft = self.files.get(location.file).and_then(|file| file.schema.get("$schema")?.as_str());
        draft.is_some_and(|draft| {
            ["/draft-03/", "/draft-04/", "/draft-06/", "/draft-07/"].iter().any(|old| draft.contains(old))
        })
    }

    /// The target of a reference. `None` for a kind that only the validator supports.
    pub(super) fn target(&self, reference: &str, from: &Location) -> Option<Location> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if uri.is_empty() { from.file } else { self.document(uri)? };
        let pointer = match decoded(fragment) {
            Some(pointer) => pointer,
            None => anchor(&self.files[file].schema, fragment, "")?,
        };
        let target = Location { file, pointer };
        self.at(&target).map(|_| target)
    }

    /// The schema of a URI; without one, the file of that name, for schemas whose `$id`s are addresses.
    pub(super) fn retrieve(&self, uri: &str) -> Option<&Value> {
        self.document(uri).map(|file| &self.files[file].schema)
    }

    fn document(&self, uri: &str) -> Option<usize> {
        let last = |text: &str| text.rsplit('/').next().unwrap_or(text).to_owned();
        let by_name = || self.files.iter().position(|file| last(&encoded(&file.name)) == last(uri));
        self.by_uri.get(uri).copied().or_else(by_name)
    }
}

/// Replaces references to a fragment that is an `$id` with references to its file.
fn name_files(value: &mut Value, by_fragment: &HashMap<String, String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get_mut("$ref")
                && let Some(uri) = by_fragment.get(reference)
            {
                reference.clone_from(uri);
            }
            object.values_mut().for_each(|value| name_files(value, by_fragment));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| name_files(value, by_fragment)),
        _ => {}
    }
}

/// Removes duplicates from `required`. The meta-schema forbids them, and the validator rejects every object where they are.
fn require_once(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let Some(Value::Array(names)) = object.get_mut("required") {
                let mut seen = HashSet::new();
                names.retain(|name| seen.insert(name.to_string()));
            }
            object.values_mut().for_each(require_once);
        }
        Value::Array(items) => items.iter_mut().for_each(require_once),
        _ => {}
    }
}

/// The keywords of a schema that is an object; `true` has none.
pub(super) fn keywords(schema: &Value) -> Option<&Map<String, Value>> {
    schema.as_object()
}

pub(super) fn encoded(text: &str) -> String {
    let mut uri = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~$".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// The pointer to the schema of an anchor.
fn anchor(schema: &Value, name: &str, at: &str) -> Option<String> {
    let inside = |(key, value): (String, &Value)| {
        anchor(value, name, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")))
    };
    match schema {
        Value::Object(object) => {
            let own =
                ["$anchor", "$dynamicAnchor"].iter().any(|keyword| object.get(*keyword).is_some_and(|own| own == name));
            if own { Some(at.to_owned()) } else { object.iter().find_map(|(key, value)| inside((key.clone(), value))) }
        }
        Value::Array(items) => items.iter().enumerate().find_map(|(index, value)| inside((index.to_string(), value))),
        _ => None,
    }
}

/// A percent-decoded fragment, if it is a JSON Pointer.
pub(super) fn decoded(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            let hex = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok().filter(|pointer| pointer.is_empty() || pointer.starts_with('/'))
}

/// The schema as `JsonSchema` writes it where it has open enums: an unlisted value must make no valid value invalid.
fn widened(schema: &Value) -> Value {
    let Value::Object(object) = schema else {
        return match schema {
            Value::Array(items) => Value::Array(items.iter().map(widened).collect()),
            _ => schema.clone(),
        };
    };
    let mut written: Map<String, Value> =
        object.iter().map(|(name, value)| (name.clone(), inside(name, value, widened))).collect();
    let mut parts = Vec::new();
    if written.get("oneOf").is_some_and(Value::is_array) {
        parts.extend(written.remove("oneOf").map(|alternatives| json!({ "anyOf": alternatives })));
    }
    if let (Some(condition), Some(_)) = (written.get("if"), object.get("then").or(object.get("else"))) {
        let [then, otherwise] = ["then", "else"].map(|name| written.get(name).cloned().unwrap_or(Value::Bool(true)));
        parts.push(json!({ "anyOf": [{ "allOf": [condition, then] }, otherwise] }));
        for name in ["if", "then", "else"] {
            written.remove(name);
        }
    }
    written.remove("maxContains");
    written.remove("not");
    if !parts.is_empty() {
        let parts = Value::Array(parts);
        match written.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(all) => all.push(json!({ "allOf": parts })),
            None => drop(written.insert("allOf".to_owned(), parts)),
        }
    }
    Value::Object(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_unlisted_value_could_make_invalid_is_widened() {
        let schema = json!({
            "properties": { "not": { "not": {}, "oneOf": [{ "minimum": 1 }] } },
            "allOf": [{ "contains": {}, "maxContains": 2 }],
            "if": { "const": { "not": 1 } },
            "then": { "maximum": 2 },
        });
        let one_of = json!({ "allOf": [{ "anyOf": [{ "minimum": 1 }] }] });
        let branches = json!({ "anyOf": [{ "allOf": [{ "const": { "not": 1 } }, { "maximum": 2 }] }, true] });
        let whole = json!({ "properties": { "not": one_of }, "allOf": [{ "contains": {} }, { "allOf": [branches] }] });
        assert_eq!(widened(&schema), whole);
    }

    fn schemas() -> Schemas {
        let corpus = Corpus::from_sources([
            (
                "a b.json",
                r##"{"$id": "#/components/schemas/A", "properties": {"x/y": {"$ref": "#/components/schemas/B"}}}"##,
            ),
            ("b.json", r##"{"$id": "#/components/schemas/B", "$defs": {"C": {"$anchor": "c", "type": "string"}}}"##),
            ("c.json", r#"{"$id": "https://example.com/c.json", "$ref": "b.json#/$defs/C"}"#),
        ]);
        Schemas::new(&corpus.unwrap())
    }

    #[test]
    fn fragments_as_identifiers_become_files() {
        let schemas = schemas();
        let root = Location { file: schemas.file("a b.json").unwrap(), pointer: String::new() };
        let member = root.below(&["properties", "x/y"]);
        assert_eq!(member.pointer, "/properties/x~1y");
        assert_eq!(schemas.at(&member).unwrap()["$ref"], "file:///b.json");
        assert_eq!(schemas.reference(&member), "file:///a%20b.json#/properties/x~1y");
        let b = Location { file: 1, pointer: String::new() };
        assert_eq!(schemas.target("file:///b.json", &member), Some(b));
    }

    #[test]
    fn a_name_is_required_once() {
        let corpus = Corpus::from_sources([("a.json", r#"{"items": {"required": ["b", "a", "b"]}}"#)]).unwrap();
        let schemas = Schemas::new(&corpus);
        assert_eq!(schemas.roots().next().unwrap()["items"]["required"], serde_json::json!(["b", "a"]));
    }

    #[test]
    fn references_by_pointer_and_file() {
        let schemas = schemas();
        let c = Location { file: 2, pointer: String::new() };
        let target = Location { file: 1, pointer: "/$defs/C".to_owned() };
        assert_eq!(schemas.target("b.json#/$defs/C", &c), Some(target));
        assert_eq!(schemas.target("b.json#anchor", &c), None);
        let anchored = Location { file: 1, pointer: "/$defs/C".to_owned() };
        assert_eq!(schemas.target("b.json#c", &c), Some(anchored));
        assert_eq!(
            schemas.retrieve("https://example.com/b.json"),
            schemas.at(&Location { file: 1, pointer: String::new() })
        );
    }
}
