//! Finds the formats of the configuration that no string has.

use super::Format;
use super::nodes::each_leaf;
use crate::canon::definitions::Definitions;
use crate::canon::shape::{Shape, Text};
use crate::config::{Config, FormatType};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The formats of the configuration. An entry without a string is an error.
pub(super) fn used(definitions: &Definitions, config: &Config, faults: &mut Diagnostics) -> Vec<Format> {
    let types: Vec<FormatType> = config.rules.format.types();
    let mut used = vec![false; types.len()];
    for definition in &definitions.list {
        each_leaf(&definition.node, &mut |leaf| {
            if let Shape::String(Text::Format(index)) = leaf.shape {
                used[index] = true;
            }
        });
    }
    for (ty, used) in types.iter().zip(used) {
        if let Some(span) = ty.span.clone().filter(|_| !used) {
            let error = Diagnostic::error("unused-rule", format!("the format `{}` applies to no string", ty.format));
            let help = "remove the entry, or correct the name in it (a union of strings with several formats is a plain string)";
            faults.push(error.at(config.place(span)).help(help));
        }
    }
    types.into_iter().map(|ty| Format { name: ty.format, path: ty.path }).collect()
}
