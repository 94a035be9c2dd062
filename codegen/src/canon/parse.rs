//! Reads the keywords of a schema.
//!
//! Keywords that only narrow values (`minimum`, `pattern`, `format` of a string, `uniqueItems`, `not`, `if`, …) are ignored: the API checks
//! them, and a type that checks them too would reject future values.

mod array;
mod branches;
mod object;
mod reference;
mod scalar;
mod unevaluated;

use serde_json::{Map, Value};

use super::shape::{Alternative, Node, Shape};
use super::worklist::Worklist;
use crate::read::keywords::has_any;
use crate::read::resolve::Location;
pub(super) use branches::branches;
pub(super) use object::typed;

impl Worklist<'_> {
    /// Reads the schema at a location.
    pub(super) fn schema(&mut self, at: &Location) -> Node {
        match self.resolver.schema(at) {
            Some(Value::Object(object)) => self.keywords(object, at),
            Some(Value::Bool(false)) => Node::new(Shape::Never(None), at),
            _ => Node::any(at),
        }
    }

    /// Reads all keywords, which must all hold: first references, then parts, then the schema's own keywords, then alternatives.
    fn keywords(&mut self, object: &Map<String, Value>, at: &Location) -> Node {
        let mut parts = self.references(object, at);
        if object.contains_key("$ref") && self.resolver.file(at).dialect().references_stand_alone() {
            let target = parts.pop().unwrap_or_else(|| Node::any(at));
            return self.guarded(object, at, target);
        }
        parts.extend(self.list(object, "allOf", at));
        parts.extend(self.extended(object, at));
        parts.push(self.own(object, at));
        parts.retain(|part| !part.is_any() || part.hides());
        let mut count = parts.iter().filter(|part| !part.is_any()).count();
        let mut whole = self.merge_all(parts).unwrap_or_else(|| Node::any(at));
        for keyword in ["anyOf", "oneOf"] {
            if let Some(union) = self.alternatives(object, keyword, at).filter(|union| !union.is_any()) {
                count += 1;
                whole = self.merge(whole, union);
            }
        }
        whole = self.guarded(object, at, whole);
        self.add_branches(object, at, &mut whole);
        self.unevaluated(object, at, &mut whole);
        // A keyword of OpenAPI 3.0 only. Beside a schema that rejects `null`, it adds `null`.
        if object.get("nullable") == Some(&Value::Bool(true)) {
            whole = whole.or_null(true);
        }
        if count > 1 {
            // The place of a merged schema is this one.
            whole.origin.at = at.clone();
            whole.origin.mixed = false;
        }
        whole
    }

    /// The schemas of a list.
    fn list(&mut self, object: &Map<String, Value>, keyword: &str, at: &Location) -> Vec<Node> {
        self.schemas_of(object, keyword, at).iter().map(|at| self.schema(at)).collect()
    }

    /// The schemas that a schema extends: one, or a list (draft 3, section 5.26).
    fn extended(&mut self, object: &Map<String, Value>, at: &Location) -> Vec<Node> {
        match object.get("extends") {
            Some(Value::Object(_)) if self.dialect(at).may_be_draft_3() => vec![self.schema(&at.below("extends"))],
            Some(Value::Array(list)) if self.dialect(at).may_be_draft_3() => {
                (0..list.len()).map(|index| self.schema(&at.entry("extends", index))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The places of the schemas of a list.
    fn schemas_of(&mut self, object: &Map<String, Value>, keyword: &str, at: &Location) -> Vec<Location> {
        let Some(list) = object.get(keyword) else { return Vec::new() };
        let Some(list) = list.as_array().filter(|list| !list.is_empty()) else {
            self.fault("empty-list", format!("`{keyword}` must be a list of one or more schemas"), at, keyword);
            return Vec::new();
        };
        (0..list.len()).map(|index| at.entry(keyword, index)).collect()
    }

    /// Reads the keywords of the schema itself.
    fn own(&mut self, object: &Map<String, Value>, at: &Location) -> Node {
        let mut node = match object.get("type") {
            Some(Value::String(ty)) => self.typed(ty, object, at),
            Some(Value::Array(types)) => self.types(types, object, at),
            Some(other) => self.no_type(&other.to_string(), at),
            None => self.implied(object, at),
        };
        for listed in [self.enumeration(object, at), self.constant(object, at)].into_iter().flatten() {
            // Any number, in place of one whose digits are not known, may also be beyond the width of the integer.
            let is_wider = matches!((&node.shape, &listed.shape), (Shape::Integer(_), Shape::Number(_)));
            node = if node.is_any() || is_wider { listed } else { self.merge(node, listed) };
            node.origin.mixed = false;
        }
        node
    }

    /// Reads one JSON type with its keywords.
    fn typed(&mut self, ty: &str, object: &Map<String, Value>, at: &Location) -> Node {
        let shape = match ty {
            "object" => return self.object(object, at),
            "array" => return self.array(object, at),
            "string" => Shape::String(self.scalars.text(object)),
            "integer" => Shape::Integer(self.scalars.width(object)),
            "number" => Shape::Number(self.scalars.digits(object)),
            "boolean" => Shape::Bool,
            "null" => Shape::Null,
            "any" if self.dialect(at).may_be_draft_3() => Shape::Any,
            _ => return self.no_type(ty, at),
        };
        Node::new(shape, at)
    }

    /// `type: [string, integer]` is a union of the two, each with its keywords.
    fn types(&mut self, types: &[Value], object: &Map<String, Value>, at: &Location) -> Node {
        if types.is_empty() {
            self.fault("unknown-type", "`type` must name at least one type", at, "type");
            return Node::any(at);
        }
        let mut alternatives = Vec::with_capacity(types.len());
        for (index, ty) in types.iter().enumerate() {
            let mut node = match ty {
                Value::String(ty) => self.typed(ty, object, at),
                // One of the types may be a schema (draft 3, section 5.1).
                Value::Object(_) if self.dialect(at).may_be_draft_3() => self.schema(&at.entry("type", index)),
                _ => return self.no_type(&ty.to_string(), at),
            };
            if types.iter().filter(|ty| *ty != "null").count() > 1 && node.needs_type() {
                node.origin.at = at.entry("type", index);
            }
            alternatives.push(Alternative::of(node));
        }
        self.one_of(alternatives, at)
    }

    /// Without `type`, the keywords imply one. Values of other types are valid too.
    fn implied(&mut self, object: &Map<String, Value>, at: &Location) -> Node {
        let is_object =
            ["properties", "additionalProperties", "patternProperties", "required", "unevaluatedProperties"];
        let mut node = if has_any(object, &is_object) {
            self.object(object, at)
        } else if has_any(object, &["items", "prefixItems"]) {
            self.array(object, at)
        } else {
            return Node::any(at);
        };
        match &mut node.shape {
            Shape::Object(object) => object.implied = true,
            Shape::Array(array) => array.implied = true,
            _ => {}
        }
        node
    }

    /// The alternatives of `anyOf` or `oneOf`. None if they only require members (`oneOf: [{required: [a]}, {required: [b]}]`).
    fn alternatives(&mut self, object: &Map<String, Value>, keyword: &str, at: &Location) -> Option<Node> {
        let list = self.list(object, keyword, at);
        let plain = |node: &Node| node.only_requires() && !node.is_any();
        if list.is_empty() || list.iter().all(|node| node.only_requires()) && list.iter().any(plain) {
            return None;
        }
        let alternatives = list.into_iter().enumerate().map(|(index, node)| {
            let schema = object.get(keyword).and_then(|list| list.get(index));
            Alternative::described(node, schema)
        });
        let alternatives = alternatives.collect();
        Some(self.one_of(alternatives, at))
    }
}
