//! Compares the values of two enums.

use super::both::Both;
use super::change::Change;
use super::message::{Message, say};
use super::rule::Rule;
use schemawright::model::{Enum, Variant};
use serde_json::Value;

/// All changes of values. Values are matched by their names on the wire.
pub(super) fn compare(both: &Both, was: &Enum, is: &Enum) -> Vec<Change> {
    let path = &both.is.path;
    let named = |item: &Enum, value: &Value| item.variants.iter().position(|variant| variant.value == *value);
    let rust = |item: &Enum, name: &str| item.variants.iter().position(|variant| variant.rust_name == name);
    let mut changes = Vec::new();
    let mut push = |rule, variant: &Variant, message: Message| {
        changes.push(both.new.of_value(rule, both.is, &variant.rust_name, message));
    };
    for old in &was.variants {
        match (named(is, &old.value), rust(is, &old.rust_name)) {
            (Some(at), _) if is.variants[at].rust_name != old.rust_name => {
                let new = &is.variants[at];
                let message =
                    say!("value {} of {} is {} in Rust, was {}", new.text(), path, new.rust_name, old.rust_name);
                push(Rule::ValueRenamed, new, message);
            }
            (Some(_), _) => {}
            (None, Some(at)) => {
                let new = &is.variants[at];
                let message =
                    say!("variant {} of {} is {} on the wire, was {}", new.rust_name, path, new.text(), old.text());
                push(Rule::ValueWireRenamed, new, message);
            }
            (None, None) => push(Rule::ValueRemoved, old, say!("value {} of {} is removed", old.text(), path)),
        }
    }
    for new in &is.variants {
        if named(was, &new.value).is_none() && rust(was, &new.rust_name).is_none() {
            push(Rule::ValueAdded, new, say!("value {} of {} is new", new.text(), path));
        }
    }
    changes.extend(whole(both, was, is));
    changes
}

/// Changes of the enum itself.
fn whole(both: &Both, was: &Enum, is: &Enum) -> Vec<Change> {
    let path = &both.is.path;
    let mut changes = Vec::new();
    let mut push = |rule, message: Message| changes.push(both.new.of_item(rule, both.is, message));
    if was.of != is.of {
        push(Rule::ValuesRetyped, say!("enum {} is of {}, was of {}", path, is.of.name(), was.of.name()));
    }
    match (was.open, is.open) {
        (false, true) => push(Rule::EnumOpened, say!("enum {} accepts values that the schema does not list", path)),
        (true, false) => push(Rule::EnumClosed, say!("enum {} accepts only values that the schema lists", path)),
        _ => {}
    }
    let order = |one: &Enum, other: &Enum| {
        let in_both = |value: &Value| other.variants.iter().any(|variant| variant.value == *value);
        one.variants.iter().map(|variant| variant.value.clone()).filter(in_both).collect::<Vec<_>>()
    };
    if order(was, is) != order(is, was) {
        push(Rule::ValuesReordered, say!("the values of {} are in another order", path));
    }
    changes
}
