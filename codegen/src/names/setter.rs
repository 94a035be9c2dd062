//! The names of setters.

use std::borrow::Cow;

/// The methods and functions that every struct has without importing a trait: those of the traits that it derives or has by a blanket
/// implementation, and `new`. An inherent method hides a trait's: `value.clone()` would call the setter of a field `clone`.
///
/// The list is fixed: a name on it is never the name of a setter, and no other name is changed, so the name of a setter never depends on
/// other fields.
pub(crate) const TAKEN: &[&str] = &[
    // Inherent functions.
    "new",
    // `Clone`, and `CloneToUninit`, which every `Clone` type has.
    "clone",
    "clone_from",
    "clone_to_uninit",
    // `Debug`, `Default`.
    "fmt",
    "default",
    // `PartialEq`, `Eq`, `Hash`.
    "eq",
    "ne",
    "hash",
    "hash_slice",
    // `Serialize`, `Deserialize`.
    "serialize",
    "deserialize",
    // All types have these: `From`, `Into`, `TryFrom`, `TryInto`, `Borrow`, `BorrowMut`, `ToOwned`, `Any`.
    "from",
    "into",
    "try_from",
    "try_into",
    "borrow",
    "borrow_mut",
    "to_owned",
    "clone_into",
    "type_id",
    // `Maybe`, `ExposePersonal`, `Validate` and `Example` of `schemawright_wire`.
    "maybe",
    "expose_personal",
    "validate",
    "example",
    "minimal",
];

/// The name of the setter of a field: the field's own, or `set_…` if that is taken.
///
/// ```text
/// user_id → user_id      clone → set_clone      set_clone → set_set_clone
/// ```
///
/// No two fields share a setter: a name that starts with `set_` and ends with a taken name gets one more.
pub(crate) fn setter_name(field: &str) -> Cow<'_, str> {
    free(field, |name| TAKEN.contains(&name))
}

/// The additional methods of every call: those of `schemawright-wire`'s traits and of their extensions.
const TAKEN_OF_CALLS: &[&str] =
    &["body", "headers", "http_request", "json", "next", "next_cursor", "path", "read", "set_cursor", "url", "values"];

/// The same for a field of a call.
pub(crate) fn call_setter_name(field: &str) -> Cow<'_, str> {
    free(field, |name| TAKEN.contains(&name) || TAKEN_OF_CALLS.contains(&name))
}

fn free(field: &str, is_taken: impl Fn(&str) -> bool) -> Cow<'_, str> {
    let mut rest = field;
    while let Some(stripped) = rest.strip_prefix("set_") {
        rest = stripped;
    }
    if is_taken(rest) || is_taken(field) { Cow::Owned(format!("set_{field}")) } else { Cow::Borrowed(field) }
}

#[cfg(test)]
mod tests {
    use super::{TAKEN, call_setter_name, setter_name};

    #[test]
    fn setters_never_hide_common_methods() {
        for (field, setter) in [
            ("user_id", "user_id"),
            ("clone", "set_clone"),
            ("set_clone", "set_set_clone"),
            ("set_set_clone", "set_set_set_clone"),
            ("set_name", "set_name"),
            ("cloned", "cloned"),
            ("new", "set_new"),
        ] {
            assert_eq!(setter_name(field), setter);
        }
        for (field, setter) in
            [("path", "set_path"), ("set_path", "set_set_path"), ("set_cursor", "set_set_cursor"), ("cursor", "cursor")]
        {
            assert_eq!(call_setter_name(field), setter);
        }
        for name in TAKEN {
            assert_eq!(setter_name(name), format!("set_{name}"));
        }
    }
}
