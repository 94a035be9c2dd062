//! Emits the constraints that the Rust type does not express, as sentences.
//!
//! ```text
//! {"minLength": 1, "maxLength": 100}      1 to 100 characters.
//! {"pattern": "^a"}                       Matches `^a`.
//! {"items": {"minimum": 1}}               Each item: at least 1.
//! ```

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::model::{Constraint, Type};
use crate::read::pointer;
use crate::text::{counted, cut};

/// The greatest length of a value that is shown.
const SHOWN: usize = 200;

/// One sentence for each constraint, in Markdown.
pub(super) fn sentences(constraints: &[Constraint], types: &[&Type]) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<&Constraint>)> = Vec::new();
    let mut group_of: HashMap<&str, usize> = HashMap::new();
    for constraint in constraints {
        let within = constraint.within.as_str();
        let index = *group_of.entry(within).or_insert(groups.len());
        if index == groups.len() {
            groups.push((within, Vec::new()));
        }
        groups[index].1.push(constraint);
    }
    let is_instant = types.iter().any(|ty| holds_instant(ty));
    let mut sentences = Vec::new();
    for (within, own) in groups {
        let is_alternative = within.rsplit('/').nth(1).is_some_and(|keyword| matches!(keyword, "anyOf" | "oneOf"));
        let told = Told { own: &own, is_instant, is_alternative };
        let place = place(within);
        sentences.extend(told.sentences().into_iter().map(|sentence| match &place {
            Some(place) => format!("{place}: {}.", lower(&sentence)),
            None => format!("{sentence}."),
        }));
    }
    let mut seen = HashSet::new();
    sentences.retain(|sentence: &String| seen.insert(sentence.clone()));
    sentences
}

/// Whether the type already shows that a string is a timestamp.
fn holds_instant(ty: &Type) -> bool {
    let mut found = false;
    ty.walk(&mut |ty| found |= *ty == Type::Timestamp);
    found
}

/// The part of a value that the constraints apply to, unless it is the value itself.
fn place(within: &str) -> Option<String> {
    let mut places = Vec::new();
    let segments: Vec<_> = pointer::segments(within).collect();
    let mut rest = &segments[..];
    while let Some((keyword, after)) = rest.split_first() {
        rest = after;
        let index = |rest: &[std::borrow::Cow<str>]| rest.first().and_then(|step| step.parse::<usize>().ok());
        match (&**keyword, index(rest)) {
            ("anyOf" | "oneOf", _) => {
                rest = rest.get(1..).unwrap_or_default();
                places.push("one alternative".to_owned());
            }
            ("prefixItems" | "items", Some(index)) => {
                rest = &rest[1..];
                places.push(format!("item {}", index + 1));
            }
            ("items", None) => places.push("each item".to_owned()),
            ("additionalItems", _) => places.push("each further item".to_owned()),
            ("additionalProperties", _) => places.push("each value".to_owned()),
            ("patternProperties", _) => {
                let pattern = rest.first().map(|pattern| pattern.to_string()).unwrap_or_default();
                rest = rest.get(1..).unwrap_or_default();
                places.push(format!("each value whose name matches {}", code(&pattern)));
            }
            _ => {}
        }
    }
    places.reverse();
    (!places.is_empty()).then(|| upper(&places.join(" of ")))
}

/// The constraints of one value.
struct Told<'a> {
    own: &'a [&'a Constraint],
    is_instant: bool,
    /// Whether it is one of several alternatives. Then the type shows the listed scalars.
    is_alternative: bool,
}

