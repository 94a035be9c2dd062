//! Rejected input.

use std::fs;

use super::project::Project;

#[test]
fn bad_input_leaves_all_as_it_was() {
    let project = Project::new();
    project.generate(&[]).ends_with(0);
    project.schema("user", "{\"title\": \"User\",\n  \"type\" \"object\"}");
    let before = project.files();
    for run in [project.generate(&[]), project.check(&[])] {
        let run = run.ends_with(1);
        assert!(run.err().contains(" --> schemas/user.json:2:10\n"), "{}", run.err());
        assert!(run.err().ends_with("\n1 error\n"), "{}", run.err());
        assert_eq!(project.files(), before);
    }
    let run = project.generate(&["--message-format", "json"]).ends_with(1);
    assert!(run.out().contains(r#""file":"schemas/user.json","line":2,"column":10,"#), "{}", run.out());
}

#[test]
fn missing_input_is_bad_input() {
    let project = Project::new();
    let run = project.run(&["gen", "--schemas", "nowhere", "--out", "out"]).ends_with(1);
    assert!(run.err().contains("nowhere"), "{}", run.err());
    let run = project.generate(&["--config", "nowhere.toml"]).ends_with(1);
    assert!(run.err().contains("nowhere.toml"), "{}", run.err());
}

/// The help for a document in place of a directory can be followed.
#[test]
fn a_document_is_copied_first() {
    let project = Project::new();
    let document = r#"{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {},
        "components": {"schemas": {"Pet": {"type": "object"}}}}"#;
    fs::write(project.path("api.json"), document).unwrap();
    let run = project.run(&["gen", "--schemas", "api.json", "--out", "out"]).ends_with(1);
    assert!(run.err().contains("for an OpenAPI document, run `schemawright sync` on it first"), "{}", run.err());
    project.run(&["sync", "api.json"]).ends_with(0);
    project.generate(&[]).ends_with(0);
    assert!(fs::read_to_string(project.path("out/src/lib.rs")).unwrap().contains("pub struct Pet"));
}

#[test]
fn wrong_usage() {
    let project = Project::new();
    for args in [
        &["gen", "--no-such-option"][..],
        &["check", "--force"],
        &["gen", "--wire-version", "new"],
        &["gen", "--schemas"],
    ] {
        project.run(args).ends_with(2);
    }
}

/// Each would be read without end, or needs too much memory.
#[cfg(unix)]
#[test]
fn endless_input_is_an_error() {
    let project = Project::new();
    let start = std::time::Instant::now();
    assert!(std::process::Command::new("mkfifo").arg(project.path("pipe")).status().unwrap().success());
    fs::File::create(project.path("big")).and_then(|file| file.set_len(3 << 30)).unwrap();
    let refused = |args: &[&str], file: &str, why: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_schemawright"));
        let run = command.args(args).current_dir(project.path("")).output().unwrap();
        let text = String::from_utf8_lossy(&run.stderr).replace("\n  | ", " ");
        assert_eq!(run.status.code(), Some(1), "{args:?}: {text}");
        assert!(text.contains(file) && text.contains(why), "{args:?}: {text}");
    };
    for (file, why) in [("pipe", "named pipe"), ("/dev/zero", "device"), ("big", "more than")] {
        for command in ["gen", "explain"] {
            let rest: &[&str] = if command == "explain" { &["--rules"] } else { &["--out", "out"] };
            refused(&[&[command, "--schemas", "schemas", "--config", file], rest].concat(), file, why);
        }
        refused(&["sync", file, "--schemas", "taken"], file, why);
    }
    std::os::unix::fs::symlink("/dev/zero", project.path("schemas/zero.json")).unwrap();
    std::os::unix::fs::symlink("..", project.path("schemas/up")).unwrap();
    refused(&["gen", "--schemas", "schemas", "--out", "out"], "zero.json", "device");
    refused(&["diff", "schemas", "schemas"], "schemas/up", "contains the directory being read");
    refused(&["sync", "schemas", "--schemas", "taken"], "zero.json", "device");
    fs::create_dir(project.path("old")).unwrap();
    fs::rename(project.path("pipe"), project.path("old/notes")).unwrap();
    fs::write(project.path("openapi.yml"), "openapi: 3.0.0\ncomponents: {schemas: {A: {type: string}}}\n").unwrap();
    refused(&["sync", "openapi.yml", "--schemas", "old"], "old/notes", "named pipe");
    assert!(!project.path("out").exists() && !project.path("taken").exists());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
