//! The deserializer that is tried first. It offers its text to the types of this crate, and supports the types that may contain them:
//! serde's containers and structs that derive serde's traits. It rejects everything else, and `serde_json` then decodes the whole input.

use std::fmt::{self, Display};

use serde_core::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Cursor, OFFER, Refused, offer};
use crate::codec::Token;

type Result<T> = std::result::Result<T, Refused>;

/// Decodes a text. None if `serde_json` must decode it, or if it is an error.
#[inline]
pub(crate) fn decode<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut source = Source { cursor: Cursor::new(text, 0), refused: false };
    let value = T::deserialize(Direct(&mut source)).ok()?;
    // A type may use an error as a value.
    (!source.refused && source.cursor.end().is_ok()).then_some(value)
}

struct Source<'t> {
    cursor: Cursor<'t>,
    /// Whether something was rejected.
    refused: bool,
}

/// The deserializer of the next value in a text.
pub(crate) struct Direct<'s, 't>(&'s mut Source<'t>);

impl<'t> Direct<'_, 't> {
    /// Applies a function to the text, and records a failure.
    #[inline]
    fn with<T>(self, work: impl FnOnce(&mut Source<'t>) -> Result<T>) -> Result<T> {
        let result = work(self.0);
        self.0.refused |= result.is_err();
        result
    }

    fn scalar<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.with(|source| {
            source.cursor.next()?;
            match source.cursor.scalar()? {
                Token::Null => visitor.visit_unit(),
                Token::Bool(value) => visitor.visit_bool(value),
                Token::I64(value) => visitor.visit_i64(value),
                Token::U64(value) => visitor.visit_u64(value),
                _ => Err(Refused),
            }
        })
    }

    fn text<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.with(|source| match source.cursor.next()? {
            b'"' => visitor.visit_str(source.cursor.string()?),
            _ => Err(Refused),
        })
    }

    fn refuse<T>(self) -> Result<T> {
        self.with(|_| Err(Refused))
    }
}

macro_rules! by {
    ($way:ident: $($method:ident($($name:ident: $ty:ty),*)),*) => {
        $(fn $method<V: Visitor<'t>>(self, $($name: $ty,)* visitor: V) -> Result<V::Value> {
            $(let _ = $name;)*
            by!(@$way self, visitor)
        })*
    };
    (@refuse $direct:ident, $visitor:ident) => {{
        drop($visitor);
        $direct.refuse()
    }};
    (@$way:ident $direct:ident, $visitor:ident) => {
        $direct.$way($visitor)
    };
}

impl<'t> Deserializer<'t> for Direct<'_, 't> {
    type Error = Refused;