impl Told<'_> {
    fn sentences(&self) -> Vec<String> {
        let mut found = Vec::new();
        found.extend(self.within("minLength", "maxLength", "character"));
        found.extend(self.text("pattern").map(|pattern| format!("Matches {}", code(pattern))));
        found.extend(self.format());
        found.extend(self.text("contentEncoding").map(|encoding| format!("Encoded as {}", code(encoding))));
        found.extend(self.text("contentMediaType").map(|ty| format!("Holds {}", code(ty))));
        found.extend(self.schema("contentSchema").map(|schema| format!("What it holds is described by {schema}")));
        found.extend(self.bounds());
        found.extend(self.value("multipleOf").map(|step| format!("A multiple of {step}")));
        found.extend(self.within("minItems", "maxItems", "item"));
        if self.value("uniqueItems") == Some(&Value::Bool(true)) {
            found.push("Unique items".to_owned());
        }
        found.extend(self.contains());
        found.extend(self.schema("unevaluatedItems").map(|schema| format!("Each other item is described by {schema}")));
        found.extend(self.within("minProperties", "maxProperties", "member"));
        found.extend(self.property_names());
        found.extend(self.dependent());
        found.extend(self.listed());
        found.extend(self.schema("not").map(|schema| format!("Not what {schema} describes")));
        found.extend(self.branches());
        for keyword in ["anyOf", "oneOf"] {
            found.extend(self.value(keyword).and_then(|list| together(keyword, list)));
        }
        found
    }

    fn value(&self, keyword: &str) -> Option<&Value> {
        self.own.iter().find(|one| one.keyword == keyword).map(|one| &one.value)
    }

    fn text(&self, keyword: &str) -> Option<&str> {
        self.value(keyword)?.as_str()
    }

    /// A schema as code, unless it restricts nothing.
    fn schema(&self, keyword: &str) -> Option<String> {
        let schema = self.value(keyword)?;
        let says_nothing = *schema == Value::Bool(true) || schema.as_object().is_some_and(serde_json::Map::is_empty);
        (!says_nothing).then(|| json(schema))
    }

    /// `1 to 100 characters`.
    fn within(&self, least: &str, most: &str, noun: &str) -> Option<String> {
        let count = |keyword: &str| self.value(keyword).and_then(Value::as_f64).filter(|count| *count >= 0.0);
        let nouns = |count: f64| if count == 1.0 { noun.to_owned() } else { format!("{noun}s") };
        match (count(least).filter(|least| *least > 0.0), count(most)) {
            (Some(least), Some(most)) if least == most => Some(format!("Exactly {least} {}", nouns(least))),
            (Some(least), Some(most)) => Some(format!("{least} to {most} {}", nouns(most))),
            (Some(least), None) => Some(format!("At least {least} {}", nouns(least))),
            (None, Some(most)) => Some(format!("At most {most} {}", nouns(most))),
            (None, None) => None,
        }
    }

    /// `1 to 10`, `At least 1`, `Above 0, below 1`.
    fn bounds(&self) -> Option<String> {
        // Up to draft 4, `exclusiveMinimum` makes the value of `minimum` exclusive.
        let excludes = |keyword: &str| self.value(keyword) == Some(&Value::Bool(true));
        let number = |keyword: &str| self.value(keyword).filter(|value| value.is_number());
        let limit = |inclusive: &str, exclusive: &str| match (number(inclusive), excludes(exclusive)) {
            (Some(limit), true) => (None, Some(limit)),
            (limit, _) => (limit, number(exclusive)),
        };
        let (least, above) = limit("minimum", "exclusiveMinimum");
        let (most, below) = limit("maximum", "exclusiveMaximum");
        let mut parts = Vec::new();
        match (least, most) {
            (Some(least), Some(most)) if least == most => parts.push(format!("exactly {least}")),
            (Some(least), Some(most)) => parts.push(format!("{least} to {most}")),
            (least, _) => parts.extend(least.map(|least| format!("at least {least}"))),
        }
        parts.extend(above.map(|above| format!("above {above}")));
        parts.extend(most.filter(|_| least.is_none()).map(|most| format!("at most {most}")));
        parts.extend(below.map(|below| format!("below {below}")));
        (!parts.is_empty()).then(|| upper(&parts.join(", ")))
    }

    /// The type shows formats of numbers, and that of a timestamp.
    fn format(&self) -> Option<String> {
        let format = self.text("format")?;
        let in_type = matches!(format, "float" | "double") || crate::width::Width::from_format(format).is_some();
        let in_type = in_type || format == "date-time" && self.is_instant;
        (!in_type).then(|| format!("Format: {}", code(format)))
    }

    fn contains(&self) -> Option<String> {
        self.value("contains")?;
        let count = |keyword: &str| self.value(keyword).and_then(Value::as_u64);
        let items = |count: u64| counted(count, "item");
        let what = self.schema("contains").map(|schema| format!(" described by {schema}")).unwrap_or_default();
        let items = match (count("minContains").unwrap_or(1), count("maxContains")) {
            (0, None) => return None,
            (1, None) => "an item".to_owned(),
            (least, None) => format!("at least {}", items(least)),
            (0, Some(0)) => "no item".to_owned(),
            (0, Some(most)) => format!("at most {}", items(most)),
            (least, Some(most)) if least == most => format!("exactly {}", items(least)),
            (least, Some(most)) => format!("{least} to {}", items(most)),
        };
        Some(format!("Contains {items}{what}"))
    }

    fn property_names(&self) -> Option<String> {
        let schema = self.value("propertyNames")?;
        let only = schema.as_object().filter(|schema| schema.len() == 1);
        match only.and_then(|schema| schema.get("pattern")?.as_str()) {
            Some(pattern) => Some(format!("Names of members match {}", code(pattern))),
            None => self.schema("propertyNames").map(|schema| format!("Names of members are described by {schema}")),
        }
    }

    /// Members that other members require.
    fn dependent(&self) -> Vec<String> {
        let mut found = Vec::new();
        for keyword in ["dependentRequired", "dependencies", "dependentSchemas"] {
            for (name, needed) in self.value(keyword).and_then(Value::as_object).into_iter().flatten() {
                let name = code(name);
                found.extend(match needed {
                    Value::Array(names) if names.is_empty() => None,
                    Value::Array(names) => {
                        let names: Vec<String> = names.iter().filter_map(Value::as_str).map(code).collect();
                        Some(format!(
                            "With {name}, {} {} required",
                            all(&names),
                            if names.len() == 1 { "is" } else { "are" }
                        ))
                    }
                    Value::Bool(false) => Some(format!("Without {name}")),
                    Value::Object(schema) if !schema.is_empty() => {
                        Some(format!("With {name}, described by {}", json(needed)))
                    }
                    _ => None,
                });
            }
        }
        found
    }

    /// Listed values that the type does not show.
    fn listed(&self) -> Option<String> {
        let values = self.value("enum")?.as_array()?;
        if self.is_alternative && values.iter().all(Value::is_boolean) {
            return None;
        }
        let has = |value: bool| values.contains(&Value::Bool(value));
        match &values[..] {
            [only] => Some(format!("Always {}", json(only))),
            _ if has(true) && has(false) && values.iter().all(|value| value.is_boolean() || value.is_null()) => None,
            values => {
                let values: Vec<String> = values.iter().map(json).collect();
                Some(format!("One of {}", any(&values)))
            }
        }
    }

    fn branches(&self) -> Option<String> {
        let whole = self.value("if")?;
        let condition = json(whole.get("if")?);
        let branch = |keyword: &str| whole.get(keyword).map(json);
        Some(match (branch("then"), branch("else")) {
            (Some(then), Some(other)) => {
                format!("What {condition} describes is also described by {then}, and all else by {other}")
            }
            (Some(then), None) => format!("What {condition} describes is also described by {then}"),
            (None, Some(other)) => format!("What {condition} does not describe is described by {other}"),
            (None, None) => return None,
        })
    }
}

