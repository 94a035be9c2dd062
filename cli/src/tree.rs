//! Generated files on disk: each file is the old one or the new one, never a part of one.
//!
//! [`update`] makes a directory equal to a map from path to text:
//!
//! 1. The caller holds the [`Lock`], so that two runs at once follow one another.
//! 2. [`Comparison`] finds the differences. If there are none, nothing is written. A file that the generator did not write is rejected,
//!    unless forced.
//! 3. Every new text is written to a temporary file in the directory of its target. Common failures, such as a full disk or a directory
//!    that can't be written, happen here, and the directory is still unchanged.
//! 4. Stale files are removed, then each temporary file is renamed to its target.
//!
//! A crash between two renames leaves some files old and others new. `check` reports them, and the next run completes them. The digest of
//! the inputs is renamed last: a build step that reads only the digest does not mistake a mixture for the new state.
//!
//! The alternative is to exchange whole directories in one step. It costs hard links or copies of all unchanged files, a second
//! implementation for systems without such a step, recovery of the working directory, and a move of cargo's build directory. The only
//! reader during a write is a build, which fails and can be repeated.
//!
//! # Ownership of files
//!
//! There is no list of written files: it could be lost, or disagree with the tree after a merge. A file belongs to the generator if
//!
//! - `@generated` is in its first lines (every source file and the `Cargo.toml` that the generator writes has it), or
//! - it is `types.json` at the top, and the `Cargo.toml` beside it is the generator's (JSON has no comments), or
//! - it already contains exactly what the generator would write, or
//! - its name is that of a temporary file.
//!
//! A package inside the tree is a separate package, whoever wrote it.
//!
//! `Cargo.lock` at the top, and `target/` there if cargo created it (it has cargo's `CACHEDIR.TAG`), are left alone. Everything else is
//! foreign.

mod compare;
mod diff;
mod error;
mod lock;
mod ownership;
mod system;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

pub use compare::Comparison;
pub(crate) use diff::unified;
pub use error::Error;
pub use lock::Lock;
pub(crate) use ownership::is_generated_package;
pub(crate) use ownership::{is_build_directory, is_cargos, is_temporary};
pub use system::{Disk, System};
pub(crate) use system::{Entry, entries, replace};

/// A generated tree: texts by path below its top, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// What happens to files that the generator did not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// They are an error.
    Refuse,
    /// They are deleted.
    Delete,
}

/// Makes the tree on disk equal to the files, and returns what differed. The caller holds the [`Lock`].
///
/// # Errors
/// Foreign files, and errors of the system.
pub fn update(system: &impl System, out: &Path, files: &Files, foreign: Foreign) -> Result<Comparison, Error> {
    let comparison = Comparison::read(out, files)?;
    if foreign == Foreign::Refuse && !comparison.foreign.is_empty() {
        return Err(Error::Foreign { out: out.to_owned(), files: comparison.foreign });
    }
    if !comparison.in_step() {
        write::write(system, out, files, &comparison)?;
    }
    Ok(comparison)
}
