//! Entries of `CHANGELOG.md`, in terms of Rust items.

use std::collections::BTreeMap;

use schemawright_diff::{Change, Level, Rule};

use super::markdown::sentence;
use crate::report::escape::markdown as code;

/// The text of a changelog with an entry for each change under `## [Unreleased]`, except for documentation. Existing entries are not added
/// again.
pub(super) fn with_entries(changelog: &str, changes: &[Change]) -> Result<String, String> {
    let lines: Vec<&str> = changelog.lines().collect();
    let is_release = |line: &&str| line.starts_with("## ");
    let unreleased =
        lines.iter().position(|line| line.starts_with("## ") && line.to_lowercase().contains("unreleased"));
    let start = unreleased.ok_or("it has no section `## [Unreleased]`")? + 1;
    // Link definitions at the end of the file do not belong to a section.
    let ends = |line: &&str| is_release(line) || (line.starts_with('[') && line.contains("]: "));
    let end = lines[start..].iter().position(ends).map_or(lines.len(), |length| start + length);
    let mut section: Vec<String> = lines[start..end].iter().map(|line| (*line).to_owned()).collect();
    while section.last().is_some_and(|line| line.trim().is_empty()) {
        section.pop();
    }
    for (title, entries) in entries(changes) {
        add(&mut section, title, entries);
    }
    let mut text: Vec<String> = lines[..start].iter().map(|line| (*line).to_owned()).collect();
    text.extend(section);
    if end < lines.len() {
        text.push(String::new());
    }
    text.extend(lines[end..].iter().map(|line| (*line).to_owned()));
    Ok(text.join("\n") + "\n")
}

/// Adds the entries that a subsection does not contain yet.
fn add(section: &mut Vec<String>, title: &str, entries: Vec<String>) {
    let new: Vec<String> = entries.into_iter().filter(|entry| !section.contains(entry)).collect();
    if new.is_empty() {
        return;
    }
    let heading = format!("### {title}");
    let Some(start) = section.iter().position(|line| *line == heading) else {
        section.extend([String::new(), heading, String::new()]);
        return section.extend(new);
    };
    let next = section[start + 1..].iter().position(|line| line.starts_with("### "));
    let mut end = next.map_or(section.len(), |length| start + 1 + length);
    while section[end - 1].trim().is_empty() {
        end -= 1;
    }
    section.splice(end..end, new);
}

/// The entries of each subsection, in the order of the subsections.
fn entries(changes: &[Change]) -> [(&'static str, Vec<String>); 3] {
    let mut sections = [("Added", Vec::new()), ("Changed", Vec::new()), ("Removed", Vec::new())];
    let mut types: BTreeMap<(usize, &str), Vec<&str>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.level() != Level::Docs) {
        let section = section(change);
        if matches!(change.rule, Rule::TypeAdded | Rule::TypeRemoved) {
            let (module, name) = change.subject.item.rsplit_once("::").unwrap_or(("", &change.subject.item));
            types.entry((section, module)).or_default().push(name);
            continue;
        }
        let breaking = if change.level() == Level::Breaking { "**Breaking:** " } else { "" };
        sections[section].1.push(format!("- {breaking}{}.", sentence(&change.message)));
    }
    for ((section, module), names) in types {
        let names: Vec<String> = names.iter().map(|name| code(name)).collect();
        let place = if module.is_empty() { "the crate's root".to_owned() } else { code(module) };
        let breaking = if section == 2 { "**Breaking:** " } else { "" };
        sections[section].1.push(format!("- {breaking}Types of {place}: {}.", names.join(", ")));
    }
    sections
}

fn section(change: &Change) -> usize {
    use Rule::{FeatureRemoved, GeneratorRemoved, IdRemoved, MemberRemoved, TypeRemoved, ValueRemoved};
    match change.rule {
        TypeRemoved | MemberRemoved | ValueRemoved | IdRemoved | FeatureRemoved | GeneratorRemoved => 2,
        _ if change.level() == Level::Additive => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use schemawright::{Config, Corpus, Generator};
    use schemawright_diff::{self as diff, State};

    use super::*;

    fn changes() -> Vec<Change> {
        let state = |schemas: [(&str, &str); 2]| {
            let corpus = Corpus::from_sources(schemas).unwrap();
            let output = Generator::new("").generate_from(&corpus, &Config::default()).unwrap();
            (corpus, output)
        };
        let (old_corpus, old) = state([
            ("a.json", r#"{"title": "A", "enum": ["x", "y"]}"#),
            ("b.json", r#"{"title": "B", "enum": ["x"]}"#),
        ]);
        let (new_corpus, new) = state([
            ("a.json", r#"{"title": "A", "enum": ["y", "z"]}"#),
            ("c.json", r#"{"title": "C", "type": "object"}"#),
        ]);
        diff::compare(&State::new(&old, &old_corpus), &State::new(&new, &new_corpus))
    }

    const BEFORE: &str = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- By hand.\n\n## [0.1.0]\n\n- First.\n";

    const AFTER: &str = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- By hand.\n- value `z` of `A` is new.\n- Types of the crate's root: \
        `C`.\n\n### Removed\n\n- **Breaking:** value `x` of `A` is removed.\n- **Breaking:** Types of the crate's root: `B`.\n\n## \
        [0.1.0]\n\n- First.\n";

    #[test]
    fn entries_stand_under_unreleased_and_once_only() {
        let once = with_entries(BEFORE, &changes()).unwrap();
        assert_eq!(once, AFTER);
        assert_eq!(with_entries(&once, &changes()).unwrap(), AFTER);
        assert_eq!(with_entries("# Changelog\n", &changes()), Err("it has no section `## [Unreleased]`".to_owned()));
        let link = with_entries("## [Unreleased]\n\n[Unreleased]: https://example.com\n", &changes()).unwrap();
        assert!(link.ends_with("`B`.\n\n[Unreleased]: https://example.com\n"), "{link}");
    }
}
