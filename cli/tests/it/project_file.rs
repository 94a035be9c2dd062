//! One file contains all directories, and every command uses it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A git repository of a user.
struct Repository(tempfile::TempDir);

const USER: &str =
    r#"{"title": "User", "type": "object", "properties": {"name": {"type": "string"}, "token": {"type": "string"}}}"#;
const LESS: &str = r#"{"title": "User", "type": "object", "properties": {"token": {"type": "string"}}}"#;
const ORDER: &str = r#"{"title": "Order", "type": "object", "properties": {"placed": {"type": "string"}}}"#;

impl Repository {
    fn new(files: &[(&str, &str)]) -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(path, text)| repository.write(path, text));
        fs::create_dir_all(repository.path("src/deep")).unwrap();
        repository.git(&["init", "--quiet"]);
        repository.git(&["add", "."]);
        repository.git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=a"]);
        repository
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().canonicalize().unwrap().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        assert!(Command::new("git").args(arguments).current_dir(self.path("")).status().unwrap().success());
    }

    /// The output of a command that is called below the root, which must end with this code.
    #[track_caller]
    fn said(&self, arguments: &[&str], code: i32) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        let Output { status, stdout, stderr } =
            command.args(arguments).current_dir(self.path("src/deep")).output().unwrap();
        let text = String::from_utf8([stdout, stderr].concat()).unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}: {text}");
        text
    }
}

#[test]
fn a_runtime_that_is_not_there_is_an_error_with_its_line() {
    let config = "schemas = \"api\"\nwire = \"vendor/wire\"\n";
    for other in ["vendor/readme.md", "vendor/wire/Cargo.toml"] {
        let repository = Repository::new(&[("api/user.json", USER), (other, ""), ("schemawright.toml", config)]);
        let said = repository.said(&["gen"], 1);
        assert!(
            said.starts_with(
                "error[no-runtime]: `vendor/wire` is not the directory of the package `schemawright-wire`\n"
            ),
            "{said}"
        );
        assert!(said.contains("schemawright.toml:2:8\n"), "{said}");
        assert!(!repository.path("generated").exists());
    }
}

#[test]
fn every_command_finds_it_from_the_current_directory() {
    for name in ["schemawright.toml", "codegen.toml"] {
        let config = "schemas = \"api/json\"\nout = \"crates/api-types\"\nsource = \"api/incoming\"\nwire = \"vendor/wire\"\n\
            [[secret]]\nmember = \"token\"\nreason = \"it signs in\"\n";
        let repository = Repository::new(&[
            ("api/json/user.json", USER),
            ("api/incoming/user.json", LESS),
            ("vendor/wire/Cargo.toml", "[package]\nname = \"schemawright-wire\"\n"),
            (name, config),
        ]);
        let said = repository.said(&["check"], 1);
        assert!(said.ends_with("To update it, run\n\n    schemawright gen\n"), "{said}");
        let said = repository.said(&["gen"], 0);
        assert!(said.starts_with("1 schema, 1 type, 1 module: "), "{said}");
        assert!(!said.contains("erdict"), "there was no package to compare with: {said}");
        let manifest = fs::read_to_string(repository.path("crates/api-types/Cargo.toml")).unwrap();
        assert!(
            manifest.contains("name = \"api-types\"") && manifest.contains("path = \"../../vendor/wire\""),
            "{manifest}"
        );
        let head = format!("# Do not edit: change the schemas or {name}, and run `schemawright gen`.\n");
        assert!(manifest.contains(&head), "{manifest}");
        assert!(repository.said(&["check"], 0).contains(": in step"));
        let said = repository.said(&["explain", "User.token"], 0);
        assert!(
            said.starts_with("User::token: Option<Secret>\n") && said.contains(&format!("  {name}:5 [[secret]]")),
            "{said}"
        );
        assert!(repository.said(&["bundle"], 0).contains("\"User\""));
        let said = repository.said(&["sync"], 0);
        assert!(said.contains(": 0 added, 1 changed, 0 removed"), "{said}");
        assert!(repository.said(&["gen"], 0).contains("\nVerdict: major "));
        let said = repository.said(&["diff"], 0);
        assert!(said.contains("member `name` of `User` is removed"), "{said}");
        let said = repository.said(&["diff", "HEAD", "--fail-on", "breaking"], 1);
        assert!(said.contains("Verdict: major"), "{said}");
        // The configuration of that revision, with the directories of that time.
        assert!(repository.said(&["diff", "HEAD", "HEAD"], 0).ends_with("Verdict: none\n"));
    }
}

