//! Generated files on disk: all of a new tree, or all of the old one, never a mixture.
//!
//! [`update`] brings a directory in step with a map from path to text:
//!
//! 1. The caller holds the [`Lock`], so that two runs at once follow one another.
//! 2. [`recover`](self) removes what an interrupted run has left, and puts back a tree that it had moved away.
//! 3. [`Comparison`] tells what differs. Nothing differs: nothing is written. A file that the generator did not write is in the way: it is
//!    refused, unless forced.
//! 4. The whole new tree is staged beside the old one, in `<name>.new-regen/staged`. Unchanged files are hard links to the old ones: they
//!    keep their time of change, and cargo rebuilds nothing for their sake.
//! 5. The two trees change places in one atomic step (`renameat2` with `RENAME_EXCHANGE` on Linux, `renamex_np` on macOS). Where the
//!    system or file system has no such step, two renames do it; an interruption between them is mended by the next run.
//! 6. The old tree is removed.
//!
//! A crash, a full disk or a signal at any moment leaves the old tree or the new one in place.
//!
//! # Whose file is it
//!
//! There is no list of written files that could be lost, or disagree with the tree after a merge. A file is the generator's if
//!
//! - `@generated` stands in its first lines (every source file and the `Cargo.toml` that the generator writes has it), or
//! - it is `types.json` at the top, and the `Cargo.toml` beside it is the generator's (JSON has no comments), or
//! - it says already what the generator would write there.
//!
//! A package within the tree is another one, whoever has written it.
//!
//! `Cargo.lock` at the top, and `target/` there if cargo has made it (it has cargo's `CACHEDIR.TAG`), are carried over. All else is foreign.

mod compare;
mod diff;
mod error;
mod file_system;
mod lock;
mod ownership;
mod paths;
mod publish;
mod recover;
mod system;

use std::collections::BTreeMap;
use std::path::Path;

pub use compare::Comparison;
pub use diff::unified;
pub use error::Error;
pub use file_system::{Disk, Entry, FileSystem};
pub use lock::Lock;
pub use ownership::is_generated_package;
pub use paths::Paths;
pub use publish::Leftover;

/// A tree as the generator makes it: texts by path below its top, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// What happens to files that the generator did not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// They are an error.
    Refuse,
    /// They are deleted.
    Delete,
}

/// What [`update`] did.
#[derive(Debug)]
pub struct Update {
    /// What differed, and no longer does.
    pub comparison: Comparison,
    /// The old tree, where it could not be removed.
    pub leftover: Option<Leftover>,
}

/// Whether an entry of the directory on disk that is the top of a tree is cargo's.
pub(crate) fn is_cargos(top: &Path, entry: &Path) -> bool {
    let name = entry.strip_prefix(top).ok().and_then(Path::to_str);
    let kind = match entry.symlink_metadata() {
        Ok(found) if found.is_dir() => Entry::Directory,
        Ok(found) if found.is_file() => Entry::File,
        _ => Entry::Other,
    };
    name.is_some_and(|name| ownership::is_cargos(&Disk, name, kind, entry).unwrap_or(false))
}

/// Brings the tree on disk in step with the files. The caller holds the [`Lock`].
///
/// # Errors
/// What keeps the new tree from being written, or foreign files. The old tree is in place then.
pub fn update(fs: &impl FileSystem, paths: &Paths, files: &Files, foreign: Foreign) -> Result<Update, Error> {
    recover::recover(fs, paths)?;
    let comparison = Comparison::read(fs, paths.out(), files)?;
    if foreign == Foreign::Refuse && !comparison.foreign.is_empty() {
        return Err(Error::Foreign { out: paths.out().to_owned(), files: comparison.foreign });
    }
    let leftover = if comparison.in_step() { None } else { publish::publish(fs, paths, files, &comparison)? };
    Ok(Update { comparison, leftover })
}
