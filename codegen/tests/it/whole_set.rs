//! All schemas of this project: the output does not depend on the order of the files.

use std::fs;
use std::path::Path;

use crate::support::package;
use crate::support::scratch::Scratch;
use schemawright::{Config, Corpus, Diagnostics, Generator, Output, WireDependency};

/// Names and texts of all schema files below a directory.
fn sources(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let paths = entries.map(|entry| entry.expect("a readable directory").path());
    let json = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut sources: Vec<_> = json
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a readable file"))
        })
        .collect();
    sources.sort();
    sources
}

fn config() -> String {
    fs::read_to_string(package().join("../codegen.toml")).expect("the configuration")
}

fn generate(sources: Vec<(String, Vec<u8>)>, config: &str) -> Result<Output, Diagnostics> {
    let corpus = Corpus::from_sources(sources)?;
    let config = Config::parse("codegen.toml", config)?;
    Generator::new("").wire(WireDependency::Path(Scratch::wire())).generate_from(&corpus, &config)
}

/// A fixed pseudo-random order, from the bits of a number that is multiplied repeatedly.
fn shuffled(mut sources: Vec<(String, Vec<u8>)>, seed: u64) -> Vec<(String, Vec<u8>)> {
    let mut state = seed;
    for index in (1..sources.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(state >> 33).expect("31 bits") % (index + 1);
        sources.swap(index, other);
    }
    sources
}

#[test]
fn order_does_not_matter() {
    let (sources, config) = (sources(&package().join("../schemas")), config());
    let expected = generate(sources.clone(), &config).unwrap_or_else(|faults| panic!("{faults}")).files;
    let order = shuffled(sources.clone(), 1);
    assert_ne!(order, sources);
    let files = generate(order, &config).unwrap_or_else(|faults| panic!("{faults}")).files;
    let differ: Vec<_> = expected.iter().filter(|(path, text)| files.get(*path) != Some(text)).collect();
    assert!(differ.is_empty() && files.len() == expected.len(), "these depend on the order: {differ:?}");
}
