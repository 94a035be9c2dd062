//! What keeps a tree from being compared or written.

use std::io;
use std::path::{Path, PathBuf};

use schemawright::{Diagnostic, Diagnostics};

use crate::paths::shown;

/// What keeps a tree from being compared or written. The old tree is in place then, unless it says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused something.
    #[error("can't {action} {}: {source}", shown(path))]
    Io {
        /// What was to be done: `write`.
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The old tree was moved away, and neither it nor the new one could be moved in.
    #[error("can't move the new tree to {}, nor the old one back: {source}", shown(out))]
    Stranded {
        /// Where one of them should be.
        out: PathBuf,
        /// Where the old one is.
        old: PathBuf,
        /// What the system said to the new one.
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
    /// Something else has the name of the working directory.
    #[error("{} is in the way: it holds {entry:?}, which no run of the generator has left there", shown(work))]
    InTheWay {
        /// The working directory.
        work: PathBuf,
        /// What is in it.
        entry: String,
    },
    /// A generated path that is not below the output directory: a mistake of the generator's.
    #[error("the generator made a file of the name {path:?}, which is no path below the output directory")]
    BadPath {
        /// The path.
        path: String,
    },
    /// An output directory such as `/`.
    #[error("{} can't be an output directory: it has no name beside which the new tree could be written", out.display())]
    NoName {
        /// The directory.
        out: PathBuf,
    },
}

impl Error {
    /// For `map_err`: what could not be done to what.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    fn help(&self) -> String {
        match self {
            Error::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "the old tree is in place; free some space, and run the same command again".to_owned()
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "the old tree is in place; make the output directory and the directory that holds it readable and writable, \
                     and run the same command again"
                        .to_owned()
                }
                io::ErrorKind::NotADirectory => "name a directory with `--out`".to_owned(),
                _ => "the old tree is in place; mend this, and run the same command again".to_owned(),
            },
            Error::Stranded { old, .. } => {
                format!("the old tree is whole in {}; run the same command again, it begins by putting it back", shown(old))
            }
            Error::Foreign { .. } => {
                "move them elsewhere, or name another directory with `--out`, or delete them with `--force`".to_owned()
            }
            Error::InTheWay { .. } => "move it elsewhere, or name another directory with `--out`".to_owned(),
            Error::BadPath { .. } => "this is a mistake of the generator's, please report it".to_owned(),
            Error::NoName { .. } => "name a directory below it with `--out`".to_owned(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Error::Io { .. } => "output-io",
            Error::Stranded { .. } => "output-stranded",
            Error::Foreign { .. } => "foreign-files",
            Error::InTheWay { .. } => "in-the-way",
            Error::BadPath { .. } => "bad-output-path",
            Error::NoName { .. } => "bad-output-directory",
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
