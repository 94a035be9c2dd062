//! The inputs of a directory: folders of schemas and bodies, and OpenAPI documents.

use std::fs;
use std::path::{Path, PathBuf};

use schemawright::limits::FILE_SIZE;
use schemawright::{Config, Corpus, Diagnostics, input};
use schemawright_cli::openapi;
use schemawright_cli::paths::shown;
use schemawright_cli::project::config_of;

use super::body::Body;

/// The folder of OpenAPI documents.
const DOCUMENTS: &str = "openapi";
/// The folder of schemas in an input's folder.
const SCHEMAS: &str = "schemas";

/// One set of schemas.
pub(crate) struct Input {
    /// The name of its folder, or `openapi/` and the document's.
    pub(crate) name: String,
    source: Source,
}

enum Source {
    /// A folder that contains schemas.
    Folder(PathBuf),
    /// An OpenAPI document.
    Document(PathBuf),
}

/// The inputs of a directory in the order of their names; only those in `only` unless it is empty.
///
/// # Errors
/// A directory that can't be read or has no input, and a name without an input.
pub(crate) fn all(directory: &Path, only: &[String]) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::new();
    for path in entries(directory)? {
        let name = name_of(&path);
        if path.join(SCHEMAS).is_dir() {
            inputs.push(Input { name, source: Source::Folder(path) });
        } else if name == DOCUMENTS && path.is_dir() {
            let documents = entries(&path)?.into_iter().filter(|path| is_document(path));
            inputs.extend(documents.map(|path| {
                let name = format!("{DOCUMENTS}/{}", name_of(&path));
                Input { name, source: Source::Document(path) }
            }));
        }
    }
    if let Some(unknown) = only.iter().find(|name| inputs.iter().all(|input| input.name != **name)) {
        let names: Vec<_> = inputs.iter().map(|input| input.name.as_str()).collect();
        return Err(format!("unknown input `{unknown}`; the inputs are {}", names.join(", ")));
    }
    inputs.retain(|input| only.is_empty() || only.contains(&input.name));
    if inputs.is_empty() {
        return Err(format!("{} has no folder with `{SCHEMAS}` in it, and no `{DOCUMENTS}`", shown(directory)));
    }
    Ok(inputs)
}

impl Input {
    /// Its schemas.
    pub(super) fn corpus(&self) -> Result<Corpus, Diagnostics> {
        match &self.source {
            Source::Folder(folder) => Corpus::read(&folder.join(SCHEMAS)),
            Source::Document(document) => openapi::corpus(document, &Config::default()),
        }
    }

    /// Its configuration: the one beside the schemas.
    pub(super) fn config(&self) -> Result<Config, Diagnostics> {
        self.config_file()?.map_or(Ok(Config::default()), |file| Config::read(&file))
    }

    /// The text of its configuration; empty without one.
    ///
    /// # Errors
    /// A file that can't be read.
    pub(crate) fn config_text(&self) -> Result<String, String> {
        let file = self.config_file().map_err(|faults| faults.to_string())?;
        let read =
            |file: PathBuf| fs::read_to_string(&file).map_err(|error| format!("can't read {}: {error}", shown(&file)));
        file.map_or(Ok(String::new()), read)
    }

    fn config_file(&self) -> Result<Option<PathBuf>, Diagnostics> {
        match &self.source {
            Source::Folder(folder) => config_of(&folder.join(SCHEMAS), None),
            Source::Document(_) => Ok(None),
        }
    }

    /// Its bodies: all JSON files beside the folder of schemas.
    ///
    /// # Errors
    /// A file that can't be read, or that is not JSON.
    pub(super) fn bodies(&self) -> Result<Vec<Body>, String> {
        let Source::Folder(folder) = &self.source else { return Ok(Vec::new()) };
        let mut bodies = Vec::new();
        for place in entries(folder)?.into_iter().filter(|path| path.is_dir() && !path.ends_with(SCHEMAS)) {
            let (files, unreadable) = input::list(&place, input::is_json);
            if let Some(fault) = unreadable.into_iter().next() {
                return Err(Diagnostics::from(schemawright::Diagnostic::from(fault)).to_string());
            }
            for file in files {
                let text = input::read_text(&file.path, FILE_SIZE).map_err(schemawright::Diagnostic::from);
                let text = text.map_err(|fault| fault.to_string())?;
                let value = serde_json::from_str(&text);
                let value = value.map_err(|error| format!("{} is not JSON: {error}", shown(&file.path)))?;
                let name = format!("{}/{}", name_of(&place), file.name);
                let folder = file.name.rsplit_once('/').map(|(folder, _)| name_of(Path::new(folder)));
                bodies.push(Body { name, folder, value });
            }
        }
        Ok(bodies)
    }
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["json", "yml", "yaml"].iter().any(|known| extension == *known))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The entries of a directory, sorted by name.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error| format!("can't read {}: {error}", shown(directory));
    let entries = fs::read_dir(directory).map_err(unreadable)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}
