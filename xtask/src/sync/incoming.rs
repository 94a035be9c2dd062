//! The schemas of a source, each with its identifier and the file that it would go to.

use std::path::Path;

use serde_json::{Map, Value};
use stytch_codegen::{Corpus, Diagnostic, Diagnostics};

use super::document::Document;
use super::openapi;

/// A schema of the source.
pub(super) struct Schema {
    /// Its `$id`; of a file without, none.
    pub(super) id: Option<String>,
    /// The file that it goes to, unless one of its `$id` is there already.
    pub(super) file: String,
    pub(super) schema: Map<String, Value>,
}

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A directory of JSON Schema files.
    Directory,
    /// An OpenAPI document.
    OpenApi,
}

/// The schemas of a source.
pub(super) struct Incoming {
    pub(super) kind: Kind,
    pub(super) schemas: Vec<Schema>,
}

impl Incoming {
    pub(super) fn read(source: &Path, pattern: &str) -> Result<Self, Diagnostics> {
        if source.is_dir() { Self::directory(source) } else { Self::open_api(&Document::read(source)?, pattern) }
    }

    fn directory(source: &Path) -> Result<Self, Diagnostics> {
        let corpus = Corpus::read(source)?;
        let mut faults = Diagnostics::new();
        let mut schemas: Vec<Schema> = Vec::new();
        for file in corpus.files() {
            let Value::Object(schema) = &file.schema else {
                faults.push(Diagnostic::error("not-a-schema", "`true` or `false` is no type").at(file.place("")));
                continue;
            };
            let id = file.id().map(str::to_owned);
            if let Some(other) = schemas.iter().find(|other| id.is_some() && other.id == id) {
                let message = format!(
                    "two files have the `$id` {:?}; the other is {}",
                    file.id().unwrap_or_default(),
                    other.file
                );
                faults.push(Diagnostic::error("duplicate-id", message).at(file.place("/$id")));
            }
            schemas.push(Schema { id, file: file.name.to_string(), schema: schema.clone() });
        }
        if faults.is_empty() { Ok(Self { kind: Kind::Directory, schemas }) } else { Err(faults) }
    }

    fn open_api(document: &Document, pattern: &str) -> Result<Self, Diagnostics> {
        let named = openapi::schemas(document)?;
        let schemas = named.into_iter().map(|(name, schema)| Schema {
            id: Some(format!("{}{name}", openapi::ID)),
            file: file_name(pattern, &name),
            schema,
        });
        Ok(Self { kind: Kind::OpenApi, schemas: schemas.collect() })
    }

    /// Whether the source could have a schema of that identifier: if it has not, the schema is gone.
    pub(super) fn could_have(&self, id: Option<&str>) -> bool {
        match self.kind {
            Kind::Directory => true,
            Kind::OpenApi => id.is_some_and(|id| id.starts_with(openapi::ID)),
        }
    }
}

/// `stytch-api-session-v1-session-schema.json` for `api_session_v1_Session`.
fn file_name(pattern: &str, title: &str) -> String {
    pattern.replace("{title}", &title.to_lowercase().replace(['_', ' '], "-"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn file_names_follow_the_pattern() {
        let name = super::file_name("stytch-{title}-schema.json", "api_session_v1_AmazonOAuthFactor");
        assert_eq!(name, "stytch-api-session-v1-amazonoauthfactor-schema.json");
    }
}
