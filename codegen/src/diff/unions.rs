//! Compares the alternatives of two unions: by name, for their order says nothing to callers.

use super::change::Change;
use super::items::Both;
use super::message::{Message, say};
use super::rule::Rule;
use crate::model::{Alternative, Form, Union};

/// All changes of alternatives.
pub(super) fn compare(both: &Both, was: &Union, is: &Union) -> Vec<Change> {
    let path = &both.is.path;
    let mut changes = Vec::new();
    let mut push = |rule, name: &str, message: Message| {
        changes.push(both.new.of_alternative(rule, both.is, name, message));
    };
    for old in &was.alternatives {
        let name = &old.rust_name;
        match is.alternatives.iter().find(|new| new.rust_name == *name) {
            None => push(Rule::UnionChanged, name, say!("alternative {} of union {} is gone", name, path)),
            Some(new) => {
                let (was, is) = (of_old(both, old), of_new(both, new));
                if was != is {
                    let message = say!("alternative {} of union {} is {}, was {}", name, path, is, was);
                    push(Rule::UnionChanged, name, message);
                }
            }
        }
    }
    for new in &is.alternatives {
        let name = &new.rust_name;
        if was.alternatives.iter().all(|old| old.rust_name != *name) {
            push(Rule::AlternativeAdded, name, say!("alternative {} of union {} is new", name, path));
        }
    }
    if was.is_open() != is.is_open() || was.telling != is.telling {
        let message = say!("the alternatives of union {} are told apart in another way", path);
        changes.push(both.new.of_item(Rule::UnionChanged, both.is, message));
    }
    changes
}

fn of_old(both: &Both, alternative: &Alternative) -> String {
    described(alternative, both.old.ty(&alternative.ty, &both.pairs.renames))
}

fn of_new(both: &Both, alternative: &Alternative) -> String {
    described(alternative, both.new.ty(&alternative.ty, &Default::default()))
}

fn described(alternative: &Alternative, ty: String) -> String {
    let boxed = if alternative.boxed { format!("Box<{ty}>") } else { ty };
    let tags: Vec<String> = alternative.facts.tags.iter().map(ToString::to_string).collect();
    let tagged = if tags.is_empty() { String::new() } else { format!(", with the tag {}", tags.join(" or ")) };
    match &alternative.form {
        Form::Plain => format!("{boxed}{tagged}"),
        Form::Wrapped(name) => format!("{{ {name}: {boxed} }}"),
        Form::Constant(value) => format!("{value:?}"),
    }
}
