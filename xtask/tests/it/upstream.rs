//! Two real states of the API, three months apart: the facts of `docs/diff-example.md`. Ignored if they are not available.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn upstream() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/upstream")
}

fn xtask(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn worked_example() {
    // With `--ignored`, it runs anyway.
    if !cfg!(has_shared) {
        return;
    }
    let upstream = upstream();
    let scratch = tempfile::tempdir().unwrap();
    let earlier = scratch.path().join("earlier");
    let (document, later) = (upstream.join("openapi-earlier.yml"), upstream.join("json-schema"));
    let [document, later, earlier] = [&document, &later, &earlier].map(|path| path.to_str().unwrap());
    let said = xtask(&["sync", document, "--schemas", earlier]);
    assert!(said.contains("561 added, 0 changed, 0 removed, 0 unchanged, 0 left alone"), "{said}");
    // The folder has no operations.
    std::fs::remove_file(scratch.path().join("earlier/operations.json")).unwrap();

    let report: Value =
        serde_json::from_str(&xtask(&["diff", earlier, later, "--config", "../codegen.toml", "--format", "json"]))
            .unwrap();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for change in report["changes"].as_array().unwrap() {
        let word = |member: &str| change[member].as_str().unwrap().to_owned();
        *counts.entry((word("level"), word("rule"))).or_default() += 1;
    }
    let example =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff-example.md")).unwrap();
    let told: BTreeMap<(String, String), usize> = example.lines().filter_map(row).collect();
    assert_eq!(counts, told, "docs/diff-example.md is out of step");
    assert_eq!(report["verdict"], "major");
}

/// Level, rule and count of `| breaking | \`type-removed\` | 37 |`.
fn row(line: &str) -> Option<((String, String), usize)> {
    let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
    let [level, rule, count] = cells[..] else { return None };
    let rule = rule.strip_prefix('`')?.strip_suffix('`')?;
    Some(((level.to_owned(), rule.to_owned()), count.parse().ok()?))
}
