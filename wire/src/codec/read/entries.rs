//! The members of a map.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::super::Entries;
use super::Trail;
use super::record::read_entry_of;
use super::text::{is_number, keep_number};

/// Decodes the members of a map.
pub(super) fn read<'de, A>(entries: &mut dyn Entries, map: &mut A, trail: &mut Trail) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
{
    let mut key = String::new();
    let mut is_first = true;
    while map.next_key_seed(Key(&mut key))?.is_some() {
        if is_first && is_number(&key) {
            return Err(keep_number(map, trail));
        }
        is_first = false;
        read_entry_of(entries, &key, "", map, trail)?;
    }
    Ok(())
}

/// Decodes a name into an existing string.
pub(super) struct Key<'a>(pub(super) &'a mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<(), E> {
        name.clone_into(self.0);
        Ok(())
    }
}
