//! What identifies each alternative of a union, in words: for the docs of its variant, and for `explain`.

use serde_json::Value;

use super::{Alternative, Union};
use crate::telling::{Form, JsonTypes, Telling};

/// The form of names and values in the text.
pub(crate) struct Quotes {
    /// The name of a member.
    pub(crate) name: fn(&str) -> String,
    /// A value.
    pub(crate) value: fn(&Value) -> String,
}

/// More members than these are not listed.
const LISTED: usize = 4;

impl Union {
    /// What identifies an alternative: "`kind` is `card`", "a string", "an object with `id`".
    pub(crate) fn mark(&self, one: &Alternative, quotes: &Quotes) -> String {
        match (&one.form, &self.telling) {
            (Form::Wrapped(name), _) => format!("an object with the member {} alone", (quotes.name)(name)),
            (Form::Constant(value), _) => format!("the string {}", (quotes.value)(&Value::from(&**value))),
            (Form::Plain, Telling::Tag(tag)) if !one.facts.tags.is_empty() => listed(tag, &one.facts.tags, quotes),
            (Form::Plain, telling) => {
                let types: Vec<_> = one.facts.types.names().map(|ty| self.typed(one, ty, telling, quotes)).collect();
                if types.is_empty() { "nothing".to_owned() } else { types.join(" or ") }
            }
        }
    }

    /// The alternative where its values have this JSON type.
    fn typed(&self, one: &Alternative, ty: &str, telling: &Telling, quotes: &Quotes) -> String {
        match (ty, telling) {
            ("object", Telling::Members) => format!("an object{}", self.members(one, quotes)),
            ("array" | "object", _) => format!("an {ty}"),
            _ => format!("a {ty}"),
        }
    }

    /// The members that distinguish an object from those of the other alternatives.
    fn members(&self, one: &Alternative, quotes: &Quotes) -> String {
        let is_object = |other: &&Alternative| other.facts.types.overlaps(JsonTypes::OBJECT);
        let others: Vec<_> =
            self.alternatives.iter().filter(is_object).filter(|other| !std::ptr::eq(*other, one)).collect();
        if others.is_empty() {
            return String::new();
        }
        let own = |names: &[String], theirs: fn(&Alternative) -> &[String]| -> Vec<String> {
            let is_own = |name: &&String| !others.iter().all(|other| theirs(other).contains(name));
            names.iter().filter(is_own).take(LISTED).map(|name| (quotes.name)(name)).collect()
        };
        let required = own(&one.facts.required, |other| &other.facts.required);
        if !required.is_empty() {
            return format!(" with {}", required.join(" and "));
        }
        let constants =
            one.facts.constants.iter().filter(|own| !others.iter().all(|o| o.facts.constants.contains(own)));
        let constants: Vec<_> = constants.take(LISTED).map(|(name, values)| listed(name, values, quotes)).collect();
        if !constants.is_empty() {
            return format!(" where {}", constants.join(" and "));
        }
        let known = own(&one.facts.known, |other| &other.facts.known);
        if known.is_empty() { String::new() } else { format!(" that may have {}", known.join(" or ")) }
    }
}

/// A member and its values.
fn listed(name: &str, values: &[Value], quotes: &Quotes) -> String {
    let values: Vec<_> = values.iter().map(quotes.value).collect();
    format!("{} is {}", (quotes.name)(name), values.join(" or "))
}
