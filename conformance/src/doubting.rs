//! A validator that leaves open which texts have the formats that `validate` does not check.
//!
//! `validate` accepts a value if it is valid for some of the possible results. This validator searches for them: with one result for all
//! texts, a value with several such formats may be invalid each time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{ValidationOptions, Validator};
use serde_json::{Value, json};

use crate::formats::of_format;

/// The greatest number of changed results in a search.
const STEPS: usize = 20;

pub(crate) struct Doubting {
    validator: Validator,
    results: Arc<Results>,
}

/// A format and a text.
type Pair = (String, String);

#[derive(Default)]
struct Results {
    /// The results that are assumed.
    assumed: Mutex<BTreeMap<Pair, bool>>,
    /// The pairs that the validator has asked for, with the true results.
    asked: Mutex<BTreeMap<Pair, bool>>,
}

impl Results {
    fn of(&self, format: &str, text: &str, truth: &Validator) -> bool {
        let pair = (format.to_owned(), text.to_owned());
        let is_true = truth.is_valid(&json!(text));
        let assumed = self.assumed.lock().unwrap_or_else(PoisonError::into_inner).get(&pair).copied();
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(pair, is_true);
        assumed.unwrap_or(is_true)
    }
}

impl Doubting {
    /// The validator that `build` makes of options with these formats.
    ///
    /// # Errors
    /// Those of `build`.
    pub(crate) fn new<'o>(
        formats: &BTreeSet<String>,
        build: impl FnOnce(ValidationOptions<'o>) -> Result<Validator, String>,
    ) -> Result<Self, String> {
        let results = Arc::new(Results::default());
        let mut options = jsonschema::options().should_validate_formats(true);
        for format in formats {
            let (results, name, truth) = (results.clone(), format.clone(), of_format(format)?);
            options = options.with_format(format.clone(), move |text: &str| results.of(&name, text, &truth));
        }
        Ok(Self { validator: build(options)?, results })
    }

    /// Whether a value is valid for some results.
    pub(crate) fn may_be_valid(&self, value: &Value) -> bool {
        let mut assumed = BTreeMap::new();
        let (mut left, mut pairs) = self.errors(value, &assumed);
        for _ in 0..STEPS {
            if left == 0 {
                return true;
            }
            let Some((errors, better)) = self.step(value, &assumed, &pairs, left) else { return false };
            assumed = better;
            pairs = self.errors(value, &assumed).1;
            left = errors;
        }
        false
    }

    /// The change of results that leaves the fewest errors: that of one text, or of all texts of a nested value.
    fn step(
        &self,
        value: &Value,
        assumed: &BTreeMap<Pair, bool>,
        pairs: &BTreeMap<Pair, bool>,
        left: usize,
    ) -> Option<(usize, BTreeMap<Pair, bool>)> {
        let mut changes: Vec<BTreeMap<Pair, bool>> = Vec::new();
        for (pair, is_true) in pairs {
            let now = assumed.get(pair).copied().unwrap_or(*is_true);
            changes.push(BTreeMap::from([(pair.clone(), !now)]));
        }
        self.assume(assumed);
        let places: Vec<String> =
            self.validator.iter_errors(value).map(|error| error.instance_path().to_string()).collect();
        for place in places {
            let mut texts = BTreeSet::new();
            collect(value.pointer(&place).unwrap_or(&Value::Null), &mut texts);
            let inside = || pairs.keys().filter(|(_, text)| texts.contains(text.as_str()));
            changes.extend([true, false].map(|result| inside().map(|pair| (pair.clone(), result)).collect()));
        }
        let tried = changes.into_iter().map(|change| {
            let mut changed = assumed.clone();
            changed.extend(change);
            (self.errors(value, &changed).0, changed)
        });
        tried.min_by_key(|(errors, _)| *errors).filter(|(errors, _)| *errors < left)
    }

    /// The number of errors with these results, and the pairs that the validator asks for.
    fn errors(&self, value: &Value, assumed: &BTreeMap<Pair, bool>) -> (usize, BTreeMap<Pair, bool>) {
        self.assume(assumed);
        self.results.asked.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let count = self.validator.iter_errors(value).count();
        let asked = std::mem::take(&mut *self.results.asked.lock().unwrap_or_else(PoisonError::into_inner));
        (count, asked)
    }

    fn assume(&self, assumed: &BTreeMap<Pair, bool>) {
        self.results.assumed.lock().unwrap_or_else(PoisonError::into_inner).clone_from(assumed);
    }
}

/// Collects the texts in a value.
fn collect<'v>(value: &'v Value, texts: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => drop(texts.insert(text)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(members) => members.iter().for_each(|(name, member)| {
            texts.insert(name);
            collect(member, texts);
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_may_have_another_result() {
        let link = json!({ "anyOf": [{ "type": "string", "format": "uri" }] });
        let algorithm = json!({ "oneOf": [{ "enum": ["RS512"] }, { "type": "string", "format": "uri" }] });
        let schema = json!({ "properties": { "link": link, "algorithm": algorithm, "count": { "maximum": 3 } } });
        let formats = BTreeSet::from(["uri".to_owned()]);
        let build = |options: ValidationOptions<'_>| options.build(&schema).map_err(|error| error.to_string());
        let doubting = Doubting::new(&formats, build).unwrap();
        assert!(doubting.may_be_valid(&json!({ "link": "https://example.com", "algorithm": "RS512" })));
        // As a URI, "RS512" fits two alternatives; unless "no" is one, it fits none.
        assert!(doubting.may_be_valid(&json!({ "link": "no", "algorithm": "RS512" })));
        assert!(!doubting.may_be_valid(&json!({ "link": 1, "algorithm": "RS512" })));
        assert!(!doubting.may_be_valid(&json!({ "link": "no", "count": 4 })));
    }
}
