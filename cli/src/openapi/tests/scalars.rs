use serde_json::json;

use super::{faults, schema, schemas, taken};

#[test]
fn strings_keep_the_text_that_yaml_takes_for_a_number() {
    let all = schemas(
        "  A:
    type: string
    description: 1.0
    pattern: 007
    enum: [007, 1.10, 0x1F, 1e3, true, ~, '8', on]
    nullable: true
    default: 1.10
    example: 2020
  B:
    type: object
    properties: {1: {type: integer, enum: [0x1F, 1], default: 007}, c: {const: 1.0}}
    required: [1, true]
",
    );
    assert_eq!(
        schema(&all, "A"),
        json!({"type": ["string", "null"], "description": "1.0", "pattern": "007", "default": "1.10", "examples": ["2020"],
            "enum": ["007", "1.10", "0x1F", "1e3", "true", null, "8", "on"]})
    );
    assert_eq!(
        schema(&all, "B"),
        json!({"type": "object", "properties": {"1": {"type": "integer", "enum": [31, 1], "default": 7}, "c": {"const": 1.0}},
            "required": ["1", "true"]})
    );
}

#[test]
fn the_type_null_may_stand_without_quotes() {
    let taken = taken(
        "openapi: 3.1.0\ncomponents:\n schemas:\n  A: {type: [string, null], enum: [1, null]}\n  B: {type: null}\n",
    );
    assert_eq!(taken.schemas["A"]["type"], json!(["string", "null"]));
    assert_eq!(taken.schemas["A"]["enum"], json!(["1", null]));
    assert_eq!(taken.schemas["B"]["type"], "null");
}

#[test]
fn numbers_beyond_64_bits_are_those_of_json() {
    let all = schemas("  A: {type: integer, minimum: -9223372036854776000, maximum: 18446744073709551615}\n");
    assert_eq!(
        schema(&all, "A"),
        json!({"type": "integer", "minimum": -9_223_372_036_854_776_000.0_f64, "maximum": u64::MAX})
    );
}

#[test]
fn boolean_components_are_schemas() {
    let all = schemas("  Any: true\n  Nothing: false\n  Empty: {}\n");
    assert_eq!(schema(&all, "Any"), json!({}));
    assert_eq!(schema(&all, "Nothing"), json!({"not": {}}));
    assert_eq!(schema(&all, "Empty"), json!({}));
    assert!(
        faults("openapi: 3.0.3\ncomponents:\n schemas:\n  A: []\n")
            .contains("a schema must be an object, `true` or `false`")
    );
    let inner = faults("openapi: 3.0.3\ncomponents:\n schemas:\n  A:\n    properties:\n      b:\n");
    assert!(inner.contains("a.yml:6:7"), "{inner}");
}

#[test]
fn null_is_taken_in_parts_and_alternatives() {
    let all = schemas(
        "  Foo: {type: object}
  A:
    properties:
      part: {description: d, allOf: [{$ref: '#/components/schemas/Foo'}, {nullable: true}]}
      choice: {anyOf: [{$ref: '#/components/schemas/Foo'}, {nullable: true}]}
      value: {anyOf: [{$ref: '#/components/schemas/Foo'}, {enum: [null], nullable: true}]}
      reference: {$ref: '#/components/schemas/Foo', nullable: true}
      both: {type: object, nullable: true, allOf: [{$ref: '#/components/schemas/Foo'}]}
      never: {allOf: [{$ref: '#/components/schemas/Foo'}, {nullable: false}]}
",
    );
    let or_null = json!([{"$ref": "#/components/schemas/Foo"}, {"type": "null"}]);
    assert_eq!(
        schema(&all, "A")["properties"],
        json!({
            "part": {"description": "d", "oneOf": or_null},
            "choice": {"anyOf": or_null},
            "value": {"anyOf": or_null},
            "reference": {"oneOf": or_null},
            "both": {"oneOf": [{"type": "object", "allOf": [{"$ref": "#/components/schemas/Foo"}]}, {"type": "null"}]},
            "never": {"allOf": [{"$ref": "#/components/schemas/Foo"}, {}]},
        })
    );
}

#[test]
fn an_item_that_is_nullable_and_nothing_else_is_any_value() {
    let taken =
        taken("openapi: 3.1.0\ncomponents:\n schemas:\n  A: {prefixItems: [{nullable: true}, {type: string}]}\n");
    assert_eq!(taken.schemas["A"]["prefixItems"], json!([{}, {"type": "string"}]));
}

#[test]
fn an_enum_without_values_is_omitted_with_a_warning() {
    let taken = taken("openapi: 3.0.3\ncomponents:\n schemas:\n  A: {type: string, enum: []}\n");
    assert_eq!(taken.schemas["A"].get("enum"), None);
    assert_eq!(super::warnings(&taken), ["`enum` without values in `A` is left out: no value would be allowed"]);
}
