//! Regular expressions of ECMA-262, which authors of schemas write: run in a time that is bounded, whatever they are.
//!
//! They are translated for the crate `regex`, whose time is linear in the text. What it does not know (look-around, references to groups), and
//! what could mean something else to it, is not run: then nobody says whether a text matches.

use jsonschema_regex::{is_valid_ecma_regex, to_rust_regex};
use regex::RegexBuilder;

/// Bytes of a pattern. Nobody writes longer ones by hand.
const PATTERN: usize = 1_000;
/// Bytes of a text that a pattern is run on.
const TEXT: usize = 10_000;
/// Bytes of a compiled pattern: `[ab]{100000}` is short, and would be big.
const COMPILED: usize = 256 << 10;

/// Whether a pattern can't be one in the Unicode mode of ECMA-262.
pub(crate) fn is_invalid(pattern: &str) -> bool {
    pattern.len() <= PATTERN && !is_valid_ecma_regex(pattern)
}

/// Whether a pattern matches somewhere in a text; `None` if that can't be said.
pub(crate) fn matches(pattern: &str, text: &str) -> Option<bool> {
    if pattern.len() > PATTERN || text.len() > TEXT || is_foreign(pattern, text) {
        return None;
    }
    let translated = to_rust_regex(pattern).ok()?;
    let regex = RegexBuilder::new(&translated).size_limit(COMPILED).dfa_size_limit(COMPILED).build().ok()?;
    Some(regex.is_match(text))
}

/// A pattern in the dialect of the crate `regex`; none if it can't be said in that for all texts.
pub(super) fn translated(pattern: &str) -> Option<String> {
    // A text beyond ASCII is asked for all that depends on the text.
    let is_known = pattern.len() <= PATTERN && !is_foreign(pattern, "\u{e9}");
    is_known.then(|| to_rust_regex(pattern).ok().map(|translated| translated.into_owned()))?
}

/// Whether a pattern may mean something else in the two dialects.
fn is_foreign(pattern: &str, text: &str) -> bool {
    // Of the older dialect, `regex` takes some patterns in another sense: `a{,2}`, `a++`.
    !is_valid_ecma_regex(pattern)
        // Words are made of ASCII letters in the one, and of all letters in the other.
        || !text.is_ascii() && [r"\b", r"\B"].iter().any(|boundary| pattern.contains(boundary))
        // Flags within a pattern agree in ASCII texts of one line at most.
        || pattern.contains("(?") && !pattern.match_indices("(?").all(|(at, _)| is_plain_group(&pattern[at + 2..]))
        // Each costs the translator a run over the whole pattern.
        || pattern.contains(r"\c")
}

/// Whether what is behind `(?` begins a group that has no flags.
fn is_plain_group(rest: &str) -> bool {
    rest.starts_with([':', '<', '=', '!'])
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{is_invalid, matches};

    #[test]
    fn meaning_is_that_of_ecma_262() {
        for (pattern, text, expected) in [
            ("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", Some(false)),
            ("b", "abc", Some(true)),
            (r"^\d+$", "42", Some(true)),
            (r"^\d+$", "\u{663}", Some(false)),
            (r"^\w+$", "\u{e9}", Some(false)),
            (r"^\s$", "\u{feff}", Some(true)),
            (r"^https?:\/\/", "https://example.com", Some(true)),
            (r"^a$", "a\n", Some(false)),
            ("^.$", "\r", Some(false)),
            (r"^[a&&b]+$", "&", Some(true)),
            (r"^[[a]+$", "[", Some(true)),
            (r"^(?<year>\d{4})$", "2026", Some(true)),
            (r"^\u00e9$", "\u{e9}", Some(true)),
            (r"^\u{1F600}$", "\u{1F600}", Some(true)),
            (r"^\p{Lu}$", "\u{c9}", Some(true)),
            (r"^[^]$", "\n", None),
            // What can't be said.
            (r"\bx", "\u{e9}x", None),
            (r"\bx", "-x", Some(true)),
            ("^(?=a)", "a", None),
            ("^(?<!a)b", "b", None),
            (r"^(a)\1$", "aa", None),
            ("(?i:a)", "A", None),
            ("a++", "aa", None),
            ("^a{,2}$", "aaa", None),
            ("(", "(", None),
            ("(a{1000}){1000}", "a", None),
        ] {
            let found = matches(pattern, text);
            assert!(found == expected, "{pattern:?} on {text:?}: {found:?}");
        }
    }

    #[test]
    fn syntax_is_that_of_ecma_262() {
        for valid in ["^(?<year>\\d{4})(?=-)\\p{L}$", "(?<!a)b", "^[^]$", r"\/\-", "", "(a{1000}){1000}"] {
            assert!(!is_invalid(valid), "{valid:?}");
        }
        for invalid in ["^[a-", "(", "a**", r"(?<a>x)\k<b>"] {
            assert!(is_invalid(invalid), "{invalid:?}");
        }
    }

    /// The most expensive pattern and text that are run.
    #[test]
    fn time_is_bounded() {
        let start = Instant::now();
        for pattern in ["[ab]*a[ab]{400}c", r"(\p{L}*a){60}c", r"([ab]*[ab]*){300}c"] {
            let _ = matches(pattern, &"ab".repeat(5_000));
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }
}
