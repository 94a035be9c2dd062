//! Trees for tests, and the files on disk.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use schemawright_cli::tree::{Comparison, Disk, Error, Files, Foreign, Lock, System, update};
use tempfile::TempDir;

/// A directory `out` in a directory of its own.
pub(crate) struct Place {
    pub(crate) directory: TempDir,
    out: PathBuf,
}

impl Place {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self::below(tempfile::tempdir().unwrap())
    }

    /// An empty one; in memory where that is possible, for tests that would wait for the disk thousands of times.
    pub(crate) fn in_memory() -> Self {
        Self::below(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap())
    }

    /// With a tree, and cargo's own files beside it.
    pub(crate) fn with(files: &Files) -> Self {
        Self::new().filled(files)
    }

    fn below(directory: TempDir) -> Self {
        let out = out(directory.path());
        Self { directory, out }
    }

    /// The same with a tree, and cargo's own files beside it.
    pub(crate) fn filled(self, files: &Files) -> Self {
        self.update(files).unwrap();
        fs::create_dir(self.out.join("target")).unwrap();
        fs::write(self.out.join("target/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55").unwrap();
        fs::write(self.out.join("target/cache"), "cargo's").unwrap();
        fs::write(self.out.join("Cargo.lock"), "cargo's").unwrap();
        self
    }

    pub(crate) fn out(&self) -> &Path {
        &self.out
    }

    pub(crate) fn update(&self, files: &Files) -> Result<Comparison, Error> {
        self.update_by(&Disk, files, Foreign::Refuse)
    }

    pub(crate) fn update_by(&self, system: &impl System, files: &Files, foreign: Foreign) -> Result<Comparison, Error> {
        let _lock = Lock::acquire(&self.out, || ())?;
        update(system, &self.out, files, foreign)
    }

    /// The files beside the output directory.
    pub(crate) fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.directory.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "out").collect()
    }

    /// Whether the tree contains exactly these files, complete; cargo's files do not count.
    pub(crate) fn is(&self, files: &Files) -> bool {
        self.out.exists() && self.comparison(files).in_step()
    }

    fn comparison(&self, files: &Files) -> Comparison {
        Comparison::read(&self.out, files).unwrap()
    }

    /// Checks that each file of the tree is the old one or the new one; temporary files may exist too.
    #[track_caller]
    pub(crate) fn is_of(&self, old: &Files, new: &Files, case: &str) {
        let mut both = old.clone();
        both.extend(new.clone());
        let comparison = self.comparison(&both);
        for (path, text) in &comparison.changed {
            assert_eq!(old.get(path).map(String::as_bytes), Some(&text[..]), "{case}: {path} is neither old nor new");
        }
        let is_temporary = |path: &&String| path.ends_with(".schemawright-new");
        assert!(comparison.stale.iter().all(|path| is_temporary(&path)), "{case}: {:?}", comparison.stale);
        assert_eq!(comparison.foreign, [""; 0], "{case}");
        for path in &comparison.added {
            assert!(!(old.contains_key(path) && new.contains_key(path)), "{case}: {path} is neither old nor new");
        }
    }

    /// Whether cargo's files still exist.
    pub(crate) fn has_cargos_files(&self) -> bool {
        ["target/cache", "Cargo.lock"].iter().all(|name| self.out.join(name).exists())
    }
}

/// The output directory below a directory.
pub(crate) fn out(directory: &Path) -> PathBuf {
    directory.canonicalize().unwrap().join("out")
}

/// A tree in which some files contain `what`, and one file has this name. All files have the mark.
pub(crate) fn tree(what: &str) -> Files {
    let mut files = BTreeMap::new();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), text);
    add("Cargo.toml", "# @generated\n[package]\n".to_owned());
    add("inputs.digest", format!("# @generated\n{what}\n"));
    add("types.json", format!("[\"{what}\"]\n"));
    add("src/lib.rs", format!("// @generated\nmod {what};\n"));
    add("src/same.rs", "// @generated\npub struct Same;\n".to_owned());
    add(&format!("src/{what}/v1.rs"), "// @generated\npub struct One;\n".to_owned());
    files
}
