//! The search for schemas or a document in a directory.

use std::fs;
use std::path::{Path, PathBuf};

use schemawright::{Diagnostic, Diagnostics, SourceFile, input};

use crate::Program;
use crate::openapi::{Document, SIZE};
use crate::paths::shown;

/// The names of directories and documents that are used if none is given.
pub(super) const DIRECTORIES: [&str; 6] =
    ["schemas", "schema", "json-schema", "json-schemas", "jsonschema", "api/schemas"];
const DOCUMENTS: [&str; 3] = ["openapi", "api/openapi", "docs/openapi"];
const EXTENSIONS: [&str; 3] = ["yml", "yaml", "json"];

/// A directory of schemas, or a document: one with a usual name, else the only document.
///
/// # Errors
/// There is none, or there are several documents.
pub(super) fn search(program: &Program, here: &Path) -> Result<PathBuf, Diagnostics> {
    if let Some(found) = usual(here) {
        return Ok(found);
    }
    match &documents(here)[..] {
        [document] => Ok(document.clone()),
        [] => Err(nothing(program, here).into()),
        documents @ [first, ..] => {
            let names: Vec<String> = documents.iter().map(|path| shown(path)).collect();
            let message = format!("there are {} OpenAPI documents: {}", names.len(), names.join(", "));
            let fault = Diagnostic::error("several-documents", message);
            Err(fault.help(format!("name one of them: `{} {}`", program.init, shown(first))).into())
        }
    }
}

fn usual(here: &Path) -> Option<PathBuf> {
    let has_json = |directory: &PathBuf| directory.is_dir() && !input::list(directory, input::is_json).0.is_empty();
    let document = |name: &str| {
        EXTENSIONS.iter().map(|extension| here.join(format!("{name}.{extension}"))).find(|file| file.is_file())
    };
    let directory = DIRECTORIES.iter().map(|name| here.join(name)).find(has_json);
    directory.or_else(|| DOCUMENTS.iter().find_map(|name| document(name)))
}

/// The files in a directory that are OpenAPI documents, by their content.
fn documents(here: &Path) -> Vec<PathBuf> {
    files(here).into_iter().filter(|path| is_document(path)).collect()
}

fn is_document(path: &Path) -> bool {
    // Most files are excluded before they are parsed.
    let Some(text) = input::read_text(path, SIZE).ok().filter(|text| text.contains("openapi")) else { return false };
    let document = Document::parse(&shown(path), &text);
    document.is_ok_and(|document| document.value().get("openapi").is_some())
}

/// The files of a directory in a format that is read, in their order.
fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file() && has_extension(path)).collect();
    files.sort();
    files
}

fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known))
}

/// The error if nothing is found, with what may be meant.
fn nothing(program: &Program, here: &Path) -> Diagnostic {
    let is_yaml = |path: &Path| has_extension(path) && !input::is_json(path);
    let yaml = DIRECTORIES.iter().map(|name| here.join(name)).filter(|directory| directory.is_dir());
    let mut yaml = yaml.flat_map(|directory| input::list(&directory, is_yaml).0);
    if let Some(file) = yaml.next() {
        return Diagnostic::error(
            "no-schemas",
            format!("{} is YAML, and JSON Schemas are read as JSON", shown(&file.path)),
        )
        .help("convert the schemas to `*.json` files, for example with `yq -o json`");
    }
    if let Some(file) = files(here).into_iter().find(|path| is_schema(path)) {
        let message = format!("{} is a JSON Schema, but not in a directory of schemas", shown(&file));
        let help =
            format!("move the schemas to a separate directory, such as `schemas/`, and run `{}` again", program.init);
        return Diagnostic::error("no-schemas", message).help(help);
    }
    Diagnostic::error("no-schemas", format!("{} contains no schemas", shown(here)))
        .help("give a directory of JSON Schema files, or an OpenAPI document")
}

/// Whether a file has a keyword that other files of a project hardly have.
fn is_schema(path: &Path) -> bool {
    if !input::is_json(path) {
        return false;
    }
    let file = input::read(path, SIZE).ok().and_then(|bytes| SourceFile::parse(&shown(path), &bytes).ok());
    file.is_some_and(|file| {
        let draft = file.schema["$schema"].as_str().unwrap_or_default();
        draft.contains("json-schema.org/") || file.schema["properties"].is_object() || file.schema["$defs"].is_object()
    })
}
