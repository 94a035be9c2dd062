//! References.

use serde_json::{Map, Value};

use crate::canon::shape::{Node, Shape};
use crate::canon::worklist::Worklist;
use crate::read::resolve::{Location, UNRESOLVED};

impl Worklist<'_> {
    /// The targets of a schema's references.
    pub(super) fn references(&mut self, object: &Map<String, Value>, at: &Location) -> Vec<Node> {
        let mut found = Vec::new();
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            let Some(reference) = object.get(keyword) else { continue };
            let Some(name) = reference.as_str() else {
                self.fault("bad-ref", format!("`{keyword}` must be a string that names a schema"), at, keyword);
                continue;
            };
            if self.resolver.is_dynamic(keyword, name, at) {
                let message = format!("`{name}` may refer to several schemas: the type accepts any value");
                self.open(at, keyword, message);
                continue;
            }
            match self.resolver.resolve_keyword(name, at, keyword) {
                Ok(target) if self.resolver.schema(&target) == Some(&Value::Bool(false)) => {
                    found.push(Node::new(Shape::Never(None), at));
                }
                Ok(target) => {
                    let id = self.define(target);
                    found.push(Node::new(Shape::Ref(id), at));
                }
                Err(_) if self.resolver.is_missing(name, at) => {}
                Err(faults) => {
                    if faults.iter().any(|fault| fault.code == UNRESOLVED) {
                        self.missing.insert(self.resolver.name_of_missing(name, at).to_owned());
                    }
                    self.faults.extend(faults);
                }
            }
        }
        found
    }
}
