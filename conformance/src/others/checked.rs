//! Compares `validate` on decoded values with the validator on the JSON text.

use std::collections::BTreeMap;
use std::rc::Rc;

use jsonschema::Validator;
use serde_json::Value;

use crate::doubting::Doubting;
use crate::subject::Answer;

/// The agreement of `validate` with the validator.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// Both accept the value.
    pub(super) valid: usize,
    /// Both reject the value.
    pub(super) invalid: usize,
    /// Only the validator rejects the value.
    pub(super) lenient: BTreeMap<Reason, usize>,
    /// A value for each of these reasons.
    pub(super) examples: BTreeMap<Reason, String>,
}

/// The reason why `validate` accepts a value that the schema forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    Format,
    Decoded,
    Reported,
}

impl Reason {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Format => "is valid or not because of a `format` that `validate` does not check",
            Self::Decoded => {
                "is valid after decoding: a `null` at an optional member has become absent, or an absent list empty"
            }
            Self::Reported => "breaks a keyword that the generator reports as not validated",
        }
    }
}

/// A value that decodes, with both results.
pub(super) struct Case<'a> {
    pub(super) value: &'a Value,
    /// The value after decoding and encoding.
    pub(super) back: &'a Value,
    /// Whether the validator accepts it.
    pub(super) is_valid: bool,
    pub(super) found: &'a Answer,
    /// Whether the generator has reported keywords of this input as not validated.
    pub(super) has_reported: bool,
}

/// The validators of a schema.
pub(super) struct Judges {
    /// With formats, without them, and without a text for those that `validate` does not check.
    pub(super) each: [Rc<Validator>; 3],
    /// With every result for each text.
    pub(super) doubting: Rc<Doubting>,
    /// Without `oneOf`, `not` and conditions: without formats, and without a text for those that `validate` does not check.
    pub(super) widened: [Rc<Validator>; 2],
}

impl Judges {
    /// Whether a value is valid for some results of the formats that `validate` does not check.
    fn may_be_valid(&self, value: &Value) -> bool {
        self.each.iter().any(|judge| judge.is_valid(value))
            || self.doubting.may_be_valid(value)
            || self.is_doubted(value)
    }

    /// Whether an alternative describes a value because of a format that `validate` does not check. It then takes each alternative as one
    /// that may or may not describe the value, also if the same text decides on all of them.
    fn is_doubted(&self, value: &Value) -> bool {
        let [without_formats, without_others] = &self.widened;
        without_formats.is_valid(value) && !without_others.is_valid(value)
    }
}

impl Checked {
    /// Counts a value. Returns an unexpected disagreement.
    pub(super) fn count(&mut self, case: &Case<'_>, judges: impl FnOnce() -> Option<Judges>) -> Option<String> {
        let violations = match case.found {
            Ok(Value::Array(violations)) => violations,
            Ok(other) => return Some(format!("validate answers {other}")),
            Err(error) => return Some(format!("validate does not decode it: {error}")),
        };
        match (case.is_valid, violations.is_empty()) {
            (true, true) => self.valid += 1,
            (false, false) => self.invalid += 1,
            (true, false) => {
                // A `oneOf` and a `not` reject more if their parts accept more.
                if judges()?.each.iter().all(|judge| judge.is_valid(case.value)) {
                    return Some(format!("validate finds {violations:?}"));
                }
                self.explained(Reason::Format, case);
            }
            (false, true) => {
                let judges = judges()?;
                let reason = if judges.may_be_valid(case.value) {
                    Reason::Format
                } else if judges.may_be_valid(case.back) {
                    Reason::Decoded
                } else if case.has_reported {
                    Reason::Reported
                } else {
                    let error = judges.each[0]
                        .iter_errors(case.value)
                        .next()
                        .map(|error| error.to_string())
                        .unwrap_or_default();
                    return Some(format!("validate finds nothing, but {error}"));
                };
                self.explained(reason, case);
            }
        }
        None
    }

    fn explained(&mut self, reason: Reason, case: &Case<'_>) {
        *self.lenient.entry(reason).or_default() += 1;
        self.examples.entry(reason).or_insert_with(|| case.value.to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jsonschema::ValidationOptions;
    use serde_json::json;

    use super::*;

    fn count(schema: &Value, value: &Value, back: &Value, found: Value) -> (Checked, Option<String>) {
        count_widened([schema, schema], value, back, found)
    }

    fn count_widened(
        [schema, widened]: [&Value; 2],
        value: &Value,
        back: &Value,
        found: Value,
    ) -> (Checked, Option<String>) {
        let each = [true, false, true]
            .map(|formats| Rc::new(jsonschema::options().should_validate_formats(formats).build(schema).unwrap()));
        let build = |options: ValidationOptions<'_>| options.build(schema).map_err(|error| error.to_string());
        let doubting = Doubting::new(&BTreeSet::from(["hostname".to_owned()]), build).unwrap();
        let widened = [false, true].map(|formats| {
            let options = jsonschema::options().should_validate_formats(formats);
            Rc::new(options.with_format("hostname", |_: &str| false).build(widened).unwrap())
        });
        let judges = Judges { each, doubting: Rc::new(doubting), widened };
        let is_valid = judges.each[0].is_valid(value);
        let mut checked = Checked::default();
        let case = Case { value, back, is_valid, found: &Ok(found), has_reported: false };
        let finding = checked.count(&case, || Some(judges));
        (checked, finding)
    }

    /// Two alternatives that one format decides on: both describe the value or none, and `validate` does not know which.
    #[test]
    fn alternatives_may_depend_on_one_format() {
        let host = json!({ "type": "string", "format": "hostname" });
        let [schema, widened] = ["oneOf", "anyOf"].map(|keyword| json!({ keyword: [host, host] }));
        let (checked, finding) = count_widened([&schema, &widened], &json!("a"), &json!("a"), json!([]));
        assert_eq!((checked.lenient[&Reason::Format], finding), (1, None));
        let [schema, widened] = ["oneOf", "anyOf"].map(|keyword| json!({ keyword: [host, {}, {}] }));
        assert!(count_widened([&schema, &widened], &json!("a"), &json!("a"), json!([])).1.is_some());
    }

    #[test]
    fn unexplained_differences_are_findings() {
        let schema = json!({ "properties": { "a": { "type": "string", "format": "hostname", "maxLength": 5 } } });
        let of = |value: Value, back: Value, found: Value| count(&schema, &value, &back, found);
        assert_eq!(of(json!({}), json!({}), json!([])).0.valid, 1);
        assert_eq!(of(json!({ "a": "123456" }), json!({ "a": "123456" }), json!(["too long"])).0.invalid, 1);
        let (checked, finding) = of(json!({ "a": "-" }), json!({ "a": "-" }), json!([]));
        assert_eq!((checked.lenient[&Reason::Format], finding), (1, None));
        let (checked, finding) = of(json!({ "a": null }), json!({}), json!([]));
        assert_eq!((checked.lenient[&Reason::Decoded], finding), (1, None));
        assert!(of(json!({ "a": "123456" }), json!({ "a": "123456" }), json!([])).1.unwrap().contains("finds nothing"));
        assert_eq!(of(json!({}), json!({}), json!(["wrong"])).1.unwrap(), r#"validate finds [String("wrong")]"#);
    }
}
