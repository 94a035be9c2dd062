//! A corpus as one document: how it is spelled, and that the generator reads the same types from it as from the files.

mod random;
mod support;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use schemawright::bundle::{Bundle, Draft};
use schemawright::model::{Enum, Field, Item, ItemId, Kind, Presence, Rest, Type};
use schemawright::{Config, Corpus, Diagnostics, Generator, Model};
use serde_json::{Value, json};

const DRAFTS: [Draft; 2] = [Draft::Draft07, Draft::Draft202012];

fn bundle(files: &[(&str, Value)], draft: Draft) -> Result<Bundle, Diagnostics> {
    let files = files.iter().map(|(name, schema)| (*name, schema.to_string()));
    Bundle::new(&Corpus::from_sources(files)?, draft)
}

/// The definitions of a bundle of some files.
#[track_caller]
fn definitions(files: &[(&str, Value)], draft: Draft) -> Value {
    let bundle = bundle(files, draft).unwrap_or_else(|faults| panic!("{faults}"));
    self_contained(&bundle.document, draft);
    bundle.document[draft.definitions()].clone()
}

/// The bundle's form of one schema.
#[track_caller]
fn written(schema: Value, draft: Draft) -> Value {
    definitions(&[("a.json", schema), ("b.json", json!({ "$id": "#/B" }))], draft)["a"].take()
}

/// Every reference of a document leads to a definition of it.
#[track_caller]
fn self_contained(document: &Value, draft: Draft) {
    fn visit(value: &Value, check: &mut dyn FnMut(&str)) {
        match value {
            Value::Object(object) => {
                object.get("$ref").and_then(Value::as_str).into_iter().for_each(&mut *check);
                // Values are no schemas.
                let data = ["const", "default", "enum", "example", "examples"];
                let inside = object.iter().filter(|(keyword, _)| !data.contains(&keyword.as_str()));
                inside.for_each(|(_, value)| visit(value, check));
            }
            Value::Array(list) => list.iter().for_each(|value| visit(value, check)),
            _ => {}
        }
    }
    let prefix = format!("#/{}/", draft.definitions());
    visit(document, &mut |reference| {
        let key = reference.strip_prefix(&prefix).unwrap_or_else(|| panic!("{reference} leads out of the document"));
        assert!(document[draft.definitions()].get(key).is_some(), "{reference} has no target");
    });
}

#[test]
fn references_lead_to_definitions() {
    let user = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/user", "title": "The user",
        "properties": {
            "a": { "$ref": "team.json#/$defs/Name" }, "b": { "$ref": "#n" }, "c": { "$ref": "#" },
            "d": { "$ref": "#/properties/e" }, "e": { "$anchor": "n", "type": "string" }, "f": { "$ref": "other#/x-parts/P" }
        },
        "default": { "$ref": "kept" }, "x-more": { "$ref": "lost" }, "x-kept": [1]
    });
    let team = json!({ "$defs": { "Name": { "type": "string" }, "Unused": true } });
    let other = json!({ "$id": "other", "x-parts": { "P": { "$ref": "#/x-parts/P" } } });
    let files = [("user.json", user), ("team.json", team), ("other.json", other)];
    let expected = json!({
        "Name": { "type": "string" },
        "The_user": {
            "title": "The user",
            "properties": {
                "a": { "$ref": "#/definitions/Name" }, "b": { "$ref": "#/definitions/The_user_e" },
                "c": { "$ref": "#/definitions/The_user" }, "d": { "$ref": "#/definitions/The_user_e" },
                "e": { "$ref": "#/definitions/The_user_e" }, "f": { "$ref": "#/definitions/other_x-parts_P" }
            },
            "default": { "$ref": "kept" }, "x-kept": [1]
        },
        "The_user_e": { "type": "string" },
        "Unused": true,
        "other": {},
        "other_x-parts_P": { "$ref": "#/definitions/other_x-parts_P" }
    });
    assert_eq!(definitions(&files, Draft::Draft07), expected);
    let text = expected.to_string().replace("#/definitions/", "#/$defs/");
    assert_eq!(definitions(&files, Draft::Draft202012).to_string(), text);
}

