//! The payload of the catch-all variant of an open enum of integers.

use std::fmt;

/// An integer that the schema of an open enum does not name, unchanged over the wire.
///
/// It can't be made by hand, only by reading an integer that is none of the enum's own. So an `Unrecognized(200)` can never exist beside a variant
/// `Ok`, and compare unequal to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnrecognizedInteger<T>(T);

impl<T: Copy> UnrecognizedInteger<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(value)
    }

    /// The integer unchanged.
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
