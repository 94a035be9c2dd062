//! `schemawright bundle` as a process.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn schemawright(here: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_schemawright")).args(arguments).current_dir(here).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A directory with a directory of schemas in it.
fn place(schemas: &[(&str, Value)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("schemas")).unwrap();
    for (name, schema) in schemas {
        fs::write(place.path().join("schemas").join(name), schema.to_string()).unwrap();
    }
    place
}

#[test]
fn writes_to_standard_output_or_to_a_file() {
    let place = place(&[("a.json", json!({ "title": "A", "items": { "$ref": "b.json" } })), ("b.json", json!({}))]);
    let output = schemawright(place.path(), &["bundle", "--schemas", "schemas"]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": { "A": { "title": "A", "items": { "$ref": "#/definitions/b" } }, "b": {} }
    });
    assert_eq!(document, expected, "{}", said(&output));

    let output =
        schemawright(place.path(), &["bundle", "--schemas", "schemas", "--draft", "2020-12", "--out", "out.json"]);
    assert!(output.status.success() && output.stdout.is_empty(), "{}", said(&output));
    assert_eq!(said(&output), "out.json: 2 definitions\n");
    let document: Value = serde_json::from_slice(&fs::read(place.path().join("out.json")).unwrap()).unwrap();
    assert_eq!(document["$defs"]["A"]["items"], json!({ "$ref": "#/$defs/b" }));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2, "something is left behind");
}

#[test]
fn changes_nothing_after_an_error() {
    let place = place(&[("a.json", json!({ "$ref": "lost.json" }))]);
    fs::write(place.path().join("out.json"), "old").unwrap();
    for (file, expected) in [
        ("out.json", "unknown schema"),
        ("schemas/out.json", "it is in the schema directory"),
        ("lost/out.json", "unknown schema"),
    ] {
        let output = schemawright(place.path(), &["bundle", "--schemas", "schemas", "--out", file]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(expected), "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(place.path().join("out.json")).unwrap(), "old");

    fs::write(place.path().join("schemas/a.json"), "{}").unwrap();
    let output = schemawright(place.path(), &["bundle", "--schemas", "schemas", "--out", "lost/out.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("can't write lost/out.json"), "{}", said(&output));
}

/// A device is written in the same way as a link: as an administrator, a rename would put a file in its place.
#[cfg(unix)]
#[test]
fn a_link_remains_a_link() {
    let place = place(&[("a.json", json!({ "title": "A" }))]);
    fs::write(place.path().join("real.json"), "a longer text than that of the document ".repeat(10)).unwrap();
    std::os::unix::fs::symlink("real.json", place.path().join("link.json")).unwrap();
    let output = schemawright(place.path(), &["bundle", "--schemas", "schemas", "--out", "link.json"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(fs::symlink_metadata(place.path().join("link.json")).unwrap().is_symlink());
    let document: Value = serde_json::from_slice(&fs::read(place.path().join("real.json")).unwrap()).unwrap();
    assert_eq!(document["definitions"]["A"]["title"], "A");
}
