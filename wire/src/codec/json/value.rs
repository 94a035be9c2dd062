//! JSON values, kept unchanged.

use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::{Cursor, Refused, Result, Token};
use crate::codec::number::parse_kept;

impl Cursor<'_> {
    /// The value at the position. Duplicate names and numbers that would lose digits are rejected.
    pub(super) fn value(&mut self) -> Result<Value> {
        match self.next()? {
            b'"' => self.string().map(Value::from),
            b'{' => self.nested(|cursor| cursor.members(Map::new(), true)).map(Value::Object),
            b'[' => self.nested(Self::elements).map(Value::Array),
            _ => match self.scalar()? {
                Token::Null => Ok(Value::Null),
                Token::Bool(value) => Ok(Value::Bool(value)),
                Token::I64(value) => Ok(Value::from(value)),
                Token::U64(value) => Ok(Value::from(value)),
                Token::Number(text) => parse_kept(text).map(Value::Number).ok_or(Refused),
                _ => Err(Refused),
            },
        }
    }

    /// The members of an object, after those that are already decoded.
    pub(super) fn members(&mut self, mut members: Map<String, Value>, mut first: bool) -> Result<Map<String, Value>> {
        while self.next_member(first)? {
            first = false;
            let name = self.name()?;
            self.add(&mut members, name)?;
        }
        Ok(members)
    }

    /// The name of a member. Its value follows.
    pub(super) fn name(&mut self) -> Result<String> {
        let name = self.string()?.to_owned();
        self.colon()?;
        Ok(name)
    }

    /// Adds a member whose name is already decoded.
    pub(super) fn add(&mut self, members: &mut Map<String, Value>, name: String) -> Result<()> {
        match members.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(self.value()?);
                Ok(())
            }
            Entry::Occupied(_) => Err(Refused),
        }
    }

    /// The elements of an array, after its opening bracket.
    pub(super) fn elements(&mut self) -> Result<Vec<Value>> {
        let mut elements = Vec::new();
        while self.next_element(elements.is_empty())? {
            elements.push(self.value()?);
        }
        Ok(elements)
    }
}
