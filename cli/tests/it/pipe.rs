//! A closed pipe ends a command quietly, and a full disk does not.

use std::fs;
use std::io::pipe;
use std::path::Path;
use std::process::Command;

/// A project for which every command prints something.
fn project() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let old =
        r#"{"title": "A", "type": "object", "properties": {"a_id": {"type": "string"}, "b": {"type": "string"}}}"#;
    for (name, schema) in
        [("old", old), ("schemas", r#"{"title": "A", "type": "object", "properties": {"a_id": {"type": "string"}}}"#)]
    {
        fs::create_dir(directory.path().join(name)).unwrap();
        fs::write(directory.path().join(name).join("a.json"), schema).unwrap();
    }
    fs::write(directory.path().join("codegen.toml"), "[[id]]\ntype = \"AId\"\nmember = \"a_id\"\n").unwrap();
    directory
}

fn schemawright(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
    command.args(arguments).current_dir(directory);
    command
}

/// Commands that print to standard output, with their exit codes.
const COMMANDS: &[(&[&str], i32)] = &[
    (&["explain", "--rules"], 0),
    (&["explain", "A"], 0),
    (&["diff", "old", "schemas"], 0),
    (&["diff", "old", "schemas", "--format", "markdown", "--fail-on", "breaking"], 1),
    (&["diff", "old", "schemas", "--format", "json"], 0),
    (&["diff", "old", "schemas", "--format", "github"], 0),
    (&["check"], 1),
    (&["check", "--message-format", "json"], 1),
    (&["check", "--message-format", "github"], 1),
    (&["sync", "old", "--dry-run"], 0),
    (&["diff", "--help"], 0),
    (&["--help"], 0),
    (&["gen"], 0),
];

#[test]
fn a_closed_pipe_is_not_an_error() {
    let project = project();
    for (arguments, code) in COMMANDS {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = schemawright(project.path(), arguments).stdout(writer).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {said}");
        assert!(!said.contains("panicked") && !said.contains("can't print"), "{arguments:?}: {said}");
    }
}

#[test]
fn errors_to_a_closed_pipe_are_still_errors() {
    let project = project();
    for arguments in [
        &["explain", "Nothing"][..],
        &["diff", "nowhere", "schemas"],
        &["sync", "nowhere"],
        &["gen", "--schemas", "nowhere"],
    ] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = schemawright(project.path(), arguments).stderr(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_failure_to_print_is_an_error() {
    let project = project();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = schemawright(project.path(), &["explain", "A"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: can't print: "));
}
