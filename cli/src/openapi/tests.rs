//! Conversions of small documents, each about one rule.

mod discriminators;
mod operations;
mod random;
mod references;
mod scalars;

use serde_json::Value;

use schemawright::Config;

use super::{Content, take};
use crate::openapi::Document;

/// Converts a document.
fn taken(text: &str) -> Content {
    take(&Document::parse("a.yml", text).unwrap_or_else(|faults| panic!("{faults}")), &Config::default())
        .unwrap_or_else(|faults| panic!("{faults}"))
}

/// Converts the components of an OpenAPI 3.0 document, which are indented by two.
fn schemas(components: &str) -> Value {
    Value::Object(taken(&document(components)).schemas)
}

fn document(components: &str) -> String {
    format!("openapi: 3.0.3\ncomponents:\n schemas:\n{components}")
}

/// The faults of a document.
fn faults(text: &str) -> String {
    let document = Document::parse("a.yml", text).unwrap_or_else(|faults| panic!("{faults}"));
    take(&document, &Config::default()).unwrap_err().to_string()
}

/// The schema of that name, without the keywords of a file.
fn schema(schemas: &Value, name: &str) -> Value {
    let mut schema = schemas[name].clone();
    for keyword in ["$schema", "$id", "title"] {
        assert!(
            schema.as_object_mut().and_then(|schema| schema.shift_remove(keyword)).is_some(),
            "{keyword} of {name}"
        );
    }
    schema
}

/// The warnings, without their excerpts.
fn warnings(taken: &Content) -> Vec<String> {
    taken.notes.iter().map(|note| note.message.clone()).collect()
}
