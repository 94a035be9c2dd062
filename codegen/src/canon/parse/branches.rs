//! Conditional schemas, which apply only to some values: `then`, `else`, `dependentSchemas`, `dependencies`.
//!
//! They narrow values, and no type expresses that. Members that only they declare are still members, so that a closed object accepts them.

use serde_json::{Map, Value};

use crate::canon::annotations::Doc;
use crate::canon::passwords::holds_password;
use crate::canon::shape::{Node, Object, Places, Property, Rest, Shape};
use crate::canon::worklist::Worklist;
use crate::privacy::Privacy;
use crate::read::dialect::Dialect;
use crate::read::resolve::Location;

/// The members of a branch that are added.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// Members with a schema.
    Properties,
    /// Required members too.
    Required,
}

impl Worklist<'_> {
    /// Adds the members that only branches declare: as optional ones, of any type if another branch may apply.
    pub(super) fn add_branches(&mut self, schema: &Map<String, Value>, at: &Location, node: &mut Node) {
        let Shape::Object(object) = &mut node.shape else { return };
        // An object that `additionalProperties` closes rejects them.
        if object.rest == Rest::Closed {
            return;
        }
        let dialect = self.dialect(at);
        for place in branches(schema, at, dialect) {
            match self.branch(place) {
                Some(found) => self.add_branch(object, found, Named::Required),
                None => evaluate(object),
            }
        }
        for name in required_by_others(schema, dialect) {
            add_required(object, name, at);
        }
        self.narrow_both(schema, at, object);
    }

    /// Adds the members of branches and alternatives of a part that itself accepts any value.
    pub(super) fn add_unread(&mut self, schema: &Map<String, Value>, at: &Location, node: &mut Node) {
        self.add_branches(schema, at, node);
        let Shape::Object(object) = &mut node.shape else { return };
        for keyword in ["anyOf", "oneOf"] {
            let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
            for index in 0..count {
                match self.branch(at.entry(keyword, index)) {
                    Some(found) => self.add_branch(object, found, Named::Properties),
                    None => evaluate(object),
                }
            }
        }
    }

    fn add_branch(&mut self, object: &mut Object, branch: Node, named: Named) {
        if self.has_passwords {
            self.hide_passwords_of(object, &branch);
        }
        add(object, branch, named);
    }

    /// Hides the members that are passwords in a branch.
    fn hide_passwords_of(&mut self, object: &mut Object, branch: &Node) {
        match &branch.shape {
            Shape::Object(branch) => self.hide_members_as(object, branch),
            Shape::Union(union) => {
                union.alternatives.iter().for_each(|one| self.hide_passwords_of(object, &one.node));
            }
            _ => {}
        }
    }

    /// The schema of a branch, with references resolved. None if it refers back to the schema that is being read: a closed member of the
    /// branch may refer to the schema that contains the branch.
    pub(in crate::canon) fn branch(&mut self, at: Location) -> Option<Node> {
        if self.branches.contains(&at) {
            self.leave_out();
            return None;
        }
        self.branches.push(at.clone());
        let found = self.schema(&at);
        let found = self.followed(&found);
        self.branches.pop();
        found
    }

    /// One of `then` and `else` always applies. A member that only they declare, both with the same schema, has this schema.
    fn narrow_both(&mut self, schema: &Map<String, Value>, at: &Location, object: &mut Object) {
        let is_whole = ["if", "then", "else"].iter().all(|keyword| schema.contains_key(*keyword));
        if !is_whole || !self.dialect(at).has("if") {
            return;
        }
        let branch = |this: &mut Self, keyword: &str| match this.branch(at.below(keyword))?.shape {
            Shape::Object(branch) => Some(branch),
            _ => None,
        };
        let (Some(one), Some(other)) = (branch(self, "then"), branch(self, "else")) else { return };
        let own = schema.get("properties").and_then(Value::as_object);
        for property in one.properties {
            let agrees = other.property(&property.name).is_some_and(|other| other.node == property.node);
            let is_added = own.is_none_or(|own| !own.contains_key(&property.name));
            let place = object.properties.iter_mut().find(|other| other.name == property.name);
            if let Some(place) = place.filter(|place| agrees && is_added && place.node.is_any()) {
                place.node = property.node;
            }
        }
    }
}

fn add(object: &mut Object, branch: Node, named: Named) {
    let at = branch.origin.at.clone();
    let branch = match branch.shape {
        Shape::Object(branch) => branch,
        Shape::Union(union) => {
            return union.alternatives.into_iter().for_each(|alternative| match alternative.node.shape {
                Shape::Object(_) => add(object, alternative.node, named),
                // A schema elsewhere may accept any member.
                _ => evaluate(object),
            });
        }
        _ => return,
    };
    if branch.patterns.is_some() || !matches!(branch.rest, Rest::Open { evaluated: false } | Rest::Closed) {
        evaluate(object);
    }
    for property in branch.properties {
        if object.property(&property.name).is_none() {
            let password = holds_password(&property.node);
            let node = Node { password, ..Node::any(&property.node.origin.at) };
            object.properties.push(Property { node, ..property });
        }
    }
    for name in branch.required.into_iter().filter(|_| named == Named::Required) {
        add_required(object, name, &at);
    }
}

/// Adds a member that has only a name.
fn add_required(object: &mut Object, name: String, at: &Location) {
    if object.property(&name).is_none() && matches!(object.rest, Rest::Open { .. }) {
        let (node, places) = (Node::any(at), Places(vec![at.clone()]));
        object.properties.push(Property {
            name,
            node,
            doc: Doc::default(),
            absent_as: None,
            privacy: Privacy::Open,
            places,
        });
    }
}

/// The members that the presence of another one requires.
fn required_by_others(schema: &Map<String, Value>, dialect: Dialect) -> Vec<String> {
    let keywords = ["dependentRequired", "dependencies"].into_iter().filter(|keyword| dialect.has(keyword));
    let named = keywords.filter_map(|keyword| schema.get(keyword)?.as_object());
    let names = named.flat_map(|named| named.values()).flat_map(|value| match value {
        Value::Array(names) => names.iter().collect(),
        // Draft 3, section 5.8.
        Value::String(_) => vec![value],
        _ => Vec::new(),
    });
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Lets an object accept members that a branch may declare.
fn evaluate(object: &mut Object) {
    if let Rest::Open { evaluated } = &mut object.rest {
        *evaluated = true;
    }
}

/// The conditional schemas of a schema.
pub(in crate::canon) fn branches(schema: &Map<String, Value>, at: &Location, dialect: Dialect) -> Vec<Location> {
    let mut found = Vec::new();
    if schema.contains_key("if") && dialect.has("if") {
        let present = ["if", "then", "else"].into_iter().filter(|keyword| schema.contains_key(*keyword));
        found.extend(present.map(|keyword| at.below(keyword)));
    }
    for keyword in ["dependentSchemas", "dependencies"].into_iter().filter(|keyword| dialect.has(keyword)) {
        let named = schema.get(keyword).and_then(Value::as_object).into_iter().flatten();
        let schemas = named.filter(|(_, schema)| schema.is_object());
        found.extend(schemas.map(|(name, _)| at.below(keyword).below(name)));
    }
    found
}
