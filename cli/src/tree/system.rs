//! The file system operations. Those that change the disk are a trait, so that a test can make each of them fail.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::ownership::temporary;

/// The operations that change the disk.
pub trait System {
    /// Creates a directory and its parents.
    ///
    /// # Errors
    /// Errors of the system.
    fn make_directory(&self, directory: &Path) -> io::Result<()>;

    /// Writes a file that does not exist yet, and syncs it to the disk.
    ///
    /// # Errors
    /// Errors of the system. A part of the file may have been written.
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Moves a file to a path, and replaces the file there.
    ///
    /// # Errors
    /// Errors of the system.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file or a link. The target of a link stays.
    ///
    /// # Errors
    /// Errors of the system.
    fn remove(&self, file: &Path) -> io::Result<()>;
}

/// The real file system.
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
        // On some systems, a link to a directory is removed as a directory.
        fs::remove_file(file).or_else(|error| fs::remove_dir(file).map_err(|_| error))
    }
}

/// Writes a single file: it is the old one or the new one, never a part of one. A file with this text already keeps its time of change.
///
/// A link, a pipe or a device (`/dev/stdout`) is not replaced: the text is written to its target.
///
/// # Errors
/// Errors of the system. The file is then the old one.
pub(crate) fn replace(file: &Path, text: &str) -> io::Result<()> {
    if fs::symlink_metadata(file).is_ok_and(|found| !found.is_file()) {
        return fs::write(file, text);
    }
    if fs::read(file).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    let temporary = file.with_file_name(temporary(std::process::id()));
    let _ = Disk.remove(&temporary);
    let result = Disk.write(&temporary, text.as_bytes()).and_then(|()| Disk.rename(&temporary, file));
    result.inspect_err(|_| drop(Disk.remove(&temporary)))
}

/// The kind of a directory entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A file.
    File,
    /// A directory.
    Directory,
    /// A link, a socket, a device: the generator writes none of these.
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
