//! Where in a JSON text a JSON Pointer leads: asked for on the error path only, so the good path keeps no spans.

use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::read::pointer;

/// The bytes of what the pointer names: a member's name where the last step is one, else the value.
pub(crate) fn find(text: &str, pointer: &str) -> Option<Range<usize>> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?;
    let mut value = parsed.value?;
    let mut span = value.start()..value.end();
    if pointer.is_empty() {
        // The whole file would be underlined; its first line says enough.
        span.end = span.start + 1;
    }
    for step in pointer::segments(pointer) {
        value = match value {
            Value::Object(object) => {
                let property = object.properties.into_iter().rev().find(|p| p.name.as_str() == step)?;
                span = match &property.name {
                    ObjectPropName::String(name) => name.range.start..name.range.end,
                    ObjectPropName::Word(name) => name.range.start..name.range.end,
                };
                property.value
            }
            Value::Array(array) => {
                let element = array.elements.into_iter().nth(step.parse().ok()?)?;
                span = element.start()..element.end();
                element
            }
            _ => return None,
        };
    }
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn members_by_name_and_elements_by_value() {
        let text = "{\n  \"a\": {\"b/c\": [10, 20]}\n}";
        let at = |pointer: &str| find(text, pointer).map(|span| &text[span]);
        assert_eq!(at("/a"), Some("\"a\""));
        assert_eq!(at("/a/b~1c"), Some("\"b/c\""));
        assert_eq!(at("/a/b~1c/1"), Some("20"));
        assert_eq!(at("/nothing"), None);
    }
}
