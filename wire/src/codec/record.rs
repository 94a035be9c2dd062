//! Structs: objects with members that the schema names.

mod macros;

use super::lookup::Lookup;
use super::marks::is_one;
use super::matcher::Matcher;
use super::{Entries, Fault, Target, Token, Wire};
use crate::UnknownFields;

/// A struct, whose members are known by their index in its [`Shape`].
pub trait Record {
    /// The names of the type and of its members.
    fn shape(&self) -> &'static Shape;

    /// The member of an index.
    fn member(&self, index: usize) -> &dyn Wire;

    /// The place of the member of an index.
    fn member_mut(&mut self, index: usize) -> &mut dyn Wire;

    /// Which of the first 64 members are there, a bit for each. The others declare this themselves.
    fn present(&self) -> u64;

    /// The members that the schema does not name.
    fn rest(&self) -> Rest<'_>;

    /// The place of the members that the schema does not name.
    fn rest_mut(&mut self) -> RestMut<'_>;

    /// The members whose names match patterns of the schema.
    fn matching(&self) -> Option<&dyn Entries> {
        None
    }

    /// The place of the members whose names match patterns of the schema.
    fn matching_mut(&mut self) -> Option<&mut dyn Entries> {
        None
    }
}

/// The members that the schema does not name.
pub enum Rest<'a> {
    /// They are kept as they are.
    Keep(&'a UnknownFields),
    /// The schema gives them a type.
    Typed(&'a dyn Entries),
    /// The schema forbids them.
    Refuse,
}

/// The place of the members that the schema does not name.
pub enum RestMut<'a> {
    /// They are kept as they are.
    Keep(&'a mut UnknownFields),
    /// The schema gives them a type.
    Typed(&'a mut dyn Entries),
    /// The schema forbids them.
    Refuse,
}

/// A member's name on the wire, what its absence means, and whether `Debug` prints it.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The name in quotes, and a colon.
    quoted: &'static str,
    /// Whether that is JSON: nothing in the name has to be escaped.
    is_json: bool,
    pub(crate) rule: Rule,
    pub(super) personal: bool,
}

/// What the absence of a member means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// An error. So is `null`, unless the type accepts it.
    Required,
    /// The member keeps its blank. So it does if it is `null`.
    Lenient,
    /// The member is `None`. So it is if it is `null`.
    Optional,
    /// The member is `None`. `null` is a value of its own.
    Nullable,
}

impl Member {
    /// A member that must be there, by its name in quotes and a colon: [`__quoted`](crate::__quoted).
    #[must_use]
    pub const fn required(quoted: &'static str) -> Self {
        Self::new(quoted, Rule::Required)
    }

    /// A member that the schema requires, and that has a value where it is absent or `null`.
    #[must_use]
    pub const fn lenient(quoted: &'static str) -> Self {
        Self::new(quoted, Rule::Lenient)
    }

    /// A member that may be absent; `null` says the same.
    #[must_use]
    pub const fn optional(quoted: &'static str) -> Self {
        Self::new(quoted, Rule::Optional)
    }

    /// A member that may be absent, and whose type takes `null`.
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
        Self { quoted, is_json, rule, personal: false }
    }

    /// The name.
    #[inline]
    pub(crate) const fn name(&self) -> &'static str {
        let (name, _) = self.quoted.split_at(self.quoted.len() - 2);
        name.split_at(1).1
    }

    /// The bytes of the name.
    #[inline]
    pub(super) const fn name_bytes(&self) -> &'static [u8] {
        match self.quoted.as_bytes() {
            [b'"', name @ .., b'"', b':'] => name,
            _ => &[],
        }
    }

    /// The name as JSON, and a colon, unless something in it has to be escaped.
    #[inline]
    pub(crate) fn quoted(&self) -> Option<&'static str> {
        self.is_json.then_some(self.quoted)
    }

    /// The same of a member that is personal, so that `Debug` does not print it.
    #[must_use]
    pub const fn personal(self) -> Self {
        Self { personal: true, ..self }
    }

    /// Whether nothing is written where there is nothing.
    pub(super) fn may_be_absent(self) -> bool {
        matches!(self.rule, Rule::Optional | Rule::Nullable)
    }
}

