//! Structs: objects with members that the schema names.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::lookup::Lookup;
use super::{Blank, refuse_without_quoting, without_values};

/// What the codec must know of a struct. A member is known by its index in [`MEMBERS`](Record::MEMBERS).
#[doc(hidden)] // Of no use to who reads the page of a type that implements it.
pub trait Record: Sized {
    /// The struct's name, for errors.
    const NAME: &'static str;

    /// The members that the schema names, in its order.
    const MEMBERS: &'static [Member];

    /// The struct before anything has been read into it.
    fn blank() -> Self;

    /// Reads the value of the member of that index; that of any other index is a member that the schema does not name.
    fn read<'de, A: MapAccess<'de>>(&mut self, index: usize, input: &mut Input<'_, A>) -> Result<(), A::Error>;

    /// Writes all members that are there.
    fn write<M: SerializeMap>(&self, output: &mut Output<'_, M>);
}

/// A member's name on the wire, and what else the codec must know of it.
#[derive(Clone, Copy, Debug)]
pub struct Member(pub &'static str, pub Rule);

/// What the codec must know of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It may be absent.
    Optional,
    /// It may be absent, and no error may quote its value.
    OptionalSecret,
    /// It must be there.
    Required,
    /// It must be there, and no error may quote its value.
    RequiredSecret,
}

pub use Rule::{Optional, OptionalSecret, Required, RequiredSecret};

impl Member {
    const fn is_required(self) -> bool {
        matches!(self.1, Required | RequiredSecret)
    }

    fn is_secret(self) -> bool {
        matches!(self.1, OptionalSecret | RequiredSecret)
    }
}

/// The names of a struct's members as a table.
struct Names<R>(PhantomData<R>);

impl<R: Record> Names<R> {
    const LOOKUP: &'static Lookup = &Lookup::new(R::MEMBERS);

    /// Which of the first 64 must be there, a bit for each.
    const REQUIRED: u64 = {
        let mut required = 0;
        let mut index = 0;
        while index < R::MEMBERS.len() && index < 64 {
            if R::MEMBERS[index].is_required() {
                required |= 1 << index;
            }
            index += 1;
        }
        required
    };

    /// The first member that must be there and is not.
    #[inline]
    fn missing(seen: &Indices) -> Option<usize> {
        let absent = Self::REQUIRED & !seen.first;
        if absent != 0 {
            return usize::try_from(absent.trailing_zeros()).ok();
        }
        (64..R::MEMBERS.len()).find(|index| R::MEMBERS[*index].is_required() && !seen.contains(*index))
    }
}

/// Whether the schema of a struct names this member.
pub(super) fn is_named<R: Record>(name: &str) -> bool {
    Names::<R>::LOOKUP.find(R::MEMBERS, name).is_some()
}

/// An object that is being read.
pub struct Input<'a, A> {
    /// The rest of it.
    pub(super) map: &'a mut A,
    keys: Keys,
}

/// The index of a member that the schema does not name.
const UNKNOWN: usize = usize::MAX;

impl<A> Input<'_, A> {
    /// The name of the member at hand, if the schema does not name it.
    pub(super) fn unknown(&mut self) -> String {
        std::mem::take(&mut self.keys.unknown)
    }
}

/// An object that is being written. The first error is kept, and then nothing more is written.
pub struct Output<'a, M: SerializeMap> {
    map: &'a mut M,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> Output<'_, M> {
    /// Writes a member.
    #[inline]
    pub fn member<T: Blank>(&mut self, name: &str, value: &T) {
        if self.result.is_ok() {
            self.result = self.map.serialize_entry(name, &Written(value));
        }
    }

    /// Writes an optional member, if it is there.
    #[inline]
    pub fn optional<T: Blank>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }
}

/// A member's value, written by way of [`Blank`].
struct Written<'a, T>(&'a T);

impl<T: Blank> Serialize for Written<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write_value(serializer)
    }
}

/// Writes a struct as an object.
pub fn serialize_record<R: Record, S: Serializer>(record: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut output = Output { map: &mut map, result: Ok(()) };
    record.write(&mut output);
    output.result?;
    map.end()
}

