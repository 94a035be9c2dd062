//! Validates values against schemas: the keywords that a `default` is likely to violate.

use std::collections::HashMap;
use std::ptr;

use serde_json::{Map, Value};

use crate::read::pattern;
use crate::read::pointer;
use crate::read::resolve::{Location, Resolver};

/// The greatest depth of references and members. Deeper values are accepted without a check.
const DEPTH: usize = 32;

/// The limit for all checks of a run, in steps: one schema and one value each. Beyond it, values are accepted without a check.
pub(super) struct Budget(usize);

/// The greatest cost of a regular expression, in steps.
const PATTERN: usize = 10_000;

impl Default for Budget {
    fn default() -> Self {
        Self(10_000_000)
    }
}

impl Budget {
    /// Whether enough steps were left.
    fn spend(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// The reason why the schema rejects the value.
pub(super) fn check(
    resolver: &Resolver,
    budget: &mut Budget,
    schema: &Value,
    at: &Location,
    value: &Value,
) -> Result<(), String> {
    Validator { resolver, budget, depth: 0, known: HashMap::new() }.schema(schema, at, value)
}

struct Validator<'a> {
    resolver: &'a Resolver<'a>,
    budget: &'a mut Budget,
    depth: usize,
    /// The results by schema and value, by their addresses. While a result is being computed, the value is accepted without a check.
    known: HashMap<(*const Value, *const Value), Result<(), String>>,
}

impl Validator<'_> {
    fn schema(&mut self, schema: &Value, at: &Location, value: &Value) -> Result<(), String> {
        let object = match schema {
            Value::Bool(false) => return Err(format!("{value} is in a place where no value is allowed")),
            Value::Object(object) if self.depth < DEPTH => object,
            _ => return Ok(()),
        };
        if !self.budget.spend(1) {
            return Ok(());
        }
        let pair = (ptr::from_ref(schema), ptr::from_ref(value));
        if let Some(result) = self.known.get(&pair) {
            return result.clone();
        }
        self.known.insert(pair, Ok(()));
        self.depth += 1;
        let result = self.keywords(object, at, value);
        self.depth -= 1;
        self.known.insert(pair, result.clone());
        result
    }

    fn keywords(&mut self, schema: &Map<String, Value>, at: &Location, value: &Value) -> Result<(), String> {
        if let Some(ty) = schema.get("type") {
            types(ty, value)?;
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array)
            && self.budget.spend(values.len())
            && !values.iter().any(|one| same(one, value))
        {
            return Err(format!("{value} is not among the values of `enum`"));
        }
        if let Some(only) = schema.get("const").filter(|only| !same(only, value)) {
            return Err(format!("{value} is not the constant {only}"));
        }
        bounds(schema, value)?;
        self.pattern(schema, value)?;
        self.composed(schema, at, value)?;
        self.inside(schema, at, value)
    }

    /// A pattern that can't be run is not a reason to reject.
    fn pattern(&mut self, schema: &Map<String, Value>, value: &Value) -> Result<(), String> {
        let (Some(Value::String(pattern)), Value::String(text)) = (schema.get("pattern"), value) else { return Ok(()) };
        if self.budget.spend(PATTERN) && pattern::matches(pattern, text) == Some(false) {
            return Err(format!("{value} does not match `pattern`"));
        }
        Ok(())
    }

