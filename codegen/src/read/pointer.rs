//! JSON Pointers (RFC 6901).

use std::borrow::Cow;

use serde_json::Value;

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

/// The value at a pointer. `Value::pointer` copies each step of the pointer twice.
pub(crate) fn find<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return None;
    }
    segments(pointer).try_fold(value, |value, segment| match value {
        Value::Object(members) => members.get(&*segment),
        Value::Array(items) => items.get(index(&segment)?),
        _ => None,
    })
}

/// The index in a step: digits without a leading zero (section 4).
fn index(segment: &str) -> Option<usize> {
    let is_canonical = !segment.starts_with('+') && (segment == "0" || !segment.starts_with('0'));
    if is_canonical { segment.parse().ok() } else { None }
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
    use serde_json::json;

    use super::{find, push, segments, unescape};

    #[test]
    fn escapes_and_back() {
        let pointer = push(&push("", "a/b"), "~1");
        assert_eq!(pointer, "/a~1b/~01");
        assert_eq!(segments(&pointer).collect::<Vec<_>>(), ["a/b", "~1"]);
        assert_eq!(segments("").count(), 0);
        assert_eq!(unescape("b~1~0c~01"), "b/~c~1");
    }

    #[test]
    fn values_are_those_of_serde_json() {
        let value = json!({"a/b": [[1, 2], {"~": null}], "": {"": true}, "0": "zero"});
        for pointer in [
            "",
            "/",
            "//",
            "/a~1b",
            "/a~1b/0",
            "/a~1b/0/1",
            "/a~1b/1/~0",
            "/a~1b/01",
            "/a~1b/+1",
            "/a~1b/-",
            "/a~1b/2",
            "/0",
            "/0/0",
            "a",
            "#/a",
            "/none",
            "/a~1b/00",
            "/a~1b/",
            "/a~1b/99999999999999999999",
        ] {
            assert_eq!(find(&value, pointer), value.pointer(pointer), "{pointer}");
        }
    }
}
