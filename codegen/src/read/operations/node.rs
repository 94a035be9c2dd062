//! A value in a document, with its place.

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::corpus::SourceFile;
use crate::read::pointer;

/// A value in a document; `null` if it is absent.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) value: &'a Value,
    pub(super) pointer: String,
}

impl<'a> Node<'a> {
    pub(super) fn root(file: &'a SourceFile) -> Self {
        Self { file, value: &file.schema, pointer: String::new() }
    }

    /// The value of a member.
    pub(super) fn member(&self, name: &str) -> Self {
        let value = self.value.get(name).unwrap_or(&Value::Null);
        Self { file: self.file, value, pointer: pointer::push(&self.pointer, name) }
    }

    /// The members of an object, in its order.
    pub(super) fn members(&self) -> Vec<(&'a str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(name, _)| (name.as_str(), self.member(name))).collect()
    }

    /// The elements of a list.
    pub(super) fn elements(&self) -> Vec<Self> {
        let elements = self.value.as_array().into_iter().flatten().enumerate();
        elements
            .map(|(index, value)| Self {
                file: self.file,
                value,
                pointer: pointer::push(&self.pointer, &index.to_string()),
            })
            .collect()
    }

    /// The text of a member.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.value.get(name)?.as_str()
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.value.get(name) == Some(&Value::Bool(true))
    }

    pub(super) fn is_absent(&self) -> bool {
        self.value.is_null()
    }

    /// The target of a reference within the document; the value itself if it is not a reference.
    pub(super) fn followed(&self) -> Result<Self, Diagnostics> {
        let mut node = self.clone();
        // No document has longer chains.
        for _ in 0..crate::limits::CHAIN {
            let Some(reference) = node.text("$ref") else { return Ok(node) };
            let Some(value) = reference.strip_prefix('#').and_then(|pointer| self.file.schema.pointer(pointer)) else {
                let error =
                    node.member("$ref").error("unresolved-ref", format!("this document contains no `{reference}`"));
                return Err(error.help("write the referenced value in its place").into());
            };
            node = Self { file: self.file, value, pointer: reference[1..].to_owned() };
        }
        Err(self.error("circular-ref", "this reference is circular").into())
    }

    /// Reports members that are not listed.
    pub(super) fn known_members(&self, known: &[&str], faults: &mut Diagnostics) {
        for (name, node) in self.members() {
            if !known.contains(&name) && !name.starts_with("x-") {
                let nearest = known.iter().min_by_key(|other| strsim::damerau_levenshtein(name, other));
                let error = node.error("unknown-keyword", format!("`{name}` is not a keyword here"));
                faults.push(match nearest {
                    Some(nearest) => error.help(format!("the nearest one is `{nearest}`; extensions begin with `x-`")),
                    None => error,
                });
            }
        }
    }

    pub(super) fn error(&self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(self.file.place(&self.pointer))
    }
}
