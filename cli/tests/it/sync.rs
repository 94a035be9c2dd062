//! `schemawright sync`: its effects on a schema directory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const OPENAPI: &str = "\
openapi: 3.0.3
components:
  schemas:
    api_user_v1_User: &user
      type: object
      properties:
        user_id: {type: string, description: Theirs.}
        name: {type: string, nullable: true, example: Ada}
      required: [user_id]
    api_user_v1_Other:
      <<: *user
      description: Merged.
";

/// A directory with a source and a schema directory in it.
struct Place(TempDir);

impl Place {
    fn new(source: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("openapi.yml"), source).unwrap();
        fs::create_dir(directory.path().join("schemas")).unwrap();
        Self(directory)
    }

    fn schemas(&self) -> std::path::PathBuf {
        self.0.path().join("schemas")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.schemas().join(name), text).unwrap();
    }

    fn sync(&self, arguments: &[&str]) -> Output {
        let all = [&["sync", "openapi.yml", "--schemas", "schemas"], arguments].concat();
        Command::new(env!("CARGO_BIN_EXE_schemawright")).args(all).current_dir(self.0.path()).output().unwrap()
    }

    fn files(&self) -> BTreeMap<String, String> {
        let entries = fs::read_dir(self.schemas()).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
            .collect()
    }
}

fn succeeds(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn fails(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr.clone()).unwrap()
}

const USER: &str = "api-user-v1-user.json";

#[test]
fn a_document_becomes_files_and_a_second_run_changes_nothing() {
    let place = Place::new(OPENAPI);
    let said = succeeds(&place.sync(&[]));
    assert_eq!(said.lines().next(), Some("schemas: 2 added, 0 changed, 0 removed, 0 unchanged, 0 left alone"));
    let files = place.files();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["api-user-v1-other.json", USER, "source.toml"]);
    assert_eq!(
        files[USER],
        r##"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "#/components/schemas/api_user_v1_User",
  "title": "api_user_v1_User",
  "type": "object",
  "properties": {
    "user_id": {
      "type": "string",
      "description": "Theirs."
    },
    "name": {
      "type": [
        "string",
        "null"
      ],
      "examples": [
        "Ada"
      ]
    }
  },
  "required": [
    "user_id"
  ]
}
"##
    );
    assert!(files["source.toml"].contains(
        "origin = \"openapi.yml\"\nsource = \"../openapi.yml\"\nkind = \"openapi\"\nschemas = 2\ndigest = \"sha256:"
    ));
    let said = succeeds(&place.sync(&[]));
    assert_eq!(said, "schemas: 0 added, 0 changed, 0 removed, 2 unchanged, 0 left alone\n");
    assert_eq!(place.files(), files);
}

#[test]
fn existing_schemas_keep_file_order_and_descriptions() {
    let place = Place::new(OPENAPI);
    let own = r##"{"title": "api_user_v1_User", "$id": "#/components/schemas/api_user_v1_User", "description": "Ours.",
        "properties": {"user_id": {"description": "Our own.", "type": "string"}}, "type": "object"}"##;
    place.write("kept-name.json", own);
    succeeds(&place.sync(&[]));
    let text = place.files()["kept-name.json"].clone();
    assert!(text.contains("\"description\": \"Ours.\"") && text.contains("\"description\": \"Theirs.\""), "{text}");
    assert!(
        text.find("\"title\"") < text.find("\"$id\"")
            && text.find("\"properties\"") < text.find("\"type\": \"object\""),
        "{text}"
    );
    place.write("kept-name.json", own);
    succeeds(&place.sync(&["--keep-descriptions"]));
    assert!(place.files()["kept-name.json"].contains("\"description\": \"Our own.\""));
}

