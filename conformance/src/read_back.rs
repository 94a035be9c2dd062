//! Reads the schemas of `JsonSchema` with the generator: they produce the same types.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemawright::model::{Doc, Item, Kind, Struct};
use schemawright::{Config, Corpus, Generator, Output};
use serde_json::{Value, json};

use crate::subject::Subject;

/// The number of types that are equal again, and the types that are not.
///
/// # Errors
/// A program that can't be run, and schemas that can't be generated from.
pub(crate) fn read_back(
    output: &Output,
    corpus: &Corpus,
    config: &str,
    subject: &Subject,
) -> Result<(usize, Vec<String>), String> {
    let files = schemas(output, subject)?;
    let operations = corpus.operations().iter().map(|file| (file.name.to_string(), file.text.to_string()));
    let again = Corpus::from_sources(files.into_iter().chain(operations)).map_err(|faults| faults.to_string())?;
    let config = Config::parse("codegen.toml", &without_fixes(config)).map_err(|faults| faults.to_string())?;
    let again = Generator::new("").generate_from(&again, &config).map_err(|faults| faults.to_string())?;
    let fixed = fixed(output);
    let by_path: HashMap<String, &Item> = again.model.items.iter().map(|item| (item.path.to_string(), item)).collect();
    let mut same = 0;
    let mut findings = Vec::new();
    for item in &output.model.items {
        let path = item.path.to_string();
        let (was, is) = (told(item, &fixed), by_path.get(&path).map(|item| told(item, &fixed)));
        if is.as_ref() == Some(&was) {
            same += 1;
        } else {
            findings.push(format!(
                "{path} is another type when its schema is read back:\n  {is:?}\n  instead of\n  {was:?}"
            ));
        }
    }
    Ok((same, findings))
}

/// One file for the schema of each type, with references to the others.
fn schemas(output: &Output, subject: &Subject) -> Result<Vec<(String, String)>, String> {
    let roots = || {
        let items = output.model.iter().filter(|(_, item)| item.source.pointer.is_empty());
        items.filter(|(_, item)| !matches!(item.kind, Kind::Call(_)))
    };
    let mut ids = BTreeMap::new();
    for (_, item) in roots() {
        let id = item.source.id.clone().unwrap_or_else(|| item.source.file.clone());
        if ids.insert(item.source.title.clone(), id).is_some() {
            return Err(format!("two schemas have the title `{}`", item.source.title));
        }
    }
    let mut files = Vec::new();
    for (id, item) in roots() {
        let schema = match &item.kind {
            Kind::Alias(_) => continue,
            _ => subject.schema(id.0)?,
        };
        files.push((item.source.file.clone(), own(schema, &item.source.id, &ids).to_string()));
    }
    Ok(files)
}

/// A schema with its identifier, and without the definitions of other types.
fn own(mut schema: Value, id: &Option<String>, ids: &BTreeMap<String, String>) -> Value {
    refer(&mut schema, ids);
    if let (Value::Object(members), Some(id)) = (&mut schema, id) {
        members.remove("$defs");
        members.insert("$id".to_owned(), json!(id));
    }
    schema
}

/// Replaces references to definitions with references to files.
fn refer(schema: &mut Value, ids: &BTreeMap<String, String>) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if name == "$ref" => {
                        let title = text.strip_prefix("#/$defs/").unwrap_or(text);
                        if let Some(id) = ids.get(&title.replace("~1", "/").replace("~0", "~").replace("%20", " ")) {
                            text.clone_from(id);
                        }
                    }
                    value => refer(value, ids),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| refer(item, ids)),
        _ => {}
    }
}

/// The configuration without its fix-ups, which these schemas already contain.
fn without_fixes(config: &str) -> String {
    let mut is_fix = false;
    let lines = config.lines().filter(|line| {
        if line.starts_with('[') {
            is_fix = *line == "[[fix]]";
        }
        !is_fix
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
fn told(item: &Item, fixed: &BTreeSet<(String, String)>) -> String {
    let kind = match &item.kind {
        Kind::Struct(kind) => {
            let mut fields = kind.fields.clone();
            fields.retain(|field| !fixed.contains(&(item.source.title.clone(), field.wire_name.clone())));
            Kind::Struct(Struct { fields, ..kind.clone() })
        }
        other => other.clone(),
    };
    // A note describes a fix-up, which the schema already contains.
    let doc = Doc { notes: Vec::new(), ..item.doc.clone() };
    format!("{:?} {doc:?} {:?} {kind:?}", item.source.title, item.constraints)
}
