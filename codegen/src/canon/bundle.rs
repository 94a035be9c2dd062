//! All definitions of a corpus in one document, with the references rewritten to them.
//!
//! Every schema that becomes a Rust type is a definition: each file, each entry of `$defs` and `definitions`, whatever a `$ref` names, and
//! each inline schema that needs a type of its own (an object with members, an enum, a union). What is left inside a
//! definition is simple: scalars, arrays, maps and references. That is what typify is given, so that it never has to
//! invent a name.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::annotations::Doc;
use super::extent;
use crate::canon::normalize;
use crate::check;
use crate::config::{Entry, FileNames};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::parallel;
use crate::read::corpus::Corpus;
use crate::read::keywords::SHAPING;
use crate::read::pointer;
use crate::read::resolve::{Location, Resolver};

/// What keys begin with. It survives typify's camel case, and no schema has a value that is called so.
pub(crate) const KEY: &str = "Bundledefinition";

/// The index of a definition in its [`Bundle`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DefinitionId(pub(crate) usize);

impl DefinitionId {
    /// The name under which typify knows it.
    pub(crate) fn key(self) -> String {
        format!("{KEY}{}", self.0)
    }

    /// The definition whose key this is.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        key.strip_prefix(KEY)?.parse().ok().map(Self)
    }

    /// A reference to it.
    pub(crate) fn reference(self) -> Value {
        json!({ "$ref": format!("#/definitions/{}", self.key()) })
    }
}

/// A schema that becomes a Rust type.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) location: Location,
    /// Only what shapes the type, in the terms of draft 7.
    pub(crate) schema: Value,
    /// The description.
    pub(crate) doc: Doc,
    /// The members of an object, in the order of the schema.
    pub(crate) members: Vec<MemberSource>,
    pub(crate) form: Form,
}

/// What lowering must know of a definition that its shape does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// Whatever typify makes of it.
    #[default]
    Converted,
    /// An object with named members, even if there are none.
    Object {
        /// `additionalProperties: false`.
        closed: bool,
    },
    /// Nothing but a reference.
    Alias,
    /// A `const`.
    Const,
}

/// A member of an object, or an object that all members are taken from (`allOf`).
#[derive(Clone, Debug)]
pub(crate) enum MemberSource {
    Own(Member),
    From(DefinitionId),
}

/// What typify does not carry over of a member.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) nullable: bool,
    pub(crate) doc: Doc,
    /// What the member reads as when it is absent though required: a fix-up says so.
    pub(crate) absent_as: Option<Substitute>,
}

/// A value that stands in for one that is missing.
#[derive(Clone, Debug)]
pub(crate) struct Substitute {
    pub(crate) value: Value,
    /// Why it may.
    pub(crate) reason: String,
}

/// All definitions of a corpus.
pub(crate) struct Bundle<'a> {
    pub(crate) resolver: Resolver<'a>,
    pub(crate) definitions: Vec<Definition>,
    /// What the author may have meant otherwise.
    pub(crate) warnings: Diagnostics,
    /// How many files go by each title: counted when it is asked for.
    titles: OnceLock<HashMap<String, usize>>,
}

impl<'a> Bundle<'a> {
    pub(crate) fn new(corpus: &'a Corpus) -> Result<Self, Diagnostics> {
        let resolver = Resolver::new(corpus)?;
        let bundle = || {
            let mut bundler = Bundler::new(&resolver);
            for (index, file) in corpus.sources().enumerate() {
                bundler.define_file(Location::root(index), &file.schema);
            }
            bundler.run();
            (bundler.definitions, bundler.faults)
        };
        let ((definitions, more), mut faults) = parallel::both(bundle, || check::lint(corpus, &resolver));
        faults.extend(more);
        faults.extend(extent::check(&resolver, &definitions));
        faults.check()?;
        Ok(Self { resolver, definitions, warnings: faults.sorted(), titles: OnceLock::new() })
    }

