//! Generated files on disk: each is the old one or the new one, never a half.
//!
//! [`update`] brings a directory in step with a map from path to text:
//!
//! 1. The caller holds the [`Lock`], so that two runs at once follow one another.
//! 2. [`Comparison`] tells what differs. If nothing differs, nothing is written. A file that the generator did not write is rejected, unless
//!    forced.
//! 3. Every new text is written to a temporary file in the directory of its target. What commonly fails, a full disk or a directory that can't
//!    be written, fails here, and the directory is as it was.
//! 4. Stale files are removed, then each temporary file is renamed to its target.
//!
//! A crash between two renames leaves some files old and others new. `check` reports them, and the next run completes them. The digest of the
//! inputs is renamed last: a build step that reads it alone does not take a mixture for the new state.
//!
//! Whole directories could instead be exchanged in one step. That costs the hard links or copies of all unchanged files, a second way for
//! systems without such a step, a working directory that has to be recovered, and cargo's build directory moved along; and nobody reads the
//! files while they are written but a build, which fails and is repeated.
//!
//! # Whose file is it
//!
//! There is not a list of written files that could be lost, or disagree with the tree after a merge. A file is the generator's if
//!
//! - `@generated` is in its first lines (every source file and the `Cargo.toml` that the generator writes has it), or
//! - it is `types.json` at the top, and the `Cargo.toml` beside it is the generator's (JSON has no comments), or
//! - it already contains what the generator would write there, or
//! - its name is that of a temporary file.
//!
//! A package within the tree is another one, whoever has written it.
//!
//! `Cargo.lock` at the top, and `target/` there if cargo has made it (it has cargo's `CACHEDIR.TAG`), are left alone. All else is foreign.

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
pub use diff::unified;
pub use error::Error;
pub use lock::Lock;
pub use ownership::is_generated_package;
pub(crate) use ownership::{is_build_directory, is_cargos, is_temporary};
pub use system::{Disk, System};
pub(crate) use system::{Entry, entries, replace};

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

/// Brings the tree on disk in step with the files, and returns what differed. The caller holds the [`Lock`].
///
/// # Errors
/// Foreign files, or what the system rejects.
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
