//! Which accept list applies.

use std::path::Path;

use stytch_codegen::diff::AcceptList;
use stytch_codegen::{Diagnostic, Diagnostics};

use crate::workspace::{root, shown};

/// The list that is named, or, if it may apply unasked, the workspace's own, if there is one.
pub(super) fn list(named: Option<&Path>, unasked: bool) -> Result<Option<AcceptList>, Diagnostics> {
    let own = root().join("diff.toml");
    let file = match named {
        Some(file) => file,
        None if unasked && own.exists() => &own,
        None => return Ok(None),
    };
    let text = std::fs::read_to_string(file)
        .map_err(|error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(file))))?;
    AcceptList::parse(&file.to_string_lossy(), &text).map(Some)
}
