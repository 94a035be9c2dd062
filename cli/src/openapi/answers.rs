//! The responses of an operation: one success, and the errors.

use schemawright::pointer::push;
use serde_json::{Map, Value, json};

use super::names::joined;
use super::notes::About;
use super::operations::{Reader, Refused, Schema, content};
use super::schema::Convert;

/// A response.
#[derive(Debug)]
pub(super) struct Answer {
    status: String,
    description: String,
    /// The media type and the schema of the body, if it has one.
    body: Option<(String, Schema)>,
}

/// A response as the document has it.
struct Found<'d> {
    status: &'d str,
    pointer: String,
    answer: &'d Value,
}

impl<'d> Found<'d> {
    fn content(&self) -> Option<&'d Map<String, Value>> {
        self.answer.get("content").and_then(Value::as_object).filter(|content| !content.is_empty())
    }

    fn is_json(&self) -> bool {
        self.content().is_some_and(|content| json(content).is_some())
    }
}

/// The responses of an operation.
pub(super) fn read<'d>(
    reader: &mut Reader<'d, '_>,
    id: &str,
    operation_pointer: &str,
    operation: &'d Value,
) -> Result<Vec<Answer>, Refused> {
    let all = push(operation_pointer, "responses");
    let mut found = Vec::new();
    for (status, answer) in operation.get("responses").and_then(Value::as_object).into_iter().flatten() {
        if let Some((pointer, answer)) = reader.follow(&push(&all, status), answer) {
            found.push(Found { status, pointer, answer });
        }
    }
    let has_success = found.iter().any(|answer| answer.status.starts_with('2'));
    let is_success =
        |answer: &Found<'_>| answer.status.starts_with('2') || (!has_success && answer.status == "default");
    let (successes, errors): (Vec<Found<'_>>, Vec<Found<'_>>) = found.into_iter().partition(is_success);
    let success = success(reader, id, successes)?;
    let mut answers = vec![taken(reader, id, &success, "Response")];
    for error in errors.iter().filter(|error| !error.status.starts_with(['1', '3'])) {
        if error.content().is_none_or(|content| json(content).is_none_or(|json| content[json].get("schema").is_none()))
        {
            continue;
        }
        let name = if error.status == "default" { "Error".to_owned() } else { format!("Error{}", error.status) };
        answers.push(taken(reader, id, error, &name));
    }
    Ok(answers)
}

/// The one success that is used: the first with a JSON body, or the first if none has a body.
fn success<'d>(reader: &mut Reader<'d, '_>, id: &str, mut successes: Vec<Found<'d>>) -> Result<Found<'d>, Refused> {
    let has_none = successes.iter().all(|answer| answer.content().is_none());
    let best = successes.iter().position(Found::is_json).or(if has_none { Some(0) } else { None });
    let Some(best) = best.filter(|best| *best < successes.len()) else {
        let types = successes.iter().filter_map(Found::content).flat_map(Map::keys);
        let types: Vec<String> = types.map(|name| format!("`{name}`")).collect();
        return Err(if types.is_empty() {
            "no response is a success".to_owned()
        } else {
            format!("the response is {}", types.join(", "))
        });
    };
    let success = successes.remove(best);
    let schema = |answer: &Found<'d>| {
        let content = answer.content()?;
        content[json(content)?].get("schema")
    };
    for other in successes.iter().filter(|other| schema(other) != schema(&success) || !other.is_json()) {
        let why = format!("a call has one response, and `{}` is used", success.status);
        reader.notes.add(About::Answer, &format!("`{}` of `{id}`", other.status), why, &other.pointer);
    }
    Ok(success)
}

fn taken<'d>(reader: &mut Reader<'d, '_>, id: &str, found: &Found<'d>, name: &str) -> Answer {
    let body = found.content().and_then(|content| {
        let media_type = json(content)?;
        let pointer = push(&found.pointer, "content");
        reader.note_other_media_types(id, content, media_type, &pointer);
        // A response that several operations share has a name of its own.
        let shared = found.pointer.strip_prefix("/components/responses/").filter(|name| !name.contains('/'));
        let name = shared.map_or_else(|| joined(id, name), |name| schemawright::pointer::unescape(name).into_owned());
        Some((plain(media_type), reader.schema(&push(&push(&pointer, media_type), "schema"), &name)))
    });
    let description = found.answer.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    Answer { status: found.status.to_owned(), description, body }
}

impl Answer {
    pub(super) fn json(&self, source: &Value, convert: &mut Convert<'_, '_>) -> (String, Value) {
        let mut json = json!({ "description": self.description });
        if let Some((media_type, schema)) = &self.body {
            json["content"] = content(media_type, schema.json(source, convert));
        }
        (self.status.clone(), json)
    }
}

/// The JSON media type of a body; `application/json` takes precedence.
pub(super) fn json(content: &Map<String, Value>) -> Option<&str> {
    let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kinds: [fn(&str) -> bool; 4] = [
        |name| name == "application/json",
        |name| name == "text/json",
        |name| name.ends_with("+json"),
        |name| name == "*/*" || name == "application/*",
    ];
    let exact = content.keys().find(|name| *name == "application/json");
    let of_kind = || kinds.iter().find_map(|is_kind| content.keys().find(|name| is_kind(&essence(name))));
    exact.or_else(of_kind).map(String::as_str)
}

/// The media type as it is sent: a range becomes `application/json`.
pub(super) fn plain(media_type: &str) -> String {
    if media_type.contains('*') { "application/json".to_owned() } else { media_type.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_found_among_media_types() {
        for (names, expected) in [
            (&["application/json; charset=utf-8", "application/json"][..], Some("application/json")),
            (&["text/html", "application/JSON; charset=utf-8"], Some("application/JSON; charset=utf-8")),
            (&["application/scim+json"], Some("application/scim+json")),
            (&["*/*", "application/merge-patch+json"], Some("application/merge-patch+json")),
            (&["*/*"], Some("*/*")),
            (&["application/x-ndjson", "image/png"], None),
        ] {
            let content: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), json!({}))).collect();
            assert_eq!(super::json(&content), expected, "{names:?}");
        }
        assert_eq!([plain("*/*"), plain("text/json")], ["application/json", "text/json"]);
    }
}
