//! The `rust-version` of each package: no dependency that it compiles needs a newer Rust.
//!
//! Clippy checks the use of the standard library (`incompatible_msrv`). The command in CONTRIBUTING.md checks the lowest versions of
//! dependencies.

use std::collections::{HashMap, HashSet};
use std::process::Command;

use crate::support::{cargo, run, workspace};
use serde_json::Value;

#[test]
fn no_dependency_needs_a_newer_rust() {
    // Only for this platform, because the packages for others have not been downloaded.
    let mut rustc = Command::new("rustc");
    rustc.arg("-vV");
    let compiler = run(rustc, true).out;
    let host = compiler.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc tells its host");
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", host];
    let printed = run(cargo(&workspace(), &arguments), true);
    let metadata: Value = serde_json::from_str(&printed.out).expect("cargo prints JSON");
    let packages: HashMap<&str, &Value> =
        list(&metadata["packages"]).map(|package| (text(&package["id"]), package)).collect();
    let dependencies: HashMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), &node["deps"])).collect();
    let mut asked = 0;
    for member in list(&metadata["workspace_members"]).map(text) {
        let declared = version(packages[member]);
        let mut reached = HashSet::new();
        let mut waiting = vec![member];
        while let Some(id) = waiting.pop() {
            if reached.insert(id) {
                let compiled = list(dependencies[id]).filter(|dependency| !is_for_tests(dependency));
                waiting.extend(compiled.map(|dependency| text(&dependency["pkg"])));
            }
        }
        for package in reached.iter().map(|id| packages[id]) {
            let needed = version(package);
            assert!(needed <= declared, "{member} declares Rust {declared:?}, {} needs {needed:?}", package["name"]);
            asked += usize::from(needed > (0, 0));
        }
    }
    assert!(asked > 50, "only {asked} packages declare the Rust that they need");
}

fn is_for_tests(dependency: &Value) -> bool {
    list(&dependency["dep_kinds"]).all(|kind| kind["kind"] == "dev")
}

/// `1.88` or `1.88.0`; none if a package has no `rust-version`.
fn version(package: &Value) -> (u32, u32) {
    let mut parts = package["rust_version"].as_str().unwrap_or("0.0").split('.').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap_or(0))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("a list").iter()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}
