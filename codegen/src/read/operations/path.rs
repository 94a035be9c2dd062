//! Paths: their segments, and the parameters in them.

use super::declared::{Place, Segment};
use super::node::Node;
use super::parameter::Parameter;
use crate::diagnostic::Diagnostics;

/// The segments of a path template.
pub(super) fn read(item: &Node, path: &str, faults: &mut Diagnostics) -> Vec<Segment> {
    let Some(rest) = path.strip_prefix('/') else {
        let error = item.error("bad-operation", format!("the path `{path}` does not begin with a slash"));
        faults.push(error.help(format!("write `/{path}`")));
        return Vec::new();
    };
    if rest.is_empty() {
        return Vec::new();
    }
    let mut segments = Vec::new();
    for segment in rest.split('/') {
        match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) if !name.is_empty() && !name.contains(['{', '}']) => {
                segments.push(Segment::Parameter(name.to_owned()));
            }
            None if !segment.contains(['{', '}']) => segments.push(Segment::Text(encoded(segment))),
            _ => {
                let message = format!("the segment `{segment}` of `{path}` is neither plain text nor one parameter");
                let error = item.error("unsupported", message);
                faults.push(error.help("write a parameter as a whole segment: `/{name}/`"));
            }
        }
    }
    segments
}

/// A text as a segment of a URL: other characters (RFC 3986, section 3.3) are percent-encoded.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Compares the parameters of the path with its segments.
pub(super) fn check(
    segments: &[Segment],
    parameters: &[Parameter],
    operation: &Node,
    path: &str,
    faults: &mut Diagnostics,
) {
    let mut seen: Vec<&str> = Vec::new();
    for segment in segments {
        let Segment::Parameter(name) = segment else { continue };
        if seen.contains(&name.as_str()) {
            let error = operation.error("path-parameter", format!("duplicate parameter `{name}` in `{path}`"));
            faults.push(error.help("give one of the two segments another name"));
        }
        seen.push(name);
        if !parameters.iter().any(|parameter| parameter.is(Place::Path, name)) {
            let error = operation
                .error("path-parameter", format!("no parameter describes the segment `{{{name}}}` of `{path}`"));
            faults.push(error.help(format!(
                "add {{\"name\": \"{name}\", \"in\": \"path\", \"required\": true, \"schema\": {{\"type\": \"string\"}}}} to `parameters`"
            )));
        }
    }
    for parameter in parameters.iter().filter(|parameter| parameter.place == Place::Path) {
        if !seen.contains(&parameter.name) {
            let message = format!("the path parameter `{}` is not a segment of `{path}`", parameter.name);
            let error = parameter.node.error("path-parameter", message);
            faults.push(error.help(format!("add `{{{}}}` to the path, or remove the parameter", parameter.name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn texts_are_segments() {
        for (text, expected) in
            [("users:search", "users:search"), ("a b", "a%20b"), ("a%2Fb", "a%2Fb"), ("é", "%C3%A9")]
        {
            assert_eq!(encoded(text), expected);
        }
    }
}
