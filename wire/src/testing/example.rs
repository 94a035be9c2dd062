//! Checks of example values.

use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;
use serde_json::Value;

use super::{Pass, pass, with, without};
use crate::{Drift, DriftKind, Example, Inspect, Validate, Violations};

/// Checks the example values: they decode, encode, match the schema, contain nothing that the
/// types do not know unless the schema needs it, and are the same each time.
pub fn check_example<T: Example + Validate + Inspect + DeserializeOwned + Serialize>() {
    let name = std::any::type_name::<T>();
    let of = name.rsplit("::").next().unwrap_or(name);
    let is_valid: IsValid =
        |value| crate::decode::<T>(value.to_string()).is_ok_and(|decoded| decoded.validate().is_ok());
    example(of, &format!("the example of {name}"), || Made::new(&T::example()), pass::<T>, is_valid);
    example(of, &format!("the minimal of {name}"), || Made::new(&T::minimal()), pass::<T>, is_valid);
}

/// A value that was made for tests: whether it is valid, what its types do not know, and its text.
struct Made {
    valid: Result<(), Violations>,
    drift: Vec<Drift>,
    json: serde_json::Result<Vec<u8>>,
}

impl Made {
    fn new<T: Validate + Inspect + Serialize>(value: &T) -> Self {
        Self { valid: value.validate(), drift: crate::drift(value), json: crate::encode(value) }
    }
}

/// Whether a value decodes, and matches the schema.
type IsValid = fn(&Value) -> bool;

fn example(of: &str, name: &str, make: fn() -> Made, pass: Pass, is_valid: IsValid) {
    let Made { valid, drift, json } = make();
    if let Err(violations) = valid {
        panic!("{name}: {violations}");
    }
    let json = json.unwrap_or_else(|error| panic!("{name}: {error}"));
    let value: Value = serde_json::from_slice(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(is_needed(of, &drift, &value, is_valid), "{name} has values that its types do not know: {drift:?}");
    assert_eq!(pass(&value).as_ref(), Ok(&value), "{name} comes back");
    assert_eq!(make().json.ok(), Some(json), "{name} is the same again");
}

/// Whether the schema of a type needs what the type does not know of its example: a member that it requires and does not declare, or one of as
/// many as `minProperties` says. Without such a member, the value is not valid. The example of another type, which is a part of this one, is
/// checked by itself.
fn is_needed(of: &str, drift: &[Drift], value: &Value, is_valid: IsValid) -> bool {
    if drift.is_empty() {
        return true;
    }
    let rests = one_less(value);
    drift.iter().all(|found| {
        // Several members may be at a path with a hidden name.
        let mut at_path = rests.iter().filter(|(steps, _)| is_at(&found.path, steps));
        found.kind == DriftKind::UnknownField && (found.of != of || at_path.any(|(_, rest)| !is_valid(rest)))
    })
}

/// Whether these steps lead along a path of [`Drift`]. There, each name of a map's entry is `{}`.
fn is_at(path: &str, steps: &[String]) -> bool {
    let names: Vec<&str> = path.split('.').collect();
    names.len() == steps.len() && names.iter().zip(steps).all(|(name, step)| name == step || name.starts_with("{}"))
}

/// The copies of a value that lack one member of an object in it, each with the steps to the member: `["users[]", "name"]`.
fn one_less(value: &Value) -> Vec<(Vec<String>, Value)> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                found.push((vec![name.clone()], Value::Object(without(members, name))));
                for (mut steps, member) in one_less(member) {
                    match steps.first_mut().filter(|step| step.starts_with("[]")) {
                        Some(step) => step.insert_str(0, name),
                        None => steps.insert(0, name.clone()),
                    }
                    found.push((steps, Value::Object(with(members, name, member))));
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                for (mut steps, item) in one_less(item) {
                    match steps.first_mut().filter(|step| step.starts_with("[]")) {
                        Some(step) => step.insert_str(0, "[]"),
                        None => steps.insert(0, "[]".to_owned()),
                    }
                    let mut items = items.clone();
                    items[index] = item;
                    found.push((steps, Value::Array(items)));
                }
            }
        }
        _ => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_member_is_left_out_once() {
        let value = json!({ "a": 1, "b": [[{ "c": 2 }]] });
        let steps = |steps: &[&str]| steps.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>();
        let expected = [
            (steps(&["a"]), json!({ "b": [[{ "c": 2 }]] })),
            (steps(&["b"]), json!({ "a": 1 })),
            (steps(&["b[][]", "c"]), json!({ "a": 1, "b": [[{}]] })),
        ];
        assert_eq!(one_less(&value), expected);
        assert!(is_at("b[][].{}", &expected[2].0) && is_at("b[][].c", &expected[2].0));
        assert!(!is_at("b[].c", &expected[2].0) && !is_at("c", &expected[2].0));
    }

    #[test]
    fn an_unknown_member_is_there_if_the_schema_needs_it() {
        let unknown = |path: &str| Drift { path: path.to_owned(), of: "A", kind: DriftKind::UnknownField };
        let requires_c: IsValid = |value| value["a"].get("c").is_some();
        let value = json!({ "a": { "b": 1, "c": 2 } });
        assert!(is_needed("A", &[], &value, requires_c));
        assert!(is_needed("A", &[unknown("a.c")], &value, requires_c));
        assert!(is_needed("Other", &[unknown("a.b")], &value, requires_c));
        assert!(!is_needed("A", &[unknown("a.b")], &value, requires_c));
        assert!(!is_needed("A", &[unknown("a.b"), unknown("a.c")], &value, requires_c));
        let unlisted = Drift { kind: DriftKind::UnrecognizedValue, ..unknown("a.c") };
        assert!(!is_needed("A", &[unlisted], &value, requires_c));
    }
}
