use schemawright::{Config, Corpus, Generator};
use serde_json::json;

use super::{document, faults, schema, schemas, take};
use crate::openapi::Document;

#[test]
fn references_become_identifiers_letter_for_letter() {
    let all = schemas(
        "  Map«int»: {type: object}
  a/b: {type: object}
  A:
    properties:
      percent: {$ref: '#/components/schemas/Map%C2%ABint%C2%BB'}
      escaped: {$ref: '#/components/schemas/a~1b'}
",
    );
    assert_eq!(all["Map«int»"]["$id"], "#/components/schemas/Map«int»");
    let properties = &schema(&all, "A")["properties"];
    assert_eq!(properties["percent"]["$ref"], "#/components/schemas/Map«int»");
    assert_eq!(properties["escaped"]["$ref"], "#/components/schemas/a/b");
}

#[test]
fn references_into_schemas_follow_their_targets() {
    let all = schemas(
        "  A:
    properties:
      b: {nullable: true, allOf: [{type: object, properties: {c: {type: string}}}]}
      d: {type: string}
  B:
    properties:
      b: {$ref: '#/components/schemas/A/properties/b'}
      c: {$ref: '#/components/schemas/A/properties/b/allOf/0/properties/c'}
      d: {$ref: '#/components/schemas/A/properties/d'}
",
    );
    let properties = &schema(&all, "B")["properties"];
    assert_eq!(properties["b"]["$ref"], "#/components/schemas/A/properties/b");
    assert_eq!(properties["c"]["$ref"], "#/components/schemas/A/properties/b/oneOf/0/properties/c");
    assert_eq!(properties["d"]["$ref"], "#/components/schemas/A/properties/d");
    assert_eq!(schema(&all, "A")["properties"]["d"], json!({"type": "string"}), "no mark is left");
}

#[test]
fn schemas_are_known_by_identifiers_of_their_own() {
    let all = super::taken(
        "openapi: 3.1.0
components:
  schemas:
    A: {$id: 'https://example.com/a', $defs: {d: {}}, properties: {self: {$ref: '#'}, d: {$ref: '#/$defs/d'}}}
    B: {$ref: 'https://example.com/a'}
    C: {items: {$recursiveRef: '#'}}
",
    )
    .schemas;
    assert_eq!(all["A"]["$id"], "#/components/schemas/A");
    assert_eq!(all["A"]["properties"]["self"]["$ref"], "#/components/schemas/A");
    assert_eq!(all["A"]["properties"]["d"]["$ref"], "#/components/schemas/A/$defs/d");
    assert_eq!(all["B"]["$ref"], "#/components/schemas/A");
    assert_eq!(all["C"]["items"], json!({"$ref": "#/components/schemas/C"}));
}

#[test]
fn references_without_a_target_are_faults() {
    for (reference, expected) in [
        ("#/components/schemas/B", "unknown schema `B`"),
        ("#/components/schemas/A/properties", "does not refer to a schema"),
        ("#/components/schemas/A/properties/b", "does not refer to a schema"),
        ("#/components/parameters/A", "refers to a schema outside of the document"),
        ("other.yml#/A", "refers to a schema outside of the document"),
    ] {
        let said = faults(&document(&format!("  A: {{properties: 1}}\n  C:\n    $ref: '{reference}'\n")));
        assert!(said.contains(expected) && said.contains("a.yml:6:5"), "{said}");
    }
}

/// The entry that the error prints lets a run go on: the reference is copied as it is written, and the generator accepts any value.
#[test]
fn missing_schemas_can_be_declared() {
    let text = document(
        "  A: {properties: {a: {$ref: 'other.yml#/A'}, b: {$ref: '#/components/schemas/B'}, c: {$ref: 'other.yml#/C'}}}\n",
    );
    let parsed = Document::parse("a.yml", &text).unwrap();
    let faults = take(&parsed, &Config::default()).unwrap_err();
    let entries: Vec<&str> = faults.iter().filter_map(|fault| fault.entry.as_deref()).collect();
    let [entry] = entries[..] else { panic!("{faults}") };
    assert_eq!(entry, "[missing]\n\"#/components/schemas/B\" = \"any\"\n\"other.yml\" = \"any\"");
    let config = Config::parse("codegen.toml", entry).unwrap();
    let all = take(&parsed, &config).unwrap_or_else(|faults| panic!("{faults}")).schemas;
    assert_eq!(all["A"]["properties"]["a"]["$ref"], "other.yml#/A");
    let corpus = Corpus::from_sources([("a.json", all["A"].to_string())]).unwrap();
    let output = Generator::new("").generate_from(&corpus, &config).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(output.model.items.len(), 1);
}
