//! A separate workspace in the target directory, in which generated packages are compiled and tested.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{files_below, package, write_if_changed};

/// The package that every command selects. It enables all features that another package of a scratch workspace enables, so that cargo chooses
/// the same features in all of them, and compiles each dependency once.
const COMMON: &str = "common";

fn common() -> BTreeMap<String, String> {
    let manifest = format!(
        "[package]\nname = \"{COMMON}\"\nedition = \"2024\"\n\n[lib]\ntest = false\ndoctest = false\n\n[dependencies]\nciborium = \"0.2\"\n\
         schemawright-wire = {{ path = {:?}, features = [\"examples\", \"schemars\", \"testing\", \"validate\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n",
        Scratch::wire()
    );
    [("Cargo.toml", manifest), ("src/lib.rs", String::new())].map(|(path, text)| (path.to_owned(), text)).into()
}

/// A cargo workspace of generated packages.
pub(crate) struct Scratch {
    directory: PathBuf,
    members: BTreeMap<String, BTreeMap<String, String>>,
    /// The program that compiles the packages in place of rustc; empty for rustc itself.
    compiler: &'static str,
}

impl Scratch {
    /// An empty workspace of that name.
    pub(crate) fn new(name: &str) -> Self {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        Self { directory, members: BTreeMap::new(), compiler: "" }
    }

    /// The path of `schemawright-wire`, as members name it.
    pub(crate) fn wire() -> String {
        package().join("../wire").to_string_lossy().into_owned()
    }

    /// Adds a package: its files by path.
    pub(crate) fn add(&mut self, name: &str, files: BTreeMap<String, String>) {
        self.members.insert(name.to_owned(), files);
    }

    /// Writes changed files, and removes stale ones.
    pub(crate) fn write(&mut self) {
        self.members.insert(COMMON.to_owned(), common());
        fs::create_dir_all(&self.directory).expect("a writable target directory");
        for entry in fs::read_dir(&self.directory).expect("a readable directory") {
            let path = entry.expect("a readable directory").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() && !self.members.contains_key(&name) {
                fs::remove_dir_all(&path).expect("a writable directory");
            }
        }
        for (name, files) in &self.members {
            let directory = self.directory.join(name);
            for stale in files_below(&directory).keys().filter(|path| !files.contains_key(*path)) {
                fs::remove_file(directory.join(stale)).expect("a writable directory");
            }
            for (path, text) in files {
                write_if_changed(&directory.join(path), text);
            }
        }
        let members: Vec<_> = self.members.keys().map(|name| format!("{name:?}")).collect();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
        write_if_changed(&self.directory.join("Cargo.toml"), &manifest);
        // The same versions as in this workspace. Cargo ignores the ones that are not needed.
        let lock = fs::read_to_string(package().join("../Cargo.lock")).expect("a lockfile");
        fs::write(self.directory.join("Cargo.lock"), lock).expect("a writable directory");
    }

    /// Compiles the packages with clippy, so that one build also runs its lints.
    pub(crate) fn linted(&mut self) -> &Self {
        self.compiler = "clippy-driver";
        self
    }

    /// Runs cargo, with every warning as an error, and without a network if possible.
    pub(crate) fn cargo(&self, arguments: &[&str]) {
        let (done, text) = self.run(arguments, true);
        if done {
            return;
        }
        let (done, text) = if text.contains("--offline") { self.run(arguments, false) } else { (done, text) };
        assert!(done, "`cargo {}` fails in {}:\n{text}", arguments.join(" "), self.directory.display());
    }

    /// Runs cargo. Returns whether it succeeds, and its output.
    pub(crate) fn run(&self, arguments: &[&str], offline: bool) -> (bool, String) {
        // With `--workspace`, or without a selection, it is selected already.
        let selects = arguments.iter().any(|argument| argument.starts_with("--package"));
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .args(selects.then_some(["--package", COMMON]).into_iter().flatten())
            .args(offline.then_some("--offline"))
            .current_dir(&self.directory)
            // The tests of the facade share the directory, so flags and profile must be equal.
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch-target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_WORKSPACE_WRAPPER", self.compiler)
            .env("CARGO_TERM_COLOR", "never")
            .env("RUSTFLAGS", "-Dwarnings")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .output()
            .expect("cargo runs");
        let text = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&text).into_owned())
    }
}
