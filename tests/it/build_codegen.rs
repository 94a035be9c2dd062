//! The build step with the feature `build-codegen`, without a build: its files and its errors. `build_step` builds programs with it.

#[path = "../../build/generate.rs"]
mod generate;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The variable with the directory of the facade's package, for the child.
const PACKAGE: &str = "BUILD_CODEGEN_PACKAGE";

/// Not a test: the build script of the tests below.
#[test]
fn child() {
    let Some(package) = env::var_os(PACKAGE) else { return };
    assert_eq!(generate::generate(Path::new(&package)), ExitCode::SUCCESS);
}

/// Runs the build step in a directory, with schemas at this path. Returns whether it succeeds, and its lines for cargo.
fn build(directory: &Path, schemas: &str) -> (bool, Vec<String>) {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "build_codegen::child", "--nocapture"]).env(PACKAGE, directory);
    command.env("STYTCH_SCHEMAS", schemas).env_remove("STYTCH_CODEGEN_CONFIG").env("OUT_DIR", directory.join("out"));
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once("cargo::").map(|(_, line)| line.to_owned()));
    (output.status.success(), lines.collect())
}

fn errors(lines: &[String]) -> Vec<&str> {
    lines.iter().filter_map(|line| line.strip_prefix("error=")).collect()
}

#[test]
fn types_are_written_and_files_of_an_earlier_run_removed() {
    let directory = crate::support::scratch("build-codegen");
    let schemas = directory.join("own/schemas");
    let write = |name: &str, text: &str| crate::support::write(schemas.join(name), text);
    write("pet.json", r#"{"title": "Pet", "properties": {"kind": {"$ref": "kind.json"}, "name": {"type": "string"}}}"#);
    write("kind.json", r#"{"title": "Kind", "enum": ["cat", "dog"]}"#);
    fs::create_dir_all(directory.join("out/src")).unwrap();
    fs::write(directory.join("out/src/stale.rs"), "").unwrap();
    let path = schemas.to_str().unwrap();
    let (succeeds, lines) = build(&directory, path);
    assert!(succeeds, "{lines:?}");
    for line in [format!("rerun-if-changed={path}"), "rerun-if-env-changed=STYTCH_SCHEMAS".to_owned()] {
        assert!(lines.contains(&line), "{lines:?}");
    }
    let lib = fs::read_to_string(directory.join("out/src/lib.rs")).unwrap();
    assert!(lib.contains("struct Pet") && lib.contains("Cat"), "{lib}");
    assert!(!directory.join("out/src/stale.rs").exists());

    write("pet.json", r#"{"title": "Pet", "properties": {"kind": {"$ref": "sort.json"}}}"#);
    let (succeeds, lines) = build(&directory, path);
    let errors = errors(&lines);
    assert!(!succeeds && errors[0].starts_with("error[unresolved-ref]: unknown schema `sort.json`"), "{errors:?}");
    assert!(errors[1].contains("pet.json:1:"), "{errors:?}");
}

#[test]
fn a_directory_is_required() {
    let directory = crate::support::scratch("build-codegen-without-schemas");
    let (succeeds, lines) = build(&directory, "schemas");
    let expected = "STYTCH_SCHEMAS must be an absolute path, not `schemas`. In .cargo/config.toml, `relative = true` makes it one:";
    assert_eq!((succeeds, errors(&lines)[0]), (false, expected));
    let (succeeds, lines) = build(&directory, "");
    assert!(!succeeds && errors(&lines)[0].contains("there are none"), "{lines:?}");
}
