//! What becomes of warnings on the command line.

use std::path::Path;
use std::process::{Command, Output};

/// A schema that says nothing wrong, and something strange.
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
        // Also where nothing is left to do: a warning does not go away by being read once.
        let run = run(project.path(), "gen", &[]);
        let (out, err) = (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap());
        assert_eq!(run.status.code(), Some(0), "{err}");
        assert!(out.contains(", 1 warning, "), "{out}");
        let expected = "\
warning[unknown-required]: `required` names the member `naem`, which `properties` does not have
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
fn denied_they_are_errors_and_nothing_is_written() {
    let project = project();
    for command in ["gen", "check"] {
        let run = run(project.path(), command, &["--deny-warnings"]);
        let err = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(1), "{err}");
        assert!(err.starts_with("error[unknown-required]: "), "{err}");
        assert!(err.ends_with("1 error\n"), "{err}");
        assert!(!project.path().join("out").exists());
    }
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
    let start = "::warning file=schemas/user.json,line=1,endLine=1,col=94,endColumn=100,title=unknown-required::`required` names";
    assert!(out.contains(start), "{out}");
}
