//! Errors of comparing or writing a tree.

use std::io;
use std::path::{Path, PathBuf};

use schemawright::{Diagnostic, Diagnostics};

use crate::paths::shown;

/// An error of comparing or writing a tree. Each file is then either the old one or the new one.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An error of the system.
    #[error("can't {action} {}: {source}", shown(path))]
    Io {
        /// The failed action: `write`.
        action: &'static str,
        /// The path that it failed for.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// Files that the generator did not write.
    #[error("{} contains files that the generator did not write: {}", shown(out), list(files))]
    Foreign {
        /// The output directory.
        out: PathBuf,
        /// The files, relative to it.
        files: Vec<String>,
    },
    /// A generated path that is not below the output directory: a bug of the generator.
    #[error("the generator made a file named {path:?}, which is not a path below the output directory")]
    BadPath {
        /// The path.
        path: String,
    },
}

impl Error {
    /// For `map_err`: adds the action and the path.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    fn help(&self) -> &'static str {
        match self {
            Error::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "free some space, and run the same command again"
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "make it and its directory readable and writable, and run the same command again"
                }
                io::ErrorKind::IsADirectory => "move the directory elsewhere, and run the same command again",
                io::ErrorKind::NotADirectory => "name a directory with `--out`",
                _ => "correct this, and run the same command again",
            },
            Error::Foreign { .. } => {
                "move them elsewhere, or name another directory with `--out`, or delete them with `--force`"
            }
            Error::BadPath { .. } => "this is a bug in the generator; please report it",
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Error::Io { .. } => "output-io",
            Error::Foreign { .. } => "foreign-files",
            Error::BadPath { .. } => "bad-output-path",
        }
    }
}

impl From<Error> for Diagnostics {
    fn from(error: Error) -> Self {
        Diagnostic::error(error.code(), error.to_string()).help(error.help()).into()
    }
}

/// The first names, and the number of the others.
fn list(files: &[String]) -> String {
    const SHOWN: usize = 20;
    let mut text = files.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if files.len() > SHOWN {
        text.push_str(&format!(" and {} more", files.len() - SHOWN));
    }
    text
}
