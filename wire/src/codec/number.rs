//! Parses the text of numbers: integers in any notation, and numbers that a double would round.

use serde_json::{Number, Value};

use super::Fault;

/// An integer: its sign and its magnitude.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Integer {
    pub(super) negative: bool,
    pub(super) magnitude: u128,
}

impl Integer {
    /// The integer as a narrower type, if it is in its range.
    pub(super) fn narrow<T: TryFrom<i128> + TryFrom<u128>>(self) -> Option<T> {
        if !self.negative {
            return T::try_from(self.magnitude).ok();
        }
        // The smallest integer has no positive counterpart.
        T::try_from(0_i128.checked_sub_unsigned(self.magnitude)?).ok()
    }
}

impl From<i128> for Integer {
    fn from(value: i128) -> Self {
        Self { negative: value < 0, magnitude: value.unsigned_abs() }
    }
}

/// The reason why a number is not an integer of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotAnInteger {
    /// It has a fraction.
    Fraction,
    /// It does not fit 128 bits.
    OutOfRange,
}

/// Parses the text of a JSON number as an integer. `60.0`, `1e2` and `-0` are integers too (JSON Schema Validation, 6.1.1).
pub(super) fn parse_integer(text: &str) -> Result<Integer, NotAnInteger> {
    let (negative, number) = match text.strip_prefix('-') {
        Some(number) => (true, number),
        None => (false, text),
    };
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().all(|digit| digit == b'0') {
        return Ok(Integer { negative, magnitude: 0 });
    }
    // If the exponent has too many digits, only its sign matters.
    let exponent = exponent.parse().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX });
    let shift = exponent.saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX));
    let zeros = digits().rev().take_while(|digit| *digit == b'0').count();
    if shift < 0 && shift.unsigned_abs() > zeros as u64 {
        return Err(NotAnInteger::Fraction);
    }
    let count = whole.len() + fraction.len();
    // A negative exponent removes zeros at the end.
    let kept = count - usize::try_from(shift.min(0).unsigned_abs()).unwrap_or(count);
    let magnitude = digits()
        .take(kept)
        .try_fold(0_u128, |magnitude, digit| magnitude.checked_mul(10)?.checked_add(u128::from(digit - b'0')));
    let scale = u32::try_from(shift.max(0)).ok().and_then(|shift| 10_u128.checked_pow(shift));
    let magnitude = magnitude.zip(scale).and_then(|(magnitude, scale)| magnitude.checked_mul(scale));
    magnitude.map(|magnitude| Integer { negative, magnitude }).ok_or(NotAnInteger::OutOfRange)
}

/// The integer of a double.
pub(super) fn integer_of(value: f64) -> Result<Integer, NotAnInteger> {
    if !value.is_finite() || value.abs() >= 2_f64.powi(128) {
        return Err(NotAnInteger::OutOfRange);
    }
    if value.fract() != 0.0 {
        return Err(NotAnInteger::Fraction);
    }
    // It is whole and within the bounds, so the conversion is exact.
    Ok(Integer { negative: value.is_sign_negative(), magnitude: value.abs() as u128 })
}

/// Parses a JSON number, unless it would lose digits: an integer beyond 64 bits, of which a double keeps 53, or a number outside the range
/// of doubles.
pub(super) fn parse_kept(text: &str) -> Option<Number> {
    let finite = text.parse::<f64>().is_ok_and(f64::is_finite);
    if finite && !is_rounded(text) { text.parse().ok() } else { None }
}

/// From here on, several integers have the same double.
pub(super) const ROUNDS: f64 = 9_007_199_254_740_992.0;

/// The JSON value of an integer.
pub(super) fn of_integer(value: i128) -> Result<Value, Fault> {
    Number::from_i128(value).map(Value::Number).ok_or_else(rounded)
}

/// The JSON value of a double.
pub(super) fn of_double(value: f64) -> Result<Value, Fault> {
    let number = Number::from_f64(value).map(Value::Number);
    number.ok_or_else(|| Fault::of_value("invalid value: number, expected a finite number"))
}

/// The fault of a number that would lose digits.
#[cold]
pub(super) fn rounded() -> Fault {
    Fault::of_value("a number beyond 64 bits and beyond what a double holds exactly")
}

/// Whether a valid JSON text contains an integer that would be rounded.
pub(super) fn has_rounded_integer(text: &str) -> bool {
    has_number(text.as_bytes(), SHORT, is_rounded)
}

/// Whether a JSON text contains a number outside the range of doubles.
#[cold]
pub(crate) fn has_infinite_number(text: &[u8]) -> bool {
    has_number(text, 1, |number| number.parse().is_ok_and(f64::is_infinite))
}

