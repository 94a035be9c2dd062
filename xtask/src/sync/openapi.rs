//! The schemas of an OpenAPI 3.0 or 3.1 document, as JSON Schemas of 2020-12.

use serde_json::{Map, Value, json};
use stytch_codegen::{Diagnostic, Diagnostics};

use super::annotations;
use super::discriminator::Discriminators;
use super::document::Document;

/// What the identifiers of an OpenAPI document's schemas begin with.
pub(super) const ID: &str = "#/components/schemas/";

/// The versions of OpenAPI, by what their schemas mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 3.0: a dialect of its own.
    V3_0,
    /// 3.1: 2020-12, and a few keywords more.
    V3_1,
}

/// A schema and its name.
type Named = (String, Map<String, Value>);

/// The schemas in the order of the document, each with its name.
pub(super) fn schemas(document: &Document) -> Result<Vec<Named>, Diagnostics> {
    let value = document.value();
    let fault = |code, message: String, pointer: &str| Diagnostic::error(code, message).at(document.place(pointer));
    let version = match value.get("openapi").and_then(Value::as_str) {
        Some(version) if version.starts_with("3.0.") => Version::V3_0,
        Some(version) if version.starts_with("3.1.") => Version::V3_1,
        Some(version) => {
            return Err(fault("openapi", format!("OpenAPI {version} is unknown here"), "/openapi")
                .help("3.0 and 3.1 are known")
                .into());
        }
        None => {
            return Err(fault("openapi", "this is no OpenAPI document: it has no `openapi: 3.…`".to_owned(), "")
                .help("name an OpenAPI 3.0 or 3.1 document, or a directory of JSON Schema files")
                .into());
        }
    };
    let Some(schemas) = value.pointer("/components/schemas").and_then(Value::as_object).filter(|all| !all.is_empty())
    else {
        return Err(fault("no-schemas", "the document has no schemas below `components/schemas`".to_owned(), "").into());
    };
    let mut faults = Diagnostics::new();
    let mut discriminators = Discriminators::default();
    let mut converted = Vec::with_capacity(schemas.len());
    for (name, schema) in schemas {
        let pointer = format!("/components/schemas/{}", name.replace('~', "~0").replace('/', "~1"));
        let mut convert = Convert { document, version, faults: &mut faults, discriminators: &mut discriminators };
        match convert.schema(schema, &pointer) {
            Value::Object(schema) => converted.push((name.clone(), titled(name, schema))),
            _ => faults.push(fault("not-a-schema", format!("schema `{name}` is no object"), &pointer)),
        }
    }
    for (name, schema) in &mut converted {
        discriminators.apply(name, schema);
    }
    if faults.is_empty() { Ok(converted) } else { Err(faults) }
}

/// The schema as a file of its own.
fn titled(name: &str, schema: Map<String, Value>) -> Map<String, Value> {
    let mut file = Map::new();
    file.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    file.insert("$id".to_owned(), json!(format!("{ID}{name}")));
    file.insert("title".to_owned(), json!(name));
    // The name is what others refer to, so it stands for a title of the schema's own.
    file.extend(schema.into_iter().filter(|(keyword, _)| keyword != "title"));
    file
}

struct Convert<'a> {
    document: &'a Document,
    version: Version,
    faults: &'a mut Diagnostics,
    discriminators: &'a mut Discriminators,
}

impl Convert<'_> {
    fn schema(&mut self, schema: &Value, pointer: &str) -> Value {
        let Some(object) = schema.as_object() else { return schema.clone() };
        self.check_reference(object, pointer);
        self.discriminators.collect(object);
        let mut converted = Map::new();
        for (keyword, value) in object {
            let pointer = format!("{pointer}/{}", keyword.replace('~', "~0").replace('/', "~1"));
            let inner = self.inner(keyword, value, &pointer);
            converted.insert(keyword.clone(), inner);
        }
        match annotations::convert(converted, self.version) {
            Ok(schema) => schema,
            Err((keyword, message)) => {
                let place = self.document.place(&format!("{pointer}/{keyword}"));
                self.faults.push(Diagnostic::error("openapi", message).at(place));
                Value::Object(Map::new())
            }
        }
    }

    /// The value of a keyword, with the schemas in it converted.
    fn inner(&mut self, keyword: &str, value: &Value, pointer: &str) -> Value {
        match (keyword, value) {
            (
                "items"
                | "additionalProperties"
                | "not"
                | "contains"
                | "propertyNames"
                | "if"
                | "then"
                | "else"
                | "unevaluatedItems"
                | "unevaluatedProperties"
                | "contentSchema",
                value,
            ) => self.schema(value, pointer),
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(list)) => {
                let list = list.iter().enumerate();
                list.map(|(index, schema)| self.schema(schema, &format!("{pointer}/{index}"))).collect()
            }
            ("properties" | "patternProperties" | "dependentSchemas" | "$defs", Value::Object(named)) => {
                let mut converted = Map::new();
                for (name, schema) in named {
                    let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                    converted.insert(name.clone(), self.schema(schema, &pointer));
                }
                Value::Object(converted)
            }
            _ => value.clone(),
        }
    }

    /// A reference out of the schemas leads nowhere once they are files.
    fn check_reference(&mut self, schema: &Map<String, Value>, pointer: &str) {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else { return };
        let inside = |name: &str| self.document.has(&format!("/components/schemas/{name}"));
        let message = match reference.strip_prefix(ID) {
            Some(name) if inside(name) => return,
            Some(name) => format!("there is no schema `{name}`"),
            None => format!("`{reference}` leads out of `components/schemas`, and is not taken along"),
        };
        let place = self.document.place(&format!("{pointer}/$ref"));
        self.faults.push(Diagnostic::error("unresolved-ref", message).at(place));
    }
}
