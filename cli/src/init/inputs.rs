//! The input for types that exists in a directory.

use std::path::Path;

use schemawright::{Config, Corpus, Diagnostic, Diagnostics};

use super::search::{DIRECTORIES, search};
use crate::Program;
use crate::openapi;
use crate::paths::{relative, resolve, shown};

/// Schemas and their directory.
pub(super) struct Inputs {
    /// The directory of the schemas, relative to the current one.
    pub(super) schemas: String,
    /// The document that they come from.
    pub(super) document: Option<String>,
    pub(super) corpus: Corpus,
}

impl Inputs {
    /// The given input, or the input that is found in a directory.
    ///
    /// # Errors
    /// No input, and input that can't be read.
    pub(super) fn find(program: &Program, here: &Path, named: Option<&Path>) -> Result<Self, Diagnostics> {
        let path = named.map_or_else(|| search(program, here), |path| Ok(path.to_owned()))?;
        let path = resolve(&path)
            .map_err(|error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(&path))))?;
        if !path.is_dir() {
            let corpus = openapi::corpus(&path, &Config::default())?;
            return Ok(Self { schemas: DIRECTORIES[0].to_owned(), document: Some(relative(&path, here)), corpus });
        }
        if here.starts_with(&path) {
            let message = "the schemas can't be in the directory of the project file, or in a directory above it: the types would be among them";
            let fault = Diagnostic::error("bad-directory", message);
            return Err(fault.help("move them to a separate directory, such as `schemas/`").into());
        }
        let corpus = Corpus::read(&path)?;
        if corpus.files().is_empty() {
            let fault = Diagnostic::error("no-schemas", format!("{} contains no *.json file", shown(&path)));
            return Err(fault.help("give a directory of JSON Schema files, or an OpenAPI document").into());
        }
        Ok(Self { schemas: relative(&path, here), document: None, corpus })
    }
}