#[test]
fn keywords_that_differ_in_draft_7() {
    for (schema, expected) in [
        (json!({ "prefixItems": [true], "items": false }), json!({ "items": [true], "additionalItems": false })),
        (json!({ "items": { "type": "string" } }), json!({ "items": { "type": "string" } })),
        (
            json!({ "dependentRequired": { "a": ["b"], "c": ["d"] }, "dependentSchemas": { "a": { "$ref": "#/B" } } }),
            json!({ "dependencies": {
                "a": { "allOf": [{ "$ref": "#/definitions/B" }, { "required": ["b"] }] }, "c": ["d"]
            } }),
        ),
        (
            json!({ "properties": {}, "unevaluatedProperties": false }),
            json!({ "properties": {}, "additionalProperties": false }),
        ),
        (
            json!({ "allOf": [true], "unevaluatedProperties": false }),
            json!({ "allOf": [true], "unevaluatedProperties": false }),
        ),
        (json!({ "$comment": "c", "if": {}, "then": true }), json!({ "$comment": "c", "if": {}, "then": true })),
    ] {
        let b = json!({ "$id": "#/B", "title": "B" });
        assert_eq!(definitions(&[("a.json", schema), ("b.json", b)], Draft::Draft07)["a"], expected);
    }
}

#[test]
fn keywords_that_differ_in_2020_12() {
    for (schema, expected) in [
        (json!({ "items": [true], "additionalItems": false }), json!({ "prefixItems": [true], "items": false })),
        (json!({ "items": true, "additionalItems": false }), json!({ "items": true })),
        (
            json!({ "dependencies": { "a": ["b"], "c": { "type": "object" } } }),
            json!({ "dependentRequired": { "a": ["b"] }, "dependentSchemas": { "c": { "type": "object" } } }),
        ),
    ] {
        assert_eq!(written(schema, Draft::Draft202012), expected);
    }
}

#[test]
fn keywords_of_older_drafts_and_openapi() {
    for (schema, expected) in [
        (json!({ "type": "string", "nullable": true }), json!({ "type": ["string", "null"] })),
        (json!({ "type": "string", "nullable": false }), json!({ "type": "string" })),
        (json!({ "type": ["string"], "nullable": true }), json!({ "type": ["string", "null"] })),
        (
            json!({ "type": "string", "enum": ["a"], "nullable": true }),
            json!({ "type": ["string", "null"], "enum": ["a", null] }),
        ),
        (json!({ "nullable": true, "description": "d" }), json!({ "description": "d" })),
        (
            json!({ "description": "d", "allOf": [true], "nullable": true }),
            json!({ "description": "d", "anyOf": [{ "allOf": [true] }, { "type": "null" }] }),
        ),
        (json!({ "minimum": 1, "exclusiveMinimum": true }), json!({ "exclusiveMinimum": 1 })),
        (json!({ "maximum": 1, "exclusiveMaximum": false }), json!({ "maximum": 1 })),
        (json!({ "exclusiveMinimum": true }), json!({})),
        (json!({ "example": 1 }), json!({ "examples": [1] })),
    ] {
        DRAFTS.into_iter().for_each(|draft| assert_eq!(written(schema.clone(), draft), expected));
    }
    let member = json!({ "properties": { "b": { "$ref": "#/B", "nullable": true, "description": "d" } } });
    let expected = json!({ "description": "d", "anyOf": [{ "$ref": "#/definitions/b" }, { "type": "null" }] });
    assert_eq!(written(member, Draft::Draft07)["properties"]["b"], expected);
}