/// Combinations of members: `oneOf: [{required: [a]}, {required: [b]}]`.
fn together(keyword: &str, list: &Value) -> Option<String> {
    let names = |part: &Value| -> Option<String> {
        let part = part.as_object().filter(|part| part.len() == 1)?;
        let names: Vec<String> = part.get("required")?.as_array()?.iter().filter_map(Value::as_str).map(code).collect();
        (!names.is_empty()).then(|| all(&names))
    };
    let list = list.as_array()?;
    let word =
        if keyword == "oneOf" { "Exactly one of these is required" } else { "At least one of these is required" };
    match list.iter().map(names).collect::<Option<Vec<_>>>() {
        Some(names) => Some(format!("{word}: {}", any(&names))),
        None => {
            let schemas: Vec<String> = list.iter().map(json).collect();
            let word = if keyword == "oneOf" { "exactly one" } else { "at least one" };
            Some(format!("Described by {word} of {}", any(&schemas)))
        }
    }
}

fn all(names: &[String]) -> String {
    listing(names, "and")
}

fn any(names: &[String]) -> String {
    listing(names, "or")
}

/// `a, b and c`. A long list is shortened.
fn listing(names: &[String], word: &str) -> String {
    const LISTED: usize = 12;
    match names {
        [] => String::new(),
        [only] => only.clone(),
        many if many.len() > LISTED => format!("{} {word} {} more", many[..LISTED].join(", "), many.len() - LISTED),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

fn code(text: &str) -> String {
    super::doc::quoted(&cut(text, SHOWN))
}

fn json(value: &Value) -> String {
    code(&value.to_string())
}

fn upper(text: &str) -> String {
    change_first(text, char::to_ascii_uppercase)
}

fn lower(text: &str) -> String {
    change_first(text, char::to_ascii_lowercase)
}

fn change_first(text: &str, change: fn(&char) -> char) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", change(&first), letters.as_str()))
}

#[cfg(test)]
mod tests;
