//! Structs: objects with declared members.

mod indices;
mod macros;
mod member;

pub(super) use indices::Indices;
pub use member::Member;
pub(crate) use member::Rule;

use super::lookup::Lookup;
use super::matcher::Matcher;
use super::{Blank, Entries, Fault, Given, Record, Target, Token, UnknownFields, Wire};

/// The index of the members whose names match patterns.
pub const MATCHING: usize = usize::MAX - 1;

/// An index of the members that the schema does not declare.
const REST: usize = usize::MAX;

impl dyn Record + '_ {
    /// The place of the member at an index, which is present from now on.
    #[inline]
    pub(crate) fn open(&mut self, index: usize) -> &mut dyn Wire {
        match self.member_mut(index, true) {
            Some(place) => place,
            None => no_member(),
        }
    }

    /// Removes an optional member. Another one is unchanged.
    pub(crate) fn clear(&mut self, index: usize) {
        let _ = self.member_mut(index, false);
    }

    /// The members that the schema does not declare.
    pub(crate) fn rest(&self, shape: &Shape) -> Rest<'_> {
        if !shape.has_rest {
            return Rest::Refuse;
        }
        match self.member(REST).map(|rest| rest.give()) {
            Some(Given::Unknown(fields)) => Rest::Keep(fields),
            given => given.and_then(entries).map_or(Rest::Refuse, Rest::Typed),
        }
    }

    /// The place of the members that the schema does not declare.
    pub(crate) fn rest_mut(&mut self, shape: &Shape) -> RestMut<'_> {
        if !shape.has_rest {
            return RestMut::Refuse;
        }
        match self.open(REST).put(Token::Map) {
            Ok(Target::Unknown(fields)) => RestMut::Keep(fields),
            Ok(target) => entries_mut(target).map_or(RestMut::Refuse, RestMut::Typed),
            Err(_) => RestMut::Refuse,
        }
    }

    /// The members whose names match patterns of the schema.
    pub(crate) fn matching(&self, shape: &Shape) -> Option<&dyn Entries> {
        if !shape.has_matching {
            return None;
        }
        entries(self.member(MATCHING)?.give())
    }

    /// The place of the members whose names match patterns of the schema.
    pub(crate) fn matching_mut(&mut self, shape: &Shape) -> Option<&mut dyn Entries> {
        if !shape.has_matching {
            return None;
        }
        self.open(MATCHING).put(Token::Map).ok().and_then(entries_mut)
    }
}

/// The entries of a map: of typed values, or of any.
fn entries(given: Given<'_>) -> Option<&dyn Entries> {
    match given {
        Given::Map(entries) => Some(entries),
        Given::Object(members) => Some(members),
        _ => None,
    }
}

/// The place of the entries of a map: of typed values, or of any.
fn entries_mut(target: Target<'_>) -> Option<&mut dyn Entries> {
    match target {
        Target::Map(entries) => Some(entries),
        Target::Value(members) => members.entries(),
        _ => None,
    }
}

/// The member at an index that a struct does not have.
#[cold]
#[inline(never)]
pub fn no_member() -> ! {
    unreachable!("the struct has no member at this index")
}

