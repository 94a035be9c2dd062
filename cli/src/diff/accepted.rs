//! Selects the list of accepted changes.

use std::path::Path;

use schemawright::limits::FILE_SIZE;
use schemawright::{Diagnostic, Diagnostics, input};
use schemawright_diff::AcceptList;

use crate::project::Project;

/// The given list, or the list of the project that applies by default, if it has one.
pub(super) fn list(named: Option<&Path>, unasked: Option<&Project>) -> Result<Option<AcceptList>, Diagnostics> {
    let own = unasked.map(|project| project.root().join("diff.toml")).filter(|file| file.exists());
    let Some(file) = named.or(own.as_deref()) else { return Ok(None) };
    let text = input::read_text(file, FILE_SIZE).map_err(Diagnostic::from)?;
    AcceptList::parse(&file.to_string_lossy(), &text).map(Some)
}
