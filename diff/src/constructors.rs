//! Compares how structs are constructed: the form and the order of the arguments of `new`.

use super::both::Both;
use super::change::Change;
use super::message::{Message, say};
use super::rule::Rule;
use schemawright::model::{Constructor, Struct};

/// The change of the constructor, if no change of a member explains it.
pub(super) fn compare(both: &Both, was: &Struct, is: &Struct) -> Option<Change> {
    let constructor = format!("{}::new", both.is.path);
    let change = |rule, message| Some(both.new.of_item(rule, both.is, message));
    match (&was.constructor, &is.constructor) {
        (Constructor::Arguments, Constructor::Named(_)) => {
            change(Rule::ConstructorChanged, say!("{} takes a struct of named fields", constructor))
        }
        (Constructor::Named(_), Constructor::Arguments) => {
            change(Rule::ConstructorChanged, say!("{} takes a list of arguments", constructor))
        }
        (Constructor::Named(_), Constructor::Named(_)) => None,
        (Constructor::Arguments, Constructor::Arguments) => {
            let (old, new) = (arguments(was, is), arguments(is, was));
            let message = say!("{} takes ", constructor).then(Message::list(&new));
            let message = message.then(say!(", in that order; it was ")).then(Message::list(&old));
            (old != new).then(|| both.new.of_item(Rule::ConstructorReordered, both.is, message))
        }
    }
}

/// The required members of one struct that are also required in the other, by their names on the wire.
fn arguments<'a>(one: &'a Struct, other: &Struct) -> Vec<&'a str> {
    let required = other.required();
    let in_both = |name: &&str| required.iter().any(|field| field.wire_name == *name);
    one.required().into_iter().map(|field| field.wire_name.as_str()).filter(in_both).collect()
}
