//! Inline types whose name another type has.
//!
//! The inline `item` of `Order` is `OrderItem`; if a schema has that title, it is `OrderItemInline`. Which of the two keeps the name
//! depends on their places, never on their order: the one that is less deeply nested in its file. If both are equally deep, both get names
//! that contain their places.

use std::collections::{BTreeMap, HashMap};

use heck::ToUpperCamelCase;

use super::similar::short_digest;
use super::{DEFINITIONS, Namer, RustPath};
use crate::config::Part;
use crate::diagnostic::Diagnostic;
use crate::id::ItemId;
use crate::read::pointer;
use crate::read::resolve::Location;

/// The greatest length of a path in a name, in bytes.
const LONGEST: usize = 60;

/// The suffix of an inline type whose name another type has.
const SUFFIX: &str = "Inline";

/// The reason why the name of a type differs from the name that its schema alone gives.
pub(super) struct Reason {
    code: &'static str,
    /// The other schema of that name.
    other: Option<ItemId>,
    /// The text after "because".
    because: String,
}

/// The types whose names differ from the names that their schemas alone give. The last reason counts.
pub(super) type Reasons = BTreeMap<ItemId, Reason>;

impl Reason {
    pub(super) fn long() -> Self {
        Self { code: "long-name", other: None, because: "its name is long".to_owned() }
    }
}

impl Namer<'_> {
    /// Renames inline types that have the name of a less deeply nested type, with a reason. Types that are equally deep, and types that an
    /// entry of the configuration names, are unchanged.
    pub(super) fn part_from_namesakes(&self, paths: &mut [RustPath], reasons: &mut Reasons) {
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
            let because = format!("another schema is named `{path}`");
            reasons.insert(id, Reason { code: "inline-renamed", other: Some(namesake), because });
            path.name.push_str(SUFFIX);
        }
    }

    /// Renames all types that are equally deep and still have the same name after their places, so that no order decides. Types that an
    /// entry of the configuration names are unchanged.
    pub(super) fn part_by_place(&self, paths: &mut [RustPath], reasons: &mut Reasons) {
        let mut parted = Reasons::new();
        for addition in [Self::by_file as fn(&Self, ItemId) -> String, Self::by_path, Self::by_digest] {
            let mut count: HashMap<&RustPath, Vec<ItemId>> = HashMap::new();
            for (index, path) in paths.iter().enumerate() {
                count.entry(path).or_default().push(ItemId(index));
            }
            // Calls have their own rules.
            let parts = |ids: &Vec<ItemId>| ids.len() > 1 && !ids.iter().any(|id| self.declared(*id).is_some());
            let mut groups: Vec<Vec<ItemId>> = count.into_values().filter(parts).collect();
            groups.sort();
            for ids in groups {
                let is_named = |id: &ItemId| self.rename(&self.definitions.get(*id).location, &Part::Type).is_some();
                let (first, last) = (ids[0], ids[ids.len() - 1]);
                for id in ids.iter().copied().filter(|id| !is_named(id)) {
                    let other = if id == first { last } else { first };
                    let path = &mut paths[id.0];
                    let where_it_is = addition(self, id);
                    // A type whose file has the same name keeps it, and so does one without a path in its file.
                    if where_it_is != path.name && !where_it_is.is_empty() {
                        parted.entry(id).or_insert_with(|| Reason {
                            code: "same-name",
                            other: Some(other),
                            because: format!("another schema is named `{path}` too"),
                        });
                        path.name = format!("{}{where_it_is}", path.name.trim_end_matches('_'));
                    }
                }
            }
        }
        reasons.extend(parted);
    }

    /// Reports the types with a reason, each once, by their final names.
    pub(super) fn warn_renamed(&self, reasons: &Reasons, paths: &[RustPath]) {
        for (id, reason) in reasons {
            let (definition, path) = (self.definitions.get(*id), &paths[id.0]);
            let message = format!("the type is named `{path}`, because {}", reason.because);
            let mut warning = Diagnostic::warning(reason.code, message).at(self.definitions.place(*id));
            if let Some(other) = reason.other {
                warning = warning.with(self.definitions.place(other), "the other one");
            }
            let entry = self.definitions.rename_entry(&definition.location, &Part::Type, &path.to_string());
            self.faults.borrow_mut().push(warning.help(self.name_it()).entry(entry));
        }
    }

    /// The name of the file.
    fn by_file(&self, id: ItemId) -> String {
        let file = self.definitions.names(self.definitions.get(id).location.file).file;
        let stem = file.rsplit('/').next().unwrap_or_default();
        stem.strip_suffix(".json").unwrap_or(stem).to_upper_camel_case()
    }

    /// The folders of the file, and the path to the schema in it; a digest of both if that would be a long name.
    fn by_path(&self, id: ItemId) -> String {
        let location = &self.definitions.get(id).location;
        let file = self.definitions.names(location.file).file;
        let folders = file.rsplit_once('/').map_or("", |(folders, _)| folders);
        let path = format!("{folders} {}", location.pointer).to_upper_camel_case();
        if path.len() > LONGEST { self.by_digest(id) } else { path }
    }

    pub(super) fn by_digest(&self, id: ItemId) -> String {
        let location = &self.definitions.get(id).location;
        let file = self.definitions.names(location.file).file;
        short_digest(&format!("{file}#{}", location.pointer)).to_uppercase()
    }

    /// The depth of a type in its file: 0 for the file's schema, and for an entry of `$defs`.
    fn depth(&self, id: ItemId) -> usize {
        let Location { pointer, .. } = &self.definitions.get(id).location;
        let steps = pointer::segments(pointer).count();
        let keyword = DEFINITIONS.into_iter().find(|keyword| pointer.starts_with(keyword));
        // The steps to a definition do not count.
        steps - keyword.map_or(0, |keyword| keyword.matches('/').count())
    }
}
