//! The independent validator: decides whether a value is an instance of a schema, with the crate `jsonschema`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
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

/// Builds validators for the schemas of a set: it reads the schemas once, compiles each pattern once, and builds the validators of a location
/// once for all values that follow one another.
pub(super) struct Validators {
    shelf: Shelf,
    read: Read,
    patterns: PatternCache,
    /// The formats in the schemas that `validate` does not check.
    other_formats: BTreeSet<String>,
    last: RefCell<Last>,
}

/// The validators of the last location. Those of all locations would need too much memory.
#[derive(Default)]
struct Last {
    at: Option<Location>,
    plain: BTreeMap<Formats, Rc<Validator>>,
    doubting: Option<Rc<Doubting>>,
}

impl Last {
    /// The validators of this location, of which none may be built yet.
    fn of(&mut self, at: &Location) -> &mut Self {
        if self.at.as_ref() != Some(at) {
            *self = Self { at: Some(at.clone()), ..Self::default() };
        }
        self
    }
}

/// The treatment of `format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
        Self { shelf, read, patterns: PatternCache::new(), other_formats, last: RefCell::default() }
    }

    /// The schema at a location.
    pub(super) fn schema(&self, at: &Location) -> Option<&Value> {
        self.shelf.0.at(at)
    }

    /// A validator for the schema at a location.
    ///
    /// # Errors
    /// A schema that the validator does not support, or a reference in it that has no target.
    pub(super) fn of(&self, at: &Location) -> Result<Rc<Validator>, String> {
        self.build(at, Formats::Checked)
    }

    /// The same, without checks of formats.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub(super) fn without_formats(&self, at: &Location) -> Result<Rc<Validator>, String> {
        self.build(at, Formats::Accepted)
    }

    /// The same, in which no text has a format that `validate` does not check.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub(super) fn without_other_formats(&self, at: &Location) -> Result<Rc<Validator>, String> {
        self.build(at, Formats::OthersRejected)
    }

    /// The same, in which it is open whether a text has a format that `validate` does not check.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub(super) fn doubting(&self, at: &Location) -> Result<Rc<Doubting>, String> {
        if let Some(built) = &self.last.borrow_mut().of(at).doubting {
            return Ok(built.clone());
        }
        let built = Rc::new(Doubting::new(&self.other_formats, |options| self.finish(at, options))?);
        self.last.borrow_mut().doubting = Some(built.clone());
        Ok(built)
    }

    fn build(&self, at: &Location, formats: Formats) -> Result<Rc<Validator>, String> {
        if let Some(built) = self.last.borrow_mut().of(at).plain.get(&formats) {
            return Ok(built.clone());
        }
        let mut options = jsonschema::options().should_validate_formats(formats != Formats::Accepted);
        if formats == Formats::OthersRejected {
            for format in &self.other_formats {
                options = options.with_format(format.clone(), |_: &str| false);
            }
        }
        let built = Rc::new(self.finish(at, options)?);
        self.last.borrow_mut().plain.insert(formats, built.clone());
        Ok(built)
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

#[cfg(test)]
mod tests {
    use schemawright::Corpus;

    use super::*;

    #[test]
    fn a_location_has_one_validator_of_each_kind() {
        let text = r#"{"properties": {"a": {"type": "string", "format": "ipv4"}}}"#;
        let schemas = Arc::new(Schemas::new(&Corpus::from_sources([("a.json", text)]).unwrap()));
        let validators = Validators::new(&schemas);
        let root = Location { file: 0, pointer: String::new() };
        let member = root.below(&["properties", "a"]);
        let checked = validators.of(&root).unwrap();
        let accepted = validators.without_formats(&root).unwrap();
        assert!(Rc::ptr_eq(&checked, &validators.of(&root).unwrap()));
        assert!(Rc::ptr_eq(&validators.doubting(&root).unwrap(), &validators.doubting(&root).unwrap()));
        let value = json!({ "a": "no" });
        assert_eq!((checked.is_valid(&value), accepted.is_valid(&value)), (false, true));
        assert_eq!((checked.is_valid(&json!(1)), validators.of(&member).unwrap().is_valid(&json!(1))), (true, false));
    }
}
