//! The operations of a document, as a separate document: paths only, with identifiers of schemas as references.

use schemawright::pointer::push;
use schemawright::{Diagnostic, Diagnostics};
use serde_json::{Map, Value, json};

use super::answers::{self, Answer};
use super::document::Document;
use super::names::{Names, joined};
use super::notes::{About, Notes};
use super::parameters::{self, Parameter};
use super::percent::percent_decoded;
use super::schema::Convert;
use super::security::Security;

/// The methods of a path item, in the order of the output.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The operations of a document, before their schemas are converted.
#[derive(Debug, Default)]
pub(super) struct Operations {
    operations: Vec<Operation>,
    /// The schemas inside of them that become schemas of their own: their names and JSON Pointers.
    pub(super) schemas: Vec<(String, String)>,
}

/// An operation.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) id: String,
    path: String,
    method: &'static str,
    /// Its JSON Pointer.
    pointer: String,
    parameters: Vec<Parameter>,
    body: Option<Body>,
    answers: Vec<Answer>,
    security: Vec<Value>,
    servers: Option<Value>,
}

#[derive(Debug)]
struct Body {
    is_required: bool,
    media_type: String,
    schema: Schema,
}

/// The schema of a body, a response or a parameter, by its JSON Pointer.
#[derive(Clone, Debug)]
pub(super) struct Schema(pub(super) String);

/// The reason why an operation is skipped.
pub(super) type Refused = String;

/// Reads the operations of a document.
pub(super) struct Reader<'d, 'n> {
    pub(super) document: &'d Document,
    pub(super) names: &'n mut Names<'d>,
    pub(super) notes: &'n mut Notes,
    pub(super) faults: &'n mut Diagnostics,
    pub(super) schemas: Vec<(String, String)>,
    ids: std::collections::HashSet<String>,
}

impl<'d, 'n> Reader<'d, 'n> {
    pub(super) fn new(
        document: &'d Document,
        names: &'n mut Names<'d>,
        notes: &'n mut Notes,
        faults: &'n mut Diagnostics,
    ) -> Self {
        Self { document, names, notes, faults, schemas: Vec::new(), ids: std::collections::HashSet::new() }
    }

    /// All operations that can be converted. The others are noted.
    pub(super) fn operations(mut self) -> Operations {
        let root = self.document.value();
        let security = Security::new(self.document);
        let mut operations = Vec::new();
        let mut paths: Vec<_> = root.get("paths").and_then(Value::as_object).into_iter().flatten().collect();
        // Sorted, so that the operation that keeps a name does not depend on the order of the document.
        paths.sort_by_key(|(path, _)| *path);
        for (path, item) in paths {
            let pointer = push("/paths", path);
            let Some((item_pointer, item)) = self.follow(&pointer, item) else { continue };
            for method in METHODS {
                let Some(operation) = item.get(*method) else { continue };
                let at = push(&item_pointer, method);
                let id = self.id(operation, method, path, &at);
                match self.operation(&id, path, method, (&item_pointer, item), (&at, operation), &security) {
                    Ok(operation) => operations.push(operation),
                    Err(why) => self.notes.add(About::Operation, &format!("`{id}`"), why, &at),
                }
            }
        }
        self.note_the_rest(root);
        Operations { operations, schemas: self.schemas }
    }

