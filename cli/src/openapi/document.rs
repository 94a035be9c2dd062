//! A document in YAML or JSON: its value, and the places of its parts.

use std::path::Path;

use schemawright::{Diagnostic, Diagnostics, Place, SourceFile, input};
use serde_json::Value;

use super::yaml::Yaml;
use crate::paths::shown;

/// The largest document, in bytes: 64 MiB. Documents of big APIs have 30.
pub(crate) const SIZE: usize = 64 << 20;

/// A document.
#[derive(Debug)]
pub(crate) enum Document {
    Json(SourceFile),
    Yaml(Yaml),
}

impl Document {
    /// Reads a file as JSON if its name ends in `.json` or its text begins with `{`, and as YAML otherwise.
    pub(crate) fn read(path: &Path) -> Result<Self, Diagnostics> {
        let text = input::read_text(path, SIZE).map_err(Diagnostic::from)?;
        Self::parse(&shown(path), &text)
    }

    pub(crate) fn parse(name: &str, text: &str) -> Result<Self, Diagnostics> {
        if name.ends_with(".json") || text.trim_start().starts_with('{') {
            return Ok(Self::Json(SourceFile::parse(name, text.as_bytes())?));
        }
        Ok(Self::Yaml(Yaml::parse(name, text).map_err(|fault| *fault)?))
    }

    pub(crate) fn value(&self) -> &Value {
        match self {
            Self::Json(file) => &file.schema,
            Self::Yaml(yaml) => yaml.value(),
        }
    }

    pub(super) fn place(&self, pointer: &str) -> Place {
        match self {
            Self::Json(file) => file.place(pointer),
            Self::Yaml(yaml) => yaml.place(pointer),
        }
    }

    /// The text of an unquoted scalar, in a format that has them: in YAML, `1.10` may be meant as a string.
    pub(super) fn plain_text(&self, pointer: &str) -> Option<&str> {
        match self {
            Self::Json(_) => None,
            Self::Yaml(yaml) => yaml.plain_text(pointer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_may_be_longer_than_a_schema() {
        let text = format!("{{\"x-long\": \"{}\"}}", "x".repeat(schemawright::limits::FILE_SIZE));
        assert!(Document::parse("a.json", &text).is_ok());
    }
}
