//! A bundle: its form, and that the generator makes the same types from it as from the files.

mod pairs;
#[path = "../random/mod.rs"]
mod random;
mod round_trip;
mod spelling;
#[path = "../support/mod.rs"]
mod support;

use schemawright::bundle::Draft;
use serde_json::Value;

const DRAFTS: [Draft; 2] = [Draft::Draft07, Draft::Draft202012];

/// Every reference in a document refers to one of its definitions.
#[track_caller]
fn self_contained(document: &Value, draft: Draft) {
    fn visit(value: &Value, check: &mut dyn FnMut(&str)) {
        match value {
            Value::Object(object) => {
                object.get("$ref").and_then(Value::as_str).into_iter().for_each(&mut *check);
                // Values are not schemas.
                let data = ["const", "default", "enum", "example", "examples"];
                let inside = object.iter().filter(|(keyword, _)| !data.contains(&keyword.as_str()));
                inside.for_each(|(_, value)| visit(value, check));
            }
            Value::Array(list) => list.iter().for_each(|value| visit(value, check)),
            _ => {}
        }
    }
    let prefix = format!("#/{}/", draft.definitions());
    visit(document, &mut |reference| {
        let key = reference.strip_prefix(&prefix).unwrap_or_else(|| panic!("{reference} leads out of the document"));
        assert!(document[draft.definitions()].get(key).is_some(), "{reference} has no target");
    });
}
