//! Parameters of paths, and of operations, which take precedence.

use std::collections::HashSet;

use super::declared::{self, Place, REQUEST, RESPONSE, Segment};
use super::node::Node;
use crate::diagnostic::Diagnostics;

/// A parameter, with its schema.
pub(super) struct Parameter<'a> {
    pub(super) node: Node<'a>,
    /// Its member in the operation's schema.
    pub(super) key: String,
    pub(super) name: &'a str,
    pub(super) place: Place,
    pub(super) required: bool,
    explode: bool,
}

impl<'a> Parameter<'a> {
    pub(super) fn is(&self, place: Place, name: &str) -> bool {
        self.place == place && self.name == name
    }

    pub(super) fn schema(&self) -> Node<'a> {
        self.node.member("schema")
    }

    pub(super) fn declared(self) -> declared::Parameter {
        declared::Parameter { key: self.key, name: self.name.to_owned(), place: self.place, explode: self.explode }
    }
}

/// The parameters of an operation: those of the path in the order of its segments, then those of the query, then those of the header in
/// document order.
pub(super) fn read<'a>(
    item: &Node<'a>,
    operation: &Node<'a>,
    path: &[Segment],
    faults: &mut Diagnostics,
) -> Vec<Parameter<'a>> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for (list, inherited) in [(operation, false), (item, true)] {
        let before = parameters.len();
        for node in list.member("parameters").elements() {
            let parameter = match node.followed().and_then(|node| read_one(&node)) {
                Ok(Some(parameter)) => parameter,
                Ok(None) => continue,
                Err(more) => {
                    faults.extend(more);
                    continue;
                }
            };
            let same = |other: &Parameter| other.is(parameter.place, parameter.name);
            match parameters.iter().position(same) {
                // An operation's own parameter replaces the path's.
                Some(index) if inherited && index < before => {}
                Some(index) => {
                    let message = format!("duplicate {} parameter `{}`", parameter.place.name(), parameter.name);
                    let other = &parameters[index].node;
                    let error = node.error("duplicate-parameter", message);
                    let error = error.with(other.file.place(&other.pointer), "the other one");
                    faults.push(error.help("remove one of the two"));
                }
                None => parameters.push(parameter),
            }
        }
    }
    parameters.sort_by_key(|parameter| {
        let in_path =
            path.iter().position(|segment| matches!(segment, Segment::Parameter(name) if name == parameter.name));
        (parameter.place, in_path.filter(|_| parameter.place == Place::Path))
    });
    tell_apart(&mut parameters);
    parameters
}

/// Makes keys unique: the second parameter of a name gets its place as a suffix.
fn tell_apart(parameters: &mut [Parameter]) {
    let mut taken: HashSet<String> = [REQUEST, RESPONSE].map(str::to_owned).into();
    for parameter in parameters {
        if taken.contains(&parameter.key) {
            parameter.key = format!("{}_{}", parameter.place.name(), parameter.name);
        }
        // Another one may have this name. Their Rust names then collide, which is reported elsewhere.
        while !taken.insert(parameter.key.clone()) {
            parameter.key.push('_');
        }
    }
}

/// None for headers that parameters can't describe.
fn read_one<'a>(node: &Node<'a>) -> Result<Option<Parameter<'a>>, Diagnostics> {
    let (Some(name), Some(place)) = (node.text("name"), node.text("in")) else {
        let error = node.error("bad-operation", "this parameter has no `name` or no `in`");
        return Err(error.help("add both: {\"name\": \"user_id\", \"in\": \"path\", …}").into());
    };
    let place = match place {
        "path" => Place::Path,
        "query" => Place::Query,
        // OpenAPI 3.1.1, section 4.8.12.1: such a parameter shall be ignored.
        "header" if ["accept", "authorization", "content-type"].contains(&&*name.to_lowercase()) => return Ok(None),
        "header" => Place::Header,
        other => {
            let message = format!("the parameter `{name}` is in `{other}`");
            let help = "parameters in `path`, `query` and `header` are supported: remove it, and set it on the request by hand";
            return Err(node.member("in").error("unsupported", message).help(help).into());
        }
    };
    if place == Place::Path && !node.flag("required") {
        let error = node.error("path-parameter", format!("the path parameter `{name}` is not required"));
        return Err(error.help("add `\"required\": true`: a path has all of its segments").into());
    }
    if !node.member("schema").value.is_object() && !node.member("schema").value.is_boolean() {
        let error = node.error("unsupported", format!("the parameter `{name}` has no `schema`"));
        return Err(error.help("add a schema such as `{\"type\": \"string\"}`; `content` is not supported").into());
    }
    let explode = style(node, name, place)?;
    Ok(Some(Parameter {
        key: name.to_owned(),
        name,
        place,
        required: node.flag("required"),
        explode,
        node: node.clone(),
    }))
}

/// Whether each element of a list, or each member of an object, is separate: the default of `form` (OpenAPI 3.1, section 4.8.12.2).
fn style(node: &Node, name: &str, place: Place) -> Result<bool, Diagnostics> {
    let supported = if place == Place::Query { "form" } else { "simple" };
    let style = node.text("style").unwrap_or(supported);
    if style != supported {
        let message = format!("the parameter `{name}` has the style `{style}`");
        let help = format!("in `{}`, the style `{supported}` is supported", place.name());
        return Err(node.member("style").error("unsupported", message).help(help).into());
    }
    let explode = node.member("explode").value.as_bool();
    Ok(explode.unwrap_or(place == Place::Query))
}
