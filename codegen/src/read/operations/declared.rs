//! What a document declares about an operation beside the schemas in it.

use super::node::Node;
use crate::diagnostic::Diagnostics;
use crate::read::pointer;

/// The member that stands for the body, among the parameters. No parameter is called so.
pub(crate) const REQUEST: &str = "@request";
/// The member that stands for the answer.
pub(crate) const RESPONSE: &str = "@response";

/// An operation as a document declares it, the schemas of its parameters, body and answer aside.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    /// The `operationId`.
    pub(crate) id: String,
    /// In capitals.
    pub(crate) method: String,
    pub(crate) path: Vec<Segment>,
    /// In the order in which calls take them.
    pub(crate) parameters: Vec<Parameter>,
    /// The media type of the body, if there is one.
    pub(crate) media_type: Option<String>,
    /// The names of security schemes of which one is enough.
    pub(crate) auth: Vec<String>,
    /// The URL of a server of its own.
    pub(crate) server: Option<String>,
    /// A link to the documentation.
    pub(crate) docs: Option<String>,
    pub(crate) origins: Origins,
}

/// A parameter, its schema aside.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// The member of the operation's schema that stands for it.
    pub(crate) key: String,
    /// On the wire.
    pub(crate) name: String,
    pub(crate) place: Place,
    /// Whether each element of a list is a parameter of its own.
    pub(crate) explode: bool,
}

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// The same in every call, percent-encoded.
    Text(String),
    /// The value of a parameter.
    Parameter(String),
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is a segment of the path.
    Path,
    /// It is a part of the query.
    Query,
    /// It is a header.
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

/// Where the parts of an operation's schema are in the document.
#[derive(Clone, Debug)]
pub(crate) struct Origins {
    operation: String,
    /// Pointers into the schema, and where they come from.
    parts: Vec<(String, String)>,
}

impl Origins {
    pub(super) fn new(operation: &str) -> Self {
        Self { operation: operation.to_owned(), parts: Vec::new() }
    }

    pub(super) fn add(&mut self, key: &str, origin: &str) {
        self.parts.push((pointer::push("/properties", key), origin.to_owned()));
    }

    /// Where a place in the schema comes from.
    pub(crate) fn of(&self, pointer: &str) -> String {
        let below = |(part, origin): &(String, String)| {
            let rest = pointer.strip_prefix(part.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{origin}{rest}"))
        };
        // What is in no part is of the operation itself, such as its name.
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

/// The URL of an operation that is served elsewhere than the others.
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

/// The URL of a server, in which each variable that has a default stands for it (OpenAPI 3.1, section 4.8.6).
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
