//! Reads the schemas of `JsonSchema` with the generator: they produce the same types.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemawright::model::{Doc, Enum, Item, ItemId, Kind, Model, Struct};
use schemawright::pointer::unescape;
use schemawright::{Config, Corpus, Generator, Output};
use serde_json::{Value, json};

use crate::subject::Answer;
use crate::values::whole_types;

/// The types that are equal again, and the others.
#[derive(Debug, Default)]
pub(crate) struct ReadBack {
    pub(crate) same: usize,
    /// One paragraph for each type that differs.
    pub(crate) findings: Vec<String>,
}

/// Reads back the schemas of a run. `schema` returns that of a type, if the type has one.
///
/// # Errors
/// Schemas of the same title, schemas that can't be generated from, and those of `schema`.
pub(crate) fn read_back(
    output: &Output,
    corpus: &Corpus,
    config: &str,
    schema: impl Fn(ItemId) -> Option<Answer>,
) -> Result<ReadBack, String> {
    let files = Files::of(output, schema)?;
    let operations = corpus.operations().iter().map(|file| (file.name.to_string(), file.text.to_string()));
    let files = files.schemas.into_iter().map(|(name, schema)| (name, schema.to_string()));
    let again = Corpus::from_sources(files.chain(operations)).map_err(|faults| faults.to_string())?;
    let config = Config::parse("codegen.toml", &without_applied(config)).map_err(|faults| faults.to_string())?;
    let again = Generator::new("").generate_from(&again, &config).map_err(|faults| faults.to_string())?;
    let fixed = fixed(output);
    let again_at: HashMap<String, &Item> = again.model.items.iter().map(|item| (item.path.to_string(), item)).collect();
    let mut found = ReadBack::default();
    for item in &output.model.items {
        let path = item.path.to_string();
        let was = told(item, &output.model, &fixed);
        let is = again_at.get(&path).map(|item| told(item, &again.model, &fixed));
        if is.as_ref() == Some(&was) {
            found.same += 1;
        } else {
            found.findings.push(format!(
                "{path} is another type when its schema is read back:\n  {is:?}\n  instead of\n  {was:?}"
            ));
        }
    }
    Ok(found)
}

/// The files of the schemas, as they were: each with its definitions, and with references to the others.
struct Files {
    schemas: BTreeMap<String, Value>,
}

impl Files {
    fn of(output: &Output, schema: impl Fn(ItemId) -> Option<Answer>) -> Result<Self, String> {
        let whole: Vec<(ItemId, &Item)> =
            whole_types(output).filter(|(_, item)| !matches!(item.kind, Kind::Call(_) | Kind::Alias(_))).collect();
        let mut by_title = BTreeMap::new();
        for (_, item) in &whole {
            let title = item.description.as_ref().map_or(&item.source.title, |description| &description.title);
            if by_title.insert(title.clone(), *item).is_some() {
                return Err(format!("two schemas have the title `{title}`"));
            }
        }
        let mut files = Self { schemas: BTreeMap::new() };
        // The root of a file precedes its definitions.
        let mut in_order = whole.clone();
        in_order.sort_by_key(|(_, item)| (item.source.file.clone(), item.source.pointer.clone()));
        for (id, item) in in_order {
            if let Some(schema) = schema(id) {
                files.add(item, refer(schema?, item, &by_title));
            }
        }
        Ok(files)
    }

    /// Adds the schema of a type without those of other types.
    fn add(&mut self, item: &Item, mut schema: Value) {
        let Value::Object(members) = &mut schema else { return };
        members.remove("$defs");
        members.remove("$schema");
        let file = self.schemas.entry(item.source.file.clone()).or_insert_with(|| json!({}));
        let Value::Object(root) = file else { return };
        match item.source.pointer.strip_prefix('/').and_then(|pointer| pointer.split_once('/')) {
            None => {
                members.extend(item.source.id.as_ref().map(|id| ("$id".to_owned(), json!(id))));
                root.extend(std::mem::take(members));
            }
            Some((keyword, name)) => {
                let named = root.entry(keyword).or_insert_with(|| json!({}));
                named[unescape(name).as_ref()] = schema;
            }
        }
    }
}

/// Replaces references to the definitions of `JsonSchema` with references to the places of the schemas.
fn refer(mut schema: Value, from: &Item, by_title: &BTreeMap<String, &Item>) -> Value {
    let place = |text: &str| -> Option<String> {
        let title = text.strip_prefix("#/$defs/").unwrap_or(text);
        let target = match text {
            "#" => from,
            _ => by_title.get(&title.replace("%20", " ").replace("~1", "/").replace("~0", "~"))?,
        };
        let file = match target.source.file == from.source.file {
            true => String::new(),
            false => target.source.id.clone().unwrap_or_else(|| target.source.file.clone()),
        };
        let fragment = if target.source.pointer.is_empty() && !file.is_empty() { "" } else { "#" };
        Some(format!("{file}{fragment}{}", target.source.pointer))
    };
    let mut rest = vec![&mut schema];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        Value::String(text) if name == "$ref" => {
                            if let Some(place) = place(text) {
                                *text = place;
                            }
                        }
                        value => rest.push(value),
                    }
                }
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
    schema
}

/// The configuration without its fix-ups and listed values, which these schemas already contain.
fn without_applied(config: &str) -> String {
    let mut is_applied = false;
    let lines = config.lines().filter(|line| {
        if line.starts_with('[') {
            is_applied = ["[[fix]]", "[[values]]"].contains(line);
        }
        !is_applied
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// The properties of fix-ups, by title and name. No schema says which of them are lenient.
fn fixed(output: &Output) -> BTreeSet<(String, String)> {
    let fixes = output.rules.iter().filter(|rule| rule.table == "fix");
    let touched = fixes.flat_map(|rule| &rule.touched);
    touched.map(|touched| (touched.schema.clone(), touched.member.clone())).collect()
}

/// A type as text.
fn told(item: &Item, model: &Model, fixed: &BTreeSet<(String, String)>) -> String {
    let kind = match &item.kind {
        Kind::Struct(kind) => {
            let mut fields = kind.fields.clone();
            fields.retain(|field| !fixed.contains(&(item.source.title.clone(), field.wire_name.clone())));
            Kind::Struct(Struct { fields, ..kind.clone() })
        }
        // An open enum is written as its values or any other.
        Kind::Enum(kind) => Kind::Enum(Enum { others: false, ..kind.clone() }),
        other => other.clone(),
    };
    // A note describes a fix-up, which the schema already contains.
    let doc = Doc { notes: Vec::new(), ..item.doc.clone() };
    let text = format!("{:?} {doc:?} {:?} {kind:?}", item.source.title, item.constraints);
    by_path(&text, model)
}

/// The text with the paths of types in place of their numbers, which depend on the other types.
fn by_path(text: &str, model: &Model) -> String {
    let mut parts = text.split("ItemId(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let path = part.split_once(')').and_then(|(number, rest)| {
            let item = model.items.get(number.parse::<usize>().ok()?)?;
            Some(format!("{text}{}{rest}", item.path))
        });
        path.unwrap_or_else(|| format!("{text}ItemId({part}"))
    })
}
