//! The annotations of a schema: the text of a doc comment, before it is prepared for rustdoc.

use serde_json::Value;

use super::shape::Substitute;
use crate::text::{code_span, cut};

/// The documentation of a type or a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// The author's text, which is interpreted as Markdown.
    pub description: Option<String>,
    /// Facts that the type does not show, one sentence each. Every note is valid Markdown, whatever the description is.
    pub notes: Vec<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// The parties that may write it, if the schema restricts that.
    pub access: Access,
}

/// The parties that may write a value (2020-12, validation, section 9.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Every sender of the object.
    #[default]
    Both,
    /// Only the server: requests need not contain it.
    ReadOnly,
    /// Only the client: responses do not contain it.
    WriteOnly,
}

/// The greatest number of examples in the documentation.
const EXAMPLES: usize = 5;
/// The greatest length of a value in the documentation.
const SHOWN: usize = 200;

/// The description, and one sentence for each fact that the type does not show.
pub(crate) fn doc(schema: &Value) -> Doc {
    let description = schema.get("description").and_then(Value::as_str).map(str::trim);
    let description = description.filter(|text| !text.is_empty()).map(str::to_owned);
    let flag = |keyword: &str| schema.get(keyword) == Some(&Value::Bool(true));
    let mut notes = Vec::new();
    let access = match (flag("readOnly"), flag("writeOnly")) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        _ => Access::Both,
    };
    match access {
        Access::WriteOnly => notes.push("It is sent, and not returned.".to_owned()),
        Access::ReadOnly => notes.push("It is returned, and ignored when sent.".to_owned()),
        Access::Both => {}
    }
    if let Some(default) = schema.get("default") {
        notes.push(format!("Absent means {}.", json(default)));
    }
    notes.extend(examples(schema));
    Doc { description, notes, deprecated: flag("deprecated"), access }
}

/// `examples`, or OpenAPI's `example`, in one sentence.
fn examples(schema: &Value) -> Option<String> {
    let list = schema.get("examples").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let shown: Vec<String> = list.iter().chain(schema.get("example")).take(EXAMPLES).map(json).collect();
    match &shown[..] {
        [] => None,
        [only] => Some(format!("Example: {only}.")),
        several => Some(format!("Examples: {}.", several.join(", "))),
    }
}

/// A value as code. If all of its characters are invisible, they are escaped.
fn json(value: &Value) -> String {
    code_span(&cut(&value.to_string(), SHOWN))
}

/// The value of a field that is absent, and the reason.
pub(crate) fn substitute(Substitute { value, reason, .. }: &Substitute) -> String {
    let reason = reason.trim().trim_end_matches('.');
    format!("Reads as {} where it is missing or `null`: {reason}.", code_span(&value.to_string()))
}
