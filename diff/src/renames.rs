//! The names that types of the old state have in the new one.

use std::collections::BTreeMap;

use schemawright::model::{ItemId, RustPath};

/// Other paths for types.
#[derive(Default)]
pub(super) struct Renames(BTreeMap<ItemId, RustPath>);

impl FromIterator<(ItemId, RustPath)> for Renames {
    fn from_iter<I: IntoIterator<Item = (ItemId, RustPath)>>(paths: I) -> Self {
        Self(paths.into_iter().collect())
    }
}

impl Renames {
    /// The other path of a type, if it has one.
    pub(super) fn of(&self, id: ItemId) -> Option<&RustPath> {
        self.0.get(&id)
    }
}
