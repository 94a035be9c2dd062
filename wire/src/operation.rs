//! The operations of an API as data: for metrics, allow lists or the router of a mock server. No call is needed.

use std::fmt;

/// An operation of an API: a method, a path and its parameters.
///
/// Each generated call has one. Later versions may add fields, so do not construct one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operation {
    /// The name in the API description, `operationId`: unique and stable.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path below the base URL, with the names of its parameters: `/v1/users/{user_id}`. [`segments`](Self::segments) takes it apart.
    pub path: &'static str,
    /// The parameters: those of the path in its order, then those of the query, then those of the header.
    pub parameters: &'static [Parameter],
    /// The media type of the body; `None` for an operation that accepts no body.
    pub body: Option<&'static str>,
    /// The accepted security schemes, by their names in the API description; empty for an operation without authentication.
    pub auth: &'static [&'static str],
    /// The host of the operation.
    pub host: Host,
    /// A link to the documentation.
    pub docs: Option<&'static str>,
}

/// A segment of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// A fixed, percent-encoded text.
    Text(&'static str),
    /// The value of the parameter of that name.
    Parameter(&'static str),
}

/// A parameter outside of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// The part of the request that contains it.
    pub place: In,
    /// The flags behind [`is_required`](Self::is_required) and the other methods.
    #[doc(hidden)]
    pub flags: u8,
}

impl Parameter {
    #[doc(hidden)]
    pub const REQUIRED: u8 = 1;
    #[doc(hidden)]
    pub const EXPLODE: u8 = 2;
    #[doc(hidden)]
    pub const SECRET: u8 = 4;
    #[doc(hidden)]
    pub const OBJECT: u8 = 8;

    /// Whether each call must have it.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.flags & Self::REQUIRED != 0
    }

    /// Whether each element of a list is a parameter (`id=1&id=2`), or each member of an object (`a=1&b=2`; in a path or a header,
    /// `a=1,b=2`); otherwise they are joined by commas (`id=1,2`, `id=a,1,b,2`).
    #[must_use]
    pub const fn is_exploded(&self) -> bool {
        self.flags & Self::EXPLODE != 0
    }

    /// Whether the value is an object.
    #[must_use]
    pub const fn is_object(&self) -> bool {
        self.flags & Self::OBJECT != 0
    }

    /// Whether the value must not leak, for example into a log.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.flags & Self::SECRET != 0
    }
}

/// The part of a request that contains a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum In {
    /// A segment of the path.
    Path,
    /// The query, after the `?`.
    Query,
    /// A header.
    Header,
}

/// The host of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Host {
    /// The API's own host.
    Api,
    /// A fixed base URL.
    Url(&'static str),
    /// A host with a name in the generator's configuration. The caller supplies its URL.
    Named(&'static str),
}

impl Operation {
    /// Whether a call may have a header of this name. Header names ignore case (RFC 9110, section 5.1).
    #[must_use]
    pub fn takes_header(&self, name: &str) -> bool {
        let is_named = |parameter: &Parameter| parameter.name.eq_ignore_ascii_case(name);
        self.parameters.iter().any(|parameter| parameter.place == In::Header && is_named(parameter))
    }

    /// The segments of the path. The path `/` has one, which is empty.
    pub fn segments(&self) -> impl Iterator<Item = Segment> + use<> {
        let segments = self.path.strip_prefix('/').unwrap_or(self.path).split('/');
        segments.map(|segment| match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => Segment::Parameter(name),
            None => Segment::Text(segment),
        })
    }
}

/// Method and path: `PUT /v1/users/{user_id}`.
impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
