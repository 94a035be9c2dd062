//! `generated/` is up to date: the check of CI as an ordinary test.

use std::fs;

use schemawright::{Generator, WireDependency};
use xtask::workspace;

#[test]
fn generated_is_in_step_with_the_schemas() {
    let root = workspace::root();
    let generator = Generator::new(root.join("schemas")).config(root.join("codegen.toml"));
    let output = generator.wire(WireDependency::Path("../wire".to_owned())).generate().expect("our schemas are right");
    let stale: Vec<_> = output
        .files
        .iter()
        .filter(|(path, text)| {
            let there = fs::read_to_string(root.join("generated").join(path)).unwrap_or_default();
            there.replace("\r\n", "\n") != **text
        })
        .map(|(path, _)| path)
        .collect();
    assert!(stale.is_empty(), "run `cargo xtask regen`; out of step: {stale:?}");
}
