//! What becomes of the schema directory: which files are added, changed, removed and left alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use stytch_codegen::limits::FILE_SIZE;
use stytch_codegen::{Corpus, Diagnostic, Diagnostics, input};

use super::descriptions::Descriptions;
use super::format;
use super::incoming::Incoming;
use crate::report::escape;
use crate::tree::Files;

/// The file that says where the schemas came from.
const ORIGIN: &str = "source.toml";

/// The schema directory as it is.
pub(super) struct Existing {
    /// Every file, by its path below the directory.
    pub(super) files: Files,
    /// The schemas among them, by path.
    schemas: BTreeMap<String, Value>,
}

impl Existing {
    /// Reads a directory; one that is not there is empty.
    pub(super) fn read(directory: &Path) -> Result<Self, Diagnostics> {
        let mut files = Files::new();
        if directory.exists() {
            let (found, unreadable) = input::list(directory, |_| true);
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
        let schemas = corpus.files().iter().map(|file| (file.name.to_string(), file.schema.clone())).collect();
        Ok(Self { files, schemas })
    }

    fn by_id(&self, id: &str) -> Option<&String> {
        self.schemas.iter().find(|(_, schema)| schema.get("$id").is_some_and(|own| own == id)).map(|(name, _)| name)
    }
}

/// What happens to a schema that the source could have and has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Removal {
    Remove,
    Leave,
}

/// The schema directory as it is to be.
pub(super) struct Plan {
    /// Every file, by its path below the directory.
    pub(super) files: Files,
    added: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    /// Schemas that the source could not have, or that are left because that was asked for.
    left: Vec<String>,
    unchanged: usize,
}

impl Plan {
    pub(super) fn new(
        existing: &Existing,
        incoming: &Incoming,
        descriptions: Descriptions,
        removal: Removal,
        origin: String,
    ) -> Result<Self, Diagnostics> {
        let mut plan = Self {
            files: existing.files.clone(),
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            left: Vec::new(),
            unchanged: 0,
        };
        let targets = targets(existing, incoming)?;
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
            let text = format::text(schema, old);
            match existing.files.get(&name) {
                None => plan.added.push(name.clone()),
                Some(old) if *old != text => plan.changed.push(name.clone()),
                Some(_) => plan.unchanged += 1,
            }
            plan.files.insert(name, text);
        }
        plan.files.insert(ORIGIN.to_owned(), origin);
        Ok(plan)
    }

    /// Whether no schema changes.
    pub(super) fn changes_nothing(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// What is done, in a line; what would be done, file by file.
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
        text
    }
}

/// The file that each schema of the source goes to: the one of its `$id`, if there is one, else one of its own.
fn targets(existing: &Existing, incoming: &Incoming) -> Result<BTreeMap<String, usize>, Diagnostics> {
    let mut targets: BTreeMap<String, usize> = BTreeMap::new();
    let mut faults = Diagnostics::new();
    for (index, schema) in incoming.schemas.iter().enumerate() {
        let known = schema.id.as_deref().and_then(|id| existing.by_id(id));
        let name = known.unwrap_or(&schema.file).clone();
        let described =
            |index: usize| incoming.schemas[index].id.clone().unwrap_or_else(|| incoming.schemas[index].file.clone());
        let taken = existing.schemas.get(&name).filter(|_| known.is_none());
        let other_id = taken.and_then(|old| old.get("$id")?.as_str()).filter(|id| Some(*id) != schema.id.as_deref());
        let rival = match (other_id, targets.insert(name.clone(), index)) {
            // A schema that is gone makes room; one that stays does not.
            (Some(id), _) if !incoming.could_have(Some(id)) => id.to_owned(),
            (_, Some(other)) => described(other),
            _ => continue,
        };
        let message = format!("{} and {rival} would both go to the file {name}", described(index));
        faults.push(Diagnostic::error("file-collision", message).help("give new files other names with --file-name"));
    }
    if faults.is_empty() { Ok(targets) } else { Err(faults) }
}
