//! The published schemas, without the handwritten files: they generate, and the types compile.

#[path = "../../codegen/tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;

use schemawright::{Config, Corpus, Generator, WireDependency};
use support::scratch::Scratch;
use xtask::workspace::root;

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn published_schemas_generate() {
    // With `--ignored`, it runs anyway.
    if !cfg!(has_shared) {
        return;
    }
    published();
}

#[test]
#[ignore = "takes half a minute: `cargo xtask ci --only published` runs it"]
fn published_schemas_compile() {
    if !cfg!(has_shared) {
        println!("skipped: ../shared is not there");
        return;
    }
    let mut scratch = Scratch::new("upstream");
    scratch.add("upstream", published());
    scratch.write();
    scratch.cargo(&["check", "--quiet", "--tests"]);
    scratch.cargo(&["doc", "--quiet", "--no-deps"]);
}

/// The package of the published schemas.
fn published() -> BTreeMap<String, String> {
    let config = fs::read_to_string(root().join("codegen.toml")).expect("the configuration");
    let config = Config::parse("codegen.toml", &config).unwrap_or_else(|faults| panic!("{faults}"));
    let directory = root().join("../shared/upstream/json-schema");
    let corpus = Corpus::read(&directory).unwrap_or_else(|faults| panic!("{faults}"));
    let generator = Generator::new("").wire(WireDependency::Path(Scratch::wire()));
    let output = generator.generate_from(&corpus, &config.for_other_schemas());
    let output = output.unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(output.schemas, 716);
    output.files
}
