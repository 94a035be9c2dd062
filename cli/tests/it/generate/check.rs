//! `check`: differences are shown, and nothing is written.

use std::fs;
use std::process::Command;

use super::project::Project;

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
