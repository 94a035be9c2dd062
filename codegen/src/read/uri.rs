//! URIs of files and references (RFC 3986).

use fluent_uri::{Uri, UriRef};

/// A URI for a file without an `$id`: relative references resolve to relative files.
pub(super) fn retrieval_uri(name: &str) -> Uri<String> {
    let mut uri = String::from("file:///");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    Uri::parse(uri).expect("only unreserved characters are left")
}

pub(super) fn resolve_uri(reference: &str, base: &Uri<String>) -> Option<Uri<String>> {
    UriRef::parse(reference).ok()?.resolve_against(&without_fragment(base)).ok().map(|uri| uri.normalize())
}

/// A reference with percent-encoding for all characters that are invalid in a fragment (RFC 3986, section 3.5), such as the brackets of
/// `#/definitions/List<string>`; none if there are no such characters.
pub(super) fn with_encoded_fragment(reference: &str) -> Option<String> {
    let (before, fragment) = reference.split_once('#')?;
    let mut encoded = format!("{before}#");
    for (at, byte) in fragment.bytes().enumerate() {
        let is_escape = || fragment.as_bytes()[at..].get(1..3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let stays =
            byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) || byte == b'%' && is_escape();
        if stays {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    (encoded != reference).then_some(encoded)
}

/// A reference without its fragment.
pub(crate) fn before_fragment(reference: &str) -> &str {
    reference.split_once('#').map_or(reference, |(before, _)| before)
}

pub(super) fn without_fragment(uri: &Uri<String>) -> Uri<String> {
    uri.strip_fragment().to_owned()
}
