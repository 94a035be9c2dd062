//! `source.toml`: the source of the schemas. It has no date, so that a second run changes nothing.

use schemawright::{Diagnostic, Diagnostics};
use serde::Serialize;

use super::format;
use super::incoming::{Incoming, Kind};
use super::operations;
use super::source::Source;
use crate::Program;

/// The content of the file.
#[derive(Serialize)]
struct Origin<'a> {
    origin: &'a str,
    /// The source that `sync` reads by default.
    source: Option<&'a str>,
    kind: &'a str,
    schemas: usize,
    operations: Option<usize>,
    digest: String,
}

/// The text of the file.
///
/// # Errors
/// A number that TOML can't represent.
pub(super) fn text(
    program: &Program,
    source: &Source,
    origin: Option<&str>,
    incoming: &Incoming,
) -> Result<String, Diagnostics> {
    let operation_count: usize = incoming.operations.iter().map(|found| operations::count(&found.document)).sum();
    let said = Origin {
        origin: origin.unwrap_or(&source.name),
        source: source.remembered.as_deref(),
        kind: match incoming.kind {
            Kind::Directory => "json-schema",
            Kind::OpenApi => "openapi",
        },
        schemas: incoming.schemas.len(),
        operations: (operation_count > 0).then_some(operation_count),
        digest: digest(incoming),
    };
    let text = toml::to_string(&said)
        .map_err(|error| Diagnostic::error("unwritable", format!("can't write source.toml: {error}")))?;
    Ok(format!("# Where these schemas came from. Written by `{}`.\n{text}", program.sync))
}

/// A digest of the content of the schemas, independent of the format of the source.
fn digest(incoming: &Incoming) -> String {
    let mut texts: Vec<String> =
        incoming.schemas.iter().map(|schema| format::text(schema.schema.clone(), None)).collect();
    texts.extend(incoming.operations.iter().map(|operations| operations.document.to_string()));
    texts.sort();
    let mut hash = hmac_sha256::Hash::new();
    texts.iter().for_each(|text| hash.update(text));
    let hash = hash.finalize();
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
