//! The names of members and of values.

use std::collections::HashMap;

use super::{CATCH_ALL, LONG_NAME, Namer, ident, start};
use crate::canon::bundle::DefinitionId;
use crate::config::Part;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::limits::NAME;
use crate::read::pointer;
use crate::read::resolve::Location;

impl Namer<'_> {
    /// The names of an object's members, in their order.
    pub(crate) fn fields(&self, id: DefinitionId, wire_names: &[&str]) -> Result<Vec<String>, Diagnostics> {
        self.unique(id, wire_names, "member", ident::field, Part::Member)
    }

    /// The names of an enum's values, in their order.
    pub(crate) fn variants(&self, id: DefinitionId, wire_names: &[&str]) -> Result<Vec<String>, Diagnostics> {
        self.unique(id, wire_names, "value", variant, Part::Value)
    }

    fn unique(
        &self,
        id: DefinitionId,
        wire_names: &[&str],
        what: &'static str,
        convert: fn(&str) -> Option<String>,
        part: fn(String) -> Part,
    ) -> Result<Vec<String>, Diagnostics> {
        let location = &self.bundle.get(id).location;
        let title = self.bundle.title(location.file);
        let mut names = Vec::with_capacity(wire_names.len());
        let mut first: HashMap<String, &str> = HashMap::new();
        let mut faults = Diagnostics::new();
        for wire_name in wire_names {
            let renamed = self.renamed(location, &part((*wire_name).to_owned()));
            let help = || {
                format!("name it in codegen.toml: [[rename]] schema = {title:?}, {what} = {wire_name:?}, to = \"…\"")
            };
            if let Some(name) = renamed.as_ref().filter(|name| syn::parse_str::<syn::Ident>(name).is_err()) {
                let message = format!("the {what} {wire_name:?} can't be called {name:?}: that is no name in Rust");
                let error = Diagnostic::error("bad-name", message).at(self.part(id, wire_name));
                faults.push(error.help(
                    "give the [[rename]] entry in codegen.toml another `to`: letters, digits and `_`, no keyword",
                ));
                continue;
            }
            let Some(name) = renamed.or_else(|| convert(wire_name)) else {
                let message = format!("the {what} {wire_name:?} has no letter or digit to make a Rust name of");
                faults.push(Diagnostic::error("no-name", message).at(self.part(id, wire_name)).help(help()));
                continue;
            };
            if let Some(other) = first.insert(name.clone(), wire_name) {
                let message = format!("the {what}s {other:?} and {wire_name:?} both come to `{name}` in Rust");
                let error = Diagnostic::error("name-collision", message).at(self.part(id, wire_name));
                faults.push(error.with(self.part(id, other), "the other one").help(help()));
            }
            if name.chars().count() > NAME {
                let message = format!("the name of the {what} {:?}… has more than {NAME} characters", start(wire_name));
                faults.push(Diagnostic::error("long-name", message).at(self.part(id, wire_name)).help(LONG_NAME));
            }
            names.push(name);
        }
        faults.check()?;
        Ok(names)
    }

    /// The place of a member or a value, if the definition names it itself.
    fn part(&self, id: DefinitionId, wire_name: &str) -> Place {
        let location = &self.bundle.get(id).location;
        let schema = self.bundle.resolver.schema(location);
        let member = || schema?.get("properties")?.get(wire_name).map(|_| pointer::push("/properties", wire_name));
        let value = || {
            let index = schema?.get("enum")?.as_array()?.iter().position(|value| value == wire_name)?;
            Some(format!("/enum/{index}"))
        };
        let below = member().or_else(value).unwrap_or_default();
        self.bundle.resolver.place(&Location { file: location.file, pointer: format!("{}{below}", location.pointer) })
    }
}

fn variant(value: &str) -> Option<String> {
    let name = ident::variant(value)?;
    Some(if name == CATCH_ALL { format!("{name}_") } else { name })
}