/// What the codec knows of a struct, made while compiling.
pub struct Shape {
    /// The struct's name, for errors.
    pub(crate) name: &'static str,
    /// The members that the schema names, in its order.
    pub(crate) members: &'static [Member],
    pub(super) lookup: Lookup,
    /// Which of the first 64 must be there, a bit for each.
    required: u64,
    /// Members that must not be there.
    pub(crate) without: &'static [&'static str],
    /// The names of those that must not be there, by patterns of the schema.
    refused: Matcher,
    /// The names that patterns of the schema match.
    matcher: Matcher,
}

impl Shape {
    /// The shape of a struct of these members.
    #[must_use]
    pub const fn new(name: &'static str, members: &'static [Member]) -> Self {
        let mut required = 0;
        let mut index = 0;
        while index < members.len() && index < 64 {
            if matches!(members[index].rule, Rule::Required) {
                required |= 1 << index;
            }
            index += 1;
        }
        Self {
            name,
            members,
            lookup: Lookup::new(members),
            required,
            without: &[],
            refused: Matcher::NONE,
            matcher: Matcher::NONE,
        }
    }

    /// The same without these members.
    #[must_use]
    pub const fn without(self, without: &'static [&'static str]) -> Self {
        Self { without, ..self }
    }

    /// The same without members whose names match patterns.
    #[must_use]
    pub const fn refusing(self, refused: Matcher) -> Self {
        Self { refused, ..self }
    }

    /// The same with members whose names match patterns.
    #[must_use]
    pub const fn matching(self, matcher: Matcher) -> Self {
        Self { matcher, ..self }
    }

    /// Whether the schema says that a member must not be there.
    pub(crate) fn refuses(&self, name: &str) -> bool {
        self.without.contains(&name) || self.refused.has(name)
    }

    /// Why a member can't be an unknown one, if so.
    pub(crate) fn bars(&self, name: &str) -> Option<&'static str> {
        let reasons = [
            (self.names(name), "is a field of"),
            (self.matches(name), "matches a pattern of"),
            (self.refuses(name), "must not be a member of"),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
    }

    /// Whether the name of a member matches a pattern of the schema.
    pub(crate) fn matches(&self, name: &str) -> bool {
        self.matcher.has(name)
    }

    /// Whether the schema names this member.
    pub(crate) fn names(&self, name: &str) -> bool {
        self.lookup.find(self.members, name).is_some()
    }

    /// The first member that must be there and is not.
    #[inline]
    pub(super) fn missing(&self, seen: &Indices) -> Option<Member> {
        let absent = self.required & !seen.first;
        if absent != 0 {
            return self.members.get(absent.trailing_zeros() as usize).copied();
        }
        let beyond = self.members.iter().enumerate().skip(64);
        let mut missing = beyond.filter(|(index, member)| member.rule == Rule::Required && !seen.contains(*index));
        missing.next().map(|(_, member)| *member)
    }
}

/// Takes a token for a struct.
pub fn put_record<'a>(record: &'a mut dyn Record, token: Token<'_>) -> Result<Target<'a>, Fault> {
    match token {
        Token::Map => Ok(Target::Record(record)),
        other => Err(Fault::unexpected(&other, format_args!("an object ({})", record.shape().name))),
    }
}

/// A set of member indices: 64 without an allocation, more with one.
#[derive(Default)]
pub(super) struct Indices {
    first: u64,
    rest: Vec<u64>,
}

impl Indices {
    /// Whether the index is new.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = if index < 64 { &mut self.first } else { self.word(index / 64) };
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    #[cold]
    fn word(&mut self, word: usize) -> &mut u64 {
        if self.rest.len() < word {
            self.rest.resize(word, 0);
        }
        &mut self.rest[word - 1]
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.rest.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Indices;

    #[test]
    fn indices_beyond_the_first_word() {
        let mut indices = Indices::default();
        for index in [0, 63, 64, 200] {
            assert!(!indices.contains(index));
            assert!(indices.insert(index));
            assert!(!indices.insert(index));
            assert!(indices.contains(index));
        }
        assert!(!indices.contains(128));
        assert!(!indices.contains(100_000));
    }
}
