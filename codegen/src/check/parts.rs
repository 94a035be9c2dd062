//! The members of all parts of an `allOf`.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::read::resolve::{Location, Resolver};

/// The greatest number of parts that are visited, including nested ones: a limit for an `allOf` that multiplies.
const PARTS: usize = 256;

/// The members that a schema and its parts declare.
#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    names: HashSet<&'a str>,
    /// Whether there may be others, because not all parts were visited.
    others: bool,
}

impl Members<'_> {
    /// Whether a member of that name may be among them.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.others || self.names.contains(name)
    }
}

/// The schema of which this one is a part, at any depth.
pub(super) fn outermost(at: &Location) -> Option<Location> {
    let mut pointer = at.pointer.as_str();
    while let Some((list, index)) = pointer.rsplit_once('/') {
        let Some(whole) = list.strip_suffix("/allOf").filter(|_| index.bytes().all(|b| b.is_ascii_digit())) else {
            break;
        };
        pointer = whole;
    }
    (pointer != at.pointer).then(|| Location { file: at.file, pointer: pointer.to_owned() })
}

/// The members that a schema and its parts declare, with references resolved.
pub(super) fn members<'a>(resolver: &Resolver<'a>, at: &Location) -> Members<'a> {
    let mut members = Members::default();
    let mut rest = vec![at.clone()];
    let mut count = 0;
    while let Some(at) = rest.pop() {
        count += 1;
        if count > PARTS {
            members.others = true;
            break;
        }
        let Some(schema) = resolver.schema(&at).and_then(Value::as_object) else { continue };
        let named = schema.get("properties").and_then(Value::as_object);
        members.names.extend(named.into_iter().flat_map(Map::keys).map(String::as_str));
        members.others |= ["anyOf", "oneOf", "patternProperties"].iter().any(|keyword| schema.contains_key(*keyword));
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            match resolver.resolve(reference, &at) {
                Ok(target) => rest.push(target),
                Err(_) => members.others = true,
            }
        }
        let parts = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
        let part = |index| Location { file: at.file, pointer: format!("{}/allOf/{index}", at.pointer) };
        rest.extend((0..parts).map(part));
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::corpus::Corpus;

    #[test]
    fn parts_see_the_properties_of_other_parts() {
        let base = r#"{"$id": "base", "properties": {"a": {}}, "allOf": [{"properties": {"b": {}}}]}"#;
        let whole = r##"{"properties": {"c": {}}, "allOf": [{"$ref": "base"}, {"allOf": [{"properties": {"d": {}}, "required": ["a"]}]}]}"##;
        let union = r#"{"allOf": [{"oneOf": []}, {"properties": {}}]}"#;
        let corpus = Corpus::from_sources([("a.json", base), ("b.json", whole), ("c.json", union)]).unwrap();
        let resolver = Resolver::new(&corpus).unwrap();
        let at = |file: usize, pointer: &str| Location { file, pointer: pointer.to_owned() };
        assert_eq!(outermost(&at(1, "/allOf/1/allOf/0")), Some(at(1, "")));
        assert_eq!(outermost(&at(1, "/properties/allOf")), None);
        assert_eq!(outermost(&at(1, "")), None);
        let members = super::members(&resolver, &at(1, ""));
        assert_eq!(["a", "b", "c", "d", "e"].map(|name| members.may_have(name)), [true, true, true, true, false]);
        assert!(super::members(&resolver, &at(2, "")).may_have("any"));
    }

    #[test]
    fn references_in_a_circle_end() {
        let circle = r##"{"$id": "a", "allOf": [{"$ref": "a"}, {"$ref": "a"}]}"##;
        let corpus = Corpus::from_sources([("a.json", circle)]).unwrap();
        let resolver = Resolver::new(&corpus).unwrap();
        assert!(members(&resolver, &Location::root(0)).may_have("any"));
    }
}
