//! The members of structs.

use crate::codec::marks::is_one;
use crate::codec::personal::Privacy;

/// A member's name on the wire, the meaning of its absence, and whether `Debug` prints it.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The name in quotes, followed by a colon.
    quoted: &'static str,
    /// Whether that is valid JSON: no character of the name needs an escape.
    is_json: bool,
    pub(crate) rule: Rule,
    pub(crate) privacy: Privacy,
}

/// The meaning of a member's absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// An error; `null` is too, unless the type accepts it.
    Required,
    /// The member keeps its blank; with `null` too.
    Lenient,
    /// The member is `None`; with `null` too.
    Optional,
    /// The member is `None`. `null` is a distinct value.
    Nullable,
}

impl Member {
    /// A required member, by its name in quotes followed by a colon.
    #[must_use]
    pub const fn required(quoted: &'static str) -> Self {
        Self::new(quoted, Rule::Required)
    }

    /// A member that the schema requires, and that has a value if it is absent or `null`.
    #[must_use]
    pub const fn lenient(quoted: &'static str) -> Self {
        Self::new(quoted, Rule::Lenient)
    }

    /// A member that may be absent or `null`.
    #[must_use]
    pub const fn optional(quoted: &'static str) -> Self {
        Self::new(quoted, Rule::Optional)
    }

    /// A member that may be absent, and whose type accepts `null`.
    #[must_use]
    pub const fn nullable(quoted: &'static str) -> Self {
        Self::new(quoted, Rule::Nullable)
    }

    const fn new(quoted: &'static str, rule: Rule) -> Self {
        let (mut is_json, mut at) = (true, 1);
        while at + 2 < quoted.len() {
            is_json &= !is_one(quoted.as_bytes()[at]);
            at += 1;
        }
        Self { quoted, is_json, rule, privacy: Privacy::Open }
    }

    /// The name.
    #[inline]
    pub(crate) const fn name(&self) -> &'static str {
        let (name, _) = self.quoted.split_at(self.quoted.len() - 2);
        name.split_at(1).1
    }

    /// The bytes of the name.
    #[inline]
    pub(in crate::codec) const fn name_bytes(&self) -> &'static [u8] {
        match self.quoted.as_bytes() {
            // `"name":`, see `new`.
            [_, name @ .., _, _] => name,
            _ => &[],
        }
    }

    /// The name as JSON, followed by a colon; none if a character needs an escape.
    #[inline]
    pub(crate) fn quoted(&self) -> Option<&'static str> {
        self.is_json.then_some(self.quoted)
    }

    /// The same for a personal member, which `Debug` does not print.
    #[must_use]
    pub const fn personal(self) -> Self {
        Self { privacy: Privacy::Personal, ..self }
    }

    /// The same for a member with secrets, which is printed nowhere.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self { privacy: Privacy::Secret, ..self }
    }

    /// Whether it may be absent: [`Record::member`] is none then.
    pub(crate) fn may_be_absent(self) -> bool {
        matches!(self.rule, Rule::Optional | Rule::Nullable)
    }

    /// Whether `null` means the same as an absent member.
    pub(crate) fn skips_null(self) -> bool {
        matches!(self.rule, Rule::Lenient | Rule::Optional)
    }
}
