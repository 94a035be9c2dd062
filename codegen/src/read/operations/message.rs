//! The bodies of requests and responses.

use super::node::Node;
use crate::diagnostic::Diagnostics;

/// A JSON body.
pub(super) struct Message<'a> {
    pub(super) schema: Node<'a>,
    pub(super) media_type: String,
    /// Whether it is required.
    pub(super) required: bool,
}

/// The body of a request.
pub(super) fn request<'a>(operation: &Node<'a>, faults: &mut Diagnostics) -> Option<Message<'a>> {
    let body = operation.member("requestBody");
    if body.is_absent() {
        return None;
    }
    let found = body.followed().and_then(|body| {
        let message = json(&body, "the body")?;
        let Some(mut message) = message else {
            let error = body.error("bad-operation", "this `requestBody` has no `content`");
            return Err(error.help("add `content`, or remove the `requestBody`").into());
        };
        message.required = body.flag("required");
        Ok(message)
    });
    found.map_err(|more| faults.extend(more)).ok()
}

/// The body of a successful response: of the lowest status from 200 to 299 with a body, else of `2XX`, else of `default`.
pub(super) fn answer<'a>(operation: &Node<'a>, faults: &mut Diagnostics) -> Option<Message<'a>> {
    let responses = operation.member("responses");
    let mut successful: Vec<_> = responses
        .members()
        .into_iter()
        .filter(|(status, _)| status.len() == 3 && status.starts_with('2') || *status == "default")
        .collect();
    // Digits sort before `X`, and `2` before `default`.
    successful.sort_by_key(|(status, _)| *status);
    if successful.iter().any(|(status, _)| *status != "default") {
        successful.retain(|(status, _)| *status != "default");
    }
    if successful.is_empty() {
        let error = responses.error("bad-operation", "this operation has no success response");
        faults.push(error.help("add a response for `200`, or for the status that the operation returns"));
    }
    for (_, response) in successful {
        match response.followed().and_then(|response| json(&response, "the response")) {
            Ok(None) => {}
            Ok(found) => return found,
            Err(more) => {
                faults.extend(more);
                return None;
            }
        }
    }
    None
}

/// The JSON in the `content` of a body; none if there is no content.
fn json<'a>(body: &Node<'a>, what: &str) -> Result<Option<Message<'a>>, Diagnostics> {
    let content = body.member("content");
    let media_types = content.members();
    if media_types.is_empty() {
        return Ok(None);
    }
    let Some((media_type, node)) = media_types.iter().find(|(name, _)| is_json(name)) else {
        let names: Vec<_> = media_types.iter().map(|(name, _)| format!("`{name}`")).collect();
        let error = content.error("unsupported", format!("{what} is {}", names.join(" or ")));
        return Err(error.help("JSON is supported: add it, or remove the operation and send it by hand").into());
    };
    let schema = node.member("schema");
    if !schema.value.is_object() && !schema.value.is_boolean() {
        let error = node.error("bad-operation", format!("{what} has no `schema`"));
        return Err(error.help("add a `schema`; `true` is any JSON value").into());
    }
    let media_type = if media_type.contains('*') { "application/json" } else { media_type };
    Ok(Some(Message { schema, media_type: media_type.to_owned(), required: true }))
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(&*essence, "application/json" | "*/*" | "application/*") || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use super::is_json;

    #[test]
    fn media_types_that_are_json() {
        for media_type in ["application/json", "Application/JSON; charset=utf-8", "application/scim+json", "*/*"] {
            assert!(is_json(media_type), "{media_type}");
        }
        for media_type in ["application/x-www-form-urlencoded", "text/csv", "application/jsonl", ""] {
            assert!(!is_json(media_type), "{media_type}");
        }
    }
}