/// The members that the schema does not declare.
pub(crate) enum Rest<'a> {
    /// They are kept unchanged.
    Keep(&'a UnknownFields),
    /// The schema gives them a type.
    Typed(&'a dyn Entries),
    /// The schema forbids them.
    Refuse,
}

/// The place of the members that the schema does not declare.
pub(crate) enum RestMut<'a> {
    /// They are kept unchanged.
    Keep(&'a mut UnknownFields),
    /// The schema gives them a type.
    Typed(&'a mut dyn Entries),
    /// The schema forbids them.
    Refuse,
}

/// The names of a struct and its members, computed at compile time.
pub struct Shape {
    /// The struct's name, for errors.
    pub(crate) name: &'static str,
    /// The declared members, in the order of the schema.
    pub(crate) members: &'static [Member],
    pub(super) lookup: Lookup,
    /// The required ones of the first 64 members, one bit each.
    required: u64,
    /// The forbidden members.
    pub(crate) without: &'static [&'static str],
    /// The forbidden names, as an automaton of the schema's patterns.
    refused: Matcher,
    /// The names that the schema's patterns match.
    matcher: Matcher,
    /// Whether there is a field for the members that patterns match.
    has_matching: bool,
    /// Whether there is a field for the members that the schema does not declare.
    has_rest: bool,
    /// Whether the names of other members are secrets.
    pub(crate) hides_names: bool,
    /// The values of absent members that their enums do not list, by the members' names, as texts.
    absent: &'static [(&'static str, &'static str)],
}

impl Shape {
    /// The shape of a struct with these members.
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
            has_matching: false,
            has_rest: false,
            hides_names: false,
            absent: &[],
        }
    }

    /// The same, with the values of absent members that their enums do not list.
    #[must_use]
    pub const fn absent(self, absent: &'static [(&'static str, &'static str)]) -> Self {
        Self { absent, ..self }
    }

    /// The same, with these members forbidden.
    #[must_use]
    pub const fn without(self, without: &'static [&'static str]) -> Self {
        Self { without, ..self }
    }

    /// The same, with members forbidden whose names match patterns.
    #[must_use]
    pub const fn refusing(self, refused: Matcher) -> Self {
        Self { refused, ..self }
    }

    /// The same, with members whose names match patterns.
    #[must_use]
    pub const fn matching(self, matcher: Matcher) -> Self {
        Self { matcher, has_matching: true, ..self }
    }

    /// The same, with a field that keeps the members that the schema does not declare.
    #[must_use]
    pub const fn keep(self) -> Self {
        Self { has_rest: true, ..self }
    }

    /// The same, with a field for the members that the schema does not declare, to which it gives a type.
    #[must_use]
    pub const fn typed(self) -> Self {
        Self { has_rest: true, ..self }
    }

    /// The same, without members that the schema does not declare.
    #[must_use]
    pub const fn refuse(self) -> Self {
        Self { has_rest: false, ..self }
    }

    /// The same; whether the names of members that the schema does not declare are secrets.
    #[must_use]
    pub const fn hiding_names(self, hides_names: bool) -> Self {
        Self { hides_names, ..self }
    }

    /// Whether a value says that a member is absent: the empty string, or the value that an absent member has.
    pub(crate) fn is_substitute(&self, name: &str, value: &dyn Wire) -> bool {
        let is_it = |text: &str| text.is_empty() || self.absent.contains(&(name, text));
        match value.give() {
            Given::Str(text) => is_it(text),
            Given::I64(number) if !self.absent.is_empty() => is_it(&number.to_string()),
            Given::U64(number) if !self.absent.is_empty() => is_it(&number.to_string()),
            _ => false,
        }
    }

    /// Whether the schema forbids a member.
    pub(crate) fn refuses(&self, name: &str) -> bool {
        self.without.contains(&name) || self.refused.has(name)
    }

    /// The reason why a member can't be an unknown one, if there is one.
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

    /// The member with this name, and its index.
    #[inline]
    pub(super) fn member(&self, name: &str) -> Option<(usize, &'static Member)> {
        self.lookup.first(self.members, name).or_else(|| self.later_member(name))
    }

    /// The same for a name that is not the first with its hash.
    #[inline(never)]
    fn later_member(&self, name: &str) -> Option<(usize, &'static Member)> {
        self.lookup.find(self.members, name).map(|index| (index, &self.members[index]))
    }

    /// Whether the schema declares this member.
    pub(crate) fn names(&self, name: &str) -> bool {
        self.member(name).is_some()
    }

    /// The first required member that is missing.
    #[inline]
    pub(super) fn missing(&self, seen: &Indices) -> Option<Member> {
        let absent = self.required & !seen.first;
        if absent != 0 {
            return self.members.get(absent.trailing_zeros() as usize).copied();
        }
        if self.members.len() <= 64 {
            return None;
        }
        let beyond = self.members.iter().enumerate().skip(64);
        let mut missing = beyond.filter(|(index, member)| member.rule == Rule::Required && !seen.contains(*index));
        missing.next().map(|(_, member)| *member)
    }
}

/// Decodes a token into a struct.
pub fn put_record<'a>(
    record: &'a mut dyn Record,
    shape: &'static Shape,
    token: Token<'_>,
) -> Result<Target<'a>, Fault> {
    match token {
        Token::Map => Ok(Target::Record(shape, record)),
        other => Err(Fault::unexpected(&other, format_args!("an object ({})", shape.name))),
    }
}

/// An optional member, if it is present.
#[inline]
pub fn optional<T: Blank>(member: &Option<T>) -> Option<&dyn Wire> {
    member.as_ref().map(Blank::as_wire)
}

/// The place of an optional member, which is present from now on; or none, and it is absent.
#[inline(never)]
pub fn open<T: Blank>(member: &mut Option<T>, open: bool) -> Option<&mut dyn Wire> {
    if !open {
        *member = None;
        return None;
    }
    Some(member.get_or_insert_with(T::blank).as_wire_mut())
}
