//! The names of calls.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;

use super::{Namer, RustPath};
use crate::config::Part;
use crate::diagnostic::Diagnostic;
use crate::id::ItemId;
use crate::read::operations::{Declared, REQUEST, RESPONSE, Segment};
use crate::read::pointer;
use crate::read::resolve::Location;

/// The suffix of a call whose name a schema has.
const SUFFIX: &str = "Call";

/// The distinctions of calls with equal names, one after the other.
#[derive(Clone, Copy)]
enum Addition {
    /// The suffix `Call`.
    Call,
    /// The route.
    Route,
    Digest,
}

/// The method and the path of an operation, as a part of a name: `GetUsersUserId`.
fn route(call: &Declared) -> String {
    let segments = call.path.iter().map(|segment| match segment {
        Segment::Text(text) | Segment::Parameter(text) => text.as_str(),
    });
    let words: Vec<&str> = [call.method.as_str()].into_iter().chain(segments).collect();
    words.join(" ").to_lowercase().to_upper_camel_case()
}

impl Namer<'_> {
    /// The path of an operation's call: named after the operation, in the module of its response, else of its body, else in the module that
    /// the rules give to the operation's name.
    pub(super) fn call_path(&self, file: usize, call: &Declared) -> Result<RustPath, String> {
        let own = self.titled(&call.id, &Location { file, pointer: String::new() })?;
        let module = [RESPONSE, REQUEST].into_iter().find_map(|key| self.module_of(file, key));
        Ok(RustPath { module: module.unwrap_or(own.module), name: own.name })
    }

    /// The module of the type that a part of a call refers to.
    fn module_of(&self, file: usize, key: &str) -> Option<Vec<String>> {
        let at = Location { file, pointer: pointer::push("/properties", key) };
        let reference = self.definitions.resolver.schema(&at)?.get("$ref")?.as_str()?;
        let target = self.definitions.resolver.resolve(reference, &at).ok()?;
        self.type_path(self.definitions.find(&target)?).ok().map(|path| path.module)
    }

    /// The operation that a type calls.
    pub(super) fn declared(&self, id: ItemId) -> Option<&Declared> {
        let location = &self.definitions.get(id).location;
        self.definitions.resolver.file(location).call.as_deref().filter(|_| location.pointer.is_empty())
    }

    /// Renames calls that have the name of another type, with a warning: a schema keeps its name, and the call becomes `PetCall`; of two
    /// calls, both get their routes too. Calls that an entry of the configuration names are unchanged.
    pub(super) fn part_calls(&self, paths: &mut [RustPath]) {
        let mut parted: BTreeMap<ItemId, (ItemId, RustPath)> = BTreeMap::new();
        for addition in [Addition::Call, Addition::Route, Addition::Digest] {
            let mut groups: BTreeMap<&RustPath, Vec<ItemId>> = BTreeMap::new();
            for (index, path) in paths.iter().enumerate() {
                groups.entry(path).or_default().push(ItemId(index));
            }
            let mut changed = Vec::new();
            for ids in groups.into_values().filter(|ids| ids.len() > 1) {
                let schema = ids.iter().copied().find(|id| self.declared(*id).is_none());
                for id in ids.iter().copied() {
                    let Some(call) = self.declared(id) else { continue };
                    let other = schema.or_else(|| ids.iter().copied().find(|other| *other != id));
                    let suffix = match addition {
                        Addition::Call if schema.is_none() => continue,
                        Addition::Call => SUFFIX.to_owned(),
                        Addition::Route => route(call),
                        Addition::Digest => self.by_digest(id),
                    };
                    if self.rename(&self.definitions.get(id).location, &Part::Type).is_none() {
                        changed.push((id, other.unwrap_or(id), suffix));
                    }
                }
            }
            for (id, other, suffix) in changed {
                let path = &mut paths[id.0];
                parted.entry(id).or_insert_with(|| (other, path.clone()));
                path.name.push_str(&suffix);
            }
        }
        for (id, (other, was)) in parted {
            self.warn_call(id, other, &was, &paths[id.0]);
        }
    }

    fn warn_call(&self, id: ItemId, other: ItemId, was: &RustPath, path: &RustPath) {
        let what = if self.declared(other).is_some() { "another operation" } else { "a schema" };
        let message = format!("the call is named `{path}`, because {what} is named `{was}` too");
        let location = &self.definitions.get(id).location;
        let warning = Diagnostic::warning("same-name", message)
            .at(self.definitions.place(id))
            .with(self.definitions.place(other), "the other one")
            .help(format!("give it a better name in {}:", self.config.name()))
            .entry(self.definitions.rename_entry(location, &Part::Type, &path.to_string()));
        self.faults.borrow_mut().push(warning);
    }

    /// The error for two types with the same path.
    pub(super) fn collision(&self, path: &RustPath, first: &Location, second: &Location) -> String {
        let operation = |location: &Location| self.definitions.names(location.file).operation;
        if operation(first).or(operation(second)).is_none() {
            return format!("two schemas have the same Rust path, `{path}`");
        }
        let [first, second] = [first, second].map(|location| match operation(location) {
            Some(id) => format!("the operation `{id}`"),
            None => format!("the schema `{}`", self.definitions.title(location.file)),
        });
        format!("{second} and {first} have the same Rust path, `{path}`")
    }
}
