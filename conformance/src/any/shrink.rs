//! Schemas as proptest values: each from a number, with smaller ones of the same kind to reproduce a failure.

use proptest::prelude::Rng as _;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::grow;
use crate::random::Random;

/// Random schemas, by name.
#[derive(Clone, Debug)]
pub(super) struct Schemas(pub(super) String);

impl Strategy for Schemas {
    type Tree = Tree;
    type Value = Value;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        Ok(Tree::new(grow::schema(&self.0, &mut Random::new(runner.rng().next_u64()))))
    }
}

/// A schema that is shrunk: one of its parts is removed at a time, as long as the failure remains.
#[derive(Debug)]
pub(super) struct Tree {
    /// The current schema.
    current: Value,
    /// The smallest known schema with the failure.
    wrong: Value,
    /// The number of smaller schemas that were tried.
    tried: usize,
}

impl Tree {
    pub(super) fn new(schema: Value) -> Self {
        Self { current: schema.clone(), wrong: schema, tried: 0 }
    }

    fn next(&mut self) -> bool {
        let smaller = smaller(&self.wrong, self.tried);
        self.tried += 1;
        match smaller {
            Some(schema) => {
                self.current = schema;
                true
            }
            None => {
                self.current = self.wrong.clone();
                false
            }
        }
    }
}

impl ValueTree for Tree {
    type Value = Value;

    fn current(&self) -> Value {
        self.current.clone()
    }

    fn simplify(&mut self) -> bool {
        // The last schema fails too.
        if self.current != self.wrong {
            self.wrong = self.current.clone();
            self.tried = 0;
        }
        self.next()
    }

    fn complicate(&mut self) -> bool {
        self.next()
    }
}

/// The smaller schema at an index: without one of its members or items, or with a simpler value in place of one.
fn smaller(schema: &Value, index: usize) -> Option<Value> {
    let mut steps = index;
    let mut schema = schema.clone();
    change(&mut schema, &mut steps, true).then_some(schema)
}

/// Makes the change at an index; false if there are fewer.
fn change(value: &mut Value, steps: &mut usize, root: bool) -> bool {
    let mut now = || {
        let now = *steps == 0;
        *steps = steps.wrapping_sub(usize::from(!now));
        now
    };
    match value {
        Value::Object(object) => {
            let names: Vec<String> = object.keys().filter(|name| *name != "$schema").cloned().collect();
            for name in &names {
                if now() {
                    object.remove(name);
                    return true;
                }
            }
            if !root && now() {
                *value = Value::Bool(true);
                return true;
            }
            let Value::Object(object) = value else { return false };
            names.iter().any(|name| object.get_mut(name).is_some_and(|value| change(value, steps, false)))
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                if items.len() > 1 && now() {
                    items.remove(index);
                    return true;
                }
            }
            items.iter_mut().any(|item| change(item, steps, false))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Shrinks to a schema for which the property still fails.
    fn shrunk(schema: Value, is_wrong: impl Fn(&Value) -> bool) -> Value {
        let mut tree = Tree::new(schema);
        assert!(is_wrong(&tree.current()));
        let mut goes_on = tree.simplify();
        while goes_on {
            goes_on = if is_wrong(&tree.current()) { tree.simplify() } else { tree.complicate() };
        }
        tree.current()
    }

    #[test]
    fn irrelevant_parts_are_removed() {
        let schema = json!({
            "$schema": "x", "type": "object", "required": ["a", "b"], "title": "T",
            "properties": { "a": { "oneOf": [{ "type": "string" }, { "const": 1 }, true] }, "b": { "type": "null" } },
        });
        let is_wrong = |schema: &Value| schema["properties"]["a"]["oneOf"].to_string().contains("const");
        let small = shrunk(schema, is_wrong);
        assert_eq!(small, json!({ "$schema": "x", "properties": { "a": { "oneOf": [{ "const": 1 }] } } }));
    }
}
