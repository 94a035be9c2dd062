//! Compares the alternatives of two unions. They are matched by their names in Rust, else by what distinguishes them.

use super::both::Both;
use super::change::Change;
use super::message::{Message, say};
use super::rule::Rule;
use schemawright::model::{Alternative, Form, Telling, Union};

/// All changes of alternatives.
pub(super) fn compare(both: &Both, was: &Union, is: &Union) -> Vec<Change> {
    let path = &both.is.path;
    let pairs = pairs(was, is);
    let mut changes = Vec::new();
    let mut push = |rule, name: &str, message: Message| {
        changes.push(both.new.of_alternative(rule, both.is, name, message));
    };
    for (at, old) in was.alternatives.iter().enumerate() {
        let name = &old.rust_name;
        let Some((_, new)) = pairs.iter().find(|(old, _)| *old == at) else {
            push(Rule::UnionChanged, name, say!("alternative {} of union {} is removed", name, path));
            continue;
        };
        let new = &is.alternatives[*new];
        if new.rust_name != *name {
            let message = say!("alternative {} of union {} is {} in Rust", name, path, new.rust_name);
            push(Rule::UnionChanged, name, message);
        }
        let (was, is) = (of_old(both, old), of_new(both, new));
        if was != is {
            let message = say!("alternative {} of union {} is {}, was {}", new.rust_name, path, is, was);
            push(Rule::UnionChanged, name, message);
        }
    }
    for (at, new) in is.alternatives.iter().enumerate() {
        if pairs.iter().all(|(_, new)| *new != at) {
            let name = &new.rust_name;
            push(Rule::AlternativeAdded, name, say!("alternative {} of union {} is new", name, path));
        }
    }
    changes.extend(whole(both, was, is, &pairs));
    changes
}

/// Changes of the union itself.
fn whole(both: &Both, was: &Union, is: &Union, pairs: &[(usize, usize)]) -> Vec<Change> {
    let path = &both.is.path;
    let mut changes = Vec::new();
    let mut push = |rule, message: Message| changes.push(both.new.of_item(rule, both.is, message));
    match (was.is_open(), is.is_open()) {
        (true, false) => push(Rule::UnionChanged, say!("union {} accepts only values of its alternatives", path)),
        (false, true) => push(Rule::UnionChanged, say!("union {} accepts values of no alternative", path)),
        _ => {}
    }
    if was.telling != is.telling {
        push(Rule::UnionChanged, say!("the alternatives of union {} are identified in another way", path));
    } else if !pairs.is_sorted_by_key(|(_, new)| new) {
        // A value that matches several alternatives decodes as the first, if nothing else decides.
        match is.telling {
            Telling::Members => {
                push(Rule::AlternativesRetried, say!("the alternatives of union {} are tried in another order", path));
            }
            _ => push(Rule::AlternativesReordered, say!("the alternatives of union {} are in another order", path)),
        }
    }
    changes
}

/// The indices of the alternatives in both, in the order of the old ones.
fn pairs(was: &Union, is: &Union) -> Vec<(usize, usize)> {
    let by_name = |old: &Alternative| is.alternatives.iter().position(|new| new.rust_name == old.rust_name);
    let has_namesake = |new: &Alternative| was.alternatives.iter().any(|old| old.rust_name == new.rust_name);
    let by_mark = |old: &Alternative| {
        let mark = mark(&was.telling, old).filter(|_| was.telling == is.telling)?;
        let is_same = |new: &Alternative| !has_namesake(new) && self::mark(&is.telling, new) == Some(mark.clone());
        is.alternatives.iter().position(is_same)
    };
    let pair = |(at, old): (usize, &Alternative)| Some((at, by_name(old).or_else(|| by_mark(old))?));
    was.alternatives.iter().enumerate().filter_map(pair).collect()
}

/// The tag value or type that distinguishes an alternative, if there is one.
fn mark(telling: &Telling, alternative: &Alternative) -> Option<String> {
    match (telling, &alternative.form) {
        (_, Form::Constant(value)) => Some(format!("={value}")),
        (Telling::Wrapper, Form::Wrapped(name)) => Some(format!("{{{name}")),
        (Telling::Tag(_), _) if !alternative.facts.tags.is_empty() => {
            let mut tags: Vec<String> = alternative.facts.tags.iter().map(ToString::to_string).collect();
            tags.sort_unstable();
            Some(tags.join("|"))
        }
        (Telling::Type, _) => Some(alternative.facts.types.names().collect::<Vec<_>>().join("|")),
        _ => None,
    }
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
