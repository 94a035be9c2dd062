//! `schemawright diff`: formats, exit codes, and forms of arguments.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Two directories of schemas in a temporary one.
struct Directories(tempfile::TempDir);

impl Directories {
    fn new(old: &Value, new: &Value) -> Self {
        let directory = tempfile::tempdir().unwrap();
        for (name, schema) in [("old", old), ("new", new)] {
            fs::create_dir(directory.path().join(name)).unwrap();
            fs::write(directory.path().join(name).join("a.json"), format!("{schema:#}\n")).unwrap();
        }
        // These tests do not use the configuration of the workspace.
        fs::write(directory.path().join("codegen.toml"), "").unwrap();
        Self(directory)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn diff(&self, arguments: &[&str]) -> Output {
        schemawright(self.path(), &[&["diff", "old", "new", "--config", "codegen.toml"], arguments].concat())
    }
}

fn schemawright(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_schemawright")).args(arguments).current_dir(directory).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn one_member_less() -> Directories {
    Directories::new(
        &json!({ "title": "A", "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } } }),
        &json!({ "title": "A", "type": "object", "properties": { "b": { "type": "string" } } }),
    )
}

#[test]
fn a_copy_of_the_schemas_has_the_configuration_of_the_project() {
    let schema = json!({ "title": "A", "type": "object", "properties": { "token": { "type": "string" } } });
    let directories = Directories::new(&schema, &schema);
    fs::remove_file(directories.path().join("codegen.toml")).unwrap();
    fs::write(directories.path().join("new/codegen.toml"), "[[secret]]\nmember = \"token\"\n").unwrap();
    for states in [["old", "new"], ["new", "old"]] {
        let output = schemawright(directories.path(), &[&["diff"], &states[..]].concat());
        assert!(stdout(&output).contains("0 breaking, 0 additive, 0 docs"), "{}", stdout(&output));
    }
}

#[test]
fn the_text_has_change_place_and_version() {
    let output = one_member_less().diff(&[]);
    assert!(output.status.success());
    assert_eq!(
        stdout(&output),
        "old → new: 1 breaking, 0 additive, 0 docs\n\nbreaking member-removed (1)\n    The field and its setter, or an argument of \
         `new`, are removed.\n  member `a` of `A` is removed  [a.json:5]\n    no longer compiles: fn read(value: generated_types::A) -> \
         Option<String> { value.a }\n\nVerdict: major (0.1.0 → 0.2.0): member-removed\n"
    );
}

#[test]
fn markdown_has_summary_table_and_folded_details() {
    let text = stdout(&one_member_less().diff(&["--format", "markdown"]));
    assert!(text.starts_with("### Verdict: major (0.1.0 → 0.2.0): member-removed\n"), "{text}");
    assert!(text.contains("\n| breaking | `member-removed` | 1 | "), "{text}");
    assert!(text.contains("<details><summary><code>member-removed</code>: 1</summary>\n"), "{text}");
    assert!(text.contains("\n- member `a` of `A` is removed <sub>`a.json:5`</sub>\n"), "{text}");
    assert!(
        text.contains("\n  - no longer compiles: `fn read(value: generated_types::A) -> Option<String> { value.a }`\n"),
        "{text}"
    );
}

#[test]
fn json_has_what_is_documented() {
    let report: Value = serde_json::from_str(&stdout(&one_member_less().diff(&["--format", "json"]))).unwrap();
    let documented = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.md")).unwrap();
    let changes = &report["changes"][0];
    for member in report.as_object().unwrap().keys().chain(changes.as_object().unwrap().keys()) {
        assert!(documented.contains(&format!("`{member}`")), "docs/diff.md does not tell of `{member}`");
    }
    assert_eq!(report["verdict"], "major");
    assert_eq!(report["decided_by"], json!([{ "rule": "member-removed", "count": 1 }]));
    for (member, value) in [
        ("rule", json!("member-removed")),
        ("level", json!("breaking")),
        ("rust", json!("A")),
        ("part", json!("a")),
        ("schema", json!("A")),
        ("file", json!("a.json")),
        ("line", json!(5)),
        ("pointer", json!("/properties/a")),
        ("direction", json!("none")),
        ("guess", json!(false)),
        ("accepted", json!(null)),
    ] {
        assert_eq!(changes[member], value, "{member}");
    }
}

/// Every report is valid for the schema, and the schema is the checked-in one. A file that differs is rewritten, and the test fails.
#[test]
fn json_has_a_schema_that_is_in_step() {
    let schema = schemawright_cli::diff::json_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let constraint =
        |most: u64| json!({ "title": "A", "type": "object", "properties": { "a": { "maxLength": most } } });
    let nothing = json!({ "title": "A" });
    for directories in [
        one_member_less(),
        hostile(),
        Directories::new(&nothing, &nothing),
        Directories::new(&constraint(1), &constraint(2)),
    ] {
        let report: Value = serde_json::from_str(&stdout(&directories.diff(&["--format", "json"]))).unwrap();
        let faults: Vec<String> = validator.iter_errors(&report).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?} in {report:#}");
        // The schema describes everything that is printed.
        let described = |object: &Value, members: &Value| {
            object.as_object().unwrap().keys().all(|member| members["properties"].get(member).is_some())
        };
        assert!(described(&report, &schema));
        assert!(
            report["changes"].as_array().unwrap().iter().all(|change| described(change, &schema["$defs"]["change"]))
        );
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.schema.json");
    let expected = format!("{schema:#}\n");
    if fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n") != expected {
        fs::write(&file, expected).unwrap();
        panic!("docs/diff.schema.json was out of step, and has been rewritten: commit it");
    }
}

#[test]
fn junit_has_a_test_for_each_change() {
    let text = stdout(&one_member_less().diff(&["--format", "junit"]));
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="diff" tests="2" failures="1" skipped="0">
<testsuite name="old → new" errors="0" tests="2" failures="1" skipped="0">
<testcase classname="diff" name="Verdict: major (0.1.0 → 0.2.0): member-removed"/>
<testcase classname="A::a" name="member `a` of `A` is removed" file="a.json" line="5"><failure type="member-removed" message="member `a` of `A` is removed">a.json:5&#10;For callers: The field and its setter, or an argument of `new`, are removed.&#10;On the wire: A value that is still sent under the name is kept in `unknown_fields`.&#10;no longer compiles: fn read(value: generated_types::A) -&gt; Option&lt;String&gt; { value.a }</failure></testcase>
</testsuite>
</testsuites>
"#;
    assert_eq!(text, expected);
}

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    User:\n      type: object\n      \
    properties:\n        name:\n          type: string\n        age:\n          type: integer\n          nullable: true\n";

#[test]
fn documents_are_compared_as_they_would_be_taken_in() {
    let directory = tempfile::tempdir().unwrap();
    let newer = DOCUMENT.replace("          nullable: true\n", "");
    fs::write(directory.path().join("old.yml"), DOCUMENT).unwrap();
    fs::write(directory.path().join("new.yml"), newer).unwrap();
    let text = stdout(&schemawright(directory.path(), &["diff", "old.yml", "new.yml"]));
    let line = "\n  member `age` of `User` is `Option<i64>`, was `Option<Option<i64>>`  [new.yml:11]\n";
    assert!(text.starts_with("old.yml → new.yml: 1 breaking, 0 additive, 0 docs\n") && text.contains(line), "{text}");
    // The file that sync writes is the same.
    assert!(schemawright(directory.path(), &["sync", "new.yml", "--schemas", "taken"]).status.success());
    let text = stdout(&schemawright(directory.path(), &["diff", "new.yml", "taken"]));
    assert!(text.ends_with("\nVerdict: none\n"), "{text}");
}

#[test]
fn a_document_in_a_revision_is_read_through_git() {
    let directory = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        assert!(Command::new("git").args(arguments).current_dir(directory.path()).status().unwrap().success());
    };
    fs::create_dir(directory.path().join("api")).unwrap();
    fs::write(directory.path().join("api/openapi.yml"), DOCUMENT).unwrap();
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=a"]);
    fs::write(directory.path().join("api/openapi.yml"), DOCUMENT.replace("        age:\n", "        years:\n"))
        .unwrap();
    let text = stdout(&schemawright(directory.path(), &["diff", "HEAD:api/openapi.yml", "api/openapi.yml"]));
    assert!(text.contains("\n  member `age` of `User` is removed  [HEAD:api/openapi.yml:11]\n"), "{text}");
    let output = schemawright(directory.path(), &["diff", "HEAD:nowhere.yml", "api/openapi.yml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`HEAD:nowhere.yml` is not a file in a git revision"));
}

#[test]
fn an_entry_without_a_match_is_no_error_in_a_revision() {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
    fs::create_dir(directory.path().join("schemas")).unwrap();
    write("schemas/a.json", r#"{"title": "A", "type": "object", "properties": {"a": {"type": "string"}}}"#);
    write("schemawright.toml", "[[secret]]\nmember = \"gone\"\n");
    for arguments in [
        &["init", "-q"][..],
        &["add", "."],
        &["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "A"],
    ] {
        assert!(Command::new("git").args(arguments).current_dir(directory.path()).status().unwrap().success());
    }
    // In the work tree, it is one.
    let output = schemawright(directory.path(), &["diff", "HEAD"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[unused-rule]"), "{output:?}");
    write("schemawright.toml", "");
    let output = schemawright(directory.path(), &["diff", "HEAD"]);
    assert!(output.status.success(), "{output:?}");
    assert!(stdout(&output).contains("Verdict: none"), "{output:?}");
}

#[test]
fn fail_on_looks_at_the_level_and_at_worse_ones() {
    let status = |directories: &Directories, level: &str| directories.diff(&["--fail-on", level]).status.code();
    let breaking = one_member_less();
    assert_eq!(["breaking", "additive", "any"].map(|level| status(&breaking, level)), [Some(1); 3]);
    let schema = json!({ "title": "A", "type": "object" });
    let docs = Directories::new(&schema, &json!({ "title": "A", "type": "object", "description": "New." }));
    assert_eq!(["breaking", "additive", "any"].map(|level| status(&docs, level)), [Some(0), Some(0), Some(1)]);
    let nothing = Directories::new(&schema, &schema);
    assert_eq!(status(&nothing, "any"), Some(0));
    assert!(stdout(&nothing.diff(&[])).ends_with("Verdict: none\n"));
    assert_eq!(nothing.diff(&["--fail-on", "nothing"]).status.code(), Some(2));
}

#[test]
fn accepted_changes_do_not_count_and_unused_entries_fail() {
    let directories = one_member_less();
    let accept = |subject: &str| {
        let list = format!("[[accept]]\nrule = \"member-removed\"\nwhere = \"{subject}\"\nreason = \"never sent\"\n");
        fs::write(directories.path().join("diff.toml"), list).unwrap();
        directories.diff(&["--accept", "diff.toml", "--fail-on", "breaking"])
    };
    let accepted = accept("A::a");
    assert!(accepted.status.success());
    assert!(stdout(&accepted).contains("accepted: never sent"), "{}", stdout(&accepted));
    assert!(stdout(&accepted).contains("Verdict: patch"), "{}", stdout(&accepted));
    let unused = accept("A::b");
    assert_eq!(unused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unused.stderr).contains("no change matches this entry"));
}

/// A name that every format would interpret, if it were printed unescaped.
const HOSTILE: &str =
    "x`</details><img src=x>|@everyone%0A::error::y\u{1b}[2J\u{9b}1m\u{202e}\u{3164}\n## heading\n::error::z";

fn hostile() -> Directories {
    let members = |names: &[&str]| {
        let members: serde_json::Map<_, _> =
            names.iter().map(|name| ((*name).to_owned(), json!({ "type": "string" }))).collect();
        json!({ "title": "A", "type": "object", "properties": members,
            "$defs": { "E": { "title": "E", "enum": ["ok", if names.len() > 1 { HOSTILE } else { "fine" }] } } })
    };
    Directories::new(&members(&["a", HOSTILE]), &members(&["a"]))
}

#[test]
fn names_of_others_are_shown_and_not_obeyed() {
    let directories = hostile();
    for format in ["text", "markdown", "json", "github", "junit"] {
        let text = stdout(&directories.diff(&["--format", format]));
        let acting: Vec<char> =
            text.chars().filter(|c| *c != '\n' && schemawright::visible::is_deceptive(*c)).collect();
        assert!(acting.is_empty(), "{format}: {acting:?} in {text}");
        // Each name begins and ends on a line of the report.
        let first_words = ["#", "-", "|", "<", "`", "On", "{", "}", "[", "]", "\"", "::warning ", "::notice "];
        for line in text.lines().filter(|line| !line.is_empty()) {
            let of_ours = match format {
                "text" => !line.starts_with(['#', ':', '<']),
                "junit" => line.starts_with('<') && !line.contains("<img"),
                "github" => line.starts_with("::warning file=") || line.starts_with("::notice "),
                _ => {
                    first_words.iter().any(|word| line.trim_start().starts_with(word)) && !line.contains("## heading\n")
                }
            };
            assert!(of_ours, "{format}: {line:?}");
        }
    }
    let markdown = stdout(&directories.diff(&["--format", "markdown"]));
    let name =
        r"``x`</details><img src=x>|@everyone%0A::error::y\u{1b}[2J\u{9b}1m\u{202e}\u{3164}\n## heading\n::error::z``";
    assert!(markdown.contains(&format!("\n- member {name} of `A` is removed <sub>")), "{markdown}");
    let github = stdout(&directories.diff(&["--format", "github"]));
    assert!(github.contains("%250A::error::y"), "{github}");
    let json: Value = serde_json::from_str(&stdout(&directories.diff(&["--format", "json"]))).unwrap();
    let pointers: Vec<&Value> = json["changes"].as_array().unwrap().iter().map(|change| &change["pointer"]).collect();
    assert!(pointers.iter().any(|pointer| **pointer == json!(format!("/properties/{}", HOSTILE.replace('/', "~1")))));
}

#[test]
fn github_has_a_command_for_each_change_and_one_for_the_verdict() {
    let text = stdout(&one_member_less().diff(&["--format", "github"]));
    let expected = "::warning file=new/a.json,line=5,title=member-removed::member `a` of `A` is removed%0AFor callers: The field and its setter, or \
        an argument of `new`, are removed.%0Ano longer compiles: fn read(value: generated_types::A) -> Option<String> { value.a }\n\
        ::notice title=diff::Verdict: major (0.1.0 → 0.2.0): member-removed\n";
    assert_eq!(text, expected);
}

#[test]
fn directories_go_by_the_configuration_that_lies_beside_them() {
    let directories = one_member_less();
    let plain = ["diff", "old", "new"];
    let accepted = "[[rename]]\nschema = \"A\"\nto = \"Renamed\"\n";
    fs::write(directories.path().join("codegen.toml"), accepted).unwrap();
    assert!(stdout(&schemawright(directories.path(), &plain)).contains("member `a` of `Renamed` is removed"));
    // One for each name.
    fs::write(directories.path().join("old/codegen.toml"), "").unwrap();
    let text = stdout(&schemawright(directories.path(), &plain));
    assert!(text.contains("struct `A` is now `Renamed`"), "{text}");
    fs::remove_file(directories.path().join("codegen.toml")).unwrap();
    fs::remove_file(directories.path().join("old/codegen.toml")).unwrap();
    assert!(stdout(&schemawright(directories.path(), &plain)).contains("member `a` of `A` is removed"));
}

#[test]
fn a_format_that_was_added_is_seen_without_a_configuration() {
    // A rule of another project would have made a timestamp of both.
    let member = |schema: Value| json!({ "title": "A", "type": "object", "properties": { "created_at": schema } });
    let directories = Directories::new(
        &member(json!({ "type": "string" })),
        &member(json!({ "type": "string", "format": "date-time" })),
    );
    fs::remove_file(directories.path().join("codegen.toml")).unwrap();
    let text = stdout(&schemawright(directories.path(), &["diff", "old", "new"]));
    assert!(text.contains("member `created_at` of `A` is `Option<Timestamp>`, was `Option<String>`"), "{text}");
}

#[test]
fn constraints_are_reported_with_both_values() {
    let list = |more: Value| {
        let mut list = json!({ "type": "array", "items": { "type": "string", "maxLength": 9 }, "minItems": 1 });
        list.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "title": "PutRequest", "type": "object", "properties": { "l": list } })
    };
    let narrower = json!({ "items": { "type": "string", "maxLength": 5 }, "uniqueItems": true, "minItems": 0 });
    let directories = Directories::new(&list(json!({})), &list(narrower));
    let report: Value = serde_json::from_str(&stdout(&directories.diff(&["--format", "json"]))).unwrap();
    let told: Vec<_> = report["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            ["rule", "level", "message", "pointer", "direction", "values"].map(|member| change[member].clone())
        })
        .collect();
    let expected = [
        json!(["constraint-narrowed", "docs", "`maxLength` in `/items` of member `l` of `PutRequest` is `5`, was `9`",
            "/properties/l/items/maxLength", "request", { "was": 9, "is": 5 }]),
        json!(["constraint-narrowed", "docs", "`uniqueItems` of member `l` of `PutRequest` is `true`, was not set",
            "/properties/l/uniqueItems", "request", { "was": null, "is": true }]),
        json!(["constraint-widened", "docs", "`minItems` of member `l` of `PutRequest` is no longer set, was `1`",
            "/properties/l/minItems", "request", { "was": 1, "is": null }]),
    ];
    assert_eq!(json!(told), json!(expected));
}

#[test]
fn a_file_that_differs_without_effect_is_named() {
    let schema =
        |comment: &str| json!({ "title": "A", "type": "object", "properties": { "a": { "$comment": comment } } });
    let directories = Directories::new(&schema("one"), &schema("another"));
    let line = |directories: &Directories| {
        let text = stdout(&directories.diff(&[]));
        text.lines().find(|line| line.starts_with("  `a.json`")).map(str::to_owned)
    };
    let expected = "  `a.json` has other text, without an effect on callers: at `/properties/a/$comment`  [a.json:1]";
    assert_eq!(line(&directories).as_deref(), Some(expected));
    fs::write(directories.path().join("new/a.json"), schema("one").to_string()).unwrap();
    let expected = "  `a.json` has other text, without an effect on callers: the layout differs  [a.json:1]";
    assert_eq!(line(&directories).as_deref(), Some(expected));
    fs::rename(directories.path().join("new/a.json"), directories.path().join("new/b.json")).unwrap();
    let text = stdout(&directories.diff(&[]));
    assert!(text.contains("\n  the schema in `b.json` was in `a.json`  [b.json:1]\n"), "{text}");
}

#[test]
fn a_breaking_change_has_code_or_a_body_or_a_note() {
    let object =
        |members: Value| json!({ "title": "A", "type": "object", "properties": members, "required": ["a", "n"] });
    let directories = Directories::new(
        &object(json!({ "a": { "type": "string" }, "n": { "type": "integer" } })),
        &object(json!({ "a": { "type": "array", "items": { "type": "string" } }, "n": { "type": "integer" } })),
    );
    let text = stdout(&directories.diff(&[]));
    let witnesses = "\n    no longer compiles: fn read(value: generated_types::A) -> String { value.a }\n    no longer decodes: {\"n\":1,\"a\":\"x\"}\n";
    assert!(text.contains(witnesses), "{text}");
    let report: Value = serde_json::from_str(&stdout(&directories.diff(&["--format", "json"]))).unwrap();
    let body = json!({ "kind": "decodes", "type": "generated_types::A", "text": "{\"n\":1,\"a\":\"x\"}" });
    assert_eq!(report["changes"][0]["witnesses"][1], body);

    // Two numbers in another order compile, so only the caller can find the mistake.
    let numbers = |names: [&str; 2]| {
        let members: serde_json::Map<_, _> =
            names.map(|name| (name.to_owned(), json!({ "type": "integer" }))).into_iter().collect();
        json!({ "title": "A", "type": "object", "properties": members, "required": ["a", "b"] })
    };
    let text = stdout(&Directories::new(&numbers(["a", "b"]), &numbers(["b", "a"])).diff(&[]));
    assert!(text.contains("\n    (no example was found)\n"), "{text}");
}
