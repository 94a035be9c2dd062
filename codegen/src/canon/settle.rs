//! Moves nested schemas that need a type into definitions of their own.

use std::collections::HashSet;

use serde_json::Value;

use super::annotations::Doc;
use super::definitions::Step;
use super::distinct::distinct;
use super::shape::{Alternative, Array, Form, Node, Object, Patterns, Rest, Shape, Telling, Union};
use super::worklist::Worklist;
use crate::id::ItemId;
use crate::limits::LISTS;
use crate::read::resolve::Location;

impl Worklist<'_> {
    /// Stores the schema of a definition, with references in place of nested types.
    pub(super) fn settle(&mut self, id: ItemId, node: Node) -> Node {
        if matches!(node.shape, Shape::Object(_)) {
            self.count_implied(&node);
        }
        let shape = match node.shape {
            Shape::Object(object) => Shape::Object(self.settle_object(id, object)),
            Shape::Union(union) => match only(distinct(union)) {
                Ok(only) => return self.settle(id, only.or_null(node.nullable)),
                Err(union) => Shape::Union(self.settle_union(id, union)),
            },
            shape => return self.inside(id, Node { shape, ..node }, &mut Vec::new(), true),
        };
        Node { shape, ..node }
    }

    fn settle_object(&mut self, id: ItemId, object: Object) -> Object {
        let mut properties = Vec::with_capacity(object.properties.len());
        let mut refused = object.refused;
        for mut property in object.properties {
            if let Shape::Never(reason) = &property.node.shape {
                // No value has it, so there is no field for it.
                if let Some(reason) = reason {
                    let message =
                        format!("no value of the property `{}` is valid for all parts of this schema", property.name);
                    let at = &property.node.origin.at;
                    let warning = self.contradictory(&message, reason).at(self.resolver.place(at));
                    self.faults.push(warning);
                } else if !property.node.nullable {
                    refused.push(property.name);
                }
                continue;
            }
            let mut steps = vec![Step::Property(property.name.clone())];
            property.node = self.inside(id, property.node, &mut steps, false);
            properties.push(property);
        }
        let rest = match object.rest {
            Rest::Typed(node) => Rest::Typed(Box::new(self.inside(id, *node, &mut vec![Step::Values], false))),
            rest => rest,
        };
        let patterns = object.patterns.map(|patterns| {
            let node = Box::new(self.inside(id, *patterns.node, &mut vec![Step::Matches], false));
            Patterns { node, ..patterns }
        });
        // If other members are rejected, so are these.
        let refused = if rest == Rest::Closed && patterns.is_none() { Vec::new() } else { refused };
        let refused_patterns = object.refused_patterns.filter(|_| rest != Rest::Closed || patterns.is_some());
        Object { properties, rest, patterns, refused, refused_patterns, ..object }
    }

    fn settle_union(&mut self, id: ItemId, union: Union) -> Union {
        let mut union = if is_wrapper(&union) { wrapped(union) } else { union };
        for (index, alternative) in union.alternatives.iter_mut().enumerate() {
            if !matches!(alternative.form, Form::Constant(_)) {
                let node = std::mem::replace(&mut alternative.node, Node::any(&Location::root(0)));
                alternative.node = self.inside(id, node, &mut vec![Step::Alternative(index)], false);
            }
        }
        union
    }

    /// Settles a nested schema, or (`root`) the simple schema of a definition.
    fn inside(&mut self, id: ItemId, node: Node, steps: &mut Vec<Step>, root: bool) -> Node {
        if !root && node.needs_type() {
            return self.hoist(id, node, steps);
        }
        self.count_implied(&node);
        let at = &node.origin.at;
        let shape = match node.shape {
            Shape::Never(_) => Shape::Any,
            Shape::Array(_) | Shape::Object(_) if steps.len() > LISTS => {
                self.open(
                    at,
                    "items",
                    format!("arrays and maps are nested more than {LISTS} deep: the type accepts any value here"),
                );
                Shape::Any
            }
            Shape::Array(array) => Shape::Array(self.settle_array(id, array, steps)),
            Shape::Object(object) => Shape::Object(match object.rest {
                Rest::Typed(inner) => {
                    let inner = self.deeper(id, *inner, steps, Step::Values);
                    Object { rest: Rest::Typed(Box::new(inner)), ..object }
                }
                _ => object,
            }),
            shape => shape,
        };
        let nullable = node.nullable && shape != Shape::Any;
        Node { shape, nullable, ..node }
    }

    fn deeper(&mut self, id: ItemId, node: Node, steps: &mut Vec<Step>, step: Step) -> Node {
        steps.push(step);
        let node = self.inside(id, node, steps, false);
        steps.pop();
        node
    }

    /// A tuple, a list of equal items, or a struct of items.
    fn settle_array(&mut self, id: ItemId, array: Array, steps: &mut Vec<Step>) -> Array {
        if array.is_row() {
            return self.settle_row(id, array, steps);
        }
        if array.is_rust_tuple() {
            let items = array.prefix.into_iter().enumerate();
            let prefix = items.map(|(index, item)| self.deeper(id, item, steps, Step::Item(index))).collect();
            return Array { prefix, ..array };
        }
        let items = array.items().cloned().unwrap_or_else(|| (*array.rest).clone());
        let rest = Box::new(self.deeper(id, items, steps, Step::Items));
        Array { prefix: Vec::new(), rest, ..array }
    }

    /// The items with their own schemas, up to the first that is impossible, and the schema of the items after them.
    fn settle_row(&mut self, id: ItemId, mut array: Array, steps: &mut Vec<Step>) -> Array {
        let never = array.prefix.iter().position(Node::is_never);
        let end = [never, array.most].into_iter().flatten().min().filter(|end| *end <= array.prefix.len());
        if let Some(end) = end {
            array.prefix.truncate(end);
            array.rest = Box::new(Node::new(Shape::Never(None), &array.rest.origin.at));
        }
        if array.prefix.is_empty() {
            return Array { rest: Box::new(Node::any(&array.rest.origin.at)), ..array };
        }
        let items = array.prefix.into_iter().enumerate();
        let prefix = items.map(|(index, item)| self.deeper(id, item, steps, Step::Item(index))).collect();
        let rest = match array.rest.is_never() {
            true => array.rest,
            false => Box::new(self.deeper(id, *array.rest, steps, Step::Items)),
        };
        Array { prefix, rest, row: true, ..array }
    }

    /// Creates a definition for a nested schema, and returns a reference to it.
    fn hoist(&mut self, id: ItemId, node: Node, steps: &[Step]) -> Node {
        let (nullable, origin) = (node.nullable, node.origin.clone());
        let node = Node { nullable: false, ..node };
        let child = if origin.mixed {
            let location = self.would_stand(id, &origin.at, steps);
            self.define_apart(location, Some(node))
        } else {
            self.define_as(origin.at.clone(), Some(node))
        };
        if origin.mixed || self.around(&origin.at) == Some(id) {
            self.adopt(child, id, steps);
        }
        Node { shape: Shape::Ref(child), nullable, password: false, names: false, origin }
    }

    /// The location that a merged schema would have.
    fn would_stand(&self, id: ItemId, at: &Location, steps: &[Step]) -> Location {
        let outer = &self.definitions[id.0].location;
        let inside = at.file == outer.file && at.pointer.starts_with(&format!("{}/", outer.pointer));
        // An entry of `$defs` is inside its file's schema, and has a type of its own.
        if inside && !self.is_apart(at) && matches!(steps, [Step::Alternative(_)]) {
            return at.clone();
        }
        steps.iter().fold(outer.clone(), |at, step| match step {
            Step::Property(name) => at.below("properties").below(name),
            Step::Items => at.below("items"),
            Step::Item(index) => at.entry("prefixItems", *index),
            Step::Values => at.below("additionalProperties"),
            Step::Matches => at.below("patternProperties"),
            Step::Alternative(index) => at.entry("oneOf", *index),
        })
    }
}

