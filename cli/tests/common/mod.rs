//! Trees for tests, and a look at what is on disk.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use schemawright_cli::tree::{Comparison, Disk, Error, Files, Foreign, Lock, Paths, Update, update};
use tempfile::TempDir;

/// A directory `out` in a directory of its own.
pub(crate) struct Place {
    pub(crate) directory: TempDir,
    pub(crate) paths: Paths,
}

impl Place {
    /// With nothing in it.
    pub(crate) fn new() -> Self {
        Self::below(tempfile::tempdir().unwrap())
    }

    /// With nothing in it; in memory where that is possible, for tests that would wait for the disk thousands of times.
    pub(crate) fn in_memory() -> Self {
        Self::below(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap())
    }

    /// With a tree, and cargo's own files beside it.
    pub(crate) fn with(files: &Files) -> Self {
        Self::new().filled(files)
    }

    fn below(directory: TempDir) -> Self {
        let paths = paths(directory.path());
        Self { directory, paths }
    }

    /// The same with a tree, and cargo's own files beside it.
    pub(crate) fn filled(self, files: &Files) -> Self {
        self.update(files).unwrap();
        fs::create_dir(self.out().join("target")).unwrap();
        fs::write(self.out().join("target/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55").unwrap();
        fs::write(self.out().join("target/cache"), "cargo's").unwrap();
        fs::write(self.out().join("Cargo.lock"), "cargo's").unwrap();
        self
    }

    pub(crate) fn out(&self) -> &Path {
        self.paths.out()
    }

    pub(crate) fn update(&self, files: &Files) -> Result<Update, Error> {
        self.update_with(files, Foreign::Refuse)
    }

    pub(crate) fn update_with(&self, files: &Files, foreign: Foreign) -> Result<Update, Error> {
        let _lock = Lock::acquire(&self.paths, || ())?;
        update(&Disk, &self.paths, files, foreign)
    }

    /// What stands beside the output directory.
    pub(crate) fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.directory.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "out").collect()
    }

    /// Whether the tree is these files, whole, and nothing else; cargo's files do not count.
    pub(crate) fn is(&self, files: &Files) -> bool {
        self.out().exists() && Comparison::read(&Disk, self.out(), files).unwrap().in_step()
    }

    /// Whether cargo's files are where they were.
    pub(crate) fn has_cargos_files(&self) -> bool {
        ["target/cache", "Cargo.lock"].iter().all(|name| self.out().join(name).exists())
    }
}

pub(crate) fn paths(directory: &Path) -> Paths {
    Paths::new(directory.canonicalize().unwrap().join("out")).unwrap()
}

/// A tree that says `what` in some of its files, and has a file of that name. All have the mark.
pub(crate) fn tree(what: &str) -> Files {
    let mut files = BTreeMap::new();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), text);
    add("Cargo.toml", "# @generated\n[package]\n".to_owned());
    add("types.json", format!("[\"{what}\"]\n"));
    add("src/lib.rs", format!("// @generated\nmod {what};\n"));
    add("src/same.rs", "// @generated\npub struct Same;\n".to_owned());
    add(&format!("src/{what}/v1.rs"), "// @generated\npub struct One;\n".to_owned());
    files
}
