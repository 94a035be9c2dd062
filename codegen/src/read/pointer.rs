//! JSON Pointers (RFC 6901).

use std::borrow::Cow;

/// A pointer with one more step.
#[must_use]
pub fn push(pointer: &str, segment: &str) -> String {
    let segment = escape(segment);
    let mut pushed = String::with_capacity(pointer.len() + 1 + segment.len());
    pushed.push_str(pointer);
    pushed.push('/');
    pushed.push_str(&segment);
    pushed
}

/// The steps of a pointer, unescaped.
pub(crate) fn segments(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// The name in a step of a pointer (section 4).
#[must_use]
pub fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

fn escape(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}

#[cfg(test)]
mod tests {
    use super::{push, segments, unescape};

    #[test]
    fn escapes_and_back() {
        let pointer = push(&push("", "a/b"), "~1");
        assert_eq!(pointer, "/a~1b/~01");
        assert_eq!(segments(&pointer).collect::<Vec<_>>(), ["a/b", "~1"]);
        assert_eq!(segments("").count(), 0);
        assert_eq!(unescape("b~1~0c~01"), "b/~c~1");
    }
}
