//! Which accept list applies.

use std::path::Path;

use stytch_codegen::diff::AcceptList;
use stytch_codegen::{Diagnostic, Diagnostics};

use crate::project::Project;
use crate::workspace::shown;

/// The list that is named, or that of the project whose list applies unasked, if it has one.
pub(super) fn list(named: Option<&Path>, unasked: Option<&Project>) -> Result<Option<AcceptList>, Diagnostics> {
    let own = unasked.map(|project| project.root().join("diff.toml")).filter(|file| file.exists());
    let Some(file) = named.or(own.as_deref()) else { return Ok(None) };
    let text = std::fs::read_to_string(file)
        .map_err(|error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(file))))?;
    AcceptList::parse(&file.to_string_lossy(), &text).map(Some)
}
