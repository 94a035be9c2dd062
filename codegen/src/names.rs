//! Rust names for types, fields and variants. A name depends only on the title and the configuration, never on order or count. If two names
//! are equal, both are extended by what differs in them and by their places, whichever came first.

mod advice;
mod alternatives;
mod call;
mod content;
mod entries;
mod members;
mod namesakes;
mod path;
mod rivals;
mod setter;
mod similar;
mod title;
mod way;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use heck::ToUpperCamelCase;

use crate::canon::definitions::{Definitions, Step};
use crate::config::{Config, FileNames, Part, Touched};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::limits::NAME;
use crate::read::pointer;
use crate::read::resolve::Location;
use advice::FreeNames;
use entries::Titled;
use namesakes::{Reason, Reasons};
pub use path::RustPath;
pub(crate) use path::module_docs;
use path::{parse_path, type_name};
pub(crate) use setter::{call_setter_name, setter_name};
use title::{is_name, is_short};
use way::Way;

/// Assigns the names of one run.
pub(crate) struct Namer<'a> {
    definitions: &'a Definitions<'a>,
    config: &'a Config,
    /// The entries of the configuration that have been used.
    used: RefCell<HashMap<usize, BTreeSet<Touched>>>,
    /// The paths of titles.
    by_title: RefCell<HashMap<String, Titled>>,
    /// The names of the alternatives of each union.
    alternatives: RefCell<HashMap<ItemId, Rc<[String]>>>,
    /// Unions whose alternatives are being named.
    naming: RefCell<HashSet<ItemId>>,
    /// Warnings about names that differ from those in the schemas, and errors in the entries that give names.
    faults: RefCell<Diagnostics>,
}

impl<'a> Namer<'a> {
    pub(crate) fn new(definitions: &'a Definitions<'a>, config: &'a Config) -> Self {
        Self {
            definitions,
            config,
            used: RefCell::default(),
            by_title: RefCell::default(),
            alternatives: RefCell::default(),
            naming: RefCell::default(),
            faults: RefCell::default(),
        }
    }

    /// The path of every type, in the order of the definitions.
    pub(crate) fn types(&self) -> Result<Vec<RustPath>, Diagnostics> {
        let mut faults = Diagnostics::new();
        let mut paths = Vec::with_capacity(self.definitions.list.len());
        for id in self.definitions.ids() {
            match self.type_path(id) {
                Ok(path) => paths.push(path),
                Err(fault) => faults.push(self.without_name(id, fault)),
            }
        }
        faults.check()?;
        self.part_calls(&mut paths);
        let mut reasons = Reasons::new();
        self.part_from_namesakes(&mut paths, &mut reasons);
        self.part_by_place(&mut paths, &mut reasons);
        self.shorten(&mut paths, &mut reasons);
        self.warn_renamed(&reasons, &paths);
        self.check_paths(&paths, &mut faults);
        faults.check()?;
        Ok(paths)
    }

    fn type_path(&self, id: ItemId) -> Result<RustPath, NoPath> {
        let location = &self.definitions.get(id).location;
        if let Some((to, entry)) = self.renamed(location, &Part::Type) {
            return parse_path(&to).map_err(|why| NoPath::Entry(why, entry));
        }
        let (base, way) = self.base(id)?;
        Ok(RustPath { name: way.shortened(&base.name), module: base.module })
    }

    /// The name of a type with all parts of its path, without a limit of length.
    fn full_name(&self, id: ItemId) -> Option<String> {
        match self.renamed(&self.definitions.get(id).location, &Part::Type) {
            Some((to, _)) => parse_path(&to).ok().map(|path| path.name),
            None => self.base(id).ok().map(|(base, way)| way.full(&base.name)),
        }
    }

    /// The text that names a file's own schema: its title if a rule matches it or it is a valid name, else its file. A file that is named by
    /// a version alone, such as `3.0.0.json`, says less than any title.
    fn file_name(&self, file: usize) -> &str {
        let FileNames { title, file: path, .. } = self.definitions.names(file);
        if self.config.rules.names.iter().any(|rule| rule.get_ref().title.is_match(title)) || is_name(title) {
            return title;
        }
        let stem = path.rsplit('/').next().unwrap_or_default();
        let stem = stem.strip_suffix(".json").unwrap_or(stem);
        let stem = stem.strip_suffix(".schema").unwrap_or(stem);
        if is_short(title) && !stem.contains(char::is_alphabetic) { title } else { stem }
    }