    fn operation(
        &mut self,
        id: &str,
        path: &str,
        method: &'static str,
        (item_pointer, item): (&str, &'d Value),
        (pointer, operation): (&str, &'d Value),
        security: &Security<'_>,
    ) -> Result<Operation, Refused> {
        if path.contains(['?', '#']) {
            return Err("the path has a query or a fragment".to_owned());
        }
        let is_mixed = |segment: &&str| segment.contains(['{', '}']) && !is_parameter(segment);
        if let Some(segment) = path.split('/').find(is_mixed) {
            return Err(format!("the segment `{segment}` of the path is not one parameter"));
        }
        let mut parameters = parameters::read(self, id, path, &[(item_pointer, item), (pointer, operation)])?;
        let body = self.body(id, pointer, operation)?;
        let answers = answers::read(self, id, pointer, operation)?;
        if operation.get("callbacks").and_then(Value::as_object).is_some_and(|callbacks| !callbacks.is_empty()) {
            let why = "these are calls that the API sends";
            self.notes.add(About::Callback, &format!("of `{id}`"), why, &push(pointer, "callbacks"));
        }
        let (security, keys) = security.of(operation, self.notes);
        for key in keys {
            if !parameters.iter().any(|parameter| parameter.is_same(&key)) {
                parameters.push(key);
            }
        }
        let servers = match operation.get("servers") {
            Some(own) => self.own_servers(id, own, pointer),
            None => item.get("servers").and_then(|own| self.own_servers(id, own, item_pointer)),
        };
        let (id, path, pointer) = (id.to_owned(), path.to_owned(), pointer.to_owned());
        Ok(Operation { id, path, method, pointer, parameters, body, answers, security, servers })
    }

    /// The servers of an operation or a path. A relative URL is below the address of the document, and so belongs to the API itself, whose URL the
    /// caller chooses (OpenAPI 3.1, section 4.8.5).
    fn own_servers(&mut self, id: &str, servers: &Value, pointer: &str) -> Option<Value> {
        let mut own = Vec::new();
        for (index, server) in servers.as_array().into_iter().flatten().enumerate() {
            match server.get("url").and_then(Value::as_str) {
                Some(url) if !url.contains("://") && !url.starts_with('{') => {
                    let why = "the URL is relative, and the caller chooses the base URL";
                    let at = push(&push(pointer, "servers"), &index.to_string());
                    self.notes.add(About::Servers, &format!("`{url}` of `{id}`"), why, &at);
                }
                _ => own.push(server.clone()),
            }
        }
        (!own.is_empty()).then_some(Value::Array(own))
    }

    /// The operation's identifier; one made of method and path if it has none, or shares it with another.
    fn id(&mut self, operation: &Value, method: &str, path: &str, pointer: &str) -> String {
        let own = operation.get("operationId").and_then(Value::as_str).filter(|id| !id.is_empty());
        if let Some(id) = own.filter(|id| self.ids.insert((*id).to_owned())) {
            return id.to_owned();
        }
        let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let made = std::iter::once(method).chain(words).collect::<Vec<_>>().join("_");
        let numbered = (2..).map(|number| format!("{made}_{number}"));
        let mut ids = std::iter::once(made.clone()).chain(numbered);
        let id = ids.find(|id| self.ids.insert(id.clone())).unwrap_or_else(|| unreachable!("numbers do not end"));
        let why =
            if own.is_some() { "another operation has the same `operationId`" } else { "there is no `operationId`" };
        self.notes.add(About::OperationId, &format!("`{id}`"), why, pointer);
        id
    }

    fn body(&mut self, id: &str, operation_pointer: &str, operation: &'d Value) -> Result<Option<Body>, Refused> {
        let Some(body) = operation.get("requestBody") else { return Ok(None) };
        let pointer = push(operation_pointer, "requestBody");
        let (pointer, body) = self.follow(&pointer, body).ok_or("the document does not contain the body")?;
        let is_required = body.get("required") == Some(&Value::Bool(true));
        let content = body.get("content").and_then(Value::as_object);
        let Some(content) = content.filter(|content| !content.is_empty()) else { return Ok(None) };
        let Some(media_type) = answers::json(content) else {
            let others: Vec<String> = content.keys().map(|name| format!("`{name}`")).collect();
            return Err(format!("the body is sent as {}", others.join(", ")));
        };
        self.note_other_media_types(id, content, media_type, &push(&pointer, "content"));
        let at = push(&push(&pointer, "content"), media_type);
        let schema = self.schema(&push(&at, "schema"), &joined(id, "Request"));
        Ok(Some(Body { is_required, media_type: answers::plain(media_type), schema }))
    }

    pub(super) fn note_other_media_types(
        &mut self,
        id: &str,
        content: &Map<String, Value>,
        taken: &str,
        pointer: &str,
    ) {
        let others = content.keys().filter(|name| *name != taken);
        let others: Vec<String> = others.map(|name| format!("`{name}`")).collect();
        if !others.is_empty() {
            let why = format!("a call has one, and `{taken}` is used");
            self.notes.add(About::MediaType, &format!("{} of `{id}`", others.join(" and ")), why, pointer);
        }
    }

    /// Takes a schema: by its name if it is only a reference, else as a schema of its own.
    pub(super) fn schema(&mut self, pointer: &str, name: &str) -> Schema {
        if !is_reference(self.document.value().pointer(pointer)) && self.names.moved(pointer).is_none() {
            let name = self.names.move_out(pointer, name);
            self.schemas.push((name, pointer.to_owned()));
        }
        Schema(pointer.to_owned())
    }

    /// The value at a place, or the target of its `$ref` within the document.
    pub(super) fn follow(&mut self, pointer: &str, value: &'d Value) -> Option<(String, &'d Value)> {
        let mut found = (pointer.to_owned(), value);
        for _ in 0..32 {
            let Some(reference) = found.1.get("$ref").and_then(Value::as_str) else { return Some(found) };
            let target = reference.strip_prefix('#').and_then(percent_decoded);
            let target = target.and_then(|pointer| Some((pointer.clone(), self.document.value().pointer(&pointer)?)));
            let Some(target) = target else { break };
            found = target;
        }
        let reference = found.1.get("$ref").and_then(Value::as_str).unwrap_or_default();
        let message = format!("this document contains no `{reference}`");
        let place = self.document.place(&push(&found.0, "$ref"));
        self.faults.push(Diagnostic::error("unresolved-ref", message).at(place));
        None
    }

    /// Notes what a document has besides its paths.
    fn note_the_rest(&mut self, root: &Value) {
        for (name, _) in root.get("webhooks").and_then(Value::as_object).into_iter().flatten() {
            let why = "these are calls that the API sends";
            self.notes.add(About::Webhook, &format!("`{name}`"), why, &push("/webhooks", name));
        }
        let has_paths = root.get("paths").and_then(Value::as_object).is_some_and(|paths| !paths.is_empty());
        let servers = root.get("servers").and_then(Value::as_array).filter(|_| has_paths);
        for (index, server) in servers.into_iter().flatten().enumerate() {
            let url = server.get("url").and_then(Value::as_str).unwrap_or_default();
            let why = "the caller chooses the base URL";
            self.notes.add(About::Servers, &format!("`{url}`"), why, &format!("/servers/{index}"));
        }
    }
}

/// Whether a segment of a path is the value of one parameter: `{id}`.
fn is_parameter(segment: &str) -> bool {
    let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    name.is_some_and(|name| !name.is_empty() && !name.contains(['{', '}']))
}

/// Whether a schema is a reference, without other keywords that restrict the value.
pub(super) fn is_reference(schema: Option<&Value>) -> bool {
    let Some(schema) = schema.and_then(Value::as_object) else { return false };
    let is_said = |keyword: &String| ["$ref", "description", "summary"].contains(&keyword.as_str());
    schema.get("$ref").is_some_and(Value::is_string) && schema.keys().all(is_said)
}

impl Operations {
    /// The document, with all references to schemas; none without an operation.
    pub(super) fn document(&self, source: &Value, convert: &mut Convert<'_, '_>) -> Option<Value> {
        let mut paths: Map<String, Value> = Map::new();
        for operation in &self.operations {
            let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
            if let Some(item) = item.as_object_mut() {
                item.insert(operation.method.to_owned(), operation.json(source, convert));
            }
        }
        let text = |name: &str, default: &str| {
            let text = source.pointer(&format!("/info/{name}")).map(|value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            text.unwrap_or_else(|| default.to_owned())
        };
        let info = json!({ "title": text("title", "API"), "version": text("version", "1") });
        (!paths.is_empty()).then(|| json!({ "openapi": "3.1.0", "info": info, "paths": paths }))
    }
}

impl Operation {
    fn json(&self, source: &Value, convert: &mut Convert<'_, '_>) -> Value {
        let own = source.pointer(&self.pointer).and_then(Value::as_object);
        let mut json = Map::from_iter([("operationId".to_owned(), json!(self.id))]);
        for keyword in ["tags", "summary", "description", "deprecated", "externalDocs"] {
            json.extend(own.and_then(|own| own.get(keyword)).map(|value| (keyword.to_owned(), value.clone())));
        }
        if !self.parameters.is_empty() {
            let parameters: Vec<Value> =
                self.parameters.iter().map(|parameter| parameter.json(source, convert)).collect();
            json.insert("parameters".to_owned(), Value::Array(parameters));
        }
        if let Some(body) = &self.body {
            let content = content(&body.media_type, body.schema.json(source, convert));
            json.insert("requestBody".to_owned(), json!({ "required": body.is_required, "content": content }));
        }
        let answers: Map<String, Value> = self.answers.iter().map(|answer| answer.json(source, convert)).collect();
        json.insert("responses".to_owned(), Value::Object(answers));
        if !self.security.is_empty() {
            json.insert("security".to_owned(), json!(self.security));
        }
        json.extend(self.servers.clone().map(|servers| ("servers".to_owned(), servers)));
        Value::Object(json)
    }
}

impl Schema {
    /// The reference to it.
    pub(super) fn json(&self, source: &Value, convert: &mut Convert<'_, '_>) -> Value {
        let reference = source.pointer(&self.0).and_then(|schema| schema.get("$ref")?.as_str());
        match convert.moved(&self.0) {
            Some(name) => json!({ "$ref": format!("{}{name}", super::ID) }),
            None => {
                let at = push(&self.0, "$ref");
                json!({ "$ref": convert.reference(reference.unwrap_or_default(), &at, "") })
            }
        }
    }
}

/// The content of a body in one media type.
pub(super) fn content(media_type: &str, schema: Value) -> Value {
    json!({ media_type: { "schema": schema } })
}
