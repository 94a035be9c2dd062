//! A corpus as one self-contained JSON Schema document, for tools that read one file.
//!
//! Each file becomes a definition, and so does each entry of a file's `$defs` and each other target of a `$ref`. All references of the
//! document point into it, and keywords of other drafts, from draft 3 on, are converted to those of its draft.

mod draft;
mod draft3;
mod find;
mod keys;
mod write;

use serde_json::{Map, Value, json};

#[cfg(feature = "typify")]
pub(crate) use keys::folded;

use crate::diagnostic::{Diagnostics, Place};
use crate::read::corpus::Corpus;
use crate::read::resolve::{Location, Resolver};

/// The version of JSON Schema of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Draft {
    /// Draft 7, which most tools support.
    #[default]
    Draft07,
    /// Draft 2020-12.
    Draft202012,
}

impl Draft {
    /// The URI in `$schema`.
    #[must_use]
    pub fn uri(self) -> &'static str {
        match self {
            Self::Draft07 => "http://json-schema.org/draft-07/schema#",
            Self::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        }
    }

    /// The keyword that contains the definitions.
    #[must_use]
    pub fn definitions(self) -> &'static str {
        match self {
            Self::Draft07 => "definitions",
            Self::Draft202012 => "$defs",
        }
    }

    /// The reference to a definition. A key needs no escapes.
    fn reference(self, key: &str) -> String {
        format!("#/{}/{key}", self.definitions())
    }
}

/// A corpus as one document.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The document: `$schema`, and the definitions by their keys.
    pub document: Value,
    /// The origin of each definition, in the order of the document.
    pub definitions: Vec<Origin>,
}

/// The origin of a definition.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its key: ASCII letters, digits, `_`, `-` and `.`.
    pub key: String,
    /// The file, below the schema directory.
    pub file: String,
    /// The JSON Pointer to the schema in the file; empty for the file's own.
    pub pointer: String,
    /// The place of the schema.
    pub place: Place,
}

impl Bundle {
    /// Writes a corpus as one document. The same files give the same bytes, independent of their order.
    ///
    /// A key is the title of the schema, else the name of its file or its name there. If several schemas have the same name, the keys of
    /// all of them contain their files too. Keys differ by more than case and punctuation, so that names made from them differ as well.
    ///
    /// Keywords beside a `$ref` that shape or narrow a value are in an `allOf` with it, because draft 7 (section 8.3) ignores keywords
    /// beside a `$ref`. `nullable` of OpenAPI 3.0 becomes `null` in the types. A `$dynamicRef` to several schemas is omitted, so that it
    /// accepts any value.
    ///
    /// # Errors
    /// All references without a target, and duplicate `$id`s.
    pub fn new(corpus: &Corpus, draft: Draft) -> Result<Self, Diagnostics> {
        Self::of(&Resolver::new(corpus)?, draft)
    }

    /// The same for files whose references are resolved.
    pub(crate) fn of(resolver: &Resolver, draft: Draft) -> Result<Self, Diagnostics> {
        let found = find::run(resolver)?;
        let keys = keys::of(resolver, &found.definitions);
        let writer = write::Writer { resolver, keys: &keys, targets: &found.targets, draft };
        let mut definitions: Vec<(&Location, &String)> = keys.iter().collect();
        definitions.sort_by_key(|(_, key)| *key);
        let mut schemas = Map::new();
        let mut origins = Vec::with_capacity(definitions.len());
        for (location, key) in definitions {
            let schema = resolver.schema(location).cloned().unwrap_or(Value::Bool(true));
            schemas.insert(key.clone(), writer.definition(&schema, location));
            let (key, file) = (key.clone(), resolver.file(location).name.to_string());
            origins.push(Origin { key, file, pointer: location.pointer.clone(), place: resolver.place(location) });
        }
        let document = json!({ "$schema": draft.uri(), draft.definitions(): schemas });
        Ok(Self { document, definitions: origins })
    }
}
