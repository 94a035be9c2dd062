//! Warnings on the command line.

use std::path::Path;
use std::process::{Command, Output};

/// A valid schema with something unusual.
const STRANGE: &str =
    r#"{"title": "User", "type": "object", "properties": {"name": {"type": "string"}}, "required": ["naem"]}"#;

fn run(directory: &Path, command: &str, args: &[&str]) -> Output {
    let mut process = Command::new(env!("CARGO_BIN_EXE_schemawright"));
    process.args([command, "--schemas", "schemas", "--out", "out"]).args(args).current_dir(directory);
    process.output().unwrap()
}

fn project() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("schemas")).unwrap();
    std::fs::write(directory.path().join("schemas/user.json"), STRANGE).unwrap();
    directory
}

#[test]
fn are_printed_and_counted() {
    let project = project();
    for _ in 0..2 {
        // Also if nothing has changed: a warning remains until its cause is removed.
        let run = run(project.path(), "gen", &[]);
        let (out, err) = (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap());
        assert_eq!(run.status.code(), Some(0), "{err}");
        assert!(out.contains(", 1 warning, "), "{out}");
        let expected = "\
warning[unknown-required]: `required` lists `naem`, which `properties` does not contain
 --> schemas/user.json:1:94
  |
1 | ...er\", \"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}, \"required\": [\"naem\"]}
  |                                                                                    ^^^^^^
  |
  = help: the nearest name is `name`

";
        assert_eq!(err, expected);
    }
}

#[test]
fn quiet_they_are_not_printed() {
    let project = project();
    let document = r#"{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get": {"responses": {}}}},
        "components": {"schemas": {"User": {"type": "string"}}}}"#;
    std::fs::write(project.path().join("openapi.json"), document).unwrap();
    let sync = |quiet: &[&str]| {
        let mut process = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        process.args(["sync", "openapi.json", "--schemas", "other", "--dry-run"]).args(quiet);
        process.current_dir(project.path()).output().unwrap()
    };
    assert!(String::from_utf8(sync(&[]).stderr).unwrap().contains("warning[no-operation-id]"));
    for output in [run(project.path(), "gen", &["-q"]), sync(&["-q"])] {
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err.as_str()), (Some(0), ""));
    }
}

#[test]
fn denied_they_are_errors_and_nothing_is_written() {
    let project = project();
    for command in ["gen", "check"] {
        let run = run(project.path(), command, &["--deny-warnings"]);
        let err = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(1), "{err}");
        assert!(err.starts_with("error[unknown-required]: "), "{err}");
        let help = " = help: to allow them, set in schemawright.toml:\n         [warnings]\n         allow = [\"unknown-required\"]\n";
        assert!(err.contains(help) && err.ends_with("2 errors\n"), "{err}");
        assert!(!project.path().join("out").exists());
    }
}

#[test]
fn allowed_they_are_not_reported() {
    let project = project();
    std::fs::write(project.path().join("schemas/open.json"), OPEN.replace("User", "Open")).unwrap();
    let allow = |codes: &str| {
        std::fs::write(project.path().join("names.toml"), format!("[warnings]\nallow = [{codes}]\n")).unwrap();
        let run = run(project.path(), "gen", &["--deny-warnings", "--config", "names.toml"]);
        (run.status.code(), String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap())
    };
    let (code, _, err) = allow("\"unknown-required\"");
    assert!(code == Some(1) && err.contains("error[open]") && !err.contains("error[unknown-required]"), "{err}");
    assert!(err.contains("allow = [\"open\", \"unknown-required\"]"), "{err}");
    let (code, out, err) = allow("\"open\", \"unknown-required\"");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains(", 0 warnings, ") && out.contains("\n1 place open: "), "{out}");
    let (code, _, err) = allow("\"open\", \"unknown-required\", \"opem\"");
    assert_eq!(code, Some(1));
    let expected = "error[unused-rule]: there is no warning of the code `opem`\n --> names.toml:2:38\n";
    assert!(err.starts_with(expected) && err.contains("did you mean `open`?"), "{err}");
}

#[test]
fn denied_after_all_was_written() {
    let project = project();
    assert_eq!(run(project.path(), "gen", &[]).status.code(), Some(0));
    assert_eq!(run(project.path(), "gen", &["--deny-warnings"]).status.code(), Some(1));
    assert_eq!(run(project.path(), "check", &[]).status.code(), Some(0));
}

#[test]
fn are_comments_on_a_pull_request() {
    let project = project();
    let run = run(project.path(), "gen", &["--message-format", "github"]);
    let out = String::from_utf8([run.stdout, run.stderr].concat()).unwrap();
    let start = "::warning file=schemas/user.json,line=1,endLine=1,col=94,endColumn=100,title=unknown-required::`required` lists";
    assert!(out.contains(start), "{out}");
}

/// A schema with one open place, and with two untyped members.
const OPEN: &str = r#"{"title": "User", "type": "object", "properties": {
    "name": {"type": "string"},
    "any": {},
    "two": {"type": "object", "patternProperties": {"^a": {"type": "string"}, "^b": {"type": "integer"}}, "additionalProperties": false}}}"#;

#[test]
fn open_places_are_counted_and_listed_on_request() {
    let project = project();
    std::fs::write(project.path().join("schemas/user.json"), OPEN).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    for command in ["gen", "check"] {
        let short = run(project.path(), command, &[]);
        let (out, err) = (text(short.stdout), text(short.stderr));
        assert_eq!((short.status.code(), err.as_str()), (Some(0), ""), "{out}");
        assert!(out.contains(", 0 warnings, "), "{out}");
        assert!(out.ends_with("\n1 place open: --explain-open lists it; untyped: 2 of 3 members\n"), "{out}");
        let long = run(project.path(), command, &["--explain-open"]);
        let (out, err) = (text(long.stdout), text(long.stderr));
        assert!(err.starts_with("warning[open]: "), "{err}");
        assert!(out.contains(", 1 warning, "), "{out}");
        assert!(out.ends_with("\n1 place open; untyped: 2 of 3 members\n"), "{out}");
    }
    let denied = run(project.path(), "check", &["--deny-warnings"]);
    assert_eq!(denied.status.code(), Some(1));
}

#[test]
fn denied_open_places_are_errors() {
    let project = project();
    std::fs::write(project.path().join("schemas/user.json"), OPEN).unwrap();
    std::fs::write(project.path().join("codegen.toml"), "[open]\ndeny = [\"*\"]\n").unwrap();
    let denied = run(project.path(), "gen", &["--config", "codegen.toml"]);
    let err = String::from_utf8(denied.stderr).unwrap();
    assert_eq!(denied.status.code(), Some(1), "{err}");
    assert!(err.starts_with("error[open]: "), "{err}");
    assert!(!project.path().join("out").exists());
}

#[test]
fn why_a_member_is_untyped_is_explained() {
    let project = project();
    std::fs::write(project.path().join("schemas/user.json"), OPEN).unwrap();
    for (member, why) in [
        ("User.any", "its schema accepts any value, or any value in it"),
        ("User.two", "these patterns have different schemas: the members that they match accept any value"),
    ] {
        let mut process = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        let said =
            process.args(["explain", member, "--schemas", "schemas"]).current_dir(project.path()).output().unwrap();
        let out = String::from_utf8(said.stdout).unwrap();
        assert!(out.contains(&format!("  untyped:   {why}\n")), "{out}");
    }
}
