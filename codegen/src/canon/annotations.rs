//! What a schema says to a reader: the text of a doc comment, before it is made fit for rustdoc.

use serde_json::Value;

use super::shape::Substitute;
use crate::text::{code_span, cut};

/// What there is to read of a type or a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// The author's text, which is taken for Markdown.
    pub description: Option<String>,
    /// What the type does not show, a sentence each. Every note is Markdown in itself, whatever the description is.
    pub notes: Vec<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Who writes it, where the schema restricts that.
    pub access: Access,
}

/// Who writes a value (2020-12, validation, section 9.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Whoever sends the object.
    #[default]
    Both,
    /// The server alone: requests need not have it.
    ReadOnly,
    /// The client alone: responses do not have it.
    WriteOnly,
}

/// How many examples the docs show.
const EXAMPLES: usize = 5;
/// How much of a value the docs show.
const SHOWN: usize = 200;

/// The description, and in a sentence each what the type does not show.
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

/// `examples`, or `example` of OpenAPI, in a sentence.
fn examples(schema: &Value) -> Option<String> {
    let list = schema.get("examples").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let shown: Vec<String> = list.iter().chain(schema.get("example")).take(EXAMPLES).map(json).collect();
    match &shown[..] {
        [] => None,
        [only] => Some(format!("Example: {only}.")),
        several => Some(format!("Examples: {}.", several.join(", "))),
    }
}

/// A value as code. What nothing of can be seen has its characters' numbers.
fn json(value: &Value) -> String {
    code_span(&cut(&value.to_string(), SHOWN))
}

/// What a member without a value reads as, and why.
pub(crate) fn substitute(Substitute { value, reason }: &Substitute) -> String {
    let reason = reason.trim().trim_end_matches('.');
    format!("Reads as {} where it is missing or `null`: {reason}.", code_span(&value.to_string()))
}
