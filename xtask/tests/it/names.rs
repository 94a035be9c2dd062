//! The public commands have their names of this program in messages, and use this workspace.

use std::fs;
use std::io::pipe;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A directory of a user, with `schemas/`.
struct Project(tempfile::TempDir);

const OLD: &str = r#"{"title": "User", "type": "object", "properties": {"name": {"type": "string"}}}"#;
const NEW: &str = r#"{"title": "User", "type": "object"}"#;

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write("schemas/user.json", OLD);
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().canonicalize().unwrap().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn xtask(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).current_dir(self.path("")).output().unwrap()
    }

    /// The output of a command, which must end with this code.
    #[track_caller]
    fn said(&self, arguments: &[&str], code: i32) -> String {
        let output = self.xtask(arguments);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        text
    }

    fn git(&self, arguments: &[&str]) {
        assert!(Command::new("git").args(arguments).current_dir(self.path("")).status().unwrap().success());
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().canonicalize().unwrap()
}

#[test]
fn regen_writes_and_checks() {
    let project = Project::new();
    let options = ["--schemas", "schemas", "--out", "out"];
    let said = project.said(&[&["regen", "--check"], &options[..]].concat(), 1);
    let end =
        "out is out of step with the schemas. To update it, run\n\n    cargo xtask regen --schemas schemas --out out\n";
    assert!(said.ends_with(end), "{said}");
    assert!(!project.path("out").exists());
    let said = project.said(&[&["regen"], &options[..]].concat(), 0);
    assert!(said.starts_with("1 schema, 1 type, 1 module: 0 files changed, "), "{said}");
    let said = project.said(&[&["regen", "--check"], &options[..]].concat(), 0);
    assert!(said.starts_with("1 schema, 1 type, 1 module: in step, 0 warnings, "), "{said}");
    assert_eq!(project.xtask(&["regen", "--check", "--force"]).status.code(), Some(2));
    assert_eq!(project.xtask(&["regen", "--changelog", "--out", "out"]).status.code(), Some(2));
}

#[test]
fn regen_reports_the_effect_on_callers() {
    let project = Project::new();
    // Types that did not exist have no callers.
    assert!(!project.said(&["regen"], 0).contains("Verdict"));
    project.git(&["init", "--quiet"]);
    project.git(&["add", "."]);
    project.git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=a"]);
    project.write("schemas/user.json", NEW);
    let said = project.said(&["regen"], 0);
    assert!(
        said.ends_with("\nVerdict: major (0.1.0 → 0.2.0): kind-changed; `cargo xtask diff` explains more\n"),
        "{said}"
    );
}

#[test]
fn sync_prints_the_next_step() {
    let project = Project::new();
    project.write("incoming/user.json", NEW);
    let said = project.said(&["sync", "incoming"], 0);
    assert!(said.ends_with("\nNow run `cargo xtask regen`\n"), "{said}");
    let origin = fs::read_to_string(project.path("schemas/source.toml")).unwrap();
    assert!(origin.starts_with("# Where these schemas came from. Written by `cargo xtask sync`.\n"), "{origin}");
}

#[test]
fn help_has_the_names_of_this_program() {
    let project = Project::new();
    for command in ["regen", "diff", "sync", "explain", "bundle"] {
        let help = project.said(&[command, "--help"], 0);
        assert!(help.contains(&format!("\n  cargo xtask {command} ")), "{help}");
        let others =
            ["schemawright gen", "schemawright diff", "{gen}", "{check}", "{diff}", "{sync}", "{explain}", "{bundle}"];
        assert!(!others.iter().any(|other| help.contains(other)), "{help}");
    }
}

#[test]
fn generated_packages_depend_on_wire_of_this_workspace() {
    let project = Project::new();
    project.said(&["regen", "--schemas", "schemas", "--out", "out"], 0);
    let manifest = fs::read_to_string(project.path("out/Cargo.toml")).unwrap();
    let path = manifest.split_once("path = \"").expect(&manifest).1.split_once('"').unwrap().0;
    assert_eq!(project.path("out").join(path).canonicalize().unwrap(), workspace().join("wire"));
}

#[test]
fn the_workspace_is_not_an_output_directory() {
    let project = Project::new();
    // With `--check` only: this test must not be able to delete the workspace, whatever breaks.
    let workspace = workspace();
    let said = project.said(&["regen", "--check", "--schemas", "schemas", "--out", workspace.to_str().unwrap()], 1);
    let words = said.split(|c: char| c.is_whitespace() || c == '|').collect::<String>();
    assert!(words.contains("error[bad-output-directory]") && words.contains("itcontainsthisworkspace,"), "{said}");
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let project = Project::new();
    for arguments in [&["ci", "--list"][..], &["--help"], &["regen", "--help"], &["explain", "User"]] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let output = command.args(arguments).current_dir(project.path("")).stdout(writer).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{arguments:?}: {said}");
    }
}
