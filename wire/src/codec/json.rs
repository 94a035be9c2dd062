//! Reading from the text of JSON, which is what nearly every body is.
//!
//! The reader of [`read`](mod@super::read) takes any format of serde's. It is generic over the format, so that each program compiles it. This one knows
//! JSON alone, and is compiled with this crate. It makes no errors: what it does not take, it leaves to the other reader, which decides, and says
//! why. So it never takes what the other one rejects, and a value that it takes is the one that the other one reads.

mod cursor;
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

/// The text, or a value of it, is for the other reader.
pub(crate) struct Refused;

impl From<Fault> for Refused {
    #[cold]
    fn from(_: Fault) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Refused>;

/// Reads a value from its text, and tells whether it has. What it has begun to read otherwise is for the other reader to begin anew.
pub(crate) fn reads(place: &mut dyn Wire, text: &str) -> bool {
    let mut cursor = Cursor::new(text, 0);
    cursor.read(place, false).is_ok() && cursor.end().is_ok()
}

impl Cursor<'_> {
    /// Reads a value where it stays. `null` leaves it as it is if it is lenient.
    fn read(&mut self, place: &mut dyn Wire, lenient: bool) -> Result<()> {
        match self.next()? {
            b'"' => {
                place.put(Token::Str(self.string()?))?;
            }
            b'{' => return self.nested(|cursor| cursor.read_object(place)),
            b'[' => return self.nested(|cursor| cursor.read_array(place)),
            b'n' if lenient => self.literal("null")?,
            _ => {
                place.put(self.scalar()?)?;
            }
        }
        Ok(())
    }

    /// Reads an object, whose mark has been read.
    fn read_object(&mut self, place: &mut dyn Wire) -> Result<()> {
        match place.put(Token::Map)? {
            Target::Record(record) => self.read_record(record),
            Target::Told(union) => self.read_told(union),
            Target::Map(entries) => self.read_entries(entries),
            Target::Value(target) => {
                let members = self.members(Map::new(), true)?;
                Ok(target.take(Value::Object(members))?)
            }
            Target::Done | Target::List(_) => Err(Refused),
        }
    }

    /// Reads an array, whose mark has been read.
    fn read_array(&mut self, place: &mut dyn Wire) -> Result<()> {
        match place.put(Token::Seq)? {
            Target::List(list) => self.read_list(list),
            Target::Value(target) => {
                let elements = self.elements()?;
                Ok(target.take(Value::Array(elements))?)
            }
            Target::Done | Target::Record(_) | Target::Map(_) | Target::Told(_) => Err(Refused),
        }
    }

    fn read_list(&mut self, list: &mut dyn List) -> Result<()> {
        let mut count = 0;
        while self.next_element(count == 0)? {
            self.read(list.place(count)?, false)?;
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
            self.read(place, false)?;
        }
        Ok(())
    }
}
