//! Containers of one value: options, boxes and maps.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Blank, Entries, Fault, Given, Look, Target, Token, Wire};

/// The depth to which the values of a map are searched for secrets.
const NESTED: usize = 8;

impl<T: Blank> Wire for Option<T> {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        match token {
            Token::Null => {
                *self = None;
                Ok(Target::Done)
            }
            token => self.insert(T::blank()).put(token),
        }
    }

    fn give(&self) -> Given<'_> {
        match self {
            None => Given::Absent,
            Some(value) => match value.give() {
                Given::Absent => Given::Null,
                given => given,
            },
        }
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        Some(match self {
            None => Look::None,
            Some(value) => Look::Some(value.as_wire()),
        })
    }

    fn reads_text(&self) -> bool {
        T::READS_TEXT
    }
}

impl<T: Blank> Blank for Option<T> {
    const READS_TEXT: bool = T::READS_TEXT;

    fn blank() -> Self {
        None
    }

    fn may_be_secret(depth: usize) -> bool {
        depth > 0 && T::may_be_secret(depth - 1)
    }
}

impl<T: Blank> Wire for Box<T> {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        (**self).put(token)
    }

    fn give(&self) -> Given<'_> {
        (**self).give()
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        (**self).look()
    }

    fn reads_text(&self) -> bool {
        T::READS_TEXT
    }
}

impl<T: Blank> Blank for Box<T> {
    const READS_TEXT: bool = T::READS_TEXT;

    fn blank() -> Self {
        Box::new(T::blank())
    }

    #[inline]
    fn as_wire(&self) -> &dyn Wire {
        (**self).as_wire()
    }

    #[inline]
    fn as_wire_mut(&mut self) -> &mut dyn Wire {
        (**self).as_wire_mut()
    }

    fn may_be_secret(depth: usize) -> bool {
        depth > 0 && T::may_be_secret(depth - 1)
    }
}

impl<T: Blank> Wire for BTreeMap<String, T> {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        match token {
            Token::Map => Ok(Target::Map(self)),
            other => Err(Fault::unexpected(&other, "an object")),
        }
    }

    fn give(&self) -> Given<'_> {
        Given::Map(self)
    }
}

impl<T: Blank> Blank for BTreeMap<String, T> {
    fn blank() -> Self {
        BTreeMap::new()
    }

    fn may_be_secret(depth: usize) -> bool {
        depth > 0 && T::may_be_secret(depth - 1)
    }
}

impl<T: Blank> Entries for BTreeMap<String, T> {
    #[inline(never)]
    fn place(&mut self, key: &str) -> Result<&mut dyn Wire, Fault> {
        match self.entry(key.to_owned()) {
            Entry::Vacant(entry) => Ok(entry.insert(T::blank()).as_wire_mut()),
            Entry::Occupied(_) if T::may_be_secret(NESTED) => Err(Fault::duplicate_hidden_key()),
            Entry::Occupied(_) => Err(Fault::duplicate_key(key)),
        }
    }

    #[inline(never)]
    fn each(&self, visitor: &mut dyn FnMut(&str, &dyn Wire) -> bool) {
        let _ = self.iter().all(|(name, value)| visitor(name, value.as_wire()));
    }

    #[inline(never)]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline(never)]
    fn hides_names(&self) -> bool {
        T::may_be_secret(NESTED)
    }
}
