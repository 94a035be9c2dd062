//! What the facade's build step does, seen by really building.

mod support;

use std::fs;

use support::{cargo, copy, program, run, scratch, toml, workspace, write};

/// What the build step needs of a checkout. (The other packages are there because the workspace names them.)
const CHECKOUT: &[&str] = &["build", "codegen", "generated", "schemas", "src", "wire", "conformance", "xtask"];

#[test]
fn a_schema_that_changes_is_a_warning_that_names_the_command() {
    const WARNING: &str =
        "generated/ was not made from what is in schemas/ and codegen.toml now: run `cargo xtask regen`";
    let checkout = scratch("checkout");
    for directory in CHECKOUT {
        copy(&workspace().join(directory), &checkout.join(directory));
    }
    for file in ["Cargo.toml", "Cargo.lock", "build.rs", "codegen.toml", "README.md"] {
        fs::copy(workspace().join(file), checkout.join(file)).unwrap();
    }
    // Without the types: the build step is the same, and done sooner.
    let warnings = || {
        let printed = run(cargo(&checkout, &["check", "-p", "stytch-types", "--no-default-features"]), true);
        printed.told("warning").join("\n")
    };
    assert_eq!(warnings(), "", "generated/ of this workspace is out of date: run `cargo xtask regen`");

    let schema = checkout.join("schemas").join(first_schema());
    let text = fs::read_to_string(&schema).unwrap();
    write(&schema, &text.replace('\n', "\r\n"));
    assert_eq!(warnings(), "", "a checkout with CRLF is no change");

    write(&schema, &text.replacen('{', "{\n  \"$comment\": \"changed\",", 1));
    assert_eq!(warnings(), WARNING);
    write(&schema, &text);
    assert_eq!(warnings(), "");

    fs::rename(&schema, schema.with_file_name("another-name.json")).unwrap();
    assert_eq!(warnings(), WARNING);
    fs::rename(schema.with_file_name("another-name.json"), &schema).unwrap();

    let config = checkout.join("codegen.toml");
    let text = fs::read_to_string(&config).unwrap();
    write(&config, &format!("{text}# A word.\n"));
    assert_eq!(warnings(), WARNING);
    write(&config, &text);
    fs::remove_file(checkout.join("generated/inputs.digest")).unwrap();
    assert_eq!(warnings(), WARNING);
}

fn first_schema() -> std::ffi::OsString {
    let entries = fs::read_dir(workspace().join("schemas")).unwrap();
    entries.map(|entry| entry.unwrap().file_name()).min().unwrap()
}

#[test]
fn copies_are_the_same() {
    for (copy, original) in [("build/digest.rs", "codegen/src/digest.rs"), ("build/input.rs", "codegen/src/input.rs")] {
        let [copy, original] = [copy, original].map(|file| fs::read_to_string(workspace().join(file)).unwrap());
        assert_eq!(copy, original);
    }
}

const PET: &str = r##"{
  "$id": "#/schemas/Pet",
  "title": "zoo_v1_Pet",
  "type": "object",
  "required": ["name", "kind"],
  "properties": {
    "name": {"type": "string"},
    "kind": {"$ref": "#/schemas/Kind"}
  }
}"##;
const KIND: &str = r##"{"$id": "#/schemas/Kind", "title": "zoo_v1_Kind", "type": "string", "enum": ["cat", "dog"]}"##;
const CONFIG: &str = r"
[[name]]
title = '^zoo_(?<version>v\d+)_(?<name>\w+)$'
module = 'zoo::{version}'
";
const MAIN: &str = r##"
use stytch_types::zoo::v1::{Kind, Pet};

fn main() {
    let pet: Pet = stytch_types::decode(r#"{"name": "Rex", "kind": "emu", "age": 4}"#).unwrap();
    println!("{} {} {}", pet.name, pet.kind, serde_json::to_string(&pet).unwrap());
    println!("{:?}", Pet::new("Tom", "cat").kind == Kind::Cat);
    println!("{}", stytch_types::decode::<Pet>(r#"{"name": "Rex"}"#).unwrap_err());
}
"##;

#[test]
fn other_schemas_come_to_the_same_paths() {
    let own = scratch("own-schemas");
    let dependency = format!(
        "serde_json = \"1\"\nstytch-types = {{ path = {}, default-features = false, features = [\"build-codegen\"] }}",
        toml(&workspace())
    );
    program(&own, &dependency, MAIN);
    write(own.join("schemas/pet.json"), PET);
    write(own.join("schemas/more/kind.json"), KIND);
    write(own.join("names.toml"), CONFIG);
    let build = |succeeds| {
        let mut command = cargo(&own, &["run", "--quiet"]);
        command.env("STYTCH_SCHEMAS", own.join("schemas")).env("STYTCH_CODEGEN_CONFIG", own.join("names.toml"));
        run(command, succeeds)
    };
    let out = build(true).out;
    let expected = "Rex emu {\"name\":\"Rex\",\"kind\":\"emu\",\"age\":4}\ntrue\n\
                    can't decode Pet: `kind` of Pet is missing, but required, at line 1 column 15\n";
    assert_eq!(out, expected);

    // A schema that changes is generated anew, and what it no longer says is gone.
    write(own.join("schemas/more/kind.json"), &KIND.replace("cat", "bird"));
    let printed = build(false);
    assert!(printed.err.contains("`Cat`") && printed.err.contains("error[E0599]"), "{}", printed.err);

    // What the generator complains of is shown whole.
    write(own.join("schemas/more/kind.json"), &KIND.replace("schemas/Kind", "schemas/Sort"));
    assert_eq!(
        build(false).told("error"),
        [
            "error[unresolved-ref]: no schema is called `#/schemas/Kind`",
            "  at pet.json:8:14 (/properties/kind/$ref)",
            "  help: the nearest names are `#/schemas/Pet`, `#/schemas/Sort`, `pet.json`",
        ]
    );

    let mut command = cargo(&own, &["check", "--quiet"]);
    command.env("STYTCH_SCHEMAS", "schemas");
    assert_eq!(
        run(command, false).told("error"),
        [
            "STYTCH_SCHEMAS must be an absolute path, not `schemas`. In .cargo/config.toml, `relative = true` makes it one:",
            "[env]",
            "STYTCH_SCHEMAS = { value = \"schemas\", relative = true }",
        ]
    );

    // That advice works.
    write(own.join("schemas/more/kind.json"), KIND);
    let variable = |name: &str, value: &str| format!("{name} = {{ value = \"{value}\", relative = true }}\n");
    let config = variable("STYTCH_SCHEMAS", "schemas") + &variable("STYTCH_CODEGEN_CONFIG", "names.toml");
    write(own.join(".cargo/config.toml"), &format!("[env]\n{config}"));
    assert_eq!(run(cargo(&own, &["run", "--quiet"]), true).out, expected);
}