    by!(scalar: deserialize_bool(), deserialize_unit(), deserialize_unit_struct(name: &'static str));
    by!(scalar: deserialize_i8(), deserialize_i16(), deserialize_i32(), deserialize_i64());
    by!(scalar: deserialize_u8(), deserialize_u16(), deserialize_u32(), deserialize_u64());
    by!(text: deserialize_str(), deserialize_string(), deserialize_identifier());
    by!(deserialize_seq: deserialize_tuple(len: usize), deserialize_tuple_struct(name: &'static str, len: usize));
    by!(deserialize_map: deserialize_struct(name: &'static str, fields: &'static [&'static str]));
    by!(refuse: deserialize_any(), deserialize_i128(), deserialize_u128(), deserialize_f32(), deserialize_f64());
    by!(refuse: deserialize_char(), deserialize_bytes(), deserialize_byte_buf(), deserialize_ignored_any());
    by!(refuse: deserialize_enum(name: &'static str, variants: &'static [&'static str]));

    fn deserialize_newtype_struct<V: Visitor<'t>>(self, name: &'static str, visitor: V) -> Result<V::Value> {
        match name {
            OFFER => self.with(|source| offer(&mut source.cursor, visitor)),
            // Names with a special meaning in `serde_json`.
            name if name.starts_with("$serde_json") => self.refuse(),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.with(|source| match source.cursor.next()? {
            b'n' => {
                source.cursor.literal("null")?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(Direct(source)),
        })
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.with(|source| {
            source.enter(b'[')?;
            let count = source.cursor.count_elements();
            let mut items = Items { source, first: true, done: false, count };
            let value = visitor.visit_seq(&mut items)?;
            let more = items.has_element()?;
            items.leave(value, more)
        })
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.with(|source| {
            source.enter(b'{')?;
            let mut items = Items { source, first: true, done: false, count: None };
            let value = visitor.visit_map(&mut items)?;
            let more = items.has_member()?;
            items.leave(value, more)
        })
    }
}

impl Source<'_> {
    fn enter(&mut self, mark: u8) -> Result<()> {
        if self.cursor.next()? == mark { self.cursor.enter() } else { Err(Refused) }
    }
}

/// The elements of an array, or the members of an object.
struct Items<'s, 't> {
    source: &'s mut Source<'t>,
    first: bool,
    done: bool,
    /// A guess of their number.
    count: Option<usize>,
}

impl<'t> Items<'_, 't> {
    fn has_element(&mut self) -> Result<bool> {
        self.next(Cursor::next_element)
    }

    fn has_member(&mut self) -> Result<bool> {
        self.next(Cursor::next_member)
    }

    #[inline]
    fn next(&mut self, next: impl FnOnce(&mut Cursor<'t>, bool) -> Result<bool>) -> Result<bool> {
        if self.done {
            return Ok(false);
        }
        let more = Direct(self.source).with(|source| next(&mut source.cursor, self.first))?;
        (self.first, self.done) = (false, !more);
        Ok(more)
    }

    /// Leaves the array or object. `more` says whether something is left, which is an error.
    fn leave<T>(self, value: T, more: bool) -> Result<T> {
        if more {
            return Err(Refused);
        }
        self.source.cursor.leave();
        Ok(value)
    }
}

impl<'t> SeqAccess<'t> for &mut Items<'_, 't> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.has_element()? { seed.deserialize(Direct(self.source)).map(Some) } else { Ok(None) }
    }

    fn size_hint(&self) -> Option<usize> {
        self.count
    }
}

impl<'t> MapAccess<'t> for &mut Items<'_, 't> {
    type Error = Refused;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.has_member()? { seed.deserialize(Direct(self.source)).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value> {
        Direct(self.source).with(|source| source.cursor.colon())?;
        seed.deserialize(Direct(self.source))
    }
}

impl de::Error for Refused {
    #[cold]
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::Value;

    use super::*;
    use crate::{Secret, Timestamp};

    /// A type of this crate that accepts any value.
    #[derive(Debug, PartialEq)]
    struct Any(Value);

    crate::__transparent!(Any, Value);

    #[derive(Debug, PartialEq, Deserialize)]
    struct Derived {
        id: u32,
        #[serde(default)]
        tags: Vec<String>,
        at: Option<Timestamp>,
        pair: Option<(i8, bool)>,
        by_name: Option<BTreeMap<String, Secret>>,
    }

    /// Decodes a text, and compares the result with that of `serde_json`.
    fn read<T: DeserializeOwned + PartialEq + fmt::Debug>(text: &str) -> Option<T> {
        let value = decode::<T>(text);
        if let Some(value) = &value {
            assert_eq!(serde_json::from_str::<T>(text).ok().as_ref(), Some(value), "{text}");
        }
        value
    }

    #[test]
    fn containers_and_derived_structs_are_supported() {
        for text in [
            r#"{"id":1}"#,
            r#" { "tags" : [ "a" , "b\n" ] , "id" : 0 } "#,
            r#"{"id":1,"at":"2021-12-29T12:33:09Z","pair":[-1,true],"by_name":{"a":"x","b":"y"}}"#,
            r#"{"id":1,"at":null,"pair":null,"by_name":{}}"#,
        ] {
            assert!(read::<Derived>(text).is_some(), "{text}");
            assert!(read::<Vec<Derived>>(&format!("[{text},{text}]")).is_some(), "{text}");
        }
        assert!(read::<Vec<Timestamp>>("[]").is_some());
        assert!(read::<Option<Vec<Secret>>>(r#"["a","b"]"#).is_some());
        assert!(read::<BTreeMap<String, Vec<Secret>>>(r#"{"a":["b"]}"#).is_some());
    }

    #[test]
    fn unknown_parts_are_rejected() {
        assert!(read::<Value>("1").is_none());
        assert!(read::<BTreeMap<u32, bool>>(r#"{"1":true}"#).is_none());
        for text in [
            r#"{"id":-1}"#,
            r#"{"id":1.0}"#,
            r#"{"id":1,"tags":7}"#,
            r#"{"id":1,"tags":["a"}"#,
            r#"{"id":1,"pair":[1]}"#,
            r#"{"id":1,"pair":[1,true,2]}"#,
            r#"{"id":1} 2"#,
            r#"{"id" 1}"#,
            r#"{"id":1,}"#,
            r#"{"at":"yesterday","id":1}"#,
            "[",
            "",
        ] {
            assert!(read::<Derived>(text).is_none(), "{text}");
        }
    }

    /// A type that uses an error as a value gets it from `serde_json`.
    #[test]
    fn an_error_that_is_taken_for_a_value_is_none_of_ours() {
        #[derive(Debug, PartialEq)]
        struct Lenient(Option<Value>);
        impl<'de> Deserialize<'de> for Lenient {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                Ok(Self(Value::deserialize(deserializer).ok()))
            }
        }
        assert!(decode::<Lenient>("7").is_none());
        assert_eq!(crate::decode::<Lenient>("7").unwrap(), Lenient(Some(Value::from(7))));
    }

    #[test]
    fn a_long_list_reserves_memory_once() {
        let list = |element: &str, count: usize| format!("[{}]", vec![element; count].join(","));
        let capacity = |text: &str| decode::<Vec<Secret>>(text).expect("it is a list").capacity();
        for count in [1_000, 20_000] {
            let reserved = capacity(&list(r#""an \"element\", [with marks}""#, count));
            assert!((count..count + 100).contains(&reserved), "{reserved} for {count}");
        }
        // Longer elements follow short ones. serde reserves a mebibyte at most.
        let (short, long) = (list("\"\"", 100), list(&format!("{:?}", "x".repeat(10_000)), 100));
        let text = format!("{},{}", short.trim_end_matches(']'), &long[1..]);
        let reserved = capacity(&text);
        assert!(reserved > 1_000 && reserved * size_of::<Secret>() <= 1 << 20, "{reserved}");
        // No guess is made from few elements, nor for a list inside another value.
        assert!(capacity(r#"["a","b","c"]"#) <= 4);
        let rows: Vec<Vec<Secret>> = decode(&list(&list(r#""a""#, 100), 100)).expect("it is a list of lists");
        assert!(rows.iter().all(|row| row.capacity() <= 128) && rows.capacity() < 120);
    }

    #[test]
    fn nesting_includes_the_outer_levels() {
        let nested = |depth: usize| format!("[[{}1{}]]", "[".repeat(depth), "]".repeat(depth));
        type Rows = Vec<Vec<Any>>;
        for depth in [124, 125, 126, 127] {
            let text = nested(depth);
            assert_eq!(decode::<Rows>(&text).is_some(), text.parse::<Value>().is_ok(), "{depth}");
        }
    }
}
