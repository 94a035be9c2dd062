//! Members that a schema does not declare.

use std::fmt;

use serde_json::{Map, Value};

use super::record::RestMut;
use super::{Fault, Given, Record, Target, Token, Wire};

/// The members of an object that its schema does not declare. They are kept and encoded unchanged.
///
/// `Debug` prints their names and never their values, because a new member of an API may be a secret. Most objects have none, and then this
/// is one null pointer.
///
/// Their number is not limited, because dropping some would lose data. The length of a body limits it, so a program that decodes foreign
/// input must limit that length; [`decode`](crate::decode()) does. A server that accepts such an object as input may reject unknown members
/// with [`Decoder::deny_unknown`](crate::Decoder::deny_unknown).
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

    /// The number of members.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |members| members.len())
    }

    /// The value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }

    /// The names and values, in the order of [`Map`].
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|members| members.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// Sets an unknown member of a struct, and returns its previous value.
    ///
    /// ```ignore
    /// UnknownFields::insert(&mut request, "pronouns", "she/her")?;
    /// ```
    ///
    /// # Errors
    /// The schema declares the member, so that the struct has a field for it; a pattern of the schema matches its name; the schema forbids
    /// it; or the schema gives a type to other members, or forbids them.
    pub fn insert<R: Record>(
        record: &mut R,
        name: impl Into<String>,
        value: impl Into<Value>,
    ) -> Result<Option<Value>, InsertError> {
        let (shape, name) = (R::shape(), name.into());
        if let Some(reason) = shape.bars(&name) {
            return Err(InsertError { name, of: shape.name, reason });
        }
        match (record as &mut dyn Record).rest_mut(shape) {
            RestMut::Keep(fields) => Ok(fields.0.get_or_insert_default().insert(name, value.into())),
            RestMut::Typed(_) | RestMut::Refuse => {
                Err(InsertError { name, of: shape.name, reason: "can't be an unknown member of" })
            }
        }
    }

    /// Keeps a decoded member.
    pub(super) fn keep(&mut self, name: String, value: Value) {
        self.0.get_or_insert_default().insert(name, value);
    }

    /// Removes a member.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let removed = self.0.as_mut()?.remove(name);
        // Empty is a single state, whatever was removed.
        if self.is_empty() {
            self.0 = None;
        }
        removed
    }
}

impl Drop for UnknownFields {
    #[inline]
    fn drop(&mut self) {
        if let Some(members) = self.0.take() {
            free(members);
        }
    }
}

/// Drops members. It cannot unwind, like [`erase`](crate::secret).
extern "C" fn free(members: Box<Map<String, Value>>) {
    drop(members);
}

/// The place of the other members of a struct. It is not a value itself.
impl Wire for UnknownFields {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        match token {
            Token::Map => Ok(Target::Unknown(self)),
            other => Err(Fault::unexpected(&other, "an object")),
        }
    }

    fn give(&self) -> Given<'_> {
        Given::Unknown(self)
    }
}

/// The reason why a member can't be an unknown one.
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
