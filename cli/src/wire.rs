//! The path of the runtime of generated code, if it does not come from the registry.

use std::path::{Path, PathBuf};

use schemawright::input;
use schemawright::limits::FILE_SIZE;

/// The directory of `schemawright-wire` that generated packages can depend on by path: that of the project, or of the checkout.
#[must_use]
pub fn find(project: &Path, checkout: Option<&Path>) -> Option<PathBuf> {
    let places = [Some(project), checkout];
    places.into_iter().flatten().map(|root| root.join("wire")).find(|place| is_wire(place))
}

/// Whether a directory is the package `schemawright-wire`.
#[must_use]
pub fn is_wire(place: &Path) -> bool {
    let manifest = input::read_text(&place.join("Cargo.toml"), FILE_SIZE).ok().and_then(|text| text.parse().ok());
    let name = manifest.as_ref().and_then(|manifest: &toml::Table| manifest.get("package")?.get("name")?.as_str());
    name == Some("schemawright-wire")
}
