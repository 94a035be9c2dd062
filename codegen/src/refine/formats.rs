//! Finds the formats of the configuration that no string has.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Format;
use crate::canon::definitions::Definitions;
use crate::canon::shape::{Shape, Text, each_leaf};
use crate::config::{Config, FormatType};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The formats of the configuration. An entry without a string is an error.
pub(super) fn used(definitions: &Definitions, config: &Config, faults: &mut Diagnostics) -> Vec<Format> {
    let types: Vec<FormatType> = config.rules.format.types();
    let mut used = vec![false; types.len()];
    let mut plain: BTreeMap<&str, Range<usize>> = config.rules.format.plain().collect();
    for definition in &definitions.list {
        each_leaf(&definition.node, &mut |leaf| match leaf.shape {
            Shape::String(Text::Format(index)) => used[index] = true,
            Shape::String(_) if !plain.is_empty() => {
                let schema = definitions.resolver.schema(&leaf.origin.at);
                let format = schema.and_then(|schema| schema.get("format")?.as_str());
                format.and_then(|format| plain.remove(format));
            }
            _ => {}
        });
    }
    let unused = types.iter().zip(used).filter(|(_, used)| !used);
    let unused = unused.filter_map(|(ty, _)| Some((ty.format.as_str(), ty.span.clone()?)));
    for (format, span) in unused.chain(plain) {
        let error = Diagnostic::error("unused-rule", format!("the format `{format}` applies to no string"));
        let help =
            "remove the entry, or correct the name in it (a union of strings with several formats is a plain string)";
        faults.push(error.at(config.place(span)).help(help));
    }
    types.into_iter().map(|ty| Format { name: ty.format, path: ty.path }).collect()
}
