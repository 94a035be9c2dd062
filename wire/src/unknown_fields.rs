//! Members that a schema does not name.

use std::fmt;

use serde_json::{Map, Value};

use crate::codec::{Record, RestMut};

/// The members of an object that its schema does not name, kept unchanged and written back.
///
/// `Debug` prints their names and never their values: what an API adds tomorrow may be a secret. Most objects have
/// none, and then this is one null pointer.
///
/// There is no limit on how many are kept, since to drop one would lose data: they end where the body ends. So whoever decodes what others send
/// bounds the length of that; [`decode`](crate::decode()) does. A server that accepts such an object as input may reject unknown members with
/// [`Decoder::deny_unknown`](crate::Decoder::deny_unknown).
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownFields(Option<Box<Map<String, Value>>>);

impl UnknownFields {
    /// No members.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there are none.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many there are.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |members| members.len())
    }

    /// The value of the member of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }

    /// The members, names beside values, in the order of [`Map`].
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|members| members.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// Sets a member of a struct that the schema does not name, and returns the value that it had.
    ///
    /// ```ignore
    /// UnknownFields::insert(&mut request, "pronouns", "she/her")?;
    /// ```
    ///
    /// # Errors
    /// The schema names the member, so the struct has a field for it, or has a pattern for its name, or says that it must not be there; or the schema
    /// gives a type to other members, or forbids them.
    pub fn insert<R: Record>(
        record: &mut R,
        name: impl Into<String>,
        value: impl Into<Value>,
    ) -> Result<Option<Value>, InsertError> {
        let (shape, name) = (record.shape(), name.into());
        if let Some(reason) = shape.bars(&name) {
            return Err(InsertError { name, of: shape.name, reason });
        }
        match record.rest_mut() {
            RestMut::Keep(fields) => Ok(fields.0.get_or_insert_default().insert(name, value.into())),
            RestMut::Typed(_) | RestMut::Refuse => {
                Err(InsertError { name, of: shape.name, reason: "can't be an unknown member of" })
            }
        }
    }

    /// Keeps a member that was read.
    pub(crate) fn keep(&mut self, name: String, value: Value) {
        self.0.get_or_insert_default().insert(name, value);
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let removed = self.0.as_mut()?.remove(name);
        // None at all is one thing, whatever was there before.
        if self.is_empty() {
            self.0 = None;
        }
        removed
    }
}

/// Why a member can't be an unknown one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsertError {
    name: String,
    of: &'static str,
    reason: &'static str,
}

impl fmt::Display for InsertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {} {}", self.name, self.reason, self.of)
    }
}

impl std::error::Error for InsertError {}

impl FromIterator<(String, Value)> for UnknownFields {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(members: I) -> Self {
        let members: Map<_, _> = members.into_iter().collect();
        Self((!members.is_empty()).then(|| Box::new(members)))
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
