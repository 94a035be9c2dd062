//! The input for types that exists in a directory.

use std::fs;
use std::path::{Path, PathBuf};

use schemawright::{Config, Corpus, Diagnostic, Diagnostics};

use crate::openapi;
use crate::paths::{relative, resolve, shown};

/// The names of directories and documents that are used if none is given.
const DIRECTORIES: [&str; 6] = ["schemas", "schema", "json-schema", "json-schemas", "jsonschema", "api/schemas"];
const DOCUMENTS: [&str; 3] = ["openapi", "api/openapi", "docs/openapi"];
const EXTENSIONS: [&str; 3] = ["yml", "yaml", "json"];

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
    pub(super) fn find(here: &Path, named: Option<&Path>) -> Result<Self, Diagnostics> {
        let Some(path) = named.map(Path::to_owned).or_else(|| found(here)) else {
            let message = format!("{} contains no schemas", shown(here));
            let fault = Diagnostic::error("no-schemas", message);
            return Err(fault.help("give a directory of JSON Schema files, or an OpenAPI document").into());
        };
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

/// A directory with schemas, or a document.
fn found(here: &Path) -> Option<PathBuf> {
    let has_json = |directory: &PathBuf| {
        let entries = fs::read_dir(directory).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).any(|path| path.extension().is_some_and(|extension| extension == "json"))
    };
    let document = |name: &str| {
        EXTENSIONS.iter().map(|extension| here.join(format!("{name}.{extension}"))).find(|file| file.is_file())
    };
    let directory = DIRECTORIES.iter().map(|name| here.join(name)).find(has_json);
    directory.or_else(|| DOCUMENTS.iter().find_map(|name| document(name)))
}
