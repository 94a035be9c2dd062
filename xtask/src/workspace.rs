//! The directory of this workspace.

use std::path::{Path, PathBuf};

/// The root of this workspace, for the commands that build and measure it: the workspace that contains the current directory, else the one
/// that this program was built in.
#[must_use]
pub fn root() -> PathBuf {
    let here = std::env::current_dir().ok();
    let found = here.as_deref().and_then(|here| here.ancestors().find(|place| is_checkout(place)));
    found.map_or_else(built_path, Path::to_owned)
}

/// The checkout that this program was built in, if it still exists.
#[must_use]
pub(crate) fn built_in() -> Option<PathBuf> {
    Some(built_path()).filter(|root| is_checkout(root))
}

fn built_path() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

fn is_checkout(place: &Path) -> bool {
    place.join("xtask/Cargo.toml").is_file() && schemawright_cli::wire::is_wire(&place.join("wire"))
}
