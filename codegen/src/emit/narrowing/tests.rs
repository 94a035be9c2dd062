use serde_json::{Value, json};

use super::sentences;
use crate::read::constraints::{Scope, read};
use crate::read::dialect::Dialect;
use crate::read::resolve::Location;

fn of(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let scope = Scope { dialect: Dialect::of(schema), is_type: &|_| false };
    read(schema, &Location::root(0), "", &scope, &mut found);
    sentences(&found, &[])
}

#[test]
fn a_sentence_for_each_keyword() {
    for (schema, expected) in [
        (json!({ "minLength": 1, "maxLength": 100 }), "1 to 100 characters."),
        (json!({ "minLength": 0, "maxLength": 1 }), "At most 1 character."),
        (json!({ "minLength": 2 }), "At least 2 characters."),
        (json!({ "minLength": 5, "maxLength": 5.0 }), "Exactly 5 characters."),
        (json!({ "pattern": "^a" }), "Matches `^a`."),
        (json!({ "pattern": "`<b>`" }), "Matches `` `<b>` ``."),
        (json!({ "format": "email" }), "Format: `email`."),
        (json!({ "contentEncoding": "base64" }), "Encoded as `base64`."),
        (json!({ "contentMediaType": "image/png" }), "Holds `image/png`."),
        (json!({ "minimum": 1 }), "At least 1."),
        (json!({ "minimum": 1, "maximum": 10 }), "1 to 10."),
        (json!({ "exclusiveMinimum": 0, "exclusiveMaximum": 0.5 }), "Above 0, below 0.5."),
        (json!({ "minimum": 0, "exclusiveMinimum": true }), "Above 0."),
        (json!({ "minimum": 0, "exclusiveMaximum": 8 }), "At least 0, below 8."),
        (json!({ "exclusiveMinimum": 0, "maximum": 8 }), "Above 0, at most 8."),
        (json!({ "multipleOf": 5 }), "A multiple of 5."),
        (json!({ "minItems": 1 }), "At least 1 item."),
        (json!({ "uniqueItems": true }), "Unique items."),
        (json!({ "contains": { "const": 1 } }), "Contains an item described by `{\"const\":1}`."),
        (json!({ "contains": true, "minContains": 2 }), "Contains at least 2 items."),
        (json!({ "maxProperties": 2 }), "At most 2 members."),
        (json!({ "propertyNames": { "pattern": "^x" } }), "Names of members match `^x`."),
        (json!({ "dependentRequired": { "a": ["b", "c"] } }), "With `a`, `b` and `c` are required."),
        (json!({ "dependencies": { "a": ["b"] } }), "With `a`, `b` is required."),
        (
            json!({ "dependentSchemas": { "a": { "minProperties": 2 } } }),
            "With `a`, described by `{\"minProperties\":2}`.",
        ),
        (json!({ "const": true }), "Always `true`."),
        (json!({ "enum": [[1], { "a": 2 }] }), "One of `[1]` or `{\"a\":2}`."),
        (json!({ "not": { "type": "null" } }), "Not what `{\"type\":\"null\"}` describes."),
        (
            json!({ "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] }),
            "Exactly one of these is required: `a` or `b`.",
        ),
        (
            json!({ "if": { "minimum": 1 }, "then": { "maximum": 2 } }),
            "What `{\"minimum\":1}` describes is also described by `{\"maximum\":2}`.",
        ),
        (json!({ "items": { "minimum": 1 } }), "Each item: at least 1."),
        (json!({ "prefixItems": [{ "pattern": "^a" }] }), "Item 1: matches `^a`."),
        (json!({ "additionalProperties": { "items": { "pattern": "^A" } } }), "Each item of each value: matches `^A`."),
        (json!({ "contains": {}, "minContains": 1, "maxContains": 1 }), "Contains exactly 1 item."),
        (json!({ "contains": {}, "minContains": 0, "maxContains": 1 }), "Contains at most 1 item."),
        (json!({ "contains": {}, "minContains": 0, "maxContains": 0 }), "Contains no item."),
        (
            json!({ "contains": { "minimum": 1 }, "maxContains": 3 }),
            "Contains 1 to 3 items described by `{\"minimum\":1}`.",
        ),
        (json!({ "patternProperties": { "^x": { "minimum": 1 } } }), "Each value whose name matches `^x`: at least 1."),
        (
            json!({ "anyOf": [{ "type": "string", "maxLength": 3 }, { "type": "null" }] }),
            "One alternative: at most 3 characters.",
        ),
    ] {
        assert_eq!(of(&schema), [expected], "{schema}");
    }
}

#[test]
fn keywords_without_effect_have_no_sentence() {
    for schema in [
        json!({ "minLength": 0, "uniqueItems": false, "not": {}, "propertyNames": true }),
        json!({ "format": "int32", "default": 1 }),
        json!({ "enum": [true, false] }),
    ] {
        assert_eq!(of(&schema), Vec::<String>::new(), "{schema}");
    }
}

#[test]
fn long_texts_are_cut() {
    let found = of(&json!({ "pattern": "x".repeat(1_000) }));
    assert!(found[0].starts_with("Matches `xxx") && found[0].ends_with("x…`.") && found[0].len() < 300);
    let many: Vec<Value> = (0..100).map(|index| json!([index])).collect();
    assert!(of(&json!({ "enum": many }))[0].ends_with("`[11]` or 88 more."));
}
