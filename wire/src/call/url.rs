//! URLs and percent-encoding.

use super::CallError;
use super::values::{Texts, Value};
use crate::operation::{In, Operation, Segment};

/// Percent-encodes all characters except letters, digits, `-`, `.`, `_` and `~` (RFC 3986, section 2.3), which have no special meaning in a
/// segment of a path or in a query.
///
/// ```
/// use schemawright_wire::call::encode;
///
/// assert_eq!(encode("a/b c?é"), "a%2Fb%20c%3F%C3%A9");
/// ```
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    push(&mut encoded, text);
    encoded
}

fn push(encoded: &mut String, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(DIGITS[usize::from(byte >> 4)]));
            encoded.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

/// The part of a URL after the base.
pub(super) struct Url {
    path: String,
    /// Empty, or with its `?`.
    query: String,
}

impl Url {
    pub(super) fn new(operation: &'static Operation, values: &[Value]) -> Result<Self, CallError> {
        let mut url = Self { path: String::new(), query: String::new() };
        for segment in operation.segments() {
            url.path.push('/');
            match segment {
                Segment::Text(text) => url.path.push_str(text),
                Segment::Parameter(name) => url.segment(operation, name, values)?,
            }
        }
        for Value { parameter, texts } in values.iter().filter(|value| value.parameter.place == In::Query) {
            match texts {
                Texts::List(texts) if parameter.is_exploded() => {
                    texts.iter().for_each(|text| url.pair(parameter.name, &encode(text)));
                }
                Texts::Members(members) if parameter.is_exploded() => {
                    for (name, texts) in members {
                        url.pair(name, &texts.iter().map(|text| encode(text)).collect::<Vec<_>>().join(","));
                    }
                }
                _ if texts.are_none() => {}
                _ => url.pair(parameter.name, &texts.joined(false, encode)),
            }
        }
        Ok(url)
    }

    /// Adds the value of a path parameter as exactly one segment.
    fn segment(
        &mut self,
        operation: &'static Operation,
        name: &'static str,
        values: &[Value],
    ) -> Result<(), CallError> {
        let is_it = |value: &&Value| value.parameter.place == In::Path && value.parameter.name == name;
        let value = values.iter().find(is_it);
        let segment = value.map(|value| value.texts.joined(value.parameter.is_exploded(), encode)).unwrap_or_default();
        match &*segment {
            "" => Err(CallError::empty(operation, name)),
            // URL parsers remove dot segments, even percent-encoded ones (WHATWG URL, "single-dot URL path segment").
            "." | ".." => Err(CallError::dots(operation, name)),
            _ => {
                self.path.push_str(&segment);
                Ok(())
            }
        }
    }

    /// Adds a name and its encoded value to the query.
    fn pair(&mut self, name: &str, value: &str) {
        self.query.push(if self.query.is_empty() { '?' } else { '&' });
        push(&mut self.query, name);
        self.query.push('=');
        self.query.push_str(value);
    }

    pub(super) fn into_path(self) -> String {
        self.path
    }

    /// The URL with its base.
    pub(super) fn below(self, base: &str) -> String {
        let mut url = base.trim_end_matches('/').to_owned();
        url.push_str(&self.path);
        url.push_str(&self.query);
        url
    }
}