#[test]
fn keywords_of_draft_3() {
    let reference = json!({ "$ref": "#/definitions/b" });
    for (schema, expected) in [
        (
            json!({ "properties": { "a": { "type": "string", "required": true }, "b": { "required": false } } }),
            json!({ "properties": { "a": { "type": "string" }, "b": {} }, "required": ["a"] }),
        ),
        (json!({ "type": "any", "divisibleBy": 2 }), json!({ "multipleOf": 2 })),
        (json!({ "extends": { "$ref": "#/B" } }), json!({ "allOf": [reference] })),
        (json!({ "extends": [{ "$ref": "#/B" }], "allOf": [true] }), json!({ "allOf": [true, reference] })),
        (json!({ "disallow": "string" }), json!({ "allOf": [{ "not": { "type": ["string"] } }] })),
        (
            json!({ "disallow": ["null", { "$ref": "#/B" }] }),
            json!({ "allOf": [{ "not": { "anyOf": [{ "type": "null" }, reference] } }] }),
        ),
        (json!({ "type": ["null", { "$ref": "#/B" }] }), json!({ "anyOf": [{ "type": "null" }, reference] })),
        (
            json!({ "type": ["null", { "$ref": "#/B" }], "anyOf": [true] }),
            json!({ "anyOf": [true], "allOf": [{ "anyOf": [{ "type": "null" }, reference] }] }),
        ),
        (json!({ "type": ["null", "any"] }), json!({})),
        (json!({ "type": ["null", "string"] }), json!({ "type": ["null", "string"] })),
        (json!({ "dependencies": { "a": "b" } }), json!({ "dependencies": { "a": ["b"] } })),
    ] {
        assert_eq!(written(schema, Draft::Draft07), expected);
    }
    // Later drafts do not support them: unknown keywords are unchanged.
    let later = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "extends": "x", "divisibleBy": 2 });
    assert_eq!(written(later, Draft::Draft07), json!({ "extends": "x", "divisibleBy": 2 }));
}

#[test]
fn keywords_beside_a_reference() {
    let reference = json!({ "$ref": "#/definitions/b" });
    for (beside, expected) in [
        (
            json!({ "description": "t", "default": 1, "x-a": 1 }),
            json!({ "$ref": "#/definitions/b", "description": "t", "default": 1, "x-a": 1 }),
        ),
        (json!({ "required": ["x"] }), json!({ "required": ["x"], "allOf": [reference] })),
        (json!({ "unevaluatedProperties": false }), json!({ "unevaluatedProperties": false, "allOf": [reference] })),
        (json!({ "minLength": 1, "allOf": [true] }), json!({ "minLength": 1, "allOf": [reference, true] })),
        (json!({ "$recursiveRef": "#/B" }), json!({ "allOf": [reference, reference] })),
    ] {
        let mut schema = json!({ "$ref": "#/B" });
        schema.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
        assert_eq!(written(schema, Draft::Draft07), expected);
    }
}

#[test]
fn a_discriminator_names_definitions() {
    let schema = json!({
        "oneOf": [{ "$ref": "#/B" }],
        "discriminator": { "propertyName": "t", "mapping": { "b": "#/B", "c": "C" } }
    });
    let expected = json!({ "propertyName": "t", "mapping": { "b": "#/$defs/b", "c": "C" } });
    assert_eq!(written(schema, Draft::Draft202012)["discriminator"], expected);
}

#[test]
fn a_reference_to_many_anchors_is_any_value() {
    let files = [
        ("a.json", json!({ "items": { "$dynamicRef": "#n" }, "$dynamicAnchor": "n" })),
        ("b.json", json!({ "items": { "$ref": "a.json" }, "$dynamicAnchor": "n" })),
    ];
    assert_eq!(definitions(&files, Draft::Draft07)["a"], json!({ "items": {} }));
    assert_eq!(definitions(&files[..1], Draft::Draft07)["a"], json!({ "items": { "$ref": "#/definitions/a" } }));
}

#[test]
fn faults_are_reported_with_their_places() {
    let files = [
        ("a.json", json!({ "items": { "$ref": "lost.json" }, "not": { "$ref": 1 } })),
        ("b.json", json!({ "dependencies": { "x": { "$ref": "#/lost" } } })),
    ];
    let faults = bundle(&files, Draft::Draft07).expect_err("it refers to nothing").to_string();
    for expected in ["a.json:1:11 (/items/$ref)", "a.json:1:38 (/not/$ref)", "b.json:1:23 (/dependencies/x/$ref)"] {
        assert!(faults.contains(expected), "{faults}");
    }
}

