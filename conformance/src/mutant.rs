//! Values near an instance. Some of them are unusual instances.

use serde_json::{Value, json};

use crate::random::Random;

/// Replacements for a value.
const OTHERS: [&str; 14] = [
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "2.0",
    "300",
    "\"a\"",
    "\"red\"",
    "\"\"",
    "[]",
    "[1,\"a\",null]",
    "{}",
    "{\"a\":1,\"kind\":\"k0\"}",
];
/// Names of added members.
const NAMES: [&str; 6] = ["a", "b", "kind", "x-1", "type", "another one"];

/// The value with one thing changed.
pub(crate) fn mutant(value: &Value, random: &mut Random) -> Value {
    let mut value = value.clone();
    change(&mut value, random);
    value
}

fn other(random: &mut Random) -> Value {
    random.pick(&OTHERS).and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn change(value: &mut Value, random: &mut Random) {
    let deeper = !random.one_in(3);
    match value {
        Value::Object(members) if !members.is_empty() && deeper => {
            let names: Vec<String> = members.keys().cloned().collect();
            let Some(name) = random.pick(&names) else { return };
            match random.below(4) {
                0 => drop(members.remove(name)),
                _ => members.get_mut(name).into_iter().for_each(|value| change(value, random)),
            }
        }
        Value::Object(members) if random.one_in(2) => {
            let name = random.pick(&NAMES).copied().unwrap_or_default();
            members.insert(name.to_owned(), other(random));
        }
        Value::Array(items) if !items.is_empty() && deeper => {
            let index = random.below(items.len());
            match random.below(4) {
                0 => drop(items.remove(index)),
                1 => items.push(items[index].clone()),
                _ => change(&mut items[index], random),
            }
        }
        Value::Array(items) if random.one_in(2) => items.push(other(random)),
        Value::Number(number) if number.is_i64() && deeper => {
            *value = json!(number.as_i64().unwrap_or_default().saturating_add(1));
        }
        _ => *value = other(random),
    }
}
