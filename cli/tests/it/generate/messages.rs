//! The whole text of errors in a project: the problem, its place, and the next step.

use std::fs;

use super::project::Project;

/// The error of a command that must fail, and must change no file.
#[track_caller]
fn refused(project: &Project, args: &[&str]) -> String {
    let before = project.files();
    let run = project.run(args).ends_with(1);
    assert_eq!(project.files(), before);
    // Some commands count the errors at the end.
    let said = run.err();
    [" error\n", " errors\n"]
        .iter()
        .find_map(|end| Some(said.strip_suffix(end)?.trim_end_matches(char::is_numeric).to_owned()))
        .unwrap_or(said)
}

#[test]
fn text_that_is_not_utf_8_has_a_place() {
    let project = Project::new();
    let expected = |file: &str, text: &str| {
        format!(
            "error[not-utf-8]: not UTF-8\n --> {file}:2:6\n  |\n1 | # a\n2 | {text}\n  |      ^\n  |\n  = help: save the file as UTF-8\n\n"
        )
    };
    fs::write(project.path("openapi.yaml"), b"# a\nx: \"\xe9\"\n").unwrap();
    let said = refused(&project, &["sync", "openapi.yaml", "--schemas", "taken"]);
    assert_eq!(
        said,
        expected("openapi.yaml", "x: \"\u{fffd}\"").replace("2:6", "2:5").replace("  |      ^", "  |     ^")
    );
    fs::write(project.path("schemawright.toml"), b"# a\nout=\"\xff\"\n").unwrap();
    for args in
        [&["gen"][..], &["check"], &["explain", "User"], &["diff", "schemas", "schemas"], &["bundle"], &["graph"]]
    {
        assert_eq!(refused(&project, args), expected("schemawright.toml", "out=\"\u{fffd}\""), "{args:?}");
    }
}

#[test]
fn a_project_file_that_is_no_file_is_an_error() {
    let project = Project::new();
    fs::create_dir(project.path("schemawright.toml")).unwrap();
    let expected = "\
error[unreadable]: can't read schemawright.toml: it is a directory; expected a regular file
 |
 = help: put a regular file there, or remove it

";
    for args in [&["gen"][..], &["check"], &["explain", "User"], &["gen", "--schemas", "schemas", "--out", "out"]] {
        assert_eq!(refused(&project, args), expected, "{args:?}");
    }
}

#[test]
fn paths_are_relative_to_the_current_directory() {
    let project = Project::new();
    fs::create_dir(project.path("schemas/a.json")).unwrap();
    fs::create_dir(project.path("empty")).unwrap();
    fs::rename(project.path("schemas/color.json"), project.path("schemas/a.json/color.json")).unwrap();
    project.run(&["gen"]).ends_with(0);
    fs::write(project.path("schemawright.toml"), "schemas = \"empty\"\n").unwrap();
    let expected = "\
error[no-schemas]: empty contains no *.json file
 |
 = help: give the directory that contains the JSON Schema files

";
    assert_eq!(refused(&project, &["gen"]), expected);
    fs::write(project.path("schemawright.toml"), "schemas = \"nowhere\"\n").unwrap();
    let expected = "\
error[unreadable]: can't read nowhere: No such file or directory (os error 2)
 |
 = help: check that it exists and that you have permission to read it

";
    if cfg!(unix) {
        assert_eq!(refused(&project, &["gen"]), expected);
    }
}

#[test]
fn a_missing_key_of_the_project_file_has_a_help_line() {
    let project = Project::new();
    fs::write(
        project.path("schemawright.toml"),
        "[[id]]\nmember = \"name\"\n\n[[fix]]\nschema = \"User\"\nexpect = {}\nset = {}\n",
    )
    .unwrap();
    let expected = "\
error[config]: `id` has no key `type`
 --> schemawright.toml:1:1
  |
1 | [[id]]
  | ^^^^^^
2 | member = \"name\"
  |
  = help: add `type = …`; its value is a string

error[config]: `fix` has no key `reason`
 --> schemawright.toml:4:1
  |
3 |
4 | [[fix]]
  | ^^^^^^^
5 | schema = \"User\"
  |
  = help: add `reason = …`; its value is a string

";
    assert_eq!(refused(&project, &["gen"]), expected);
}

#[test]
fn a_duplicate_member_is_marked_as_a_whole() {
    let project = Project::new();
    project.schema("user", "{\"title\": \"User\",\n  \"title\": \"Usr\"}");
    let expected = "\
error[duplicate-key]: duplicate member \"title\" in an object
 --> schemas/user.json:2:3
  |
1 | {\"title\": \"User\",
2 |   \"title\": \"Usr\"}
  |   ^^^^^^^
  |
  = help: keep one of the two: readers disagree on which one counts (RFC 8259, section 4)

";
    assert_eq!(refused(&project, &["gen"]), expected);
}

#[test]
fn explain_says_how_to_name_a_place() {
    let project = Project::new();
    let help = |name: &str| refused(&project, &["explain", name]);
    let expected = |name: &str, help: &str| {
        format!("error[no-such-name]: unknown schema, member or operation `{name}`\n |\n = help: {help}\n\n")
    };
    for (name, next) in [
        ("/properties/name", "write the file before the pointer: `user.json#/properties/name`"),
        ("#/properties/name", "write the file before the pointer: `user.json#/properties/name`"),
        ("#/$defs/a\"b", "write the file before the pointer: `color.json#/$defs/a\"b`"),
        ("generated/src/lib.rs:10", "give a Rust path, or a place in a schema, such as `color.json:1`"),
        ("Usr", "did you mean `User`?"),
        ("another_crate::User", "did you mean `User`?"),
    ] {
        assert_eq!(help(name), expected(name, next));
    }
    // The suggested name works.
    project.run(&["explain", "user.json#/properties/name"]).ends_with(0);
    project.run(&["explain", "color.json:1"]).ends_with(0);
}
