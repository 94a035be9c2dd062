//! Inline types that come to the name of another type.
//!
//! The inline `item` of `Order` is `OrderItem`, unless a schema of that title is there, too: then it is `OrderItemInline`. Which of the two keeps
//! the name follows from where they are, never from their order: the one that is less deep in its file.

use std::collections::HashMap;

use super::Namer;
use crate::config::Part;
use crate::diagnostic::Diagnostic;
use crate::id::ItemId;
use crate::model::RustPath;
use crate::read::pointer;
use crate::read::resolve::Location;

/// What an inline type adds to a name that another type has.
const SUFFIX: &str = "Inline";

impl Namer<'_> {
    /// Gives inline types other names than the types that are less deep, with a warning. Those that are equally deep, and those that an entry
    /// of the configuration names, keep theirs.
    pub(super) fn part_from_namesakes(&self, paths: &mut [RustPath]) {
        let mut least: HashMap<RustPath, (usize, ItemId)> = HashMap::new();
        for (index, path) in paths.iter().enumerate() {
            let id = ItemId(index);
            let depth = self.depth(id);
            let entry = least.entry(path.clone()).or_insert((depth, id));
            if depth < entry.0 {
                *entry = (depth, id);
            }
        }
        for (index, path) in paths.iter_mut().enumerate() {
            let id = ItemId(index);
            let (depth, namesake) = least[path];
            let location = &self.definitions.get(id).location;
            if self.depth(id) == depth || self.rename(location, &Part::Type).is_some() {
                continue;
            }
            let message =
                format!("the inline type is called `{path}{SUFFIX}`, since another schema is called `{path}`");
            path.name.push_str(SUFFIX);
            let warning = Diagnostic::warning("inline-renamed", message)
                .at(self.definitions.place(id))
                .with(self.definitions.place(namesake), "the other one")
                .help("write the name into codegen.toml, so that it stays whatever becomes of the other one:")
                .entry(self.definitions.rename_entry(location, &Part::Type, &path.to_string()));
            self.warnings.borrow_mut().push(warning);
        }
    }

    /// How deep in its file a type is: 0 for the file's own, and for an entry of `$defs`.
    fn depth(&self, id: ItemId) -> usize {
        let Location { pointer, .. } = &self.definitions.get(id).location;
        let steps = pointer::segments(pointer).count();
        let in_definitions = pointer.starts_with("/$defs/") || pointer.starts_with("/definitions/");
        if in_definitions { steps - 2 } else { steps }
    }
}
