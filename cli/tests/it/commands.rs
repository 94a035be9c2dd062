//! The features of every command: help with examples, a version, optional colours, pages and completions.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

pub(crate) fn run(arguments: &[&str], variables: &[(&str, &str)], directory: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").envs(variables.iter().copied());
    command.args(arguments).current_dir(directory).output().unwrap()
}

pub(crate) fn project(schema: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("schemas")).unwrap();
    fs::write(directory.path().join("schemas/a.json"), schema).unwrap();
    directory
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const COMMANDS: [&str; 12] =
    ["init", "gen", "check", "diff", "drift", "explain", "sync", "bundle", "watch", "graph", "completions", "man"];

#[test]
fn every_command_has_examples() {
    let place = tempfile::tempdir().unwrap();
    for command in COMMANDS {
        let help = out(&run(&[command, "--help"], &[], place.path()));
        assert!(help.contains("\nExamples:\n  schemawright "), "{help}");
        assert!(!help.contains("{gen}") && !help.contains("xtask"), "{help}");
    }
    assert_eq!(out(&run(&["--version"], &[], place.path())), format!("schemawright {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn pages_and_completions_are_about_every_command() {
    let place = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = out(&run(&["completions", shell], &[], place.path()));
        assert!(COMMANDS.iter().all(|command| text.contains(command)), "{shell}");
    }
    assert!(out(&run(&["man"], &[], place.path())).contains(".TH schemawright 1"));
    assert!(run(&["man", "--out", "pages"], &[], place.path()).status.success());
    for command in COMMANDS {
        let page = fs::read_to_string(place.path().join(format!("pages/schemawright-{command}.1"))).unwrap();
        assert!(page.contains("Examples:"), "{command}: {page}");
    }
}

#[test]
fn colours_come_and_go() {
    let place = project("{\"title\": \"A\", \"type\": \"strng\"}");
    let colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        err(&run(&[&["gen"], arguments].concat(), variables, place.path())).contains('\u{1b}')
    };
    assert!(!colored(&[], &[]), "this is not a terminal");
    assert!(colored(&["--color", "always"], &[]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn quiet_and_verbose() {
    let place = project(r#"{"title": "A", "type": "object"}"#);
    let quiet = run(&["gen", "--quiet"], &[], place.path());
    assert!(quiet.status.success() && out(&quiet).is_empty() && err(&quiet).is_empty());
    assert!(place.path().join("generated/src/lib.rs").is_file());
    fs::write(place.path().join("openapi.yml"), "openapi: 3.0.0\ncomponents: {schemas: {B: {type: string}}}\n")
        .unwrap();
    for summary in [&["sync", "openapi.yml", "--keep-missing"][..], &["bundle", "--out", "all.json"], &["init"]] {
        let quiet = run(&[&["-q"], summary].concat(), &[], place.path());
        assert!(quiet.status.success(), "{summary:?}");
        assert_eq!((out(&quiet), err(&quiet)), Default::default(), "{summary:?}");
    }
    assert!(place.path().join("all.json").is_file() && place.path().join("schemas/b.json").is_file());
    // The requested output is printed.
    let plan = out(&run(&["-q", "sync", "openapi.yml", "--keep-missing", "--dry-run"], &[], place.path()));
    assert!(plan.contains("schemas (dry run): 0 added"), "{plan}");
    assert!(out(&run(&["-q", "explain", "A"], &[], place.path())).starts_with("A: "));
    fs::write(place.path().join("schemas/a.json"), "{").unwrap();
    let quiet = run(&["gen", "-q"], &[], place.path());
    assert!(!quiet.status.success() && err(&quiet).contains("error["), "{}", err(&quiet));
    assert_eq!(run(&["gen", "-q", "-v"], &[], place.path()).status.code(), Some(2));
}

/// Once there is a project file, a member that is added later can't be a secret by accident.
#[test]
fn a_new_member_with_the_name_of_a_secret_is_an_error() {
    let schema = |member: &str| format!(r#"{{"title": "A", "type": "object", "properties": {{{member}}}}}"#);
    let later = r#""token": {"type": "string"}"#;
    // The first member, and whether the table applies to it.
    for (first, guarded) in [
        (r#""name": {"type": "string"}"#, true),
        (r#""api_token": {"type": "string"}"#, true),
        (r#""max_tokens": {"type": "integer"}"#, true),
        (r#""page_token": {"type": "string"}"#, true),
        (r#""api_token": true"#, false),
    ] {
        let place = project(&schema(first));
        assert!(run(&["init"], &[], place.path()).status.success(), "{first}");
        assert!(run(&["gen"], &[], place.path()).status.success(), "{first}");
        fs::write(place.path().join("schemas/a.json"), schema(&format!("{first}, {later}"))).unwrap();
        let output = run(&["gen"], &[], place.path());
        assert_eq!(output.status.success(), !guarded, "{first}");
        assert_eq!(
            err(&output).contains("error[unclassified-secret]: member `token` of A"),
            guarded,
            "{}",
            err(&output)
        );
    }
}

/// The stages that a run with `--verbose` lists, each with its time.
fn stages(arguments: &[&str], directory: &Path) -> Vec<String> {
    let text = out(&run(&[&["-v"], arguments].concat(), &[], directory));
    // Only a program in a build directory of cargo has a stamp of its last run.
    let lines: Vec<&str> =
        text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("  stamp ")).collect();
    assert!(lines.iter().all(|line| line.ends_with(" ms")), "{text}");
    // `  tell apart       1.2 ms`
    lines.iter().map(|line| line.trim().rsplitn(3, ' ').last().unwrap_or_default().trim().to_owned()).collect()
}

#[test]
fn verbose_lists_every_stage() {
    const OF_GENERATOR: [&str; 7] = ["resolve", "canon", "refine", "tell apart", "name", "model", "emit"];
    let place = project(r#"{"title": "A", "type": "object"}"#);
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments).current_dir(place.path());
        assert!(git.status().unwrap().success());
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=a"]);
    let expected = |first: &[&'static str], last: &[&'static str]| [first, &OF_GENERATOR, last].concat();
    assert_eq!(stages(&["gen"], place.path()), expected(&["project", "read"], &["write"]));
    fs::write(place.path().join("schemas/a.json"), r#"{"title": "A", "type": "string"}"#).unwrap();
    assert_eq!(stages(&["gen"], place.path()), expected(&["project", "read"], &["write", "verdict"]));
    assert_eq!(stages(&["check"], place.path()), expected(&["project", "read"], &["compare"]));
}

#[test]
fn every_failure_ends_with_the_number_of_errors() {
    let place = project("{");
    fs::write(place.path().join("api.yml"), "openapi: [\n").unwrap();
    fs::write(place.path().join("schemawright.toml"), "schmas = 1\n").unwrap();
    let of_file = [
        &["gen"][..],
        &["check"],
        &["watch"],
        &["bundle"],
        &["graph"],
        &["explain", "A"],
        &["diff"],
        &["sync", "api.yml"],
    ];
    let failed = |arguments: &[&str]| {
        let output = run(arguments, &[], place.path());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(err(&output).ends_with("\n1 error\n"), "{arguments:?}: {}", err(&output));
    };
    of_file.into_iter().for_each(failed);
    fs::remove_file(place.path().join("schemawright.toml")).unwrap();
    let of_schemas = [
        &["gen"][..],
        &["check"],
        &["bundle"],
        &["graph"],
        &["explain", "A"],
        &["drift", "--type", "A", "api.yml"],
        &["sync", "api.yml"],
        &["init", "api.yml"],
    ];
    of_schemas.into_iter().for_each(failed);
}

#[test]
fn without_schemas_the_help_names_init() {
    let place = tempfile::tempdir().unwrap();
    for command in
        [&["gen"][..], &["check"], &["bundle"], &["graph"], &["explain", "A"], &["drift", "--type", "A", "b"]]
    {
        let output = run(command, &[], place.path());
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        let expected = "\
error[no-schemas]: no project file, and no schemas in schemas
 |
 = help: run `schemawright init`, which looks for schemas and writes a project file, or give their directory with `--schemas`
";
        assert!(err(&output).contains(expected), "{command:?}: {}", err(&output));
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let place = project(
        "{\"$id\": \"urn:a\", \"title\": \"OrderItem\", \"type\": \"object\", \"properties\": {\n\"count\": {\"type\": \"integer\"},\n\
         \"state\": {\"enum\": [\"x\"]}}}",
    );
    let whole =
        r#"{"title": "Whole", "type": "object", "properties": {"part": {"type": "object", "properties": {"x": {}}}}}"#;
    fs::write(place.path().join("schemas/b.json"), whole).unwrap();
    let first =
        |name: &str| out(&run(&["explain", name], &[], place.path())).lines().next().unwrap_or_default().to_owned();
    for (name, line) in [
        ("OrderItem", "OrderItem: struct"),
        ("orderitem", "OrderItem: struct"),
        ("urn:a", "OrderItem: struct"),
        ("a.json", "OrderItem: struct"),
        ("schemas/a.json:1", "OrderItem: struct"),
        ("schemas/a.json:2", "OrderItem::count: Option<i64>"),
        ("a.json#/properties/count", "OrderItem::count: Option<i64>"),
        ("orderitem.COUNT", "OrderItem::count: Option<i64>"),
        ("OrderItem::count", "OrderItem::count: Option<i64>"),
        ("crate::OrderItem", "OrderItem: struct"),
        ("generated::OrderItem", "OrderItem: struct"),
        ("generated::OrderItem::count", "OrderItem::count: Option<i64>"),
        ("orderitem#/properties/count", "OrderItem::count: Option<i64>"),
        ("urn:a#/properties/state", "OrderItemState: enum"),
        // All of it is on this line.
        ("b.json:1", "Whole: struct"),
        ("schemas/a.json:3", "OrderItem::state: Option<OrderItemState>"),
        ("OrderItemState", "OrderItemState: enum"),
        ("a.json#/properties/state", "OrderItemState: enum"),
    ] {
        assert_eq!(first(name), line, "{name}");
    }
    let code =
        "    pub struct OrderItem {\n        pub count: Option<i64>,\n        pub state: Option<OrderItemState>,\n";
    let said = out(&run(&["explain", "OrderItem"], &[], place.path()));
    assert!(
        said.contains(code) && said.contains("  open:      other members are kept in `unknown_fields`\n"),
        "{said}"
    );
    for (name, help) in [("OrderItm", "did you mean `OrderItem`?"), ("OrderItem.cuont", "did you mean `count`?")] {
        let output = run(&["explain", name], &[], place.path());
        assert_eq!(output.status.code(), Some(1));
        assert!(err(&output).contains(help), "{}", err(&output));
    }
}

#[test]
fn a_rule_is_shown_where_it_applied_alone() {
    let place = project(
        r#"{"title": "A", "type": "object", "properties": {"token": {"type": "string"},
            "inner": {"type": "object", "properties": {"token": {"type": "integer"}}}}}"#,
    );
    let heir = r##"{"title": "Heir", "allOf": [{"$ref": "a.json"}], "properties": {"b": {"type": "string"}}}"##;
    fs::write(place.path().join("schemas/heir.json"), heir).unwrap();
    fs::write(place.path().join("schemawright.toml"), "[[secret]]\nschema = \"A\"\nmember = \"token\"\n").unwrap();
    let explained = |name: &str| out(&run(&["explain", name], &[], place.path()));
    let (applied, none) = ("schemawright.toml:1 [[secret]] Secret\n", "no entry of the configuration applied\n");
    for (name, line) in [
        ("A", applied),
        ("A.token", applied),
        ("A.inner", none),
        ("AInner", none),
        ("AInner.token", none),
        ("Heir", applied),
        ("Heir.token", applied),
        ("Heir.b", none),
    ] {
        assert!(explained(name).contains(line), "{name}: {}", explained(name));
    }
}

#[test]
fn each_alternative_is_explained_by_what_identifies_it() {
    let object = |name: &str, more: &str| {
        format!(r#"{{"type": "object", "properties": {{"{name}": {{"type": "string"}}}}{more}}}"#)
    };
    let wrapper = |name: &str| object(name, &format!(r#", "required": ["{name}"], "additionalProperties": false"#));
    let required = |name: &str| object(name, &format!(r#", "required": ["{name}"]"#));
    let place = project(&format!(
        r#"{{"title": "A", "type": "object", "properties": {{
            "wrapped": {{"oneOf": [{}, {}, {{"const": "all"}}]}},
            "required": {{"oneOf": [{}, {}, {{"type": "string"}}]}},
            "optional": {{"oneOf": [{}, {}]}},
            "either": {{"type": ["string", "boolean"]}}}}}}"#,
        wrapper("one"),
        wrapper("other"),
        required("id"),
        required("name"),
        object("a", ""),
        object("b", ""),
    ));
    for (name, lines) in [
        (
            "AWrapped",
            "    One: an object with the member `one` alone\n    Other: an object with the member `other` alone\n    All: the string \"all\"\n",
        ),
        ("ARequired", "    WithId: an object with `id`\n    WithName: an object with `name`\n    String: a string\n"),
        ("AOptional", "    WithA: an object that may have `a`\n    WithB: an object that may have `b`\n"),
        ("AEither", "    String: a string\n    Boolean: a boolean\n"),
    ] {
        let said = out(&run(&["explain", name], &[], place.path()));
        assert!(said.contains(lines), "{said}");
    }
}

#[test]
fn a_graph_has_a_middle_and_a_reach() {
    let place = project(r#"{"title": "A", "type": "object", "properties": {"b": {"$ref": "b.json"}}}"#);
    fs::write(
        place.path().join("schemas/b.json"),
        r#"{"title": "B", "type": "object", "properties": {"c": {"$ref": "c.json"}}}"#,
    )
    .unwrap();
    fs::write(place.path().join("schemas/c.json"), r#"{"title": "C", "enum": ["\"x"]}"#).unwrap();
    let graph = |arguments: &[&str]| out(&run(&[&["graph"], arguments].concat(), &[], place.path()));
    let whole = "flowchart LR\n  t0[\"A\"]\n  t1[\"B\"]\n  t2([\"C\"])\n  t0 -->|\"b\"| t1\n  t1 -->|\"c\"| t2\n";
    assert_eq!(graph(&[]), whole);
    assert_eq!(graph(&["a", "--depth", "2"]), whole);
    assert_eq!(graph(&["A"]), "flowchart LR\n  t0[\"A\"]\n  t1[\"B\"]\n  t0 -->|\"b\"| t1\n");
    let dot = "digraph types {\n  rankdir=LR;\n  node [shape=box];\n  t1 [label=\"B\"];\n  t2 [label=\"C\" shape=oval];\n  t1 -> t2 [label=\"c\"];\n}\n";
    assert_eq!(graph(&["C", "--format", "dot"]), dot);
    let json: serde_json::Value = serde_json::from_str(&graph(&["C", "--format", "json"])).unwrap();
    assert_eq!(json["references"], serde_json::json!([{ "from": "B", "to": "C", "by": "c" }]));
    assert_eq!(json["types"][1]["kind"], "enum");
    assert_eq!(run(&["graph", "D"], &[], place.path()).status.code(), Some(1));
}
