//! One run at a time on one output directory.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};

use super::error::Error;
use super::paths::Paths;
use super::system;

/// Held while an output directory is written. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    paths: Paths,
    // Its lock is the lock.
    _file: File,
}

impl Lock {
    /// Makes the working directory and takes the lock in it. If another run holds it, calls `waiting` and waits.
    ///
    /// # Errors
    /// The system's, or something else that has the name of the working directory.
    pub fn acquire(paths: &Paths, waiting: impl Fn()) -> Result<Self, Error> {
        let parent = paths.parent();
        fs::create_dir_all(parent).map_err(Error::io("make the directory", parent))?;
        loop {
            create_work_directory(paths)?;
            let path = paths.lock();
            let file = match OpenOptions::new().create(true).truncate(false).write(true).open(&path) {
                // The run before this one has just ended and removed the directory.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                file => file.map_err(Error::io("write", &path))?,
            };
            lock(&file, &waiting).map_err(Error::io("lock", &path))?;
            if system::is_at(&file, &path).map_err(Error::io("read", &path))? {
                return Ok(Self { paths: paths.clone(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    /// Leaves no trace, where one can be sure that no other run waits for the file that is removed. What can't be removed is
    /// removed by the next run.
    fn drop(&mut self) {
        if system::REMOVES_OPEN_FILES {
            let _ = fs::remove_file(self.paths.lock());
            let _ = fs::remove_dir(self.paths.work());
        }
    }
}

fn create_work_directory(paths: &Paths) -> Result<(), Error> {
    let work = paths.work();
    match fs::create_dir(work) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => only_ours(paths),
        result => result.map_err(Error::io("make the directory", work)),
    }
}

/// Makes sure that the directory is one of a run before, and not of the user.
fn only_ours(paths: &Paths) -> Result<(), Error> {
    let work = paths.work();
    let entries = match fs::read_dir(work) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(Error::io("read", work))?,
    };
    for entry in entries {
        let path = entry.map_err(Error::io("read", work))?.path();
        if ![paths.lock(), paths.staged(), paths.old()].contains(&path) {
            let entry = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return Err(Error::InTheWay { work: work.to_owned(), entry });
        }
    }
    Ok(())
}

fn lock(file: &File, waiting: impl Fn()) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock()
        }
        // Some network file systems have no locks. One run after the other works there too.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
