//! The strings that a rule of the configuration, `[[values]]`, makes an enum: the description has its values, as the type does.

use serde_json::Value;

use super::Reading;
use crate::canon::shape::{Node, Shape};
use crate::id::ItemId;
use crate::limits::CHAIN;
use crate::model::Keyword;
use crate::model::schema::{JsonType, Schema, walk};
use crate::read::resolve::Location;

/// Keywords with one schema for the values of a list or a map.
const OF_ALL: [&str; 5] =
    ["items", "additionalItems", "additionalProperties", "unevaluatedItems", "unevaluatedProperties"];
/// Keywords with several schemas for a value or its parts.
const OF_SOME: [&str; 6] = ["allOf", "anyOf", "oneOf", "prefixItems", "items", "patternProperties"];

impl Reading<'_> {
    /// The enum that the strings at a location become.
    pub(super) fn given(&self, at: &Location) -> Option<ItemId> {
        let given = &self.definitions.given;
        if given.is_empty() {
            return None;
        }
        let mut pointer = at.pointer.as_str();
        loop {
            let place = Location { file: at.file, pointer: pointer.to_owned() };
            if let Some(id) = given.get(&place) {
                return Some(*id);
            }
            // The rule is about a list, a map or a union, and this is a part of it.
            let (outer, last) = pointer.rsplit_once('/')?;
            pointer = match OF_ALL.contains(&last) {
                true => outer,
                false => outer.rsplit_once('/').filter(|(_, keyword)| OF_SOME.contains(keyword))?.0,
            };
        }
    }

    /// Whether the schema at a location accepts any string, or refers to one that does.
    fn is_string(&self, at: &Location) -> bool {
        let resolver = &self.definitions.resolver;
        let mut at = at.clone();
        for _ in 0..CHAIN {
            let Some(schema) = resolver.schema(&at) else { return false };
            match schema.get("$ref").and_then(Value::as_str).map(|name| resolver.resolve_keyword(name, &at, "$ref")) {
                Some(Ok(target)) => at = target,
                Some(Err(_)) => return false,
                None => return schema.get("type").is_some_and(|ty| ty == "string") && !is_listed(schema),
            }
        }
        false
    }

    /// The enum in place of the string that a schema refers to.
    pub(super) fn given_for(&self, at: &Location, target: &Location) -> Option<Schema> {
        let id = self.given(at).filter(|_| self.is_string(target))?;
        Some(vec![Keyword::Ref(id)])
    }

    /// The types of a schema, with the enum in place of strings.
    pub(super) fn given_types(&self, at: &Location, types: &[JsonType]) -> Option<Schema> {
        let schema = self.definitions.resolver.schema(at)?;
        let id = self.given(at).filter(|_| types.contains(&JsonType::String) && !is_listed(schema))?;
        let others: Vec<JsonType> = types.iter().copied().filter(|ty| *ty != JsonType::String).collect();
        let of_enum = Keyword::Ref(id);
        Some(match others.is_empty() {
            true => vec![of_enum],
            false => vec![Keyword::AnyOf(vec![vec![of_enum], vec![Keyword::Type(others)]])],
        })
    }

    /// The schema of a member whose strings become an enum. If they are behind references, it is described by its type too.
    pub(super) fn with_given(&self, of: ItemId, at: &Location, mut schema: Schema) -> Schema {
        let Some(id) = self.definitions.given.get(at) else { return schema };
        let Shape::Object(object) = &self.definitions.get(of).node.shape else { return schema };
        let property = object.properties.iter().find(|property| property.places.0.contains(at));
        if let Some(property) = property.filter(|property| refers_to(&property.node, *id))
            && !mentions(&mut schema, *id)
        {
            schema.push(Keyword::AllOf(vec![self.shapes.of_node(&property.node)]));
        }
        schema
    }
}

/// Whether a schema lists its values.
fn is_listed(schema: &Value) -> bool {
    ["enum", "const"].iter().any(|keyword| schema.get(keyword).is_some())
}

/// Whether a value is of a type, or is a list or a map of it.
fn refers_to(node: &Node, id: ItemId) -> bool {
    match &node.shape {
        Shape::Ref(other) => *other == id,
        Shape::Array(array) => refers_to(&array.rest, id),
        Shape::Object(object) => object.map_of().is_some_and(|node| refers_to(node, id)),
        _ => false,
    }
}

/// Whether a schema refers to a type.
fn mentions(schema: &mut Schema, id: ItemId) -> bool {
    let mut found = false;
    walk(schema, &mut |keyword| found |= *keyword == Keyword::Ref(id));
    found
}
