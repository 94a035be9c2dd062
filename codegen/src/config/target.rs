//! The schema that an entry applies to.

use std::fmt;

use super::glob::Globs;

/// The names of a schema file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileNames<'a> {
    /// Its title, else the last part of its `$id`; empty if it has neither.
    pub(crate) title: &'a str,
    pub(crate) id: Option<&'a str>,
    /// The path relative to the schema directory.
    pub(crate) file: &'a str,
    /// The `operationId`, for the schema of an operation.
    pub(crate) operation: Option<&'a str>,
}

/// The schema that a `[[rename]]` or a `[[fix]]` applies to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(super) title: Option<String>,
    pub(super) id: Option<String>,
    pub(super) file: Option<String>,
    pub(super) operation: Option<Globs>,
    pub(crate) pointer: String,
}

impl Target {
    /// A target from the keys of an entry: `schema` (a title), `id`, `file`, at least one of them, and `pointer`.
    ///
    /// # Errors
    /// None of the three keys.
    pub(super) fn new(
        title: Option<String>,
        id: Option<String>,
        file: Option<String>,
        pointer: Option<String>,
    ) -> Result<Self, String> {
        if title.is_none() && id.is_none() && file.is_none() {
            return Err(
                "the entry names no schema; expected `schema` (its title), `id` (its `$id`) or `file`".to_owned()
            );
        }
        Ok(Self { title, id, file, operation: None, pointer: pointer.unwrap_or_default() })
    }

    /// The operations with matching `operationId`s.
    pub(super) fn of_operations(ids: Globs, pointer: Option<String>) -> Self {
        Self { title: None, id: None, file: None, operation: Some(ids), pointer: pointer.unwrap_or_default() }
    }

    /// Whether it is the schema at a JSON Pointer of a file.
    pub(crate) fn is(&self, names: FileNames<'_>, pointer: &str) -> bool {
        let agrees = |own: &Option<String>, name: Option<&str>| own.is_none() || own.as_deref() == name;
        let is_call = match (&self.operation, names.operation) {
            (Some(ids), Some(id)) => ids.matches(id),
            (None, None) => true,
            _ => false,
        };
        is_call
            && self.pointer == pointer
            && agrees(&self.title, Some(names.title))
            && agrees(&self.id, names.id)
            && agrees(&self.file, Some(names.file))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [&self.file, &self.id, &self.title];
        let name = names.into_iter().flatten().next().map_or("", String::as_str);
        write!(f, "`{name}{}{}`", if self.pointer.is_empty() { "" } else { "#" }, self.pointer)
    }
}
