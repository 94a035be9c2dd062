//! The results of the trials: counted, and compared with the expected ones.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::subject::Answer;
use crate::trials::{Expected, What};

/// The numbers of rejected and accepted values of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) refused: usize,
    pub(super) taken: usize,
}

/// The counts by kind of value.
pub(super) type Counts = BTreeMap<What, Count>;

/// Whether an answer is the expected one; if not, how it differs.
pub(super) fn judge(value: &Value, expected: &Expected, answer: &Answer) -> Result<(), String> {
    let same = |back: &Value, wanted: &Value| match difference(wanted, back, "") {
        None => Ok(()),
        Some(difference) => Err(format!("is changed by encoding: {difference}")),
    };
    match (expected, answer) {
        (Expected::Either, _) | (Expected::Refused, Err(_)) => Ok(()),
        (Expected::Refused, Ok(back)) => Err(format!("is accepted, and encoded as {back}")),
        (_, Err(error)) => Err(format!("is rejected: {error}")),
        (Expected::Same, Ok(back)) => same(back, value),
        (Expected::As(wanted), Ok(back)) => same(back, wanted),
        (Expected::Filled(name), Ok(back)) => match (back, back.get(name)) {
            (Value::Object(members), Some(filled)) if !filled.is_null() => {
                let mut rest = members.clone();
                rest.remove(name);
                let mut wanted = value.as_object().cloned().unwrap_or_default();
                wanted.remove(name);
                same(&Value::Object(rest), &Value::Object(wanted))
            }
            _ => Err(format!("is encoded without `{name}`")),
        },
    }
}

/// The fault of an instance's answer, if there is one.
pub(super) fn wrong(value: &Value, answer: &Answer) -> Option<String> {
    match answer {
        Err(error) => Some(format!("is rejected: {error}")),
        Ok(back) => difference(value, back, "").map(|difference| format!("is changed by encoding: {difference}")),
    }
}

/// The first place at which two values differ as JSON. The order of members and the notation of numbers are ignored.
pub(super) fn difference(wanted: &Value, got: &Value, at: &str) -> Option<String> {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(got)) => {
            let lost = wanted.keys().find(|name| !got.contains_key(*name)).map(|name| format!("{at}/{name} is lost"));
            let added =
                || got.keys().find(|name| !wanted.contains_key(*name)).map(|name| format!("{at}/{name} is added"));
            let changed =
                || wanted.iter().find_map(|(name, value)| difference(value, got.get(name)?, &format!("{at}/{name}")));
            lost.or_else(added).or_else(changed)
        }
        (Value::Array(wanted), Value::Array(got)) if wanted.len() == got.len() => {
            let pairs = wanted.iter().zip(got).enumerate();
            pairs.into_iter().find_map(|(index, (wanted, got))| difference(wanted, got, &format!("{at}/{index}")))
        }
        (Value::Number(wanted), Value::Number(got)) if same_number(wanted, got) => None,
        _ if wanted == got => None,
        _ => Some(format!("{at} is {got} instead of {wanted}")),
    }
}

/// `3` and `3.0` are one number in JSON Schema.
fn same_number(a: &serde_json::Number, b: &serde_json::Number) -> bool {
    a == b || (a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn differences_are_named() {
        let differs = |a: Value, b: Value| difference(&a, &b, "");
        assert_eq!(differs(json!({"a": 1, "b": [3]}), json!({"b": [3.0], "a": 1})), None);
        assert_eq!(differs(json!({"a": {"b": 1}}), json!({"a": {}})).unwrap(), "/a/b is lost");
        assert_eq!(differs(json!([{}]), json!([{"c": null}])).unwrap(), "/0/c is added");
        assert_eq!(differs(json!(["x"]), json!(["y"])).unwrap(), "/0 is \"y\" instead of \"x\"");
        assert_eq!(differs(json!([1]), json!([1, 2])).unwrap(), " is [1,2] instead of [1]");
    }

    #[test]
    fn a_wrong_answer_is_a_finding() {
        let value = json!({"a": 1});
        let judge = |expected: Expected, answer: Answer| judge(&value, &expected, &answer);
        assert_eq!(judge(Expected::Same, Ok(json!({"a": 1}))), Ok(()));
        assert!(judge(Expected::Same, Err("no".to_owned())).is_err());
        assert!(judge(Expected::Refused, Ok(json!({"a": 1}))).is_err());
        assert_eq!(judge(Expected::Filled("b".to_owned()), Ok(json!({"a": 1, "b": []}))), Ok(()));
        assert!(judge(Expected::Filled("b".to_owned()), Ok(json!({"a": 1, "b": null}))).is_err());
        assert!(judge(Expected::Filled("b".to_owned()), Ok(json!({"a": 2, "b": []}))).is_err());
        assert!(judge(Expected::As(json!({})), Ok(json!({"a": 1}))).is_err());
        assert_eq!(judge(Expected::Either, Err(String::new())), Ok(()));
    }
}