#[test]
fn it_is_found_above_without_a_repository() {
    let repository =
        Repository::new(&[("api/json/user.json", USER), ("schemawright.toml", "schemas = \"api/json\"\n")]);
    fs::remove_dir_all(repository.path(".git")).unwrap();
    assert!(repository.said(&["gen"], 0).starts_with("1 schema, 1 type, 1 module: "));
    assert!(repository.path("generated/src/lib.rs").is_file());
    assert!(repository.said(&["explain", "User"], 0).starts_with("User: struct\n"));
}

fn two() -> Repository {
    let config = "[[crate]]\nschemas = \"users/schemas\"\nout = \"users/types\"\n[crate.package]\nname = \"user-types\"\n\
        [[crate.secret]]\nmember = \"token\"\n\n[[crate]]\nschemas = \"orders/schemas\"\nout = \"orders/order-types\"\n\
        [[crate.timestamp]]\nmember = \"placed\"\n";
    Repository::new(&[
        ("users/schemas/user.json", USER),
        ("orders/schemas/order.json", ORDER),
        ("schemawright.toml", config),
    ])
}

#[test]
fn several_crates_are_made_by_one_command() {
    let repository = two();
    let said = repository.said(&["gen"], 0);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("user-types: 1 schema, ") && said.contains("\norder-types: 1 schema, "), "{said}");
    let manifest = fs::read_to_string(repository.path("users/types/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"user-types\""), "{manifest}");
    let order = fs::read_to_string(repository.path("orders/order-types/src/lib.rs")).unwrap();
    assert!(order.contains("Timestamp"), "{order}");

    repository.write("users/schemas/user.json", LESS);
    let said = repository.said(&["check"], 1);
    assert!(said.contains("users/types is out of step") && said.contains("order-types: 1 schema, "), "{said}");
    assert!(repository.said(&["check", "--crate", "order-types"], 0).contains(": in step"));
    let said = repository.said(&["diff"], 0);
    let (users, orders) = said.split_once("\norder-types\n").expect(&said);
    assert!(users.starts_with("user-types\n") && users.contains("member `name` of `User` is removed"), "{said}");
    assert!(orders.ends_with("Verdict: none\n"), "{said}");
    repository.said(&["gen", "--crate", "user-types"], 0);
    repository.said(&["check"], 0);
}

#[test]
fn an_error_in_one_crate_leaves_the_others_as_they_were() {
    let repository = two();
    repository.write("orders/schemas/order.json", r#"{"title": "Order", "type": "strin"}"#);
    let said = repository.said(&["gen"], 1);
    assert!(said.contains("error[unknown-type]") && !said.contains("user-types: "), "{said}");
    assert!(!repository.path("users/types").exists());
    // All errors are reported in one run.
    repository.write("users/schemas/user.json", r#"{"title": "User", "type": "objct"}"#);
    let said = repository.said(&["gen"], 1);
    assert!(said.contains("`strin`") && said.contains("`objct`"), "{said}");
}

#[test]
fn crates_do_not_replace_each_other() {
    let repository = two();
    let config = fs::read_to_string(repository.path("schemawright.toml")).unwrap();
    for out in ["users/types", "./orders/../users/types/"] {
        repository.write("schemawright.toml", &config.replace("orders/order-types", out));
        let said = repository.said(&["gen"], 1);
        assert!(said.contains("two crates of ") && said.contains("have the output directory "), "{said}");
        assert!(!repository.path("users/types").exists());
    }
    for out in ["users/types/orders", "users"] {
        repository.write("schemawright.toml", &config.replace("orders/order-types", out));
        let said = repository.said(&["gen"], 1);
        assert!(said.contains("of which one contains the other: "), "{said}");
        assert!(!repository.path("users/types").exists());
    }
}

#[test]
fn one_of_several_crates_is_named() {
    let repository = two();
    for arguments in
        [&["explain", "User"][..], &["bundle"], &["sync", "x"], &["diff", "--format", "json"], &["gen", "--out", "x"]]
    {
        let said = repository.said(arguments, 1);
        let words = said.split(|c: char| c.is_whitespace() || c == '|').collect::<Vec<_>>().join(" ");
        assert!(words.contains("the project has 2 crates; expected one"), "{said}");
        assert!(said.contains("`user-types`"), "{said}");
    }
    assert!(repository.said(&["explain", "User.token", "--crate", "user-types"], 0).contains("Secret"));
    let said = repository.said(&["explain", "User", "--crate", "usr"], 1);
    assert!(said.contains("unknown crate `usr`"), "{said}");
    // The schemas identify the crate.
    let said = repository.said(&["explain", "User.token", "--schemas", "../../users/schemas"], 0);
    assert!(said.contains("Secret"), "{said}");
}
