//! The payload of the catch-all variant of an open enum of integers.

use std::fmt;

/// An integer that the schema of an open enum does not list. It is encoded unchanged.
///
/// It can't be constructed, only converted from an integer that the enum does not list. So an `Unrecognized(200)` never exists beside a
/// variant `Ok`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnrecognizedInteger<T>(T);

impl<T: Copy> UnrecognizedInteger<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(value)
    }

    /// The integer.
    #[must_use]
    pub fn get(&self) -> T {
        self.0
    }
}

impl<T> AsRef<T> for UnrecognizedInteger<T> {
    fn as_ref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Display> fmt::Display for UnrecognizedInteger<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: fmt::Debug> fmt::Debug for UnrecognizedInteger<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