#[test]
fn missing_schemas_are_removed_and_foreign_ones_kept() {
    let place = Place::new(OPENAPI);
    place.write("gone.json", r##"{"title": "Gone", "$id": "#/components/schemas/Gone"}"##);
    place.write("own.json", r#"{"title": "Own", "$id": "https://example.com/own"}"#);
    place.write("README.md", "Not a schema.");
    let said = succeeds(&place.sync(&["--keep-missing"]));
    assert!(said.starts_with("schemas: 2 added, 0 changed, 0 removed, 0 unchanged, 2 left alone"), "{said}");
    let said = succeeds(&place.sync(&[]));
    assert!(said.starts_with("schemas: 0 added, 0 changed, 1 removed, 2 unchanged, 1 left alone"), "{said}");
    let files = place.files();
    assert!(files.contains_key("own.json") && files.contains_key("README.md") && !files.contains_key("gone.json"));
}

#[test]
fn a_dry_run_shows_and_judges_and_writes_nothing() {
    let place = Place::new(OPENAPI);
    place.write("gone.json", "{\"title\": \"Gone\", \"$id\": \"#/components/schemas/Gone\", \"type\": \"object\"}");
    let before = place.files();
    let said = succeeds(&place.sync(&["--dry-run"]));
    assert!(said.contains(&format!("+ {USER}\n")) && said.contains("- gone.json\n"), "{said}");
    assert!(said.contains("\nVerdict: major"), "{said}");
    assert_eq!(place.files(), before);
    assert_eq!(fs::read_dir(place.0.path()).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn faults_name_line_and_column_and_nothing_is_written() {
    for (source, fault) in [
        ("openapi: 3.0.3\ncomponents:\n  schemas:\n    A: {a: 1, a: 2}\n", "duplicate member \"a\" in a mapping"),
        (
            "openapi: 3.0.3\ncomponents:\n  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n",
            "unknown schema `B`",
        ),
        (
            "openapi: 3.0.3\ncomponents:\n  schemas:\n    A:\n      $ref: 'other.yml#/A'\n",
            "refers to a schema outside of the document",
        ),
        ("openapi: 3.0.3\ncomponents:\n  schemas:\n    A:\n      nullable: 1\n", "`nullable` must be true or false"),
        ("openapi: 2.0.0\n", "OpenAPI 2.0.0 is not supported"),
        ("swagger: 2.0\n", "this is Swagger 2.0, the predecessor of OpenAPI 3.0"),
        ("info: {}\n", "this is not an OpenAPI document"),
        ("openapi: 3.1.0\npaths: {}\n", "the document has no schemas"),
    ] {
        let place = Place::new(source);
        let said = fails(&place.sync(&[])).replace('\n', " ");
        let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(fault), "{fault} is not in {words}");
        assert!(place.files().is_empty());
    }
    let place = Place::new("openapi: 3.0.3\ncomponents:\n  schemas:\n    A:\n      nullable: 1\n");
    assert!(fails(&place.sync(&[])).contains("openapi.yml:5:7"), "{}", fails(&place.sync(&[])));
}

#[test]
fn json_and_3_1_are_taken_too() {
    let place = Place::new(
        r#"{"openapi": "3.1.0", "components": {"schemas": {"A": {"type": ["string", "null"], "example": 1}}}}"#,
    );
    succeeds(&place.sync(&[]));
    let text = place.files()["a.json"].clone();
    assert!(text.contains("\"null\"") && text.contains("\"examples\""), "{text}");
}

const NAMESAKES: &str = "openapi: 3.0.3\ncomponents:\n  schemas:\n    user: {type: object}\n    User: {type: string}\n";

#[test]
fn names_that_differ_in_case_go_to_files_of_their_own() {
    let place = Place::new(NAMESAKES);
    succeeds(&place.sync(&[]));
    let files = place.files();
    assert!(
        files["user.json"].contains("schemas/User\"") && files["user-2.json"].contains("schemas/user\""),
        "{files:?}"
    );
    succeeds(&place.sync(&[]));
    assert_eq!(place.files(), files);
}

const OPERATION: &str = "\
openapi: 3.0.3
paths:
  /a:
    get:
      operationId: readA
      summary: Theirs
      responses: {'200': {description: '', content: {application/json: {schema: {type: string}}}}}
  /b:
    post:
      operationId: sendB
      requestBody: {content: {multipart/form-data: {}}}
      responses: {'204': {description: ''}}
";

#[test]
fn operations_go_to_a_document_of_their_own() {
    let place = Place::new(OPERATION);
    let output = place.sync(&[]);
    let said = succeeds(&output);
    assert_eq!(
        said,
        "schemas: 1 added, 0 changed, 0 removed, 0 unchanged, 0 left alone\nschemas/operations.json: 1 operation, added\nNow run `schemawright gen`\n"
    );
    let warned = String::from_utf8(output.stderr).unwrap();
    assert!(warned.contains("operation `sendB` is left out") && warned.contains("openapi.yml:9:5"), "{warned}");
    let files = place.files();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["operations.json", "readaresponse.json", "source.toml"]);
    assert!(files["source.toml"].contains("operations = 1\n"));
    assert!(files["operations.json"].contains("\"$ref\": \"#/components/schemas/readAResponse\""));
    assert!(succeeds(&place.sync(&[])).ends_with("schemas/operations.json: 1 operation, unchanged\n"));
}

#[test]
fn operations_that_are_there_keep_their_file_and_their_prose() {
    let place = Place::new(OPERATION);
    let own = r#"{"openapi": "3.1.0", "paths": {
        "/a": {"get": {"operationId": "readA", "summary": "Ours", "responses": {"204": {"description": ""}}}},
        "/c": {"get": {"operationId": "readC", "responses": {"204": {"description": ""}}}}}}"#;
    place.write("calls.json", own);
    succeeds(&place.sync(&["--keep-descriptions", "--keep-missing"]));
    let text = place.files()["calls.json"].clone();
    assert!(
        text.contains("\"Ours\"") && text.contains("readC") && !place.files().contains_key("operations.json"),
        "{text}"
    );
    succeeds(&place.sync(&[]));
    let text = place.files()["calls.json"].clone();
    assert!(text.contains("\"Theirs\"") && !text.contains("readC"), "{text}");
}

