//! The keywords of all schemas of one value.

use serde_json::{Map, Value};

use super::make::Extent;
use crate::describe::{Keyword, Schema};
use crate::validate::{Doubt, fits_alone};

/// The greatest number of keywords of one value, including those of references.
const KEYWORDS: usize = 5_000;

/// The keywords of one value.
pub(super) struct Told<'s> {
    pub(super) schemas: &'s [Schema],
    pub(super) keywords: Vec<&'static Keyword>,
    pub(super) name: &'s str,
    pub(super) extent: Extent,
    pub(super) doubt: Doubt,
}

impl Told<'_> {
    pub(super) fn fits(&self, value: &Value) -> bool {
        self.schemas.iter().all(|schema| fits_alone(self.doubt, schema, value))
    }

    pub(super) fn find<T>(&self, find: impl Fn(&'static Keyword) -> Option<T>) -> Option<T> {
        self.keywords.iter().find_map(|keyword| find(keyword))
    }

    pub(super) fn any(&self, is: impl Fn(&Keyword) -> bool) -> bool {
        self.keywords.iter().any(|keyword| is(keyword))
    }

    /// The same with other keywords.
    pub(super) fn with(&self, keywords: Vec<&'static Keyword>) -> Told<'_> {
        Told { keywords, ..*self }
    }
}

/// The keywords of schemas, and of the schemas that they refer to.
pub(super) fn flat(schemas: &[Schema]) -> Option<Vec<&'static Keyword>> {
    let mut found = Vec::new();
    let mut rest: Vec<Schema> = schemas.iter().rev().copied().collect();
    let mut steps = 0;
    while let Some(schema) = rest.pop() {
        for keyword in schema {
            steps += 1;
            match keyword {
                _ if steps > KEYWORDS => return None,
                Keyword::Never => return None,
                Keyword::Ref(link) | Keyword::Here(link) => rest.push(link().schema),
                Keyword::AllOf(parts) => rest.extend(parts.iter().rev()),
                keyword => found.push(keyword),
            }
        }
    }
    Some(found)
}

/// The names of properties, each once.
pub(super) fn properties(told: &Told) -> Vec<&'static str> {
    let mut names = Vec::new();
    for keyword in &told.keywords {
        if let Keyword::Properties(named) = keyword {
            names.extend(named.iter().map(|(name, _)| *name).filter(|name| !names.contains(name)).collect::<Vec<_>>());
        }
    }
    names
}

/// All schemas of a member.
pub(super) fn of_member(told: &Told, name: &str) -> Vec<Schema> {
    let mut schemas: Vec<Schema> = Vec::new();
    for keyword in &told.keywords {
        match keyword {
            Keyword::Properties(named) => {
                schemas.extend(named.iter().filter(|(own, _)| *own == name).map(|(_, schema)| *schema));
            }
            Keyword::PatternProperties(named) => {
                let matching =
                    named.iter().filter(|(pattern, _)| pattern.matcher.is_some_and(|matcher| matcher.has(name)));
                schemas.extend(matching.map(|(_, schema)| *schema));
            }
            _ => {}
        }
    }
    if schemas.is_empty() {
        schemas.extend(told.keywords.iter().filter_map(|keyword| match keyword {
            Keyword::AdditionalProperties(schema) | Keyword::UnevaluatedProperties(schema) => Some(*schema),
            _ => None,
        }));
    }
    schemas
}

pub(super) fn required(keyword: &Keyword) -> &'static [&'static str] {
    match keyword {
        Keyword::Required(names) => names,
        _ => &[],
    }
}

pub(super) fn items(keyword: &Keyword) -> Option<Schema> {
    match keyword {
        Keyword::Items(schema) | Keyword::UnevaluatedItems(schema) => Some(schema),
        _ => None,
    }
}

/// Names of members that other members require.
pub(super) fn dependents(told: &Told, members: &Map<String, Value>) -> Vec<&'static str> {
    let mut names = Vec::new();
    for keyword in &told.keywords {
        if let Keyword::DependentRequired(named) = keyword {
            let present = named.iter().filter(|(name, _)| members.contains_key(*name));
            names.extend(present.flat_map(|(_, names)| *names).filter(|name| !members.contains_key(**name)));
        }
    }
    names
}

/// Whether a value is an object with declared members, or a list of such.
pub(super) fn has_objects(schema: Schema) -> bool {
    let is_named = |keyword: &&Keyword| matches!(keyword, Keyword::Properties(_));
    let of_items = |schema: Schema| flat(&[schema]).is_some_and(|keywords| keywords.iter().any(is_named));
    let keywords = flat(&[schema]).unwrap_or_default();
    keywords.iter().any(is_named) || keywords.iter().filter_map(|keyword| items(keyword)).any(of_items)
}
