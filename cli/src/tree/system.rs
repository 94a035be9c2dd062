//! What the disk is asked for. What changes it is a trait, so that a test can let each step fail.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::ownership::temporary;

/// The steps that change the disk.
pub trait System {
    /// Makes a directory, and those that it is in.
    ///
    /// # Errors
    /// The system's.
    fn make_directory(&self, directory: &Path) -> io::Result<()>;

    /// Writes a file that does not exist yet, down to the disk.
    ///
    /// # Errors
    /// The system's. A part of the file may have been written.
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Moves a file to a path, in the place of the file that may be there.
    ///
    /// # Errors
    /// The system's.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file or a link. What a link leads to stays.
    ///
    /// # Errors
    /// The system's.
    fn remove(&self, file: &Path) -> io::Result<()>;
}

/// The real one.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl System for Disk {
    fn make_directory(&self, directory: &Path) -> io::Result<()> {
        fs::create_dir_all(directory)
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(file)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        // Some systems have links to directories that are removed as directories.
        fs::remove_file(file).or_else(|error| fs::remove_dir(file).map_err(|_| error))
    }
}

/// Writes a single file: it is the old one or the new one, never a half.
///
/// # Errors
/// The system's. The file is the old one then.
pub(crate) fn replace(file: &Path, text: &str) -> io::Result<()> {
    let temporary = file.with_file_name(temporary(std::process::id()));
    let _ = Disk.remove(&temporary);
    let result = Disk.write(&temporary, text.as_bytes()).and_then(|()| Disk.rename(&temporary, file));
    result.inspect_err(|_| drop(Disk.remove(&temporary)))
}

/// What is in a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A file.
    File,
    /// A directory.
    Directory,
    /// A link, a socket, a device: nothing that the generator writes.
    Other,
}

/// The entries of a directory.
pub(crate) fn entries(directory: &Path) -> io::Result<Vec<(OsString, Entry)>> {
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        let kind = entry.file_type()?;
        let kind = match () {
            () if kind.is_file() => Entry::File,
            () if kind.is_dir() => Entry::Directory,
            () => Entry::Other,
        };
        Ok((entry.file_name(), kind))
    };
    fs::read_dir(directory)?.map(entry).collect()
}
