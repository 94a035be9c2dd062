//! The page for users of the official SDK names modules, types and values that exist: those of this crate, and those of the SDK if its
//! sources are on this machine.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap().replace("\r\n", "\n")
}

fn page() -> String {
    text("docs/from-the-sdk.md")
}

/// The rows of the table with this head: the spans of code in both cells, and the text of the second one.
fn rows(head: &str) -> Vec<(Vec<String>, Vec<String>, String)> {
    let page = page();
    let (_, table) = page.split_once(&format!("| {head} | here |\n| --- | --- |\n")).unwrap();
    let code = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let rows = table.lines().take_while(|line| line.starts_with('|')).map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").collect();
        assert_eq!(cells.len(), 2, "{line}");
        (code(cells[0]), code(cells[1]), cells[1].to_owned())
    });
    rows.collect()
}

/// The modules of this crate with generated types.
fn modules() -> BTreeSet<String> {
    let types: Value = serde_json::from_str(&text("generated/types.json")).unwrap();
    let mut modules = BTreeSet::new();
    for ty in types.as_array().unwrap() {
        let path = ty["rust"].as_str().unwrap();
        modules.extend(path.match_indices("::").map(|(end, _)| path[..end].to_owned()));
    }
    modules
}

const TABLES: [(&str, &str); 2] = [("consumer", "in `stytch::consumer`"), ("b2b", "in `stytch::b2b`")];

#[test]
fn modules_exist_here() {
    let modules = modules();
    let mut count = 0;
    for (_, head) in TABLES {
        for (theirs, ours, text) in rows(head) {
            // `…::clients` continues the first name of the cell.
            let first = ours.first().cloned().unwrap_or_default();
            let mut paths: Vec<String> = ours.iter().map(|path| path.replace('…', &first)).collect();
            if text.starts_with("the same, with `::v1`") {
                paths = theirs.iter().map(|module| format!("{module}::v1")).collect();
            } else {
                assert_eq!(paths.len(), theirs.len(), "as many names on both sides: {text}");
            }
            for path in paths {
                assert!(modules.contains(&path), "{path} is not a module");
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count} modules");
}

#[test]
#[cfg(feature = "full")]
fn the_open_enum_has_as_many_values() {
    let count = stytch_types::error::ErrorType::KNOWN.len();
    let expected = format!("an open enum of {count} values");
    assert!(page().contains(&expected), "expected {expected}");
}

/// The sources of the version of the SDK that the page is about, in cargo's registry.
fn sdk() -> Option<PathBuf> {
    let page = page();
    let (_, version) = page.split_once("crates.io/crates/stytch) (")?;
    let version = version.split_once(' ')?.0;
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = fs::read_dir(cargo.join("registry/src")).ok()?;
    let sources = registries.map(|entry| entry.unwrap().path().join(format!("stytch-{version}.0/src")));
    sources.into_iter().find(|source| source.exists())
}

#[test]
fn all_modules_of_the_sdk_are_listed() {
    let Some(sdk) = sdk() else {
        println!("ignored: the sources of the SDK are not in cargo's registry");
        return;
    };
    for (name, head) in TABLES {
        let listed: BTreeSet<String> = rows(head).into_iter().flat_map(|(theirs, ..)| theirs).collect();
        let modules = fs::read_to_string(sdk.join(name).join("mod.rs")).unwrap();
        let modules = modules.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
        let modules: BTreeSet<String> = modules.filter(|module| *module != "client").map(str::to_owned).collect();
        assert!(modules.len() > 20, "{modules:?}");
        assert_eq!(listed, modules, "of {name}");
    }
}

/// The workspace of the benchmarks compiles with the SDK.
#[test]
fn the_example_of_the_sdk_is_compiled() {
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let page = page();
    let (_, example) = page.split_once("```rust,ignore\n").unwrap();
    let example = lines(example.split_once("\n```").unwrap().0);
    let compiled = lines(&text("bench/src/from_the_sdk.rs"));
    assert!(example.len() > 5 && compiled.windows(example.len()).any(|window| window == example), "{example:#?}");
}
