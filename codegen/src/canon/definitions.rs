//! The definitions of a run.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::annotations::Doc;
use super::shape::{Node, Shape};
use crate::config::{Entry, FileNames};
use crate::diagnostic::{Diagnostics, Place};
use crate::id::ItemId;
use crate::read::resolve::{Location, Resolver};

/// A schema that becomes a Rust type.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// Where it is; of what was merged from several places, where it would be.
    pub(crate) location: Location,
    /// The description.
    pub(crate) doc: Doc,
    /// What it is: without inline schemas that need a type of their own, references are in their places.
    pub(crate) node: Node,
    /// Whether a rule of the configuration says that its values are personal.
    pub(crate) personal: bool,
    /// The definition that it is in, and the way there. None for what is in no other one.
    pub(crate) parent: Option<(ItemId, Vec<Step>)>,
}

impl Definition {
    /// Whether it is the whole schema of a file.
    pub(crate) fn is_root(&self) -> bool {
        self.location.pointer.is_empty()
    }

    /// Whether `null` is a value of its type, as it is of the whole schema of a file where that is not a struct, enum or union. Elsewhere,
    /// what refers to it declares this.
    pub(crate) fn keeps_null(&self) -> bool {
        let is_newtype = match &self.node.shape {
            Shape::Object(object) => !object.named,
            Shape::Enum(set) => !set.is_type(),
            Shape::Array(array) => !array.row,
            Shape::Union(_) => false,
            _ => true,
        };
        self.is_root() && self.node.nullable && is_newtype
    }
}

/// A step from a schema to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Property(String),
    /// All items of a list.
    Items,
    /// One item of a list.
    Item(usize),
    /// The members that a schema does not name.
    Values,
    /// The members whose names match patterns.
    Matches,
    /// An alternative of a union, by its index.
    Alternative(usize),
}

/// All definitions of a corpus.
pub(crate) struct Definitions<'a> {
    pub(crate) resolver: Resolver<'a>,
    pub(crate) list: Vec<Definition>,
    /// Places that no type follows, and what they have become.
    opened: BTreeMap<Location, String>,
    /// What the author may have meant otherwise.
    pub(crate) warnings: Diagnostics,
    /// How many files go by each title: counted when it is asked for.
    titles: OnceLock<HashMap<String, usize>>,
    /// Where each definition is: found when it is asked for.
    places: OnceLock<HashMap<Location, ItemId>>,
}

impl<'a> Definitions<'a> {
    pub(crate) fn new(
        resolver: Resolver<'a>,
        list: Vec<Definition>,
        opened: BTreeMap<Location, String>,
        warnings: Diagnostics,
    ) -> Self {
        Self { resolver, list, opened, warnings, titles: OnceLock::new(), places: OnceLock::new() }
    }

    pub(crate) fn get(&self, id: ItemId) -> &Definition {
        &self.list[id.0]
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = ItemId> + use<> {
        (0..self.list.len()).map(ItemId)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (ItemId, &Definition)> {
        self.list.iter().enumerate().map(|(index, definition)| (ItemId(index), definition))
    }

    /// What a file's schema calls itself: its title, else the last part of its `$id`.
    pub(crate) fn title(&self, file: usize) -> String {
        self.names(file).title.to_owned()
    }

    /// What a file goes by.
    pub(crate) fn names(&self, file: usize) -> FileNames<'a> {
        let file = self.resolver.file(&Location::root(file));
        let by_id = || {
            let last = file.id()?.trim_end_matches(['#', '/']).rsplit(['/', ':', '#']).next()?;
            let last = last.strip_suffix(".json").unwrap_or(last);
            Some(last.strip_suffix(".schema").unwrap_or(last))
        };
        let title = file.title().or_else(by_id).unwrap_or_default();
        let operation = file.call.as_ref().map(|call| &*call.id);
        FileNames { title, id: file.id(), file: &file.name, operation }
    }

    /// An entry of `codegen.toml` about a file, by the title if no other file has it.
    pub(crate) fn entry_about(&self, table: &str, file: usize) -> Entry {
        let FileNames { title, id, file, operation } = self.names(file);
        match id {
            _ if operation.is_some() => Entry::new(table).key("operation", title),
            _ if self.titles()[title] == 1 && !title.is_empty() => Entry::new(table).key("schema", title),
            Some(id) => Entry::new(table).key("id", id),
            None => Entry::new(table).key("file", file),
        }
    }

    /// The definition at a location.
    pub(crate) fn find(&self, location: &Location) -> Option<ItemId> {
        let places = || self.iter().map(|(id, definition)| (definition.location.clone(), id)).collect();
        self.places.get_or_init(places).get(location).copied()
    }

    /// Why the type of a schema is, or holds, any value.
    pub(crate) fn why_untyped(&self, at: &Location) -> String {
        let inside = |other: &Location| {
            other.file == at.file
                && other.pointer.strip_prefix(&at.pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if let Some((_, message)) = self.opened.range(at..).take_while(|(other, _)| inside(other)).next() {
            return message.clone();
        }
        let schema = self.resolver.schema(at);
        let reference = schema.and_then(|schema| schema.get("$ref")?.as_str());
        match reference {
            Some(name) if self.resolver.is_missing(name, at) => format!("`{name}` is missing, as `[missing]` declares"),
            Some(name) => format!("the target of `{name}` accepts any value"),
            None if at.pointer.rsplit('/').nth(1) != Some("properties") => {
                "only a condition names it, and any value is valid elsewhere".to_owned()
            }
            None => "its schema accepts any value, or any value in it".to_owned(),
        }
    }

    /// How many files go by each title.
    fn titles(&self) -> &HashMap<String, usize> {
        self.titles.get_or_init(|| {
            let mut titles = HashMap::new();
            for file in 0..self.resolver.files().len() {
                *titles.entry(self.title(file)).or_default() += 1;
            }
            titles
        })
    }

    pub(crate) fn place(&self, id: ItemId) -> Place {
        self.resolver.place(&self.get(id).location)
    }
}
