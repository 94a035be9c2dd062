//! Support for tests: the fixtures, and a scratch workspace in which generated packages are built.

#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod scratch;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use schemawright::{Config, Corpus, Diagnostics, Generator, Output, WireDependency};

/// The directory of this package.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of schemas with the expected output.
pub(crate) struct Fixture {
    pub(crate) name: String,
    pub(crate) directory: PathBuf,
}

impl Fixture {
    /// All fixtures, sorted by name; or the one that the environment variable `FIXTURE` names.
    pub(crate) fn all() -> Vec<Self> {
        let root = package().join("tests/fixtures");
        let entries = fs::read_dir(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
        let mut directories: Vec<_> = entries.map(|entry| entry.expect("a readable directory").path()).collect();
        directories.sort();
        let name = |directory: &Path| directory.file_name().expect("a name").to_string_lossy().into_owned();
        let all = directories.into_iter().map(|directory| Self { name: name(&directory), directory });
        let only = std::env::var("FIXTURE").ok();
        all.filter(|fixture| only.as_ref().is_none_or(|only| fixture.name == *only)).collect()
    }

    pub(crate) fn expected(&self) -> PathBuf {
        self.directory.join("expected")
    }

    /// Whether its package has handwritten tests.
    pub(crate) fn has_tests(&self) -> bool {
        self.directory.join("tests").exists()
    }

    /// The name of the generated package.
    pub(crate) fn package(&self) -> String {
        format!("fixture-{}", self.name)
    }

    /// Generates, with `schemawright-wire` at a path.
    pub(crate) fn generate(&self, wire: &str) -> Result<Output, Diagnostics> {
        let corpus = Corpus::read(&self.directory.join("schemas"))?;
        let own = fs::read_to_string(self.directory.join("codegen.toml")).unwrap_or_default();
        let config = Config::parse("codegen.toml", &format!("{own}\n[package]\nname = \"{}\"\n", self.package()))?;
        Generator::new("").wire(WireDependency::Path(wire.to_owned())).generate_from(&corpus, &config)
    }
}

/// Every file below a directory, by its path there, with `/` between the parts.
pub(crate) fn files_below(directory: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    collect(directory, directory, &mut files);
    files
}

fn collect(root: &Path, directory: &Path, files: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for path in entries.map(|entry| entry.expect("a readable directory").path()) {
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let relative = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            files.insert(relative, text.replace("\r\n", "\n"));
        }
    }
}

/// Writes a file if it has changed, so that its build stays fresh.
pub(crate) fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file has a directory")).expect("a writable directory");
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
