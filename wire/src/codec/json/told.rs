//! Objects whose alternative is identified by a member.

use serde_json::{Map, Value};

use super::{Cursor, Refused, Result};
use crate::codec::lookup::Name;
use crate::codec::{Target, Token, Told};

/// Where a member of an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// Before all others.
    First,
    /// After others.
    Later,
    /// The object does not have it.
    Nowhere,
}

impl Cursor<'_> {
    /// Decodes an object as the alternative that its members identify.
    pub(super) fn read_told(&mut self, union: &mut dyn Told) -> Result<()> {
        match union.tag() {
            Some(tag) => self.read_tagged(union, tag),
            None => self.read_wrapped(union),
        }
    }

    /// Finds the tag, then decodes all members in place.
    fn read_tagged(&mut self, union: &mut dyn Told, tag: &str) -> Result<()> {
        let start = self.at();
        let found = self.find_member(tag)?;
        if found != Found::Nowhere {
            let token = self.tag()?;
            if let Some(place) = union.by_tag(&token)
                && let Target::Record(shape, record) = place.put(Token::Map)?
            {
                if found == Found::First
                    && let Some((index, _)) = shape.member(tag)
                {
                    record.open(index).put(token)?;
                    return self.read_members(shape, record, Some(index));
                }
                self.go_to(start);
                return self.read_record(shape, record);
            }
        }
        self.go_to(start);
        let members = self.members(Map::new(), true)?;
        Ok(union.take(Value::Object(members))?)
    }

    /// Advances to the value of the first member of a name, if there is one. Members before it are skipped.
    fn find_member(&mut self, name: &str) -> Result<Found> {
        let (name, mut found) = (Name::new(name.as_bytes()), Found::First);
        while self.next_member(found == Found::First)? {
            let is_it = name.is(self.string()?.as_bytes());
            self.colon()?;
            if is_it {
                return Ok(found);
            }
            self.pass()?;
            found = Found::Later;
        }
        Ok(Found::Nowhere)
    }

    /// The tag at the position. Objects and lists are not tags.
    fn tag(&mut self) -> Result<Token<'_>> {
        match self.next()? {
            b'"' => self.string().map(Token::Str),
            b'{' => Ok(Token::Map),
            b'[' => Ok(Token::Seq),
            _ => self.scalar(),
        }
    }

    /// Decodes the value of the only member in place.
    fn read_wrapped(&mut self, union: &mut dyn Told) -> Result<()> {
        if !self.next_member(true)? {
            return Ok(union.take(Value::Object(Map::new()))?);
        }
        let name = self.name()?;
        if let Some(place) = union.by_wrapper(&name) {
            self.read(place)?;
            return if self.next_member(false)? { Err(Refused) } else { Ok(()) };
        }
        // `Map::from_iter` would compile a sort.
        let mut kept = Map::new();
        kept.insert(name, self.value()?);
        let members = self.members(kept, false)?;
        Ok(union.take(Value::Object(members))?)
    }
}
