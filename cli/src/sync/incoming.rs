//! The content of a source: operations, and schemas, each with its identifier and its target file.

use std::collections::HashMap;
use std::path::Path;

use schemawright::{Config, Corpus, Diagnostic, Diagnostics, FileName};
use serde_json::{Map, Value};

use crate::openapi::{self, Document};

/// A schema of the source.
pub(super) struct Schema {
    /// Its `$id`; none for a file without one.
    pub(super) id: Option<String>,
    /// The target file, unless a file with its `$id` exists.
    pub(super) file: String,
    pub(super) schema: Map<String, Value>,
}

/// The operations of the source.
pub(super) struct Operations {
    /// The target file, unless operations exist already.
    pub(super) file: String,
    pub(super) document: Value,
}

/// The kind of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A directory of JSON Schema files.
    Directory,
    /// An OpenAPI document.
    OpenApi,
}

/// The content of a source.
pub(super) struct Incoming {
    pub(super) kind: Kind,
    pub(super) schemas: Vec<Schema>,
    /// At most one for an OpenAPI document.
    pub(super) operations: Vec<Operations>,
    /// Reports of what was not converted.
    pub(super) notes: Diagnostics,
}

/// The default file of operations.
const OPERATIONS: &str = "operations.json";

impl Incoming {
    pub(super) fn read(source: &Path, pattern: &FileName, config: &Config) -> Result<Self, Diagnostics> {
        if source.is_dir() {
            Self::directory(source)
        } else {
            Self::open_api(&Document::read(source)?, pattern, config)
        }
    }

    fn directory(source: &Path) -> Result<Self, Diagnostics> {
        let corpus = Corpus::read(source)?;
        let mut faults = Diagnostics::new();
        let mut schemas: Vec<Schema> = Vec::new();
        let mut files: HashMap<&str, &str> = HashMap::new();
        for file in corpus.files() {
            let Value::Object(schema) = &file.schema else {
                faults.push(Diagnostic::error("not-a-schema", "`true` or `false` has no type").at(file.place("")));
                continue;
            };
            if let Some(id) = file.id()
                && let Some(other) = files.insert(id, &file.name)
            {
                let message = format!("two files have the `$id` {id:?}; the other is {other}");
                faults.push(Diagnostic::error("duplicate-id", message).at(file.place("/$id")));
            }
            let (id, file) = (file.id().map(str::to_owned), file.name.to_string());
            schemas.push(Schema { id, file, schema: schema.clone() });
        }
        let operations = corpus.operations().iter();
        let operations =
            operations.map(|file| Operations { file: file.name.to_string(), document: file.schema.clone() }).collect();
        let kind = Kind::Directory;
        if faults.is_empty() { Ok(Self { kind, schemas, operations, notes: Diagnostics::new() }) } else { Err(faults) }
    }

    /// The schemas and operations of an OpenAPI document.
    pub(super) fn open_api(document: &Document, pattern: &FileName, config: &Config) -> Result<Self, Diagnostics> {
        let taken = openapi::take(document, config)?;
        let mut schemas = Vec::with_capacity(taken.schemas.len());
        for (name, schema) in taken.schemas {
            let Value::Object(schema) = schema else { continue };
            let id = Some(format!("{}{name}", openapi::ID));
            schemas.push(Schema { id, file: file_name(pattern, &name), schema });
        }
        let operations = taken.operations.map(|document| Operations { file: OPERATIONS.to_owned(), document });
        let operations = operations.into_iter().collect();
        Ok(Self { kind: Kind::OpenApi, schemas, operations, notes: taken.notes })
    }

    /// Whether the source could contain a schema of this identifier. If it could and does not, the schema was removed.
    pub(super) fn could_have(&self, id: Option<&str>) -> bool {
        match self.kind {
            Kind::Directory => true,
            Kind::OpenApi => id.is_some_and(|id| id.starts_with(openapi::ID)),
        }
    }
}

/// Names of devices on Windows, with any extension.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// The longest part of a file name that comes from a title: file names end at 255 bytes.
const LONGEST: usize = 180;

/// `order-item.json` for `Order_Item`.
fn file_name(pattern: &FileName, title: &str) -> String {
    let in_names = |c: char| if c.is_alphanumeric() || c == '.' { c } else { '-' };
    let title: String = title.to_lowercase().chars().map(in_names).collect();
    let title = title[..title.floor_char_boundary(LONGEST)].trim_matches(['-', '.']);
    let title = if title.is_empty() { "schema" } else { title };
    let name = pattern.of(title);
    let stem = name.split('.').next().unwrap_or_default();
    let port = |name: &str| stem.strip_prefix(name).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    if DEVICES.contains(&stem) || port("com") || port("lpt") { format!("-{name}") } else { name }
}

#[cfg(test)]
mod tests {
    fn file_name(pattern: &str, title: &str) -> String {
        super::file_name(&pattern.parse().unwrap(), title)
    }

    #[test]
    fn file_names_follow_the_pattern() {
        let name = file_name("zoo-{title}-schema.json", "api_animals_v1_BigCat");
        assert_eq!(name, "zoo-api-animals-v1-bigcat-schema.json");
    }

    #[test]
    fn file_names_are_names_everywhere() {
        for (title, expected) in [
            ("io.k8s.Pod", "io.k8s.pod.json"),
            ("api\\User", "api-user.json"),
            ("a:b/../c", "a-b-..-c.json"),
            ("Page«User»", "page-user.json"),
            ("Größe", "größe.json"),
            ("..", "schema.json"),
            ("", "schema.json"),
            ("con", "-con.json"),
            ("COM1", "-com1.json"),
            ("com", "com.json"),
            ("a\u{0}\n", "a.json"),
        ] {
            assert_eq!(file_name("{title}.json", title), expected, "{title:?}");
        }
        assert!(file_name("{title}.json", &"é".repeat(500)).len() < 200);
    }
}
