//! Random schemas of all keywords: each generates, all of them compile in one crate, and instances round-trip. They are the same in every
//! run; `cargo xtask conformance --random 100000` tries more.

use conformance::any::{Run, any};
use xtask::workspace::root;

#[test]
fn random_schemas_generate_and_their_instances_come_back() {
    let scratch = root().join("target/conformance/random");
    let run = Run { schemas: 1_000, compiled: 1_000, seed: 1, cases: 6, scratch: &scratch };
    let report = any(&run).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.findings.is_empty(), "{}\n\n{}", report.summary(), report.findings.join("\n\n"));
    assert_eq!((report.schemas, report.compiled), (1_000, 1_000));
    assert!(report.equal > 10_000, "{}", report.summary());
}
