//! Objects of which a member tells what they are.

use serde_json::{Map, Value};

use super::{Cursor, Refused, Result};
use crate::codec::{Target, Token, Told};

impl Cursor<'_> {
    /// Reads an object as the alternative that its members tell.
    pub(super) fn read_told(&mut self, union: &mut dyn Told) -> Result<()> {
        match union.tag() {
            Some(tag) => self.read_tagged(union, tag),
            None => self.read_wrapped(union),
        }
    }

    /// Keeps the members before the tag; those behind it are read where they stay.
    fn read_tagged(&mut self, union: &mut dyn Told, tag: &str) -> Result<()> {
        let mut kept = Map::new();
        while self.next_member(kept.is_empty())? {
            let name = self.name()?;
            let is_tag = name == tag;
            self.add(&mut kept, name)?;
            if is_tag
                && let Some(place) = union.by_tag(&kept[tag])
                && let Target::Record(record) = place.put(Token::Map)?
            {
                return self.read_record(record, kept, false);
            }
        }
        Ok(union.take(Value::Object(kept))?)
    }

    /// Reads the value of the one member where it stays.
    fn read_wrapped(&mut self, union: &mut dyn Told) -> Result<()> {
        if !self.next_member(true)? {
            return Ok(union.take(Value::Object(Map::new()))?);
        }
        let name = self.name()?;
        if let Some(place) = union.by_wrapper(&name) {
            self.read(place, false)?;
            return if self.next_member(false)? { Err(Refused) } else { Ok(()) };
        }
        let kept = Map::from_iter([(name, self.value()?)]);
        let members = self.members(kept, false)?;
        Ok(union.take(Value::Object(members))?)
    }
}
