//! Reads the schemas of `JsonSchema` with the generator: they produce the same types.

use std::collections::{BTreeSet, HashMap};

use schemawright::model::{Constraint, Constructor, Doc, Enum, Item, ItemId, Kind, Model, Struct, Type};
use schemawright::{Config, Corpus, Generator, Output};
use serde_json::Value;

use crate::published::published;
use crate::subject::Answer;
use crate::values::whole_types;

/// The types that are equal again, and the others.
#[derive(Debug, Default)]
pub(crate) struct ReadBack {
    pub(crate) same: usize,
    /// The types that differ, by their paths.
    pub(crate) findings: Vec<Finding>,
}

/// A type that differs.
#[derive(Debug)]
pub(crate) struct Finding {
    /// Its path.
    pub(crate) path: String,
    /// The difference.
    pub(crate) text: String,
}

/// Reads back the schemas of a run. `schema` returns that of a type, if the type has one.
///
/// # Errors
/// Schemas that can't be generated from, and those of `schema`.
pub(crate) fn read_back(
    output: &Output,
    corpus: &Corpus,
    config: &str,
    schema: impl Fn(ItemId) -> Option<Answer>,
) -> Result<ReadBack, String> {
    let mut schemas: Vec<(&Item, Value)> = Vec::new();
    for (id, item) in whole_types(output).filter(|(_, item)| !matches!(item.kind, Kind::Call(_) | Kind::Alias(_))) {
        if let Some(schema) = schema(id) {
            schemas.push((item, schema?));
        }
    }
    let mut found =
        ReadBack { same: 0, findings: schemas.iter().filter_map(|(item, schema)| alone(item, schema)).collect() };
    let files = published(output, corpus, &schemas)?;
    let operations = corpus.operations().iter().map(|file| (file.name.to_string(), file.text.to_string()));
    let files = files.into_iter().map(|(name, schema)| (name, schema.to_string()));
    let again = Corpus::from_sources(files.chain(operations)).map_err(|faults| faults.to_string())?;
    let config = Config::parse("codegen.toml", &without_applied(config)).map_err(|faults| faults.to_string())?;
    let again = Generator::new("").generate_from(&again, &config).map_err(|faults| faults.to_string())?;
    let fixed = fixed(output);
    let again_at: HashMap<String, &Item> = again.model.items.iter().map(|item| (item.path.to_string(), item)).collect();
    for item in &output.model.items {
        let path = item.path.to_string();
        let was = told(item, &output.model, &fixed);
        let is = again_at.get(&path).map(|item| told(item, &again.model, &fixed));
        if is.as_ref() == Some(&was) {
            found.same += 1;
        } else {
            let text = format!("is another type when its schema is read back:\n  {is:?}\n  instead of\n  {was:?}");
            found.findings.push(Finding { path, text });
        }
    }
    Ok(found)
}

/// Reads the schema of a type without any other file, as its users may publish it.
fn alone(item: &Item, schema: &Value) -> Option<Finding> {
    let corpus = Corpus::from_sources([("schema.json", schema.to_string())]);
    let output = corpus.and_then(|corpus| Generator::new("").generate_from(&corpus, &Config::default()));
    let faults = output.err()?;
    Some(Finding { path: item.path.to_string(), text: format!("has a schema that can't be read alone:\n{faults}") })
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
            // The reason why a field has no type is documentation: of a missing reference, nothing is in a schema.
            for field in &mut fields {
                field.untyped = None;
                field.constraints = without_places(&field.constraints);
            }
            // The arguments of a constructor are the required members, and a fix-up makes some of them optional.
            let is_fixed = fields.len() < kind.fields.len();
            let constructor = if is_fixed { Constructor::default() } else { kind.constructor.clone() };
            Kind::Struct(Struct { fields, constructor, ..kind.clone() })
        }
        // An open enum is written as its values or any other.
        Kind::Enum(kind) => Kind::Enum(Enum { others: false, ..kind.clone() }),
        other => other.clone(),
    };
    // A note describes a fix-up, which the schema already contains.
    let doc = Doc { notes: Vec::new(), ..item.doc.clone() };
    let text = format!("{:?} {doc:?} {:?} {kind:?}", item.source.title, without_places(&item.constraints));
    by_path(&text, model)
}

/// Constraints without their places in the schema: an open enum is `anyOf` of its values and of others, so that its keywords have another place.
fn without_places(constraints: &[Constraint]) -> Vec<Constraint> {
    constraints.iter().map(|one| Constraint { within: String::new(), ..one.clone() }).collect()
}

/// The text with the paths of types in place of their numbers, which depend on the other types. A schema refers to the type that an alias
/// stands for.
fn by_path(text: &str, model: &Model) -> String {
    let mut parts = text.split("ItemId(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let path = part.split_once(')').and_then(|(number, rest)| {
            let mut item = model.items.get(number.parse::<usize>().ok()?)?;
            while let Kind::Alias(Type::Item(id)) = &item.kind {
                item = model.item(*id);
            }
            Some(format!("{text}{}{rest}", item.path))
        });
        path.unwrap_or_else(|| format!("{text}ItemId({part}"))
    })
}
