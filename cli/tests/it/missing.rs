//! References without a target: the entry that the error prints lets a run go on, as it is printed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(arguments: &[&str], directory: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_schemawright")).args(arguments).current_dir(directory).output().unwrap()
}

/// The entry in the output of a failed run.
#[track_caller]
fn entry(output: &Output) -> String {
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!output.status.success(), "{errors}");
    let lines = errors.lines().map(str::trim).skip_while(|line| *line != "[missing]");
    let lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    assert!(!lines.is_empty(), "{errors}");
    lines.join("\n")
}

#[track_caller]
fn succeeds(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Schemas whose references lead to files of another repository, as those of Angular's command line.
const OPTIONS: &str = r##"{
  "title": "Options",
  "type": "object",
  "properties": {
    "class": { "$ref": "../../schematics/angular/class/schema.json" },
    "guard": { "$ref": "../../schematics/angular/guard/schema.json#/definitions/Guard" },
    "other": { "$ref": "https://example.com/other.json" },
    "local": { "$ref": "#/definitions/Lost" }
  }
}"##;

#[test]
fn the_printed_entry_works() {
    for several in [false, true] {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("schemas")).unwrap();
        fs::write(place.path().join("schemas/options.json"), OPTIONS).unwrap();
        if several {
            let user = r#"{ "title": "User", "properties": { "a": { "$ref": "options.json#/gone" } } }"#;
            fs::write(place.path().join("schemas/user.json"), user).unwrap();
        }
        let printed = entry(&run(&["gen"], place.path()));
        assert_eq!(printed.lines().count(), if several { 6 } else { 5 }, "{printed}");
        fs::write(place.path().join("schemawright.toml"), &printed).unwrap();
        succeeds(&run(&["gen"], place.path()));
    }
}

#[test]
fn the_entry_for_a_document_works_in_all_commands() {
    let place = tempfile::tempdir().unwrap();
    let document = r"
openapi: 3.1.0
paths:
  /users:
    get:
      operationId: list
      responses:
        200: {description: All, content: {application/json: {schema: {$ref: 'common.yml#/Page'}}}}
components:
  schemas:
    User: {type: object, properties: {address: {$ref: 'common.yml#/Address'}, lost: {$ref: '#/components/schemas/Lost'}}}
";
    fs::write(place.path().join("openapi.yml"), document).unwrap();
    let sync = ["sync", "openapi.yml", "--schemas", "schemas"];
    let printed = entry(&run(&sync, place.path()));
    assert!(!place.path().join("schemas").exists(), "nothing is written");
    fs::write(place.path().join("schemawright.toml"), &printed).unwrap();
    succeeds(&run(&sync, place.path()));
    succeeds(&run(&["gen"], place.path()));
    succeeds(&run(&["diff", "openapi.yml", "openapi.yml"], place.path()));
}
