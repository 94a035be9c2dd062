//! Unix.

use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

/// Whether a file can be removed while somebody has it open.
pub(in super::super) const REMOVES_OPEN_FILES: bool = true;

/// Lets two directories change places in one step; an error of kind `Unsupported` where there is no such step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(in super::super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| match error {
        // An old kernel, or a file system that can't.
        Errno::NOSYS | Errno::INVAL | Errno::NOTSUP => io::Error::new(ErrorKind::Unsupported, error),
        error => error.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(in super::super) use super::portable::exchange;

/// Brings the names in a directory down to the disk.
pub(in super::super) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Gives the owner all rights on all directories, without which nothing can be removed from them.
pub(in super::super) fn make_writable(directory: &Path) -> io::Result<()> {
    fs::set_permissions(directory, Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            make_writable(&entry.path())?;
        }
    }
    Ok(())
}

/// Whether an open file is still the one at a path: the run that held its lock may have removed it, and a third one may have made another.
pub(in super::super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let held = file.metadata()?;
    match path.metadata() {
        Ok(found) => Ok((held.dev(), held.ino()) == (found.dev(), found.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
