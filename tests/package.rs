//! The published packages are complete: they are packaged, unpacked elsewhere, and built from there.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{cargo, program, run, scratch, toml, workspace, write};

/// The packages that a program uses.
const PACKAGES: &[&str] = &["stytch-types", "stytch-types-generated", "schemawright-wire", "schemawright"];

/// The other published packages.
const TOOLS: &[&str] = &["schemawright-diff", "schemawright-cli"];

const VERSION: &str = env!("CARGO_PKG_VERSION");

const MAIN: &str = r##"
fn main() {
    let session: stytch_types::session::v1::Session =
        stytch_types::decode(r#"{"session_id": "s", "user_id": "u", "authentication_factors": []}"#).unwrap();
    println!("{}", session.user_id);
}
"##;

/// Packages everything, and unpacks it.
fn unpacked(directory: &Path) {
    let mut package = cargo(&workspace(), &["package", "--allow-dirty", "--no-verify", "--quiet"]);
    for name in PACKAGES.iter().chain(TOOLS) {
        package.args(["--package", name]);
    }
    package.env("CARGO_TARGET_DIR", directory);
    run(package, true);
    for name in PACKAGES.iter().chain(TOOLS) {
        let mut unpack = Command::new("tar");
        unpack.arg("-xzf").arg(format!("package/{name}-{VERSION}.crate")).current_dir(directory);
        run(unpack, true);
    }
}

/// A program that depends on the unpacked packages.
fn user(directory: &Path, features: &str) -> PathBuf {
    let patch = |name: &&str| format!("{name} = {{ path = {} }}\n", toml(&directory.join(format!("{name}-{VERSION}"))));
    let patches: String = PACKAGES.iter().map(patch).collect();
    let dependencies =
        format!("stytch-types = {{ version = \"{VERSION}\", {features} }}\n\n[patch.crates-io]\n{patches}");
    let user = directory.join("user");
    program(&user, &dependencies, MAIN);
    user
}

/// The files in a directory, by their paths there.
fn files_below(directory: &Path, prefix: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap());
    let files = entries.flat_map(|entry| {
        let path = prefix.join(entry.file_name());
        if entry.path().is_dir() { files_below(&entry.path(), &path) } else { BTreeSet::from([path]) }
    });
    files.collect()
}

#[test]
fn every_package_is_complete() {
    let directory = scratch("packages");
    unpacked(&directory);
    let has = |name: &str, file: &str| directory.join(format!("{name}-{VERSION}")).join(file).exists();
    assert!(!has("stytch-types", "schemas"));
    assert!(has("stytch-types-generated", "types.json"));
    // The files that the program needs besides its code are in its package.
    for (name, file) in [("schemawright-diff", "src/lib.rs"), ("schemawright-cli", "src/main.rs")] {
        assert!(has(name, file), "{name}");
    }
    for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(has("stytch-types", file), "{file}");
    }
    // Each file of the types, of which only a part is compiled.
    let files = |directory: &Path| files_below(&directory.join("src"), Path::new(""));
    let (packaged, own) = (directory.join(format!("stytch-types-generated-{VERSION}")), workspace().join("generated"));
    assert_eq!(files(&packaged), files(&own));
    let features = "default-features = false, features = [\"session-v1\"]";
    let printed = run(cargo(&user(&directory, features), &["check"]), true);
    assert_eq!(printed.told("warning").len(), 0);
}

/// The feature replaces the types with the generator, which is compiled from its package.
#[test]
#[ignore = "compiles the generator again: `cargo xtask ci --only package` runs it"]
fn the_packaged_generator_builds() {
    let directory = scratch("packages-with-generator");
    unpacked(&directory);
    let user = user(&directory, "default-features = false, features = [\"build-codegen\"]");
    assert_eq!(
        run(cargo(&user, &["check"]), false).told("error"),
        [
            "the feature `build-codegen` generates types from schemas, and there are none: this package comes without its own.",
            "Name the directory of yours in the environment variable STYTCH_SCHEMAS, for instance in .cargo/config.toml:",
            "[env]",
            "STYTCH_SCHEMAS = { value = \"schemas\", relative = true }",
        ]
    );
    write(
        user.join("schemas/pet.json"),
        r#"{"title": "Pet", "type": "object", "properties": {"name": {"type": "string"}}}"#,
    );
    write(user.join("src/main.rs"), "fn main() { println!(\"{:?}\", stytch_types::Pet::new().name(\"Rex\").name) }");
    let mut command = cargo(&user, &["run", "--quiet"]);
    command.env("STYTCH_SCHEMAS", user.join("schemas"));
    assert_eq!(run(command, true).out, "Some(\"Rex\")\n");
}

/// Features that differ between the two, or that only one of them has.
const APART: [&str; 7] = ["default", "build-codegen", "describe", "examples", "http", "schemars", "validate"];

/// The facade has every feature of the generated package, with the same effect there, and no other features.
#[test]
fn the_facade_passes_all_features_on() {
    let features = |manifest: &str| -> BTreeMap<String, String> {
        let text = fs::read_to_string(Path::new(&workspace()).join(manifest)).unwrap();
        let table = text.split("[features]\n").nth(1).unwrap().split("\n[").next().unwrap();
        let features = table.lines().filter_map(|line| line.split_once(" = "));
        let features = features.filter(|(name, _)| !APART.contains(name));
        features.map(|(name, uses)| (name.to_owned(), uses.to_owned())).collect()
    };
    let mut expected = features("generated/Cargo.toml");
    for (name, uses) in &mut expected {
        let others = uses.trim_start_matches('[');
        let comma = if others == "]" { "" } else { ", " };
        *uses = format!("[\"stytch-types-generated/{name}\"{comma}{others}");
    }
    let lines: Vec<_> = expected.iter().map(|(name, uses)| format!("{name} = {uses}")).collect();
    assert_eq!(features("Cargo.toml"), expected, "[features] of Cargo.toml should say:\n{}", lines.join("\n"));
}
