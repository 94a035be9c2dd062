//! The facade's build step, tested by real builds.

mod support;

use std::fs;

use support::{cargo, copy, program, run, scratch, toml, workspace, write};

/// The files of a checkout that the build step needs, besides the packages of the workspace.
const CHECKOUT: &[&str] = &["build", "schemas", "src"];

/// The directories of the packages of the workspace.
fn members() -> Vec<String> {
    let manifest = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    let members = manifest.lines().find_map(|line| line.strip_prefix("members = ")).unwrap();
    let names = members.split('"').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

#[test]
fn a_schema_that_changes_is_a_warning_that_names_the_command() {
    const WARNING: &str =
        "generated/ was not made from what is in schemas/ and codegen.toml now: run `cargo xtask regen`";
    let checkout = scratch("checkout");
    for directory in CHECKOUT.iter().copied().map(str::to_owned).chain(members()) {
        copy(&workspace().join(&directory), &checkout.join(&directory));
    }
    for file in ["Cargo.toml", "Cargo.lock", "build.rs", "codegen.toml", "README.md"] {
        fs::copy(workspace().join(file), checkout.join(file)).unwrap();
    }
    // Without the types, which the build step does not need: it is faster.
    let warnings = || {
        let printed = run(cargo(&checkout, &["check", "-p", "stytch-types", "--no-default-features"]), true);
        printed.told("warning").join("\n")
    };
    assert_eq!(warnings(), "", "generated/ of this workspace is out of date: run `cargo xtask regen`");

    let schema = checkout.join("schemas").join(first_schema());
    let text = fs::read_to_string(&schema).unwrap();
    write(&schema, &text.replace('\n', "\r\n"));
    assert_eq!(warnings(), "", "a checkout with CRLF is not a change");

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

    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(".", checkout.join("schemas/again")).unwrap();
        let found = warnings();
        assert!(found.starts_with("can't tell whether generated/ is up to date: a link leads to"), "{found}");
    }
}

fn first_schema() -> std::ffi::OsString {
    let entries = fs::read_dir(workspace().join("schemas")).unwrap();
    entries.map(|entry| entry.unwrap().file_name()).min().unwrap()
}

