//! A decoder for JSON text, the format of nearly every body.
//!
//! The decoder in [`read`](mod@super::read) accepts any format of serde. It is generic over the format, so every program compiles it. This
//! one supports only JSON and is compiled with this crate. It makes no errors: if it does not support an input, the other decoder decodes
//! the input again and makes the error. So it never accepts what the other one rejects, and both decode the same value.

mod cursor;
pub(crate) mod direct;
mod offer;
mod record;
#[cfg(test)]
mod tests;
mod told;
mod value;

pub(crate) use cursor::Cursor;
pub(crate) use offer::{OFFER, Taker, is_offered_by, offer};

use serde_json::{Map, Value};

use super::{Entries, Fault, List, Target, Token, Wire};

/// The text, or a value in it, must be decoded by the other decoder.
pub(crate) struct Refused;

impl From<Fault> for Refused {
    #[cold]
    fn from(_: Fault) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Refused>;

/// Decodes a value from its text in place, and returns whether it succeeded. After a failure, the other decoder starts again.
pub(crate) fn reads(place: &mut dyn Wire, text: &str) -> bool {
    let mut cursor = Cursor::new(text, 0);
    cursor.read(place).is_ok() && cursor.end().is_ok()
}

impl Cursor<'_> {
    /// Decodes a value in place.
    #[inline]
    fn read(&mut self, place: &mut dyn Wire) -> Result<()> {
        let first = self.next()?;
        self.read_from(first, place)
    }

    /// The same for a value whose first byte is known.
    fn read_from(&mut self, first: u8, place: &mut dyn Wire) -> Result<()> {
        match first {
            b'"' => {
                place.put(Token::Str(self.string()?))?;
            }
            b'{' => return self.nested(|cursor| cursor.read_object(place)),
            b'[' => return self.nested(|cursor| cursor.read_array(place)),
            _ => {
                place.put(self.scalar()?)?;
            }
        }
        Ok(())
    }

    /// Decodes an object, after its opening brace.
    fn read_object(&mut self, place: &mut dyn Wire) -> Result<()> {
        match place.put(Token::Map)? {
            Target::Record(shape, record) => self.read_record(shape, record),
            Target::Told(union) => self.read_told(union),
            Target::Map(entries) => self.read_entries(entries),
            Target::Value(target) => {
                let members = self.members(Map::new(), true)?;
                Ok(target.take(Value::Object(members))?)
            }
            Target::Done | Target::List(_) | Target::Unknown(_) => Err(Refused),
        }
    }

    /// Decodes an array, after its opening bracket.
    fn read_array(&mut self, place: &mut dyn Wire) -> Result<()> {
        match place.put(Token::Seq)? {
            Target::List(list) => self.read_list(list),
            Target::Value(target) => {
                let elements = self.elements()?;
                Ok(target.take(Value::Array(elements))?)
            }
            Target::Done | Target::Record(..) | Target::Map(_) | Target::Unknown(_) | Target::Told(_) => Err(Refused),
        }
    }

    fn read_list(&mut self, list: &mut dyn List) -> Result<()> {
        let mut count = 0;
        while self.next_element(count == 0)? {
            self.read(list.place(count)?)?;
            count += 1;
        }
        Ok(list.finish(count)?)
    }

    fn read_entries(&mut self, entries: &mut dyn Entries) -> Result<()> {
        let mut first = true;
        while self.next_member(first)? {
            first = false;
            let place = entries.place(self.string()?)?;
            self.colon()?;
            self.read(place)?;
        }
        Ok(())
    }
}