#[test]
fn hostile_schemas_end() {
    let deep = |open: &str, close: &str| {
        format!("{}{{}}{}", open.repeat(40), close.repeat(40)).parse::<Value>().expect("JSON")
    };
    let chain = |index: usize| (format!("f{index}.json"), format!("{{\"$ref\":\"f{}.json\"}}", (index + 1) % 5_000));
    let ring = Corpus::from_sources((0..5_000).map(chain)).unwrap();
    for draft in DRAFTS {
        let bundle = Bundle::new(&ring, draft).unwrap();
        assert_eq!(bundle.definitions.len(), 5_000);
        self_contained(&bundle.document, draft);
        for schema in [
            json!({ "$ref": "#" }),
            json!({ "allOf": [{ "$ref": "#" }, { "$ref": "#/allOf/0" }] }),
            json!({ "properties": [], "items": null, "dependencies": 1, "$defs": 2, "discriminator": { "mapping": 3 } }),
            json!({ "type": 1, "enum": 2, "nullable": true, "exclusiveMinimum": true, "prefixItems": {}, "items": [] }),
            json!({ "dependencies": [], "dependentSchemas": 1, "additionalItems": 2, "unevaluatedProperties": 3 }),
            json!({ "properties": { "": { "$ref": "#/properties/" }, "~1/": { "$ref": "#/properties/~01~1" } } }),
            deep("{\"items\":", "}"),
            deep("{\"allOf\":[", "]}"),
            deep("{\"not\":{\"nullable\":true,\"dependencies\":{\"a\":", "}}}"),
        ] {
            definitions(&[("a.json", schema.clone()), ("b.json", json!(true))], draft);
        }
    }
}

#[test]
fn the_order_of_the_files_is_nothing() {
    for seed in 0..100 {
        let mut files = random::schemas_of_seed(seed);
        let one = Corpus::from_sources(files.clone()).and_then(|corpus| Bundle::new(&corpus, Draft::Draft07));
        files.reverse();
        let other = Corpus::from_sources(files).and_then(|corpus| Bundle::new(&corpus, Draft::Draft07));
        match (one, other) {
            (Ok(one), Ok(other)) => {
                self_contained(&one.document, Draft::Draft07);
                assert_eq!(one.document.to_string(), other.document.to_string());
            }
            (one, other) => {
                assert_eq!(one.map(|_| ()).err().map(|e| e.to_string()), other.map(|_| ()).err().map(|e| e.to_string()))
            }
        }
    }
}

