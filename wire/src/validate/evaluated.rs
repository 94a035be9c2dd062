//! The members and items that other keywords evaluate (2020-12, core, section 11).

use std::collections::BTreeSet;

use super::keyword::matches;
use super::run::Run;
use super::value::Value;
use crate::describe::{Keyword, Schema};

/// The evaluated ones.
pub(super) enum Seen<T> {
    All,
    Some(BTreeSet<T>),
}

impl<T: Ord> Seen<T> {
    pub(super) fn has<Q: Ord + ?Sized>(&self, one: &Q) -> bool
    where
        T: std::borrow::Borrow<Q>,
    {
        match self {
            Self::All => true,
            Self::Some(seen) => seen.contains(one),
        }
    }

    fn add(&mut self, more: impl IntoIterator<Item = T>) {
        if let Self::Some(seen) = self {
            seen.extend(more);
        }
    }
}

/// The members that the keywords beside `unevaluatedProperties` evaluate, in the schema and in all of its valid subschemas.
pub(super) fn members_seen<'v>(run: &mut Run<'v>, schema: Schema, value: &'v Value) -> Seen<&'v str> {
    let mut seen = Seen::Some(BTreeSet::new());
    let Value::Object(members) = value else { return seen };
    let own = &mut |keyword: &'static Keyword, is_inside: bool, _: &mut Run<'v>| match keyword {
        Keyword::Properties(named) => {
            seen.add(named.iter().filter_map(|(name, _)| members.get(name)).map(|(name, _)| name));
        }
        Keyword::PatternProperties(patterns) => {
            let names = members.names().filter(|name| patterns.iter().any(|(pattern, _)| matches(*pattern, name)));
            seen.add(names);
        }
        Keyword::AdditionalProperties(_) => seen = Seen::All,
        Keyword::UnevaluatedProperties(_) if is_inside => seen = Seen::All,
        _ => {}
    };
    walk(run, schema, value, false, &mut Vec::new(), own);
    seen
}

/// The same for items and `unevaluatedItems`.
pub(super) fn items_seen<'v>(run: &mut Run<'v>, schema: Schema, value: &'v Value) -> Seen<usize> {
    let mut seen = Seen::Some(BTreeSet::new());
    let Value::Array(items) = value else { return seen };
    let own = &mut |keyword: &'static Keyword, is_inside: bool, run: &mut Run<'v>| match keyword {
        Keyword::PrefixItems(schemas) => seen.add(0..schemas.len()),
        Keyword::Contains(of_item, ..) => {
            let found: Vec<usize> =
                items.iter().enumerate().filter(|(_, item)| run.fits(of_item, item)).map(|(index, _)| index).collect();
            seen.add(found);
        }
        Keyword::Items(_) => seen = Seen::All,
        Keyword::UnevaluatedItems(_) if is_inside => seen = Seen::All,
        _ => {}
    };
    walk(run, schema, value, false, &mut Vec::new(), own);
    seen
}

/// Calls the function with each keyword of a schema, and of all its valid subschemas for the same value.
fn walk<'v>(
    run: &mut Run<'v>,
    schema: Schema,
    value: &'v Value,
    is_inside: bool,
    around: &mut Vec<*const Keyword>,
    visit: &mut impl FnMut(&'static Keyword, bool, &mut Run<'v>),
) {
    // A circular reference has already been visited.
    if schema.is_empty() || around.contains(&schema.as_ptr()) {
        return;
    }
    around.push(schema.as_ptr());
    for keyword in schema {
        visit(keyword, is_inside, run);
        let mut inner = |run: &mut Run<'v>, schema: Schema| walk(run, schema, value, true, around, visit);
        match *keyword {
            Keyword::Ref(link) | Keyword::Here(link) => inner(run, link().schema),
            Keyword::AllOf(parts) => parts.iter().for_each(|part| inner(run, part)),
            Keyword::AnyOf(alternatives) | Keyword::OneOf(alternatives) => {
                for alternative in alternatives {
                    if run.fits(alternative, value) {
                        inner(run, alternative);
                    }
                }
            }
            Keyword::If(condition, then, otherwise) => {
                if run.fits(condition, value) {
                    inner(run, condition);
                    inner(run, then);
                } else {
                    inner(run, otherwise);
                }
            }
            Keyword::DependentSchemas(dependents) => {
                let meant = dependents.iter().filter(|(name, _)| value.get(name).is_some());
                meant.for_each(|(_, schema)| inner(run, schema));
            }
            _ => {}
        }
    }
    around.pop();
}
