//! The usage in the documentation of a type, for an API with many calls.

use schemawright::{Config, Corpus, Generator};
use serde_json::json;

/// The documentation before a type, as one text.
fn docs(code: &str, name: &str) -> String {
    let (before, _) = code.split_once(&format!("\npub struct {name} {{")).unwrap_or_else(|| panic!("no {name}"));
    let (_, item) = before.rsplit_once("\n\n").expect("an item before it");
    let lines: Vec<&str> = item.lines().filter_map(|line| line.strip_prefix("/// ")).collect();
    lines.join(" ")
}

/// The types of an API in which each of so many calls answers with a `Thing` that contains a `Deep`, and the first ten also with a `Deep`.
fn types(calls: usize) -> String {
    let mut sources = vec![
        ("deep.json".to_owned(), json!({ "title": "Deep", "properties": { "a": { "type": "string" } } })),
        ("thing.json".to_owned(), json!({ "title": "Thing", "properties": { "deep": { "$ref": "deep.json" } } })),
    ];
    let mut paths = serde_json::Map::new();
    for index in 0..calls {
        let title = format!("Answer{index:03}");
        let properties = if index < 10 {
            json!({ "thing": { "$ref": "thing.json" }, "deep": { "$ref": "deep.json" } })
        } else {
            json!({ "thing": { "$ref": "thing.json" } })
        };
        let file = format!("answer{index}.json");
        let answer =
            json!({ "200": { "description": "", "content": { "application/json": { "schema": { "$ref": file } } } } });
        sources.push((file, json!({ "title": title, "properties": properties })));
        paths.insert(
            format!("/{index:03}"),
            json!({ "get": { "operationId": format!("Get{index:03}"), "responses": answer } }),
        );
    }
    sources.push(("paths.json".to_owned(), json!({ "openapi": "3.1.0", "paths": paths })));
    let corpus = Corpus::from_sources(sources.into_iter().map(|(name, text)| (name, text.to_string()))).unwrap();
    let output = Generator::new("").generate_from(&corpus, &Config::default()).unwrap();
    output.files["src/lib.rs"].clone()
}

#[test]
fn the_first_calls_are_listed() {
    let code = types(300);
    let thing = docs(&code, "Thing");
    assert!(thing.contains("In the answer of [`Get000`], [`Get001`], "), "{thing}");
    assert!(thing.contains("[`Get023`] and others."), "{thing}");
    let deep = docs(&code, "Deep");
    assert!(deep.contains("In the answer of [`Get000`], "), "{deep}");
    assert!(deep.contains("[`Get009`] and others. Part of [`Thing`]."), "{deep}");
}

/// Otherwise, each call would change the pages of all types in its body and its response.
#[test]
fn one_more_call_changes_nothing() {
    let (few, more) = (types(100), types(101));
    for name in ["Thing", "Deep"] {
        assert_eq!(docs(&few, name), docs(&more, name));
    }
}
