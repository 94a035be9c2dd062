//! The error of decoding.

use std::error::Error;
use std::{fmt, io};

use crate::codec::Fault;

/// An error while decoding, with its place.
///
/// ```text
/// can't decode Session: `authentication_factors[1].type` of AuthenticationFactor: invalid type: number,
/// expected a string (AuthenticationFactorType), at line 6 column 12
/// ```
///
/// It quotes only names of members and no value, because a token may be in an unexpected place. For the same reason, its source is not the error of `serde_json`,
/// which quotes values.
pub struct DecodeError(Box<Inner>);

struct Inner {
    target: String,
    problem: Problem,
}

/// The fault and its kind.
pub(super) struct Problem {
    pub(super) reason: Reason,
    pub(super) line_column: Option<(usize, usize)>,
}

pub(super) enum Reason {
    /// A value has the wrong type or form.
    Fault(Fault),
    /// The input as a whole.
    Whole(String),
    /// The reader failed.
    Read(io::Error),
}

impl Problem {
    pub(super) fn whole(reason: String) -> Self {
        Self { reason: Reason::Whole(reason), line_column: None }
    }
}

impl DecodeError {
    #[cold]
    pub(super) fn of<T>(problem: Problem) -> Self {
        Self::new(std::any::type_name::<T>(), problem)
    }

    fn new(type_name: &str, problem: Problem) -> Self {
        Self(Box::new(Inner { target: without_modules(type_name), problem }))
    }

    /// The fault, for a handwritten implementation of a type that contains this one.
    #[doc(hidden)]
    #[must_use]
    pub fn into_fault(self) -> Fault {
        match self.0.problem.reason {
            Reason::Fault(fault) => fault,
            Reason::Whole(reason) => Fault::of_value(reason),
            Reason::Read(error) => Fault::of_value(error.to_string()),
        }
    }

    /// The path of the value that did not decode, `authentication_factors[1].type`; empty for the whole input. The path of an absent member ends with its name. A key
    /// is shortened to 100 characters.
    #[must_use]
    pub fn path(&self) -> String {
        match &self.0.problem.reason {
            Reason::Fault(fault) => fault.path(),
            Reason::Whole(_) | Reason::Read(_) => String::new(),
        }
    }

    /// The requested type, without its modules: `Session`, `Vec<Session>`.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.0.target
    }

    /// Line and column in the text, both from 1; the column counts bytes. A [`Value`](serde_json::Value) has no lines.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.0.problem.line_column
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { target, problem } = &*self.0;
        write!(f, "can't decode {target}: ")?;
        match &problem.reason {
            Reason::Fault(fault) => write!(f, "{fault}")?,
            Reason::Whole(reason) => f.write_str(reason)?,
            Reason::Read(error) => write!(f, "can't read the input: {error}")?,
        }
        match problem.line_column {
            Some((line, column)) => write!(f, ", at line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `unwrap` and `main` print this.
        write!(f, "{self}")
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.problem.reason {
            Reason::Read(error) => Some(error),
            Reason::Fault(_) | Reason::Whole(_) => None,
        }
    }
}

/// The name of a type without its modules: `Vec<Session>`.
fn without_modules(full: &str) -> String {
    let mut name = String::new();
    for part in full.split_inclusive(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))) {
        name.push_str(part.rsplit_once("::").map_or(part, |(_, last)| last));
    }
    name
}

#[cfg(test)]
mod tests {
    use std::any::type_name;

    use super::without_modules;

    #[test]
    fn types_without_modules() {
        assert_eq!(without_modules(type_name::<Vec<Option<std::string::String>>>()), "Vec<Option<String>>");
        assert_eq!(without_modules(type_name::<(u8, [std::time::Duration; 2])>()), "(u8, [Duration; 2])");
    }
}