    fn composed(&mut self, schema: &Map<String, Value>, at: &Location, value: &Value) -> Result<(), String> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str)
            && let Ok(target) = self.resolver.resolve(reference, at)
            && let Some(found) = self.resolver.schema(&target)
        {
            self.schema(found, &target, value)?;
        }
        let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate();
        let below = |keyword: &str, index: usize| Location {
            file: at.file,
            pointer: format!("{}/{keyword}/{index}", at.pointer),
        };
        for (index, part) in list("allOf") {
            self.schema(part, &below("allOf", index), value)?;
        }
        for keyword in ["anyOf", "oneOf"] {
            let mut reasons = Vec::new();
            for (index, alternative) in list(keyword) {
                reasons.push(self.schema(alternative, &below(keyword, index), value));
            }
            if !reasons.is_empty() && reasons.iter().all(Result::is_err) {
                return Err(format!("{value} matches no alternative of `{keyword}`"));
            }
        }
        Ok(())
    }

    /// The elements of a list: those at the beginning by `prefixItems` (up to 2019-09, a list in `items`), the others by the keyword after
    /// it.
    fn elements(&mut self, schema: &Map<String, Value>, at: &Location, elements: &[Value]) -> Result<(), String> {
        let list = |keyword: &'static str| Some((keyword, schema.get(keyword)?.as_array()?));
        let prefix = list("prefixItems").or_else(|| list("items"));
        let rest = if matches!(prefix, Some(("items", _))) { "additionalItems" } else { "items" };
        let (prefix_keyword, prefix) = prefix.map_or(("", &[][..]), |(keyword, list)| (keyword, list));
        for (index, element) in elements.iter().enumerate() {
            match (prefix.get(index), schema.get(rest)) {
                (Some(item), _) => self.schema(item, &at.entry(prefix_keyword, index), element)?,
                (None, Some(item @ (Value::Object(_) | Value::Bool(_)))) => {
                    self.schema(item, &at.below(rest), element)?;
                }
                (None, _) => break,
            }
        }
        Ok(())
    }

    fn inside(&mut self, schema: &Map<String, Value>, at: &Location, value: &Value) -> Result<(), String> {
        let below = |keyword: &str| Location { file: at.file, pointer: pointer::push(&at.pointer, keyword) };
        if let Some(elements) = value.as_array() {
            self.elements(schema, at, elements)?;
        }
        let Some(members) = value.as_object() else { return Ok(()) };
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !members.contains_key(name) {
                return Err(format!("the required member `{name}` is missing"));
            }
        }
        for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if let Some(value) = members.get(name) {
                let at = below("properties");
                let at = Location { file: at.file, pointer: pointer::push(&at.pointer, name) };
                self.schema(schema, &at, value).map_err(|reason| format!("in the member `{name}`, {reason}"))?;
            }
        }
        Ok(())
    }
}

fn types(ty: &Value, value: &Value) -> Result<(), String> {
    let one = |ty: &Value| match ty.as_str() {
        Some("array") => value.is_array(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some("null") => value.is_null(),
        Some("number") => value.is_number(),
        Some("object") => value.is_object(),
        Some("string") => value.is_string(),
        // An invalid type is reported separately.
        _ => true,
    };
    let fits = match ty {
        Value::Array(types) => types.iter().any(one),
        ty => one(ty),
    };
    if fits { Ok(()) } else { Err(format!("{value} is not of the type {ty}")) }
}

/// `1` and `1.0` are equal.
fn same(one: &Value, other: &Value) -> bool {
    one == other || one.is_number() && one.as_f64() == other.as_f64()
}

fn bounds(schema: &Map<String, Value>, value: &Value) -> Result<(), String> {
    let limit = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let (size, least, most) = match value {
        Value::Number(number) => (number.as_f64(), "minimum", "maximum"),
        #[allow(clippy::cast_precision_loss, reason = "no string is that long")]
        Value::String(text) => (Some(text.chars().count() as f64), "minLength", "maxLength"),
        #[allow(clippy::cast_precision_loss, reason = "no list is that long")]
        Value::Array(list) => (Some(list.len() as f64), "minItems", "maxItems"),
        _ => return Ok(()),
    };
    let Some(size) = size else { return Ok(()) };
    if limit(least).is_some_and(|least| size < least) {
        return Err(format!("{value} is below `{least}`"));
    }
    if limit(most).is_some_and(|most| size > most) {
        return Err(format!("{value} is above `{most}`"));
    }
    Ok(())
}
