//! The output of `Debug` is not a part of the API: adding or removing `[[personal]]` entries does not affect callers.

use schemawright::{Config, Corpus, Generator};
use schemawright_diff::{Level, State, compare};

const SCHEMAS: &[(&str, &str)] = &[
    (
        "visit.json",
        r#"{"title": "Visit", "type": "object", "required": ["a", "b", "c", "d", "email"], "properties": {
            "a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}, "d": {"type": "string"},
            "email": {"type": "string"}, "others": {"$ref": "address.json"}}}"#,
    ),
    ("address.json", r#"{"title": "Address", "type": "string"}"#),
    (
        "paths.json",
        r#"{"openapi": "3.1.0", "paths": {"/visits": {"get": {
            "operationId": "Find",
            "parameters": [{"name": "email", "in": "query", "schema": {"type": "string"}}],
            "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "visit.json"}}}}}
        }}}}"#,
    ),
];

const PERSONAL: &str = "[[personal]]\nmember = \"email\"\n[[personal]]\nschema = \"Address\"\n";

#[test]
fn personal_data_is_not_a_change_for_callers() {
    let corpus = Corpus::from_sources(SCHEMAS.iter().copied()).expect("schemas");
    let output = |config: &str| {
        let config = Config::parse("codegen.toml", config).expect("a configuration");
        Generator::new("").generate_from(&corpus, &config).expect("types")
    };
    let (without, with) = (output(""), output(PERSONAL));
    for file in ["src/calls.rs", "src/construct.rs"] {
        assert!(with.files[file].contains("debug_fields!") && !without.files[file].contains("debug_fields!"), "{file}");
    }
    for (old, new) in [(&without, &with), (&with, &without)] {
        let changes = compare(&State::new(old, &corpus), &State::new(new, &corpus));
        let felt: Vec<_> = changes.iter().filter(|change| change.level() != Level::Docs).collect();
        assert!(felt.is_empty(), "{felt:?}");
    }
}
