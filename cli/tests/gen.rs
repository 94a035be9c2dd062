//! The command as people call it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Instant;

use tempfile::TempDir;

/// A directory with `schemas/` of a stranger.
struct Project {
    directory: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { directory: tempfile::tempdir().unwrap() };
        fs::create_dir(project.path("schemas")).unwrap();
        project.schema("user", r#"{"title": "User", "type": "object", "properties": {"name": {"type": "string"}}}"#);
        project.schema("color", r#"{"title": "Color", "type": "string", "enum": ["red", "green"]}"#);
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.directory.path().canonicalize().unwrap().join(path)
    }

    fn schema(&self, name: &str, text: &str) {
        fs::write(self.path(&format!("schemas/{name}.json")), text).unwrap();
    }

    /// `schemawright gen` on it.
    fn generate(&self, args: &[&str]) -> Run {
        self.run(&[&["gen", "--schemas", "schemas", "--out", "out"], args].concat())
    }

    /// `schemawright check` on it.
    fn check(&self, args: &[&str]) -> Run {
        self.run(&[&["check", "--schemas", "schemas", "--out", "out"], args].concat())
    }

    /// `schemawright` in it.
    fn run(&self, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        Run(command.args(args).current_dir(self.path("")).output().unwrap())
    }

    /// All files with their texts.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        read(&self.path(""), &mut files);
        files.sort();
        files
    }
}

fn read(directory: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            read(&path, files);
        } else {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
}

struct Run(Output);

impl Run {
    fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    #[track_caller]
    fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code(), code, "{}{}", self.out(), self.err());
        self
    }
}

