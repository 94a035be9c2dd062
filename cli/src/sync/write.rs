//! Writes the schema directory, as `gen` writes types: each file is the old one or the new one.

use std::path::Path;

use schemawright::Diagnostics;

use super::plan::Plan;
use crate::out::err;
use crate::paths::shown;
use crate::tree::{Disk, Foreign, Lock, update};

/// Waits until no other run writes the directory.
pub(super) fn lock(directory: &Path) -> Result<Lock, Diagnostics> {
    let waiting = || err(format!("another run is writing {}; waiting for it to end\n", shown(directory)));
    Ok(Lock::acquire(directory, waiting)?)
}

/// Writes the plan.
pub(super) fn write(directory: &Path, plan: &Plan) -> Result<(), Diagnostics> {
    // All files were read, so a file that the plan omits is to be removed.
    update(&Disk, directory, &plan.files, Foreign::Delete)?;
    Ok(())
}
