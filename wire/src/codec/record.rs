//! Structs: objects with members that the schema names.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::{SerializeMap, Serializer};

use super::{Blank, refuse_without_quoting};

/// What the codec must know of a struct. A member is known by its index in [`MEMBERS`](Record::MEMBERS).
pub trait Record: Blank + Sized {
    /// The struct's name, for errors.
    const NAME: &'static str;

    /// The members that the schema names, in its order.
    const MEMBERS: &'static [Member];

    /// The index of the member of that name.
    fn index(name: &str) -> Option<usize>;

    /// Reads the value of one member.
    fn read<'de, A: MapAccess<'de>>(&mut self, index: usize, input: &mut A) -> Result<(), A::Error>;

    /// Reads the value of a member that the schema does not name.
    fn read_unknown<'de, A: MapAccess<'de>>(&mut self, name: String, input: &mut A) -> Result<(), A::Error>;

    /// Writes all members that are there.
    fn write<M: SerializeMap>(&self, output: &mut M) -> Result<(), M::Error>;
}

/// A member's name on the wire, and what its absence means.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    name: &'static str,
    required: bool,
    secret: bool,
}

impl Member {
    /// A member that must be there.
    #[must_use]
    pub const fn required(name: &'static str) -> Self {
        Self { name, required: true, secret: false }
    }

    /// A member that may be absent.
    #[must_use]
    pub const fn optional(name: &'static str) -> Self {
        Self { name, required: false, secret: false }
    }

    /// The same member, whose value no error may quote.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// Writes a struct as an object.
pub fn serialize_record<R: Record, S: Serializer>(record: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_map(None)?;
    record.write(&mut output)?;
    output.end()
}

/// Reads a struct from an object.
pub fn deserialize_record<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    // Not `deserialize_map`: a format that finds something else there makes the error itself and quotes it.
    deserializer.deserialize_any(RecordVisitor(PhantomData))
}

struct RecordVisitor<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for RecordVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", R::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut input: A) -> Result<R, A::Error> {
        let mut record = R::blank();
        let mut seen = Indices::default();
        while let Some(key) = input.next_key_seed(KeySeed::<R>(PhantomData))? {
            match key {
                Key::Known(index) => {
                    if !seen.insert(index) {
                        return Err(twice::<R, _>(index));
                    }
                    record.read(index, &mut input).map_err(|error| in_member::<R, _>(index, error))?;
                }
                Key::Unknown(name) => record.read_unknown(name, &mut input)?,
            }
        }
        for (index, member) in R::MEMBERS.iter().enumerate() {
            if member.required && !seen.contains(index) {
                return Err(missing::<R, _>(index));
            }
        }
        Ok(record)
    }

    refuse_without_quoting!(numbers);
    refuse_without_quoting!(strings);
}

#[cold]
fn twice<R: Record, E: Error>(index: usize) -> E {
    E::custom(format_args!("member `{}` of {} stands there twice", R::MEMBERS[index].name, R::NAME))
}

#[cold]
fn missing<R: Record, E: Error>(index: usize) -> E {
    E::custom(format_args!("member `{}` of {} is missing, but required", R::MEMBERS[index].name, R::NAME))
}

/// Names the member in an error of its value: the innermost one only, so that an error deep inside does not drag
/// its whole ancestry along. Of a secret member, the error says nothing else.
#[cold]
fn in_member<R: Record, E: Error>(index: usize, error: E) -> E {
    let Member { name, secret, .. } = R::MEMBERS[index];
    if secret {
        return E::custom(format_args!(
            "member `{name}` of {}: a string was expected (what came is withheld: the member is a secret)",
            R::NAME
        ));
    }
    let message = error.to_string();
    if message.starts_with("member `") || message.starts_with("unknown member `") {
        error
    } else {
        E::custom(format_args!("member `{name}` of {}: {message}", R::NAME))
    }
}

enum Key {
    Known(usize),
    Unknown(String),
}

/// Reads a member's name straight to its index; only an unknown one is copied.
struct KeySeed<R>(PhantomData<R>);

impl<'de, R: Record> DeserializeSeed<'de> for KeySeed<R> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<R: Record> Visitor<'_> for KeySeed<R> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(R::index(name).map_or_else(|| Key::Unknown(name.to_owned()), Key::Known))
    }
}

/// A set of member indices: 64 without an allocation, more with one.
#[derive(Default)]
struct Indices {
    first: u64,
    rest: Vec<u64>,
}

impl Indices {
    fn insert(&mut self, index: usize) -> bool {
        let (word, bit) = (index / 64, 1 << (index % 64));
        let word = match word {
            0 => &mut self.first,
            _ => {
                if self.rest.len() < word {
                    self.rest.resize(word, 0);
                }
                &mut self.rest[word - 1]
            }
        };
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.rest.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }
}

/// Connects [`Record`]s to serde's `Serialize` and `Deserialize`.
#[macro_export]
macro_rules! record_impls {
    ($($record:path),* $(,)?) => {
        $(
            impl $crate::serde::ser::Serialize for $record {
                fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
                where
                    S: $crate::serde::ser::Serializer,
                {
                    $crate::codec::serialize_record(self, serializer)
                }
            }

            impl<'de> $crate::serde::de::Deserialize<'de> for $record {
                fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
                where
                    D: $crate::serde::de::Deserializer<'de>,
                {
                    $crate::codec::deserialize_record(deserializer)
                }
            }
        )*
    };
}

#[cfg(test)]
mod tests {
    use super::Indices;

    #[test]
    fn indices_beyond_the_first_word() {
        let mut indices = Indices::default();
        for index in [0, 63, 64, 200] {
            assert!(!indices.contains(index));
            assert!(indices.insert(index));
            assert!(!indices.insert(index));
            assert!(indices.contains(index));
        }
        assert!(!indices.contains(128));
        assert!(!indices.contains(100_000));
    }
}
