//! The schema directory, all of the new one or all of the old one: as `gen` writes, by staging beside it and one exchange.

use std::path::Path;

use schemawright::{Diagnostic, Diagnostics};

use super::plan::Plan;
use crate::out::err;
use crate::paths::shown;
use crate::tree::{Disk, Foreign, Lock, Paths, update};

/// Waits until no other run writes the directory.
pub(super) fn lock(directory: &Path) -> Result<Lock, Diagnostics> {
    let parent = directory.parent().unwrap_or(directory);
    std::fs::create_dir_all(parent)
        .map_err(|error| Diagnostic::error("unwritable", format!("can't make {}: {error}", shown(parent))))?;
    let paths = Paths::new(directory.to_owned())?;
    Ok(Lock::acquire(&paths, || err(format!("another run writes {}; waiting for it to end\n", shown(directory))))?)
}

/// Writes the plan.
pub(super) fn write(directory: &Path, plan: &Plan) -> Result<(), Diagnostics> {
    // Whatever is not in the plan was read, and is to go.
    let update = update(&Disk, &Paths::new(directory.to_owned())?, &plan.files, Foreign::Delete)?;
    if let Some(leftover) = update.leftover {
        err(format!("{}; the rest is left in {}\n", leftover.error, shown(&leftover.path)));
    }
    Ok(())
}
