//! The text of a change: our words, with foreign names and values between them.

use std::borrow::Cow;
use std::fmt::{self, Display};

use schemawright::visible;

/// The greatest number of characters of a name or value that is shown: a default may be large.
const SHOWN: usize = 120;

/// A sentence in which names and values are separate from our words, so that every format can escape them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message(Vec<Part>);

/// A part of a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Our words.
    Words(String),
    /// A foreign name or value, unescaped: it may contain anything.
    Code(String),
}

impl Message {
    /// Our words, with a name in place of each `{}`.
    pub(super) fn new(words: &str, names: &[&dyn Display]) -> Self {
        let mut parts = Vec::with_capacity(2 * names.len() + 1);
        let mut names = names.iter();
        for (index, words) in words.split("{}").enumerate() {
            if index > 0 {
                parts.extend(names.next().map(|name| Part::Code(name.to_string())));
            }
            if !words.is_empty() {
                parts.push(Part::Words(words.to_owned()));
            }
        }
        Self(parts)
    }

    /// A list of names: `a`, `b`.
    pub(super) fn list(names: impl IntoIterator<Item = impl Display>) -> Self {
        let mut parts = Vec::new();
        for name in names {
            if !parts.is_empty() {
                parts.push(Part::Words(", ".to_owned()));
            }
            parts.push(Part::Code(name.to_string()));
        }
        Self(parts)
    }

    /// The message, followed by another one.
    pub(super) fn then(mut self, mut other: Self) -> Self {
        self.0.append(&mut other.0);
        self
    }

    /// The parts, in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.0
    }
}

/// A message of words, with a name in place of each `{}`.
macro_rules! say {
    ($words:literal $(, $name:expr)* $(,)?) => {
        $crate::message::Message::new($words, &[$(&$name as &dyn std::fmt::Display),*])
    };
}
pub(super) use say;

/// A name or a value for display: on one line, shortened, and without terminal control characters.
#[must_use]
pub fn shown(code: &str) -> Cow<'_, str> {
    match code.char_indices().nth(SHOWN) {
        None => visible::line(code),
        Some((cut, _)) => Cow::Owned(format!("{}…", visible::line(&code[..cut]))),
    }
}

impl fmt::Display for Message {
    /// On one line, names and values in backticks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Words(words) => f.write_str(words),
            Part::Code(code) => write!(f, "`{}`", shown(code)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, Part};

    #[test]
    fn names_are_separate_from_words() {
        let message = say!("value {} of {} is removed", "a{}`\u{1b}[31m\n", "A").then(Message::list(["x", "y"]));
        assert_eq!(message.parts()[1], Part::Code("a{}`\u{1b}[31m\n".to_owned()));
        assert_eq!(message.to_string(), r"value `a{}`\u{1b}[31m\n` of `A` is removed`x`, `y`");
    }

    #[test]
    fn long_values_are_cut() {
        let text = say!("it is {}", "ä".repeat(1000)).to_string();
        assert_eq!(text, format!("it is `{}…`", "ä".repeat(120)));
    }
}
