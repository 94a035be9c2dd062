//! Whether the parts of an `allOf` can be put together at all. Who does that puts together, in turn, the members that several parts have, and each
//! alternative of a union with all other parts: that may go round in a circle, or multiply.

use std::collections::{BTreeSet, HashSet};
use std::ptr;

use serde_json::Value;

use crate::canon::bundle::{Definition, DefinitionId};
use crate::limits::{CHAIN, MERGES, PARTS};

/// Why parts can't be put together.
pub(super) enum Fault {
    /// They lead back to themselves.
    Endless,
    /// There are too many of them, or too many within one another.
    TooMany,
}

/// Puts the parts of a definition together, as far as to see that this ends.
pub(super) fn check(definitions: &[Definition], definition: &Definition) -> Result<(), Fault> {
    if definition.schema.get("allOf").is_none() {
        return Ok(());
    }
    Merger { definitions, begun: Vec::new(), known: HashSet::new() }.merge(&[&definition.schema])
}

/// Schemas that hold all at once, known by where they stand in memory.
type Parts = BTreeSet<*const Value>;

struct Merger<'a> {
    definitions: &'a [Definition],
    /// What is being put together, the outermost first.
    begun: Vec<Parts>,
    /// What has been put together, or is being.
    known: HashSet<Parts>,
}

impl<'a> Merger<'a> {
    fn merge(&mut self, parts: &[&'a Value]) -> Result<(), Fault> {
        let state: Parts = parts.iter().map(|part| ptr::from_ref(self.target(part))).collect();
        if self.begun.contains(&state) {
            return Err(Fault::Endless);
        }
        if !self.known.insert(state.clone()) {
            return Ok(());
        }
        if self.known.len() > MERGES || self.begun.len() > CHAIN {
            return Err(Fault::TooMany);
        }
        self.begun.push(state);
        for parts in self.product(parts, &mut Vec::new())? {
            self.merge_inside(&parts)?;
        }
        self.begun.pop();
        Ok(())
    }

    /// Follows a reference.
    fn target(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        while let Some(id) = reference(schema) {
            schema = &self.definitions[id.0].schema;
        }
        schema
    }

    /// The plain schemas that a schema comes to: its parts, once for each of its alternatives.
    fn flatten(&self, schema: &'a Value, path: &mut Vec<*const Value>) -> Result<Vec<Vec<&'a Value>>, Fault> {
        let schema = self.target(schema);
        if path.contains(&ptr::from_ref(schema)) {
            return Err(Fault::Endless);
        }
        if path.len() > CHAIN {
            return Err(Fault::TooMany);
        }
        path.push(schema);
        let flat = if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            self.product(&parts.iter().collect::<Vec<_>>(), path)?
        } else if let Some(alternatives) = schema.get("oneOf").and_then(Value::as_array) {
            let mut flat = Vec::new();
            for alternative in alternatives {
                flat.extend(self.flatten(alternative, path)?);
                if flat.len() > PARTS {
                    return Err(Fault::TooMany);
                }
            }
            flat
        } else {
            vec![vec![schema]]
        };
        path.pop();
        Ok(flat)
    }

    /// Each alternative of one part with each of the others.
    fn product(&self, parts: &[&'a Value], path: &mut Vec<*const Value>) -> Result<Vec<Vec<&'a Value>>, Fault> {
        let mut product = vec![Vec::new()];
        for part in parts {
            let flat = self.flatten(part, path)?;
            if product.len() * flat.len() > PARTS {
                return Err(Fault::TooMany);
            }
            product = product.iter().flat_map(|begin| flat.iter().map(move |end| [&begin[..], end].concat())).collect();
        }
        Ok(product)
    }

    /// Puts together what several parts say of one member, or of the elements.
    fn merge_inside(&mut self, parts: &[&'a Value]) -> Result<(), Fault> {
        let names = |part: &&'a Value| part.get("properties").and_then(Value::as_object).into_iter().flatten();
        let names: BTreeSet<&str> = parts.iter().flat_map(names).map(|(name, _)| name.as_str()).collect();
        let others = |part: &'a Value| part.get("additionalProperties");
        for name in names {
            let of = |part: &&'a Value| part.get("properties").and_then(|all| all.get(name)).or_else(|| others(part));
            self.merge_several(&parts.iter().filter_map(of).collect::<Vec<_>>())?;
        }
        self.merge_several(&parts.iter().filter_map(|part| others(part)).collect::<Vec<_>>())?;
        let items = parts.iter().filter_map(|part| part.get("items"));
        // Those of tuples too: whether they stand at the same place makes little difference here.
        let items = items.flat_map(|items| items.as_array().map_or_else(|| vec![items], |list| list.iter().collect()));
        self.merge_several(&items.collect::<Vec<_>>())
    }

    fn merge_several(&mut self, schemas: &[&'a Value]) -> Result<(), Fault> {
        if schemas.len() > 1 { self.merge(schemas) } else { Ok(()) }
    }
}

/// The definition that a schema is a reference to.
pub(super) fn reference(schema: &Value) -> Option<DefinitionId> {
    DefinitionId::from_key(schema.get("$ref")?.as_str()?.rsplit('/').next()?)
}
