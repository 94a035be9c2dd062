//! Patterns of names.

use std::fmt;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{SeqAccess, Visitor};

/// A pattern in which `*` matches any characters.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Glob {
    /// The text before the first `*`.
    start: String,
    /// The texts after each `*`.
    parts: Vec<String>,
}

impl From<String> for Glob {
    fn from(pattern: String) -> Self {
        Self::new(&pattern)
    }
}

impl Glob {
    /// Parses a pattern.
    #[must_use]
    pub fn new(pattern: &str) -> Self {
        let mut parts = pattern.split('*').map(str::to_owned);
        Self { start: parts.next().unwrap_or_default(), parts: parts.collect() }
    }

    /// Whether a name matches the pattern.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        let Some(mut rest) = name.strip_prefix(&*self.start) else { return false };
        let Some((last, middle)) = self.parts.split_last() else { return rest.is_empty() };
        for part in middle {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    }
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.start)?;
        self.parts.iter().try_for_each(|part| write!(f, "*{part}"))
    }
}

/// One pattern, or a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Globs(Vec<Glob>);

impl Globs {
    pub(crate) fn matches(&self, name: &str) -> bool {
        self.0.iter().any(|glob| glob.matches(name))
    }

    /// The first pattern; none if the list is empty.
    pub(crate) fn first(&self) -> Option<&Glob> {
        self.0.first()
    }

    /// The patterns that match none of these names.
    pub(crate) fn idle<'n>(&self, names: impl Iterator<Item = &'n str> + Clone) -> impl Iterator<Item = &Glob> {
        self.0.iter().filter(move |glob| !names.clone().any(|name| glob.matches(name)))
    }
}

impl<'de> Deserialize<'de> for Globs {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GlobsVisitor)
    }
}

struct GlobsVisitor;

impl<'de> Visitor<'de> for GlobsVisitor {
    type Value = Globs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, or a list of strings")
    }

    fn visit_str<E>(self, pattern: &str) -> Result<Globs, E> {
        Ok(Globs(vec![Glob::new(pattern)]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Globs, A::Error> {
        Deserialize::deserialize(SeqAccessDeserializer::new(list)).map(Globs)
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn globs() {
        for (pattern, name, matches) in [
            ("*Request", "api_v1_SendRequest", true),
            ("*Request", "RequestType", false),
            ("user_id", "user_id", true),
            ("user_id", "user_ids", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
            ("*", "", true),
            ("aa*aa", "aaa", false),
        ] {
            assert_eq!(Glob::new(pattern).matches(name), matches, "{pattern} {name}");
            assert_eq!(Glob::new(pattern).to_string(), pattern);
        }
    }
}
