//! The differences between a tree on disk and the generated files.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use schemawright::input;
use schemawright::limits::DIRECTORY_SIZE;

use super::error::Error;
use super::system::{Entry, entries};
use super::{Files, ownership};

/// The differences between a tree on disk and the generated files. `\r\n` and `\n` are equal here.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Unchanged files.
    pub unchanged: Vec<String>,
    /// Files with other contents, with their old contents.
    pub changed: BTreeMap<String, Vec<u8>>,
    /// Files that are missing.
    pub added: Vec<String>,
    /// Files that the generator wrote before and no longer writes.
    pub stale: Vec<String>,
    /// Files that the generator did not write. One in the place of a generated file is in `changed` too.
    pub foreign: Vec<String>,
}

impl Comparison {
    /// Compares a tree. A directory that does not exist is empty.
    ///
    /// # Errors
    /// A file that can't be read.
    pub fn read(out: &Path, files: &Files) -> Result<Self, Error> {
        let mut found = BTreeMap::new();
        if out.symlink_metadata().is_ok() {
            read_directory(out, "", &mut found)?;
        }
        Ok(Self::new(found, files))
    }

    /// Whether there are no differences.
    #[must_use]
    pub fn in_step(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.stale.is_empty() && self.foreign.is_empty()
    }

    fn new(found: BTreeMap<String, Found>, files: &Files) -> Self {
        let packages: Vec<&str> = found.keys().filter_map(|path| path.strip_suffix(ownership::MANIFEST)).collect();
        let is_in_another = |path: &str| packages.iter().any(|top| top.ends_with('/') && path.starts_with(top));
        let is_ours = |path: &str, bytes: &[u8]| {
            if is_in_another(path) {
                return false;
            }
            let manifest =
                || matches!(found.get(ownership::MANIFEST), Some(Found::File(bytes)) if ownership::has_mark(bytes));
            ownership::is_temporary(path) || ownership::has_mark(bytes) || (path == ownership::TABLE && manifest())
        };
        let mut comparison = Self::default();
        for (path, found) in &found {
            let path = path.clone();
            match (found, files.get(&path)) {
                (Found::File(bytes), Some(text)) if same_text(bytes, text) => comparison.unchanged.push(path),
                (Found::File(bytes), Some(_)) => {
                    if !is_ours(&path, bytes) {
                        comparison.foreign.push(path.clone());
                    }
                    comparison.changed.insert(path, bytes.clone());
                }
                (Found::File(bytes), None) if is_ours(&path, bytes) => comparison.stale.push(path),
                (Found::File(_) | Found::Other, _) => comparison.foreign.push(path),
            }
        }
        let is_missing = |path: &&String| !matches!(found.get(*path), Some(Found::File(_)));
        comparison.added = files.keys().filter(is_missing).cloned().collect();
        comparison
    }
}

enum Found {
    File(Vec<u8>),
    Other,
}

fn read_directory(directory: &Path, prefix: &str, found: &mut BTreeMap<String, Found>) -> Result<(), Error> {
    for (name, kind) in entries(directory).map_err(Error::io("read", directory))? {
        let path = directory.join(&name);
        let name = format!("{prefix}{}", name.to_string_lossy());
        if ownership::is_cargos_entry(&name, kind, &path) {
            continue;
        }
        match kind {
            Entry::Directory => read_directory(&path, &format!("{name}/"), found)?,
            Entry::File => {
                let bytes =
                    input::read(&path, DIRECTORY_SIZE).map_err(io::Error::from).map_err(Error::io("read", &path))?;
                found.insert(name, Found::File(bytes));
            }
            Entry::Other => {
                found.insert(name, Found::Other);
            }
        }
    }
    Ok(())
}

/// Whether the bytes are the text, except for line endings.
fn same_text(bytes: &[u8], text: &str) -> bool {
    bytes == text.as_bytes() || without_returns(bytes).eq(without_returns(text.as_bytes()))
}

/// The bytes without the `\r` of each `\r\n`.
fn without_returns(bytes: &[u8]) -> impl Iterator<Item = u8> {
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    bytes.iter().zip(next).filter(|(byte, next)| (**byte, *next) != (b'\r', Some(&b'\n'))).map(|(byte, _)| *byte)
}
