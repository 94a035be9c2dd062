//! Foreign text in rustdoc: it runs nothing, and causes no warning.

#[path = "../support/hostile_prose.rs"]
mod hostile_prose;

use std::fmt::Write as _;

use crate::support::scratch::Scratch;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config as Cases, RngAlgorithm, TestRng, TestRunner};
use schemawright::{Config, Corpus, Generator, WireDependency};
use serde_json::{Map, Value, json};

/// Hostile texts, the same in every run.
fn texts(count: usize) -> Vec<String> {
    let mut runner = TestRunner::new_with_rng(Cases::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = hostile_prose::texts();
    let mut texts: Vec<_> =
        (0..count - 2).map(|_| strategy.new_tree(&mut runner).expect("it takes all").current()).collect();
    let padding = "padding ".repeat(15);
    texts.push(format!("```rust {padding} compile_error!() ```"));
    texts.push(format!("- ```rust {padding} compile_error!() ```"));
    texts
}

#[test]
fn rustdoc_runs_nothing_and_complains_of_nothing() {
    has_harmless_pages(&texts(50));
}

#[test]
#[ignore = "takes half a minute: `cargo xtask ci --only foreign` runs it"]
fn the_pages_of_more_texts_are_harmless() {
    has_harmless_pages(&texts(200));
}

/// Makes the pages of one package with each text in every place of foreign prose: types, members, values, titles, `default`s, examples,
/// patterns, modules, identifiers, the package, fix-ups.
fn has_harmless_pages(texts: &[String]) {
    let mut files = Vec::new();
    let mut config = String::from("[package]\nname = \"hostile-prose\"\n");
    let _ = writeln!(config, "description = {0}\ndoc = {0}", toml(&texts[texts.len() - 2]));
    let mut members = Map::new();
    for (index, text) in texts.iter().enumerate() {
        members.insert(
            format!("m{index}"),
            json!({ "type": "string", "description": text, "default": text, "examples": [text], "pattern": text, "format": text }),
        );
        members.insert(
            format!("n{index}"),
            json!({ "not": { "const": text }, "patternProperties": { text: { "pattern": text } } }),
        );
        let schema = json!({ "title": format!("T{index} {text}"), "description": text, "enum": [format!("v{index}{}", text.chars().take(80).collect::<String>())] });
        files.push((format!("t{index}.json"), schema.to_string()));
        let _ = writeln!(
            config,
            "[[rename]]\nfile = \"t{index}.json\"\nto = \"m{index}::T{index}\"\n[module]\n[[id]]\ntype = \"Id{index}\"\n\
             member = \"id{index}\"\ndoc = {}",
            toml(text)
        );
        members.insert(format!("id{index}"), json!({ "type": "string" }));
    }
    config = config.replace("[module]\n", "");
    config.push_str("[module]\n");
    for (index, text) in texts.iter().enumerate() {
        let _ = writeln!(config, "m{index} = {}", toml(text));
    }
    files.push(("all.json".to_owned(), json!({ "title": "All", "properties": Value::Object(members) }).to_string()));
    let corpus = Corpus::from_sources(files).unwrap_or_else(|faults| panic!("{faults}"));
    let config = Config::parse("codegen.toml", &config).unwrap_or_else(|faults| panic!("{faults}"));
    let generator = Generator::new("").wire(WireDependency::Path(Scratch::wire()));
    let output = generator.generate_from(&corpus, &config).unwrap_or_else(|faults| panic!("{faults}"));

    let mut scratch = Scratch::new("prose");
    scratch.add("hostile-prose", output.files);
    scratch.write();
    scratch.cargo(&["doc", "--quiet", "--no-deps"]);
    let (done, text) = scratch.run(&["test", "--doc"], true);
    assert!(done && text.contains("running 0 tests"), "{text}");
}

fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(quoted, "\\{c}"),
            c if c.is_control() => write!(quoted, "\\u{:04x}", u32::from(c)),
            c => write!(quoted, "{c}"),
        };
    }
    quoted + "\""
}
