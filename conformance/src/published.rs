//! The files of a schema directory, with the schemas of `JsonSchema` in the place of their own.

use std::collections::{BTreeMap, HashMap};

use schemawright::Output;
use schemawright::model::{Description, Item};
use schemawright::pointer::{push, unescape};
use schemawright::{Corpus, SourceFile};
use serde_json::{Map, Value, json};

use crate::schemas::{decoded, encoded};

/// Where `JsonSchema` puts the schemas of other types.
const DEFINITIONS: &str = "/$defs/";
/// Keywords of the file that the schema of a type does not have: they name the schema.
const NAMING: [&str; 4] = ["$id", "id", "$anchor", "$dynamicAnchor"];

/// The files, by name. Schemas that become no type of their own, such as those of aliases, remain as they are.
///
/// # Errors
/// A definition of a schema that is of no type.
pub(crate) fn published(
    output: &Output,
    corpus: &Corpus,
    schemas: &[(&Item, Value)],
) -> Result<BTreeMap<String, Value>, String> {
    let documents: Vec<_> = schemas.iter().map(|(item, schema)| (*item, Document::new(schema.clone()))).collect();
    let files = corpus.files().iter().map(|file| (file.name.to_string(), of_2020(file))).collect();
    let mut writer = Writer { types: Types::new(output, &documents), corpus, files };
    for (item, document) in &documents {
        writer.put(item, document)?;
    }
    Ok(writer.files)
}

/// A file whose schemas are of 2020-12, with the `$id` of its draft.
fn of_2020(file: &SourceFile) -> Value {
    let mut schema = file.schema.clone();
    if let Value::Object(members) = &mut schema {
        members.remove("$schema");
        if let Some(id) = file.id().filter(|_| members.remove("id").is_some()) {
            members.insert("$id".to_owned(), json!(id));
        }
    }
    schema
}

/// The schema of a type, apart from the definitions that it refers to.
struct Document {
    schema: Value,
    definitions: Map<String, Value>,
}

impl Document {
    fn new(mut schema: Value) -> Self {
        let mut definitions = Map::new();
        if let Value::Object(members) = &mut schema {
            if let Some(Value::Object(found)) = members.get_mut("$defs").map(Value::take) {
                definitions = found;
            }
            members.retain(|keyword, _| keyword != "$schema" && keyword != "$defs");
        }
        Self { schema, definitions }
    }

    /// The definition that a reference points to.
    fn definition(&self, reference: &str) -> Option<&Value> {
        let pointer = decoded(reference.strip_prefix('#')?)?;
        self.definitions.get(unescape(pointer.strip_prefix(DEFINITIONS)?).as_ref())
    }
}

/// The types with schemas that references may point to.
struct Types<'a> {
    by_title: HashMap<&'a str, Vec<&'a Item>>,
    /// Texts of schemas without their references, by the path of the type.
    texts: HashMap<String, String>,
}

impl<'a> Types<'a> {
    fn new(output: &'a Output, documents: &[(&Item, Document)]) -> Self {
        let mut by_title: HashMap<&str, Vec<&Item>> = HashMap::new();
        for (_, item) in output.model.iter() {
            if let Some(Description { title, inline: false, .. }) = &item.description {
                by_title.entry(title).or_default().push(item);
            }
        }
        let texts = documents.iter().map(|(item, document)| (item.path.to_string(), text(&document.schema)));
        Self { by_title, texts: texts.collect() }
    }

    /// The type of a definition: it has the title, and of several such types the schema.
    fn of(&self, definition: &Value) -> Option<&'a Item> {
        let with_title = self.by_title.get(definition.get("title")?.as_str()?)?;
        let is_text = |item: &&&Item| self.texts.get(&item.path.to_string()) == Some(&text(definition));
        with_title.iter().find(is_text).or_else(|| with_title.first().filter(|_| with_title.len() == 1)).copied()
    }
}

/// The text of a schema without the targets of its references, which differ between documents.
fn text(schema: &Value) -> String {
    let mut schema = schema.clone();
    let mut rest = vec![&mut schema];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(members) => {
                members.retain(|keyword, _| keyword != "$ref");
                rest.extend(members.values_mut());
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
    schema.to_string()
}

struct Writer<'a> {
    types: Types<'a>,
    corpus: &'a Corpus,
    files: BTreeMap<String, Value>,
}

impl Writer<'_> {
    /// Puts the schema of a type in the place of the one in its file.
    fn put(&mut self, item: &Item, document: &Document) -> Result<(), String> {
        let mut schema = document.schema.clone();
        self.refer(&mut schema, &item.source.pointer, item, document)?;
        let place = self.files.get_mut(&item.source.file).and_then(|file| file.pointer_mut(&item.source.pointer));
        let place = place.ok_or_else(|| format!("{} has no place in {}", item.path, item.source.file))?;
        if let Value::Object(members) = &mut schema {
            // Else it is the name of the type.
            if place.get("title").is_none() {
                members.remove("title");
            }
            for keyword in NAMING.into_iter().chain(["$defs", "definitions"]) {
                members.extend(place.get_mut(keyword).map(|value| (keyword.to_owned(), value.take())));
            }
        }
        *place = schema;
        Ok(())
    }

    /// Replaces references to definitions with references to files. A nested schema with a definition returns to its place.
    fn refer(&self, schema: &mut Value, at: &str, of: &Item, document: &Document) -> Result<(), String> {
        match schema {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    let reference = reference.clone();
                    self.refer_to(members, &reference, at, of, document)?;
                }
                for (name, value) in members {
                    self.refer(value, &push(at, name), of, document)?;
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter_mut().enumerate() {
                    self.refer(value, &push(at, &index.to_string()), of, document)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn refer_to(
        &self,
        members: &mut Map<String, Value>,
        reference: &str,
        at: &str,
        of: &Item,
        document: &Document,
    ) -> Result<(), String> {
        if reference == "#" {
            members.insert("$ref".to_owned(), json!(uri(of)));
            return Ok(());
        }
        // A value of an example may have a member of this name.
        let Some(definition) = document.definition(reference) else { return Ok(()) };
        let target = self.types.of(definition).ok_or_else(|| format!("`{reference}` in {} is of no type", of.path))?;
        let (Value::Object(own), true) =
            (definition, target.source.file == of.source.file && target.source.pointer == at)
        else {
            members.insert("$ref".to_owned(), json!(uri(target)));
            return Ok(());
        };
        members.remove("$ref");
        members.extend(own.clone());
        // The name of the type, unless the schema had a title.
        if self.written(target).is_none_or(|was| was.get("title").is_none()) {
            members.remove("title");
        }
        Ok(())
    }

    /// The schema of a type as its file has it.
    fn written(&self, item: &Item) -> Option<&Value> {
        let file = self.corpus.files().iter().find(|file| *file.name == *item.source.file)?;
        file.schema.pointer(&item.source.pointer)
    }
}

/// The URI of a type's schema. Each file has the URI of its name, whatever its `$id`.
fn uri(item: &Item) -> String {
    let fragment = if item.source.pointer.is_empty() { "" } else { "#" };
    format!("file:///{}{fragment}{}", encoded(&item.source.file), encoded(&item.source.pointer))
}
