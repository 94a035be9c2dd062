//! A document in YAML or JSON: its value, and the places of what stands in it.

use std::path::Path;

use serde_json::Value;
use stytch_codegen::{Diagnostic, Diagnostics, Place, SourceFile};

use super::yaml::Yaml;
use crate::workspace::shown;

/// A document.
pub(super) enum Document {
    Json(SourceFile),
    Yaml(Yaml),
}

impl Document {
    /// Reads a file: JSON, if its name says so, or if it begins as JSON does; else YAML.
    pub(super) fn read(path: &Path) -> Result<Self, Diagnostics> {
        let unreadable = |why: String| Diagnostic::error("unreadable", format!("can't read {}: {why}", shown(path)));
        let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
        Self::parse(&shown(path), &text)
    }

    pub(super) fn parse(name: &str, text: &str) -> Result<Self, Diagnostics> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if name.ends_with(".json") || text.trim_start().starts_with('{') {
            return Ok(Self::Json(SourceFile::parse(name, text.as_bytes())?));
        }
        Ok(Self::Yaml(Yaml::parse(name, text).map_err(|fault| *fault)?))
    }

    pub(super) fn value(&self) -> Value {
        match self {
            Self::Json(file) => file.schema.clone(),
            Self::Yaml(yaml) => yaml.value(),
        }
    }

    pub(super) fn place(&self, pointer: &str) -> Place {
        match self {
            Self::Json(file) => file.place(pointer),
            Self::Yaml(yaml) => yaml.place(pointer),
        }
    }

    /// Whether something stands there.
    pub(super) fn has(&self, pointer: &str) -> bool {
        match self {
            Self::Json(file) => file.schema.pointer(pointer).is_some(),
            Self::Yaml(yaml) => yaml.has(pointer),
        }
    }
}
