use serde_json::json;

use super::{schema, schemas, taken, warnings};

#[test]
fn alternatives_get_their_tag_values() {
    let all = schemas(
        "  Pet:
    oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
    discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', tom: Cat}}
  Cat: {type: object, properties: {kind: {type: string}}}
  Dog: {type: object}
",
    );
    assert_eq!(
        schema(&all, "Cat"),
        json!({"type": "object", "properties": {"kind": {"type": "string", "enum": ["cat", "tom"]}}, "required": ["kind"]})
    );
    assert_eq!(
        schema(&all, "Dog"),
        json!({"type": "object", "properties": {"kind": {"type": "string", "const": "Dog"}}, "required": ["kind"]})
    );
}

#[test]
fn a_member_s_own_declaration_takes_precedence() {
    let taken = taken(
        "openapi: 3.1.0
components:
  schemas:
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Emu'}]
      discriminator: {propertyName: kind, mapping: {emu: '#/components/schemas/Emu', lost: '#/components/schemas/Lost'}}
    Kind: {type: string, enum: [cat, dog, fish]}
    Cat: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat]}}}
    Dog: {type: object, required: [kind], properties: {kind: {$ref: '#/components/schemas/Kind'}}}
    Emu: {type: object, required: [kind], properties: {kind: {const: bird}}}
",
    );
    let all = json!(taken.schemas);
    assert_eq!(schema(&all, "Cat")["properties"]["kind"], json!({"type": "string", "enum": ["cat"]}));
    assert_eq!(schema(&all, "Dog")["properties"]["kind"], json!({"$ref": "#/components/schemas/Kind"}));
    assert_eq!(schema(&all, "Emu")["properties"]["kind"], json!({"const": "bird"}));
    assert_eq!(
        warnings(&taken),
        [
            "value of a discriminator's mapping `lost` is left out: unknown schema `#/components/schemas/Lost`",
            "value of a discriminator's mapping `emu` is left out: the property `kind` of `Emu` never has this value",
        ]
    );
}

#[test]
fn a_mapping_narrows_a_property() {
    let all = schemas(
        "  Pet:
    oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
    discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}
  Common: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat, dog, fish]}}}
  Cat: {allOf: [{$ref: '#/components/schemas/Common'}, {type: object, properties: {lives: {type: integer}}}]}
  Dog: {type: object, properties: {kind: {type: string, enum: [cat, dog]}}}
",
    );
    assert_eq!(schema(&all, "Cat")["properties"], json!({"kind": {"const": "cat"}}));
    assert_eq!(schema(&all, "Cat").get("required"), None, "another part requires it");
    assert_eq!(schema(&all, "Dog")["properties"], json!({"kind": {"type": "string", "const": "dog"}}));
}

#[test]
fn values_are_of_the_members_type() {
    let taken = taken(
        "openapi: 3.0.3
components:
  schemas:
    Any:
      oneOf: [{$ref: '#/components/schemas/Http'}, {$ref: '#/components/schemas/Ssh'}]
      discriminator: {propertyName: is_http, mapping: {true: '#/components/schemas/Http', false: '#/components/schemas/Ssh', no: Ssh}}
    Http: {type: object, required: [is_http], properties: {is_http: {type: boolean}}}
    Ssh: {type: object, required: [is_http], properties: {is_http: {type: boolean}}}
    Versions:
      oneOf: [{$ref: '#/components/schemas/One'}]
      discriminator: {propertyName: version, mapping: {1: '#/components/schemas/One'}}
    One: {type: object, required: [version], properties: {version: {type: integer}}}
",
    );
    let all = json!(taken.schemas);
    assert_eq!(schema(&all, "Http")["properties"]["is_http"], json!({"type": "boolean", "const": true}));
    assert_eq!(schema(&all, "Ssh")["properties"]["is_http"], json!({"type": "boolean", "const": false}));
    assert_eq!(schema(&all, "One")["properties"]["version"], json!({"type": "integer", "const": 1}));
    assert_eq!(
        warnings(&taken),
        ["value of a discriminator's mapping `no` is left out: the property `is_http` of `Ssh` has the type `boolean`"]
    );
}

#[test]
fn a_union_within_a_union_is_left_to_its_own_alternatives() {
    let all = schemas(
        "  Outer:
    oneOf: [{$ref: '#/components/schemas/Inner'}, {$ref: '#/components/schemas/A'}]
    discriminator: {propertyName: kind}
  Inner: {oneOf: [{$ref: '#/components/schemas/B'}]}
  A: {type: object, properties: {kind: {type: string}}}
  B: {type: object, properties: {kind: {type: string, enum: [b]}}}
",
    );
    assert_eq!(schema(&all, "Inner"), json!({"oneOf": [{"$ref": "#/components/schemas/B"}]}));
    assert_eq!(schema(&all, "A")["properties"]["kind"]["const"], "A");
}

const BASE: &str = "  Pet:
    type: object
    description: A pet.
    required: [kind]
    properties: {kind: {type: string}, name: {type: string}}
    discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', thing: '#/components/schemas/Pet'}}
  Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}
  Lion: {allOf: [{$ref: '#/components/schemas/Cat'}]}
  PetBase: {type: string}
  Owner: {properties: {pet: {$ref: '#/components/schemas/Pet'}, name: {$ref: '#/components/schemas/Pet/properties/name'}}}
";

#[test]
fn a_base_becomes_a_union_and_its_common_properties() {
    let all = schemas(BASE);
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let union: Vec<_> = ["CatOnly", "Lion", "PetBase2"].into_iter().map(reference).collect();
    assert_eq!(schema(&all, "Pet"), json!({"description": "A pet.", "oneOf": union}));
    assert_eq!(all["PetBase2"]["$id"], "#/components/schemas/PetBase2");
    assert_eq!(schema(&all, "PetBase2")["properties"]["kind"], json!({"type": "string", "const": "thing"}));
    assert_eq!(schema(&all, "Cat")["allOf"][0], reference("PetBase2"));
    let only = json!({"allOf": [reference("Cat")], "properties": {"kind": {"const": "cat"}}});
    assert_eq!(schema(&all, "CatOnly"), only);
    assert!(schema(&all, "Cat").get("properties").is_none(), "a lion is a cat");
    assert_eq!(schema(&all, "Lion")["properties"]["kind"], json!({"const": "Lion"}));
    assert_eq!(schema(&all, "Owner")["properties"]["pet"], reference("Pet"));
    assert_eq!(schema(&all, "Owner")["properties"]["name"], reference("PetBase2/properties/name"));
}

#[test]
fn a_base_that_lists_its_extensions_is_not_circular() {
    let all = schemas(
        "  Pet:
    type: object
    nullable: true
    required: [kind]
    properties: {kind: {type: string}}
    discriminator: {propertyName: kind}
    oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Fish'}]
  Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object}]}
  Fish: {type: object, properties: {kind: {type: string}}}
",
    );
    assert_eq!(schema(&all, "Cat")["allOf"][0], json!({"$ref": "#/components/schemas/PetBase"}));
    assert_eq!(schema(&all, "PetBase")["type"], "object");
    assert!(schema(&all, "PetBase").get("oneOf").is_none());
    let union = json!([{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Fish"}, {"type": "null"}]);
    assert_eq!(schema(&all, "Pet"), json!({ "oneOf": union }));
}
