//! The paths of one output directory and of what stands beside it while it is written.

use std::path::{Path, PathBuf};

use super::error::Error;

/// An output directory, and the working directory beside it: `generated` and `generated.new-regen`.
#[derive(Clone, Debug)]
pub struct Paths {
    out: PathBuf,
    work: PathBuf,
}

impl Paths {
    /// The paths for an output directory, which is given without links (see [`resolve`](crate::paths::resolve)).
    ///
    /// # Errors
    /// A path that has no name, such as `/`.
    pub fn new(out: PathBuf) -> Result<Self, Error> {
        let Some(name) = out.file_name() else { return Err(Error::NoName { out }) };
        let mut work = name.to_owned();
        work.push(".new-regen");
        let work = out.with_file_name(work);
        Ok(Self { out, work })
    }

    /// The output directory.
    #[must_use]
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// The directory that holds the output directory.
    #[must_use]
    pub fn parent(&self) -> &Path {
        self.out.parent().unwrap_or(&self.out)
    }

    /// The working directory.
    #[must_use]
    pub fn work(&self) -> &Path {
        &self.work
    }

    /// The file that a run locks.
    #[must_use]
    pub fn lock(&self) -> PathBuf {
        self.work.join("lock")
    }

    /// The new tree while it is written; after an exchange, the old one.
    #[must_use]
    pub fn staged(&self) -> PathBuf {
        self.work.join("staged")
    }

    /// The old tree, where two renames stand in for an exchange.
    #[must_use]
    pub fn old(&self) -> PathBuf {
        self.work.join("old")
    }
}