/// The schema of the only alternative.
fn only(mut union: Union) -> Result<Node, Union> {
    match union.alternatives.pop() {
        Some(only) if union.alternatives.is_empty() => Ok(only.node),
        last => {
            union.alternatives.extend(last);
            Err(union)
        }
    }
}

/// Whether the alternatives are objects with one required member each, all different, and strings.
fn is_wrapper(union: &Union) -> bool {
    let mut names = HashSet::new();
    let all = union.alternatives.iter().all(|alternative| match &alternative.node.shape {
        Shape::Enum(set) => set.is_of_strings(),
        Shape::Object(object) => match &object.properties[..] {
            [only] if object.is_closed() && object.required.contains(&only.name) && !only.node.is_never() => {
                names.insert(&only.name)
            }
            _ => false,
        },
        _ => false,
    });
    all && !names.is_empty()
}

/// The alternatives of such a union: the values of the members, and each string.
fn wrapped(union: Union) -> Union {
    let mut alternatives = Vec::with_capacity(union.alternatives.len());
    for alternative in union.alternatives {
        match alternative.node.shape {
            Shape::Object(Object { mut properties, .. }) if properties.len() == 1 => {
                let property = properties.remove(0);
                let doc = if property.doc == Doc::default() { alternative.doc } else { property.doc };
                let form = Form::Wrapped(property.name);
                alternatives.push(Alternative { title: None, doc, form, ..Alternative::of(property.node) });
            }
            Shape::Enum(set) => alternatives.extend(set.values.iter().filter_map(Value::as_str).map(|value| {
                let form = Form::Constant(value.to_owned());
                let doc = if set.values.len() == 1 { alternative.doc.clone() } else { Doc::default() };
                Alternative { form, doc, ..Alternative::of(Node::new(Shape::Null, &alternative.node.origin.at)) }
            })),
            _ => alternatives.push(alternative),
        }
    }
    Union { alternatives, telling: Telling::Wrapper }
}
