//! The independent judge: whether a value is an instance of a schema, by the crate `jsonschema`.

use std::sync::Arc;

use jsonschema::{Retrieve, Uri, Validator};
use serde_json::{Value, json};

use crate::schemas::{Location, Schemas};

/// Gives the validator the schemas that references name.
#[derive(Clone)]
struct Shelf(Arc<Schemas>);

impl Retrieve for Shelf {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        self.0.retrieve(uri.as_str()).cloned().ok_or_else(|| format!("unknown schema {uri}").into())
    }
}

/// A validator for the schema at a location.
///
/// # Errors
/// A schema that the validator does not take, or a reference in it that has no target.
pub(super) fn validator(schemas: &Arc<Schemas>, location: &Location) -> Result<Validator, String> {
    build(schemas, location, true)
}

/// The same, for which every text is of every format.
///
/// # Errors
/// As [`validator`].
pub(super) fn without_formats(schemas: &Arc<Schemas>, location: &Location) -> Result<Validator, String> {
    build(schemas, location, false)
}

fn build(schemas: &Arc<Schemas>, location: &Location, formats: bool) -> Result<Validator, String> {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": schemas.reference(location),
    });
    jsonschema::options()
        .with_retriever(Shelf(schemas.clone()))
        .should_validate_formats(formats)
        .build(&schema)
        .map_err(|error| error.to_string())
}
