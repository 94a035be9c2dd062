//! Plausible strings and numbers, by format, name and pattern.

use std::collections::HashSet;

use crate::codec::Matcher;
use crate::describe::Keyword;

const INSTANT: &str = "2026-01-05T16:28:53Z";
const UUID: &str = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
const URL: &str = "https://example.com/";
const EMAIL: &str = "ada@example.com";

/// Strings to try if a type rejects the usual one.
pub(super) const OTHERS: &[&str] = &[
    INSTANT,
    UUID,
    "2026-01-05",
    "16:28:53Z",
    "16:28:53",
    "203.0.113.7",
    "2001:db8::7",
    URL,
    EMAIL,
    "1",
    "1.5",
    "example.com",
];

/// The greatest length of a string that is searched for a pattern.
const LONGEST: usize = 256;
/// The greatest length of a string that is padded.
const PADDED: usize = 10_000;

/// Candidates for a string. The first one that the schema accepts is used.
pub(super) fn candidates(keywords: &[&'static Keyword], name: &str, nth: usize) -> Vec<String> {
    let mut found = Vec::new();
    let (mut least, mut most) = (0, usize::MAX);
    let count = |count: &u64| usize::try_from(*count).unwrap_or(usize::MAX);
    for keyword in keywords {
        match keyword {
            Keyword::MinLength(length) => least = least.max(count(length)),
            Keyword::MaxLength(length) => most = most.min(count(length)),
            Keyword::Format(format) => found.extend(of_format(format).map(str::to_owned)),
            _ => {}
        }
    }
    let docs = keywords.iter().find_map(|keyword| if let Keyword::Docs(docs) = keyword { Some(*docs) } else { None });
    found.push(of_name(name, docs.unwrap_or_default()));
    for keyword in keywords {
        if let Keyword::Pattern(pattern) = keyword {
            // Elements of a list differ in their lengths, or in their letters if the pattern is of one length.
            let of_pattern = |least, letter| pattern.matcher.and_then(|matcher| shortest(matcher, least, letter));
            let first = of_pattern(least, 0);
            found.extend(of_pattern(least + nth, 0).filter(|text| nth == 0 || first.as_ref() != Some(text)));
            found.extend(of_pattern(least, nth));
        }
    }
    let shifted: Vec<_> = found.iter().filter_map(|text| shifted(text, nth)).collect();
    let numbered: Vec<_> = found.iter().map(|text| numbered(text, nth)).collect();
    let fitted: Vec<_> = numbered.iter().map(|text| fitted(text, least, most)).collect();
    let letters = letters(nth, least, most);
    let others = ["example", "a", "A", "1", ""].iter().chain(OTHERS).map(|other| (*other).to_owned());
    numbered.into_iter().chain(letters).chain(fitted).chain(shifted).chain(found).chain(others).collect()
}

/// The text of an element of a list: after the first, it has a number.
pub(super) fn numbered(text: &str, nth: usize) -> String {
    if nth == 0 { text.to_owned() } else { format!("{text}-{}", nth + 1) }
}

/// The text of a later element of a list that needs its form, such as a UUID: its last digit is another one.
fn shifted(text: &str, nth: usize) -> Option<String> {
    let at = text.rfind(|letter: char| letter.is_ascii_digit()).filter(|_| nth > 0)?;
    let digit = (usize::from(text.as_bytes()[at] - b'0') + nth) % 10;
    Some(format!("{}{digit}{}", &text[..at], &text[at + 1..]))
}

/// The text of a later element of a list that may have few letters.
fn letters(nth: usize, least: usize, most: usize) -> Option<String> {
    let letter = (b'a'..=b'z').chain(b'A'..=b'Z').chain(b'0'..=b'9').nth(nth).filter(|_| nth > 0 && most > 0)?;
    Some(fitted(&char::from(letter).to_string(), least, most))
}

/// A text with a length between the two.
fn fitted(text: &str, least: usize, most: usize) -> String {
    let padding = least.min(PADDED).saturating_sub(text.chars().count());
    text.chars().chain(std::iter::repeat_n('x', padding)).take(most).collect()
}

fn of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => INSTANT,
        "date" => "2026-01-05",
        "time" => "16:28:53Z",
        "duration" => "P1D",
        "email" | "idn-email" => EMAIL,
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "203.0.113.7",
        "ipv6" => "2001:db8::7",
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => URL,
        "uri-template" => "https://example.com/{name}",
        "uuid" => UUID,
        "json-pointer" => "/a/0",
        "relative-json-pointer" => "1/a",
        "regex" => "^a+$",
        "byte" | "base64" => "dGV4dA==",
        _ => return None,
    })
}

