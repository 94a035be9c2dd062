//! JSON Pointers (RFC 6901), and references that contain one as their fragment.

/// The pointer one step further down.
pub(super) fn push(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// A step as it is called.
pub(super) fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// The text with its `%C2%AB` decoded; none, if that is no UTF-8. A `%` that begins no such code stands for itself.
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
    fn steps_are_escaped() {
        assert_eq!(push("/a", "b/~c"), "/a/b~1~0c");
        assert_eq!(unescape("b~1~0c~01"), "b/~c~1");
    }

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
