//! The formats that the independent validator checks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

/// Formats that `validate` checks.
const CHECKED: [&str; 5] = ["date", "date-time", "ipv4", "ipv6", "uuid"];

/// Formats that `validate` checks in schemas of every draft, and that early drafts do not define: `date` is not in draft 4, and `uuid` is of 2019-09.
/// Each with a validator of draft 2020-12.
pub(super) static LATER: LazyLock<Result<Vec<(&str, Validator)>, String>> =
    LazyLock::new(|| ["date", "uuid"].into_iter().map(|format| Ok((format, of_format(format)?))).collect());

/// A validator for texts of a format, in draft 2020-12.
///
/// # Errors
/// None: the schema is valid.
pub(super) fn of_format(format: &str) -> Result<Validator, String> {
    let schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "format": format });
    jsonschema::options().should_validate_formats(true).build(&schema).map_err(|error| error.to_string())
}

/// The formats in these schemas that `validate` does not check.
pub(super) fn others<'s>(schemas: impl Iterator<Item = &'s Value>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    schemas.for_each(|schema| collect(schema, &mut found));
    found.retain(|format| !CHECKED.contains(&format.as_str()));
    found
}

/// Collects the formats in a schema.
fn collect(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            found.extend(members.get("format").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|value| collect(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