/// A string that depends on the name of its member, and on the prefix in its documentation.
fn of_name(name: &str, docs: &str) -> String {
    let ends = |ends: &[&str]| ends.iter().any(|end| name == *end || name.ends_with(&format!("_{end}")));
    if ends(&["id", "ids"]) {
        let own = name.trim_end_matches('s').trim_end_matches("id").trim_end_matches('_').replace('_', "-");
        let prefix = prefix(docs).unwrap_or(&own);
        return if prefix.is_empty() { UUID.to_owned() } else { format!("{prefix}-{UUID}") };
    }
    let plain = match name {
        _ if ends(&["at", "time", "timestamp", "not_before"]) => INSTANT,
        _ if ends(&["email", "email_address"]) => EMAIL,
        _ if ends(&["phone_number", "phone"]) => "+12025550162",
        _ if ends(&["ip", "ip_address"]) => "203.0.113.7",
        _ if ends(&["url", "uri", "href"]) => URL,
        _ if ends(&["domain", "hostname"]) => "example.com",
        "user_agent" => "Mozilla/5.0",
        "first_name" | "given_name" => "Ada",
        "last_name" | "family_name" => "Lovelace",
        "name" => "Ada Lovelace",
        _ if ends(&["country", "country_code"]) => "US",
        _ if ends(&["locale", "language"]) => "en",
        "" => "example",
        _ => return format!("example-{}", name.to_lowercase().replace('_', "-")),
    };
    plain.to_owned()
}

/// The prefix of an identifier in its documentation: `email-…` or `email-...` as code.
fn prefix(docs: &str) -> Option<&str> {
    let spans = docs.split('`').skip(1).step_by(2);
    spans.filter_map(|span| span.strip_suffix("...").or_else(|| span.strip_suffix('…'))).find_map(|span| {
        let prefix = span.strip_suffix('-')?;
        let is_prefix = prefix.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        (is_prefix && !prefix.is_empty()).then_some(prefix)
    })
}

/// A number that depends on the name of its member.
pub(super) fn number(name: &str) -> f64 {
    match name {
        "status_code" => 200.0,
        _ if name.ends_with("_minutes") => 60.0,
        _ if name.ends_with("_in") => 3600.0,
        _ => 1.0,
    }
}

/// The shortest match of a pattern with at least this many visible characters. Of several letters, it has the one at an index.
fn shortest(matcher: Matcher, least: usize, letter: usize) -> Option<String> {
    // Texts by the state that they lead to. For each state, the first text is enough.
    let mut reached: Vec<(usize, String)> = vec![(0, String::new())];
    for length in 0..=LONGEST {
        let ends = |at: usize| matcher.0.get(at).is_none_or(|state| state.ends);
        if let Some((_, text)) = reached.iter().find(|(at, _)| length >= least && ends(*at)) {
            return Some(text.clone());
        }
        let mut seen = HashSet::new();
        let mut next = Vec::new();
        for (at, text) in &reached {
            let anything: &[(u8, u8, u16)] = &[(b'a', b'a', u16::MAX)];
            let steps = matcher.0.get(*at).map_or(anything, |state| state.steps);
            for (from, to, state) in steps {
                let letters = (*from).max(b'!')..=(*to).min(b'~');
                let plain: Vec<u8> = letters.clone().filter(u8::is_ascii_alphanumeric).collect();
                let Some(letter) = plain.get(letter % plain.len().max(1)).copied().or_else(|| letters.clone().next())
                else {
                    continue;
                };
                if seen.insert(*state) {
                    next.push((usize::from(*state), format!("{text}{}", char::from(letter))));
                }
            }
        }
        reached = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{of_name, shortest};

    #[test]
    fn strings_by_their_names() {
        for (name, docs, text) in [
            ("user_id", "", "user-6ba7b810-9dad-41d1-80b4-00c04fd430c8"),
            ("phone_id", "Identifies it, `phone-number-...`.", "phone-number-6ba7b810-9dad-41d1-80b4-00c04fd430c8"),
            ("id", "", "6ba7b810-9dad-41d1-80b4-00c04fd430c8"),
            ("created_at", "", "2026-01-05T16:28:53Z"),
            ("email", "", "ada@example.com"),
            ("session_token", "", "example-session-token"),
            ("", "", "example"),
        ] {
            assert_eq!(of_name(name, docs), text);
        }
    }

    #[test]
    fn strings_of_patterns() {
        // `^x-[a-c]{2}`
        let matcher = crate::__matcher!(
            goes { b'x'..=b'x' => 1 }, goes { b'-'..=b'-' => 2 }, goes { b'a'..=b'c' => 3 }, goes { b'a'..=b'c' => ANY }
        );
        assert_eq!(shortest(matcher, 0, 0).as_deref(), Some("x-aa"));
        assert_eq!(shortest(matcher, 0, 1).as_deref(), Some("x-bb"));
        assert_eq!(shortest(matcher, 6, 0).as_deref(), Some("x-aaaa"));
        assert_eq!(shortest(crate::__matcher!(goes {}), 0, 0), None);
    }
}
