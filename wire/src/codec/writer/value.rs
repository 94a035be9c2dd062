//! Writes the output of values, each followed by a comma: the last comma of an object or a list is removed.

use serde_core::ser::{Error as _, Serialize};
use serde_json::{Error, Map, Result, Value};

use super::json::Json;
use super::sink::Sink;
use crate::codec::number::write_digits;
use crate::codec::record::Member;
use crate::codec::timestamp::{Line, YEAR, with_offset};
use crate::codec::write::{Members, each, write_double, write_members};
use crate::codec::{Given, List, Record, Shape};

impl Sink {
    /// Writes a value.
    pub(super) fn value(&mut self, given: Given<'_>) -> Result<()> {
        match given {
            Given::Absent | Given::Null => self.extend(b"null,"),
            Given::Bool(true) => self.extend(b"true,"),
            Given::Bool(false) => self.extend(b"false,"),
            Given::I64(value) => {
                self.integer(value < 0, value.unsigned_abs());
                self.push(b',');
            }
            Given::U64(value) => {
                self.integer(false, value);
                self.push(b',');
            }
            Given::Str(text) => self.quoted(text, b','),
            Given::Timestamp(timestamp) => {
                let mut line = Line::new();
                match line.fill(timestamp) {
                    Some((block, length)) => self.quoted_block(block, length),
                    None => self.quoted(&with_offset(timestamp).ok_or_else(|| Error::custom(YEAR))?, b','),
                }
            }
            Given::Record(shape, record) => return self.record(shape, record),
            Given::List(list) => return self.list(list),
            Given::Map(entries) => {
                self.push(b'{');
                each(entries, |name, value| self.entry(name, value.give()))?;
                self.close(b"},");
            }
            Given::Value(value) => return self.json(value),
            Given::Object(members) => return self.object(members),
            Given::Unknown(fields) => {
                self.push(b'{');
                fields.iter().try_for_each(|(name, value)| self.entry(name, Given::Value(value)))?;
                self.close(b"},");
            }
            Given::I128(value) => return self.by_serde(value),
            Given::U128(value) => return self.by_serde(value),
            Given::Display(value) => self.quoted(&value.to_string(), b','),
            Given::Float(value) => {
                match has_only_digits(value) {
                    true => self.extend(value.to_string().as_bytes()),
                    false => write_double(value, Json::new(self))?,
                }
                self.push(b',');
            }
            Given::Number(digits) => {
                write_digits(digits, Json::new(self))?;
                self.push(b',');
            }
        }
        Ok(())
    }

    fn record(&mut self, shape: &Shape, record: &dyn Record) -> Result<()> {
        self.push(b'{');
        write_members(shape, record, self)?;
        self.close(b"},");
        Ok(())
    }

    fn list(&mut self, list: &dyn List) -> Result<()> {
        self.push(b'[');
        for index in 0..list.count() {
            self.value(list.element(index).give())?;
        }
        self.close(b"],");
        Ok(())
    }

    fn json(&mut self, value: &Value) -> Result<()> {
        match value {
            Value::Null => self.extend(b"null,"),
            Value::Bool(true) => self.extend(b"true,"),
            Value::Bool(false) => self.extend(b"false,"),
            Value::Number(number) => return self.by_serde(number),
            Value::String(text) => self.quoted(text, b','),
            Value::Array(items) => {
                self.push(b'[');
                items.iter().try_for_each(|item| self.json(item))?;
                self.close(b"],");
            }
            Value::Object(members) => return self.object(members),
        }
        Ok(())
    }

    fn object(&mut self, members: &Map<String, Value>) -> Result<()> {
        self.push(b'{');
        for (name, value) in members {
            self.quoted(name, b':');
            self.json(value)?;
        }
        self.close(b"},");
        Ok(())
    }

    fn by_serde(&mut self, value: &impl Serialize) -> Result<()> {
        value.serialize(Json::new(self))?;
        self.push(b',');
        Ok(())
    }

    /// Ends an object or a list.
    #[inline]
    fn close(&mut self, end: &[u8; 2]) {
        self.pop_comma();
        self.extend(end);
    }
}

impl Members for Sink {
    type Error = Error;

    #[inline]
    fn member(&mut self, member: &Member, given: Given<'_>) -> Result<()> {
        match member.quoted() {
            Some(quoted) => self.extend_short(quoted),
            None => self.quoted(member.name(), b':'),
        }
        self.value(given)
    }

    #[inline]
    fn entry(&mut self, name: &str, given: Given<'_>) -> Result<()> {
        self.quoted(name, b':');
        self.value(given)
    }
}

/// Whether JavaScript writes a double beyond 64 bits without an exponent (ECMA-262, Number::toString). A serializer has no number for it.
fn has_only_digits(value: f64) -> bool {
    // The digits of -2^63 are those of a lesser number.
    (18_446_744_073_709_551_616.0..1e21).contains(&value) || value > -1e21 && value <= -9_223_372_036_854_775_808.0
}
