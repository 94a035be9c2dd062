//! Compares the descriptions of types with the validator: `validate` on decoded values, and the schema of `JsonSchema`.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use schemawright::model::Item;
use serde_json::{Map, Value};

use crate::schemas::Location;
use crate::subject::{Answer, Question, Subject};
use crate::trials::{Trial, What};
use crate::validate::Validators;
use crate::values::Judged;
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
    /// Whether the description has all keywords of the schema.
    pub(crate) is_complete: bool,
}

impl Judges<'_> {
    /// Whether the schema has this text in an example or a default.
    fn has_text(&self, text: &Value) -> bool {
        let schema = self.place.as_ref().and_then(|place| self.validators.schema(place));
        schema.is_some_and(|schema| schema.to_string().contains(&text.to_string()))
    }

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

/// The beginnings of keys and tokens that programs search for in repositories.
const SECRETS: &[&str] = &[
    "sk_live",
    "sk_test",
    "rk_live",
    "AKIA",
    "ASIA",
    "-----BEGIN",
    "ghp_",
    "github_pat_",
    "glpat-",
    "xox",
    "AIza",
    "eyJ",
    "SG.",
];

/// A string in a value that looks like a key or a token.
fn like_a_secret(value: &Value) -> Option<&Value> {
    match value {
        Value::String(text) => SECRETS.iter().any(|start| text.contains(start)).then_some(value),
        Value::Array(items) => items.iter().find_map(like_a_secret),
        Value::Object(members) => members.values().find_map(like_a_secret),
        _ => None,
    }
}

/// Checks the values of `Example`, which decode, encode, validate, are instances of the schema, and contain nothing that the types do not
/// know.
///
/// If a description lacks keywords, they need not be instances. Where a fix-up makes a member optional, they are instances of the schema of `JsonSchema` alone, which has the fix-up.
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
    for ((name, value), drift) in values.iter().zip(subject.drift(&questions)?) {
        if drift.as_ref().ok() != Some(&Value::Array(Vec::new())) {
            report(name, format!("has values that its types do not know: {drift:?}: {value}"));
        }
    }
    for ((name, value), (answer, checked)) in values.iter().zip(answers) {
        if let Some(text) = like_a_secret(value).filter(|text| !judges.has_text(text)) {
            report(name, format!("has a text that programs report as a leaked secret: {text}"));
        }
        if let Some(wrong) = wrong(value, &answer) {
            report(name, format!("{wrong}: {value}"));
        }
        if checked.as_ref().ok() != Some(&Value::Array(Vec::new())) {
            report(name, format!("does not validate: {checked:?}: {value}"));
        }
        let is_known = |error: &ValidationError| match error.kind() {
            // A fix-up makes a member optional, or gives it a value that its enum does not list.
            ValidationErrorKind::Required { .. } | ValidationErrorKind::Enum { .. } => by_schema.is_valid(value),
            // The schema has the text itself, as an example.
            ValidationErrorKind::Format { .. } => judges.has_text(error.instance()),
            _ => false,
        };
        let mut errors = judges.validator.iter_errors(value).filter(|_| judges.is_complete);
        if let Some(error) = errors.find(|error| !is_known(error)) {
            report(name, format!("is not an instance: {error}: {value}"));
        }
    }
    Ok(findings)
}

/// A type in a program, and its schema.
pub(crate) struct Described<'a> {
    pub(crate) subject: &'a Subject,
    pub(crate) item: &'a Item,
    /// The index of the type in the program.
    pub(crate) index: usize,
    pub(crate) validators: &'a Validators,
    /// The validators of the schemas as `JsonSchema` writes them where they have open enums.
    pub(crate) widened: &'a dyn Fn() -> &'a Validators,
    pub(crate) at: &'a Location,
    /// Whether the generator has reported keywords of these schemas as not validated.
    pub(crate) has_reported: bool,
    /// Whether a fix-up gives absent members a value, so that they are not required.
    pub(crate) has_substitutes: bool,
}

