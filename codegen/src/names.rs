//! Rust names for types, members and values: a function of the title and the configuration alone, never of order, count or
//! neighbours. Two that meet are an error that names both.

pub(crate) mod ident;
mod members;
mod path;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use heck::ToUpperCamelCase;
use serde_json::Value;

use crate::canon::bundle::{Bundle, Definition, DefinitionId};
use crate::config::{Config, Part, Rename, RuleUse, Touched};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::limits::NAME;
use crate::model::RustPath;
use crate::read::pointer;
use crate::read::resolve::Location;
use path::{by_rule, parse_path};
pub(crate) use path::{module_docs, type_name};

/// Names things for one bundle.
pub(crate) struct Namer<'a> {
    bundle: &'a Bundle<'a>,
    config: &'a Config,
    /// Entries of the configuration that have named something.
    used: RefCell<HashMap<usize, BTreeSet<Touched>>>,
    /// What the rules made of each title.
    by_title: RefCell<HashMap<String, RustPath>>,
}

impl<'a> Namer<'a> {
    pub(crate) fn new(bundle: &'a Bundle<'a>, config: &'a Config) -> Self {
        Self { bundle, config, used: RefCell::default(), by_title: RefCell::default() }
    }

    /// The path of every type, in the order of the bundle.
    pub(crate) fn types(&self) -> Result<Vec<RustPath>, Diagnostics> {
        let mut faults = Diagnostics::new();
        let mut paths = Vec::with_capacity(self.bundle.definitions.len());
        for (id, definition) in self.bundle.iter() {
            match self.type_path(definition) {
                Ok(path) => paths.push(path),
                Err(message) => faults.push(
                    Diagnostic::error("no-name", message)
                        .at(self.bundle.place(id))
                        .help("give the schema a `title`, or name it with a [[rename]] in codegen.toml"),
                ),
            }
        }
        faults.check()?;
        self.check_paths(&paths, &mut faults);
        faults.check()?;
        Ok(paths)
    }

    fn type_path(&self, definition: &Definition) -> Result<RustPath, String> {
        let location = &definition.location;
        if let Some(to) = self.renamed(location, &Part::Type) {
            return parse_path(&to);
        }
        let title = self.bundle.names(location.file).title;
        if title.is_empty() {
            return Err("the schema has neither `$id` nor `title`, so its type has no name".to_owned());
        }
        let (base, rest) = self.base(location, title)?;
        let suffix = self.suffix(location, rest);
        Ok(RustPath { name: format!("{}{suffix}", base.name), module: base.module })
    }

