//! What keeps a tree from being compared or written.

use std::io;
use std::path::{Path, PathBuf};

use schemawright::{Diagnostic, Diagnostics};

use crate::paths::shown;

/// What keeps a tree from being compared or written. Each file is the old one or the new one then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system rejected something.
    #[error("can't {action} {}: {source}", shown(path))]
    Io {
        /// What was to be done: `write`.
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Files that the generator did not write.
    #[error("{} holds what the generator did not write: {}", shown(out), list(files))]
    Foreign {
        /// The output directory.
        out: PathBuf,
        /// The files, below it.
        files: Vec<String>,
    },
    /// A generated path that is not below the output directory: a mistake of the generator's.
    #[error("the generator made a file named {path:?}, which is not a path below the output directory")]
    BadPath {
        /// The path.
        path: String,
    },
}

impl Error {
    /// For `map_err`: what could not be done to what.
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
                    "make it and the directory that holds it readable and writable, and run the same command again"
                }
                io::ErrorKind::IsADirectory => "move the directory elsewhere, and run the same command again",
                io::ErrorKind::NotADirectory => "name a directory with `--out`",
                _ => "correct this, and run the same command again",
            },
            Error::Foreign { .. } => {
                "move them elsewhere, or name another directory with `--out`, or delete them with `--force`"
            }
            Error::BadPath { .. } => "this is a mistake of the generator's, please report it",
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

/// The first names, and how many more there are.
fn list(files: &[String]) -> String {
    const SHOWN: usize = 20;
    let mut text = files.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if files.len() > SHOWN {
        text.push_str(&format!(" and {} more", files.len() - SHOWN));
    }
    text
}