    /// The error for a type without a name.
    fn without_name(&self, id: ItemId, fault: NoPath) -> Diagnostic {
        match fault {
            NoPath::Entry(why, entry) => Diagnostic::error("bad-name", format!("this is not a valid type name: {why}"))
                .at(self.config.place(entry))
                .with(self.definitions.place(id), "the schema")
                .help("give the entry another `to`, such as `user::v1::Person`"),
            NoPath::Schema(why) => {
                let location = &self.definitions.get(id).location;
                let file = self.definitions.names(location.file).file;
                let stem = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
                let part = location.pointer.rsplit('/').next().unwrap_or_default();
                let to = type_name(&format!("{stem} {part}")).unwrap_or_else(|_| "Named".to_owned());
                Diagnostic::error("no-name", why)
                    .at(self.definitions.place(id))
                    .help(format!("give the schema a `title`, or name it in {}:", self.config.name()))
                    .entry(self.definitions.rename_entry(location, &Part::Type, &to))
            }
        }
    }

    /// The path of the enclosing schema that names a type, and the steps from it.
    fn base(&self, id: ItemId) -> Result<(RustPath, Way), String> {
        let definition = self.definitions.get(id);
        let location = &definition.location;
        if let Some((parent, steps)) = &definition.parent
            && self.own_title(location).is_none()
        {
            let (base, mut way) = self.base(*parent)?;
            steps.iter().for_each(|step| way.push(self.step(*parent, step)));
            return Ok((base, way));
        }
        for keyword in DEFINITIONS {
            if let Some(inner) = location.pointer.strip_prefix(keyword) {
                let end = inner.find('/').map_or(location.pointer.len(), |slash| keyword.len() + slash);
                let entry = Location { file: location.file, pointer: location.pointer[..end].to_owned() };
                if let Some(own) = self.own_title(&entry) {
                    return Ok((self.titled(own, &entry)?, self.suffix(location, end)));
                }
                let key = pointer::segments(&entry.pointer).last().unwrap_or_default().into_owned();
                if type_name(&key).is_ok() {
                    return Ok((self.titled(&key, &entry)?, self.suffix(location, end)));
                }
            }
        }
        let way = self.suffix(location, 0);
        match &self.definitions.resolver.file(location).call {
            Some(call) => Ok((self.call_path(location.file, call)?, way)),
            None => {
                let whole = Location { file: location.file, pointer: String::new() };
                Ok((self.titled(self.file_name(location.file), &whole)?, way))
            }
        }
    }

    /// The title of an entry of `$defs`.
    fn own_title(&self, location: &Location) -> Option<&str> {
        let entry = DEFINITIONS.into_iter().find_map(|keyword| location.pointer.strip_prefix(keyword))?;
        let schema = (!entry.contains('/')).then(|| self.definitions.resolver.schema(location))??;
        let title = schema.get("title")?.as_str()?;
        is_name(title).then_some(title)
    }

    /// The part of a name for a step from a definition to a nested one.
    fn step(&self, from: ItemId, step: &Step) -> way::Step {
        match step {
            Step::Property(name) => way::Step::Named(name.to_upper_camel_case()),
            Step::Items => way::Step::Inside("Item".to_owned()),
            Step::Item(index) => way::Step::Inside(format!("Item{index}")),
            Step::Values => way::Step::Inside("Value".to_owned()),
            Step::Matches => way::Step::Inside("Match".to_owned()),
            Step::Alternative(index) => {
                let name = self.alternatives(from).get(*index).cloned().unwrap_or_default();
                // The underscore of `Self_`, which is otherwise a keyword, is not needed inside a name.
                way::Step::Named(name.trim_end_matches('_').to_owned())
            }
        }
    }

