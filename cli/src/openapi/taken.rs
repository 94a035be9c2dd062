//! The content of an OpenAPI document as a set of schemas, for commands that only read it.

use std::path::Path;

use schemawright::{Config, Corpus, Diagnostics, Place};
use serde_json::Value;

use super::document::Document;
use super::take;

/// A converted document.
#[derive(Debug)]
pub(crate) struct Taken {
    document: Document,
    /// The file of its operations.
    operations: String,
}

impl Taken {
    /// Reads a document. Each schema is in a file named after it, `User.json`, and operations are in a separate file.
    pub(crate) fn read(path: &Path, config: &Config) -> Result<(Self, Corpus), Diagnostics> {
        Self::new(Document::read(path)?, config)
    }

    /// Reads the text of a document. The name is for errors, and decides whether the text is JSON.
    pub(crate) fn parse(name: &str, text: &str, config: &Config) -> Result<(Self, Corpus), Diagnostics> {
        Self::new(Document::parse(name, text)?, config)
    }

    fn new(document: Document, config: &Config) -> Result<(Self, Corpus), Diagnostics> {
        let content = take(&document, config)?;
        let mut name = "operations".to_owned();
        while content.schemas.contains_key(&name) {
            name.push('_');
        }
        let operations = format!("{name}.json");
        let text = |schema: &Value| format!("{schema:#}\n");
        let schemas = content.schemas.iter().map(|(name, schema)| (format!("{name}.json"), text(schema)));
        let document_of_operations = content.operations.iter().map(|found| (operations.clone(), text(found)));
        let corpus = Corpus::from_sources(schemas.chain(document_of_operations))?;
        Ok((Self { document, operations }, corpus))
    }

    /// The place in the document that a place in one of the files comes from; if the document has no exact counterpart, the enclosing
    /// place.
    pub(crate) fn place(&self, file: &str, pointer: &str) -> Place {
        let root = if file == self.operations {
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
