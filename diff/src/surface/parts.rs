//! The parts of a file between blank lines. Most of them are equal in two versions of a large file, and need not be parsed.

use std::collections::BTreeSet;

/// The parts of a file that another file does not have, and those with a name that only one of the files defines: such a name may mean
/// another type there.
pub(super) fn differing(text: &str, other: &str) -> String {
    let (own, others): (BTreeSet<&str>, BTreeSet<&str>) = (split(text).collect(), split(other).collect());
    let names = |parts: &BTreeSet<&str>, known: &BTreeSet<&str>| -> BTreeSet<String> {
        parts.difference(known).flat_map(|part| defined(part)).collect()
    };
    let (here, there) = (names(&own, &others), names(&others, &own));
    let moved: Vec<&String> = here.symmetric_difference(&there).collect();
    let is_needed = |part: &&str| !others.contains(part) || moved.iter().any(|name| part.contains(name.as_str()));
    split(text).filter(is_needed).collect::<Vec<_>>().join("\n\n")
}

/// The types that formatted text defines outside of other items.
pub(super) fn defined(text: &str) -> BTreeSet<String> {
    let name = |line: &str| {
        let item = ["pub struct ", "pub enum ", "pub type "].iter().find_map(|start| line.strip_prefix(start))?;
        let end = item.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(item.len());
        Some(item[..end].to_owned())
    };
    text.lines().filter_map(name).collect()
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str =
        "// Head.\n\npub struct A {\n    pub b: String,\n}\n\npub struct B(Vec<A>);\n\npub type C = Vec<u8>;\n";

    #[test]
    fn equal_parts_are_left_out() {
        let new = OLD.replace("Vec<u8>", "Vec<u16>");
        assert_eq!(differing(OLD, &new), "pub type C = Vec<u8>;");
        assert_eq!(differing(&new, OLD), "pub type C = Vec<u16>;");
        assert_eq!(differing(OLD, OLD), "");
        assert_eq!(defined(OLD), ["A", "B", "C"].map(str::to_owned).into());
    }

    #[test]
    fn a_part_with_a_name_that_changes_its_meaning_is_needed() {
        // The prelude's type becomes one of the file's.
        let new = format!("{OLD}\npub struct String(A);\n");
        assert_eq!(differing(OLD, &new), "pub struct A {\n    pub b: String,\n}");
        assert_eq!(differing(&new, OLD), "pub struct A {\n    pub b: String,\n}\n\npub struct String(A);");
    }
}
