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
    scratch.add(TESTS, tests());
    scratch.write();
    scratch.cargo(&["test", "--quiet", "--package", TESTS]);
    let others: Vec<_> = Fixture::all().into_iter().filter(|fixture| !fixture.has_tests()).collect();
    let packages = others.iter().map(|fixture| format!("--package={}", fixture.package()));
    let command: Vec<String> = ["check", "--quiet"].map(str::to_owned).into_iter().chain(packages).collect();
    scratch.cargo(&command.iter().map(String::as_str).collect::<Vec<_>>());
}

/// The package with the tests of all fixtures.
const TESTS: &str = "tests-of-fixtures";

/// One test binary with the tests of all fixtures: one for each would take as long to link as to compile.
fn tests() -> BTreeMap<String, String> {
    let mut manifest = format!(
        "[package]\nname = \"{TESTS}\"\nedition = \"2024\"\n\n[lib]\ntest = false\ndoctest = false\n\n[dependencies]\nciborium = \"0.2\"\n\
         schemawright-wire = {{ path = {:?}, features = [\"testing\"] }}\n",
        Scratch::wire()
    );
    // Letters of several scripts look alike in a fixture, and these lints know only whole crates.
    let mut root = "#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]\n\n".to_owned();
    for fixture in Fixture::all().into_iter().filter(Fixture::has_tests) {
        let _ = writeln!(manifest, "{} = {{ path = \"../{}\" }}", fixture.package(), fixture.name);
        let directory = fixture.directory.join("tests");
        for path in files_below(&directory).keys() {
            let module = format!("{}_{}", fixture.name, path.trim_end_matches(".rs")).replace('-', "_");
            let _ = writeln!(root, "#[path = {:?}]\nmod {module};", directory.join(path));
        }
    }
    [("Cargo.toml", manifest), ("src/lib.rs", String::new()), ("tests/all.rs", root)]
        .map(|(path, text)| (path.to_owned(), text))
        .into()
}

#[test]
#[ignore = "takes a minute: `cargo xtask ci --only fixtures` runs it"]
fn generated_tests_pass_and_pages_have_no_warnings() {
    let mut scratch = packages(str::to_owned);
    scratch.add(TESTS, tests());
    scratch.write();
    // The lint that their users run has no warning either.
    scratch.linted().cargo(&["test", "--quiet", "--workspace", "--lib", "--tests", "--no-fail-fast"]);
    // Prose of schemas must not become a broken link, or HTML.
    scratch.cargo(&["doc", "--quiet", "--workspace", "--no-deps"]);
}

/// The packages of all fixtures.
fn packages(change: impl Fn(&str) -> String) -> Scratch {
    let mut scratch = Scratch::new("fixtures");
    for fixture in Fixture::all() {
        let output = fixture.generate(&Scratch::wire()).unwrap_or_else(|faults| panic!("{}:\n{faults}", fixture.name));
        let mut files = output.files;
        let manifest = files.get_mut("Cargo.toml").expect("a package has a manifest");
        // Features that are disabled in a package are enabled in its tests.
        if manifest.contains("\ndescribe = [") {
            *manifest =
                manifest.replace("[features]\n", "[features]\ndefault = [\"examples\", \"schemars\", \"validate\"]\n");
        }
        *manifest = change(manifest);
        scratch.add(&fixture.name, files);
    }
    scratch
}