/// A summary without the time that it took.
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
fn check_shows_what_differs_and_writes_nothing() {
    let project = Project::new();
    project.generate(&[]).ends_with(0);
    let lib = project.path("out/src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap();
    fs::write(&lib, format!("{text}// one line too many\n")).unwrap();
    fs::write(project.path("out/src/stale.rs"), "// @generated\n").unwrap();
    fs::write(project.path("out/mine.txt"), "mine").unwrap();
    fs::remove_file(project.path("out/types.json")).unwrap();
    let before = project.files();

    let run = project.check(&[]).ends_with(1);

    let out = run.out();
    assert!(out.starts_with("--- out/src/lib.rs\n+++ out/src/lib.rs\n@@ "), "{out}");
    assert!(out.contains("\n-// one line too many\n"), "{out}");
    let lists = "\
Differ (1):
  out/src/lib.rs

Missing (1):
  out/types.json

Should not exist (1):
  out/src/stale.rs

Not written by the generator (1):
  out/mine.txt

out is out of step with the schemas. To update it, run

    schemawright gen --schemas schemas --out out
";
    assert!(out.contains(lists), "{out}");
    assert!(out.ends_with("    schemawright gen --schemas schemas --out out --force\n"), "{out}");
    assert_eq!(project.files(), before, "`check` has written");

    project.generate(&[]).ends_with(1);
    assert_eq!(project.files(), before, "written although refused");
    let run = project.generate(&["--force"]).ends_with(0);
    assert!(run.out().contains(": 1 file changed, 1 added, 2 removed, "), "{}", run.out());
    project.check(&[]).ends_with(0);
}

#[test]
fn schemas_in_a_directory_named_target_are_read() {
    let project = Project::new();
    project.generate(&[]).ends_with(0);
    // Files that cargo created are left alone.
    fs::create_dir_all(project.path("out/target/debug")).unwrap();
    fs::write(project.path("out/target/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n# cargo's\n")
        .unwrap();
    fs::write(project.path("out/target/debug/built.rs"), "").unwrap();
    project.check(&[]).ends_with(0);
    // Similar files of others are not.
    fs::remove_file(project.path("out/target/CACHEDIR.TAG")).unwrap();
    let run = project.check(&[]).ends_with(1);
    assert!(run.out().contains("Not written by the generator (1):\n  out/target/debug/built.rs\n"), "{}", run.out());
    project.generate(&[]).ends_with(1);
    fs::remove_dir_all(project.path("out/target")).unwrap();
    fs::write(project.path("out/target"), "").unwrap();
    let run = project.check(&[]).ends_with(1);
    assert!(run.out().contains("Not written by the generator (1):\n  out/target\n"), "{}", run.out());
    project.generate(&["--force"]).ends_with(0);
    assert!(!project.path("out/target").exists());
}

#[test]
fn committed_files_below_target_are_reported() {
    let project = Project::new();
    project.generate(&[]).ends_with(0);
    fs::create_dir_all(project.path("out/target")).unwrap();
    fs::write(project.path("out/target/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n").unwrap();
    let git = |args: &[&str]| {
        assert!(Command::new("git").args(args).current_dir(project.path("")).status().unwrap().success())
    };
    git(&["init", "--quiet"]);
    project.check(&[]).ends_with(0);
    git(&["add", "--force", "out/target/CACHEDIR.TAG"]);
    let run = project.check(&[]).ends_with(1);
    assert!(run.err().starts_with("error[committed-build]: "), "{}", run.err());
    assert!(run.err().contains("run `git rm -r --cached out/target`"), "{}", run.err());
}

#[test]
fn contents_of_a_changed_file_are_escaped_for_the_terminal() {
    let project = Project::new();
    project.generate(&[]).ends_with(0);
    let lib = project.path("out/src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap();
    fs::write(&lib, format!("{text}// \u{1b}[2J\u{202e}\n")).unwrap();
    let run = project.check(&[]).ends_with(1);
    assert!(run.out().contains("\n-// \\u{1b}[2J\\u{202e}\n"), "{}", run.out());
}

#[test]
fn check_of_nothing_lists_all_as_missing() {
    let project = Project::new();
    let before = project.files();
    let run = project.check(&[]).ends_with(1);
    assert!(run.out().starts_with("Missing ("), "{}", run.out());
    assert_eq!(project.files(), before);
}

#[test]
fn check_reports_file_by_file_to_programs() {
    let project = Project::new();
    project.generate(&[]).ends_with(0);
    fs::remove_file(project.path("out/types.json")).unwrap();
    let run = project.check(&["--message-format", "github"]).ends_with(1);
    let expected = "::error file=out/types.json,line=1,endLine=1,col=1,endColumn=1,title=out-of-step\
        ::out/types.json is missing%0Ahelp: run `schemawright gen --schemas schemas --out out`\n";
    assert!(run.out().starts_with(expected), "{}", run.out());
    let run = project.check(&["--message-format", "json"]).ends_with(1);
    assert_eq!(run.out().lines().count(), 1, "{}", run.out());
    assert!(run.out().starts_with("{\"code\":\"out-of-step\",\"severity\":\"error\","), "{}", run.out());
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
    // Without what breaks long lines.
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
    // The other way round: what is in the directory is another package.
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
    // The name of a directory need not be valid for a package.
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

#[test]
fn missing_input_is_bad_input() {
    let project = Project::new();
    let run = project.run(&["gen", "--schemas", "nowhere", "--out", "out"]).ends_with(1);
    assert!(run.err().contains("nowhere"), "{}", run.err());
    let run = project.generate(&["--config", "nowhere.toml"]).ends_with(1);
    assert!(run.err().contains("nowhere.toml"), "{}", run.err());
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

/// Each would be read without an end, or at once into memory.
#[cfg(unix)]
#[test]
fn endless_input_is_an_error() {
    let project = Project::new();
    let start = Instant::now();
    assert!(Command::new("mkfifo").arg(project.path("pipe")).status().unwrap().success());
    fs::File::create(project.path("big")).and_then(|file| file.set_len(3 << 30)).unwrap();
    let refused = |args: &[&str], file: &str, why: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
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
