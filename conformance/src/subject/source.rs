//! The source of the program: its manifest, and its main file.

use std::fmt::Write as _;
use std::path::Path;

use schemawright_cli::paths::relative;
use xtask::workspace::root;

use super::{Package, Tried, Uses};

/// The name of the program, which differs from those of other programs in the same target directory.
pub(super) fn program_name(scratch: &Path) -> String {
    let name = |path: Option<&Path>| path.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    format!("subject-{}-{}", name(scratch.parent()), name(Some(scratch)))
}

/// The manifest of the program.
pub(super) fn manifest(name: &str, packages: &[Package<'_>], is_whole: bool, scratch: &Path) -> Result<String, String> {
    let mut text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
         [profile.dev]\ndebug = false\n\n\
         [dependencies]\nserde = \"1\"\nserde_json = {{ version = \"1\", features = [\"float_roundtrip\", \"preserve_order\"] }}\n\
         schemawright-wire = {{ path = {:?}, features = [\"examples\", \"schemars\", \"validate\"] }}\n",
        relative(&root().join("wire"), scratch)
    );
    for Package { key, path, output, enabled } in packages {
        let own = output.files["Cargo.toml"].lines().find_map(|line| line.strip_prefix("name = "));
        let own = own.ok_or("the generated package has no name")?;
        let is_described = output.model.items.iter().any(|item| item.description.is_some());
        let features: &[&str] = match (is_described, is_whole) {
            (true, true) => &["examples", "schemars", "validate"],
            (true, false) => &["validate"],
            (false, _) => &[],
        };
        let options = enabled.options(features);
        let _ = writeln!(text, "{key} = {{ path = \"{path}\", package = {own}{options} }}");
    }
    Ok(text)
}

/// The program: a table of functions, one for each type.
pub(super) fn program(types: impl IntoIterator<Item = Tried>) -> String {
    let mut text = format!("{PROGRAM}static TYPES: &[Functions] = &[\n");
    for Tried { path, uses } in types {
        let validate = if uses == Uses::Codec { "None".to_owned() } else { format!("Some(check::<{path}>)") };
        let others = match uses {
            Uses::All => format!("Some([schema::<{path}>, example::<{path}>, minimal::<{path}>, drift::<{path}>])"),
            Uses::Codec | Uses::Validate => "None".to_owned(),
        };
        let _ = writeln!(text, "    (pass::<{path}>, {validate}, {others}),");
    }
    text.push_str("];\n");
    text
}

const PROGRAM: &str = r#"//! Decodes and encodes values of all types.

// Deprecated types are used too. A set may use some of the functions only.
#![allow(dead_code, deprecated)]

use std::io::{BufRead, Write};

use schemawright_wire::{Drift, Example, Inspect, Validate, Violations};
use schemawright_wire::schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;

type Pass = fn(&str) -> Result<String, serde_json::Error>;
type Functions = (Pass, Option<Pass>, Option<[Pass; 4]>);

// Each of thousands of types has these functions, so that they leave to others what does not depend on the type.

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

fn write<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    let mut text = Vec::new();
    value.serialize(&mut serde_json::Serializer::new(&mut text))?;
    Ok(String::from_utf8(text).expect("JSON is UTF-8"))
}

/// The violations of a value, as a list of texts.
fn check<T: DeserializeOwned + Validate>(text: &str) -> Result<String, serde_json::Error> {
    listed(parse::<T>(text)?.validate())
}

fn listed(checked: Result<(), Violations>) -> Result<String, serde_json::Error> {
    let found: Vec<String> = checked.err().into_iter().flatten().map(|violation| violation.to_string()).collect();
    write(&found)
}

fn schema<T: JsonSchema>(_: &str) -> Result<String, serde_json::Error> {
    write(&SchemaGenerator::default().into_root_schema_for::<T>())
}

fn example<T: Example + Serialize>(_: &str) -> Result<String, serde_json::Error> {
    write(&T::example())
}

fn minimal<T: Example + Serialize>(_: &str) -> Result<String, serde_json::Error> {
    write(&T::minimal())
}

fn drift<T: DeserializeOwned + Inspect>(text: &str) -> Result<String, serde_json::Error> {
    named(&schemawright_wire::drift(&parse::<T>(text)?))
}

fn named(found: &[Drift]) -> Result<String, serde_json::Error> {
    write(&found.iter().map(ToString::to_string).collect::<Vec<_>>())
}

fn pass<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, serde_json::Error> {
    write(&parse::<T>(text)?)
}

fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let (index, json) = line.split_once('\t').expect("an index, a tab, a value");
        let number = index.trim_start_matches(['?', '#', '*', '-', '~']);
        let (pass, check, others) = TYPES[number.parse::<usize>().expect("an index")];
        let function = match (index.chars().next(), check, others) {
            (Some('?'), Some(check), _) => check,
            (Some('#'), _, Some([schema, ..])) => schema,
            (Some('*'), _, Some([_, example, ..])) => example,
            (Some('-'), _, Some([_, _, minimal, _])) => minimal,
            (Some('~'), _, Some([.., drift])) => drift,
            _ => pass,
        };
        let written = match function(json) {
            Ok(text) => writeln!(out, "={text}"),
            Err(error) => writeln!(out, "!{}", error.to_string().replace('\n', " ")),
        };
        written.and_then(|()| out.flush()).expect("the other end listens");
    }
}

"#;
