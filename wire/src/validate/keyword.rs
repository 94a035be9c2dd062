//! Checks each keyword on a value (2020-12, core, sections 10 and 11; validation, section 6).

use super::compare::{Unique, compare, is_multiple, same};
use super::decimal::Decimal;
use super::evaluated::{items_seen, members_seen};
use super::run::{Doubt, Run, Step, fits_alone_with};
use super::value::{Members, Value};
use super::{format, words};
use crate::describe::{Json, JsonType, Keyword, Pattern, Schema};

impl<'v> Run<'v> {
    /// Whether a keyword holds. `schema` is the one that contains it.
    pub(super) fn keyword(&mut self, keyword: &'static Keyword, schema: Schema, value: &'v Value) -> bool {
        match (*keyword, value) {
            (Keyword::Never, _) => self.require(false, "false", || "no value".to_owned()),
            (Keyword::Type(types), _) => {
                let fits = types.iter().any(|ty| is_of(*ty, value));
                self.require(fits, "type", || words::types(types))
            }
            (Keyword::Enum(values), _) => {
                self.require(values.iter().any(|listed| same(*listed, value)), "enum", || words::values(values))
            }
            (Keyword::Const(constant), _) => self.require(same(constant, value), "const", || words::value(constant)),
            (Keyword::Ref(link) | Keyword::Here(link), _) => self.linked(link().schema, value),
            (Keyword::AllOf(parts), _) => self.each(parts.iter().map(|part| (*part, value))),
            (Keyword::AnyOf(alternatives), _) => self.any_of("anyOf", alternatives, value),
            (Keyword::OneOf(alternatives), _) => self.one_of(alternatives, value),
            (Keyword::Not(schema), _) => {
                let fits = match self.doubt {
                    Doubt::Holds => self.must_fit(schema, value),
                    Doubt::Fails | Doubt::Granted => self.may_fit(schema, value),
                };
                self.require(!fits, "not", || "a value that the schema of `not` does not describe".to_owned())
            }
            (Keyword::If(condition, then, otherwise), _) => {
                match (self.must_fit(condition, value), self.may_fit(condition, value), self.doubt) {
                    (true, ..) => self.schema(then, value),
                    (false, false, _) => self.schema(otherwise, value),
                    // It is unknown which of the two must hold.
                    (false, true, Doubt::Holds | Doubt::Granted) => true,
                    (false, true, Doubt::Fails) => self.fits(then, value) && self.fits(otherwise, value),
                }
            }
            (_, Value::String(text)) => self.keyword_of_strings(*keyword, text),
            (_, Value::Number(number)) => self.keyword_of_numbers(*keyword, number),
            (_, Value::Array(items)) => self.keyword_of_lists(*keyword, schema, items, value),
            (_, Value::Object(members)) => self.keyword_of_objects(*keyword, schema, members, value),
            _ => true,
        }
    }

