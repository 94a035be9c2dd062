//! Lists.

use serde_json::{Map, Value};

use crate::canon::shape::{Array, Node, Shape};
use crate::canon::worklist::Worklist;
use crate::read::resolve::Location;

impl Worklist<'_> {
    pub(super) fn array(&mut self, object: &Map<String, Value>, at: &Location) -> Node {
        let mut array = Array::open(at);
        let count = |keyword: &str| object.get(keyword).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        (array.least, array.most) = (count("minItems").unwrap_or(0), count("maxItems"));
        // `prefixItems`, or a list in `items` up to 2019-09, in which `additionalItems` has the meaning of today's `items`.
        let is_list = |keyword: &&str| matches!(object.get(*keyword), Some(Value::Array(_)));
        let prefix = ["prefixItems", "items"].into_iter().find(is_list);
        if let Some(keyword) = prefix {
            let items = self.schemas_of(object, keyword, at);
            array.prefix = items.iter().map(|at| self.part(at)).collect();
        }
        let rest = if prefix == Some("items") { "additionalItems" } else { "items" };
        if matches!(object.get(rest), Some(Value::Object(_) | Value::Bool(_))) {
            array.rest = Box::new(self.part(&at.below(rest)));
        }
        Node::new(Shape::Array(array), at)
    }
}
