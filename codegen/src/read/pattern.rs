//! Regular expressions of ECMA-262, which schemas contain. Their time is bounded.
//!
//! They are translated for the crate `regex`, whose time is linear in the text. Unsupported expressions (look-around, back references), and
//! expressions with another meaning there, are not run: the result is then unknown.

use jsonschema_regex::{is_valid_ecma_regex, to_rust_regex};
use regex::RegexBuilder;

/// The greatest length of a pattern in bytes. Nobody writes longer ones by hand.
const PATTERN: usize = 1_000;
/// The greatest length of a text that a pattern is run on, in bytes.
const TEXT: usize = 10_000;
/// The greatest size of a compiled pattern in bytes: `[ab]{100000}` is short, but large when compiled.
const COMPILED: usize = 256 << 10;

/// Whether a pattern is invalid in the Unicode mode of ECMA-262.
pub(crate) fn is_invalid(pattern: &str) -> bool {
    pattern.len() <= PATTERN && !is_valid_ecma_regex(pattern)
}

/// Whether a pattern matches at any position of a text; `None` if that is unknown.
pub(crate) fn matches(pattern: &str, text: &str) -> Option<bool> {
    if pattern.len() > PATTERN || text.len() > TEXT || is_foreign(pattern, text) {
        return None;
    }
    let translated = to_rust_regex(pattern).ok()?;
    let regex = RegexBuilder::new(&translated).size_limit(COMPILED).dfa_size_limit(COMPILED).build().ok()?;
    Some(regex.is_match(text))
}

/// A pattern in the dialect of the crate `regex`; none if it has another meaning there for some text.
pub(super) fn translated(pattern: &str) -> Option<String> {
    // A text beyond ASCII covers all checks that depend on the text.
    let is_known = pattern.len() <= PATTERN && !is_foreign(pattern, "\u{e9}");
    is_known.then(|| to_rust_regex(pattern).ok().map(|translated| translated.into_owned()))?
}

/// Whether a pattern may have different meanings in the two dialects.
fn is_foreign(pattern: &str, text: &str) -> bool {
    // Some patterns of the older dialect have another meaning in `regex`: `a{,2}`, `a++`.
    !is_valid_ecma_regex(pattern)
        // Words consist of ASCII letters in one, and of all letters in the other.
        || !text.is_ascii() && [r"\b", r"\B"].iter().any(|boundary| pattern.contains(boundary))
        // Flags in a pattern agree only for ASCII texts of one line.
        || pattern.contains("(?") && !pattern.match_indices("(?").all(|(at, _)| is_plain_group(&pattern[at + 2..]))
        // Each one makes the translator traverse the whole pattern.
        || pattern.contains(r"\c")
}

/// Whether the text after `(?` starts a group without flags.
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
            // Unknown results.
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

    /// The slowest pattern and text that are run.
    #[test]
    fn time_is_bounded() {
        let start = Instant::now();
        for pattern in ["[ab]*a[ab]{400}c", r"(\p{L}*a){60}c", r"([ab]*[ab]*){300}c"] {
            let _ = matches(pattern, &"ab".repeat(5_000));
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }
}
