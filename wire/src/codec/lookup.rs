//! The index of a member by its name, with one comparison for nearly every name.

use super::record::Member;
use super::union::{Alternative, Scalar};

/// The size of the table: several times the number of members of most structs.
const PLACES: usize = 128;

/// A table that is computed at compile time: from the hash of a name to the first member with this hash, or to the first alternative of a union
/// whose tag has it.
pub(super) struct Lookup([u8; PLACES]);

impl Lookup {
    /// The table of these members. Members after the first 255 are found by a linear search.
    pub(super) const fn new(members: &[Member]) -> Self {
        let mut places = [0; PLACES];
        let mut index = if members.len() < 255 { members.len() } else { 255 };
        while index > 0 {
            // In reverse, so that the first member of a hash remains.
            places[Name::new(members[index - 1].name_bytes()).place()] = index as u8;
            index -= 1;
        }
        Self(places)
    }

    /// The table of the strings that are tags of these alternatives.
    pub(super) const fn of_tags(alternatives: &[Alternative]) -> Self {
        let mut places = [0; PLACES];
        let mut index = if alternatives.len() < 255 { alternatives.len() } else { 255 };
        while index > 0 {
            let tags = alternatives[index - 1].tags;
            let mut tag = 0;
            while tag < tags.len() {
                if let Scalar::Str(text) = tags[tag] {
                    places[Name::new(text.as_bytes()).place()] = index as u8;
                }
                tag += 1;
            }
            index -= 1;
        }
        Self(places)
    }

    /// The first index with the hash of this name, or a number that is not an index.
    #[inline]
    fn candidate(&self, name: &Name<'_>) -> usize {
        usize::from(self.0[name.place()]).wrapping_sub(1)
    }

    /// The first alternative with the hash of this tag, if the tag is one of its own.
    #[inline]
    pub(super) fn tagged(&self, alternatives: &[Alternative], tag: &str) -> Option<usize> {
        let name = Name::new(tag.as_bytes());
        let index = self.candidate(&name);
        let is_it = |own: &Scalar| matches!(own, Scalar::Str(own) if name.is(own.as_bytes()));
        alternatives.get(index)?.tags.iter().any(is_it).then_some(index)
    }

    /// The member with this name and its index, if it is the first with its hash, as nearly always.
    #[inline]
    pub(super) fn first<'m>(&self, members: &'m [Member], name: &str) -> Option<(usize, &'m Member)> {
        let name = Name::new(name.as_bytes());
        let index = self.candidate(&name);
        let member = members.get(index)?;
        name.is(member.name_bytes()).then_some((index, member))
    }

    /// The index of the member with this name.
    pub(super) fn find(&self, members: &[Member], name: &str) -> Option<usize> {
        let first = match self.candidate(&Name::new(name.as_bytes())) {
            usize::MAX if members.len() <= 255 => return None,
            // The member may not be in the table.
            usize::MAX => 0,
            first => first,
        };
        members[first..].iter().position(|member| member.name() == name).map(|index| first + index)
    }
}

/// A name with its ends, which are most of its hash and of its comparison.
pub(super) struct Name<'n> {
    bytes: &'n [u8],
    ends: (u64, u64),
}

impl<'n> Name<'n> {
    #[inline]
    pub(super) const fn new(bytes: &'n [u8]) -> Self {
        Self { bytes, ends: ends(bytes) }
    }

    /// The index in the table, from the length, the start and the end of the name.
    #[inline]
    const fn place(&self) -> usize {
        let (first, last) = self.ends;
        let mixed = (first ^ last.rotate_left(27) ^ self.bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 57) as usize % PLACES
    }

    /// Whether another name is equal. For most names, which are short, this is faster than a call of `memcmp`.
    #[inline]
    pub(super) fn is(&self, other: &[u8]) -> bool {
        if self.bytes.len() != other.len() || self.ends != ends(other) {
            return false;
        }
        // Up to 16 bytes, the two ends contain the whole name. For a longer name, the middle is compared too.
        match (self.bytes.get(8..), other.get(8..)) {
            (Some(a), Some(b)) if a.len() > 8 => {
                a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0).all(|(a, b)| a == b)
            }
            _ => true,
        }
    }
}

/// The first and the last eight bytes; for a shorter name, all bytes.
#[inline]
const fn ends(name: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64)
    } else if let [first, .., last] = name {
        (*first as u64, (*last as u64) << 8 | name[name.len() / 2] as u64)
    } else if let [only] = name {
        (*only as u64, 0)
    } else {
        (0, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::union::alternative;

    /// This many members, with names of all lengths.
    fn members(count: usize) -> Vec<Member> {
        let name = |index: usize| format!("\"{}{index}\":", "member_".repeat(index % 4));
        (0..count).map(|index| Member::optional(name(index).leak())).collect()
    }

    #[test]
    fn every_member_is_found_and_nothing_else() {
        for count in [0, 1, 27, 128, 255, 256, 600] {
            let members = members(count);
            let lookup = Lookup::new(&members);
            let mut at_once = 0;
            for (index, member) in members.iter().enumerate() {
                assert_eq!(lookup.find(&members, member.name()), Some(index), "{} of {count}", member.name());
                let first = lookup.first(&members, member.name());
                assert!(first.is_none_or(|(first, _)| first == index), "{} of {count}", member.name());
                at_once += usize::from(first.is_some());
            }
            assert!(count > 27 || at_once * 4 >= count * 3, "{at_once} of {count} are found at once");
            for name in ["", "m", "me", "mem", "memb", "member_", "members_0", "another member"] {
                assert_eq!(lookup.find(&members, name), None, "{name} of {count}");
                assert!(lookup.first(&members, name).is_none(), "{name} of {count}");
            }
        }
    }

    /// Alternatives without a tag, with one and with two; of equal tags, the first is found.
    #[test]
    fn every_tag_leads_to_its_alternative_or_to_one_before() {
        for count in [0, 1, 20, 200, 300] {
            let tag = |index: usize| Scalar::Str(format!("{}{index}", "kind_".repeat(index % 4)).leak());
            let tags = |index: usize| (0..index % 3).map(|twin| tag(index + twin)).collect::<Vec<_>>().leak() as &_;
            let alternatives: Vec<_> =
                (0..count).map(|index| alternative::of(alternative::OBJECT).tagged(tags(index))).collect();
            let lookup = Lookup::of_tags(&alternatives);
            let mut at_once = 0;
            for (index, alternative) in alternatives.iter().enumerate().take(255) {
                for own in alternative.tags {
                    let Scalar::Str(text) = own else { unreachable!("all are strings") };
                    let found = lookup.tagged(&alternatives, text);
                    assert!(found.is_none_or(|found| found <= index), "{text} of {count}");
                    at_once += usize::from(found.is_some());
                }
            }
            assert!(count != 20 || at_once > 10, "{at_once}");
        }
        assert_eq!(Lookup::of_tags(&[]).tagged(&[], "kind"), None);
    }

    #[test]
    fn names_are_the_same_if_every_byte_is() {
        for length in 0..40 {
            let name = &b"member_of_a_struct_with_a_name_of_length"[..length];
            assert!(Name::new(name).is(name));
            for at in 0..length {
                let mut other = name.to_owned();
                other[at] = b'-';
                assert!(!Name::new(name).is(&other), "{at} of {length}");
            }
        }
    }

    #[test]
    fn of_two_members_of_one_name_the_first_is_found() {
        let twice = [Member::optional("\"a\":"), Member::required("\"a\":")];
        assert_eq!(Lookup::new(&twice).find(&twice, "a"), Some(0));
    }
}
