//! Validates values against their schemas, on request.
//!
//! Decoding is lenient on purpose: values that an API adds later decode today. [`Validate`] is strict, for a program that sends a request
//! or accepts one.

mod compare;
mod decimal;
mod evaluated;
mod format;
mod keyword;
mod run;
mod value;
mod words;

use std::error::Error;
use std::fmt;

use crate::codec::Wire;
use crate::describe::Described;
#[cfg(feature = "examples")]
pub(crate) use run::{Doubt, fits_alone};
use value::Value;

/// Validates a value against the schema of its type.
///
/// Every generated type implements it.
pub trait Validate {
    /// Validates the value, as it would be encoded, against the schema of its type: all keywords of JSON Schema 2020-12, in a time linear
    /// in the size of the value.
    ///
    /// Unlisted values and forbidden members are violations. A fix-up of the configuration takes precedence over the schema. `format` is
    /// checked for the names in [`FORMATS`].
    ///
    /// # Errors
    /// All violations, in the order of the value.
    fn validate(&self) -> Result<(), Violations>;
}

/// The values of `format` that are checked (2020-12, validation, section 7.3). All others have no effect.
pub const FORMATS: &[&str] = format::NAMES;

impl<T: Described + Wire> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        let description = T::description();
        match Value::of(self) {
            Ok(value) => run::run(description, &value),
            Err(_) => Err(Violations::unwritable(description.name)),
        }
    }
}

/// A place where a value violates its schema.
///
/// It never contains the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The path, in the form of [`DecodeError::path`](crate::DecodeError::path): `phone_numbers[1].status`. Empty for the value itself.
    pub path: String,
    /// The keyword of the schema: `maxLength`.
    pub keyword: &'static str,
    /// The requirement of the schema: `at most 100 characters`.
    pub expected: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, keyword, expected } = self;
        if !path.is_empty() {
            write!(f, "`{path}`: ")?;
        }
        write!(f, "expected {expected} (`{keyword}`)")
    }
}

/// All violations of a value, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    of: &'static str,
    found: Vec<Violation>,
}

impl Violations {
    /// The violations, in the order of the value.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.found.iter()
    }

    /// The name of the type of the value.
    #[must_use]
    pub fn of(&self) -> &'static str {
        self.of
    }

    /// The violation of a value that can't be encoded, such as a timestamp of the year 20000.
    fn unwritable(of: &'static str) -> Self {
        let violation = Violation {
            path: String::new(),
            keyword: "type",
            expected: "a value that can be written as JSON".to_owned(),
        };
        Self { of, found: vec![violation] }
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

/// One line for the type, and one for each violation.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a valid {}:", self.of)?;
        self.found.iter().try_for_each(|violation| write!(f, "\n- {violation}"))
    }
}

impl Error for Violations {}
