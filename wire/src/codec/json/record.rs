//! The members of a struct.

use super::{Cursor, Refused, Result};
use crate::codec::Record;
use crate::codec::record::{Indices, RestMut, Shape};
use crate::rules::denies_unknown;

impl Cursor<'_> {
    /// Decodes the members of a struct in place.
    #[inline]
    pub(super) fn read_record(&mut self, shape: &'static Shape, record: &mut dyn Record) -> Result<()> {
        self.read_members(shape, record, None)
    }

    /// Decodes the members of a struct; those after the first one if that is already decoded, the member at an index.
    pub(super) fn read_members(
        &mut self,
        shape: &'static Shape,
        record: &mut dyn Record,
        decoded: Option<usize>,
    ) -> Result<()> {
        let mut seen = Indices::default();
        let mut first = true;
        if let Some(index) = decoded {
            seen.insert(index);
            first = false;
        }
        while self.next_member(first)? {
            first = false;
            let name = self.string()?;
            let Some((index, member)) = shape.member(name) else {
                let name = name.to_owned();
                self.colon()?;
                self.read_unknown(shape, record, name)?;
                continue;
            };
            self.colon()?;
            if !seen.insert(index) {
                return Err(Refused);
            }
            match self.next()? {
                b'n' if member.skips_null() => self.literal("null")?,
                first => self.read_from(first, record.open(index))?,
            }
        }
        if shape.missing(&seen).is_some() { Err(Refused) } else { Ok(()) }
    }

    /// Decodes a member that the schema does not declare.
    #[cold]
    fn read_unknown(&mut self, shape: &'static Shape, record: &mut dyn Record, name: String) -> Result<()> {
        if shape.refuses(&name) {
            return Err(Refused);
        }
        if let Some(entries) = record.matching_mut(shape)
            && shape.matches(&name)
        {
            return self.read(entries.place(&name)?);
        }
        match record.rest_mut(shape) {
            RestMut::Keep(_) if denies_unknown() => Err(Refused),
            RestMut::Keep(fields) if fields.get(&name).is_some() => Err(Refused),
            RestMut::Keep(fields) => {
                fields.keep(name, self.value()?);
                Ok(())
            }
            RestMut::Typed(entries) => self.read(entries.place(&name)?),
            RestMut::Refuse => Err(Refused),
        }
    }
}
