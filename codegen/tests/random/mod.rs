//! Properties of the generator for any input. The fuzz targets in `fuzz/` and the tests in `any_input.rs` call the same functions.

#![allow(dead_code, reason = "each target uses a part of it")]

mod choices;
mod names;
mod schemas;

use schemawright::{Config, Corpus, Diagnostics, Generator, Output};

use choices::Choices;

/// The start of a line before a file: `--- a.json`.
pub(crate) const MARK: &str = "--- ";

/// Splits bytes into files. Text before the first mark is the file `a.json`, and `codegen.toml` is the configuration.
fn files(bytes: &[u8]) -> (Vec<(String, Vec<u8>)>, String) {
    let (mut files, mut config) = (vec![("a.json".to_owned(), Vec::new())], String::new());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(MARK.as_bytes()) {
            Some(name) => files.push((String::from_utf8_lossy(name).trim().to_owned(), Vec::new())),
            None => files.last_mut().expect("a first file").1.extend_from_slice(line),
        }
    }
    files.retain(|(name, text)| {
        if name == "codegen.toml" {
            config.push_str(&String::from_utf8_lossy(text));
        }
        name != "codegen.toml" && !(name == "a.json" && text.is_empty())
    });
    (files, config)
}

/// Generates from bytes as files. Returns whether there is an output.
pub(crate) fn check_files(bytes: &[u8]) -> bool {
    let (files, config) = files(bytes);
    let generate = |generator: Generator| {
        let config = Config::parse("codegen.toml", &config)?;
        generator.generate_from(&Corpus::from_sources(files.clone())?, &config)
    };
    holds(&generate(Generator::new("").module("crate::types"))) & holds(&generate(Generator::new("")))
}

/// Schemas made from bytes: names and texts of files.
pub(crate) fn schemas(bytes: &[u8]) -> Vec<(String, String)> {
    schemas::files(&mut Choices::new(bytes))
}

/// Schemas of a seed, the same in every run.
pub(crate) fn schemas_of_seed(seed: u64) -> Vec<(String, String)> {
    // Knuth's numbers for a linear congruential generator.
    let step =
        |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
    let states = std::iter::successors(step(&seed), step);
    let bytes: Vec<u8> = states.map(|state| state.to_be_bytes()[0]).take(300).collect();
    schemas(&bytes)
}

/// Generates from schemas made from bytes. Returns whether there is an output.
pub(crate) fn check_schemas(bytes: &[u8]) -> bool {
    let mut files = schemas(bytes);
    let generate = |files: &[(String, String)]| {
        Generator::new("").generate_from(&Corpus::from_sources(files.to_vec())?, &Config::default())
    };
    let first = generate(&files);
    files.reverse();
    match (&first, &generate(&files)) {
        (Ok(first), Ok(second)) => assert!(first.files == second.files, "the order of the files matters"),
        (Err(first), Err(second)) => {
            assert_eq!(first.to_string(), second.to_string(), "the order of the files matters")
        }
        _ => panic!("whether it generates depends on the order of the files"),
    }
    holds(&first)
}

/// Checks the properties of a result. Returns whether it is an output.
fn holds(outcome: &Result<Output, Diagnostics>) -> bool {
    match outcome {
        Ok(output) => {
            output.files.iter().for_each(|(path, text)| reads(path, text));
            explained(&output.warnings);
            true
        }
        Err(faults) => {
            assert!(faults.has_errors(), "nothing is generated, and no error says why");
            explained(faults);
            false
        }
    }
}

/// Checks that a generated file can be parsed.
fn reads(path: &str, text: &str) {
    let fault = match path.rsplit('.').next() {
        Some("rs") => syn::parse_file(text).err().map(|error| error.to_string()),
        Some("toml") => text.parse::<toml::Table>().err().map(|error| error.to_string()),
        Some("json") => text.parse::<serde_json::Value>().err().map(|error| error.to_string()),
        _ => None,
    };
    assert_eq!(fault, None, "{path}:\n{text}");
}

/// Checks that every diagnostic can be printed, and that none reports a panic.
fn explained(faults: &Diagnostics) {
    for fault in faults.iter() {
        let text = fault.to_string();
        assert!(!text.contains("internal error"), "{text}");
    }
}
