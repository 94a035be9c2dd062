//! Booleans, numbers, strings, and JSON values.

use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::number::{self, NotAnInteger, parse_integer};
use super::{Blank, Entries, Fault, Given, Look, TakesValue, Target, Token, Wire, parse_value};

impl Wire for bool {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        match token {
            Token::Bool(value) => *self = value,
            other => return Err(Fault::unexpected(&other, "a boolean")),
        }
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        Given::Bool(*self)
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        Some(Look::Plain(self))
    }
}

/// The integer of a token, or the fault with the name of the expected type.
fn integer(token: &Token<'_>, ty: &'static str) -> Result<number::Integer, Fault> {
    let integer = match *token {
        Token::I64(value) => return Ok(i128::from(value).into()),
        Token::U64(value) => return Ok(i128::from(value).into()),
        Token::I128(value) => return Ok((*value).into()),
        Token::U128(magnitude) => return Ok(number::Integer { negative: false, magnitude: *magnitude }),
        Token::Number(text) => parse_integer(text),
        Token::Float(value) => number::integer_of(value),
        _ => return Err(Fault::unexpected(token, format_args!("an integer ({ty})"))),
    };
    integer.map_err(|fault| match fault {
        NotAnInteger::Fraction => {
            Fault::of_value(format!("invalid value: number with a fraction, expected an integer ({ty})"))
        }
        NotAnInteger::OutOfRange => out_of_range(ty),
    })
}

#[cold]
fn out_of_range(ty: &'static str) -> Fault {
    Fault::of_value(format!("invalid value: integer out of range, expected an integer ({ty})"))
}

/// Implements an integer type: its name and its token.
macro_rules! integers {
    ($($ty:ident: |$value:ident| $given:expr;)*) => {
        $(
            impl Wire for $ty {
                fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
                    // Nearly all of them are plain digits.
                    let plain = match token {
                        Token::U64(value) => value.try_into().ok(),
                        Token::Number(text) => text.parse().ok(),
                        _ => None,
                    };
                    if let Some(value) = plain {
                        *self = value;
                        return Ok(Target::Done);
                    }
                    *self = integer(&token, stringify!($ty))?.narrow().ok_or_else(|| out_of_range(stringify!($ty)))?;
                    Ok(Target::Done)
                }

                fn give(&self) -> Given<'_> {
                    let $value = self;
                    $given
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

            impl Blank for $ty {
                const READS_TEXT: bool = true;

                fn blank() -> Self {
                    0
                }
            }
        )*
    };
}

integers! {
    i8: |value| Given::I64((*value).into());
    i16: |value| Given::I64((*value).into());
    i32: |value| Given::I64((*value).into());
    i64: |value| Given::I64(*value);
    i128: |value| Given::I128(value);
    u8: |value| Given::U64((*value).into());
    u16: |value| Given::U64((*value).into());
    u32: |value| Given::U64((*value).into());
    u64: |value| Given::U64(*value);
    u128: |value| Given::U128(value);
}

impl Wire for f64 {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        *self = match token {
            Token::Float(value) => value,
            Token::I64(value) => value as f64,
            Token::U64(value) => value as f64,
            Token::I128(value) => *value as f64,
            Token::U128(value) => *value as f64,
            Token::Number(text) => match text.parse::<f64>() {
                Ok(value) if value.is_finite() => value,
                _ => return Err(Fault::of_value("invalid value: number out of range, expected a number (f64)")),
            },
            other => return Err(Fault::unexpected(&other, "a number")),
        };
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        Given::Float(*self)
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

impl Blank for f64 {
    const READS_TEXT: bool = true;

    fn blank() -> Self {
        0.0
    }
}

/// The text of a string token.
pub(crate) fn string<'a>(token: &Token<'a>) -> Result<&'a str, Fault> {
    match *token {
        Token::Str(text) => Ok(text),
        _ => Err(Fault::unexpected(token, "a string")),
    }
}

impl Wire for String {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        *self = string(&token)?.to_owned();
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        Given::Str(self)
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        Some(Look::Plain(self))
    }
}

impl Wire for () {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        match token {
            Token::Null => Ok(Target::Done),
            other => Err(Fault::unexpected(&other, "null")),
        }
    }

    fn give(&self) -> Given<'_> {
        Given::Null
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        Some(Look::Plain(self))
    }
}

impl Wire for Value {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        *self = match token {
            Token::Map | Token::Seq => return Ok(Target::Value(self)),
            Token::Null => Value::Null,
            Token::Bool(value) => Value::Bool(value),
            Token::Str(text) => Value::from(text),
            Token::Text(text) => parse_value(text)?,
            Token::Number(text) => Value::Number(number::parse_kept(text).ok_or_else(number::rounded)?),
            Token::I64(value) => Value::from(value),
            Token::U64(value) => Value::from(value),
            Token::I128(value) => number::of_integer(*value)?,
            Token::Float(value) => number::of_double(value)?,
            Token::U128(_) => return Err(number::rounded()),
            Token::Bytes => return Err(Fault::unexpected(&token, "a JSON value")),
        };
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        Given::Value(self)
    }

    #[inline(never)]
    fn reads_text(&self) -> bool {
        true
    }
}

impl TakesValue for Value {
    fn take(&mut self, value: Value) -> Result<(), Fault> {
        *self = value;
        Ok(())
    }
}

impl Blank for Value {
    const READS_TEXT: bool = true;

    fn blank() -> Self {
        Value::Null
    }
}

impl Wire for Map<String, Value> {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        match token {
            Token::Map => return Ok(Target::Value(self)),
            Token::Text(text) if text.starts_with('{') => self.take(parse_value(text)?)?,
            other => return Err(Fault::unexpected(&other, "an object")),
        }
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        Given::Object(self)
    }

    #[inline(never)]
    fn reads_text(&self) -> bool {
        true
    }
}

impl TakesValue for Map<String, Value> {
    fn entries(&mut self) -> Option<&mut dyn Entries> {
        Some(self)
    }

    fn take(&mut self, value: Value) -> Result<(), Fault> {
        match value {
            Value::Object(members) => {
                *self = members;
                Ok(())
            }
            // Only an object arrives here, except for a number in the form of an object.
            _ => Err(Fault::of_value("invalid type: number, expected an object")),
        }
    }
}

impl Blank for Map<String, Value> {
    const READS_TEXT: bool = true;

    fn blank() -> Self {
        Map::new()
    }
}

impl Entries for Map<String, Value> {
    fn place(&mut self, key: &str) -> Result<&mut dyn Wire, Fault> {
        match self.entry(key) {
            Entry::Vacant(entry) => Ok(entry.insert(Value::Null)),
            Entry::Occupied(_) => Err(Fault::duplicate_key(key)),
        }
    }

    fn each(&self, visitor: &mut dyn FnMut(&str, &dyn Wire) -> bool) {
        let _ = self.iter().all(|(name, value)| visitor(name, value));
    }

    fn count(&self) -> usize {
        self.len()
    }
}

macro_rules! blank_is_default {
    ($($ty:ty),* $(,)?) => {
        $(impl Blank for $ty {
            fn blank() -> Self {
                <$ty>::default()
            }
        })*
    };
}

blank_is_default!((), bool, String);

#[cfg(test)]
mod tests {
    use serde_json::Value;

    /// Without its feature `float_roundtrip`, `serde_json` decodes these as adjacent doubles.
    #[test]
    fn doubles_come_back() {
        for text in ["947.9255628408687", "7.837441708654079e-115"] {
            assert_eq!(text.parse::<Value>().unwrap().to_string(), text);
        }
    }
}
