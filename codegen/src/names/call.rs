//! The names of calls.

use super::Namer;
use crate::model::RustPath;
use crate::read::operations::{Declared, REQUEST, RESPONSE};
use crate::read::pointer;
use crate::read::resolve::Location;

impl Namer<'_> {
    /// The path of an operation's call: named by the operation, in the module of its answer, else of its body, else where the rules put the
    /// operation's own name.
    pub(super) fn call_path(&self, file: usize, call: &Declared) -> Result<RustPath, String> {
        let own = self.titled(&call.id)?;
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

    /// What to say of two types of one path.
    pub(super) fn collision(&self, path: &RustPath, first: &Location, second: &Location) -> String {
        let operation = |location: &Location| self.definitions.names(location.file).operation;
        if operation(first).or(operation(second)).is_none() {
            return format!("two schemas come to one Rust path, `{path}`");
        }
        let [first, second] = [first, second].map(|location| match operation(location) {
            Some(id) => format!("the operation `{id}`"),
            None => format!("the schema `{}`", self.definitions.title(location.file)),
        });
        format!("{second} and {first} come to one Rust path, `{path}`")
    }
}