    /// The path of the schema around that names this one, and the pointer from there on.
    fn base<'p>(&self, location: &'p Location, title: &str) -> Result<(RustPath, &'p str), String> {
        for keyword in ["/$defs/", "/definitions/"] {
            if let Some(inner) = location.pointer.strip_prefix(keyword) {
                let end = inner.find('/').map_or(location.pointer.len(), |slash| keyword.len() + slash);
                let entry = Location { file: location.file, pointer: location.pointer[..end].to_owned() };
                let own = self.bundle.resolver.schema(&entry).and_then(|schema| schema.get("title")?.as_str());
                if let Some(own) = own {
                    return Ok((self.titled(own)?, &location.pointer[end..]));
                }
            }
        }
        Ok((self.titled(title)?, &location.pointer))
    }

    /// The path that the rules make of a title.
    fn titled(&self, title: &str) -> Result<RustPath, String> {
        if let Some(path) = self.by_title.borrow().get(title) {
            return Ok(path.clone());
        }
        let rule = self.config.rules.names.iter().find_map(|rule| Some((rule, rule.get_ref().title.captures(title)?)));
        let path = match rule {
            Some((rule, captures)) => {
                let touched = Touched { schema: title.to_owned(), pointer: String::new(), member: String::new() };
                self.used.borrow_mut().entry(rule.span().start).or_default().insert(touched);
                by_rule(rule.get_ref(), &captures)?
            }
            None => RustPath { module: Vec::new(), name: type_name(title)? },
        };
        self.by_title.borrow_mut().insert(title.to_owned(), path.clone());
        Ok(path)
    }

    /// What an inline type adds to the name of the schema around it.
    fn suffix(&self, location: &Location, pointer: &str) -> String {
        let skipped = location.pointer.len() - pointer.len();
        let mut at = Location { file: location.file, pointer: location.pointer[..skipped].to_owned() };
        let mut suffix = String::new();
        let mut steps = pointer::segments(pointer);
        while let Some(keyword) = steps.next() {
            at.pointer = pointer::push(&at.pointer, &keyword);
            match &*keyword {
                "items" => suffix.push_str("Item"),
                "additionalProperties" => suffix.push_str("Value"),
                _ => {
                    let Some(step) = steps.next() else { break };
                    let list = self.alternatives(&at);
                    match &*keyword {
                        "properties" | "$defs" | "definitions" => suffix.push_str(&step.to_upper_camel_case()),
                        "patternProperties" => suffix.push_str("Value"),
                        "allOf" | "anyOf" | "oneOf" if list <= 1 => {}
                        "prefixItems" => suffix.push_str(&format!("Item{step}")),
                        _ => suffix.push_str(&self.alternative(&at, &step)),
                    }
                    at.pointer = pointer::push(&at.pointer, &step);
                }
            }
        }
        suffix
    }

    /// How many schemas, `null` aside, stand in the list at a location.
    fn alternatives(&self, at: &Location) -> usize {
        let list = self.bundle.resolver.schema(at).and_then(Value::as_array);
        list.map_or(0, |list| list.iter().filter(|schema| schema.get("type").is_none_or(|ty| ty != "null")).count())
    }

    /// What an alternative adds to the name of its union: its title, or the value by which it is told apart, or its number.
    fn alternative(&self, list: &Location, step: &str) -> String {
        let at = Location { file: list.file, pointer: pointer::push(&list.pointer, step) };
        let schema = self.bundle.resolver.schema(&at);
        let title = || ident::type_name(schema?.get("title")?.as_str()?);
        let tag = || ident::variant(tag(schema?)?);
        title().or_else(tag).unwrap_or_else(|| format!("Variant{step}"))
    }

    /// The name that the configuration gives to a part of the schema at a location.
    fn renamed(&self, location: &Location, part: &Part) -> Option<String> {
        let names = self.bundle.names(location.file);
        let is_about = |rename: &Rename| rename.part == *part && rename.target.is(names, &location.pointer);
        let rename = self.config.rules.renames.iter().find(|rename| is_about(rename.get_ref()))?;
        let member = match part {
            Part::Type => String::new(),
            Part::Member(name) | Part::Value(name) => name.clone(),
        };
        let touched = Touched { schema: names.title.to_owned(), pointer: location.pointer.clone(), member };
        self.used.borrow_mut().entry(rename.span().start).or_default().insert(touched);
        Some(rename.get_ref().to.clone())
    }

    fn check_paths(&self, paths: &[RustPath], faults: &mut Diagnostics) {
        for (index, path) in paths.iter().enumerate() {
            let too_long = |name: &&String| name.chars().count() > NAME;
            if let Some(name) = path.module.iter().chain([&path.name]).find(too_long) {
                let message = format!("the name `{}…` has more than {NAME} characters", start(name));
                let error = Diagnostic::error("long-name", message).at(self.bundle.place(DefinitionId(index)));
                faults.push(error.help(LONG_NAME));
            }
        }
        let mut first: HashMap<&RustPath, DefinitionId> = HashMap::new();
        for (index, path) in paths.iter().enumerate() {
            let id = DefinitionId(index);
            if let Some(other) = first.insert(path, id) {
                faults.push(
                    Diagnostic::error("path-collision", format!("two schemas come to one Rust path, `{path}`"))
                        .at(self.bundle.place(id))
                        .with(self.bundle.place(other), "the other one")
                        .help("tell them apart with a [[name]] rule or a [[rename]] in codegen.toml"),
                );
            }
        }
    }

    /// What each entry of the configuration has named.
    pub(crate) fn rules(&self) -> Vec<RuleUse> {
        let used = self.used.borrow();
        let names = self.config.rules.names.iter().map(|rule| ("name", rule.span(), rule.get_ref().module.clone()));
        let renames = self.config.rules.renames.iter().map(|rule| ("rename", rule.span(), rule.get_ref().to.clone()));
        let uses = names.chain(renames).map(|(table, span, effect)| RuleUse {
            table,
            line: self.config.place(span.clone()).line_column().0,
            effect,
            reason: None,
            touched: used.get(&span.start).into_iter().flatten().cloned().collect(),
        });
        uses.collect()
    }

    /// Complains of entries that have named nothing.
    pub(crate) fn check_used(&self, faults: &mut Diagnostics) {
        let used = self.used.borrow();
        let names = self.config.rules.names.iter().map(|rule| (rule.span(), "no title matches this rule"));
        let renames =
            self.config.rules.renames.iter().map(|rename| (rename.span(), "this names nothing that is there"));
        for (span, message) in names.chain(renames).filter(|(span, _)| !used.contains_key(&span.start)) {
            faults.push(
                Diagnostic::error("unused-rule", message)
                    .at(self.config.place(span))
                    .help("remove the entry, or mend the name in it"),
            );
        }
    }
}

const LONG_NAME: &str = "give it a shorter name with a [[rename]] in codegen.toml";

/// As much of a long name as tells which one it is.
fn start(name: &str) -> String {
    name.chars().take(40).collect()
}

/// The value of the one member that can have no other.
fn tag(schema: &Value) -> Option<&str> {
    let members = schema.get("properties")?.as_object()?;
    let mut tags = members.values().filter_map(|member| match (member.get("const"), member.get("enum")) {
        (Some(value), _) => value.as_str(),
        (None, Some(Value::Array(values))) if values.len() == 1 => values[0].as_str(),
        _ => None,
    });
    let tag = tags.next()?;
    tags.next().is_none().then_some(tag)
}

/// The name of an enum's catch-all.
pub(crate) const CATCH_ALL: &str = "Unrecognized";
