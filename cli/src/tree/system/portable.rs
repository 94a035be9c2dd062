//! Systems of which nothing is known but what the standard library offers.

use std::fs::File;
use std::io;
use std::path::Path;

/// Whether a file can be removed while somebody has it open.
pub(in super::super) const REMOVES_OPEN_FILES: bool = false;

/// There is no way for two directories to change places in one step.
pub(in super::super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A directory can't be opened as a file.
pub(in super::super) fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

/// What can be removed does not depend on the rights of the directory that it is in.
pub(in super::super) fn make_writable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether an open file is the one at a path: nobody can have removed it.
pub(in super::super) fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_of_the_system() {
        let nowhere = Path::new("no such directory");
        assert_eq!(exchange(nowhere, nowhere).unwrap_err().kind(), io::ErrorKind::Unsupported);
        assert!(sync_directory(nowhere).is_ok() && make_writable(nowhere).is_ok());
        assert!(is_at(&tempfile::tempfile().unwrap(), nowhere).unwrap());
        const { assert!(!REMOVES_OPEN_FILES) };
    }
}
