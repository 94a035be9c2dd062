//! A lock: one run at a time for each output directory.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::error::Error;

/// Held while an output directory is written: a lock on the file `.NAME.schemawright-lock` beside it. The system releases it when the
/// process ends, for any reason.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    // The open file holds the lock.
    _file: File,
}

impl Lock {
    /// Takes the lock of an output directory. If another run holds it, calls `waiting` and waits.
    ///
    /// # Errors
    /// Errors of the system.
    pub fn acquire(out: &Path, waiting: impl Fn()) -> Result<Self, Error> {
        let parent = out.parent().unwrap_or(out);
        fs::create_dir_all(parent).map_err(Error::io("make the directory", parent))?;
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        let path = parent.join(format!(".{name}.schemawright-lock"));
        loop {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
            let file = file.map_err(Error::io("write", &path))?;
            lock(&file, &waiting).map_err(Error::io("lock", &path))?;
            if is_at(&file, &path).map_err(Error::io("read", &path))? {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    /// Removes the file. If that fails, the next run uses the file again.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether an open file is still the file at a path. The run that held its lock may have removed it, and a third run may have created
/// another.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match Handle::from_path(path) {
        Ok(found) => Ok(Handle::from_file(file.try_clone()?)? == found),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn lock(file: &File, waiting: impl Fn()) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock()
        }
        // Some network file systems have no locks. Runs that do not overlap work there too.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
