//! `source.toml`: where the schemas came from. Without a date, so that a second run changes nothing.

use std::path::Path;

use super::format;
use super::incoming::{Incoming, Kind};

/// The text of the file.
pub(super) fn text(source: &Path, origin: Option<&str>, incoming: &Incoming) -> String {
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let operations: usize = incoming.operations.iter().map(super::incoming::Operations::count).sum();
    let operations = if operations == 0 { String::new() } else { format!("operations = {operations}\n") };
    let kind = match incoming.kind {
        Kind::Directory => "json-schema",
        Kind::OpenApi => "openapi",
    };
    format!(
        "# Where these schemas came from. Written by `cargo xtask sync`.\norigin = {}\nkind = {}\nschemas = {}\n{operations}digest = {}\n",
        quoted(origin.unwrap_or(&name)),
        quoted(kind),
        incoming.schemas.len(),
        quoted(&digest(incoming))
    )
}

/// A digest of what the schemas say, whatever the form of the source's text.
fn digest(incoming: &Incoming) -> String {
    let mut texts: Vec<String> =
        incoming.schemas.iter().map(|schema| format::text(schema.schema.clone(), None)).collect();
    texts.extend(incoming.operations.iter().map(|operations| operations.document.to_string()));
    texts.sort();
    let mut hasher = sha2::Sha256::default();
    texts.iter().for_each(|text| sha2::Digest::update(&mut hasher, text));
    let hash = sha2::Digest::finalize(hasher);
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
