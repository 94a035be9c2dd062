//! Operations: reads the paths of an OpenAPI document (3.0 and 3.1) into one declaration for each operation.
//!
//! The parameters of an operation, its body and its response become the members of one schema, which is processed like all schemas:
//! references are resolved, inline schemas get types of their own, and the rules of the configuration apply to parameters as to members. A
//! part of an operation that no Rust type supports is an error with its place: a call with a wrong path, or without its parameters, is
//! worse than none.

mod declared;
mod message;
mod node;
mod parameter;
mod path;
mod schema;

use std::collections::HashMap;
use std::sync::Arc;

pub(crate) use declared::{Declared, REQUEST, RESPONSE};
pub use declared::{Place, Segment};

use super::corpus::SourceFile;
use super::dialect::Dialect;
use crate::diagnostic::{Diagnostic, Diagnostics};
use node::Node;

/// The HTTP methods that a path can have.
const METHODS: &[&str] = &["delete", "get", "head", "options", "patch", "post", "put", "trace"];

/// The other members of a path.
const PATH_MEMBERS: &[&str] = &["$ref", "description", "parameters", "servers", "summary"];

/// The members of an operation.
const OPERATION_MEMBERS: &[&str] = &[
    "callbacks",
    "deprecated",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "servers",
    "summary",
    "tags",
];

/// The operations of some documents, each as a schema of its own, sorted by name.
pub(crate) fn read(documents: &[SourceFile], faults: &mut Diagnostics) -> Vec<SourceFile> {
    let mut calls: Vec<SourceFile> = Vec::new();
    for document in documents {
        let root = Node::root(document);
        for (path, item) in root.member("paths").members() {
            match read_path(&root, path, &item) {
                Ok(found) => calls.extend(found),
                Err(more) => faults.extend(more),
            }
        }
    }
    no_two_of_one_name(&calls, faults);
    calls.sort_by(|a, b| id(a).cmp(id(b)));
    calls
}

fn id(call: &SourceFile) -> &str {
    call.call.as_ref().map_or("", |call| &call.id)
}

fn no_two_of_one_name(calls: &[SourceFile], faults: &mut Diagnostics) {
    let mut first: HashMap<&str, &SourceFile> = HashMap::new();
    for call in calls {
        if let Some(other) = first.insert(id(call), call) {
            let message = format!("duplicate `operationId` `{}`", id(call));
            let fault = Diagnostic::error("duplicate-operation", message).at(call.place("/operationId"));
            faults.push(
                fault.with(other.place("/operationId"), "the other one").help("give one of them another `operationId`"),
            );
        }
    }
}

fn read_path<'a>(root: &Node<'a>, path: &str, item: &Node<'a>) -> Result<Vec<SourceFile>, Diagnostics> {
    if path.starts_with("x-") {
        return Ok(Vec::new());
    }
    let item = item.followed()?;
    let mut faults = Diagnostics::new();
    let mut found = Vec::new();
    for (member, operation) in item.members() {
        if METHODS.contains(&member) {
            match read_operation(root, path, &item, member, &operation) {
                Ok(call) => found.push(call),
                Err(more) => faults.extend(more),
            }
        } else if !PATH_MEMBERS.contains(&member) && !member.starts_with("x-") {
            let error = operation.error("bad-operation", format!("`{member}` is not an HTTP method"));
            faults.push(error.help(format!("the methods are {}", METHODS.join(", "))));
        }
    }
    faults.check()?;
    Ok(found)
}

fn read_operation<'a>(
    root: &Node<'a>,
    path: &str,
    item: &Node<'a>,
    method: &str,
    operation: &Node<'a>,
) -> Result<SourceFile, Diagnostics> {
    let mut faults = Diagnostics::new();
    operation.known_members(OPERATION_MEMBERS, &mut faults);
    let Some(id) = operation.text("operationId").filter(|id| !id.is_empty()) else {
        let error = operation.error("bad-operation", format!("{} {path} has no `operationId`", method.to_uppercase()));
        return Err(error.help("add an `operationId`, which gives the call its name").into());
    };
    let segments = path::read(item, path, &mut faults);
    let parameters = parameter::read(item, operation, &segments, &mut faults);
    // An invalid parameter is already reported, so its segment is not.
    faults.check()?;
    path::check(&segments, &parameters, operation, path, &mut faults);
    let request = message::request(operation, &mut faults);
    let answer = message::answer(operation, &mut faults);
    let auth = declared::auth(root, operation);
    let server = declared::server(root, item, operation, &mut faults);
    faults.check()?;
    let (schema, origins) = schema::of(operation, id, &parameters, request.as_ref(), answer.as_ref());
    let declared = Declared {
        id: id.to_owned(),
        method: method.to_uppercase(),
        path: segments,
        parameters: parameters.into_iter().map(parameter::Parameter::declared).collect(),
        media_type: request.map(|request| request.media_type),
        auth,
        server,
        docs: operation.member("externalDocs").text("url").map(str::to_owned),
        origins,
    };
    let file = operation.file;
    let (name, text, spans) = (file.name.clone(), file.text.clone(), file.spans.clone());
    let dialect = Dialect::of(&schema);
    Ok(SourceFile { name, text, schema, dialect, call: Some(Arc::new(declared)), spans })
}
