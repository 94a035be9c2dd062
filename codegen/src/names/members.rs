//! The names of members and of values.

use std::collections::HashMap;
use std::ops::Range;

use super::advice::FreeNames;
use super::{CATCH_ALL, NAME_IT, Namer, SHORTEN_IT, similar, start};
use crate::canon::shape::Shape;
use crate::config::Part;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::id::ItemId;
use crate::ident;
use crate::limits::NAME;
use crate::read::resolve::Location;

/// What is named: members or values.
#[derive(Clone, Copy)]
struct Kind {
    what: &'static str,
    /// The names that a name on the wire could have, the best first.
    candidates: fn(&str) -> Vec<String>,
    part: fn(String) -> Part,
    /// What is called so for want of a better name.
    fallback: &'static str,
    separator: &'static str,
}

const MEMBERS: Kind = Kind {
    what: "member",
    candidates: |name| similar::candidates(name, ident::field),
    part: Part::Member,
    fallback: "member",
    separator: "_",
};
const VALUES: Kind = Kind {
    what: "value",
    candidates: |value| similar::candidates(value, variant),
    part: Part::Value,
    fallback: "Value",
    separator: "",
};

impl Kind {
    fn part(self, wire_name: &str) -> Part {
        (self.part)(wire_name.to_owned())
    }
}

/// Why a member or a value has no name.
enum NoName {
    /// There is nothing to make one of.
    None,
    /// What the entry at a place of the configuration says is not a name.
    Bad(String, Range<usize>),
}

impl Namer<'_> {
    /// The names of an object's members, in their order.
    pub(crate) fn fields(&self, id: ItemId, wire_names: &[&str]) -> Result<Vec<String>, Diagnostics> {
        self.unique(id, wire_names, MEMBERS)
    }

    /// The names of an enum's values, in their order.
    pub(crate) fn variants(&self, id: ItemId, wire_names: &[&str]) -> Result<Vec<String>, Diagnostics> {
        self.unique(id, wire_names, VALUES)
    }

    fn unique(&self, id: ItemId, wire_names: &[&str], kind: Kind) -> Result<Vec<String>, Diagnostics> {
        let location = &self.definitions.get(id).location;
        let mut faults = Diagnostics::new();
        let found = self.part_names(location, wire_names, kind);
        let mut free = FreeNames::new(found.iter().flatten().map(String::as_str), kind.separator);
        let mut first: HashMap<&str, &str> = HashMap::new();
        let Kind { what, .. } = kind;
        for (wire_name, found) in wire_names.iter().zip(&found) {
            let error = |code, message| Diagnostic::error(code, message).at(self.part(id, wire_name));
            let part = kind.part(wire_name);
            let entry = |to: &str| self.definitions.rename_entry(location, &part, to);
            let name = match found {
                Ok(name) => name,
                Err(NoName::Bad(name, entry)) => {
                    let message = format!("the {what} {wire_name:?} can't be called {name:?}: that is no name in Rust");
                    let error = error("bad-name", message).with(self.config.place(entry.clone()), "the entry");
                    faults.push(error.help("give the entry another `to`: letters, digits and `_`, not a keyword"));
                    continue;
                }
                Err(NoName::None) => {
                    let message = format!("the {what} {wire_name:?} has no letter or digit to make a Rust name of");
                    let error = error("no-name", message).help(NAME_IT);
                    faults.push(error.entry(entry(&free.like(kind.fallback))));
                    continue;
                }
            };
            if let Some(other) = first.insert(name, wire_name) {
                let message = format!("the {what}s {other:?} and {wire_name:?} both come to `{name}` in Rust");
                let error = error("name-collision", message).with(self.part(id, other), "the other one");
                let pair = [(location, &part), (location, &kind.part(other))];
                faults.push(self.rename_one_of(error, pair, || free.like(name)));
            }
            if name.chars().count() > NAME {
                let message = format!("the name of the {what} {:?}… has more than {NAME} characters", start(wire_name));
                let error = error("long-name", message).help(SHORTEN_IT);
                faults.push(error.entry(entry(&free.like(&start(name)))));
            }
        }
        faults.check()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The names of members or values: what entries say, or what their names on the wire become. Those that would meet are told apart by
    /// what is different in them.
    fn part_names(&self, location: &Location, wire_names: &[&str], kind: Kind) -> Vec<Result<String, NoName>> {
        let mut found: Vec<Result<String, NoName>> = Vec::with_capacity(wire_names.len());
        let mut candidates = Vec::new();
        for wire_name in wire_names {
            let own = match self.renamed(location, &kind.part(wire_name)) {
                Some((name, _)) if syn::parse_str::<syn::Ident>(&name).is_ok() => vec![name],
                Some((name, entry)) => {
                    found.push(Err(NoName::Bad(name, entry)));
                    continue;
                }
                None => (kind.candidates)(wire_name),
            };
            if own.is_empty() {
                found.push(Err(NoName::None));
                continue;
            }
            candidates.push(own);
            found.push(Ok(String::new()));
        }
        let chosen = similar::choose(candidates);
        for (name, chosen) in found.iter_mut().flatten().zip(chosen) {
            *name = chosen;
        }
        found
    }

    /// The place of a member or a value.
    fn part(&self, id: ItemId, wire_name: &str) -> Place {
        let definition = self.definitions.get(id);
        let resolver = &self.definitions.resolver;
        let place = match &definition.node.shape {
            Shape::Object(object) => object.property(wire_name).and_then(|property| property.places.0.first().cloned()),
            _ => {
                let values = resolver.schema(&definition.location).and_then(|schema| schema.get("enum")?.as_array());
                let index = values.and_then(|values| values.iter().position(|value| value == wire_name));
                index.map(|index| definition.location.entry("enum", index))
            }
        };
        resolver.place(place.as_ref().unwrap_or(&definition.location))
    }
}

pub(super) fn variant(value: &str) -> Option<String> {
    let name = ident::variant(value)?;
    Some(if name == CATCH_ALL { format!("{name}_") } else { name })
}
