//! Types by typify, as users compile them: as a package, and as a module of another package; and schemas that typify does not convert.

#![cfg(feature = "typify")]

use std::collections::BTreeMap;

use crate::support::scratch::Scratch;
use schemawright::{Backend, Config, Corpus, Diagnostics, Generator, Output};

/// A union by a tag, a circular reference, a map, an open object, and two inline types of one name.
const SCHEMAS: &[(&str, &str)] = &[
    (
        "event.json",
        r##"{"title": "Event", "oneOf": [{"$ref": "#/$defs/Opened"}, {"$ref": "#/$defs/Closed"}], "$defs": {
            "Opened": {"type": "object", "properties": {"kind": {"const": "opened"}, "by": {"$ref": "user.json"}}, "required": ["kind", "by"]},
            "Closed": {"type": "object", "properties": {"kind": {"const": "closed"}, "why": {"type": "string"}}, "required": ["kind", "why"]}}}"##,
    ),
    (
        "user.json",
        r##"{"title": "User", "type": "object", "required": ["name", "friends", "counts"], "properties": {
            "name": {"type": "string"}, "friends": {"type": "array", "items": {"$ref": "#"}},
            "best": {"$ref": "#"}, "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
            "state": {"type": "string", "enum": ["on", "off"]}}}"##,
    ),
    (
        "page.json",
        r#"{"title": "Page", "type": "object", "required": ["events"], "properties": {
            "events": {"type": "array", "items": {"$ref": "event.json"}}, "user": {"type": "object", "properties": {"id": {"type": "integer"}}}}}"#,
    ),
];

const CALLER: &str = r#"
use TYPES::{Event, Page};

#[test]
fn a_body_decodes_and_comes_back() {
    let body = serde_json::json!({ "events": [
        { "kind": "closed", "why": "done" },
        { "kind": "opened", "by": { "name": "a", "friends": [{ "name": "b", "friends": [], "counts": {} }], "counts": { "x": 2 }, "state": "off" } },
    ], "user": { "id": 1 } });
    let page: Page = serde_json::from_value(body.clone()).unwrap();
    assert!(matches!(&page.events[0], Event::Closed { .. }), "{page:?}");
    assert_eq!(serde_json::to_value(&page).unwrap(), body);
    assert!(serde_json::from_str::<Page>("{}").is_err());
}
"#;

fn generate(generator: Generator, schemas: &[(&str, &str)], config: &str) -> Result<Output, Diagnostics> {
    let corpus = Corpus::from_sources(schemas.to_vec())?;
    generator.backend(Backend::Typify).generate_from(&corpus, &Config::parse("codegen.toml", config)?)
}

#[test]
fn a_package_and_a_module_compile_and_decode() {
    let mut scratch = Scratch::new("by-typify");
    let config = "[package]\nname = \"Their--Types\"\n";
    let mut files = generate(Generator::new(""), SCHEMAS, config).unwrap_or_else(|faults| panic!("{faults}")).files;
    assert_eq!(files.keys().collect::<Vec<_>>(), ["Cargo.toml", "rustfmt.toml", "src/lib.rs"]);
    assert!(!files["src/lib.rs"].contains("schemawright_wire"));
    let manifest = files.get_mut("Cargo.toml").unwrap();
    manifest.push_str("\n[dev-dependencies]\nserde_json = \"1\"\n");
    files.insert("tests/caller.rs".to_owned(), CALLER.replace("TYPES", "Their__Types"));
    scratch.add("Their--Types", files);

    let module = generate(Generator::new("").module("crate::types"), SCHEMAS, "").unwrap().files;
    assert_eq!(module.keys().collect::<Vec<_>>(), ["src/lib.rs"]);
    let manifest = "[package]\nname = \"with-module\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
        serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    let lib = "#[allow(warnings)]\npub mod types {\n    include!(\"generated.rs\");\n}\n";
    let files = [
        ("Cargo.toml", manifest),
        ("src/lib.rs", lib),
        ("src/generated.rs", &module["src/lib.rs"]),
        ("tests/caller.rs", &CALLER.replace("TYPES", "with_module::types")),
    ];
    let files: BTreeMap<String, String> =
        files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    scratch.add("with-module", files);
    scratch.write();
    scratch.cargo(&["test", "--quiet"]);
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let text = |schemas: &[(&str, &str)]| generate(Generator::new(""), schemas, "").unwrap().files;
    let reversed: Vec<_> = SCHEMAS.iter().rev().copied().collect();
    assert_eq!(text(SCHEMAS), text(&reversed));
}

/// The reported errors of schemas.
fn fault(schemas: &[(&str, &str)]) -> String {
    generate(Generator::new(""), schemas, "").expect_err("it is not converted").to_string()
}

#[test]
fn members_that_typify_gives_one_name_are_an_error() {
    let schema =
        r#"{"title": "A", "type": "object", "properties": {"a b": {"type": "string"}, "a-b": {"type": "string"}}}"#;
    assert_eq!(
        fault(&[("fine.json", r#"{"title": "Fine", "type": "string"}"#), ("a.json", schema)]),
        "error[not-convertible]: typify can't convert this schema: the field `a_b` of `A` is written for two members\n  \
         at a.json:1:1\n  help: write it with simpler keywords, or generate without typify"
    );
}

#[test]
fn types_that_typify_gives_one_name_are_an_error() {
    let schema = r##"{"title": "A", "type": ["object", "null"], "properties": {"next": {"$ref": "#"}}}"##;
    assert_eq!(
        fault(&[("a.json", schema), ("fine.json", r#"{"title": "Fine", "type": "string"}"#)]),
        "error[not-convertible]: typify can't convert this schema: the type `A` is written for two schemas\n  \
         at a.json:1:1\n  help: write it with simpler keywords, or generate without typify"
    );
}

#[test]
fn errors_of_typify_have_their_places() {
    let odd = r#"
{"title": "Odd", "properties": {"a": {"type": "array", "items": [{"type": "string"}], "additionalItems": {"type": "integer"}}}}"#;
    let user = r#"{"title": "User", "type": "object", "properties": {"odd": {"$ref": "odd.json"}}}"#;
    assert_eq!(
        fault(&[("fine.json", r#"{"title": "Fine", "type": "string"}"#), ("odd.json", odd), ("user.json", user)]),
        "error[not-convertible]: typify can't convert this schema: invalid schema for Odd_a: unhandled array validation\n  \
         at odd.json:2:1\n  help: write it with simpler keywords, or generate without typify"
    );
    assert_eq!(
        fault(&[
            ("a.json", r#"{"title": "A", "oneOf": [{"$ref": "b.json"}, {"type": "string"}]}"#),
            ("b.json", r#"{"allOf": [{"$ref": "a.json"}]}"#)
        ]),
        "error[circular-ref]: typify does not support this schema: it contains itself\n  at a.json:1:1\n  \
         help: give the schema properties of its own, or remove the reference"
    );
    assert!(fault(&[("a.json", r#"{"$ref": "lost.json"}"#)]).starts_with("error[unresolved-ref]: "));
}

#[test]
fn errors_in_schemas_are_reported_as_without_typify() {
    let schemas = [("a.json", r#"{"title": "A", "type": "object", "propertys": {}}"#)];
    let corpus = Corpus::from_sources(schemas).unwrap();
    let own = Generator::new("").generate_from(&corpus, &Config::default()).unwrap().warnings;
    assert_eq!(own.len(), 1);
    assert_eq!(generate(Generator::new(""), &schemas, "").unwrap().warnings.to_string(), own.to_string());
}
