//! The reason why a value does not decode, with its path.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::{self, Display, Write as _};

use serde_core::de::Error;

use super::token::Token;

/// The greatest number of characters of a key in an error.
const KEY: usize = 100;

/// The greatest number of an enum's values in an error.
const NAMED: usize = 4;

const MISSING: &str = "is missing, but required";

/// The greatest number of segments at each end of a path in an error.
const SEGMENTS: usize = 64;

/// The reason why a value does not decode. The path grows as the error unwinds: each object and each list adds one segment.
///
/// A fault contains names of members and types, and the expected type. It never contains a value, so it can't leak one.
pub struct Fault(Box<Inner>);

struct Inner {
    /// The segments, from the innermost to the outermost.
    path: Vec<Segment>,
    /// The name of the innermost struct; empty outside of any struct.
    of: &'static str,
    subject: Subject,
    text: Cow<'static, str>,
}

/// The subject of a fault's text.
#[derive(Clone, Copy)]
enum Subject {
    /// The value at the path.
    Value,
    /// The member at the path.
    Member,
    /// The member at the path, which the schema does not declare.
    UnknownMember,
}

enum Segment {
    Name(&'static str),
    Key(String),
    /// A key that is a part of a secret, or personal.
    HiddenKey,
    Index(usize),
}

impl Fault {
    fn new(subject: Subject, text: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { path: Vec::new(), of: "", subject, text: text.into() }))
    }

    /// A fault of the value itself.
    #[cold]
    pub fn of_value(text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Subject::Value, text)
    }

    /// A value of a wrong type.
    #[cold]
    pub fn unexpected(token: &Token<'_>, expected: impl Display) -> Self {
        Self::of_value(format!("invalid type: {}, expected {expected}", token.kind()))
    }

    /// A value of the right JSON type with an invalid content.
    #[cold]
    pub fn invalid(token: &Token<'_>, expected: impl Display) -> Self {
        Self::of_value(format!("invalid value: {}, expected {expected}", token.kind()))
    }

    /// A value that an enum does not list. The values of a short list are named: they are part of the schema.
    #[cold]
    pub(crate) fn unlisted<V: fmt::Debug>(kind: &str, name: &'static str, values: &[V]) -> Self {
        let quoted = |value| format!("`{}`", format!("{value:?}").trim_matches('"'));
        let shown = values.iter().take(NAMED).map(quoted).collect::<Vec<_>>().join(" or ");
        match values.len() <= NAMED && shown.len() <= KEY {
            true => Self::of_value(format!("invalid value: {kind}, expected {shown} ({name})")),
            false => Self::of_value(format!("invalid value: {kind}, expected a value of {name}")),
        }
    }

    /// A required member that is missing.
    #[cold]
    pub(crate) fn missing(name: &'static str, of: &'static str) -> Self {
        Self::new(Subject::Member, MISSING).in_member(name, of)
    }

    /// A duplicate member of a struct.
    #[cold]
    pub(crate) fn duplicate_member(name: &'static str, of: &'static str) -> Self {
        Self::new(Subject::Member, "is duplicated").in_member(name, of)
    }

    /// A duplicate member of a map.
    #[cold]
    pub(crate) fn duplicate_key(key: &str) -> Self {
        Self::new(Subject::Member, "is duplicated").in_key(key)
    }

    /// A duplicate member of a map of secrets.
    #[cold]
    pub(crate) fn duplicate_hidden_key() -> Self {
        Self::new(Subject::Member, "is duplicated").in_hidden_key()
    }

    /// A member that the schema does not declare, where those are rejected.
    #[cold]
    pub(crate) fn unknown(key: &str, of: &'static str, reason: &'static str) -> Self {
        Self::new(Subject::UnknownMember, reason).in_member_of(key, of)
    }

    /// Whether a key is at fault, and not a value. Its path ends with the key.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self.0.subject, Subject::UnknownMember)
    }

    /// Adds the name of the member that contains the value.
    #[cold]
    pub(crate) fn in_member(mut self, name: &'static str, of: &'static str) -> Self {
        self.0.path.push(Segment::Name(name));
        self.in_type(of)
    }

    /// Sets the type that contains the value, unless an inner type is set.
    #[cold]
    pub(crate) fn in_type(mut self, of: &'static str) -> Self {
        if self.0.of.is_empty() {
            self.0.of = of;
        }
        self
    }

    /// Adds a member of a type with a handwritten implementation.
    #[cold]
    #[must_use]
    pub fn in_member_of(self, name: &str, of: &'static str) -> Self {
        self.in_key(name).in_type(of)
    }

    /// A required member that is missing, in a type with a handwritten implementation.
    #[cold]
    pub fn missing_member_of(name: &str, of: &'static str) -> Self {
        Self::new(Subject::Member, MISSING).in_member_of(name, of)
    }

    /// Adds the key of the map entry that contains the value.
    #[cold]
    pub(crate) fn in_key(mut self, key: &str) -> Self {
        self.0.path.push(Segment::Key(shown_key(key).into_owned()));
        self
    }

    /// Adds the key of an entry in a map of secrets. It is not in the path: `tokens.{}`.
    #[cold]
    pub(crate) fn in_hidden_key(mut self) -> Self {
        self.0.path.push(Segment::HiddenKey);
        self
    }

    /// Hides the keys in the path, because they are data of a user.
    #[cold]
    pub(crate) fn with_hidden_keys(mut self) -> Self {
        let keys = self.0.path.iter_mut().filter(|segment| matches!(segment, Segment::Key(_)));
        keys.for_each(|key| *key = Segment::HiddenKey);
        self
    }

    /// Adds the index of the value in a list.
    #[cold]
    pub(crate) fn in_element(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Index(index));
        self
    }

    /// The path: `authentication_factors[1].type`. Empty for the whole input.
    pub(crate) fn path(&self) -> String {
        let mut text = String::new();
        let count = self.0.path.len();
        for (at, segment) in self.0.path.iter().rev().enumerate() {
            if at == SEGMENTS && count > 2 * SEGMENTS {
                text.push_str(".…");
            }
            if at >= SEGMENTS && at + SEGMENTS < count {
                continue;
            }
            segment.append_to(&mut text);
        }
        text
    }

    /// Converts it into the error of a format. While the format makes its error, [`Fault::handed_over`] returns the fault.
    #[cold]
    pub fn into_error<E: Error>(self) -> E {
        let text = self.to_string();
        HANDED_OVER.set(Some(self));
        let error = E::custom(text);
        HANDED_OVER.take();
        error
    }

    /// The fault that [`Fault::into_error`] is converting.
    ///
    /// `serde::de::Error::custom` takes only a text. With this, [`decode`](crate::decode) gets the path without parsing that text.
    pub(crate) fn handed_over() -> Option<Self> {
        HANDED_OVER.take()
    }
}

