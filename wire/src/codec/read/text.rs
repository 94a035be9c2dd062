//! Values that are decoded from JSON text: a double can't represent every integer, and `serde_json` reads larger numbers as doubles.

use std::fmt;
use std::sync::OnceLock;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Number;

use super::entries::Key;
use super::value::JsonValue;
use super::{Fault, Place, Target, Token, Trail};

/// The name of the newtype struct for which a deserializer of `serde_json` returns the text of a value (its feature `raw_value`). Any other
/// format decodes a newtype struct of that name as the value in it.
const TEXT: &str = "$serde_json::private::RawValue";

/// The only member of the object in which `serde_json` returns numbers if its feature `arbitrary_precision` is enabled.
const NUMBER: &str = "$serde_json::private::Number";

/// Whether a deserializer may be one of `serde_json`, which can return a text. Other formats can't: a value of CBOR has no text, and RON
/// interprets a newtype differently. A wrong answer only loses digits of numbers outside the range of doubles.
pub(super) fn is_given_by<D>() -> bool {
    std::any::type_name::<D>().contains("serde_json::")
}

/// Whether a number has the form of an object whose first member has this name.
pub(super) fn is_number(name: &str) -> bool {
    static ARBITRARY_PRECISION: OnceLock<bool> = OnceLock::new();
    // The unit tests give numbers in this form without the feature.
    name == NUMBER && (cfg!(test) || *ARBITRARY_PRECISION.get_or_init(|| "1e400".parse::<Number>().is_ok()))
}

/// Decodes a value from its text, or from the tokens of other formats.
pub(super) fn read<'de, D: Deserializer<'de>>(place: Place<'_>, deserializer: D) -> Result<bool, D::Error> {
    deserializer.deserialize_newtype_struct(TEXT, Text(place))
}

/// Keeps the digits of a number in the form of an object, after the name of its member. The error unwinds to the place of the number.
#[cold]
pub(super) fn keep_number<'de, A: MapAccess<'de>>(map: &mut A, trail: &mut Trail) -> A::Error {
    let mut digits = String::new();
    match map.next_value_seed(Key(&mut digits)) {
        Ok(()) => {
            trail.number = Some(digits);
            A::Error::custom("")
        }
        Err(error) => error,
    }
}

/// The same for a place that accepts no objects. Any other object is the given fault.
#[cold]
pub(super) fn number_or<'de, A: MapAccess<'de>>(fault: Fault, map: &mut A, trail: &mut Trail) -> A::Error {
    let mut key = String::new();
    match map.next_key_seed(Key(&mut key)) {
        Ok(Some(())) if is_number(&key) => keep_number(map, trail),
        Ok(_) => trail.raise(fault),
        Err(error) => error,
    }
}

struct Text<'a>(Place<'a>);

impl Text<'_> {
    fn put<E: Error>(self, text: &str) -> Result<bool, E> {
        match Token::of_text(text) {
            Token::Null => self.0.visit_unit(),
            token => self.0.put(token),
        }
    }
}

macro_rules! scalars {
    ($($method:ident: $ty:ty;)*) => {
        $(fn $method<E: Error>(self, value: $ty) -> Result<bool, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars! {
        visit_bool: bool;
        visit_i64: i64;
        visit_i128: i128;
        visit_u64: u64;
        visit_u128: u128;
        visit_f64: f64;
        visit_str: &str;
        visit_bytes: &[u8];
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        self.0.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: serde_core::de::SeqAccess<'de>>(self, elements: A) -> Result<bool, A::Error> {
        self.0.visit_seq(elements)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut key = String::new();
        let first = map.next_key_seed(Key(&mut key))?.map(|()| key);
        if first.as_deref().is_some_and(|key| key == TEXT || is_number(key)) {
            return map.next_value_seed(self);
        }
        let Place { place, outermost, trail, .. } = self.0;
        let result = match place.put(Token::Map) {
            Ok(Target::Value(target)) => {
                let value = JsonValue { trail: &mut *trail }.members(first, &mut map);
                value.and_then(|value| target.take(value).map_err(|fault| trail.raise(fault)))
            }
            Ok(_) => Ok(()),
            Err(fault) => Err(trail.raise(fault)),
        };
        result.map(|()| true).map_err(|error| super::surface(place, trail, error, outermost))
    }
}

/// The text itself.
impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(Content(self))
    }
}

struct Content<'a>(Text<'a>);

impl Visitor<'_> for Content<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        self.0.put(text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;
    use std::iter;

    use serde_core::de::value::MapDeserializer;
    use serde_core::de::{Deserializer, Error, IntoDeserializer};

    use super::super::read;
    use super::NUMBER;
    use crate::codec::Blank;
    use crate::{Map, Number, Timestamp, Value};

    /// A number in the form in which `serde_json` gives it with `arbitrary_precision`.
    struct Given<'a>(&'a str);

    impl<'de, E: Error> IntoDeserializer<'de, E> for Given<'de> {
        type Deserializer = MapDeserializer<'de, iter::Once<(&'static str, &'de str)>, E>;

        fn into_deserializer(self) -> Self::Deserializer {
            MapDeserializer::new(iter::once((NUMBER, self.0)))
        }
    }

    fn decoded<'de, T: Blank>(deserializer: impl Deserializer<'de>) -> Result<T, String> {
        let mut value = T::blank();
        let result = read(value.as_wire_mut(), deserializer);
        // An error in a text continues with a line and a column.
        result.map(|()| value).map_err(|error| error.to_string().split(" at line ").next().unwrap().to_owned())
    }

    /// Decodes from what a deserializer with this error returns for an object of one member.
    fn member<E: Error, T: Blank>(digits: &str) -> Result<BTreeMap<String, T>, String> {
        decoded(MapDeserializer::<_, E>::new(iter::once(("a", Given(digits)))))
    }

    /// Is decoded, or refused, as without `arbitrary_precision`: alone, and as a member.
    fn same<T: Blank + Debug + PartialEq>() {
        for digits in ["0", "-1", "300", "9007199254740993", "18446744073709551615", "0.5", "-2.50", "1e3", "1e300"] {
            let plain = decoded::<T>(&mut serde_json::Deserializer::from_str(digits));
            let given: MapDeserializer<_, serde_json::Error> = Given(digits).into_deserializer();
            assert_eq!(decoded::<T>(given), plain, "{digits}");
            let text = format!(r#"{{"a": {digits}}}"#);
            let plain = decoded(&mut serde_json::Deserializer::from_str(&text));
            assert_eq!(member::<serde_json::Error, T>(digits), plain, "{digits}");
            // Not from a text.
            assert_eq!(member::<serde_core::de::value::Error, T>(digits), plain, "{digits}");
        }
    }

    #[test]
    fn numbers_of_arbitrary_precision_are_numbers() {
        same::<bool>();
        same::<i8>();
        same::<i64>();
        same::<u64>();
        same::<f64>();
        same::<String>();
        same::<Number>();
        same::<Timestamp>();
        same::<Value>();
        same::<Map<String, Value>>();
        same::<Option<i64>>();
        same::<Vec<f64>>();
        same::<BTreeMap<String, f64>>();
    }
}
