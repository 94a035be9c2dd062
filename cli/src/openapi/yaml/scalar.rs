//! The JSON value of a YAML scalar, by the core schema of YAML 1.2 (section 10.3): `no` is a string, `0o14` a number.

use std::borrow::Cow;

use saphyr::{Scalar, ScalarStyle, Tag};
use serde_json::{Number, Value};

/// The value, or the reason why there is none.
pub(super) fn value(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, String> {
    let Some(tag) = tag else {
        return if style == ScalarStyle::Plain { plain(text) } else { Ok(text.into()) };
    };
    if tag.handle.is_empty() && tag.suffix == "!" {
        return Ok(text.into());
    }
    if !tag.is_yaml_core_schema() || !["str", "null", "bool", "int", "float"].contains(&tag.suffix.as_str()) {
        return Err(format!("the tag `{}{}` is not supported in JSON", tag.handle, tag.suffix));
    }
    // A tag takes precedence over quotes.
    let scalar = Scalar::parse_from_cow_and_metadata(text.into(), ScalarStyle::Plain, Some(&Cow::Borrowed(tag)));
    json(scalar.ok_or_else(|| format!("`{text}` is not a valid {}", tag.suffix))?, text)
}

fn plain(text: &str) -> Result<Value, String> {
    // All numbers of JSON: `Scalar` supports fewer.
    if let Ok(number) = serde_json::from_str::<Number>(text) {
        return Ok(Value::Number(number));
    }
    if text.is_empty() {
        return Ok(Value::Null);
    }
    json(Scalar::parse_from_cow(text.into()), text)
}

fn json(scalar: Scalar<'_>, text: &str) -> Result<Value, String> {
    Ok(match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean(value) => value.into(),
        Scalar::Integer(value) => value.into(),
        Scalar::FloatingPoint(value) => {
            Value::Number(Number::from_f64(value.0).ok_or_else(|| format!("`{text}` is not supported in JSON"))?)
        }
        Scalar::String(value) => value.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn core_schema() {
        for (text, expected) in [
            ("", json!(null)),
            ("~", json!(null)),
            ("null", json!(null)),
            ("nUll", json!("nUll")),
            ("true", json!(true)),
            ("yes", json!("yes")),
            ("no", json!("no")),
            ("on", json!("on")),
            ("0", json!(0)),
            ("-12", json!(-12)),
            ("+12", json!(12)),
            ("0o14", json!(12)),
            ("0xC", json!(12)),
            ("012", json!(12)),
            ("18446744073709551615", json!(u64::MAX)),
            ("-9223372036854776000", json!(-9_223_372_036_854_776_000.0_f64)),
            ("1.5", json!(1.5)),
            (".5", json!(0.5)),
            ("1e3", json!(1000.0)),
            ("1_000", json!("1_000")),
            ("1.2.3", json!("1.2.3")),
            ("2021-12-29", json!("2021-12-29")),
            (".", json!(".")),
            ("e3", json!("e3")),
            ("+", json!("+")),
            ("v1", json!("v1")),
            ("1:30", json!("1:30")),
            ("1 2", json!("1 2")),
            ("infinity", json!("infinity")),
        ] {
            assert_eq!(plain(text).unwrap(), expected, "{text:?}");
        }
        assert!(plain("-.inf").is_err() && plain(".NaN").is_err() && plain("1e999").is_err());
        assert_eq!(value("12", ScalarStyle::DoubleQuoted, None).unwrap(), json!("12"));
    }

    #[test]
    fn tags() {
        let tagged = |suffix: &str, text: &str| {
            let tag = Tag { handle: "tag:yaml.org,2002:".to_owned(), suffix: suffix.to_owned() };
            value(text, ScalarStyle::Plain, Some(&tag))
        };
        assert_eq!([tagged("str", "12"), tagged("int", "12")], [Ok(json!("12")), Ok(json!(12))]);
        assert_eq!(tagged("int", "x"), Err("`x` is not a valid int".to_owned()));
        assert!(tagged("binary", "AA==").is_err());
    }
}