/// The schemas of a directory, without its operations.
fn read(directory: &Path) -> Corpus {
    let corpus = Corpus::read(directory).unwrap_or_else(|faults| panic!("{faults}"));
    let files = corpus.files().iter().map(|file| (file.name.to_string(), file.text.to_string()));
    without_nullable(files.collect()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// To the generator `nullable` says nothing, for it belongs to OpenAPI 3.0, from where `sync` takes schemas. In the bundle it is `null`.
fn without_nullable(files: Vec<(String, String)>) -> Result<Corpus, Diagnostics> {
    let rename =
        |text: String| text.replace("\"nullable\":true", "\"x-n\":true").replace("\"nullable\": true", "\"x-n\": true");
    Corpus::from_sources(files.into_iter().map(|(name, text)| (name, rename(text))))
}

fn generate(corpus: &Corpus) -> Result<Model, Diagnostics> {
    Ok(Generator::new("").generate_from(corpus, &Config::default())?.model)
}

/// Reads the bundle of a corpus as one file, and compares its types with those of the files. Returns whether there are any.
fn round_trip(name: &str, corpus: &Corpus) -> bool {
    let Ok(expected) = generate(corpus) else { return false };
    for draft in DRAFTS {
        let bundle = Bundle::new(corpus, draft).unwrap_or_else(|faults| panic!("{name}: {faults}"));
        self_contained(&bundle.document, draft);
        let mut document = bundle.document.clone();
        // The generator calls what a file defines by the file's title.
        document["title"] = json!("Bundle");
        let text = format!("{document:#}");
        let found = Corpus::from_sources([("bundle.json", text.clone())]).and_then(|corpus| generate(&corpus));
        let found = match found {
            Ok(found) => found,
            // Names come from other places, and may meet.
            Err(faults) if faults.iter().all(|fault| matches!(fault.code, "name-collision" | "long-name")) => {
                return false;
            }
            Err(faults) => panic!("{name}, {draft:?}: {faults}\n{text}"),
        };
        let mut pairs =
            Pairs { one: &expected, other: &found, seen: HashSet::new(), path: vec![format!("{name}, {draft:?}")] };
        let by_place: HashMap<_, _> = found.iter().map(|(id, item)| (&*item.source.pointer, id)).collect();
        let origins: HashMap<_, _> =
            bundle.definitions.iter().map(|origin| ((&*origin.file, &*origin.pointer), &origin.key)).collect();
        let mut compared = BTreeSet::new();
        for (id, item) in expected.iter() {
            let Some(key) = origins.get(&(&*item.source.file, &*item.source.pointer)) else { continue };
            if !compared.insert(*key) {
                continue;
            }
            let pointer = format!("/{}/{key}", draft.definitions());
            let other = by_place.get(&*pointer).unwrap_or_else(|| panic!("{name}: no type for {key}\n{text}"));
            pairs.items(id, *other);
        }
        assert_eq!(compared.len(), bundle.definitions.len(), "{name}: a definition is not a type of the files");
    }
    true
}

/// Whether `null` is a value of a type. At the root of a file it is of the type, and that of a definition of who refers to it.
fn takes_null(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Nullable(_) => true,
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Newtype(inner) | Kind::Alias(inner) => takes_null(model, inner),
            _ => model.item(*id).null,
        },
        _ => false,
    }
}

/// The target of an alias.
fn named(model: &Model, id: ItemId) -> Option<&Type> {
    match &model.item(id).kind {
        Kind::Newtype(inner) | Kind::Alias(inner) => Some(inner),
        _ => None,
    }
}

/// Types that are to be the same but for their names.
struct Pairs<'a> {
    one: &'a Model,
    other: &'a Model,
    seen: HashSet<(ItemId, ItemId)>,
    path: Vec<String>,
}

