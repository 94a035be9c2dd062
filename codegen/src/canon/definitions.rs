//! The definitions of a run.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::annotations::Doc;
use super::shape::{Node, Shape};
use crate::config::{Entry, FileNames};
use crate::diagnostic::{Diagnostics, Place};
use crate::id::ItemId;
use crate::privacy::Privacy;
use crate::read::corpus::SourceFile;
use crate::read::resolve::{Location, Resolver};

/// A schema that becomes a Rust type.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// Its location; for a merged schema, the location that it would have.
    pub(crate) location: Location,
    /// The description.
    pub(crate) doc: Doc,
    /// Its schema: references replace nested schemas that need a type of their own.
    pub(crate) node: Node,
    /// What `Debug` prints of its values.
    pub(crate) privacy: Privacy,
    /// The definition that contains it, and the path from there. None if no other definition contains it.
    pub(crate) parent: Option<(ItemId, Vec<Step>)>,
}

impl Definition {
    /// Whether it is the whole schema of a file.
    pub(crate) fn is_root(&self) -> bool {
        self.location.pointer.is_empty()
    }

    /// Whether `null` is a value of its type, as for the schema of a file that is not a struct, enum or union. Otherwise, the references to
    /// it allow `null`.
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

/// A step from a schema to a nested one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Property(String),
    /// All items of a list.
    Items,
    /// One item of a list.
    Item(usize),
    /// The members that a schema does not declare.
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
    /// The open places, with the types that they became.
    opened: BTreeMap<Location, String>,
    /// The places whose strings become an enum by a rule of the configuration, with the enum.
    pub(crate) given: HashMap<Location, ItemId>,
    /// Warnings about probable mistakes.
    pub(crate) warnings: Diagnostics,
    /// The names of each file.
    names: Vec<FileNames<'a>>,
    /// The number of files for each title, computed on first use.
    titles: OnceLock<HashMap<String, usize>>,
    /// The index of each definition by its location, computed on first use.
    places: OnceLock<HashMap<Location, ItemId>>,
}

impl<'a> Definitions<'a> {
    pub(crate) fn new(
        resolver: Resolver<'a>,
        list: Vec<Definition>,
        opened: BTreeMap<Location, String>,
        warnings: Diagnostics,
    ) -> Self {
        let names = resolver.sources().map(names_of).collect();
        let given = HashMap::new();
        Self { resolver, list, opened, given, warnings, names, titles: OnceLock::new(), places: OnceLock::new() }
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

    /// The name of a file's schema: its title, else the last part of its `$id`.
    pub(crate) fn title(&self, file: usize) -> String {
        self.names(file).title.to_owned()
    }

    /// The names of a file.
    pub(crate) fn names(&self, file: usize) -> FileNames<'a> {
        self.names[file]
    }

    /// The names of all files.
    pub(crate) fn all_names(&self) -> Vec<FileNames<'a>> {
        self.names[..self.resolver.files().len()].to_vec()
    }

    /// An entry of `codegen.toml` for a file, by the title if that is unique.
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

    /// The reason why the type of a schema is, or contains, any value.
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

    /// The number of files for each title.
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

fn names_of(file: &SourceFile) -> FileNames<'_> {
    let by_id = || {
        let last = file.id()?.trim_end_matches(['#', '/']).rsplit(['/', ':', '#']).next()?;
        let last = last.strip_suffix(".json").unwrap_or(last);
        Some(last.strip_suffix(".schema").unwrap_or(last))
    };
    let title = file.title().or_else(by_id).unwrap_or_default();
    let operation = file.call.as_ref().map(|call| &*call.id);
    FileNames { title, id: file.id(), file: &file.name, operation }
}
