//! Lists, whose elements are read where they will stay.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

use super::Blank;

/// Room that a list keeps for more, in bytes, which is not worth another call of the allocator: what was decoded is mostly read and kept.
const ROOM: usize = 128;

impl<T: Blank> Blank for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    #[inline]
    fn read_here<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(ListVisitor(self))
    }
}

struct ListVisitor<'a, T>(&'a mut Vec<T>);

impl<'de, T: Blank> Visitor<'de> for ListVisitor<'_, T> {
    type Value = ();

    // In serde's words.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let list = self.0;
        while elements.next_element_seed(Next(list))?.is_some() {}
        if (list.capacity() - list.len()) * size_of::<T>() > ROOM {
            list.shrink_to_fit();
        }
        Ok(())
    }
}

/// Reads one more element.
struct Next<'a, T>(&'a mut Vec<T>);

impl<'de, T: Blank> DeserializeSeed<'de> for Next<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let list = self.0;
        // A list that grows by itself takes room for four at once. Most lists of structs have one element or two.
        if size_of::<T>() > ROOM / 4 && list.len() == list.capacity() {
            list.reserve_exact(list.len().max(1));
        }
        list.push(T::blank());
        list.last_mut().map_or(Ok(()), |element| element.read_here(deserializer))
    }
}