#[test]
fn copies_are_the_same() {
    let [copy, original] = ["build/digest.rs", "codegen/src/digest.rs"].map(|file| workspace().join(file));
    assert_eq!(fs::read_to_string(copy).unwrap(), fs::read_to_string(original).unwrap());
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
#[ignore = "compiles the generator: `cargo xtask ci --only build-step` runs it"]
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

    // A changed schema is generated again, and removed parts are gone.
    write(own.join("schemas/more/kind.json"), &KIND.replace("cat", "bird"));
    let printed = build(false);
    assert!(printed.err.contains("`Cat`") && printed.err.contains("error[E0599]"), "{}", printed.err);

    // Errors of the generator are shown completely.
    write(own.join("schemas/more/kind.json"), &KIND.replace("schemas/Kind", "schemas/Sort"));
    assert_eq!(
        build(false).told("error"),
        [
            "error[unresolved-ref]: unknown schema `#/schemas/Kind`",
            "  at pet.json:8:14 (/properties/kind/$ref)",
            "  help: the nearest names are `#/schemas/Pet`, `#/schemas/Sort`; to accept any value in its place, add to names.toml:",
            "    [missing]",
            "    \"#/schemas/Kind\" = \"any\"",
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

/// Unions whose variants are identified by a tag, by JSON types, and by members.
const EVENT: &str = r##"{
  "title": "Event",
  "oneOf": [
    {"title": "Opened", "type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["opened"]}, "by": {"$ref": "#/$defs/Who"}}},
    {"title": "Closed", "type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["closed"]}, "after": {"$ref": "#/$defs/Span"}}}
  ],
  "$defs": {
    "Who": {"oneOf": [{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}, {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}]},
    "Span": {"oneOf": [{"type": "integer"}, {"type": "string"}]}
  }
}"##;

/// Values of all its alternatives, and one with an unknown tag.
const EVENTS: &str = r#"[{"kind":"opened","by":{"name":"Ann"}},{"kind":"closed","after":5},{"kind":"closed","after":"a day"},{"kind":"moved","to":1}]"#;

#[test]
#[ignore = "compiles the generator: `cargo xtask ci --only build-step` runs it"]
fn unions_are_generated_in_place_of_the_types() {
    let own = scratch("own-union");
    let dependency = format!(
        "stytch-types = {{ path = {}, default-features = false, features = [\"build-codegen\"] }}",
        toml(&workspace())
    );
    let main = format!(
        "use stytch_types::Event;\n\nfn main() {{\n    let events: Vec<Event> = stytch_types::decode(r#\"{EVENTS}\"#).unwrap();\n    \
         assert!(matches!(&events[..], [Event::Opened(_), Event::Closed(_), Event::Closed(_), Event::Unrecognized(_)]));\n    \
         print!(\"{{}}\", String::from_utf8(stytch_types::encode(&events).unwrap()).unwrap());\n}}\n"
    );
    program(&own, &dependency, &main);
    write(own.join("schemas/event.json"), EVENT);
    let mut command = cargo(&own, &["run", "--quiet"]);
    command.env("STYTCH_SCHEMAS", own.join("schemas"));
    let printed = run(command, true);
    assert_eq!((printed.out.as_str(), printed.err.as_str()), (EVENTS, ""));
}

/// The block of code in docs/schemas.md that contains a line.
fn of_page(language: &str, line: &str) -> String {
    let page = fs::read_to_string(workspace().join("docs/schemas.md")).unwrap().replace("\r\n", "\n");
    let blocks = page.split("\n```").skip(1).step_by(2);
    let found =
        blocks.filter_map(|block| block.strip_prefix(language)?.split_once('\n').map(|(_, code)| code.to_owned()));
    let mut found = found.filter(|code| code.lines().any(|other| other == line));
    found.next().unwrap_or_else(|| panic!("docs/schemas.md has no block of {language} with `{line}`"))
}

/// The build script of docs/schemas.md, with only the dependencies that the page lists.
#[test]
#[ignore = "compiles the generator: `cargo xtask ci --only build-step` runs it"]
fn the_build_script_of_the_page_builds() {
    let own = scratch("readme-build-script");
    let dependencies = of_page("toml", "[build-dependencies]");
    let paths = [("schemawright", "codegen"), ("schemawright-wire", "wire")];
    let patches = paths.map(|(name, path)| format!("{name} = {{ path = {} }}\n", toml(&workspace().join(path))));
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n{dependencies}\n[patch.crates-io]\n{}",
        patches.concat()
    );
    write(own.join("Cargo.toml"), &manifest);
    fs::copy(workspace().join("Cargo.lock"), own.join("Cargo.lock")).unwrap();
    write(own.join("build.rs"), &of_page("rust", "// build.rs"));
    write(own.join("src/lib.rs"), &of_page("rust", "// src/lib.rs"));
    write(own.join("schemas/event.json"), EVENT);
    let test = format!(
        "use program::types::Event;\n\n#[test]\nfn decodes() {{\n    let events: Vec<Event> = schemawright_wire::decode(r#\"{EVENTS}\"#).unwrap();\n    \
         assert_eq!(schemawright_wire::encode(&events).unwrap(), br#\"{EVENTS}\"#);\n}}\n"
    );
    write(own.join("tests/decodes.rs"), &test);
    let mut command = cargo(&own, &["test", "--quiet"]);
    command.env("RUSTFLAGS", "-Dwarnings");
    run(command, true);
    let packages = run(cargo(&own, &["tree", "--edges", "normal,build", "--prefix", "none"]), true).out;
    let is_of = |name: &str| packages.lines().any(|line| line.starts_with(&format!("{name} v")));
    assert!(is_of("schemawright") && !is_of("typify") && !is_of("schemars"), "{packages}");
}