thread_local! {
    static HANDED_OVER: Cell<Option<Fault>> = const { Cell::new(None) };
}

impl Segment {
    fn append_to(&self, path: &mut String) {
        let name = match self {
            Segment::Index(index) => {
                // Writing to a `String` can't fail.
                let _ = write!(path, "[{index}]");
                return;
            }
            Segment::HiddenKey => return append_hidden_name(path),
            Segment::Name(name) => name,
            Segment::Key(key) => key.as_str(),
        };
        append_name(name, path);
    }
}

/// Adds the name of a member to a path: in brackets and quotes if it contains characters of the path syntax.
pub(crate) fn append_name(name: &str, path: &mut String) {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@' | '…');
    if name.is_empty() || !name.chars().all(plain) {
        // Writing to a `String` can't fail.
        let _ = write!(path, "[{name:?}]");
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// Adds a name that is not shown to a path.
pub(crate) fn append_hidden_name(path: &mut String) {
    path.push_str(if path.is_empty() { "{}" } else { ".{}" });
}

/// A key as it is shown in a path.
pub(crate) fn shown_key(key: &str) -> Cow<'_, str> {
    match key.char_indices().nth(KEY) {
        Some((end, _)) => format!("{}…", &key[..end]).into(),
        None => key.into(),
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { path, of, subject, text } = &*self.0;
        if path.is_empty() {
            return f.write_str(text);
        }
        let unknown = if let Subject::UnknownMember = subject { "unknown member " } else { "" };
        write!(f, "{unknown}`{}`", self.path())?;
        if !of.is_empty() {
            write!(f, " of {of}")?;
        }
        let between = match subject {
            Subject::Value => ": ",
            Subject::Member => " ",
            Subject::UnknownMember => ", ",
        };
        write!(f, "{between}{text}")
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// The reason in place of a message that may quote a value.
pub(crate) const WITHHELD: &str =
    "the value does not match its type (the message is withheld, because it may quote the value)";

/// The message of `serde_json` for text that is not JSON or is nested too deep. It quotes nothing. The position is removed, because our
/// errors have their own.
pub(crate) fn words_of(error: &serde_json::Error) -> String {
    if error.is_data() {
        return WITHHELD.to_owned();
    }
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&position).map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_quoted_in_paths() {
        let fault = Fault::of_value("no").in_key("x5t#S256").in_element(0).in_member("a", "A").in_key("");
        assert_eq!(fault.path(), r#"[""].a[0]["x5t#S256"]"#);
        assert_eq!(fault.to_string(), r#"`[""].a[0]["x5t#S256"]` of A: no"#);
    }

    #[test]
    fn a_fault_of_the_whole_input_has_no_path() {
        assert_eq!(Fault::of_value("no").to_string(), "no");
    }

    #[test]
    fn the_innermost_struct_is_named() {
        let fault = Fault::missing("b", "B").in_member("a", "A");
        assert_eq!(fault.to_string(), "`a.b` of B is missing, but required");
    }

    #[test]
    fn keys_and_paths_are_bounded() {
        let mut fault = Fault::of_value("no").in_key(&"ü".repeat(1_000_000));
        for index in 0..100_000 {
            fault = fault.in_element(index);
        }
        let path = fault.path();
        assert!(path.contains("…") && path.len() < 2_000, "{}", path.len());
        assert!(path.starts_with("[99999][99998]"), "{path}");
    }

    #[test]
    fn a_fault_is_handed_over_once() {
        struct Taken(Option<Fault>);
        impl fmt::Debug for Taken {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("Taken")
            }
        }
        impl Display for Taken {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("Taken")
            }
        }
        impl std::error::Error for Taken {}
        impl Error for Taken {
            fn custom<T: Display>(_: T) -> Self {
                Self(Fault::handed_over())
            }
        }
        let taken: Taken = Fault::of_value("no").in_element(3).into_error();
        assert_eq!(taken.0.map(|fault| fault.path()), Some("[3]".to_owned()));
        // A format that does not take the fault leaves nothing behind.
        let _: serde_json::Error = Fault::of_value("no").into_error();
        assert!(Fault::handed_over().is_none());
    }
}
