//! The plan for the schema directory: which files are added, changed, removed and kept.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use schemawright::limits::FILE_SIZE;
use schemawright::{Corpus, Diagnostics, SourceFile, input};
use serde_json::Value;

use super::descriptions::Descriptions;
use super::format;
use super::incoming::Incoming;
use super::operations;
use super::source::ORIGIN;
use crate::report::{counted, escape};
use crate::tree::{Files, is_temporary};

/// The schema directory as it is.
pub(super) struct Existing {
    /// Every file, by its path below the directory.
    pub(super) files: Files,
    /// The schemas among them, by path.
    schemas: BTreeMap<String, Value>,
    /// The documents of operations among them, by path.
    operations: BTreeMap<String, Value>,
}

impl Existing {
    /// Reads a directory. One that does not exist is empty.
    pub(super) fn read(directory: &Path) -> Result<Self, Diagnostics> {
        let mut files = Files::new();
        if directory.exists() {
            let (found, unreadable) = input::list(directory, |path| !is_temporary(&path.to_string_lossy()));
            let mut faults = Diagnostics::new();
            unreadable.into_iter().for_each(|fault| faults.push(fault.into()));
            for file in found {
                match input::read_text(&file.path, FILE_SIZE) {
                    Ok(text) => drop(files.insert(file.name, text)),
                    Err(fault) => faults.push(fault.into()),
                }
            }
            if !faults.is_empty() {
                return Err(faults);
            }
        }
        let sources =
            files.iter().filter(|(name, _)| name.ends_with(".json")).map(|(name, text)| (name.as_str(), text.as_str()));
        let corpus = Corpus::from_sources(sources)?;
        let by_name = |files: &[SourceFile]| -> BTreeMap<String, Value> {
            files.iter().map(|file| (file.name.to_string(), file.schema.clone())).collect()
        };
        let (schemas, operations) = (by_name(corpus.files()), by_name(corpus.operations()));
        Ok(Self { files, schemas, operations })
    }
}

/// The treatment of a schema that the source could contain and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Removal {
    Remove,
    Leave,
}

/// The planned schema directory.
pub(super) struct Plan {
    /// Every file, by its path below the directory.
    pub(super) files: Files,
    added: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    /// Schemas that the source could not contain, or that are kept because of the option.
    left: Vec<String>,
    unchanged: usize,
    operations: Vec<Operations>,
}

/// The change of a document of operations.
struct Operations {
    file: String,
    count: usize,
    change: Change,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Added,
    Changed,
    None,
}

impl Plan {
    pub(super) fn new(
        existing: &Existing,
        incoming: &Incoming,
        descriptions: Descriptions,
        removal: Removal,
        origin: String,
    ) -> Self {
        let mut plan = Self {
            files: existing.files.clone(),
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            left: Vec::new(),
            unchanged: 0,
            operations: Vec::new(),
        };
        let targets = targets(existing, incoming);
        for (name, schema) in existing.schemas.iter().filter(|(name, _)| !targets.contains_key(*name)) {
            let gone = incoming.could_have(schema.get("$id").and_then(Value::as_str)) && removal == Removal::Remove;
            if gone {
                plan.files.remove(name);
                plan.removed.push(name.clone());
            } else {
                plan.left.push(name.clone());
            }
        }
        for (name, index) in targets {
            let mut schema = incoming.schemas[index].schema.clone();
            let old = existing.schemas.get(&name);
            if let Some(old) = old {
                descriptions.carry(&mut schema, old);
            }
            match plan.write(&name, format::text(schema, old)) {
                Change::Added => plan.added.push(name),
                Change::Changed => plan.changed.push(name),
                Change::None => plan.unchanged += 1,
            }
        }
        for operations in &incoming.operations {
            // Operations go to the existing document of operations, whatever its name is.
            let same = existing.operations.get_key_value(&operations.file);
            let only = existing.operations.iter().next().filter(|_| existing.operations.len() == 1);
            let old = same.or(only);
            let document = match old {
                Some((_, old)) => operations::merged(operations.document.clone(), old, descriptions, removal),
                None => operations.document.clone(),
            };
            let file = old.map_or(&operations.file, |(name, _)| name).clone();
            let change = plan.write(&file, format!("{document:#}\n"));
            plan.operations.push(Operations { file, count: operations::count(&document), change });
        }
        plan.files.insert(ORIGIN.to_owned(), origin);
        plan
    }

