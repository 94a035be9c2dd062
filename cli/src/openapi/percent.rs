//! Percent-encoding in the fragments of references (RFC 3986, section 2.1).

/// The text with codes such as `%C2%AB` decoded; none if the result is not UTF-8. A `%` without a code is kept.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *byte == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit())) {
            Some(code) => {
                decoded.extend(u8::from_str_radix(code, 16));
                rest = &tail[2..];
            }
            None => {
                decoded.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_decoded() {
        for (text, expected) in [
            ("Map%C2%ABint%C2%BB", Some("Map«int»")),
            ("a%20b", Some("a b")),
            ("100%", Some("100%")),
            ("%zz%+1", Some("%zz%+1")),
            ("%C2", None),
            ("«", Some("«")),
        ] {
            assert_eq!(percent_decoded(text).as_deref(), expected, "{text}");
        }
    }
}
