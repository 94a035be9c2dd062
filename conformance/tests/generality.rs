//! Schemas of other projects: a small directory of our own, and two folders of a larger one if it is available.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use conformance::generality::{Report, Run, generality};
use conformance::others;
use conformance::otherwise::{self, is_named};
use xtask::workspace::root;

fn report(directory: &Path, only: &[&str], scratch: &str) -> Report {
    let run = Run {
        directory: directory.to_owned(),
        only: only.iter().map(|name| (*name).to_owned()).collect(),
        documents: false,
        typify: false,
        scratch: root().join("target/generality-test").join(scratch),
    };
    generality(&run).unwrap_or_else(|error| panic!("{error}"))
}

/// The fixtures whose types differ when their schemas are read back, by the reason. `docs/validate.md` describes the kinds.
const READ_BACK_OTHERWISE: &[(&str, &[&str])] = &[
    (
        "the schema is of 2020-12: `dependentRequired` in place of `dependencies`, a bound in place of a flag",
        &["draft-4: Tree", "drafts: Of2020"],
    ),
    ("an alias has the schema of its type", &["null-at-the-root: Person", "nullable: UpdateResponse"]),
    (
        "an open enum of strings and numbers accepts every number in the schema; beside a password, its type is one of the numbers alone",
        &[
            "passwords: *",
            "secrets: VaultPinOrSharedWordOrNumber",
            "secrets: VaultPinOrSharedWordOrNumberInteger",
            "secrets: VaultPinOrWordOrNumber",
            "secrets: VaultPinOrWordOrNumberInteger",
        ],
    ),
    (
        "an open enum beyond 64 bits accepts every integer in the schema, and the type of these has more bits",
        &["enums: Unsigned"],
    ),
    (
        "an `integer` whose constant needs more digits than a double keeps is published without the constant",
        &["enums: Far"],
    ),
    (
        "the value that a fix-up gives to an absent member is an alternative beside the enum",
        &["absent-as: AGrade", "absent-as: ARank"],
    ),
    ("a rule finds enums in place of the strings that `[[values]]` has replaced", &["described"]),
];

/// The fixtures that are tried in every run.
const SAMPLE: &[&str] = &[
    "all-of",
    "described",
    "drafts",
    "dynamic",
    "enums",
    "formats",
    "narrowing",
    "nullable",
    "numbers",
    "patterns",
    "secrets",
    "unions",
];

#[test]
fn some_fixtures_are_described() {
    are_described(SAMPLE, [40, 100]);
}

#[test]
#[ignore = "compiles all fixtures: `cargo xtask ci --only described` runs it"]
fn all_fixtures_are_described() {
    are_described(&[], [200, 600]);
}

/// Tries the types of fixtures, or of all, with all features: their examples are instances, and `JsonSchema` accepts and rejects what the
/// schemas do. So many types are tried at least, and so many are equal when their schemas are read back.
fn are_described(only: &[&str], [least, least_same]: [usize; 2]) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures");
    let run = others::Run {
        directory,
        only: only.iter().map(|name| (*name).to_owned()).collect(),
        seed: 1,
        cases: 3,
        judge: others::Judge::Program,
        scratch: root().join("target/generality-test/own"),
    };
    let report = others::others(&run).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.findings().is_empty(), "{}", report.findings().join("\n"));
    assert!(report.described() > least, "{}", report.described());
    let (same, differences) = report.read_back();
    assert!(same > least_same, "{same} types are equal when their schemas are read back");
    let is_tried = |name: &&str| only.is_empty() || only.contains(&name.split(':').next().unwrap_or(name));
    let expected: BTreeSet<&str> =
        READ_BACK_OTHERWISE.iter().flat_map(|(_, names)| *names).copied().filter(is_tried).collect();
    let new: Vec<_> =
        differences.iter().filter(|(name, _)| !expected.iter().any(|expected| is_named(expected, name))).collect();
    assert!(new.is_empty(), "{}", new.iter().map(|(name, text)| format!("{name} {text}\n\n")).collect::<String>());
    let gone: Vec<_> =
        expected.iter().filter(|expected| !differences.keys().any(|name| is_named(expected, name))).collect();
    assert!(gone.is_empty(), "these are the same again: remove them from the list: {gone:?}");
}

/// The cells of a row.
fn row(report: &Report, input: &str) -> Vec<String> {
    let table = report.table();
    let line = table.lines().find(|line| line.starts_with(&format!("| {input} |")));
    let line = line.unwrap_or_else(|| panic!("no row for {input}:\n{table}"));
    let cells: Vec<_> = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    cells[1..].to_vec()
}

