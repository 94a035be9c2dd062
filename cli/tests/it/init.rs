//! What `init` finds in a directory.

use std::fs;

use crate::commands::{err, out, project, run};

#[test]
fn init_of_nothing_and_of_a_document() {
    let place = tempfile::tempdir().unwrap();
    let nothing = run(&["init"], &[], place.path());
    assert_eq!(nothing.status.code(), Some(1));
    assert!(err(&nothing).contains("error[no-schemas]"), "{}", err(&nothing));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);

    let document = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents: {schemas: {User: {type: object, properties: {password: {type: string}}}}}\n";
    fs::write(place.path().join("openapi.yaml"), document).unwrap();
    let said = out(&run(&["init"], &[], place.path()));
    assert!(said.ends_with("\nNow run `schemawright sync`, then `schemawright gen`\n"), "{said}");
    let early = err(&run(&["gen"], &[], place.path()));
    assert!(early.contains("run `schemawright sync`, which copies the schemas of openapi.yaml"), "{early}");
    assert!(run(&["sync"], &[], place.path()).status.success());
    assert!(run(&["gen"], &[], place.path()).status.success());
    let explained = out(&run(&["explain", "user.password"], &[], place.path()));
    assert!(explained.starts_with("User::password: Option<Secret>\n"), "{explained}");
}

#[test]
fn init_looks_for_schemas_and_documents() {
    const API: &str = "{\"info\": {}, \"components\": {\"schemas\": {\"A\": {}}}, \"openapi\": \"3.0.0\"}";
    const SCHEMA: &str = "{\"title\": \"A\", \"properties\": {}}";
    for (files, expected) in [
        (
            &[("schemas/deep/er/a.json", SCHEMA), ("api.json", API)][..],
            "schemawright.toml: 1 schema\nNow run `schemawright gen`",
        ),
        (
            &[("my-api.json", API), ("package.json", "{\"keywords\": [\"openapi\"]}")],
            "Now run `schemawright sync`, then",
        ),
        (
            &[("v1.yml", "openapi: 3.1.0\ninfo: {}\ncomponents: {schemas: {A: {}}}\n"), ("b.yml", "openapi: [")],
            "Now run `schemawright sync`",
        ),
        (
            &[("v1.json", API), ("v2.json", API)],
            "error[several-documents]: there are 2 OpenAPI documents: v1.json, v2.json\n |\n = help: name one of them: `schemawright init v1.json`",
        ),
        (
            &[("schemas/a.yaml", "title: A"), ("b.json", SCHEMA)],
            "schemas/a.yaml is YAML, and JSON Schemas are read as JSON",
        ),
        (&[("b.json", SCHEMA)], "b.json is a JSON Schema, but not in a directory of schemas"),
        (&[("package.json", "{\"name\": \"x\"}"), ("schemas", "")], ". contains no schemas"),
    ] {
        let place = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let file = place.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let output = run(&["init"], &[], place.path());
        let said = out(&output) + &err(&output);
        assert!(said.contains(expected), "{files:?}: {said}");
    }
}

#[test]
fn schemas_in_yaml_are_not_read() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("schemas")).unwrap();
    fs::write(place.path().join("schemas/order.yml"), "title: Order").unwrap();
    let said = err(&run(&["gen"], &[], place.path()));
    assert!(said.contains("schemas contains no *.json file") && said.contains("convert order.yml to JSON"), "{said}");
}

#[test]
fn init_names_the_output_of_an_earlier_run() {
    let place = project(r#"{"title": "A", "type": "object"}"#);
    assert!(run(&["gen"], &[], place.path()).status.success());
    let said = out(&run(&["init"], &[], place.path()));
    let line = "\ngenerated contains types of an earlier run, and no run updates them from now on: remove it\n";
    assert!(said.ends_with(line), "{said}");

    let place = project(r#"{"title": "A", "type": "object"}"#);
    fs::create_dir(place.path().join("generated")).unwrap();
    let said = out(&run(&["init"], &[], place.path()));
    assert!(!said.contains("earlier"), "{said}");
}
