//! Reads OpenAPI 3.0 and 3.1 documents in YAML or JSON: their schemas, as JSON Schemas of 2020-12, and their operations, as a separate
//! document.

mod answers;
mod bases;
mod discriminator;
mod document;
mod keywords;
mod names;
mod notes;
mod nullable;
mod operations;
mod parameters;
mod percent;
mod schema;
mod security;
mod taken;
mod yaml;

use std::path::Path;

use schemawright::{Config, Corpus, Diagnostic, Diagnostics};
use serde_json::{Map, Value};

pub(crate) use document::{Document, SIZE};
use names::Names;
use notes::Notes;
use operations::Reader;
use schema::Convert;
pub(crate) use taken::Taken;

/// The prefix of the identifiers of an OpenAPI document's schemas.
pub(crate) const ID: &str = "#/components/schemas/";

/// The content of a document.
#[derive(Debug)]
pub(crate) struct Content {
    /// The schemas by name, each an object: those of the document in its order, then those inside its operations.
    pub(crate) schemas: Map<String, Value>,
    /// The document of operations.
    pub(crate) operations: Option<Value>,
    /// Reports of what was not converted.
    pub(crate) notes: Diagnostics,
}

/// The schemas and operations of an OpenAPI document, ready for generation. Nothing is written. The configuration may list schemas that the
/// document does not contain.
///
/// # Errors
/// A document that can't be read or converted.
pub fn corpus(document: &Path, config: &Config) -> Result<Corpus, Diagnostics> {
    Ok(Taken::read(document, config)?.1)
}

/// Converts the schemas and operations of a document.
///
/// # Errors
/// Everything in the document that is invalid.
pub(crate) fn take(document: &Document, config: &Config) -> Result<Content, Diagnostics> {
    check_version(document)?;
    let root = document.value();
    let (mut notes, mut faults) = (Notes::default(), Diagnostics::new());
    let mut names = Names::new(root);
    let operations = Reader::new(document, &mut names, &mut notes, &mut faults).operations();

    let mut schemas = Map::new();
    let components = root.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
    let mut convert = Convert::new(document, config, &names, notes);
    for (name, schema) in components {
        let pointer = schemawright::pointer::push("/components/schemas", name);
        schemas.insert(name.clone(), Value::Object(convert.named(name, schema, &pointer)));
    }
    for (name, pointer) in &operations.schemas {
        let schema = root.pointer(pointer).unwrap_or(&Value::Bool(true));
        schemas.insert(name.clone(), Value::Object(convert.named(name, schema, pointer)));
    }
    let written = operations.document(root, &mut convert);
    let Convert { mut discriminated, mut notes, missing, faults: more, .. } = convert;
    faults.extend(more);
    config.offer_missing(missing.iter().map(String::as_str), &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    if schemas.is_empty() {
        let message = "the document has no schemas: none below `components/schemas`, and none in its operations";
        return Err(Diagnostic::error("no-schemas", message).at(document.place("")).into());
    }
    bases::split(&mut schemas, &mut discriminated, &mut names);
    discriminator::write(&mut schemas, &discriminated, &mut notes);
    schema::settle_parts(&mut schemas);
    let notes = notes.warnings(document);
    Ok(Content { schemas, operations: written, notes })
}

fn check_version(document: &Document) -> Result<(), Diagnostics> {
    let root = document.value();
    let fault = |message: String, pointer: &str| Diagnostic::error("openapi", message).at(document.place(pointer));
    let version = |keyword: &str| {
        let text = document.plain_text(&format!("/{keyword}")).map(str::to_owned);
        text.or_else(|| Some(root.get(keyword)?.as_str()?.to_owned()))
    };
    match (version("openapi"), version("swagger")) {
        (Some(version), _) if ["3.0", "3.1"].iter().any(|known| is_of(&version, known)) => Ok(()),
        (Some(version), _) => Err(fault(format!("OpenAPI {version} is not supported"), "/openapi")
            .help("the supported versions are 3.0 and 3.1")
            .into()),
        (None, Some(version)) => {
            Err(fault(format!("this is Swagger {version}, the predecessor of OpenAPI 3.0"), "/swagger")
                .help("convert it to OpenAPI 3.0 first, for example with swagger-converter")
                .into())
        }
        (None, None) => Err(fault("this is not an OpenAPI document: it has no `openapi: 3.…`".to_owned(), "")
            .help("give an OpenAPI 3.0 or 3.1 document, or a directory of JSON Schema files")
            .into()),
    }
}

/// Whether a version belongs to a minor version: `3.0.3` to `3.0`.
fn is_of(version: &str, minor: &str) -> bool {
    version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

#[cfg(test)]
mod tests;
