//! The operations of `schemas/operations.json`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::Made;
use crate::random::schemas;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let text = std::fs::read_to_string(schemas::root().join("schemas/operations.json")).expect("the document is there");
    text.parse().expect("it is JSON")
});

/// An operation in the document.
pub(crate) struct Expected {
    path: &'static str,
    method: &'static str,
    operation: &'static Value,
    /// Whether optional parameters are set.
    full: bool,
}

fn operations() -> impl Iterator<Item = Expected> {
    let paths = DOCUMENT["paths"].as_object().expect("paths").iter();
    paths.flat_map(|(path, item)| {
        let operations = item.as_object().expect("operations").iter();
        operations.map(move |(method, operation)| Expected { path, method, operation, full: false })
    })
}

/// The names of all operations.
pub(crate) fn ids() -> BTreeSet<&'static str> {
    operations().map(|operation| operation.operation["operationId"].as_str().expect("a name")).collect()
}

/// Whether an operation accepts the session of a member.
pub(crate) fn takes_session(id: &str) -> bool {
    Expected::of(id, true).parameters("header").next().is_some()
}

/// A text whose characters are mostly percent-encoded.
pub(crate) fn text(name: &str) -> String {
    format!("{name}/../é ?&%")
}

/// The body of an operation, with all members of its schema.
pub(crate) fn body(id: &str) -> Value {
    let schema = &Expected::of(id, true).operation["requestBody"]["content"]["application/json"]["schema"];
    schemas::full(schema["$ref"].as_str().expect("a reference"))
}

/// The value of an optional parameter, by the name of the field.
pub(crate) fn optional(id: &str, field: &str) -> Value {
    let name = match field {
        "member_session_token" => "X-Stytch-Member-Session",
        "member_session_jwt" => "X-Stytch-Member-SessionJWT",
        name => name,
    };
    let expected = Expected::of(id, true);
    let parameters = expected.operation["parameters"].as_array().expect("parameters");
    value(parameters.iter().find(|parameter| parameter["name"] == name).expect("a parameter of that name"))
}

fn value(parameter: &Value) -> Value {
    let name = parameter["name"].as_str().expect("a name");
    match parameter["schema"]["type"].as_str() {
        Some("boolean") => json!(true),
        Some("integer") => json!(7),
        _ if parameter["in"] == "header" => json!(format!("{name} value")),
        _ => json!(text(name)),
    }
}

fn encoded(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let encode = |byte: u8| if is_unreserved(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(encode).collect()
}

impl Expected {
    pub(crate) fn of(id: &str, full: bool) -> Self {
        let found = operations().find(|operation| operation.operation["operationId"] == id);
        Self { full, ..found.unwrap_or_else(|| panic!("{id} is not in the document")) }
    }

    /// The parameters in a place that are set.
    fn parameters(&self, place: &'static str) -> impl Iterator<Item = (&'static str, Value)> {
        let parameters = self.operation["parameters"].as_array().into_iter().flatten();
        let full = self.full;
        parameters
            .filter(move |parameter| parameter["in"] == place && (full || parameter["required"] == true))
            .map(|parameter| (parameter["name"].as_str().expect("a name"), value(parameter)))
    }

    pub(crate) fn made(&self) -> Made {
        let host = match self.operation["servers"][0]["url"].as_str() {
            Some(server) => server,
            None if self.path.starts_with("/pwa/") => "https://management.example.com",
            None => "https://test.stytch.com",
        };
        let mut url = format!("{host}{}", self.path);
        for (name, value) in self.parameters("path") {
            url = url.replace(&format!("{{{name}}}"), &encoded(&value));
        }
        for (index, (name, value)) in self.parameters("query").enumerate() {
            let separator = if index == 0 { '?' } else { '&' };
            url.push_str(&format!("{separator}{name}={}", encoded(&value)));
        }
        // `project-test-1:secret-test-1`
        let basic = "Basic cHJvamVjdC10ZXN0LTE6c2VjcmV0LXRlc3QtMQ==";
        assert_eq!(self.operation["security"], json!([{ "basic": [] }]));
        let mut headers = vec![("Authorization".to_owned(), basic.to_owned(), true)];
        let has_body = self.operation.get("requestBody").is_some();
        if has_body {
            headers.push(("Content-Type".to_owned(), "application/json".to_owned(), false));
        }
        let sessions = self.parameters("header");
        headers.extend(sessions.map(|(name, value)| (name.to_owned(), value.as_str().unwrap().to_owned(), true)));
        let id = self.operation["operationId"].as_str().expect("a name");
        let body = if has_body { body(id) } else { Value::Null };
        Made { method: self.method.to_uppercase(), url, headers, body }
    }
}
