//! Random schemas of all keywords: each generates, some of them compile in one crate, and instances round-trip. They are the same in every
//! run; `cargo xtask conformance --random 100000` tries more.

use conformance::any::{Report, Run, any};
use xtask::workspace::root;

/// Tries so many schemas, and compiles some.
fn tried(schemas: usize, compiled: usize) -> Report {
    let scratch = root().join("target/conformance/random");
    let run = Run { schemas, compiled, seed: 1, cases: 6, scratch: &scratch };
    let report = any(&run).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.findings.is_empty(), "{}\n\n{}", report.summary(), report.findings.join("\n\n"));
    assert_eq!((report.schemas, report.compiled), (schemas, compiled));
    assert!(report.equal > 10 * compiled, "{}", report.summary());
    report
}

#[test]
fn random_schemas_generate_and_their_instances_come_back() {
    let report = tried(500, 40);
    assert!(report.instances > 10 * 500, "{}", report.summary());
}

#[test]
#[ignore = "takes a minute: `cargo xtask ci --only random` runs it"]
fn all_random_schemas_compile() {
    tried(1_000, 1_000);
}