impl Pairs<'_> {
    #[track_caller]
    fn same<T: PartialEq + std::fmt::Debug>(&self, what: &str, one: T, other: T) {
        assert_eq!(one, other, "{what} of {}", self.path.join(" > "));
    }

    fn items(&mut self, one: ItemId, other: ItemId) {
        if !self.seen.insert((one, other)) {
            return;
        }
        let (one_id, other_id) = (one, other);
        let (one, other): (&Item, &Item) = (self.one.item(one), self.other.item(other));
        // A file whose root accepts `null` has a separate name for that.
        if one.kind.name() != other.kind.name() {
            match (named(self.one, one_id), named(self.other, other_id)) {
                (Some(inner), _) => return self.types(inner, &Type::Item(other_id)),
                (_, Some(inner)) => return self.types(&Type::Item(one_id), inner),
                (None, None) => {}
            }
        }
        self.path.push(one.source.name());
        self.same("kind", one.kind.name(), other.kind.name());
        match (&one.kind, &other.kind) {
            (Kind::Struct(one), Kind::Struct(other)) => {
                let names = |fields: &[Field]| -> BTreeSet<String> {
                    fields.iter().map(|field| field.wire_name.clone()).collect()
                };
                self.same("members", names(&one.fields), names(&other.fields));
                for field in &one.fields {
                    let twin = other.fields.iter().find(|twin| twin.wire_name == field.wire_name).expect("a member");
                    self.path.push(field.wire_name.clone());
                    // Whether it is lenient follows from the names of requests and responses, and so does it whether one that only the server
                    // or the client writes may be absent.
                    let is_of_one_side = field.doc.access != Default::default();
                    let told = |model: &Model, field: &Field| {
                        let nullable = field.nullable || takes_null(model, &field.ty);
                        (is_of_one_side || field.presence == Presence::Optional, nullable, field.constant)
                    };
                    self.same("presence", told(self.one, field), told(self.other, twin));
                    self.types(&field.ty, &twin.ty);
                    self.path.pop();
                }
                match (&one.rest, &other.rest) {
                    (Rest::Typed(one), Rest::Typed(other)) => self.types(one, other),
                    (one, other) => self.same("rest", one, other),
                }
            }
            (Kind::Enum(one), Kind::Enum(other)) => {
                let values =
                    |kind: &Enum| -> Vec<String> { kind.variants.iter().map(|variant| variant.text()).collect() };
                self.same("values", (values(one), one.open), (values(other), other.open));
            }
            (Kind::Union(one), Kind::Union(other)) => {
                self.same("alternatives", one.alternatives.len(), other.alternatives.len());
                for (one, other) in one.alternatives.iter().zip(&other.alternatives) {
                    self.types(&one.ty, &other.ty);
                }
            }
            (Kind::Newtype(one) | Kind::Alias(one), Kind::Newtype(other) | Kind::Alias(other)) => {
                self.types(one, other)
            }
            _ => {}
        }
        self.path.pop();
    }

    fn types(&mut self, one: &Type, other: &Type) {
        match (one, other) {
            (Type::Item(one), Type::Item(other)) => self.items(*one, *other),
            (Type::Array(one), Type::Array(other))
            | (Type::Map(one), Type::Map(other))
            | (Type::Nullable(one), Type::Nullable(other)) => self.types(one, other),
            (Type::Tuple(one), Type::Tuple(other)) => {
                self.same("items", one.len(), other.len());
                one.iter().zip(other).for_each(|(one, other)| self.types(one, other));
            }
            // `null` at the root of a file is of its type, and that of a definition of who refers to it.
            (Type::Nullable(one), other) => self.types(one, other),
            (one, Type::Nullable(other)) => self.types(one, other),
            (Type::Item(id), other) if named(self.one, *id).is_some() => {
                if let Some(inner) = named(self.one, *id) {
                    self.types(inner, other);
                }
            }
            (one, Type::Item(id)) if named(self.other, *id).is_some() => {
                if let Some(inner) = named(self.other, *id) {
                    self.types(one, inner);
                }
            }
            (one, other) => self.same("type", one, other),
        }
    }
}

#[test]
fn fixtures_round_trip() {
    for fixture in support::Fixture::all() {
        let corpus = read(&fixture.directory.join("schemas"));
        let generates = generate(&corpus).is_ok();
        assert_eq!(round_trip(&fixture.name, &corpus), generates, "{}", fixture.name);
    }
}

#[test]
fn the_projects_schemas_round_trip() {
    let corpus = read(&support::package().join("../schemas"));
    assert!(round_trip("schemas", &corpus));
}

#[test]
fn random_schemas_round_trip() {
    let trips = (0..400).filter(|seed| {
        let corpus = without_nullable(random::schemas_of_seed(*seed));
        corpus.is_ok_and(|corpus| round_trip(&format!("seed {seed}"), &corpus))
    });
    // Else it is mostly errors that are compared.
    let count = trips.count();
    assert!(count > 100, "{count} of 400");
}

#[test]
#[ignore = "schemas of others, which are not part of the project"]
fn schemas_of_others_round_trip() {
    let root = support::package().join("../../shared/real");
    let entries = std::fs::read_dir(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let directories = entries.map(|entry| entry.expect("a readable directory").path()).filter(|path| path.is_dir());
    let trips = directories.filter(|path: &std::path::PathBuf| {
        let corpus = Corpus::read(Path::new(path));
        corpus.is_ok_and(|corpus| round_trip(&path.display().to_string(), &corpus))
    });
    println!("{} directories", trips.count());
}
