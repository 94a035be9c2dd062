//! What a schema says only of some of its values: `then`, `else`, `dependentSchemas`, `dependencies`.
//!
//! They narrow, and no type follows that. Members that only they name are members all the same, so that an object that takes no others
//! takes these.

use serde_json::{Map, Value};

use crate::canon::shape::{Node, Object, Property, Rest, Shape};
use crate::canon::worklist::Worklist;
use crate::read::resolve::Location;

impl Worklist<'_> {
    /// Adds the members that only branches name: optional ones, of any value, since elsewhere they may be something else.
    pub(super) fn add_branches(&mut self, schema: &Map<String, Value>, at: &Location, node: &mut Node) {
        let Shape::Object(object) = &mut node.shape else { return };
        // One that is closed by `additionalProperties` refuses them.
        if object.rest == Rest::Closed {
            return;
        }
        for place in branches(schema, at) {
            let found = self.schema(&place);
            if let Some(found) = self.followed(&found) {
                add(object, found);
            }
        }
    }
}

fn add(object: &mut Object, branch: Node) {
    let branch = match branch.shape {
        Shape::Object(branch) => branch,
        Shape::Union(union) => {
            return union.alternatives.into_iter().for_each(|alternative| match alternative.node.shape {
                Shape::Object(_) => add(object, alternative.node),
                // What stands elsewhere may take any member.
                _ => evaluate(object),
            });
        }
        _ => return,
    };
    if !matches!(branch.rest, Rest::Open { evaluated: false } | Rest::Closed) {
        evaluate(object);
    }
    for property in branch.properties {
        if object.property(&property.name).is_none() {
            let node = Node::any(&property.node.origin.at);
            object.properties.push(Property { node, ..property });
        }
    }
}

/// Lets an object take members that a branch may name.
fn evaluate(object: &mut Object) {
    if let Rest::Open { evaluated } = &mut object.rest {
        *evaluated = true;
    }
}

fn branches(schema: &Map<String, Value>, at: &Location) -> Vec<Location> {
    let mut found = Vec::new();
    if schema.contains_key("if") {
        let present = ["if", "then", "else"].into_iter().filter(|keyword| schema.contains_key(*keyword));
        found.extend(present.map(|keyword| at.below(keyword)));
    }
    for keyword in ["dependentSchemas", "dependencies"] {
        let named = schema.get(keyword).and_then(Value::as_object).into_iter().flatten();
        let schemas = named.filter(|(_, schema)| schema.is_object());
        found.extend(schemas.map(|(name, _)| at.below(keyword).below(name)));
    }
    found
}
