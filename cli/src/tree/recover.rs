//! What an interrupted run has left: a tree that is half written, one that is no longer needed, or one that was moved away.

use std::path::Path;

use super::error::Error;
use super::file_system::FileSystem;
use super::ownership::{TARGET_DIRECTORY, is_build_directory};
use super::paths::Paths;

/// Puts back what was moved away, and removes the rest.
pub(super) fn recover(fs: &impl FileSystem, paths: &Paths) -> Result<(), Error> {
    let (out, old) = (paths.out(), paths.old());
    if !fs.exists(out) && fs.exists(&old) {
        fs.rename(&old, out).map_err(Error::io("put back", out))?;
    }
    for remains in [paths.staged(), old] {
        if fs.exists(&remains) {
            discard(fs, &remains, out)?;
        }
    }
    Ok(())
}

/// Removes an old tree, but for cargo's build directory, which moves to the new one.
///
/// The build directory moves after the trees have changed places, and may be missing from the new one for a moment, or until the next run:
/// it is a cache. Before the change it would be missing from the old one instead.
pub(super) fn discard(fs: &impl FileSystem, old: &Path, new: &Path) -> Result<(), Error> {
    let (from, to) = (old.join(TARGET_DIRECTORY), new.join(TARGET_DIRECTORY));
    if fs.exists(&from) && fs.exists(new) && !fs.exists(&to) && is_build_directory(fs, &from)? {
        fs.rename(&from, &to).map_err(Error::io("move", &from))?;
    }
    fs.remove_tree(old).map_err(Error::io("remove", old))
}