#[test]
fn a_directory_has_its_operations_along() {
    let place = Place::new(OPERATION);
    succeeds(&place.sync(&[]));
    let arguments = ["sync", "schemas", "--schemas", "copy"];
    succeeds(
        &Command::new(env!("CARGO_BIN_EXE_schemawright")).args(arguments).current_dir(place.0.path()).output().unwrap(),
    );
    let copy = fs::read_to_string(place.0.path().join("copy/operations.json")).unwrap();
    assert_eq!(copy, place.files()["operations.json"]);
}

#[test]
fn the_project_names_new_files() {
    let place = Place::new(OPENAPI);
    fs::write(place.0.path().join("codegen.toml"), "[sync]\nfile-name = \"my-{title}.json\"\n").unwrap();
    succeeds(&place.sync(&[]));
    assert!(place.files().contains_key("my-api-user-v1-user.json"));
    let said = succeeds(&place.sync(&["--file-name", "x-{title}.json"]));
    assert!(said.contains("2 unchanged"), "what is there keeps its file: {said}");
    let refused = place.sync(&["--file-name", "x.json"]);
    assert_eq!(refused.status.code(), Some(2));
}

impl Place {
    /// `sync` of a source, with standard input, and with our own programs first in the path.
    fn sync_from(&self, source: &[&str], input: &str) -> Output {
        use std::io::Write as _;
        let path = format!("{}:{}", self.0.path().join("bin").display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        command.args([&["sync", "--schemas", "schemas"], source].concat()).current_dir(self.0.path()).env("PATH", path);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read its input may have ended.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// A program of that name in `bin`.
    #[cfg(unix)]
    fn program(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        let file = self.0.path().join("bin").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn the_source_of_the_last_time_is_the_default() {
    let place = Place::new(OPENAPI);
    let said = fails(&place.sync_from(&[], ""));
    assert!(said.contains("no source.toml records") && said.contains("give a source"), "{said}");
    succeeds(&place.sync(&[]));
    fs::write(place.0.path().join("openapi.yml"), OPENAPI.replace("Merged.", "Changed.")).unwrap();
    let said = succeeds(&place.sync_from(&[], ""));
    assert!(said.starts_with("schemas: 0 added, 1 changed, 0 removed, 1 unchanged"), "{said}");
    fs::remove_file(place.0.path().join("openapi.yml")).unwrap();
    assert!(fails(&place.sync_from(&[], "")).contains("openapi.yml"));
}

#[test]
fn standard_input_is_a_source_that_is_not_remembered() {
    let place = Place::new(OPENAPI);
    let said = succeeds(&place.sync_from(&["-"], OPENAPI));
    assert!(said.starts_with("schemas: 2 added"), "{said}");
    let origin = place.files()["source.toml"].clone();
    assert!(origin.contains("origin = \"standard input\"\n") && !origin.contains("source ="), "{origin}");
    assert!(fails(&place.sync_from(&[], "")).contains("source.toml names no `source`"));
    let said = fails(&place.sync_from(&["-"], "openapi: 3.0.3\ncomponents:\n  schemas:\n    A: []\n"));
    assert!(said.contains("standard input:4:5"), "{said}");
    let said = succeeds(&place.sync_from(&["-"], r#"{"openapi": "3.1.0", "components": {"schemas": {"A": {}}}}"#));
    assert!(said.starts_with("schemas: 1 added, 0 changed, 2 removed"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_address_is_fetched_by_curl_and_remembered() {
    let place = Place::new(OPENAPI);
    place.program("curl", "echo \"$@\" > curl.log; cat openapi.yml");
    succeeds(&place.sync(&[]));
    assert!(!place.0.path().join("curl.log").exists(), "a file is not fetched");
    let said = succeeds(&place.sync_from(&["https://example.com/a/openapi.yml"], ""));
    assert!(said.contains("2 unchanged"), "{said}");
    let asked = fs::read_to_string(place.0.path().join("curl.log")).unwrap();
    assert!(
        asked.contains("--proto =https ") && asked.ends_with("--url https://example.com/a/openapi.yml\n"),
        "{asked}"
    );
    assert!(place.files()["source.toml"].contains("source = \"https://example.com/a/openapi.yml\"\n"));
    place.program("curl", "echo it is gone >&2; exit 22");
    let before = place.files();
    let said = fails(&place.sync_from(&[], ""));
    assert!(
        said.contains("it is gone") && said.contains("`curl` can't fetch https://example.com/a/openapi.yml"),
        "{said}"
    );
    assert_eq!(place.files(), before);
    for address in ["http://example.com/a.yml", "https://me:pass@example.com/a.yml"] {
        assert!(fails(&place.sync_from(&[address], "")).contains("error[bad-address]"), "{address}");
    }
}

#[cfg(unix)]
#[test]
fn a_repository_is_cloned_by_git() {
    let place = Place::new(OPENAPI);
    place.program("git", "echo \"$@\" > git.log; for last; do :; done; mkdir -p $last/api; cp openapi.yml $last/api/");
    let said = succeeds(&place.sync_from(&["https://example.com/api.git#v2:api/openapi.yml"], ""));
    assert!(said.starts_with("schemas: 2 added"), "{said}");
    let asked = fs::read_to_string(place.0.path().join("git.log")).unwrap();
    assert!(asked.contains("--depth=1") && asked.contains("--branch=v2 -- https://example.com/api.git "), "{asked}");
    let said = fails(&place.sync_from(&["https://example.com/api.git#:lost.yml"], ""));
    assert!(said.contains("https://example.com/api.git has no `lost.yml`"), "{said}");
}

#[test]
fn a_directory_is_a_source_and_is_never_its_own() {
    let place = Place::new(OPENAPI);
    succeeds(&place.sync(&[]));
    let copy = |target: &str| {
        let arguments = ["sync", "schemas", "--schemas", target];
        Command::new(env!("CARGO_BIN_EXE_schemawright")).args(arguments).current_dir(place.0.path()).output().unwrap()
    };
    succeeds(&copy("made/if/need/be"));
    let path = |name: &str| place.0.path().join(name).join(USER);
    assert_eq!(fs::read(path("made/if/need/be")).unwrap(), fs::read(path("schemas")).unwrap());
    assert!(fails(&copy("schemas")).contains("the source is the schema directory itself"));
    assert!(Path::new(&place.schemas()).exists());
}
