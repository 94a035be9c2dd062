//! `gen` and `check` as processes.

mod check;
mod input;
mod messages;
mod project;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use project::{Project, Run};

/// A summary without its time.
fn without_time(summary: &str) -> &str {
    let (summary, time) = summary.trim_end().rsplit_once(", ").unwrap();
    assert!(time.strip_suffix(" s").unwrap().parse::<f64>().is_ok(), "{time}");
    summary
}

#[test]
fn writes_and_is_in_step() {
    let project = Project::new();
    let run = project.generate(&[]).ends_with(0);
    let added = project.files().iter().filter(|(path, _)| path.starts_with(project.path("out"))).count();
    let expected = format!("2 schemas, 2 types, 1 module: 0 files changed, {added} added, 0 removed, 0 warnings");
    assert_eq!(without_time(&run.out()), expected);

    let run = project.generate(&[]).ends_with(0);
    assert!(run.out().contains(": 0 files changed, 0 added, 0 removed, "), "{}", run.out());

    let before = project.files();
    let run = project.check(&[]).ends_with(0);
    assert_eq!(without_time(&run.out()), "2 schemas, 2 types, 1 module: in step, 0 warnings");
    assert_eq!(project.files(), before);
}

#[test]
fn wire_comes_from_the_registry_or_from_the_project() {
    let project = Project::new();
    let dependency = || {
        let manifest = fs::read_to_string(project.path("out/Cargo.toml")).unwrap();
        manifest.lines().find(|line| line.starts_with("schemawright-wire = ")).unwrap().to_owned()
    };
    project.generate(&[]).ends_with(0);
    assert_eq!(dependency(), format!("schemawright-wire = {{ version = \"{}\" }}", env!("CARGO_PKG_VERSION")));
    project.generate(&["--wire-version", "0.7"]).ends_with(0);
    assert_eq!(dependency(), "schemawright-wire = { version = \"0.7\" }");
    fs::create_dir(project.path("wire")).unwrap();
    fs::write(project.path("wire/Cargo.toml"), "[package]\nname = \"schemawright-wire\"\n").unwrap();
    project.generate(&[]).ends_with(0);
    assert!(dependency().ends_with(", path = \"../wire\" }"), "{}", dependency());
}

