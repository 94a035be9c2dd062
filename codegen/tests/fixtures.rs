//! One folder of schemas for each rule: the expected output, and that it compiles and works.
//!
//! `UPDATE_EXPECT=1 cargo test -p schemawright --test fixtures` rewrites the expected output. The `tests/` of a fixture are tests of its
//! generated package.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schemawright::Output;
use similar::TextDiff;
use support::scratch::Scratch;
use support::{Fixture, files_below, write_if_changed};

/// Files that are not reviewed: a digest, and a file that is the same in every package.
const UNCHECKED: &[&str] = &["inputs.digest", "rustfmt.toml"];

/// From `expected/` to `schemawright-wire`.
const WIRE: &str = "../../../../../wire";

#[test]
fn output_is_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value != "0");
    let mut differences = String::new();
    for fixture in Fixture::all() {
        match fixture.generate(WIRE) {
            Ok(output) if update => rewrite(&fixture, &checked(output)),
            Ok(output) => compare(&fixture, &checked(output), &mut differences),
            Err(faults) => {
                let _ = writeln!(differences, "{} does not generate:\n{faults}\n", fixture.name);
            }
        }
    }
    assert!(
        differences.is_empty(),
        "\n{differences}\nIf this is meant: UPDATE_EXPECT=1 cargo test -p schemawright --test fixtures\n"
    );
}

fn checked(output: Output) -> BTreeMap<String, String> {
    output.files.into_iter().filter(|(path, _)| !UNCHECKED.contains(&path.as_str())).collect()
}

fn rewrite(fixture: &Fixture, files: &BTreeMap<String, String>) {
    let directory = fixture.expected();
    for stale in files_below(&directory).keys().filter(|path| !files.contains_key(*path)) {
        std::fs::remove_file(directory.join(stale)).expect("a writable directory");
    }
    for (path, text) in files {
        write_if_changed(&directory.join(path), text);
    }
}

fn compare(fixture: &Fixture, files: &BTreeMap<String, String>, differences: &mut String) {
    let expected = files_below(&fixture.expected());
    for (path, text) in files {
        let old = expected.get(path).map_or("", String::as_str);
        if old != text {
            let diff = TextDiff::from_lines(old, text.as_str());
            let path = format!("{}/expected/{path}", fixture.name);
            let _ = writeln!(differences, "{}", diff.unified_diff().header(&path, "as generated"));
        }
    }
    for path in expected.keys().filter(|path| !files.contains_key(*path)) {
        let _ = writeln!(differences, "{}/expected/{path} is not generated any more", fixture.name);
    }
}

#[test]
fn output_compiles_and_works() {
    // The generated tests of a package would compile it a second time.
    let mut scratch =
        packages(|manifest| manifest.replace("\n[dependencies]\n", "\n[lib]\ntest = false\n\n[dependencies]\n"));
    // The lint that its users run has no warning either.
    scratch.linted();
    let (tested, others): (Vec<_>, Vec<_>) = Fixture::all().into_iter().partition(Fixture::has_tests);
    for (command, fixtures) in [(&["test", "--quiet", "--tests", "--no-fail-fast"][..], tested), (&["check"], others)] {
        let packages: Vec<_> = fixtures.iter().map(|fixture| format!("--package={}", fixture.package())).collect();
        if !packages.is_empty() {
            scratch.cargo(&command.iter().copied().chain(packages.iter().map(String::as_str)).collect::<Vec<_>>());
        }
    }
}

#[test]
#[ignore = "takes a minute: `cargo xtask ci --only fixtures` runs it"]
fn generated_tests_pass_and_pages_have_no_warnings() {
    let mut scratch = packages(str::to_owned);
    scratch.linted().cargo(&["test", "--quiet", "--workspace", "--lib", "--no-fail-fast"]);
    // Prose of schemas must not become a broken link, or HTML.
    scratch.cargo(&["doc", "--quiet", "--workspace", "--no-deps"]);
}

/// The packages of all fixtures, with their tests.
fn packages(change: impl Fn(&str) -> String) -> Scratch {
    let mut scratch = Scratch::new("fixtures");
    for fixture in Fixture::all() {
        let output = fixture.generate(&Scratch::wire()).unwrap_or_else(|faults| panic!("{}:\n{faults}", fixture.name));
        let mut files = output.files;
        for (path, text) in files_below(&fixture.directory.join("tests")) {
            files.insert(format!("tests/{path}"), text);
        }
        let manifest = files.get_mut("Cargo.toml").expect("a package has a manifest");
        // The last section lists the dependencies of tests.
        manifest.push_str("ciborium = \"0.2\"\n");
        // Features that are disabled in a package are enabled in its tests.
        if manifest.contains("\ndescribe = [") {
            *manifest =
                manifest.replace("[features]\n", "[features]\ndefault = [\"examples\", \"schemars\", \"validate\"]\n");
        }
        *manifest = change(manifest);
        scratch.add(&fixture.name, files);
    }
    scratch.write();
    scratch
}
