//! A new reference that is circular puts a field in a `Box`. The configuration decides which one, so that the change is additive.

use schemawright::{Config, Corpus, Generator, Output};
use schemawright_diff::{Level, State, compare};

const BASIC: &str = r#"{"title": "Basic", "type": "object", "required": ["a", "b"], "properties": {
    "a": {"type": "string"}, "b": {"type": "string"}}}"#;
const WITH_REFERENCE: &str = r#"{"title": "Basic", "type": "object", "required": ["a", "b"], "properties": {
    "a": {"type": "string"}, "b": {"type": "string"}, "holder": {"$ref": "holder.json"}}}"#;
const HOLDER: &str = r#"{"title": "Holder", "type": "object", "properties": {"basic": {"$ref": "basic.json"}}}"#;

const BOXED: &str = "[[boxing.field]]\nschema = \"Basic\"\nmember = \"holder\"\n";

fn generate(basic: &str, config: &str) -> (Corpus, Output) {
    let corpus = Corpus::from_sources([("basic.json", basic), ("holder.json", HOLDER)]).expect("schemas");
    let config = Config::parse("codegen.toml", config).expect("a configuration");
    let output = Generator::new("").generate_from(&corpus, &config).expect("types");
    (corpus, output)
}

/// The breaking changes by a new reference from the inner type to the outer one.
fn breaking(config: &str) -> Vec<String> {
    let ((old_corpus, old), (new_corpus, new)) = (generate(BASIC, ""), generate(WITH_REFERENCE, config));
    let changes = compare(&State::new(&old, &old_corpus), &State::new(&new, &new_corpus));
    let breaking = changes.iter().filter(|change| change.level() == Level::Breaking);
    breaking.map(|change| format!("{}: {}", change.rule.id(), change.message)).collect()
}

#[test]
fn the_configuration_keeps_the_field_that_was_there() {
    let found = breaking("");
    assert!(found.len() == 1 && found[0].starts_with("member-boxed: "), "{found:?}");
    assert!(
        found[0].ends_with("a new reference is circular, and `[[boxing.field]]` for its member keeps this field"),
        "{found:?}"
    );
    assert!(breaking(BOXED).is_empty(), "{:?}", breaking(BOXED));
}
