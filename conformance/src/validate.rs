//! The independent validator: decides whether a value is an instance of a schema, with the crate `jsonschema`.

use std::collections::BTreeSet;
use std::sync::Arc;

use jsonschema::{PatternCache, Registry, Retrieve, Uri, ValidationOptions, Validator};
use serde_json::{Value, json};

use crate::bundle::{self, bundle};
use crate::doubting::Doubting;
use crate::formats;
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

/// Builds validators for the schemas of a set: it reads the schemas once, and compiles each pattern once.
pub(super) struct Validators {
    shelf: Shelf,
    read: Read,
    patterns: PatternCache,
    /// The formats in the schemas that `validate` does not check.
    other_formats: BTreeSet<String>,
}

/// The treatment of `format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Formats {
    /// Every format that the validator supports is checked.
    Checked,
    /// Every text has every format.
    Accepted,
    /// A text has none of the formats that `validate` does not check.
    OthersRejected,
}

/// The schemas that a validator may refer to.
enum Read {
    /// As one document.
    Bundle(Registry<'static>),
    /// Each as a document.
    Files(Registry<'static>),
    /// None, because one of them has an error. The validator retrieves those that it needs.
    NotYet,
}

impl Validators {
    /// The validators of these schemas. A reference to a file that is not there is an error.
    pub(super) fn new(schemas: &Arc<Schemas>) -> Self {
        Self::read(schemas, Missing::Error)
    }

    /// The same, where files may be missing.
    pub(super) fn where_files_are_missing(schemas: &Arc<Schemas>) -> Self {
        Self::read(schemas, Missing::Any)
    }

    fn read(schemas: &Arc<Schemas>, missing: Missing) -> Self {
        let shelf = Shelf(schemas.clone(), missing);
        let registry = |documents: Vec<(String, Value)>| {
            Registry::new().retriever(shelf.clone()).extend(documents).and_then(|registry| registry.prepare()).ok()
        };
        let as_bundle = bundle(schemas).and_then(|document| registry(vec![(bundle::URI.to_owned(), document)]));
        let as_files = || registry(schemas.documents().map(|(uri, schema)| (uri.to_owned(), schema.clone())).collect());
        let read = match as_bundle {
            Some(registry) => Read::Bundle(registry),
            None => as_files().map_or(Read::NotYet, Read::Files),
        };
        let other_formats = formats::others(schemas.roots());
        Self { shelf, read, patterns: PatternCache::new(), other_formats }
    }

    /// The schema at a location.
    pub(super) fn schema(&self, at: &Location) -> Option<&Value> {
        self.shelf.0.at(at)
    }

    /// A validator for the schema at a location.
    ///
    /// # Errors
    /// A schema that the validator does not support, or a reference in it that has no target.
    pub(super) fn of(&self, at: &Location) -> Result<Validator, String> {
        self.build(at, Formats::Checked)
    }

    /// The same, without checks of formats.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub(super) fn without_formats(&self, at: &Location) -> Result<Validator, String> {
        self.build(at, Formats::Accepted)
    }

    /// The same, in which no text has a format that `validate` does not check.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub(super) fn without_other_formats(&self, at: &Location) -> Result<Validator, String> {
        self.build(at, Formats::OthersRejected)
    }

    /// The same, in which it is open whether a text has a format that `validate` does not check.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub(super) fn doubting(&self, at: &Location) -> Result<Doubting, String> {
        Doubting::new(&self.other_formats, |options| self.finish(at, options))
    }

    fn build(&self, at: &Location, formats: Formats) -> Result<Validator, String> {
        let mut options = jsonschema::options().should_validate_formats(formats != Formats::Accepted);
        if formats == Formats::OthersRejected {
            for format in &self.other_formats {
                options = options.with_format(format.clone(), |_: &str| false);
            }
        }
        self.finish(at, options)
    }

    /// The validator with these options.
    fn finish<'s>(&'s self, at: &Location, options: ValidationOptions<'s>) -> Result<Validator, String> {
        let reference = match &self.read {
            Read::Bundle(_) => bundle::reference(at),
            Read::Files(_) | Read::NotYet => self.shelf.0.reference(at),
        };
        let schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": reference });
        let mut options = options.with_retriever(self.shelf.clone()).with_pattern_cache(self.patterns.clone());
        if let Read::Bundle(registry) | Read::Files(registry) = &self.read {
            options = options.with_registry(registry);
        }
        for (format, judge) in formats::LATER.as_ref().map_err(Clone::clone)? {
            options = options.with_format(*format, |text: &str| judge.is_valid(&json!(text)));
        }
        options.build(&schema).map_err(|error| error.to_string())
    }
}
