//! The elements of a list.

use serde_core::de::{DeserializeSeed, Deserializer, SeqAccess};

use super::super::List;
use super::{Place, Trail};

/// Decodes the elements of a list in place.
pub(super) fn read<'de, A>(list: &mut dyn List, elements: &mut A, trail: &mut Trail) -> Result<(), A::Error>
where
    A: SeqAccess<'de>,
{
    let mut index = 0;
    loop {
        match elements.next_element_seed(Element { list, index, trail }) {
            Ok(Some(())) => index += 1,
            Ok(None) => break,
            Err(error) => {
                trail.add(|fault| fault.in_element(index));
                return Err(error);
            }
        }
    }
    list.finish(index).map_err(|fault| trail.raise(fault))
}

struct Element<'a> {
    list: &'a mut dyn List,
    index: usize,
    trail: &'a mut Trail,
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { list, index, trail } = self;
        match list.place(index) {
            Ok(place) => Place { place, lenient: false, outermost: false, trail }.deserialize(deserializer).map(drop),
            Err(fault) => Err(trail.raise(fault)),
        }
    }
}
