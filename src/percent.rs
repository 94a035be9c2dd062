//! Percent-encoding (RFC 3986, section 2.1).

use std::fmt::Write;

/// Encodes text as one segment of a path: nothing of it separates segments, or begins a query.
pub(crate) fn segment(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    push(&mut encoded, text);
    encoded
}

/// Encodes names and values as `application/x-www-form-urlencoded`.
pub(crate) fn form<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut encoded = String::new();
    for (name, value) in fields {
        if !encoded.is_empty() {
            encoded.push('&');
        }
        push(&mut encoded, name);
        encoded.push('=');
        push(&mut encoded, value);
    }
    encoded
}

/// Keeps the unreserved characters (RFC 3986, section 2.3), and encodes all others.
fn push(encoded: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{form, segment};

    #[test]
    fn a_segment_stays_one() {
        assert_eq!(segment("a/../b?c#d e%\u{e4}"), "a%2F..%2Fb%3Fc%23d%20e%25%C3%A4");
        assert_eq!(segment("project-test-16d9ba61"), "project-test-16d9ba61");
    }

    #[test]
    fn a_form() {
        assert_eq!(form([("a", "1&2=3"), ("b", "x y+z")]), "a=1%262%3D3&b=x%20y%2Bz");
        assert_eq!(form([]), "");
    }
}
