//! Patterns of names.

use serde::Deserialize;

/// A pattern in which `*` stands for any run of characters.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Glob {
    /// What stands before the first `*`.
    start: String,
    /// What stands behind each `*`.
    parts: Vec<String>,
}

impl From<String> for Glob {
    fn from(pattern: String) -> Self {
        Self::new(&pattern)
    }
}

impl Glob {
    pub(crate) fn new(pattern: &str) -> Self {
        let mut parts = pattern.split('*').map(str::to_owned);
        Self { start: parts.next().unwrap_or_default(), parts: parts.collect() }
    }

    pub(crate) fn matches(&self, name: &str) -> bool {
        let Some(mut rest) = name.strip_prefix(&*self.start) else { return false };
        let Some((last, middle)) = self.parts.split_last() else { return rest.is_empty() };
        for part in middle {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    }
}

/// One pattern, or a list of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Globs {
    One(Glob),
    Many(Vec<Glob>),
}

impl Globs {
    pub(crate) fn matches(&self, name: &str) -> bool {
        match self {
            Self::One(glob) => glob.matches(name),
            Self::Many(globs) => globs.iter().any(|glob| glob.matches(name)),
        }
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
        }
    }
}