#[test]
fn a_directory_becomes_a_table() {
    let report = report(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generality"), &[], "own");
    assert!(report.findings().is_empty(), "{}", report.findings().join("\n"));
    // `no-instance.json` is of no root type.
    assert_eq!(row(&report, "orders"), ["2", "0", "1 of 6", "yes", "yes", "0", "2 of 2", "2 of 2"]);
    // The body of the root type, and the one whose folder names a definition.
    assert_eq!(row(&report, "shapes")[3..], ["yes", "yes", "0", "2 of 2", "2 of 2"]);
    assert_eq!(row(&report, "openapi/ping.json"), ["1", "0", "0 of 1", "yes", "yes", "0", "", ""]);
    assert!(report.table().contains("3 of 3 inputs generate, 3 compile"), "{}", report.table());
}

#[test]
fn instances_round_trip_and_invalid_values_are_counted() {
    let run = others::Run {
        directory: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generality"),
        only: Vec::new(),
        seed: 1,
        cases: 20,
        judge: others::Judge::Program,
        scratch: root().join("target/generality-test/own"),
    };
    let report = others::others(&run).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.findings().is_empty(), "{}", report.findings().join("\n"));
    assert!(report.equal() > 50, "{}", report.equal());
    let page = report.page(&run);
    // The Model gives the same result for instances.
    let by_model = others::Run { judge: others::Judge::Model, ..run.clone() };
    let of_model = others::others(&by_model).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(of_model.equal(), report.equal());
    assert!(of_model.findings().is_empty(), "{}", of_model.findings().join("\n"));
    assert!(page.contains("| orders | 2 | 0 |"), "{page}");
    // Each value without a required member is rejected.
    let row = page.lines().find(|line| line.starts_with("| `required` | 0 | 0 |"));
    assert!(row.is_some_and(|row| !row.starts_with("| `required` | 0 | 0 | 0 |")), "{page}");
}

#[test]
fn typify_has_a_process_of_its_own() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generality");
    let count = |name: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_generality"));
        let output = program.arg(&directory).args(["--only", name, "--count-by-typify"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().parse::<usize>().unwrap()
    };
    assert!(count("orders") >= 2);
    assert!(count("openapi/ping.json") >= 1);
}

#[test]
fn a_schema_that_does_not_generate_is_a_finding() {
    let directory = tempfile::tempdir().unwrap();
    let schemas = directory.path().join("lost/schemas");
    fs::create_dir_all(&schemas).unwrap();
    fs::write(schemas.join("a.json"), r#"{"title": "A", "properties": {"b": {"type": "strnig"}}}"#).unwrap();
    let report = report(directory.path(), &[], "lost");
    assert_eq!(row(&report, "lost"), ["", "", "", "no", "", "", "", ""]);
    let findings = report.findings();
    assert!(
        findings[0].starts_with("lost does not generate: errors: 1, the first:\nerror[unknown-type]"),
        "{findings:?}"
    );
}

#[test]
fn a_name_that_no_folder_has_is_an_error() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generality");
    let run = Run {
        directory,
        only: vec!["order".to_owned()],
        documents: false,
        typify: false,
        scratch: root().join("target"),
    };
    let error = generality(&run).unwrap_err();
    assert_eq!(error, "unknown input `order`; the inputs are openapi/ping.json, orders, shapes");
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn real_schemas_generate_and_their_bodies_come_back() {
    // With `--ignored`, it runs anyway.
    if !cfg!(has_shared) {
        return;
    }
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/real");
    let report = report(&real, &["dap", "geojson"], "real");
    assert!(report.findings().is_empty(), "{}", report.findings().join("\n"));
    assert_eq!(report.equal(), 8);
}

/// Each type of other projects that differs when its schema is read back has a known reason.
#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn real_schemas_are_read_back() {
    // With `--ignored`, it runs anyway.
    if !cfg!(has_shared) {
        return;
    }
    let run = others::Run {
        directory: Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/real"),
        only: ["geojson", "oci"].map(str::to_owned).to_vec(),
        seed: 1,
        cases: 0,
        judge: others::Judge::Program,
        scratch: root().join("target/generality-test/own"),
    };
    let report = others::others(&run).unwrap_or_else(|error| panic!("{error}"));
    let (same, differences) = report.read_back();
    assert!(same > 30, "{same}");
    let new: Vec<_> = differences.iter().filter(|(name, _)| otherwise::reason(name).is_none()).collect();
    assert!(new.is_empty(), "{}", new.iter().map(|(name, text)| format!("{name} {text}\n\n")).collect::<String>());
}