#[test]
fn types_by_typify() {
    let project = Project::new();
    let run = project.generate(&["--backend", "typify"]).ends_with(0);
    assert_eq!(without_time(&run.out()), "2 schemas, types by typify: 0 files changed, 3 added, 0 removed, 0 warnings");
    let code = fs::read_to_string(project.path("out/src/lib.rs")).unwrap();
    assert!(code.contains("pub enum Color") && !code.contains("schemawright_wire"), "{code}");
    project.check(&["--backend", "typify"]).ends_with(0);
    project.check(&[]).ends_with(1);
    assert_eq!(
        project.generate(&["--backend", "typify"]).ends_with(0).out().matches(": 0 files changed, 0 added").count(),
        1
    );

    // Errors of typify have places, and nothing is written.
    project.schema("loop", r#"{"title": "Loop", "oneOf": [{"$ref": "loop.json"}, {"type": "string"}]}"#);
    let before = project.files();
    let run = project.generate(&["--backend", "typify"]).ends_with(1);
    assert!(run.err().contains("error[circular-ref]") && run.err().contains("schemas/loop.json:1:"), "{}", run.err());
    let run = project.generate(&["--backend", "typify", "--wire-version", "0.1"]).ends_with(1);
    assert!(run.err().contains("`--wire-version` has no effect with `--backend typify`"), "{}", run.err());
    assert_eq!(project.files(), before);
    project.generate(&["--backend", "other"]).ends_with(2);
}

#[track_caller]
fn assert_refused(run: &Run, why: &str) {
    // Without the breaks of long lines.
    let words = |text: &str| text.split(|c: char| c.is_whitespace() || c == '|').collect::<String>();
    let err = words(&run.err());
    assert!(err.contains("error[bad-output-directory]") && err.contains(&words(why)), "{err}");
}

#[test]
fn output_directories_that_would_take_something_along_are_refused() {
    let project = Project::new();
    fs::create_dir_all(project.path("repository/.git")).unwrap();
    fs::write(project.path("file"), "").unwrap();
    let before = project.files();
    for (out, why) in [
        (".", "it contains the schemas, schemas"),
        ("schemas", "it contains the schemas, schemas"),
        ("schemas/types", "it is in the schema directory, schemas, and would be read as schemas"),
        ("repository", "it is a git repository, and its history would be deleted"),
        ("file", "it is a file"),
    ] {
        for args in [&["gen"][..], &["gen", "--force"], &["check"]] {
            let run = project.run(&[args, &["--schemas", "schemas", "--out", out]].concat()).ends_with(1);
            assert_refused(&run, why);
        }
    }
    let config = project.path("out/codegen.toml");
    fs::create_dir(project.path("out")).unwrap();
    fs::write(&config, "").unwrap();
    let run = project.generate(&["--force", "--config", "out/codegen.toml"]).ends_with(1);
    assert_refused(&run, "it contains the configuration, out/codegen.toml");
    fs::remove_file(config).unwrap();
    assert_eq!(project.files(), before);
}

#[test]
fn a_directory_in_a_generated_package_is_refused() {
    let project = Project::new();
    project.generate(&[]).ends_with(0);
    let before = project.files();
    for out in ["out/src", "out/tests", "out/src/user", "out/target/types"] {
        for args in [&["gen"][..], &["gen", "--force"], &["check"]] {
            let run = project.run(&[args, &["--schemas", "schemas", "--out", out]].concat()).ends_with(1);
            assert_refused(&run, "it is in a generated package, out, and would replace its files");
        }
    }
    // The reverse: the directory contains another package.
    let run = project.run(&["gen", "--schemas", "schemas", "--out", "."]).ends_with(1);
    assert_refused(&run, "it contains the schemas");
    fs::create_dir(project.path("types")).unwrap();
    fs::rename(project.path("out"), project.path("types/out")).unwrap();
    let before = before.len();
    let run = project.run(&["gen", "--schemas", "schemas", "--out", "types"]).ends_with(1);
    assert!(run.err().contains("out/Cargo.toml"), "{}", run.err());
    assert_eq!(project.files().len(), before);
}

#[test]
fn the_package_is_called_as_its_directory_unless_the_configuration_has_a_name() {
    let project = Project::new();
    let name = |out: &str| {
        let manifest = fs::read_to_string(project.path(out).join("Cargo.toml")).unwrap();
        manifest.lines().find(|line| line.starts_with("name = ")).unwrap().to_owned()
    };
    project.run(&["gen", "--schemas", "schemas", "--out", "my-types"]).ends_with(0);
    assert_eq!(name("my-types"), "name = \"my-types\"");
    // The name of a directory may be invalid for a package.
    project.run(&["gen", "--schemas", "schemas", "--out", "my types-1.6"]).ends_with(0);
    assert_eq!(name("my types-1.6"), "name = \"my-types-1-6\"");
    fs::write(project.path("codegen.toml"), "[package]\nname = \"types\"\n").unwrap();
    project.run(&["gen", "--schemas", "schemas", "--config", "codegen.toml", "--out", "my types-1.6"]).ends_with(0);
    assert_eq!(name("my types-1.6"), "name = \"types\"");
}

#[test]
fn schemas_and_configuration_are_never_written() {
    let project = Project::new();
    fs::write(project.path("codegen.toml"), "[package]\nname = \"types\"\nversion = \"0.1.0\"\n").unwrap();
    let inputs = || {
        let inputs = project.files().into_iter().filter(|(path, _)| !path.starts_with(project.path("out")));
        let with_time = |(path, text): (PathBuf, _)| (fs::metadata(&path).unwrap().modified().unwrap(), path, text);
        inputs.map(with_time).collect::<Vec<_>>()
    };
    let before = inputs();
    for args in [&["gen"][..], &["check"], &["gen", "--force"], &["gen", "--wire-version", "1"]] {
        let options = ["--schemas", "schemas", "--out", "out", "--config", "codegen.toml"];
        project.run(&[args, &options].concat()).ends_with(0);
    }
    assert_eq!(before.len(), 3);
    assert_eq!(inputs(), before);
}

#[test]
fn killed_at_any_moment() {
    const SCHEMAS: [&str; 2] = [r#"{"title": "User", "type": "string"}"#, r#"{"title": "User", "type": "integer"}"#];
    let project = Project::new();
    project.schema("user", SCHEMAS[0]);
    project.generate(&[]).ends_with(0);
    let started = Instant::now();
    project.generate(&[]).ends_with(0);
    let time = started.elapsed();
    for round in 0..20 {
        project.schema("user", SCHEMAS[(round + 1) % 2]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        command.args(["gen", "--schemas", "schemas", "--out", "out"]).current_dir(project.path(""));
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        sleep(time.mul_f64(round as f64 / 10.0));
        child.kill().unwrap();
        child.wait().unwrap();

        project.generate(&[]).ends_with(0);
        project.check(&[]).ends_with(0);
        let names = fs::read_dir(project.path("")).unwrap().count();
        assert_eq!(names, 2, "round {round}: something is left beside `schemas` and `out`");
    }
}
