//! The published schemas, without the handwritten files: they generate, and the types compile.

#[path = "../../codegen/tests/support/mod.rs"]
mod support;

use std::fs;

use schemawright::{Config, Corpus, Generator, WireDependency};
use support::scratch::Scratch;
use xtask::workspace::root;

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn published_schemas_generate_and_compile() {
    let config = fs::read_to_string(root().join("codegen.toml")).expect("the configuration");
    let config = Config::parse("codegen.toml", &config).unwrap_or_else(|faults| panic!("{faults}"));
    let directory = root().join("../shared/upstream/json-schema");
    let corpus = Corpus::read(&directory).unwrap_or_else(|faults| panic!("{faults}"));
    let generator = Generator::new("").wire(WireDependency::Path(Scratch::wire()));
    let output = generator.generate_from(&corpus, &config.for_other_schemas());
    let output = output.unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(output.schemas, 716);
    let mut scratch = Scratch::new("upstream");
    scratch.add("upstream", output.files);
    scratch.write();
    scratch.cargo(&["check", "--quiet", "--tests"]);
    scratch.cargo(&["doc", "--quiet", "--no-deps"]);
}
