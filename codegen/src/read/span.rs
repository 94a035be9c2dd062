//! Where in a JSON text a JSON Pointer leads. The text is read for it when a first place is asked for, so the good path keeps no spans; and once, so
//! that many diagnostics about one file take time in the sum of both.

use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::read::pointer;

/// The places of all values in a text.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    /// The root is the last; none if the text is not JSON.
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    /// The name of a member, or else the value.
    span: Range<usize>,
    inside: Inside,
}

#[derive(Debug)]
enum Inside {
    /// The members by name, sorted; of a name that is there twice, the last.
    Object(Vec<(Box<str>, usize)>),
    Array(Vec<usize>),
    Nothing,
}

impl Spans {
    /// Reads a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut spans = Self::default();
        let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok();
        if let Some(value) = parsed.and_then(|parsed| parsed.value) {
            let start = value.start();
            // The whole file would be underlined; its first line says enough.
            spans.push(&value, start..start + 1);
        }
        spans
    }

    /// The bytes of what the pointer names: a member's name where the last step is one, else the value. Where the pointer leads on to what is
    /// not there, the last that is.
    pub(crate) fn find(&self, pointer: &str) -> Option<Range<usize>> {
        let mut node = self.nodes.last()?;
        for step in pointer::segments(pointer) {
            let next = match &node.inside {
                Inside::Object(members) => {
                    let found = members.binary_search_by(|(name, _)| (**name).cmp(&*step));
                    found.ok().map(|found| members[found].1)
                }
                Inside::Array(elements) => step.parse::<usize>().ok().and_then(|index| elements.get(index).copied()),
                Inside::Nothing => None,
            };
            let Some(next) = next else { break };
            node = &self.nodes[next];
        }
        Some(node.span.clone())
    }

    /// Adds a value behind all that is inside it.
    fn push(&mut self, value: &Value, span: Range<usize>) -> usize {
        let inside = match value {
            Value::Object(object) => {
                let mut members: Vec<(Box<str>, usize)> = Vec::with_capacity(object.properties.len());
                for property in &object.properties {
                    let range = match &property.name {
                        ObjectPropName::String(name) => &name.range,
                        ObjectPropName::Word(name) => &name.range,
                    };
                    let index = self.push(&property.value, range.start..range.end);
                    members.push((property.name.as_str().into(), index));
                }
                // The sort keeps the order of equal names.
                members.sort_by(|(one, _), (other, _)| one.cmp(other));
                members.reverse();
                members.dedup_by(|(one, _), (other, _)| one == other);
                members.reverse();
                Inside::Object(members)
            }
            Value::Array(array) => {
                let push = |element: &Value| self.push(element, element.start()..element.end());
                Inside::Array(array.elements.iter().map(push).collect())
            }
            _ => Inside::Nothing,
        };
        self.nodes.push(Node { span, inside });
        self.nodes.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::Spans;

    #[test]
    fn members_by_name_and_elements_by_value() {
        let text = "{\n  \"b\": 1, \"a\": {\"b/c\": [10, 20]}, \"b\": 2\n}";
        let spans = Spans::of(text);
        let at = |pointer: &str| spans.find(pointer).map(|span| &text[span]);
        assert_eq!(at(""), Some("{"));
        assert_eq!(at("/a"), Some("\"a\""));
        assert_eq!(at("/a/b~1c"), Some("\"b/c\""));
        assert_eq!(at("/a/b~1c/1"), Some("20"));
        assert_eq!(at("/nothing"), Some("{"));
        assert_eq!(at("/a/b~1c/2/x"), Some("\"b/c\""));
        assert_eq!(spans.find("/b").map(|span| span.start), text.rfind("\"b\""));
        assert_eq!(Spans::of("{").find(""), None);
    }
}