/// Whether it contains such a number with at least this many characters.
fn has_number(text: &[u8], least: usize, is_meant: impl Fn(&str) -> bool) -> bool {
    let mut bytes = text;
    while let Some(at) = bytes.iter().position(|byte| matches!(byte, b'"' | b'-' | b'0'..=b'9')) {
        bytes = &bytes[at..];
        let length = match bytes {
            [b'"', ..] => string_length(bytes),
            _ => bytes.iter().take_while(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')).count(),
        };
        let (token, rest) = bytes.split_at(length.min(bytes.len()));
        if length >= least && token[0] != b'"' && std::str::from_utf8(token).is_ok_and(&is_meant) {
            return true;
        }
        bytes = rest;
    }
    false
}

/// Integers with fewer characters fit 64 bits.
const SHORT: usize = 19;

/// The length of the string at the start of a text, with its quotes.
fn string_length(text: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Whether a number is an integer beyond 64 bits whose double is another number.
fn is_rounded(text: &str) -> bool {
    if text.len() < SHORT
        || text.contains(['.', 'e', 'E'])
        || text.parse::<i64>().is_ok()
        || text.parse::<u64>().is_ok()
    {
        return false;
    }
    // The shortest decimal of the double, which would be encoded.
    text.parse::<f64>().is_ok_and(|double| double.to_string() != text)
}

/// Writes the digits of a number: as a number of the format if that has the same digits, else as a text that `serde_json` writes unchanged.
pub(crate) fn write_digits<S: serde_core::ser::Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    use serde_core::ser::{Error, Serialize};

    if let Some(value) = digits.parse::<i64>().ok().filter(|value| value.to_string() == digits) {
        return serializer.serialize_i64(value);
    }
    if let Some(value) = digits.parse::<u64>().ok().filter(|value| value.to_string() == digits) {
        return serializer.serialize_u64(value);
    }
    let double = digits.parse::<f64>().ok().filter(|value| value.is_finite());
    let is_same = |value: &f64| serde_json::Number::from_f64(*value).is_some_and(|number| number.to_string() == digits);
    match double {
        Some(value) if is_same(&value) => serializer.serialize_f64(value),
        // A binary format has numbers, and no text for them.
        Some(value) if !serializer.is_human_readable() => serializer.serialize_f64(value),
        None if !serializer.is_human_readable() => Err(S::Error::custom("a number beyond a double")),
        _ => {
            serde_json::value::RawValue::from_string(digits.to_owned()).map_err(S::Error::custom)?.serialize(serializer)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integer(text: &str) -> Result<(bool, u128), NotAnInteger> {
        parse_integer(text).map(|integer| (integer.negative, integer.magnitude))
    }

    #[test]
    fn integers_of_every_form() {
        for (text, magnitude) in [
            ("0", 0),
            ("60", 60),
            ("60.0", 60),
            ("1e2", 100),
            ("1E+2", 100),
            ("1.5e1", 15),
            ("150e-1", 15),
            ("0.0e-99999999999999999999", 0),
            ("100.00e-2", 1),
            ("9007199254740993", 9_007_199_254_740_993),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("9.007199254740993e15", 9_007_199_254_740_993),
            ("340282366920938463463374607431768211455", u128::MAX),
            ("1e38", 10_u128.pow(38)),
        ] {
            assert_eq!(integer(text), Ok((false, magnitude)), "{text}");
            assert_eq!(integer(&format!("-{text}")), Ok((true, magnitude)), "-{text}");
        }
    }

    #[test]
    fn invalid_integers() {
        for (text, fault) in [
            ("1.5", NotAnInteger::Fraction),
            ("1e-1", NotAnInteger::Fraction),
            ("10e-2", NotAnInteger::Fraction),
            ("1e-99999999999999999999", NotAnInteger::Fraction),
            ("340282366920938463463374607431768211456", NotAnInteger::OutOfRange),
            ("1e39", NotAnInteger::OutOfRange),
            ("1e400", NotAnInteger::OutOfRange),
            ("1e99999999999999999999", NotAnInteger::OutOfRange),
        ] {
            assert_eq!(integer(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn integers_of_doubles() {
        assert_eq!(integer_of(60.0), Ok(Integer { negative: false, magnitude: 60 }));
        assert_eq!(integer_of(-0.0).map(|integer| integer.magnitude), Ok(0));
        assert_eq!(integer_of(1.5), Err(NotAnInteger::Fraction));
        assert_eq!(integer_of(f64::INFINITY), Err(NotAnInteger::OutOfRange));
        assert_eq!(integer_of(f64::NAN), Err(NotAnInteger::OutOfRange));
    }

    #[test]
    fn numbers_beyond_the_doubles() {
        for (text, is_there) in [
            (r#"{"a": [1, 1e400]}"#, true),
            ("-1E+309", true),
            (r#"{"1e400": "1e400", "b": [1e308, -0, 1e-400]}"#, false),
            ("[[[", false),
            (r#""\"#, false),
        ] {
            assert_eq!(has_infinite_number(text.as_bytes()), is_there, "{text}");
        }
    }

    #[test]
    fn integers_that_a_double_rounds() {
        for text in ["12345678901234567890123", "-9223372036854775809", "18446744073709551617"] {
            assert!(is_rounded(text), "{text}");
            assert!(has_rounded_integer(&format!(r#"{{"a\"1": [1, {text}]}}"#)), "{text}");
            assert!(!has_rounded_integer(&format!(r#"{{"{text}": ["\"{text}"]}}"#)), "{text}");
        }
        for text in [
            "18446744073709551615",
            "-9223372036854775808",
            "100000000000000000000",
            "1e300",
            "0.12345678901234567890123",
        ] {
            assert!(!has_rounded_integer(text), "{text}");
        }
    }
}
