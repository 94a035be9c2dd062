//! Scalars, constants and lists of values.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::canon::annotations::Doc;
use crate::canon::shape::{Alternative, Array, Enum, Label, Labels, Node, Object, Shape};
use crate::canon::worklist::Worklist;
use crate::diagnostic::Diagnostic;
use crate::read::keywords::{ENUM_DESCRIPTIONS, ENUM_NAMES};
use crate::read::resolve::Location;
use crate::scalars::{is_rounded, normal};
use crate::text::counted;
use crate::width::Digits;

const TYPES: &str = "array, boolean, integer, null, number, object, string";

impl Worklist<'_> {
    pub(super) fn constant(&mut self, object: &Map<String, Value>, at: &Location) -> Option<Node> {
        let value = object.get("const")?;
        Some(self.listed(std::slice::from_ref(value), Labels::default(), at, "const"))
    }

    pub(super) fn enumeration(&mut self, object: &Map<String, Value>, at: &Location) -> Option<Node> {
        let Some(values) = object.get("enum")?.as_array() else {
            self.fault("empty-enum", "`enum` must be a list of one or more values", at, "enum");
            return None;
        };
        if values.is_empty() {
            let warning = Diagnostic::warning("empty-enum", "`enum` lists no value, so this schema has none")
                .at(self.resolver.place(&at.below("enum")));
            self.faults.push(warning.help("list the values, or remove the keyword"));
            return Some(Node::new(Shape::Never(None), at));
        }
        let mut seen = HashSet::with_capacity(values.len());
        if let Some(index) = values.iter().position(|value| !is_rounded(value) && !seen.insert(value)) {
            let place = self.resolver.place(&at.entry("enum", index));
            self.faults.push(
                Diagnostic::warning("duplicate-value", "duplicate value in `enum`")
                    .at(place)
                    .help("remove one of them"),
            );
        }
        let labels = self.labels(object, values, at);
        Some(self.listed(values, labels, at, "enum"))
    }

    /// Reads the lists beside `enum` that describe its values.
    fn labels(&mut self, object: &Map<String, Value>, values: &[Value], at: &Location) -> Labels {
        let mut labels = Labels::default();
        let mut lists = |keywords: &[&str]| {
            let found = keywords.iter().find_map(|keyword| Some((*keyword, object.get(*keyword)?.as_array()?)));
            let (keyword, list) = found?;
            if list.len() != values.len() {
                let message = format!(
                    "`{keyword}` has {}, and `enum` has {}: the entries are not used",
                    counted(list.len(), "entry"),
                    counted(values.len(), "value")
                );
                let place = self.resolver.place(&at.below(keyword));
                let warning = Diagnostic::warning("enum-labels", message).at(place);
                self.faults.push(warning.help("write one entry for each value, in the order of `enum`"));
                return None;
            }
            Some(list)
        };
        let (titles, docs) = (lists(ENUM_NAMES), lists(ENUM_DESCRIPTIONS));
        for (index, value) in values.iter().enumerate() {
            let text = |list: Option<&Vec<Value>>| {
                let text = list?[index].as_str()?.trim();
                (!text.is_empty()).then(|| text.to_owned())
            };
            let label = Label { title: text(titles), doc: Doc { description: text(docs), ..Doc::default() } };
            if label.title.is_some() || label.doc.description.is_some() {
                labels.set(&normal(value), label);
            }
        }
        labels
    }

    /// One of some values: the scalars form one set, and all lists and all objects are one alternative each. So are all numbers, if the
    /// digits of one are not known.
    fn listed(&mut self, values: &[Value], labels: Labels, at: &Location, keyword: &str) -> Node {
        let any_number = values.iter().any(is_rounded);
        let is_scalar = |value: &&Value| value.is_string() || value.is_number() && !any_number || value.is_boolean();
        let mut shapes = Vec::new();
        let mut seen = HashSet::new();
        let scalars: Vec<Value> =
            values.iter().filter(is_scalar).map(normal).filter(|value| seen.insert(value.clone())).collect();
        let first = values.iter().position(|value| is_scalar(&value));
        if !scalars.is_empty() {
            shapes.push(Shape::Enum(Enum { values: scalars, labels, constant: keyword == "const", others: false }));
        }
        if any_number {
            let message =
                format!("a number in `{keyword}` needs more digits than a double keeps: any number is accepted");
            self.open(at, keyword, message);
            shapes.push(Shape::Number(Digits::All));
        }
        for (is_of_type, shape, kind) in [
            (Value::is_array as fn(&Value) -> bool, Shape::Array(Array::open(at)), "list"),
            (Value::is_object, Shape::Object(Object::open()), "object"),
        ] {
            if values.iter().any(is_of_type) {
                self.open(at, keyword, format!("the {kind} in `{keyword}` is not supported: any {kind} is accepted"));
                shapes.push(shape);
            }
        }
        if values.iter().any(Value::is_null) {
            shapes.push(Shape::Null);
        }
        let alone = shapes.len() <= 1 + usize::from(values.iter().any(Value::is_null));
        let alternative = |shape: Shape| {
            let first = match &shape {
                Shape::Enum(_) => first,
                Shape::Number(_) => values.iter().position(is_rounded),
                Shape::Array(_) => values.iter().position(Value::is_array),
                _ => values.iter().position(Value::is_object),
            };
            let at = if alone { at.clone() } else { at.entry(keyword, first.unwrap_or_default()) };
            Alternative::of(Node::new(shape, &at))
        };
        let alternatives = shapes.into_iter().map(alternative).collect();
        self.one_of(alternatives, at)
    }

    pub(super) fn no_type(&mut self, ty: &str, at: &Location) -> Node {
        let error = Diagnostic::error("unknown-type", format!("unknown type `{ty}`"));
        let error = error.at(self.resolver.place(&at.below("type")));
        self.faults.push(error.help(format!("the types are {TYPES} (2020-12 validation, section 6.1.1)")));
        Node::any(at)
    }
}