    /// Whether all values match their schemas.
    fn each(&mut self, pairs: impl Iterator<Item = (Schema, &'v Value)>) -> bool {
        let mut fits = true;
        for (schema, value) in pairs {
            fits &= self.schema(schema, value);
        }
        fits
    }

    /// Whether a value matches at least one alternative. If only one is for values of its kind, its violations are reported.
    fn any_of(&mut self, keyword: &'static str, alternatives: &'static [Schema], value: &'v Value) -> bool {
        if alternatives.iter().any(|alternative| self.fits(alternative, value)) {
            return true;
        }
        let mut meant = alternatives.iter().filter(|alternative| is_meant(alternative, value));
        match (meant.next(), meant.next()) {
            (Some(only), None) => self.schema(only, value),
            _ => self.require(false, keyword, || words::one_of_alternatives(alternatives.len())),
        }
    }

    fn one_of(&mut self, alternatives: &'static [Schema], value: &'v Value) -> bool {
        let certain = alternatives.iter().filter(|alternative| self.must_fit(alternative, value)).count();
        let possible = alternatives.iter().filter(|alternative| self.may_fit(alternative, value)).count();
        let fits = match self.doubt {
            Doubt::Holds => possible > 0 && certain <= 1,
            Doubt::Fails | Doubt::Granted => possible == 1 && certain == 1,
        };
        match (fits, possible) {
            (true, _) => true,
            (false, 0) => self.any_of("oneOf", alternatives, value),
            (false, count) => self.require(false, "oneOf", || {
                format!("a value of exactly one of the {} alternatives, and {count} describe it", alternatives.len())
            }),
        }
    }

    fn keyword_of_strings(&mut self, keyword: Keyword, text: &str) -> bool {
        match keyword {
            Keyword::MinLength(least) => {
                self.require(text.chars().count() as u64 >= least, "minLength", || words::at_least(least, "character"))
            }
            Keyword::MaxLength(most) => {
                self.require(text.chars().count() as u64 <= most, "maxLength", || words::at_most(most, "character"))
            }
            Keyword::Pattern(pattern) => {
                let fits = pattern.matcher.map_or(self.doubt != Doubt::Fails, |matcher| matcher.has(text));
                self.require(fits, "pattern", || format!("text that matches `{}`", pattern.text))
            }
            Keyword::Format(name) => {
                let fits = format::fits(name, text).unwrap_or(self.doubt != Doubt::Fails);
                self.require(fits, "format", || format!("text of the format `{name}`"))
            }
            _ => true,
        }
    }

    fn keyword_of_numbers(&mut self, keyword: Keyword, value: &Decimal) -> bool {
        match keyword {
            Keyword::Minimum(bound) => {
                self.require(compare(value, bound).is_none_or(|order| order.is_ge()), "minimum", || {
                    format!("at least {bound}")
                })
            }
            Keyword::Maximum(bound) => {
                self.require(compare(value, bound).is_none_or(|order| order.is_le()), "maximum", || {
                    format!("at most {bound}")
                })
            }
            Keyword::ExclusiveMinimum(bound) => {
                let fits = compare(value, bound).is_none_or(|order| order.is_gt());
                self.require(fits, "exclusiveMinimum", || format!("more than {bound}"))
            }
            Keyword::ExclusiveMaximum(bound) => {
                let fits = compare(value, bound).is_none_or(|order| order.is_lt());
                self.require(fits, "exclusiveMaximum", || format!("less than {bound}"))
            }
            Keyword::MultipleOf(step) => {
                self.require(is_multiple(value, step), "multipleOf", || format!("a multiple of {step}"))
            }
            _ => true,
        }
    }

    fn keyword_of_lists(&mut self, keyword: Keyword, schema: Schema, items: &'v [Value], value: &'v Value) -> bool {
        let count = items.len() as u64;
        match keyword {
            Keyword::MinItems(least) => self.require(count >= least, "minItems", || words::at_least(least, "item")),
            Keyword::MaxItems(most) => self.require(count <= most, "maxItems", || words::at_most(most, "item")),
            Keyword::UniqueItems => {
                let mut seen = Unique::default();
                let fits = items.iter().all(|item| seen.is_new(item));
                self.require(fits, "uniqueItems", || "items that are all different".to_owned())
            }
            Keyword::PrefixItems(schemas) => {
                let mut fits = true;
                for (index, (schema, item)) in schemas.iter().zip(items).enumerate() {
                    fits &= self.item(index, schema, item);
                }
                fits
            }
            Keyword::Items(of_items) => {
                let skipped = schema.iter().find_map(|keyword| match keyword {
                    Keyword::PrefixItems(schemas) => Some(schemas.len()),
                    _ => None,
                });
                self.items(of_items, items, |index| index >= skipped.unwrap_or(0))
            }
            Keyword::UnevaluatedItems(of_items) => {
                let seen = items_seen(self, schema, value);
                self.items(of_items, items, |index| !seen.has(&index))
            }
            Keyword::Contains(of_item, least, most) => {
                let certain = items.iter().filter(|item| self.must_fit(of_item, item)).count() as u64;
                let possible = items.iter().filter(|item| self.may_fit(of_item, item)).count() as u64;
                let (highest, lowest) = match self.doubt {
                    Doubt::Holds | Doubt::Granted => (possible, certain),
                    Doubt::Fails => (certain, possible),
                };
                let keyword = match highest < least {
                    true if least == 1 => "contains",
                    true => "minContains",
                    false => "maxContains",
                };
                let fits = highest >= least && most.is_none_or(|most| lowest <= most);
                self.require(fits, keyword, || words::containing(least, most))
            }
            _ => true,
        }
    }

    fn items(&mut self, schema: Schema, items: &'v [Value], is_meant: impl Fn(usize) -> bool) -> bool {
        let mut fits = true;
        for (index, item) in items.iter().enumerate().filter(|(index, _)| is_meant(*index)) {
            fits &= self.item(index, schema, item);
        }
        fits
    }

    fn keyword_of_objects(&mut self, keyword: Keyword, schema: Schema, members: &'v Members, value: &'v Value) -> bool {
        let count = members.len() as u64;
        match keyword {
            Keyword::MinProperties(least) => {
                self.require(count >= least, "minProperties", || words::at_least(least, "member"))
            }
            Keyword::MaxProperties(most) => {
                self.require(count <= most, "maxProperties", || words::at_most(most, "member"))
            }
            Keyword::Properties(named) => {
                let mut fits = true;
                for (name, schema) in named {
                    if let Some((name, member)) = members.get(name) {
                        fits &= self.member(Step::Member(name), schema, member);
                    }
                }
                fits
            }
            Keyword::PatternProperties(patterns) => {
                let (mut fits, doubt) = (true, self.doubt);
                for (pattern, schema) in patterns {
                    for (name, member) in members.iter().filter(|(name, _)| concerns(*pattern, name, doubt)) {
                        fits &= self.member(members.step(name), schema, member);
                    }
                }
                fits
            }
            Keyword::AdditionalProperties(of_member) => {
                self.members("additionalProperties", of_member, members, |name| !is_named(schema, name))
            }
            Keyword::UnevaluatedProperties(of_member) => {
                let seen = members_seen(self, schema, value);
                self.members("unevaluatedProperties", of_member, members, |name| !seen.has(name))
            }
            Keyword::PropertyNames(of_name) => self.names(of_name, members),
            Keyword::Required(names) => self.required("required", names, members),
            Keyword::DependentRequired(dependents) => {
                let mut fits = true;
                for (_, names) in dependents.iter().filter(|(name, _)| members.has(name)) {
                    fits &= self.required("dependentRequired", names, members);
                }
                fits
            }
            Keyword::DependentSchemas(dependents) => {
                let meant = dependents.iter().filter(|(name, _)| members.has(name));
                self.each(meant.map(|(_, schema)| (*schema, value)))
            }
            _ => true,
        }
    }

    /// Checks members that no other keyword applies to.
    fn members(
        &mut self,
        keyword: &'static str,
        schema: Schema,
        members: &'v Members,
        is_meant: impl Fn(&str) -> bool,
    ) -> bool {
        let mut fits = true;
        for (name, member) in members.iter().filter(|(name, _)| is_meant(name)) {
            fits &= match schema {
                [Keyword::Never] => {
                    self.require_member(members.step(name), false, keyword, || "no member of this name".to_owned())
                }
                _ => self.member(members.step(name), schema, member),
            };
        }
        fits
    }

    fn required(&mut self, keyword: &'static str, names: &'static [&'static str], members: &'v Members) -> bool {
        let mut fits = true;
        for name in names {
            fits &= self.require_member(Step::Member(name), members.has(name), keyword, || {
                "a member, since it is required".to_owned()
            });
        }
        fits
    }

    /// Checks names of members, which are values without a place.
    fn names(&mut self, schema: Schema, members: &'v Members) -> bool {
        let mut fits = true;
        for name in members.names() {
            let is_valid = fits_alone_with(self.doubt, schema, &Value::String(name.to_owned()));
            fits &= self.require_member(members.step(name), is_valid, "propertyNames", || {
                "a name that `propertyNames` describes".to_owned()
            });
        }
        fits
    }
}

/// Whether a pattern applies to a member. For a pattern without an automaton, that is unknown.
fn concerns(pattern: Pattern, name: &str, doubt: Doubt) -> bool {
    pattern.matcher.map_or(doubt == Doubt::Fails, |matcher| matcher.has(name))
}

/// Whether the text matches. A pattern without an automaton is not checked.
pub(super) fn matches(pattern: Pattern, text: &str) -> bool {
    pattern.matcher.is_none_or(|matcher| matcher.has(text))
}

/// Whether `properties` or `patternProperties` of a schema applies to a member.
pub(super) fn is_named(schema: Schema, name: &str) -> bool {
    schema.iter().any(|keyword| match keyword {
        Keyword::Properties(named) => named.iter().any(|(other, _)| *other == name),
        Keyword::PatternProperties(patterns) => patterns.iter().any(|(pattern, _)| matches(*pattern, name)),
        _ => false,
    })
}

fn is_of(ty: JsonType, value: &Value) -> bool {
    match (ty, value) {
        (JsonType::Integer, Value::Number(number)) => number.is_integer(),
        (JsonType::Array, Value::Array(_))
        | (JsonType::Boolean, Value::Bool(_))
        | (JsonType::Null, Value::Null)
        | (JsonType::Number, Value::Number(_))
        | (JsonType::Object, Value::Object(_))
        | (JsonType::String, Value::String(_)) => true,
        _ => false,
    }
}

/// Whether an alternative is for values of this kind: of its type, and with its constants in the members that have one.
fn is_meant(schema: Schema, value: &Value) -> bool {
    schema.iter().all(|keyword| match keyword {
        Keyword::Type(types) => types.iter().any(|ty| is_of(*ty, value)),
        Keyword::Const(constant) => same(*constant, value),
        Keyword::Enum(values) => matches!(value, Value::String(_)) || values.iter().any(|listed| same(*listed, value)),
        Keyword::Ref(link) | Keyword::Here(link) => is_meant_by_members(link().schema, value),
        _ => true,
    }) && is_meant_by_members(schema, value)
}

fn is_meant_by_members(schema: Schema, value: &Value) -> bool {
    let constant = |schema: &Schema| {
        schema.iter().find_map(|keyword| match keyword {
            Keyword::Const(value) => Some(std::slice::from_ref(value)),
            Keyword::Enum(values) => Some(*values),
            _ => None,
        })
    };
    schema.iter().all(|keyword| match keyword {
        Keyword::Type(types) => types.iter().any(|ty| is_of(*ty, value)),
        Keyword::Properties(named) => named.iter().all(|(name, schema)| {
            let values: Option<&[Json]> = constant(schema);
            values.is_none_or(|values| {
                value.get(name).is_none_or(|member| values.iter().any(|listed| same(*listed, member)))
            })
        }),
        _ => true,
    })
}
