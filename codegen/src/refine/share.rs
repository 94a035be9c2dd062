//! Merges equal inline types: `[names] share`.
//!
//! Of equal types, the least deeply nested one keeps its definition, and of these the one with the shortest path. The others become aliases
//! of it.

use std::collections::HashMap;

use crate::canon::definitions::Definitions;
use crate::canon::shape::{Node, Rest, Shape};
use crate::id::ItemId;
use crate::read::pointer;

/// Merges equal types until none are left: types that contain equal types may then be equal.
pub(super) fn apply(definitions: &mut Definitions) {
    loop {
        let same = equals(definitions);
        if same.is_empty() {
            return;
        }
        for (other, kept) in &same {
            let node = &mut definitions.list[other.0].node;
            *node = Node::new(Shape::Ref(*kept), &node.origin.at.clone());
        }
        for definition in &mut definitions.list {
            each_inside(&mut definition.node, &mut |node| {
                if let Shape::Ref(id) = &mut node.shape {
                    *id = same.get(id).copied().unwrap_or(*id);
                }
            });
        }
    }
}

/// Types that are equal to another one of their file, with the one that is kept.
fn equals(definitions: &Definitions) -> HashMap<ItemId, ItemId> {
    let mut inline: Vec<ItemId> = definitions.ids().filter(|id| is_shared(definitions, *id)).collect();
    // Sorted, so that the order of the definitions has no effect.
    inline.sort_by_key(|id| {
        let at = &definitions.get(*id).location;
        (at.file, pointer::segments(&at.pointer).count(), at.pointer.len(), at.pointer.clone())
    });
    let mut kept: HashMap<(usize, String), Vec<ItemId>> = HashMap::new();
    let mut same = HashMap::new();
    for id in inline {
        let definition = definitions.get(id);
        let alike = kept.entry((definition.location.file, outline(&definition.node.shape))).or_default();
        match alike.iter().find(|other| definitions.get(**other).node == definition.node) {
            Some(other) => _ = same.insert(id, *other),
            None => alike.push(id),
        }
    }
    same
}

/// Whether a definition is nested in another one, and has a type of its own.
fn is_shared(definitions: &Definitions, id: ItemId) -> bool {
    let definition = definitions.get(id);
    definition.parent.is_some() && matches!(definition.node.shape, Shape::Object(_) | Shape::Enum(_) | Shape::Union(_))
}

/// A summary that is the same for equal shapes.
fn outline(shape: &Shape) -> String {
    match shape {
        Shape::Object(object) => object.properties.iter().map(|property| format!("{:?},", property.name)).collect(),
        Shape::Enum(set) => set.values.iter().map(|value| format!("{value},")).collect(),
        Shape::Union(union) => union.alternatives.len().to_string(),
        _ => String::new(),
    }
}

fn each_inside(node: &mut Node, visit: &mut impl FnMut(&mut Node)) {
    let mut inner = |node: &mut Node| {
        visit(node);
        each_inside(node, visit);
    };
    match &mut node.shape {
        Shape::Array(array) => {
            array.prefix.iter_mut().for_each(&mut inner);
            inner(&mut array.rest);
        }
        Shape::Object(object) => {
            object.properties.iter_mut().for_each(|property| inner(&mut property.node));
            if let Rest::Typed(node) = &mut object.rest {
                inner(node);
            }
        }
        Shape::Union(union) => union.alternatives.iter_mut().for_each(|one| inner(&mut one.node)),
        _ => {}
    }
}
