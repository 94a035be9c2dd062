//! The operations that put a tree on disk, as a trait, so that a test can let each of them fail.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use schemawright::input;
use schemawright::limits::DIRECTORY_SIZE;

use super::system;

/// What stands in a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file.
    File,
    /// A directory.
    Directory,
    /// A link, a socket, a device: nothing that the generator writes.
    Other,
}

/// What [`update`](super::update) asks of a file system.
pub trait FileSystem {
    /// Whether something stands at the path; a link counts, wherever it leads.
    fn exists(&self, path: &Path) -> bool;

    /// The entries of a directory, by name.
    ///
    /// # Errors
    /// The system's.
    fn list(&self, directory: &Path) -> io::Result<Vec<(OsString, Entry)>>;

    /// A file's bytes.
    ///
    /// # Errors
    /// The system's.
    fn read(&self, file: &Path) -> io::Result<Vec<u8>>;

    /// Makes a directory.
    ///
    /// # Errors
    /// The system's.
    fn create_directory(&self, directory: &Path) -> io::Result<()>;

    /// Writes a file that does not exist yet, down to the disk.
    ///
    /// # Errors
    /// The system's. A part of the file may have been written.
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Puts the same file, with the same time of change, at another path.
    ///
    /// # Errors
    /// The system's.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Moves a file or directory to a path where nothing stands.
    ///
    /// # Errors
    /// The system's.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Lets two directories change places, in one atomic step.
    ///
    /// # Errors
    /// The system's; of kind `Unsupported` where there is no such step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Brings the names in a directory down to the disk.
    ///
    /// # Errors
    /// The system's.
    fn sync_directory(&self, directory: &Path) -> io::Result<()>;

    /// Removes a directory with all that is in it. Links are removed, not followed.
    ///
    /// # Errors
    /// The system's. A part may have been removed.
    fn remove_tree(&self, directory: &Path) -> io::Result<()>;
}

/// The real one.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl FileSystem for Disk {
    fn exists(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok()
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<(OsString, Entry)>> {
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

    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        Ok(input::read(file, DIRECTORY_SIZE)?)
    }

    fn create_directory(&self, directory: &Path) -> io::Result<()> {
        fs::create_dir(directory)
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(file)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        // Not every file system has hard links, and Linux may refuse one to a file of somebody else's.
        fs::hard_link(from, to).or_else(|_| copy_with_time(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        system::exchange(one, other)
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        system::sync_directory(directory)
    }

    fn remove_tree(&self, directory: &Path) -> io::Result<()> {
        match fs::remove_dir_all(directory) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                system::make_writable(directory)?;
                fs::remove_dir_all(directory)
            }
            result => result,
        }
    }
}

fn copy_with_time(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    let mut copy = File::create_new(to)?;
    io::copy(&mut source, &mut copy)?;
    copy.set_modified(source.metadata()?.modified()?)?;
    copy.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The way out where hard links are refused.
    #[test]
    fn copies_keep_the_time_of_change() {
        let directory = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| directory.path().join(name));
        fs::write(&from, "text").unwrap();
        let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&from).unwrap().set_modified(past).unwrap();

        copy_with_time(&from, &to).unwrap();

        assert_eq!(fs::read_to_string(&to).unwrap(), "text");
        assert_eq!(fs::metadata(&to).unwrap().modified().unwrap(), past);
        assert!(copy_with_time(&from, &to).is_err(), "a file that is there is not overwritten");
    }
}
