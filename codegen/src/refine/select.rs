//! The members of a definition, for rules.

use std::collections::HashSet;

use super::{Given, strings};
use crate::canon::definitions::{Definition, Definitions};
use crate::canon::shape::{Form, Node, Rest, Shape};
use crate::config::{FileNames, Touched};
use crate::id::ItemId;
use crate::privacy::Privacy;
use crate::read::resolve::Location;

/// A member that a rule may apply to, or a whole schema, whose name is then empty.
pub(super) struct Member<'a> {
    /// The names of the file that contains it.
    pub(super) file: FileNames<'a>,
    pub(super) name: String,
    pub(super) at: Location,
    /// Whether it is a string, a list or a map of strings, or has an alternative that is.
    pub(super) holds_string: bool,
    /// Whether it could contain a secret: everything except booleans, enums and objects with declared members.
    pub(super) may_hold_secret: bool,
    /// Whether it could be personal: everything except booleans and enums; for whole schemas, only those that contain a string.
    pub(super) may_be_personal: bool,
}

/// The contents of a value, without booleans and enums.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    Nothing,
    /// Objects with declared members.
    Objects,
    /// Strings, numbers, or any values.
    Free,
}

impl Member<'_> {
    pub(super) fn touched(&self, of: ItemId) -> Touched {
        let (schema, pointer) = (self.file.title.to_owned(), self.at.pointer.clone());
        Touched { schema, pointer, member: self.name.clone(), types: vec![of] }
    }
}

/// The members of a definition, and the definition itself.
pub(super) fn members<'a>(definitions: &Definitions<'a>, id: ItemId) -> Vec<Member<'a>> {
    let definition = definitions.get(id);
    let holds_string_itself = strings::holds(&definitions.list, id, &definition.node);
    let mut found = vec![Member {
        file: definitions.names(definition.location.file),
        name: String::new(),
        at: definition.location.clone(),
        holds_string: holds_string_itself,
        may_hold_secret: false,
        // The members of a struct are selected individually.
        may_be_personal: holds_string_itself
            && !matches!(&definition.node.shape, Shape::Object(object) if object.named),
    }];
    let member = |name: &str, node: &Node, at: &Location| {
        let content = content(&definitions.list, node);
        Member {
            file: definitions.names(at.file),
            name: name.to_owned(),
            at: at.clone(),
            holds_string: strings::holds(&definitions.list, id, node),
            may_hold_secret: content == Content::Free,
            may_be_personal: content != Content::Nothing,
        }
    };
    match &definition.node.shape {
        Shape::Object(object) => found.extend(object.properties.iter().map(|property| {
            let at = property.places.0.first().unwrap_or(&definition.location);
            member(&property.name, &property.node, at)
        })),
        Shape::Union(union) => found.extend(union.alternatives.iter().filter_map(|one| {
            let Form::Wrapped(name) = &one.form else { return None };
            Some(member(name, &one.node, &one.node.origin.at))
        })),
        _ => {}
    }
    found
}

/// Searches lists, maps, unions and references, and visits each definition once.
fn content(list: &[Definition], node: &Node) -> Content {
    let mut found = Content::Nothing;
    let mut seen = HashSet::new();
    let mut rest = vec![node];
    while let Some(node) = rest.pop() {
        match &node.shape {
            Shape::Ref(id) => rest.extend(seen.insert(*id).then(|| &list[id.0].node)),
            Shape::Bool | Shape::Null | Shape::Never(_) | Shape::Enum(_) => {}
            Shape::Array(array) => {
                rest.extend(&array.prefix);
                rest.extend(array.prefix.is_empty().then_some(&*array.rest));
            }
            Shape::Object(object) => {
                match (&object.rest, object.properties.is_empty()) {
                    (Rest::Open { .. }, true) => return Content::Free,
                    (_, true) => {}
                    (_, false) => found = Content::Objects,
                }
                rest.extend(object.undeclared());
            }
            Shape::Union(union) => {
                rest.extend(
                    union.alternatives.iter().filter(|one| !matches!(one.form, Form::Constant(_))).map(|one| &one.node),
                );
            }
            Shape::Any | Shape::Integer(_) | Shape::Number(_) | Shape::String(_) => return Content::Free,
        }
    }
    found
}

/// The schema of a member: of a property, or of a member that wraps an alternative.
fn member_of<'d>(definitions: &'d Definitions, id: ItemId, name: &str) -> Option<&'d Node> {
    match &definitions.get(id).node.shape {
        Shape::Object(object) => Some(&object.property(name)?.node),
        Shape::Union(union) => union.alternatives.iter().find(|one| wraps(&one.form, name)).map(|one| &one.node),
        _ => None,
    }
}

fn wraps(form: &Form, name: &str) -> bool {
    matches!(form, Form::Wrapped(own) if own == name)
}

/// Whether rules make the target of a member's reference secret.
pub(super) fn refers_to_secrets(definitions: &Definitions, id: ItemId, name: &str) -> bool {
    member_of(definitions, id, name).is_some_and(|node| strings::are_secret(&definitions.list, node))
}

/// The type that a member refers to and whose strings are not secrets, although rules declare the member as one: other members may refer to
/// the type, too.
pub(super) fn plain_elsewhere(definitions: &Definitions, id: ItemId, name: &str) -> Option<ItemId> {
    strings::plain_elsewhere(&definitions.list, id, member_of(definitions, id, name)?)
}

/// Marks a member, or a whole schema, as personal.
pub(super) fn set_personal(definitions: &mut Definitions, id: ItemId, member: &Member) {
    let definition = &mut definitions.list[id.0];
    match &mut definition.node.shape {
        _ if member.name.is_empty() => definition.privacy = definition.privacy.max(Privacy::Personal),
        Shape::Object(object) => {
            let properties = object.properties.iter_mut().filter(|property| property.name == member.name);
            properties.for_each(|property| property.privacy = property.privacy.max(Privacy::Personal));
        }
        // The member wraps one alternative. The mark is that of the whole union.
        Shape::Union(_) => definition.privacy = definition.privacy.max(Privacy::Personal),
        _ => {}
    }
}

/// The places of a member's schemas: several if it is declared in several parts of `allOf`.
pub(super) fn places(definitions: &Definitions, id: ItemId, member: &Member) -> Vec<Location> {
    let property = match &definitions.get(id).node.shape {
        Shape::Object(object) if !member.name.is_empty() => object.property(&member.name),
        _ => None,
    };
    let others = property.into_iter().flat_map(|property| property.places.0.iter().cloned());
    std::iter::once(member.at.clone()).chain(others).collect()
}

/// Sets the type of the strings in a member.
pub(super) fn set(definitions: &mut Definitions, id: ItemId, member: &Member, given: Given) {
    let nothing = Node::any(&member.at);
    let place = |definitions: &mut Definitions, node: Node| match &mut definitions.list[id.0].node {
        whole if member.name.is_empty() => Some(std::mem::replace(whole, node)),
        Node { shape: Shape::Object(object), .. } => {
            let property = object.properties.iter_mut().find(|property| property.name == member.name)?;
            Some(std::mem::replace(&mut property.node, node))
        }
        Node { shape: Shape::Union(union), .. } => {
            let alternative = union.alternatives.iter_mut().find(|one| wraps(&one.form, &member.name))?;
            Some(std::mem::replace(&mut alternative.node, node))
        }
        _ => None,
    };
    let Some(mut node) = place(definitions, nothing) else { return };
    strings::set(&mut definitions.list, id, &mut node, given);
    place(definitions, node);
}
