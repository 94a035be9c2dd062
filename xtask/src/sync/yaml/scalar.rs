//! Which JSON value a YAML scalar is, by the core schema of YAML 1.2 (section 10.3): `no` is a string, `0o14` a number.

use saphyr_parser::{ScalarStyle, Tag};
use serde_json::{Number, Value};

/// Whether it stands without quotes.
pub(super) fn is_plain(style: ScalarStyle) -> bool {
    style == ScalarStyle::Plain
}

/// The value, or why there is none.
pub(super) fn value(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, String> {
    let Some(tag) = tag else {
        return if is_plain(style) { plain(text) } else { Ok(text.into()) };
    };
    let tagged = match tag.suffix.as_str() {
        "str" if tag.is_yaml_core_schema() => return Ok(text.into()),
        _ if tag.handle.is_empty() && tag.suffix == "!" => return Ok(text.into()),
        "null" | "bool" | "int" | "float" if tag.is_yaml_core_schema() => plain(text)?,
        _ => return Err(format!("the tag `{}{}` has no place in JSON", tag.handle, tag.suffix)),
    };
    let fits = match tag.suffix.as_str() {
        "null" => tagged.is_null(),
        "bool" => tagged.is_boolean(),
        "int" => tagged.is_i64() || tagged.is_u64(),
        _ => tagged.is_number(),
    };
    if fits { Ok(tagged) } else { Err(format!("`{text}` is no {}", tag.suffix)) }
}

fn plain(text: &str) -> Result<Value, String> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(true.into()),
        "false" | "False" | "FALSE" => return Ok(false.into()),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Err(format!("`{text}` has no place in JSON"));
    }
    let all_digits = |digits: &str, radix| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix).filter(|digits| all_digits(digits, radix)) {
            let number = u64::from_str_radix(digits, radix);
            return number.map(Value::from).map_err(|_| format!("`{text}` is too big a number"));
        }
    }
    if all_digits(unsigned, 10) {
        let number = text.strip_prefix('+').unwrap_or(text);
        let integer = number.parse::<i64>().map(Value::from).or_else(|_| number.parse::<u64>().map(Value::from));
        return integer.map_err(|_| format!("`{text}` is too big a number"));
    }
    if is_float(unsigned) {
        let number = text.parse::<f64>().ok().and_then(Number::from_f64);
        return number.map(Value::Number).ok_or_else(|| format!("`{text}` is too big a number"));
    }
    Ok(text.into())
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, the sign aside.
fn is_float(text: &str) -> bool {
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(m, e)| (m, Some(e)));
    let whole = match mantissa.split_once('.') {
        Some((before, after)) => digits(before) && digits(after) && !(before.is_empty() && after.is_empty()),
        None => !mantissa.is_empty() && digits(mantissa),
    };
    let exponent = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    whole && exponent
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
        ] {
            assert_eq!(plain(text).unwrap(), expected, "{text:?}");
        }
        assert!(plain("-.inf").is_err() && plain("18446744073709551616").is_err() && plain("1e999").is_err());
        assert_eq!(value("12", ScalarStyle::DoubleQuoted, None).unwrap(), json!("12"));
    }
}
