//! The independent validator: decides whether a value is an instance of a schema, with the crate `jsonschema`.

use std::sync::Arc;

use jsonschema::{Retrieve, Uri, ValidationError, Validator};
use serde_json::{Value, json};

use crate::schemas::{Location, Schemas};

/// The treatment of a reference to a missing file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    /// It is an error.
    Error,
    /// It accepts any value.
    Any,
}

/// Provides the validator with the schemas of references.
#[derive(Clone)]
struct Shelf(Arc<Schemas>, Missing);

impl Retrieve for Shelf {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        match (self.0.retrieve(uri.as_str()), self.1) {
            (Some(schema), _) => Ok(schema.clone()),
            (None, Missing::Any) => Ok(Value::Bool(true)),
            (None, Missing::Error) => Err(format!("unknown schema {uri}").into()),
        }
    }
}

/// A validator for the schema at a location.
///
/// # Errors
/// A schema that the validator does not support, or a reference in it that has no target.
pub(super) fn validator(schemas: &Arc<Schemas>, location: &Location) -> Result<Validator, String> {
    build(schemas, location, Missing::Error, true)
}

/// The same, without checks of formats.
///
/// # Errors
/// As [`validator`].
pub(super) fn without_formats(schemas: &Arc<Schemas>, location: &Location) -> Result<Validator, String> {
    build(schemas, location, Missing::Error, false)
}

/// The same, for sets with missing files.
///
/// # Errors
/// As [`validator`].
pub(super) fn where_files_are_missing(schemas: &Arc<Schemas>, location: &Location) -> Result<Validator, String> {
    build(schemas, location, Missing::Any, true)
}

fn build(schemas: &Arc<Schemas>, location: &Location, missing: Missing, formats: bool) -> Result<Validator, String> {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": schemas.reference(location),
    });
    let options =
        jsonschema::options().with_retriever(Shelf(schemas.clone(), missing)).should_validate_formats(formats);
    LATER_FORMATS
        .into_iter()
        .try_fold(options, |options, format| Ok(options.with_format(format, judge_of(format)?)))
        .and_then(|options| options.build(&schema))
        .map_err(|error| error.to_string())
}

/// Formats that `validate` checks in schemas of every draft, and that early drafts do not define: `date` is not in draft 4, and `uuid` is
/// of 2019-09.
const LATER_FORMATS: [&str; 2] = ["date", "uuid"];

/// A check of a format as draft 2020-12 defines it.
fn judge_of(format: &str) -> Result<impl Fn(&str) -> bool + Send + Sync + 'static, ValidationError<'static>> {
    let schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "format": format });
    let judge = jsonschema::options().should_validate_formats(true).build(&schema)?;
    Ok(move |text: &str| judge.is_valid(&json!(text)))
}
