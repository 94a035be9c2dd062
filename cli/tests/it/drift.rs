//! `schemawright drift` as a process.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn drift(here: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
    command.args(["drift", "--schemas", "schemas"]).args(arguments).current_dir(here).output().unwrap()
}

fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    fs::create_dir(at("schemas")).unwrap();
    let user = json!({ "title": "User", "type": "object", "properties": {
        "name": { "type": "string" }, "status": { "enum": ["active", "deleted"] },
        "phones": { "type": "array", "items": { "title": "Phone", "type": "object", "properties": { "number": {} } } } } });
    fs::write(at("schemas/user.json"), user.to_string()).unwrap();
    fs::write(at("known.json"), r#"{"name": "a", "phones": [{"number": 1}]}"#).unwrap();
    fs::write(at("grown.json"), r#"{"status": "locked", "phones": [{"carrier": "a"}, {"carrier": "b"}]}"#).unwrap();
    fs::write(at("other.json"), r#"{"phones": ["1"]}"#).unwrap();
    fs::write(at("broken.json"), "{").unwrap();
    place
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn prints_the_additions_to_the_schemas() {
    let place = place();
    let output = drift(place.path(), &["--type", "User", "known.json", "grown.json"]);
    assert_eq!(
        text(&output.stdout),
        "grown.json: unknown value `status` of UserStatus\n  \
         add to user.json#/properties/status/enum: \"locked\"\n\
         grown.json: unknown field `phones[].carrier` of UserPhonesItem\n  \
         add to user.json#/properties/phones/items/properties: \"carrier\": { \"type\": \"string\" }\n",
        "{}",
        text(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(1));

    let output = drift(place.path(), &["--type", "User", "known.json"]);
    assert_eq!(text(&output.stdout), "the schemas declare everything in these bodies\n");
    assert_eq!(output.status.code(), Some(0));
}

/// A value is added where the schema lists its values, so that the command is silent afterwards.
#[test]
fn values_are_added_to_the_list_that_the_schema_has() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("schemas")).unwrap();
    let body = place.path().join("body.json");
    fs::write(&body, r#"{"kind": "newt"}"#).unwrap();
    let file = place.path().join("schemas/pet.json");
    for (kind, list, added) in [
        (json!({ "enum": ["cat"] }), "/enum", json!("newt")),
        (json!({ "oneOf": [{ "const": "cat" }, { "const": "dog" }] }), "/oneOf", json!({ "const": "newt" })),
        (json!({ "anyOf": [{ "const": "cat" }, { "const": "dog" }] }), "/anyOf", json!({ "const": "newt" })),
        (json!({ "allOf": [{ "minLength": 1 }, { "enum": ["cat"] }] }), "/allOf/1/enum", json!("newt")),
        (json!({ "anyOf": [{ "enum": ["cat"] }, { "type": "null" }] }), "/anyOf/0/enum", json!("newt")),
    ] {
        let mut schema = json!({ "title": "Pet", "type": "object", "properties": { "kind": kind } });
        fs::write(&file, schema.to_string()).unwrap();
        let output = drift(place.path(), &["--type", "Pet", "body.json"]);
        let expected = format!("add to pet.json#/properties/kind{list}: {added}\n");
        assert!(text(&output.stdout).ends_with(&expected), "{expected}{}", text(&output.stdout));
        schema["properties"]["kind"].pointer_mut(list).and_then(Value::as_array_mut).unwrap().push(added);
        fs::write(&file, schema.to_string()).unwrap();
        let output = drift(place.path(), &["--type", "Pet", "body.json"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    }
}

#[test]
fn bad_input_is_an_error() {
    let place = place();
    for (arguments, expected) in [
        (["--type", "Usr", "known.json"], "unknown schema, member or operation `Usr`"),
        (["--type", "User", "lost.json"], "the body `lost.json` can't be read"),
        (
            ["--type", "User", "other.json"],
            "the body `other.json` does not decode as `User`: `phones[0]` is missing or of another type",
        ),
        (["--type", "User", "broken.json"], "the body `broken.json` can't be read: it is not JSON"),
    ] {
        let output = drift(place.path(), &arguments);
        assert!(text(&output.stderr).contains(expected), "{}", text(&output.stderr));
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    }
}
