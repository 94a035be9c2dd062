//! The error of a call that can't be sent.

use std::error::Error;
use std::fmt;

use crate::operation::Operation;

/// The error of a call that can't be sent. It never quotes a value.
#[derive(Debug)]
pub struct CallError {
    operation: &'static Operation,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Empty { parameter: &'static str },
    Dots { parameter: &'static str },
    Header { name: &'static str },
    Text { parameter: &'static str, error: crate::serde_json::Error },
    Body { error: crate::serde_json::Error },
    Target { reason: String },
}

impl CallError {
    /// The error of a target that does not serve an operation. `reason` is a sentence without its full stop.
    #[must_use]
    pub fn target(operation: &'static Operation, reason: impl Into<String>) -> Self {
        Self { operation, reason: Reason::Target { reason: reason.into() } }
    }

    pub(super) fn empty(operation: &'static Operation, parameter: &'static str) -> Self {
        Self { operation, reason: Reason::Empty { parameter } }
    }

    pub(super) fn dots(operation: &'static Operation, parameter: &'static str) -> Self {
        Self { operation, reason: Reason::Dots { parameter } }
    }

    pub(super) fn header(operation: &'static Operation, name: &'static str) -> Self {
        Self { operation, reason: Reason::Header { name } }
    }

    pub(super) fn parameter_text(
        operation: &'static Operation,
        parameter: &'static str,
        error: crate::serde_json::Error,
    ) -> Self {
        Self { operation, reason: Reason::Text { parameter, error } }
    }

    pub(super) fn body(operation: &'static Operation, error: crate::serde_json::Error) -> Self {
        Self { operation, reason: Reason::Body { error } }
    }

    /// The called operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The wrong parameter or header, by its name on the wire.
    #[must_use]
    pub fn parameter(&self) -> Option<&'static str> {
        match &self.reason {
            Reason::Empty { parameter } | Reason::Dots { parameter } | Reason::Text { parameter, .. } => {
                Some(parameter)
            }
            Reason::Header { name } => Some(name),
            Reason::Body { .. } | Reason::Target { .. } => None,
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can't call {}: ", self.operation)?;
        match &self.reason {
            Reason::Empty { parameter } => write!(f, "path parameter `{parameter}` is empty"),
            Reason::Dots { parameter } => {
                write!(f, "path parameter `{parameter}` is `.` or `..`, which URLs can't have as a segment")
            }
            Reason::Header { name } => {
                write!(f, "the value of header `{name}` has characters that headers can't have")
            }
            Reason::Text { parameter, .. } => write!(f, "parameter `{parameter}` can't be written as text"),
            Reason::Body { .. } => f.write_str("the body can't be written as JSON"),
            Reason::Target { reason } => f.write_str(reason),
        }
    }
}

impl Error for CallError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.reason {
            Reason::Text { error, .. } | Reason::Body { error } => Some(error),
            _ => None,
        }
    }
}
