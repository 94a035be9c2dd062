//! Real builds in scratch directories: of copies of this workspace, and of programs that depend on it.

#![allow(dead_code)] // Each test file is a crate of its own and uses a part of this.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of this workspace.
pub(crate) fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// An empty directory for one test.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if directory.exists() {
        fs::remove_dir_all(&directory).unwrap();
    }
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// Cargo in a directory. It needs no network, a warning is an error, and all tests share its build directory, also those of the generator
/// and of the comparison: so the profile is the same.
pub(crate) fn cargo(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).arg("--offline").current_dir(directory);
    command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch-target"));
    command.env("CARGO_PROFILE_DEV_DEBUG", "false").env("CARGO_INCREMENTAL", "0");
    command.env("RUSTFLAGS", "-Dwarnings").env("CARGO_TERM_COLOR", "never");
    // The variables that cargo sets for this test must not apply to another package.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name.starts_with("STYTCH_") {
            command.env_remove(&*name);
        }
    }
    command
}

/// The output of a command, if it succeeded as expected.
pub(crate) fn run(mut command: Command, succeeds: bool) -> Printed {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let printed = Printed { out: text(&stdout), err: text(&stderr) };
    assert_eq!(status.success(), succeeds, "{command:?}\n{}\n{}", printed.out, printed.err);
    printed
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}

pub(crate) struct Printed {
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Printed {
    /// The lines that cargo prints for the build script of the facade, at a level (`warning`, `error`).
    pub(crate) fn told(&self, level: &str) -> Vec<&str> {
        let begin = format!("{level}: stytch-types@{}: ", env!("CARGO_PKG_VERSION"));
        self.err.lines().filter_map(|line| line.strip_prefix(begin.as_str())).collect()
    }
}

/// Writes a file, and creates its directories.
pub(crate) fn write(path: impl AsRef<Path>, text: &str) {
    let path = path.as_ref();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Copies a directory.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// A program that depends on the facade as in `dependency`, with the lock file of this workspace. It has the name of its directory:
/// programs of one name would replace each other in the shared target directory.
pub(crate) fn program(directory: &Path, dependency: &str, main: &str) {
    let name = directory.file_name().unwrap().to_str().unwrap();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependency}\n"
    );
    write(directory.join("Cargo.toml"), &manifest);
    write(directory.join("src/main.rs"), main);
    fs::copy(workspace().join("Cargo.lock"), directory.join("Cargo.lock")).unwrap();
}

/// A path as a string of TOML.
pub(crate) fn toml(path: &Path) -> String {
    format!("'{}'", path.display())
}
