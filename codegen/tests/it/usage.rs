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

#[test]
fn each_call_is_counted_once() {
    let mut sources = vec![
        ("deep.json".to_owned(), json!({ "title": "Deep", "properties": { "a": { "type": "string" } } })),
        ("thing.json".to_owned(), json!({ "title": "Thing", "properties": { "deep": { "$ref": "deep.json" } } })),
    ];
    let mut paths = serde_json::Map::new();
    for index in 0..300 {
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
    let code = &output.files["src/lib.rs"];

    let thing = docs(code, "Thing");
    assert!(thing.contains("In the answer of [`Get000`], [`Get001`], ") && thing.contains(" and 276 more."), "{thing}");
    let deep = docs(code, "Deep");
    assert!(deep.contains("In the answer of [`Get000`], "), "{deep}");
    assert!(deep.contains("[`Get009`] and 290 more. Part of [`Thing`]."), "{deep}");
}
