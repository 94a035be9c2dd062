//! The declaration of an operation, without its schemas.

use super::node::Node;
use crate::diagnostic::Diagnostics;
use crate::read::pointer;

/// The member for the body, among the parameters. No parameter has this name.
pub(crate) const REQUEST: &str = "@request";
/// The member for the response.
pub(crate) const RESPONSE: &str = "@response";

/// An operation as a document declares it, without the schemas of its parameters, body and response.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    /// The `operationId`.
    pub(crate) id: String,
    /// The method, in capitals.
    pub(crate) method: String,
    pub(crate) path: Vec<Segment>,
    /// The parameters, in the order of the call's arguments.
    pub(crate) parameters: Vec<Parameter>,
    /// The media type of the body, if there is one.
    pub(crate) media_type: Option<String>,
    /// The names of the accepted security schemes.
    pub(crate) auth: Vec<String>,
    /// The URL of its own server.
    pub(crate) server: Option<String>,
    /// A link to the documentation.
    pub(crate) docs: Option<String>,
    pub(crate) origins: Origins,
}

/// A parameter without its schema.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Its member in the operation's schema.
    pub(crate) key: String,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) place: Place,
    /// Whether each element of a list is a separate parameter.
    pub(crate) explode: bool,
}

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A fixed, percent-encoded text.
    Text(String),
    /// The value of a parameter.
    Parameter(String),
}

/// The part of a request that contains a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A segment of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
}

impl Place {
    /// `path`, `query` or `header`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
        }
    }
}

/// The places in the document of the parts of an operation's schema.
#[derive(Clone, Debug)]
pub(crate) struct Origins {
    operation: String,
    /// Pointers into the schema, with their origins.
    parts: Vec<(String, String)>,
}

impl Origins {
    pub(super) fn new(operation: &str) -> Self {
        Self { operation: operation.to_owned(), parts: Vec::new() }
    }

    pub(super) fn add(&mut self, key: &str, origin: &str) {
        self.parts.push((pointer::push("/properties", key), origin.to_owned()));
    }

    /// The origin of a place in the schema.
    pub(crate) fn of(&self, pointer: &str) -> String {
        let below = |(part, origin): &(String, String)| {
            let rest = pointer.strip_prefix(part.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{origin}{rest}"))
        };
        // Other places belong to the operation itself, such as its name.
        let own = || match pointer {
            "/operationId" => format!("{}{pointer}", self.operation),
            _ => self.operation.clone(),
        };
        self.parts.iter().find_map(below).unwrap_or_else(own)
    }
}

/// The security schemes of an operation, or of the whole document.
pub(super) fn auth(root: &Node, operation: &Node) -> Vec<String> {
    let own = operation.member("security");
    let security = if own.is_absent() { root.member("security") } else { own };
    let mut names: Vec<String> = Vec::new();
    for requirement in security.elements() {
        for (name, _) in requirement.members() {
            if !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// The URL of an operation with its own server.
pub(super) fn server(root: &Node, item: &Node, operation: &Node, faults: &mut Diagnostics) -> Option<String> {
    let own = [operation, item].map(|node| node.member("servers"));
    let server = own.iter().find_map(|servers| servers.elements().into_iter().next())?;
    let url = url_of(&server);
    if root.member("servers").elements().iter().any(|server| url_of(server) == url) {
        return None;
    }
    if !url.starts_with("https://") && !url.starts_with("http://") || url.contains(['{', '?', '#', ' ']) {
        let error = server.member("url").error("unsupported", format!("the server `{url}` is not an absolute URL"));
        faults.push(error.help("write a URL such as `https://api.example.com`; each of its variables has a `default`"));
    }
    Some(url.trim_end_matches('/').to_owned())
}

/// The URL of a server, in which variables are replaced by their defaults (OpenAPI 3.1, section 4.8.6).
fn url_of(server: &Node) -> String {
    let mut url = server.text("url").unwrap_or_default().to_owned();
    for (name, variable) in server.member("variables").members() {
        if let Some(default) = variable.text("default") {
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::corpus::SourceFile;

    #[test]
    fn variables_of_a_server_stand_for_their_defaults() {
        let text = r#"{
            "servers": [{ "url": "https://{area}.api/v1", "variables": { "area": { "default": "eu" } } }],
            "one": { "servers": [{ "url": "https://{area}.up.api/{v}/", "variables": { "area": { "default": "us" }, "v": { "default": "2" } } }] },
            "same": { "servers": [{ "url": "https://eu.api/v1" }] },
            "bad": { "servers": [{ "url": "https://{area}.api", "variables": { "area": { "enum": ["us"] } } }] }
        }"#;
        let file = SourceFile::parse("a.json", text.as_bytes()).unwrap();
        let root = Node::root(&file);
        let server_of = |name: &str| {
            let mut faults = Diagnostics::new();
            let found = server(&root, &root.member("nothing"), &root.member(name), &mut faults);
            faults.check().map(|()| found)
        };
        assert_eq!(server_of("one").unwrap().as_deref(), Some("https://us.up.api/2"));
        assert_eq!(server_of("same").unwrap(), None);
        assert!(server_of("bad").unwrap_err().to_string().contains("`https://{area}.api` is not an absolute URL"));
    }
}
