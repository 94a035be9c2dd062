//! Writes a whole tree beside the one that is there, and lets the two change places.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::Files;
use super::compare::Comparison;
use super::error::Error;
use super::file_system::FileSystem;
use super::ownership::LOCK_FILE;
use super::paths::Paths;
use super::recover::discard;

/// The new tree is in place, but the old one, or a part of it, could not be removed. The next run tries again.
#[derive(Debug)]
pub struct Leftover {
    /// Where it is.
    pub path: PathBuf,
    /// Why it could not be removed.
    pub error: Error,
}

/// Puts the files in the place of the tree that is there.
pub(super) fn publish(
    fs: &impl FileSystem,
    paths: &Paths,
    files: &Files,
    comparison: &Comparison,
) -> Result<Option<Leftover>, Error> {
    let staged = paths.staged();
    let old = stage(fs, paths, files, comparison).and_then(|()| swap(fs, paths)).inspect_err(|_| {
        // The first error is the one to tell; what is left of the new tree is removed by the next run at the latest.
        if fs.exists(&staged) {
            let _ = discard(fs, &staged, paths.out());
        }
    })?;
    let cleaned =
        sync(fs, paths.parent()).and_then(|()| old.as_ref().map_or(Ok(()), |old| discard(fs, old, paths.out())));
    Ok(cleaned.err().map(|error| Leftover { path: paths.work().to_owned(), error }))
}

/// Writes the whole new tree, down to the disk.
fn stage(fs: &impl FileSystem, paths: &Paths, files: &Files, comparison: &Comparison) -> Result<(), Error> {
    let (out, staged) = (paths.out(), paths.staged());
    let unchanged: HashSet<&str> = comparison.unchanged.iter().map(String::as_str).collect();
    for directory in directories(files)? {
        let directory = staged.join(directory);
        fs.create_directory(&directory).map_err(Error::io("make the directory", &directory))?;
    }
    for (path, text) in files {
        let (from, to) = (out.join(path), staged.join(path));
        if unchanged.contains(path.as_str()) {
            fs.link(&from, &to).map_err(Error::io("copy", &from))?;
        } else {
            fs.write(&to, text.as_bytes()).map_err(Error::io("write", &to))?;
        }
    }
    let lock_file = out.join(LOCK_FILE);
    if fs.exists(&lock_file) && !files.contains_key(LOCK_FILE) {
        fs.link(&lock_file, &staged.join(LOCK_FILE)).map_err(Error::io("copy", &lock_file))?;
    }
    directories(files)?.iter().try_for_each(|directory| sync(fs, &staged.join(directory)))
}

/// The directories of a tree, each after the one that it stands in; the first is the top, `""`.
fn directories(files: &Files) -> Result<BTreeSet<PathBuf>, Error> {
    let mut directories = BTreeSet::from([PathBuf::new()]);
    for path in files.keys() {
        let parts: Vec<_> = Path::new(path).components().collect();
        let all_normal = parts.iter().all(|part| matches!(part, Component::Normal(_)));
        if parts.is_empty() || !all_normal || path.contains(['\\', ':', '\0']) {
            return Err(Error::BadPath { path: path.clone() });
        }
        directories.extend(Path::new(path).ancestors().skip(1).map(Path::to_owned));
    }
    Ok(directories)
}

fn sync(fs: &impl FileSystem, directory: &Path) -> Result<(), Error> {
    fs.sync_directory(directory).map_err(Error::io("sync", directory))
}

/// Moves the new tree in and the old one out; where the old one is then, if there was one.
fn swap(fs: &impl FileSystem, paths: &Paths) -> Result<Option<PathBuf>, Error> {
    let (out, staged) = (paths.out(), paths.staged());
    if !fs.exists(out) {
        fs.rename(&staged, out).map_err(Error::io("write", out))?;
        return Ok(None);
    }
    match fs.exchange(&staged, out) {
        Ok(()) => Ok(Some(staged)),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => swap_in_two_steps(fs, paths).map(Some),
        Err(error) => Err(Error::io("replace", out)(error)),
    }
}

fn swap_in_two_steps(fs: &impl FileSystem, paths: &Paths) -> Result<PathBuf, Error> {
    let (out, old) = (paths.out(), paths.old());
    fs.rename(out, &old).map_err(Error::io("replace", out))?;
    let Err(source) = fs.rename(&paths.staged(), out) else { return Ok(old) };
    match fs.rename(&old, out) {
        Ok(()) => Err(Error::io("replace", out)(source)),
        Err(_) => Err(Error::Stranded { out: out.to_owned(), old, source }),
    }
}
