//! The requirements of a schema in words, without the value.

use crate::describe::{Json, JsonType};

/// The greatest number of values that are shown.
const VALUES: usize = 10;

pub(super) fn at_least(count: u64, noun: &str) -> String {
    format!("at least {}", counted(count, noun))
}

pub(super) fn at_most(count: u64, noun: &str) -> String {
    format!("at most {}", counted(count, noun))
}

fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

pub(super) fn containing(least: u64, most: Option<u64>) -> String {
    let count = match most {
        Some(most) if most == least => format!("exactly {}", counted(least, "item")),
        Some(most) => format!("{least} to {}", counted(most, "item")),
        None => at_least(least, "item"),
    };
    format!("{count} that `contains` describes")
}

pub(super) fn one_of_alternatives(count: usize) -> String {
    match count {
        1 => "a value of the alternative".to_owned(),
        _ => format!("a value of one of the {count} alternatives"),
    }
}

pub(super) fn types(types: &[JsonType]) -> String {
    let name = |ty: &JsonType| match ty {
        JsonType::Array => "an array",
        JsonType::Boolean => "a boolean",
        JsonType::Integer => "an integer",
        JsonType::Null => "`null`",
        JsonType::Number => "a number",
        JsonType::Object => "an object",
        JsonType::String => "a string",
    };
    types.iter().map(name).collect::<Vec<_>>().join(" or ")
}

pub(super) fn values(values: &[Json]) -> String {
    let shown: Vec<String> = values.iter().take(VALUES).map(|listed| value(*listed)).collect();
    match values.len().checked_sub(VALUES) {
        Some(more @ 1..) => format!("one of {} and {more} more", shown.join(", ")),
        _ if values.len() == 1 => shown.concat(),
        _ => format!("one of {}", shown.join(", ")),
    }
}

/// A value of the schema.
pub(super) fn value(listed: Json) -> String {
    format!("`{listed}`")
}