    /// Sets the text of a file, and returns the kind of change.
    fn write(&mut self, name: &str, text: String) -> Change {
        let change = match self.files.get(name) {
            None => Change::Added,
            Some(old) if *old != text => Change::Changed,
            Some(_) => Change::None,
        };
        self.files.insert(name.to_owned(), text);
        change
    }

    /// Whether no schema and no operation changes.
    pub(super) fn changes_nothing(&self) -> bool {
        let operations_change = self.operations.iter().any(|operations| operations.change != Change::None);
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty() && !operations_change
    }

    /// The result in one line; for a dry run, the planned changes file by file.
    pub(super) fn summary(&self, directory: &str, dry_run: bool) -> String {
        let mut text = String::new();
        if dry_run {
            for (sign, names) in [('+', &self.added), ('~', &self.changed), ('-', &self.removed), ('=', &self.left)] {
                names.iter().for_each(|name| {
                    let _ = writeln!(text, "{sign} {}", escape::text(name));
                });
            }
        }
        let _ = writeln!(
            text,
            "{directory}{}: {} added, {} changed, {} removed, {} unchanged, {} left alone",
            if dry_run { " (dry run)" } else { "" },
            self.added.len(),
            self.changed.len(),
            self.removed.len(),
            self.unchanged,
            self.left.len()
        );
        for Operations { file, count, change } in &self.operations {
            let change = match change {
                Change::Added => "added",
                Change::Changed => "changed",
                Change::None => "unchanged",
            };
            let _ = writeln!(text, "{directory}/{}: {}, {change}", escape::text(file), counted(*count, "operation"));
        }
        text
    }
}

/// The target file of each schema of the source: the existing file with its `$id`, or a new one.
fn targets(existing: &Existing, incoming: &Incoming) -> BTreeMap<String, usize> {
    let id_of = |schema: &'_ Value| schema.get("$id").and_then(Value::as_str).map(str::to_owned);
    let by_id: HashMap<String, &String> =
        existing.schemas.iter().filter_map(|(name, schema)| Some((id_of(schema)?, name))).collect();
    let known = |id: &Option<String>| by_id.get(id.as_ref()?).copied();
    // A file whose schema has no `$id` is identified by its name.
    let own_file = |schema: &super::incoming::Schema| {
        known(&schema.id).or_else(|| {
            let old = existing.schemas.get_key_value(&schema.file);
            old.filter(|(_, old)| schema.id.is_none() && id_of(old).is_none()).map(|(name, _)| name)
        })
    };
    let mut targets: BTreeMap<String, usize> = BTreeMap::new();
    let mut new = Vec::new();
    for (index, schema) in incoming.schemas.iter().enumerate() {
        match own_file(schema) {
            Some(name) => drop(targets.insert(name.clone(), index)),
            None => new.push(index),
        }
    }
    // Some file systems ignore case. A removed schema frees its name; a kept one does not.
    let stays =
        |name: &&String| !existing.schemas.get(*name).is_some_and(|old| incoming.could_have(id_of(old).as_deref()));
    let operations = incoming.operations.iter().map(|operations| &operations.file);
    let taken = existing.files.keys().filter(stays).chain(targets.keys()).chain(operations);
    let mut taken: HashSet<String> = taken.map(|name| name.to_lowercase()).collect();
    // Sorted, so that the number in a name does not depend on the order of the source.
    new.sort_by_key(|index| (&incoming.schemas[*index].id, &incoming.schemas[*index].file));
    for index in new {
        let file = &incoming.schemas[index].file;
        let stem = file.strip_suffix(".json").unwrap_or(file);
        let mut names = std::iter::once(file.clone()).chain((2..).map(|number| format!("{stem}-{number}.json")));
        let name = names.find(|name| taken.insert(name.to_lowercase()));
        targets.extend(name.map(|name| (name, index)));
    }
    targets
}
