//! Gives strings with a format the types of the configuration. Passwords are secrets without one.

use serde_json::Value;

use super::Format;
use super::scalars::each_scalar;
use crate::canon::definitions::Definitions;
use crate::canon::shape::{Shape, Text};
use crate::config::{Config, FormatType};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The format of OpenAPI for values that a user interface hides (3.1, section 4.4.2).
const PASSWORD: &str = "password";

/// Gives strings the types of their formats. Returns the formats in use. An entry without a matching string is an error.
pub(super) fn apply(definitions: &mut Definitions, config: &Config, faults: &mut Diagnostics) -> Vec<Format> {
    let types: Vec<FormatType> = config.rules.format.types();
    let mut used = vec![false; types.len()];
    each_scalar(definitions, |schema, shape| {
        let Shape::String(text @ Text::Plain) = shape else { return };
        let Some(format) = schema.get("format").and_then(Value::as_str) else { return };
        if let Some(index) = types.iter().position(|ty| ty.format == format) {
            used[index] = true;
            *text = Text::Format(index);
        } else if format == PASSWORD {
            *text = Text::Secret;
        }
    });
    for (ty, used) in types.iter().zip(used) {
        if let Some(span) = ty.span.clone().filter(|_| !used) {
            let error = Diagnostic::error("unused-rule", format!("the format `{}` applies to no string", ty.format));
            let help = "remove the entry, or correct the name in it (a union of strings with several formats is a plain string)";
            faults.push(error.at(config.place(span)).help(help));
        }
    }
    types.into_iter().map(|ty| Format { name: ty.format, path: ty.path }).collect()
}
