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
            places[place(members[index - 1].name_bytes())] = index as u8;
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
                    places[place(text.as_bytes())] = index as u8;
                }
                tag += 1;
            }
            index -= 1;
        }
        Self(places)
    }

    /// The first index with the hash of this name.
    #[inline]
    pub(super) fn candidate(&self, name: &str) -> Option<usize> {
        usize::from(self.0[place(name.as_bytes())]).checked_sub(1)
    }

    /// The index of the member with this name, if it is the first with its hash, as nearly always.
    #[inline]
    pub(super) fn first(&self, members: &[Member], name: &str) -> Option<usize> {
        let index = self.candidate(name)?;
        same(members.get(index)?.name_bytes(), name.as_bytes()).then_some(index)
    }

    /// The index of the member with this name.
    pub(super) fn find(&self, members: &[Member], name: &str) -> Option<usize> {
        let first = match usize::from(self.0[place(name.as_bytes())]) {
            0 if members.len() <= 255 => return None,
            // The member may not be in the table.
            0 => 0,
            first => first - 1,
        };
        members[first..].iter().position(|member| member.name() == name).map(|index| first + index)
    }
}

/// Whether two names are equal. For most names, which are short, this is faster than a call of `memcmp`.
#[inline]
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() || ends(a) != ends(b) {
        return false;
    }
    // Up to 16 bytes, the two ends contain the whole name. For a longer name, the middle is compared too.
    match (a.get(8..), b.get(8..)) {
        (Some(a), Some(b)) if a.len() > 8 => a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0).all(|(a, b)| a == b),
        _ => true,
    }
}

/// The index in the table, from the length, the start and the end of a name.
#[inline]
const fn place(name: &[u8]) -> usize {
    let (first, last) = ends(name);
    let mixed = (first ^ last.rotate_left(27) ^ name.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 57) as usize % PLACES
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
                assert!(first.is_none_or(|first| first == index), "{} of {count}", member.name());
                at_once += usize::from(first.is_some());
            }
            assert!(count > 27 || at_once * 4 >= count * 3, "{at_once} of {count} are found at once");
            for name in ["", "m", "me", "mem", "memb", "member_", "members_0", "another member"] {
                assert_eq!(lookup.find(&members, name), None, "{name} of {count}");
                assert_eq!(lookup.first(&members, name), None, "{name} of {count}");
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
                    let candidate = lookup.candidate(text).expect("its place is not empty");
                    assert!(candidate <= index, "{text} of {count}");
                    at_once += usize::from(candidate == index);
                }
            }
            assert!(count != 20 || at_once > 10, "{at_once}");
        }
        assert_eq!(Lookup::of_tags(&[]).candidate("kind"), None);
    }

    #[test]
    fn names_are_the_same_if_every_byte_is() {
        for length in 0..40 {
            let name = &b"member_of_a_struct_with_a_name_of_length"[..length];
            assert!(same(name, name));
            for at in 0..length {
                let mut other = name.to_owned();
                other[at] = b'-';
                assert!(!same(name, &other), "{at} of {length}");
            }
        }
    }

    #[test]
    fn of_two_members_of_one_name_the_first_is_found() {
        let twice = [Member::optional("\"a\":"), Member::required("\"a\":")];
        assert_eq!(Lookup::new(&twice).find(&twice, "a"), Some(0));
    }
}
