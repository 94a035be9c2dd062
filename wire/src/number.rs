//! A number that keeps every digit.

use std::fmt;
use std::str::FromStr;

use crate::ConversionError;
use crate::codec::{Blank, Fault, Given, Look, Target, Token, Wire};

/// A JSON number that keeps every digit: `9007199254740993`, `1e400` and `0.1000` are encoded unchanged.
///
/// Two numbers are equal if their digits are: `1.0` and `1` are not. To compare their values, compare [`as_f64`](Self::as_f64).
///
/// Its text is kept if the input is JSON text. From a [`Value`](crate::Value), and inside an object or a list of a union that has several
/// alternatives for objects or for lists and no tag, it has the digits of a `Value`: those of a 64-bit integer or of a double.
///
/// ```
/// use schemawright_wire::Number;
///
/// let price: Number = "0.1000".parse()?;
/// assert_eq!((price.as_str(), price.as_f64()), ("0.1000", 0.1));
/// assert_eq!(Number::from(3).as_i64(), Some(3));
/// assert!("1.".parse::<Number>().is_err());
/// # Ok::<(), schemawright_wire::ConversionError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// The number in JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest double; infinite for a number outside the range of doubles.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        // Rust parses every JSON number as a double.
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Its value as an integer, if it fits `i64`, in any notation: `1e2` is 100.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let mut value = 0_i64;
        value.put(Token::Number(&self.0)).ok()?;
        Some(value)
    }

    /// The same for `u64`.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        let mut value = 0_u64;
        value.put(Token::Number(&self.0)).ok()?;
        Some(value)
    }
}

/// Parses a JSON number (RFC 8259, section 6).
impl FromStr for Number {
    type Err = ConversionError;

    fn from_str(text: &str) -> Result<Self, ConversionError> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = text.strip_prefix('-').unwrap_or(text);
        let whole = digits(rest);
        let mut rest = match &rest[..whole] {
            "" => return Err("not a JSON number".into()),
            zeros if zeros.len() > 1 && zeros.starts_with('0') => return Err("not a JSON number".into()),
            _ => &rest[whole..],
        };
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = &fraction[digits(fraction)..];
            if rest.len() == fraction.len() {
                return Err("not a JSON number".into());
            }
        }
        if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            rest = &exponent[digits(exponent)..];
            if rest.len() == exponent.len() {
                return Err("not a JSON number".into());
            }
        }
        if rest.is_empty() { Ok(Self(text.into())) } else { Err("not a JSON number".into()) }
    }
}

/// Converts a finite double.
impl TryFrom<f64> for Number {
    type Error = ConversionError;

    fn try_from(value: f64) -> Result<Self, ConversionError> {
        let number = serde_json::Number::from_f64(value).ok_or("not a finite number")?;
        Ok(Self(number.to_string().into()))
    }
}

macro_rules! from_integers {
    ($($ty:ty),*) => {
        $(impl From<$ty> for Number {
            fn from(value: $ty) -> Self {
                Self(value.to_string().into())
            }
        })*
    };
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Wire for Number {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        *self = match token {
            Token::Number(text) => {
                text.parse().map_err(|error: ConversionError| Fault::of_value(format!("invalid value: {error}")))?
            }
            Token::I64(value) => value.into(),
            Token::U64(value) => value.into(),
            Token::I128(value) => (*value).into(),
            Token::U128(value) => (*value).into(),
            Token::Float(value) => {
                // Its text may have been different.
                crate::rules::doubt();
                let number = Self::try_from(value);
                number.map_err(|error| Fault::of_value(format!("invalid value: {error}, expected a number")))?
            }
            other => return Err(Fault::unexpected(&other, "a number")),
        };
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        Given::Number(&self.0)
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        Some(Look::Plain(self))
    }

    #[inline(never)]
    fn reads_text(&self) -> bool {
        true
    }
}

impl Blank for Number {
    const READS_TEXT: bool = true;

    fn blank() -> Self {
        0.into()
    }
}

crate::__serde!(Number);

#[cfg(test)]
mod tests {
    use super::Number;

    const DIGITS: [&str; 12] = [
        "0",
        "-0",
        "95",
        "95.0",
        "0.1000",
        "9007199254740993",
        "18446744073709551616",
        "1e400",
        "-1E-400",
        "1e2",
        "123456789012345678901234567890.123456789",
        "5e-324",
    ];

    /// With `arbitrary_precision`, `serde_json` keeps the digits, and normalizes exponents.
    fn digits() -> Vec<&'static str> {
        DIGITS
            .into_iter()
            .filter(|digits| !cfg!(feature = "arbitrary-precision") || !digits.contains(['e', 'E']))
            .collect()
    }

    #[test]
    fn every_digit_comes_back() {
        for digits in digits() {
            let number: Number = crate::decode(digits).unwrap();
            assert_eq!(number.as_str(), digits);
            assert_eq!(crate::encode(&number).unwrap(), digits.as_bytes());
            assert_eq!(serde_json::to_string(&number).unwrap(), digits);
            assert_eq!(serde_json::from_str::<Number>(digits).unwrap(), number);
        }
        let list = format!("[{}]", digits().join(","));
        let numbers: Vec<Number> = crate::decode(&list).unwrap();
        assert_eq!(crate::encode(&numbers).unwrap(), list.as_bytes());
    }

    #[test]
    fn invalid_numbers() {
        for text in ["", "-", "01", "1.", ".5", "1e", "1e+", "+1", "NaN", "0x1", "1 ", "१"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
        assert!(Number::try_from(f64::NAN).is_err());
        assert!(crate::decode::<Number>("\"1\"").is_err());
    }

    #[test]
    fn values() {
        let number: Number = "1e2".parse().unwrap();
        assert_eq!((number.as_i64(), number.as_u64(), number.as_f64()), (Some(100), Some(100), 100.0));
        assert_eq!(Number::from(-1).as_u64(), None);
        assert_eq!(Number::try_from(0.5).unwrap().as_str(), "0.5");
        let mut bytes = Vec::new();
        ciborium::into_writer(&"0.1000".parse::<Number>().unwrap(), &mut bytes).unwrap();
        assert_eq!(ciborium::from_reader::<f64, _>(&bytes[..]).unwrap(), 0.1);
        assert_eq!(ciborium::from_reader::<Number, _>(&bytes[..]).unwrap().as_str(), "0.1");
    }
}