    /// The suffix for the path from a schema to a nested one, from the pointer alone: for a schema that only a reference reaches.
    fn suffix(&self, location: &Location, skipped: usize) -> Way {
        let inside = |name: &str| way::Step::Inside(name.to_owned());
        let mut way = Way::default();
        let mut steps = pointer::segments(&location.pointer[skipped..]);
        while let Some(keyword) = steps.next() {
            match &*keyword {
                "items" => way.push(inside("Item")),
                "additionalProperties" => way.push(inside("Value")),
                _ => {
                    let Some(step) = steps.next() else { break };
                    match &*keyword {
                        "properties" | "$defs" | "definitions" => {
                            way.push(way::Step::Named(step.to_upper_camel_case()));
                        }
                        "patternProperties" => way.push(inside("Value")),
                        "prefixItems" => way.push(inside(&format!("Item{step}"))),
                        _ => {}
                    }
                }
            }
        }
        way
    }

    /// Shortens names that are too long for a file, with a reason. Names from an entry of the configuration are unchanged.
    fn shorten(&self, paths: &mut [RustPath], reasons: &mut Reasons) {
        for (index, path) in paths.iter_mut().enumerate() {
            let id = ItemId(index);
            let location = &self.definitions.get(id).location;
            let short = similar::cut(path.name.clone(), "");
            if short == path.name || self.rename(location, &Part::Type).is_some() {
                continue;
            }
            path.name = short;
            reasons.insert(id, Reason::long());
        }
    }

    fn check_paths(&self, paths: &[RustPath], faults: &mut Diagnostics) {
        let texts: Vec<_> = paths.iter().map(ToString::to_string).collect();
        let mut free = FreeNames::new(texts.iter().map(String::as_str), "");
        let location = |id: ItemId| &self.definitions.get(id).location;
        for (index, path) in paths.iter().enumerate() {
            let too_long = |name: &&String| name.chars().count() > NAME;
            if let Some(name) = path.module.iter().chain([&path.name]).find(too_long) {
                let id = ItemId(index);
                let message = format!("the name `{}…` has more than {NAME} characters", start(name));
                let error = Diagnostic::error("long-name", message).at(self.definitions.place(id));
                let error = match self.rename(location(id), &Part::Type) {
                    Some(entry) => {
                        error.with(self.config.place(entry.span()), "the entry").help("give the entry a shorter `to`")
                    }
                    None => error.help("give the module a shorter name in the [[name]] rule that it is of"),
                };
                faults.push(error);
            }
        }
        // Only types that entries name can still be equal.
        let mut first: HashMap<&RustPath, ItemId> = HashMap::new();
        for (index, path) in paths.iter().enumerate() {
            let id = ItemId(index);
            let other = *first.entry(path).or_insert(id);
            if other != id {
                let error = Diagnostic::error("path-collision", self.collision(path, location(other), location(id)))
                    .at(self.definitions.place(id))
                    .with(self.definitions.place(other), "the other one");
                let pair = [(location(id), &Part::Type), (location(other), &Part::Type)];
                faults.push(self.rename_one_of(error, pair, || free.like(&path.to_string())));
            }
        }
    }

    /// Warnings about names that the author may want to change.
    pub(crate) fn warnings(&self) -> Diagnostics {
        self.faults.borrow().clone()
    }

    /// The help for a name that the schema does not contain. The entry follows it.
    fn name_it(&self) -> String {
        format!("give it a better name in {}:", self.config.name())
    }
}

/// Keywords whose schemas have keys as names.
const DEFINITIONS: [&str; 3] = ["/$defs/", "/definitions/", "/components/schemas/"];

/// The reason why a type has no path.
enum NoPath {
    /// The schema contains no text for a name.
    Schema(String),
    /// The value of an entry of the configuration is not a path.
    Entry(String, Range<usize>),
}

impl From<String> for NoPath {
    fn from(why: String) -> Self {
        Self::Schema(why)
    }
}

/// The start of a long name, enough to identify it.
fn start(name: &str) -> String {
    name.chars().take(40).collect()
}

/// The variant of an open enum or union for unrecognized values.
pub const CATCH_ALL: &str = "Unrecognized";
