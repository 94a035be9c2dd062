//! Operations of an API, each with the type of its calls.

use super::{Field, Type};
pub use crate::read::operations::{Place, Segment};

/// An operation, and the fields of its call type.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path relative to the base URL.
    pub path: Vec<Segment>,
    /// The parameters: those of the path in its order, then those of the query, then those of the header.
    pub parameters: Vec<Parameter>,
    /// The body, if the operation has one.
    pub body: Option<Body>,
    /// The type of a successful response, if it has a body.
    pub answer: Option<Type>,
    /// The names of the accepted security schemes.
    pub auth: Vec<String>,
    /// The host of the operation.
    pub host: Host,
    /// A link to the documentation.
    pub docs: Option<String>,
    /// The paths to the cursors, if a response is one page of several.
    pub page: Option<Page>,
}

/// A parameter outside of the body.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The field that holds its value.
    pub field: Field,
    /// The name on the wire.
    pub name: String,
    /// The part of the request that contains it.
    pub place: Place,
    /// Whether its value may have parts, and each element of a list, or each member of an object, is separate.
    pub explode: bool,
    /// Whether its value is an object.
    pub object: bool,
}

/// The body of a call.
#[derive(Clone, Debug)]
pub struct Body {
    /// The field that contains it.
    pub field: Field,
    /// Its media type.
    pub media_type: String,
}

/// The host of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// The API's own host.
    Api,
    /// A fixed base URL.
    Url(String),
    /// A host with a name in the configuration.
    Named(String),
}

/// The cursors of a call and of its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The path from the call to its cursor.
    pub cursor: Vec<Step>,
    /// The path from the response to the cursor of the next page.
    pub next: Vec<Step>,
}

/// A field on the path to a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The field's name in Rust.
    pub rust_name: String,
    /// The number of `Option`s around its value.
    pub options: usize,
}

/// The name of the field for the body. No parameter has this name.
pub(crate) const BODY: &str = "body";

impl Operation {
    /// The path with the names of its parameters: `/v1/users/{user_id}`.
    #[must_use]
    pub fn template(&self) -> String {
        let segments = self.path.iter().map(|segment| match segment {
            Segment::Text(text) => format!("/{text}"),
            Segment::Parameter(name) => format!("/{{{name}}}"),
        });
        let template: String = segments.collect();
        if template.is_empty() { "/".to_owned() } else { template }
    }

    /// All fields of the call type, in the order of the arguments of `new`.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let body = self.body.iter().map(|body| &body.field);
        self.parameters.iter().map(|parameter| &parameter.field).chain(body)
    }

    /// The same, mutable.
    pub(crate) fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        let body = self.body.iter_mut().map(|body| &mut body.field);
        self.parameters.iter_mut().map(|parameter| &mut parameter.field).chain(body)
    }
}
