//! Compares keywords that do not change a type: those that restrict values, and `default`.

use std::cmp::Ordering;

use serde_json::Value;

use super::both::Both;
use super::change::{Change, Values};
use super::message::{Message, say};
use super::rule::Rule;
use schemawright::model::{Constraint, Field};

/// Keywords whose value is the greatest valid one.
const GREATEST: &[&str] = &["exclusiveMaximum", "maxContains", "maxItems", "maxLength", "maxProperties", "maximum"];
/// Keywords whose value is the smallest valid one.
const LEAST: &[&str] = &["exclusiveMinimum", "minContains", "minItems", "minLength", "minProperties", "minimum"];

/// Changes of such keywords of a type.
pub(super) fn of_type(both: &Both) -> Vec<Change> {
    let differences = differences(&both.was.constraints, &both.is.constraints);
    let changes = differences.into_iter().map(|difference| {
        let (state, item) = if difference.is.is_some() { (both.new, both.is) } else { (both.old, both.was) };
        let message = difference.message(say!("{}", both.is.path));
        difference.change(state.of_part(difference.rule(), item, &difference.steps(&[]), message))
    });
    changes.collect()
}

/// Changes of such keywords of a member. They are not compared if its type has changed.
pub(super) fn of_member(both: &Both, was: &Field, is: &Field) -> Vec<Change> {
    let differences = differences(&was.constraints, &is.constraints);
    let changes = differences.into_iter().map(|difference| {
        let (state, item, field) =
            if difference.is.is_some() { (both.new, both.is, is) } else { (both.old, both.was, was) };
        let message = difference.message(say!("member {} of {}", is.wire_name, both.is.path));
        let steps = difference.steps(&["properties", &field.wire_name]);
        difference.change(state.of_member_at(difference.rule(), item, field, &steps, message))
    });
    changes.collect()
}

/// A keyword with different values.
struct Difference<'a> {
    within: &'a str,
    keyword: &'static str,
    was: Option<&'a Value>,
    is: Option<&'a Value>,
}

fn differences<'a>(was: &'a [Constraint], is: &'a [Constraint]) -> Vec<Difference<'a>> {
    let find = |list: &'a [Constraint], other: &Constraint| {
        list.iter().find(|one| one.within == other.within && one.keyword == other.keyword)
    };
    let gone = was.iter().filter(|old| find(is, old).is_none()).map(|old| (old, Some(old), None));
    let here = is.iter().map(|new| (new, find(was, new), Some(new)));
    let difference = |(at, was, is): (&'a Constraint, Option<&'a Constraint>, Option<&'a Constraint>)| Difference {
        within: &at.within,
        keyword: at.keyword,
        was: was.map(|was| &was.value).filter(|value| says_something(at.keyword, value)),
        is: is.map(|is| &is.value).filter(|value| says_something(at.keyword, value)),
    };
    here.chain(gone).map(difference).filter(|difference| difference.was != difference.is).collect()
}

/// Whether a value of a keyword restricts anything.
fn says_something(keyword: &str, value: &Value) -> bool {
    match keyword {
        "minItems" | "minLength" | "minProperties" => value.as_f64() != Some(0.0),
        "uniqueItems" | "exclusiveMaximum" | "exclusiveMinimum" => value != &Value::Bool(false),
        _ => true,
    }
}

impl Difference<'_> {
    fn rule(&self) -> Rule {
        if self.keyword == Constraint::DEFAULT {
            return Rule::DefaultChanged;
        }
        match (self.was, self.is) {
            (None, _) => Rule::ConstraintNarrowed,
            (_, None) => Rule::ConstraintWidened,
            (Some(was), Some(is)) => match narrows(self.keyword, was, is) {
                Some(true) => Rule::ConstraintNarrowed,
                Some(false) => Rule::ConstraintWidened,
                None => Rule::ConstraintChanged,
            },
        }
    }

    /// `maxLength` in `/items` of `a` of `A` is `5`, was `100`.
    fn message(&self, of: Message) -> Message {
        let keyword = match self.within {
            "" => say!("{} of ", self.keyword),
            within => say!("{} in {} of ", self.keyword, within),
        };
        let subject = keyword.then(of);
        match (self.was, self.is) {
            (Some(was), Some(is)) => subject.then(say!(" is {}, was {}", is, was)),
            (None, Some(is)) => subject.then(say!(" is {}, was not set", is)),
            (Some(was), None) => subject.then(say!(" is no longer set, was {}", was)),
            (None, None) => subject,
        }
    }

    /// The path from the type's schema to the keyword. Its first steps lead to the member.
    fn steps<'s>(&'s self, first: &[&'s str]) -> Vec<&'s str> {
        let within = self.within.split('/').skip(1);
        first.iter().copied().chain(within).chain([self.keyword]).collect()
    }

    fn change(&self, change: Change) -> Change {
        Change { values: Some(Values { was: self.was.cloned(), is: self.is.cloned() }), ..change }
    }
}

/// Whether the new value of a keyword accepts fewer values than the old one (`true`) or more (`false`); none if that is unknown.
fn narrows(keyword: &str, was: &Value, is: &Value) -> Option<bool> {
    if GREATEST.contains(&keyword) {
        return Some(compare(is, was)? == Ordering::Less);
    }
    if LEAST.contains(&keyword) {
        return Some(compare(is, was)? == Ordering::Greater);
    }
    match keyword {
        "multipleOf" => {
            let (was, is) = (was.as_f64()?, is.as_f64()?);
            let is_multiple = |of: f64, one: f64| one != 0.0 && (of / one).fract() == 0.0;
            (is_multiple(is, was) || is_multiple(was, is)).then(|| is_multiple(is, was))
        }
        "enum" => {
            let (was, is) = (was.as_array()?, is.as_array()?);
            let all_in = |some: &[Value], others: &[Value]| some.iter().all(|value| others.contains(value));
            (all_in(is, was) || all_in(was, is)).then(|| all_in(is, was))
        }
        _ => None,
    }
}

/// Compares two numbers, and integers exactly.
fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    let whole = |value: &Value| value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn directions() {
        for (keyword, was, is, narrower) in [
            ("maxLength", json!(100), json!(5), Some(true)),
            ("maxLength", json!(5), json!(100), Some(false)),
            ("minimum", json!(0), json!(10), Some(true)),
            ("minimum", json!(0.5), json!(-1), Some(false)),
            ("maximum", json!(9_007_199_254_740_993_u64), json!(9_007_199_254_740_992_u64), Some(true)),
            ("exclusiveMaximum", json!(true), json!(5), None),
            ("multipleOf", json!(2), json!(4), Some(true)),
            ("multipleOf", json!(4), json!(2), Some(false)),
            ("multipleOf", json!(2), json!(3), None),
            ("enum", json!([1, 2]), json!([2]), Some(true)),
            ("enum", json!([1]), json!([2, 1]), Some(false)),
            ("enum", json!([1]), json!([2]), None),
            ("pattern", json!("a"), json!("b"), None),
        ] {
            assert_eq!(narrows(keyword, &was, &is), narrower, "{keyword} {was} {is}");
        }
    }

    #[test]
    fn keywords_without_effect_are_not_a_difference() {
        let constraint = |keyword, value| Constraint { within: String::new(), keyword, value };
        for (keyword, value) in
            [("minLength", json!(0)), ("uniqueItems", json!(false)), ("exclusiveMinimum", json!(false))]
        {
            assert!(differences(&[], &[constraint(keyword, value)]).is_empty(), "{keyword}");
        }
        assert_eq!(differences(&[constraint("maxLength", json!(0))], &[]).len(), 1);
    }
}
