//! Packages and modules of every combination of kinds of types compile without a warning.

use crate::support::scratch::Scratch;
use schemawright::{Config, Corpus, Generator, WireDependency};

/// Schemas, one of each kind of type. The first six are mixed.
const KINDS: &[(&str, &str)] = &[
    ("Struct", r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#),
    ("Closed", r#"{"type": "object", "additionalProperties": false}"#),
    ("Open", r#"{"enum": ["a", "b"]}"#),
    ("Newtype", r#"{"type": "string"}"#),
    ("Alias", r#"{"$ref": "target.json"}"#),
    ("Union", r#"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#),
    ("Typed", r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": {"type": "integer"}}"#),
    ("Const", r#"{"const": "a"}"#),
    ("Any", "{}"),
];

const MIXED: usize = 6;

const CONFIG: &str = "[[name]]\ntitle = '^(?<module>[a-z]\\w*)_(?<name>[A-Z]\\w*)$'\nmodule = '{module}'\n";

fn titled(title: &str, schema: &str) -> (String, String) {
    let separator = if schema == "{}" { "" } else { "," };
    (format!("{title}.json"), format!("{{\"title\":\"{title}\"{separator}{}", &schema[1..]))
}

fn target() -> (String, String) {
    ("target.json".to_owned(), r#"{"title": "target_Target", "type": "integer"}"#.to_owned())
}

fn add(scratch: &mut Scratch, package: &str, files: Vec<(String, String)>, config: &str) {
    let corpus = Corpus::from_sources(files).unwrap_or_else(|faults| panic!("{package}: {faults}"));
    let config = Config::parse("codegen.toml", config).unwrap_or_else(|faults| panic!("{package}: {faults}"));
    // No title may match its rule.
    let config = config.for_other_schemas();
    let generator = Generator::new("").name(package).wire(WireDependency::Path(Scratch::wire()));
    let output = generator.generate_from(&corpus, &config).unwrap_or_else(|faults| panic!("{package}: {faults}"));
    scratch.add(package, output.files);
}

#[test]
fn no_mixture_of_kinds_has_a_warning() {
    let mut scratch = Scratch::new("kinds");
    for (name, schema) in KINDS {
        let mut files = vec![titled(name, schema)];
        files.extend(schema.contains("target").then(target));
        add(&mut scratch, &format!("only-{}", name.to_lowercase()), files, CONFIG);
    }
    let id = "[[id]]\ntype = \"UserId\"\nschema = \"User\"\n";
    add(&mut scratch, "only-id", vec![titled("User", r#"{"type": "string"}"#)], id);

    // Cargo accepts such a name, and rustc warns about it.
    add(&mut scratch, "Other--Case", vec![titled("User", r#"{"type": "string"}"#)], "");

    let mut files = vec![target()];
    for mixture in 1..1 << MIXED {
        let kinds = KINDS[..MIXED].iter().enumerate().filter(|(index, _)| mixture & (1 << index) != 0);
        files.extend(kinds.map(|(_, (name, schema))| titled(&format!("m{mixture}_{name}"), schema)));
    }
    add(&mut scratch, "mixtures", files, CONFIG);
    scratch.write();
    scratch.cargo(&["check", "--quiet", "--workspace", "--all-targets"]);
}