/// Compares the examples and the `JsonSchema` of a type with its schema. Returns the differences, one paragraph each.
///
/// # Errors
/// A program that can't be run, and a schema that the validator does not support.
pub(crate) fn of_type(ty: &Described<'_>, values: &[&Judged]) -> Result<Vec<String>, String> {
    let Described { subject, item, index, validators, widened, at, has_reported, has_substitutes } = *ty;
    let schema = subject.schema(index)?;
    let build = |schema: &Value, formats: bool| {
        let built = jsonschema::options().should_validate_formats(formats).build(schema);
        built.map_err(|error| format!("the schema of {} is invalid: {error}", item.path))
    };
    let closed = closed(&schema);
    // Most types need only the first.
    let lazy = |schema, formats| LazyCell::new(move || build(schema, formats));
    let by_schema = [lazy(&schema, true), lazy(&closed, true)];
    let without_formats = [lazy(&schema, false), lazy(&closed, false)];
    let validator = validators.of(at)?;
    let judges = Judges { validator: &validator, validators, place: Some(at.clone()), is_complete: !has_reported };
    // A type whose schema has no instance has no valid example.
    let mut findings = match values.iter().any(|judged| judged.forbidden.is_none()) {
        true => examples(subject, item, index, &judges, (*by_schema[0]).as_ref().map_err(String::clone)?)?,
        false => Vec::new(),
    };
    if has_reported {
        return Ok(findings);
    }
    for Judged { value, forbidden } in values {
        let is_valid = forbidden.is_none();
        // An open schema must accept what is valid; what is invalid may be an unlisted value.
        let agree = |[open, closed]: &[LazyCell<Built, _>; 2], is_valid| -> Result<bool, String> {
            Ok(if is_valid { accepts(open, value)? } else { !accepts(open, value)? || !accepts(closed, value)? })
        };
        // Drafts have different formats, and in draft 4, 2.0 is not an integer.
        let is_valid_later = || Ok::<_, String>(validators.without_formats(at)?.is_valid(&integral(value)));
        // A fix-up gives the absent member a value.
        if has_substitutes && forbidden.as_deref() == Some("required") {
            continue;
        }
        // Where it has open enums, `JsonSchema` accepts more, for example with `anyOf` in place of `oneOf`.
        let is_wider = || -> Result<bool, String> {
            let by_formats = || Ok::<_, String>(widened().of(at)?.is_valid(value));
            let without = || Ok::<_, String>(widened().without_formats(at)?.is_valid(&integral(value)));
            Ok(!is_valid && closed != schema && (by_formats()? || without()?))
        };
        if !agree(&by_schema, is_valid)? && !agree(&without_formats, is_valid_later()?)? && !is_wider()? {
            let verdict = if is_valid { "valid" } else { "invalid" };
            findings.push(format!(
                "{}: {value}\n  `JsonSchema` differs from the schema, for which it is {verdict}",
                item.path
            ));
        }
    }
    Ok(findings)
}

/// A validator, or the reason why its schema has none.
type Built = Result<Validator, String>;

/// Whether a validator accepts a value. The first value builds it.
fn accepts<F: FnOnce() -> Built>(judge: &LazyCell<Built, F>, value: &Value) -> Result<bool, String> {
    match &**judge {
        Ok(judge) => Ok(judge.is_valid(value)),
        Err(error) => Err(error.clone()),
    }
}

/// A value whose integers are written without a fraction.
fn integral(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64().filter(|double| number.is_f64() && double.fract() == 0.0) {
            Some(double) if double.abs() < 9e15 => Value::from(double as i64),
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(integral).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), integral(value))).collect())
        }
        _ => value.clone(),
    }
}

/// A schema of `JsonSchema` whose open enums accept only the listed values.
fn closed(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let mut members: Map<String, Value> =
                members.iter().map(|(name, value)| (name.clone(), closed(value))).collect();
            let is_open = |alternatives: &Vec<Value>| {
                matches!(&alternatives[..], [_, others]
                    if others.as_object().is_some_and(|others| others.len() == 1 && others.contains_key("type"))
                        && others["type"] != "null")
            };
            if let Some(Value::Array(alternatives)) = members.get_mut("anyOf")
                && is_open(alternatives)
            {
                alternatives.truncate(1);
            }
            Value::Object(members)
        }
        Value::Array(items) => items.iter().map(closed).collect(),
        _ => schema.clone(),
    }
}

/// Whether the schema of `JsonSchema` may accept what the file's schema rejects: values of an open enum, and values of a fix-up.
fn may_differ(what: What) -> bool {
    matches!(what, What::UnknownValue | What::MissingFixed)
}
