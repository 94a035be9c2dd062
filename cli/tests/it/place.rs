//! Commands use the current directory, also if the program was built somewhere else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A git repository of a user, with a project below its root.
struct Repository(tempfile::TempDir);

const OLD: &str =
    r#"{"title": "User", "type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}"#;
const NEW: &str = r#"{"title": "User", "type": "object", "properties": {"name": {"type": "string"}}}"#;
const CONFIG: &str = "[package]\nname = \"their-types\"\n[[rename]]\nschema = \"User\"\nto = \"Person\"\n";

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(repository.path("api/schemas")).unwrap();
        fs::create_dir_all(repository.path("docs")).unwrap();
        repository.git(&["init", "--quiet"]);
        fs::write(repository.path("api/schemas/user.json"), OLD).unwrap();
        fs::write(repository.path("api/codegen.toml"), CONFIG).unwrap();
        repository.commit();
        fs::write(repository.path("api/schemas/user.json"), NEW).unwrap();
        repository.commit();
        repository
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn git(&self, arguments: &[&str]) {
        let status = Command::new("git").args(arguments).current_dir(self.path("")).status().unwrap();
        assert!(status.success(), "{arguments:?}");
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=a"]);
    }

    fn schemawright(&self, here: &str, arguments: &[&str]) -> Output {
        schemawright(&self.path(here), arguments)
    }
}

fn schemawright(here: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_schemawright")).args(arguments).current_dir(here).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn diff_compares_revisions_of_the_repository_around() {
    let repository = Repository::new();
    for here in ["api", "api/schemas"] {
        let text = said(&repository.schemawright(here, &["diff", "HEAD~1", "HEAD"]));
        assert!(text.contains("member `age` of `Person` is removed"), "{here}: {text}");
    }
    let output = repository.schemawright("docs", &["diff", "HEAD~1", "HEAD"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("has no ") && said(&output).contains("schemas/*.json"), "{}", said(&output));
}

#[test]
fn the_configuration_of_a_revision_may_be_above_the_project() {
    let repository = Repository::new();
    repository.git(&["mv", "api/codegen.toml", "codegen.toml"]);
    repository.commit();
    fs::write(repository.path("api/schemas/user.json"), OLD).unwrap();
    let text = said(&repository.schemawright("api", &["diff"]));
    assert!(text.contains("member `age` of `Person` is new"), "{text}");
}

#[test]
fn gen_and_explain_are_about_the_project_around() {
    let repository = Repository::new();
    let generated = repository.schemawright("api/schemas", &["gen"]);
    assert!(generated.status.success(), "{}", said(&generated));
    let manifest = fs::read_to_string(repository.path("api/generated/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"their-types\""), "{manifest}");
    assert!(said(&repository.schemawright("api", &["check"])).contains("1 schema, 1 type, 1 module: in step"));
    let text = said(&repository.schemawright("api", &["explain", "User.name"]));
    assert!(text.starts_with("Person::name: Option<String>\n"), "{text}");
}

#[test]
fn sync_brings_the_project_around_in_step() {
    let repository = Repository::new();
    fs::create_dir(repository.path("incoming")).unwrap();
    fs::write(repository.path("incoming/user.json"), OLD).unwrap();
    let text = said(&repository.schemawright("api", &["sync", "../incoming", "--dry-run"]));
    assert!(text.contains("Verdict: minor"), "{text}");
    let sync = repository.schemawright("api", &["sync", "../incoming"]);
    assert!(sync.status.success(), "{}", said(&sync));
    assert!(fs::read_to_string(repository.path("api/schemas/user.json")).unwrap().contains("age"));
}

#[test]
fn a_revision_outside_of_a_repository_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("schemas")).unwrap();
    let output = schemawright(directory.path(), &["diff", "HEAD~1", "HEAD"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("is not in a git repository"), "{}", said(&output));
}
