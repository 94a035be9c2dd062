//! Every feature of the types compiles by itself, without a warning.

mod support;

use std::fs;

use support::{cargo, workspace};

/// The names in the `[features]` table of the generated package.
fn features() -> Vec<String> {
    let text = fs::read_to_string(workspace().join("generated/Cargo.toml")).expect("the manifest is there");
    let table = text.split("[features]\n").nth(1).expect("the manifest has features");
    let table = table.split("\n[").next().unwrap_or_default();
    table.lines().filter_map(|line| line.split_once(" = [")).map(|(name, _)| name.to_owned()).collect()
}

/// The errors of cargo for the facade with each of these features alone.
fn faults(features: impl IntoIterator<Item = String>) -> String {
    let check = |features: String| {
        let options = ["check", "--quiet", "--package", "stytch-types", "--lib", "--no-default-features", "--features"];
        let options = [&options[..], &[&features]].concat();
        let output = cargo(&workspace(), &options).output().expect("cargo runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (!output.status.success() || !told.is_empty()).then(|| format!("{features}:\n{told}\n"))
    };
    features.into_iter().filter_map(check).collect()
}

/// A feature that needs no other, and one that needs many, with those of the facade.
#[test]
fn some_features_compile_by_themselves() {
    let faults = faults(["m2m-v1", "b2b-magic-v1,examples,http,schemars,validate"].map(str::to_owned));
    assert!(faults.is_empty(), "{faults}");
}

/// The documentation of a module without its neighbors.
#[test]
#[ignore = "takes half a minute: `cargo xtask ci --only features` runs it"]
fn the_docs_of_some_features_have_no_warnings() {
    let packages = ["doc", "--no-deps", "--package", "stytch-types", "--package", "stytch-types-generated"];
    let options = [&packages[..], &["--no-default-features", "--features", "b2b-rbac-v1"]].concat();
    let output = cargo(&workspace(), &options).env("RUSTDOCFLAGS", "-Dwarnings").output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "takes minutes: `cargo xtask ci --only features` runs it"]
fn every_feature_compiles_by_itself() {
    let mut features = features();
    // The facade enables it with the features that use it.
    features.retain(|feature| feature != "describe");
    assert!(features.len() > 50, "{features:?}");
    // The facade's own.
    features.extend(
        ["http", "examples,session-v1", "http,session-v1", "schemars,session-v1", "validate,session-v1"]
            .map(str::to_owned),
    );
    let faults = faults(features);
    assert!(faults.is_empty(), "{faults}");
}
