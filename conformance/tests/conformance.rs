//! The generated types against their schemas, with a small budget; `cargo xtask conformance` has a larger one.

use std::path::Path;

use conformance::additive::{Extent, additive};
use conformance::{Report, Run, conformance};
use xtask::workspace::root;

fn check(schemas: &Path, config: Option<&Path>, run: &Run) -> Report {
    let report = conformance(schemas, config, run).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.findings.is_empty(), "{}", report.findings.join("\n"));
    assert!(report.untried.is_empty(), "{}", report.untried.join("\n"));
    report
}

/// Checks our types; those of some features are compiled, or all of them.
fn own(compiled: &[&str], scratch: &str) -> Report {
    let compiled = compiled.iter().map(|name| (*name).to_owned()).collect();
    let run = Run { seed: 20_260_101, cases: 3, compiled, scratch: root().join("target/conformance").join(scratch) };
    let report = check(&root().join("schemas"), Some(&root().join("codegen.toml")), &run);
    assert_eq!(report.schemas, 746);
    assert!(report.types >= 746);
    assert!(report.instances() > 4_000, "{}", report.instances());
    report
}

#[test]
fn our_types_follow_their_schemas() {
    let report = own(&["b2b-session-v1", "fraud-v1", "management-event-log-streaming-v3"], "own-sample");
    assert!(report.compiled > 200, "{}", report.compiled);
}

#[test]
#[ignore = "compiles all types: `cargo xtask ci --only conformance` runs it"]
fn all_our_types_follow_their_schemas() {
    // The directory of the command, so that the two share their builds.
    let report = own(&[], "own");
    assert_eq!(report.compiled, report.types);
}

#[test]
fn other_schemas_will_do() {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "order.json",
            r#"{"$id": "https://example.com/order.json", "type": "object", "required": ["id", "lines", "state"],
                "properties": {"id": {"type": "string", "pattern": "^o-[0-9]{4}$"}, "state": {"const": "open"},
                "lines": {"type": "array", "minItems": 1, "items": {"$ref": "line.json"}},
                "note": {"type": ["string", "null"]}, "parent": {"$ref": "order.json"}}, "additionalProperties": false}"#,
        ),
        (
            "line.json",
            r#"{"$id": "https://example.com/line.json", "type": "object", "required": ["amount"],
                "properties": {"amount": {"type": "number", "exclusiveMinimum": 0}, "kind": {"enum": ["piece", "weight"]}}}"#,
        ),
        (
            "count.json",
            r##"{"$id": "#/components/schemas/Count", "type": "integer", "format": "int32", "minimum": 0}"##,
        ),
        (
            "counts.json",
            r##"{"title": "Counts", "type": "object", "additionalProperties": {"$ref": "#/components/schemas/Count"}}"##,
        ),
    ] {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    let run = Run { seed: 1, cases: 60, compiled: Vec::new(), scratch: root().join("target/conformance/test") };
    let report = check(directory.path(), None, &run);
    assert_eq!(report.schemas, 4);
    assert!(report.instances() > 60, "{}", report.instances());
}

#[test]
#[ignore = "takes a minute: `cargo xtask ci --only conformance` runs it"]
fn additions_to_our_schemas_are_additive() {
    let (schemas, config) = (root().join("schemas"), root().join("codegen.toml"));
    let scratch = root().join("target/conformance/own/additive");
    let report = additive(&schemas, Some(&config), Extent::Sample, &scratch).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.findings.is_empty(), "{}", report.findings.join("\n"));
    assert!(report.additions > 5_000, "{}", report.additions);
}
