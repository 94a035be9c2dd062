//! The places of JSON Pointers in a JSON text. The text is parsed for places when the first one is needed, so that a run without errors
//! does not store them; and only once, so that many diagnostics for one file take linear time.

use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::read::pointer;

/// The places of all values in a text.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    /// The root is last; empty if the text is not JSON.
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    /// The name of a member, or the value.
    span: Range<usize>,
    inside: Inside,
}

#[derive(Debug)]
enum Inside {
    /// The members sorted by name; for a duplicate name, the last one counts.
    Object(Vec<(Box<str>, usize)>),
    Array(Vec<usize>),
    Nothing,
}

impl Spans {
    /// Parses a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut spans = Self::default();
        let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok();
        if let Some(value) = parsed.and_then(|parsed| parsed.value) {
            let start = value.start();
            // Otherwise the whole file would be underlined.
            spans.push(&value, start..start + 1);
        }
        spans
    }

    /// The bytes at a pointer: a member's name if the last step is one, else the value. If the pointer has no target, the last place on the
    /// way.
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

    /// Adds a value after all of its parts.
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
                // The sort is stable.
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
