//! The content of an OpenAPI document as `sync` would write it, for commands that only read it.

use std::path::Path;

use schemawright::{Corpus, Diagnostics, FileName, Place};

use super::document::Document;
use super::incoming::Incoming;
use super::{format, openapi};

/// A converted document.
#[derive(Debug)]
pub(crate) struct Taken {
    document: Document,
    /// The files of its operations.
    operations: Vec<String>,
}

impl Taken {
    /// Reads a document. Each schema is in a file named after it, `User.json`, and operations are in a separate file.
    pub(crate) fn read(path: &Path) -> Result<(Self, Corpus), Diagnostics> {
        Self::new(Document::read(path)?)
    }

    /// Reads the text of a document. The name is for errors, and decides whether the text is JSON.
    pub(crate) fn parse(name: &str, text: &str) -> Result<(Self, Corpus), Diagnostics> {
        Self::new(Document::parse(name, text)?)
    }

    fn new(document: Document) -> Result<(Self, Corpus), Diagnostics> {
        let incoming = Incoming::open_api(&document, &FileName::default())?;
        let schemas = incoming.schemas.into_iter().map(|schema| {
            let name = schema.id.as_deref().and_then(|id| id.strip_prefix(openapi::ID));
            let file = name.map_or(schema.file.clone(), |name| format!("{name}.json"));
            (file, format::text(schema.schema, None))
        });
        let operations = incoming.operations.into_iter();
        let operations: Vec<_> = operations.map(|found| (found.file, found.document.to_string())).collect();
        let names = operations.iter().map(|(file, _)| file.clone()).collect();
        let corpus = Corpus::from_sources(schemas.chain(operations))?;
        Ok((Self { document, operations: names }, corpus))
    }

    /// The place in the document that a place in one of the files comes from; if the document has no exact counterpart, the enclosing
    /// place.
    pub(crate) fn place(&self, file: &str, pointer: &str) -> Place {
        let root = if self.operations.iter().any(|operations| operations == file) {
            String::new()
        } else {
            let name = file.strip_suffix(".json").unwrap_or(file);
            format!("/components/schemas/{}", name.replace('~', "~0").replace('/', "~1"))
        };
        let whole = format!("{root}{pointer}");
        let mut at = whole.as_str();
        while self.document.value().pointer(at).is_none() {
            at = at.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
        self.document.place(at)
    }
}
