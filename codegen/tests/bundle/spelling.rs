//! The form of schemas of each draft in a bundle.

use schemawright::bundle::{Bundle, Draft};
use schemawright::{Corpus, Diagnostics};
use serde_json::{Value, json};

use crate::{DRAFTS, random, self_contained};

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
    // In later drafts, they have no effect.
    let later = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "extends": "x", "divisibleBy": 2 });
    assert_eq!(written(later, Draft::Draft07), json!({}));
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
