//! One of the two states that are compared.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Subject};
use super::message::Message;
use super::renames::Renames;
use super::rule::Rule;
use schemawright::Place;
use schemawright::model::{Field, Item, ItemId, Model, Names, Type};
use schemawright::pointer;
use schemawright::{Corpus, Output, SourceFile};

/// The output, and the schemas that it was generated from.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    pub(super) output: &'a Output,
    corpus: &'a Corpus,
}

impl<'a> State<'a> {
    /// A state.
    #[must_use]
    pub fn new(output: &'a Output, corpus: &'a Corpus) -> Self {
        Self { output, corpus }
    }

    /// Whether the schemas and the files are equal, so that nothing can have changed for callers.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.corpus.says_the_same(other.corpus) && self.output.files == other.output.files
    }

    pub(super) fn model(&self) -> &'a Model {
        &self.output.model
    }

    /// The version of the generated package; none for a module.
    #[must_use]
    pub fn version(&self) -> Option<String> {
        self.model().package.as_ref().map(|package| package.version.clone())
    }

    /// The name of the generated package in Rust code; `types` for a module.
    pub(super) fn crate_name(&self) -> String {
        let package = self.model().package.as_ref();
        package.map_or_else(|| "types".to_owned(), |package| package.name.replace('-', "_"))
    }

    /// The Cargo features of the generated package, with the features that each enables.
    pub(super) fn features(&self) -> BTreeMap<String, BTreeSet<String>> {
        let features = self.model().package.as_ref().and_then(|package| package.features.as_ref());
        features.map(|features| features.turns_on.clone()).unwrap_or_default()
    }

    pub(super) fn files(&self) -> &'a [SourceFile] {
        self.corpus.files()
    }

    /// The schema file, or the document of operations, of that name.
    pub(super) fn file(&self, name: &str) -> Option<&'a SourceFile> {
        self.corpus.files().iter().chain(self.corpus.operations()).find(|file| *file.name == *name)
    }

    /// The place of an item's schema or of a part of it. The steps start at the item's schema, and the first ones lead to a member.
    pub(super) fn place(&self, item: &Item, steps: &[&str]) -> Option<Place> {
        let file = self.file(&item.source.file)?;
        let pointer_to = |steps: &[&str]| {
            steps.iter().fold(item.source.pointer.clone(), |pointer, step| pointer::push(&pointer, step))
        };
        // Keywords of a member may be beside its reference, and a member may come from another schema by `allOf`.
        let member = &steps[..steps.len().min(2)];
        let pointers = [steps, member].into_iter().map(pointer_to);
        let pointer = pointers.into_iter().find(|pointer| file.schema.pointer(pointer).is_some());
        Some(file.place(pointer.as_ref().unwrap_or(&item.source.pointer)))
    }

    /// A change at the end of some steps from an item's schema.
    pub(super) fn of_part(&self, rule: Rule, item: &Item, steps: &[&str], message: Message) -> Change {
        self.locate(Change::new(rule, Subject::item(&item.path), message), item, steps)
    }

    /// A change at the end of some steps from a member's schema.
    pub(super) fn of_member_at(
        &self,
        rule: Rule,
        item: &Item,
        field: &Field,
        steps: &[&str],
        message: Message,
    ) -> Change {
        self.locate(Change::new(rule, Subject::part(&item.path, &field.rust_name), message), item, steps)
    }

    /// A change of an item.
    pub(super) fn of_item(&self, rule: Rule, item: &Item, message: Message) -> Change {
        self.locate(Change::new(rule, Subject::item(&item.path), message), item, &[])
    }

    /// A change of a member.
    pub(super) fn of_member(&self, rule: Rule, item: &Item, field: &Field, message: Message) -> Change {
        self.of_member_at(rule, item, field, &["properties", &field.wire_name], message)
    }

    /// A change of a value of an enum.
    pub(super) fn of_value(&self, rule: Rule, item: &Item, rust_name: &str, message: Message) -> Change {
        self.locate(Change::new(rule, Subject::part(&item.path, rust_name), message), item, &["enum"])
    }

    /// A change of an alternative of a union.
    pub(super) fn of_alternative(&self, rule: Rule, item: &Item, name: &str, message: Message) -> Change {
        self.locate(Change::new(rule, Subject::part(&item.path, name), message), item, &[])
    }

    fn locate(&self, change: Change, item: &Item, steps: &[&str]) -> Change {
        Change {
            schema: Some(item.source.title.clone()),
            place: self.place(item, steps),
            direction: item.direction,
            ..change
        }
    }

    /// A type as it is written in Rust, by paths from the crate's root. Types of the old state have their new names, so that a renamed type
    /// does not change every type that refers to it.
    pub(super) fn ty(&self, ty: &Type, renames: &Renames) -> String {
        ty.spell(&Names { model: self.model(), root: None, path: &|id| self.path(id, renames) })
    }

    /// The whole type of a field, including optionality, nullability and boxing.
    pub(super) fn field(&self, field: &Field, renames: &Renames) -> String {
        field.spell(&Names { model: self.model(), root: None, path: &|id| self.path(id, renames) })
    }

    fn path(&self, id: ItemId, renames: &Renames) -> String {
        renames.of(id).unwrap_or(&self.model().item(id).path).to_string()
    }
}