/// Reads a struct from an object.
pub fn deserialize_record<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    let mut record = R::blank();
    read_record(&mut record, deserializer)?;
    Ok(record)
}

/// Reads a struct from an object, over a blank.
pub fn read_record<'de, R: Record, D: Deserializer<'de>>(record: &mut R, deserializer: D) -> Result<(), D::Error> {
    // Not `deserialize_map`: a format that finds something else there makes the error itself and quotes it.
    deserializer.deserialize_any(RecordVisitor(record))
}

struct RecordVisitor<'a, R>(&'a mut R);

impl<'de, R: Record> Visitor<'de> for RecordVisitor<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", R::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let record = self.0;
        let mut seen = Indices::default();
        let keys = Keys { members: R::MEMBERS, lookup: Names::<R>::LOOKUP, unknown: String::new() };
        let mut input = Input { map: &mut map, keys };
        while let Some(index) = input.map.next_key_seed(&mut input.keys)? {
            if index == UNKNOWN {
                record.read(index, &mut input)?;
                continue;
            }
            if !seen.insert(index) {
                return Err(twice::<R, _>(index));
            }
            record.read(index, &mut input).map_err(|error| in_member::<R, _>(index, error))?;
        }
        match Names::<R>::missing(&seen) {
            Some(index) => Err(missing::<R, _>(index)),
            None => Ok(()),
        }
    }

    refuse_without_quoting!(numbers);
    refuse_without_quoting!(strings);
}

#[cold]
fn twice<R: Record, E: Error>(index: usize) -> E {
    E::custom(format_args!("member `{}` of {} stands there twice", R::MEMBERS[index].0, R::NAME))
}

#[cold]
fn missing<R: Record, E: Error>(index: usize) -> E {
    E::custom(format_args!("member `{}` of {} is missing, but required", R::MEMBERS[index].0, R::NAME))
}

/// Names the member in an error of its value: the innermost one only, so that an error deep inside does not drag
/// its whole ancestry along. What serde's own error would quote is left out; of a secret member, the error says nothing else.
#[cold]
fn in_member<R: Record, E: Error>(index: usize, error: E) -> E {
    let member = R::MEMBERS[index];
    let name = member.0;
    if member.is_secret() {
        return E::custom(format_args!(
            "member `{name}` of {}: a string was expected (what came is withheld: the member is a secret)",
            R::NAME
        ));
    }
    let message = error.to_string();
    if message.starts_with("member `") || message.starts_with("unknown member `") {
        error
    } else {
        E::custom(format_args!("member `{name}` of {}: {}", R::NAME, without_values(&message)))
    }
}

/// Reads a member's name straight to its index; only an unknown one is copied.
struct Keys {
    members: &'static [Member],
    lookup: &'static Lookup,
    unknown: String,
}

impl<'de> DeserializeSeed<'de> for &mut Keys {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &mut Keys {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        match self.lookup.first(self.members, name) {
            Some(index) => Ok(index),
            None => self.find_or_keep(name),
        }
    }
}

impl Keys {
    // Returns what its caller does, which so needs no stack of its own.
    #[cold]
    #[inline(never)]
    fn find_or_keep<E>(&mut self, name: &str) -> Result<usize, E> {
        Ok(self.lookup.find(self.members, name).unwrap_or_else(|| {
            name.clone_into(&mut self.unknown);
            UNKNOWN
        }))
    }
}

/// A set of member indices: 64 without an allocation, more with one.
#[derive(Default)]
struct Indices {
    first: u64,
    rest: Vec<u64>,
}

impl Indices {
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = if index < 64 { &mut self.first } else { self.word(index / 64) };
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    #[cold]
    fn word(&mut self, word: usize) -> &mut u64 {
        if self.rest.len() < word {
            self.rest.resize(word, 0);
        }
        &mut self.rest[word - 1]
    }

    #[inline]
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
            impl $crate::codec::Blank for $record {
                fn blank() -> Self {
                    $crate::codec::Record::blank()
                }

                fn read_here<'de, D>(&mut self, deserializer: D) -> ::core::result::Result<(), D::Error>
                where
                    D: $crate::serde::de::Deserializer<'de>,
                {
                    $crate::codec::read_record(self, deserializer)
                }
            }

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
