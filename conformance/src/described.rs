//! Compares the descriptions of types with the validator: `validate` on decoded values, and the schema of `JsonSchema`.

use std::collections::BTreeMap;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use schemawright::model::Item;
use serde_json::Value;

use crate::schemas::Location;
use crate::subject::{Answer, Question, Subject};
use crate::trials::{Trial, What};
use crate::validate::Validators;
use crate::verdict::wrong;

/// Counts of the agreement between `validate`, on the decoded value, and the validator, on the JSON text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// Both accept it.
    pub(crate) valid: usize,
    /// Both reject it.
    pub(crate) invalid: usize,
    /// Only the validator rejects it.
    pub(crate) lenient: usize,
    /// Only `validate` rejects it.
    pub(crate) strict: usize,
}

/// The agreement by kind of value.
pub(crate) type Agreements = BTreeMap<What, Agreement>;

impl Agreement {
    /// Counts a value, unless it does not decode. Returns the violations that `validate` finds in a valid value.
    pub(crate) fn count(&mut self, is_valid: bool, checked: &Answer) -> Option<String> {
        let Ok(Value::Array(violations)) = checked else { return None };
        match (is_valid, violations.is_empty()) {
            (true, true) => self.valid += 1,
            (false, false) => self.invalid += 1,
            (false, true) => self.lenient += 1,
            (true, false) => {
                self.strict += 1;
                return Some(format!("validate finds {violations:?}"));
            }
        }
        None
    }
}

impl What {
    /// The reason why `validate` accepts values of this kind that the schema rejects; none if it must reject them.
    pub(crate) fn why_lenient(self) -> Option<&'static str> {
        Some(match self {
            What::MissingLenient => "decoding adds an empty list or map",
            What::MissingFixed | What::NullLenient => "decoding adds a value, or a fix-up makes it optional",
            What::NullOptional => "decoding makes it absent",
            What::Narrowed => "the format is not checked",
            _ => return None,
        })
    }
}

/// The validators of a type.
pub(crate) struct Judges<'a> {
    pub(crate) validator: &'a Validator,
    pub(crate) validators: &'a Validators,
    /// The place of the schema.
    pub(crate) place: Option<Location>,
}

impl Judges<'_> {
    /// Whether `validate` may accept a value that the schema rejects.
    fn may_be_lenient(&self, trial: &Trial) -> bool {
        let is_of_formats = || {
            let judge = self.place.as_ref().and_then(|place| self.validators.without_formats(place).ok());
            judge.is_some_and(|judge| judge.is_valid(&trial.value))
        };
        trial.what.why_lenient().is_some() && (trial.what != What::Narrowed || is_of_formats())
    }
}

/// Compares a type's description with the validator. Returns the differences, one paragraph each.
///
/// # Errors
/// A program that can't be run.
pub(crate) fn compare(
    subject: &Subject,
    item: &Item,
    trials: &[Trial],
    judges: &Judges<'_>,
    agreements: &mut Agreements,
) -> Result<Vec<String>, String> {
    let Some(first) = trials.first().filter(|_| item.description.is_some()) else { return Ok(Vec::new()) };
    let schema = subject.schema(first.item.0)?;
    let by_schema = jsonschema::options().should_validate_formats(true).build(&schema);
    let by_schema = by_schema.map_err(|error| format!("the schema of {} is invalid: {error}", item.path))?;
    let mut findings = examples(subject, item, first.item.0, judges, &by_schema)?;
    let questions: Vec<_> = trials.iter().map(|trial| Question { item: trial.item.0, value: &trial.value }).collect();
    for (trial, checked) in trials.iter().zip(subject.validate(&questions)?) {
        let is_valid = judges.validator.is_valid(&trial.value);
        let agreement = agreements.entry(trial.what).or_default();
        let before = agreement.lenient;
        let mut wrong = agreement.count(is_valid, &checked);
        if agreement.lenient > before && !judges.may_be_lenient(trial) {
            wrong = Some("validate finds nothing".to_owned());
        }
        if by_schema.is_valid(&trial.value) != is_valid && !may_differ(trial.what) {
            wrong = Some(format!(
                "`JsonSchema` differs from the schema, for which it is {}",
                if is_valid { "valid" } else { "invalid" }
            ));
        }
        findings.extend(wrong.map(|wrong| format!("{}, {:?}: {}\n  {wrong}", item.path, trial.what, trial.value)));
    }
    Ok(findings)
}

/// Checks the values of `Example`, which decode, encode, validate, and are instances of the schema.
///
/// Where a fix-up makes a member optional, they are instances of the schema of `JsonSchema` alone, which has the fix-up.
fn examples(
    subject: &Subject,
    item: &Item,
    id: usize,
    judges: &Judges<'_>,
    by_schema: &Validator,
) -> Result<Vec<String>, String> {
    let mut findings = Vec::new();
    let mut report = |name: &str, wrong: String| findings.push(format!("{}::{name}() {wrong}", item.path));
    let mut values = Vec::new();
    for (name, example) in ["example", "minimal"].into_iter().zip(subject.examples(id)?) {
        match example {
            Ok(value) => values.push((name, value)),
            Err(error) => report(name, format!("is not encoded: {error}")),
        }
    }
    let questions: Vec<_> = values.iter().map(|(_, value)| Question { item: id, value }).collect();
    let answers = subject.ask(&questions)?.into_iter().zip(subject.validate(&questions)?);
    for ((name, value), (answer, checked)) in values.iter().zip(answers) {
        if let Some(wrong) = wrong(value, &answer) {
            report(name, format!("{wrong}: {value}"));
        }
        if checked.as_ref().ok() != Some(&Value::Array(Vec::new())) {
            report(name, format!("does not validate: {checked:?}: {value}"));
        }
        let is_of_a_fix = |error: &ValidationError| {
            matches!(error.kind(), ValidationErrorKind::Required { .. }) && by_schema.is_valid(value)
        };
        if let Some(error) = judges.validator.iter_errors(value).find(|error| !is_of_a_fix(error)) {
            report(name, format!("is not an instance: {error}: {value}"));
        }
    }
    Ok(findings)
}

/// Whether the schema of `JsonSchema` may accept what the file's schema rejects: values of an open enum, and values of a fix-up.
fn may_differ(what: What) -> bool {
    matches!(what, What::UnknownValue | What::MissingFixed)
}
