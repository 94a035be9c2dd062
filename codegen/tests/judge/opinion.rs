//! The class of a definition, in terms that both sides have.

use std::collections::{BTreeMap, BTreeSet};

/// The class of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Class {
    /// Any JSON value.
    Any,
    Null,
    Bool,
    /// An integer, by its type in Rust.
    Integer(String),
    Number,
    String,
    /// One of these strings.
    Enum(BTreeSet<String>),
    List(Box<Class>),
    Map(Box<Class>),
    Tuple(Vec<Class>),
    /// A struct. Its fields are compared where it is a definition.
    Struct,
    Union,
    /// The greatest depth of a comparison: a list may contain itself.
    Deep,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) class: Class,
    /// Whether the member is required.
    pub(crate) required: bool,
    /// Whether it may be `null`; only for required members.
    pub(crate) nullable: bool,
}

/// The treatment of undeclared members.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rest {
    /// They are valid. typify's types lose them.
    Any,
    Refused,
    /// They are of a class.
    Of(Class),
}

/// A definition of one side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Opinion {
    Struct(BTreeMap<String, Field>, Rest),
    Value(Class),
}

/// One difference: ours first, then typify's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Difference {
    Class(Class, Class),
    Required(bool, bool),
    Nullable(bool, bool),
    /// Only one side has the field.
    Alone(Option<Field>, Option<Field>),
    Rest(Rest, Rest),
}

/// All differences, each with the name of its field, if it has one.
pub(crate) fn differences(ours: &Opinion, theirs: &Opinion) -> Vec<(Option<String>, Difference)> {
    let mut found = Vec::new();
    match (ours, theirs) {
        (Opinion::Struct(ours, our_rest), Opinion::Struct(theirs, their_rest)) => {
            for name in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
                let mut push = |difference| found.push((Some(name.clone()), difference));
                let (Some(ours), Some(theirs)) = (ours.get(name), theirs.get(name)) else {
                    push(Difference::Alone(ours.get(name).cloned(), theirs.get(name).cloned()));
                    continue;
                };
                if ours.required != theirs.required {
                    push(Difference::Required(ours.required, theirs.required));
                } else if ours.nullable != theirs.nullable {
                    push(Difference::Nullable(ours.nullable, theirs.nullable));
                }
                classes(&ours.class, &theirs.class, &mut |ours, theirs| push(Difference::Class(ours, theirs)));
            }
            if !rest_agrees(our_rest, their_rest) {
                found.push((None, Difference::Rest(our_rest.clone(), their_rest.clone())));
            }
        }
        (Opinion::Struct(fields, our_rest), Opinion::Value(Class::Map(inner))) if fields.is_empty() => {
            found.push((None, Difference::Class(Class::Struct, Class::Map(inner.clone()))));
            let their_rest = Rest::Of((**inner).clone());
            if !rest_agrees(our_rest, &their_rest) {
                found.push((None, Difference::Rest(our_rest.clone(), their_rest)));
            }
        }
        (ours, theirs) => {
            let class = |opinion: &Opinion| match opinion {
                Opinion::Struct(..) => Class::Struct,
                Opinion::Value(class) => class.clone(),
            };
            classes(&class(ours), &class(theirs), &mut |ours, theirs| {
                found.push((None, Difference::Class(ours, theirs)));
            });
        }
    }
    found
}

/// Calls the function with the innermost classes that differ.
fn classes(ours: &Class, theirs: &Class, push: &mut dyn FnMut(Class, Class)) {
    match (ours, theirs) {
        (Class::Deep, _) | (_, Class::Deep) => {}
        (Class::List(ours), Class::List(theirs)) | (Class::Map(ours), Class::Map(theirs)) => {
            classes(ours, theirs, push);
        }
        (Class::Tuple(ours), Class::Tuple(theirs)) if ours.len() == theirs.len() => {
            ours.iter().zip(theirs).for_each(|(ours, theirs)| classes(ours, theirs, push));
        }
        (ours, theirs) if ours == theirs => {}
        (ours, theirs) => push(ours.clone(), theirs.clone()),
    }
}

fn rest_agrees(ours: &Rest, theirs: &Rest) -> bool {
    match (ours, theirs) {
        // Members of any class are kept in a map if the schema declares them explicitly.
        (Rest::Any, Rest::Of(Class::Any)) => true,
        (Rest::Of(ours), Rest::Of(theirs)) => {
            let mut agree = true;
            classes(ours, theirs, &mut |_, _| agree = false);
            agree
        }
        (ours, theirs) => ours == theirs,
    }
}