    pub(crate) fn get(&self, id: DefinitionId) -> &Definition {
        &self.definitions[id.0]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (DefinitionId, &Definition)> {
        self.definitions.iter().enumerate().map(|(index, definition)| (DefinitionId(index), definition))
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

    pub(crate) fn place(&self, id: DefinitionId) -> Place {
        self.resolver.place(&self.get(id).location)
    }

    /// The members of an object, those of its `allOf` included, in order; the first of a name counts.
    pub(crate) fn members(&self, id: DefinitionId) -> Vec<&Member> {
        let mut found: Vec<&Member> = Vec::new();
        let mut names = HashSet::new();
        let mut seen = vec![id];
        let mut rest: VecDeque<_> = self.get(id).members.iter().collect();
        while let Some(source) = rest.pop_front() {
            match source {
                MemberSource::Own(member) => {
                    if names.insert(member.name.as_str()) {
                        found.push(member);
                    }
                }
                MemberSource::From(other) if seen.contains(other) => {}
                MemberSource::From(other) => {
                    seen.push(*other);
                    for inherited in self.get(*other).members.iter().rev() {
                        rest.push_front(inherited);
                    }
                }
            }
        }
        found
    }
}

/// A bundle in the making.
pub(crate) struct Bundler<'a> {
    pub(crate) resolver: &'a Resolver<'a>,
    pub(crate) definitions: Vec<Definition>,
    by_location: HashMap<Location, DefinitionId>,
    queue: VecDeque<DefinitionId>,
    /// What definitions are made of that stand at no one place.
    parts: HashMap<DefinitionId, Vec<(Value, Location)>>,
    pub(crate) faults: Diagnostics,
}

impl<'a> Bundler<'a> {
    fn new(resolver: &'a Resolver<'a>) -> Self {
        Self {
            resolver,
            definitions: Vec::new(),
            by_location: HashMap::new(),
            queue: VecDeque::new(),
            parts: HashMap::new(),
            faults: Diagnostics::new(),
        }
    }

    /// A file, and the entries of its `$defs`. A file that has nothing but those is no type itself.
    fn define_file(&mut self, root: Location, schema: &Value) {
        let mut entries = Vec::new();
        for keyword in ["$defs", "definitions"] {
            for (name, _) in schema.get(keyword).and_then(Value::as_object).into_iter().flatten() {
                let pointer = pointer::push(&format!("/{keyword}"), name);
                entries.push(Location { file: root.file, pointer });
            }
        }
        let shaped = schema.as_object().is_none_or(|object| object.keys().any(|k| SHAPING.contains(&k.as_str())));
        if shaped || entries.is_empty() {
            self.define(root);
        }
        for entry in entries {
            self.define(entry);
        }
    }

    /// The definition at a location, which is made if need be.
    pub(crate) fn define(&mut self, location: Location) -> DefinitionId {
        if let Some(id) = self.by_location.get(&location) {
            return *id;
        }
        let id = self.push(location.clone());
        self.by_location.insert(location, id);
        id
    }

    /// A definition that is several schemas at once; the location is for its name.
    pub(crate) fn define_parts(&mut self, location: Location, parts: Vec<(Value, Location)>) -> DefinitionId {
        let id = self.push(location);
        self.parts.insert(id, parts);
        id
    }

    fn push(&mut self, location: Location) -> DefinitionId {
        let id = DefinitionId(self.definitions.len());
        let (schema, form) = (Value::Bool(true), Form::default());
        self.definitions.push(Definition { location, schema, doc: Doc::default(), members: Vec::new(), form });
        self.queue.push_back(id);
        id
    }

    fn run(&mut self) {
        while let Some(id) = self.queue.pop_front() {
            let location = self.definitions[id.0].location.clone();
            match self.parts.remove(&id) {
                Some(parts) => normalize::definition_of_parts(self, id, &parts),
                None => {
                    let schema = self.resolver.schema(&location).expect("a definition stands where it was found");
                    normalize::definition(self, id, schema, &location);
                }
            }
        }
    }

    pub(crate) fn fault(&mut self, code: &'static str, message: impl Into<String>, at: &Location, keyword: &str) {
        let at = Location { file: at.file, pointer: pointer::push(&at.pointer, keyword) };
        self.faults.push(Diagnostic::error(code, message).at(self.resolver.place(&at)));
    }
}
