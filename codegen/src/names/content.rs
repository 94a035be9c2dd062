//! The content of a schema as a text that depends neither on its place nor on its neighbours: for names that nothing else distinguishes.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::canon::definitions::Definitions;
use crate::canon::shape::{Node, Object, Rest, Shape};
use crate::id::ItemId;
use crate::read::keywords::{ANNOTATIONS, Held, held};

/// The content of a schema inside a definition. Nested schemas are a part of it; other schemas are identified by their places.
pub(super) fn content(definitions: &Definitions, around: ItemId, node: &Node) -> String {
    let mut writer = Writer { definitions, text: String::new() };
    writer.node(around, node);
    writer.text
}

/// A schema without its annotations and independent of the order of its keywords.
pub(super) fn without_annotations(schema: &Value) -> Value {
    let Value::Object(object) = schema else { return schema.clone() };
    let mut kept: Map<_, _> = object
        .iter()
        .filter(|(keyword, _)| !ANNOTATIONS.contains(&keyword.as_str()))
        .map(|(keyword, value)| (keyword.clone(), without_annotations_in(keyword, value)))
        .collect();
    kept.sort_keys();
    Value::Object(kept)
}

/// The same for the schemas in the value of a keyword.
fn without_annotations_in(keyword: &str, value: &Value) -> Value {
    match held(keyword, value) {
        Held::One(schema) => without_annotations(schema),
        Held::List(list) => list.iter().map(without_annotations).collect(),
        Held::Named(named) => {
            let mut named: Map<_, _> =
                named.iter().map(|(name, schema)| (name.clone(), without_annotations(schema))).collect();
            named.sort_keys();
            Value::Object(named)
        }
        Held::Nothing => value.clone(),
    }
}

struct Writer<'a> {
    definitions: &'a Definitions<'a>,
    text: String,
}

impl Writer<'_> {
    fn node(&mut self, around: ItemId, node: &Node) {
        if node.nullable {
            self.text.push('?');
        }
        match &node.shape {
            Shape::Ref(id) => self.reference(around, *id),
            Shape::Array(array) => {
                let _ = write!(self.text, "[{} {:?} {};", array.least, array.most, array.row);
                array.prefix.iter().chain([&*array.rest]).for_each(|item| self.step(around, ",", item));
                self.text.push(']');
            }
            Shape::Object(object) => self.object(around, object),
            Shape::Union(union) => {
                self.text.push('(');
                for alternative in &union.alternatives {
                    let _ = write!(self.text, "{:?}", alternative.form);
                    self.step(around, "|", &alternative.node);
                }
                self.text.push(')');
            }
            Shape::Enum(set) => {
                let _ = write!(self.text, "{:?} {} {}", set.values, set.constant, set.others);
            }
            // The places of two contradictory parts are ignored.
            Shape::Never(_) => self.text.push('!'),
            shape => {
                let _ = write!(self.text, "{shape:?}");
            }
        }
    }

    fn step(&mut self, around: ItemId, separator: &str, node: &Node) {
        self.node(around, node);
        self.text.push_str(separator);
    }

    /// A schema nested in the definition is a part of the content.
    fn reference(&mut self, around: ItemId, id: ItemId) {
        let definition = self.definitions.get(id);
        if definition.parent.as_ref().is_some_and(|(parent, _)| *parent == around) {
            return self.node(id, &definition.node);
        }
        let location = &definition.location;
        let _ = write!(self.text, "{}#{}", self.definitions.names(location.file).file, location.pointer);
    }

    fn object(&mut self, around: ItemId, object: &Object) {
        let _ = write!(
            self.text,
            "{{{:?} {:?} {:?}",
            object.required,
            object.refused,
            object.refused_patterns.as_ref().map(|refused| &refused.patterns)
        );
        for property in &object.properties {
            // Descriptions and other annotations are not content.
            let _ = write!(self.text, "{:?} {:?}:", property.name, property.doc.access);
            self.step(around, ",", &property.node);
        }
        match &object.rest {
            Rest::Typed(node) => self.step(around, "..", node),
            rest => {
                let _ = write!(self.text, "{rest:?}");
            }
        }
        if let Some(patterns) = &object.patterns {
            let _ = write!(self.text, "{:?}:", patterns.patterns);
            self.node(around, &patterns.node);
        }
        self.text.push('}');
    }
}
