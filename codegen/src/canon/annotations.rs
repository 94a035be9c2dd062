//! What a schema says to a reader: the text of a doc comment, before it is made fit for rustdoc.

use serde_json::Value;

use super::shape::Substitute;
use crate::text::code_span;

/// What there is to read of a type or a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// The author's text, which is taken for Markdown.
    pub description: Option<String>,
    /// What the type does not show, a sentence each. Every note is Markdown in itself, whatever the description is.
    pub notes: Vec<String>,
}

/// The description, and in a sentence each what the type does not show.
pub(crate) fn doc(schema: &Value) -> Doc {
    let description = schema.get("description").and_then(Value::as_str).map(str::trim);
    let description = description.filter(|text| !text.is_empty()).map(str::to_owned);
    let flag = |keyword: &str| schema.get(keyword) == Some(&Value::Bool(true));
    let mut notes = Vec::new();
    if flag("deprecated") {
        notes.push("Deprecated.".to_owned());
    }
    if flag("writeOnly") {
        notes.push("It is sent, and not returned.".to_owned());
    }
    if flag("readOnly") {
        notes.push("It is returned, and ignored when sent.".to_owned());
    }
    if let Some(default) = schema.get("default") {
        notes.push(format!("Absent means {}.", code_span(&default.to_string())));
    }
    Doc { description, notes }
}

/// What a member without a value reads as, and why.
pub(crate) fn substitute(Substitute { value, reason }: &Substitute) -> String {
    let reason = reason.trim().trim_end_matches('.');
    format!("Reads as {} where it is missing or `null`: {reason}.", code_span(&value.to_string()))
}
