//! Operations of an API, each with the type that calls it.

use super::{Field, Type};
pub use crate::read::operations::{Place, Segment};

/// An operation, and the fields of the type that calls it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path below the base URL.
    pub path: Vec<Segment>,
    /// The parameters: those of the path in its order, then those of the query and of the header.
    pub parameters: Vec<Parameter>,
    /// The body, if the operation takes one.
    pub body: Option<Body>,
    /// What a successful answer holds, if anything.
    pub answer: Option<Type>,
    /// The names of security schemes of which one is enough.
    pub auth: Vec<String>,
    /// Where the operation is served.
    pub host: Host,
    /// A link to the documentation.
    pub docs: Option<String>,
    /// Where the cursors are, if an answer is one page of several.
    pub page: Option<Page>,
}

/// A parameter outside of the body.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The field that holds its value.
    pub field: Field,
    /// The name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: Place,
    /// Whether each element of a list, or each member of an object, is a parameter of its own.
    pub explode: bool,
    /// Whether its value is an object.
    pub object: bool,
}

impl Parameter {
    /// Whether its value is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.field.ty, Type::Array(_))
    }
}

/// The body of a call.
#[derive(Clone, Debug)]
pub struct Body {
    /// The field that contains it.
    pub field: Field,
    /// Its media type.
    pub media_type: String,
}

/// Where an operation is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// Where the API is.
    Api,
    /// At a URL of its own.
    Url(String),
    /// At a place that has a name in the configuration.
    Named(String),
}

/// The cursors of a call and of its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The steps from the call to the cursor that it takes.
    pub cursor: Vec<Step>,
    /// The steps from the answer to the cursor of the next page.
    pub next: Vec<Step>,
}

/// A field on the way to a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The field's name in Rust.
    pub rust_name: String,
    /// How many `Option`s are around its value.
    pub options: usize,
}

/// The name of the field that contains the body: no parameter's.
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

    /// All fields of the call's type, in the order in which `new` takes them.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let body = self.body.iter().map(|body| &body.field);
        self.parameters.iter().map(|parameter| &parameter.field).chain(body)
    }

    /// The same, to be changed.
    pub(crate) fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        let body = self.body.iter_mut().map(|body| &mut body.field);
        self.parameters.iter_mut().map(|parameter| &mut parameter.field).chain(body)
    }
}
