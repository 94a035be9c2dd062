//! The commands of rustdoc that make the pages of the workspace's libraries.
//!
//! `cargo doc` checks all dependencies again, which takes more time than the pages. The tests have compiled these dependencies, and for
//! documentation tests cargo runs rustdoc with them. So cargo runs this program in place of rustdoc, which records the arguments
//! and the variables of the package.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs, thread};

use serde_json::json;

use super::binaries;
use super::stages::{Outcome, run};
use crate::cargo::hand_over;
use crate::workspace::root;

/// The environment variable with the directory of the records.
const RECORDS: &str = "XTASK_RUSTDOC_RECORDS";

/// The libraries that users read about, in the order of their dependencies: rustdoc links to pages that exist. No library of one list
/// depends on one of the other.
pub(super) const PUBLIC: &[&[&str]] =
    &[&["schemawright_wire", "stytch_types_generated", "stytch_types"], &["schemawright"]];

/// The others.
pub(super) const TOOLS: &[&[&str]] = &[&["schemawright_diff", "schemawright_cli", "xtask", "conformance"]];

/// Records the arguments if cargo runs this program as rustdoc.
#[must_use]
pub fn recorded() -> Option<ExitCode> {
    let directory = PathBuf::from(env::var_os(RECORDS)?);
    let arguments: Vec<String> = env::args().skip(1).collect();
    let name = arguments.iter().skip_while(|argument| *argument != "--crate-name").nth(1);
    let Some(name) = name.filter(|_| arguments.iter().any(|argument| argument == "--test")) else {
        // Cargo asks for its version.
        let mut rustdoc = Command::new("rustdoc");
        rustdoc.args(&arguments);
        return Some(hand_over(rustdoc));
    };
    let of_package = |name: &str| name.starts_with("CARGO_") || name == "OUT_DIR";
    let variables: BTreeMap<String, String> = env::vars().filter(|(name, _)| of_package(name)).collect();
    match fs::write(directory.join(name), json!([arguments, variables]).to_string()) {
        Ok(()) => Some(ExitCode::SUCCESS),
        Err(_) => Some(ExitCode::FAILURE),
    }
}

/// Makes the pages of the libraries in these lists, some at once.
pub(super) fn document(pages: &Path, lists: &[&[&str]]) -> Outcome {
    let records = root().join("target/tmp/rustdoc");
    if let Err(error) = record(&records) {
        return Outcome::Failed(error);
    }
    let faults: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> =
            lists.iter().map(|libraries| scope.spawn(|| in_order(libraries, &records, pages))).collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap_or_else(|_| Some("a panic".to_owned()))).collect()
    });
    if faults.is_empty() { Outcome::Passed } else { Outcome::Failed(faults.join(", ")) }
}

/// Runs the documentation tests with this program in place of rustdoc.
fn record(records: &Path) -> Result<(), String> {
    let unwritten = |error| format!("can't write {}: {error}", records.display());
    if records.exists() {
        fs::remove_dir_all(records).map_err(unwritten)?;
    }
    fs::create_dir_all(records).map_err(unwritten)?;
    let program = env::current_exe().map_err(|error| format!("this program has no path: {error}"))?;
    let mut tests = binaries::doc_tests();
    tests.env("RUSTDOC", program).env(RECORDS, records).env("RUSTDOCFLAGS", "-Dwarnings").stdout(Stdio::null());
    match run(tests) {
        Outcome::Failed(why) => Err(why),
        Outcome::Passed | Outcome::Skipped(_) => every_library_is_listed(records),
    }
}

/// Otherwise, a new package would have no pages, and nobody would notice.
fn every_library_is_listed(records: &Path) -> Result<(), String> {
    let entries = fs::read_dir(records).map_err(|error| error.to_string())?;
    for entry in entries {
        let name = entry.map_err(|error| error.to_string())?.file_name().to_string_lossy().into_owned();
        if ![PUBLIC, TOOLS].concat().concat().contains(&&*name) {
            return Err(format!("the library `{name}` is not listed in xtask/src/ci/rustdoc.rs"));
        }
    }
    Ok(())
}

/// Makes the pages of libraries, one after another. Returns the first failure.
fn in_order(libraries: &[&str], records: &Path, pages: &Path) -> Option<String> {
    libraries.iter().find_map(|name| {
        let recorded = match fs::read(records.join(name)) {
            Ok(recorded) => recorded,
            Err(error) => return Some(format!("cargo has no documentation tests of {name}: {error}")),
        };
        let (recorded, variables): (Vec<String>, BTreeMap<String, String>) = match serde_json::from_slice(&recorded) {
            Ok(recorded) => recorded,
            Err(error) => return Some(format!("the record of {name}: {error}")),
        };
        let mut rustdoc = Command::new("rustdoc");
        rustdoc.args(arguments(&recorded)).arg("--out-dir").arg(pages).envs(variables).current_dir(root());
        match run(rustdoc) {
            Outcome::Failed(why) => Some(format!("{name}: {why}")),
            Outcome::Passed | Outcome::Skipped(_) => None,
        }
    })
}

/// The arguments of rustdoc for pages, made of those for tests.
fn arguments(recorded: &[String]) -> Vec<&str> {
    let mut arguments = Vec::new();
    let mut recorded = recorded.iter();
    while let Some(argument) = recorded.next() {
        match &**argument {
            "--test" => {}
            "--test-run-directory" => {
                recorded.next();
            }
            argument => arguments.push(argument),
        }
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn pages_need_no_tests() {
        let recorded =
            ["--crate-name", "wire", "--test", "src/lib.rs", "--test-run-directory", "/a b", "--cfg", "x=\"y\""];
        let recorded = recorded.map(str::to_owned);
        assert_eq!(arguments(&recorded), ["--crate-name", "wire", "src/lib.rs", "--cfg", "x=\"y\""]);
    }
}
