//! What a schema says to a reader: the text of a doc comment, before it is made fit for rustdoc.

use serde_json::Value;

/// The description, and in a sentence each what the type does not show.
pub(crate) fn doc(schema: &Value) -> Option<String> {
    let mut paragraphs = Vec::new();
    if let Some(description) = schema.get("description").and_then(Value::as_str) {
        let description = description.trim();
        if !description.is_empty() {
            paragraphs.push(description.to_owned());
        }
    }
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
        notes.push(format!("Absent means `{default}`."));
    }
    if !notes.is_empty() {
        paragraphs.push(notes.join(" "));
    }
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}
