//! Strings: of a format, of a pattern, or arbitrary.

use std::cell::RefCell;
use std::collections::HashMap;

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::random::Random;

/// Strings that are hard for a codec: quotes, escapes, control characters, characters beyond the first plane, the empty string.
const ODD: [&str; 8] =
    ["", "text", "ü ß 漢字", "\"quoted\" \\ /", "line\nline\ttab", "\u{0}\u{1f}", "😀 \u{10FFFF}", " "];

/// A timestamp in its normalized form: in UTC, with only the necessary digits of fraction.
pub(super) fn instant(random: &mut Random) -> String {
    let fraction = ["", "", ".120", ".000001", ".123456789"][random.below(5)];
    let (year, month, day) = (1970 + random.below(130), 1 + random.below(12), 1 + random.below(28));
    let (hour, minute, second) = (random.below(24), random.below(60), random.below(60));
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// A string of a format; `None` if the format is unknown.
pub(super) fn of_format(format: &str, random: &mut Random) -> Option<String> {
    let number = random.below(250) + 1;
    let text = match format {
        "date-time" => instant(random),
        "date" => instant(random)[..10].to_owned(),
        "time" => "12:33:09Z".to_owned(),
        "duration" => format!("P{number}D"),
        "email" | "idn-email" => format!("user-{number}@example.com"),
        "hostname" | "idn-hostname" => format!("host-{number}.example.com"),
        "ipv4" => format!("203.0.113.{number}"),
        "ipv6" => format!("2001:db8::{number:x}"),
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => {
            format!("https://example.com/path/{number}?q=1#part")
        }
        "uri-template" => "https://example.com/{name}".to_owned(),
        "uuid" => format!("6ba7b810-9dad-41d1-80b4-{:012x}", random.number() & 0xFFFF_FFFF_FFFF),
        "json-pointer" => format!("/a/{number}"),
        "relative-json-pointer" => format!("{number}/a"),
        "regex" => "^a+$".to_owned(),
        "byte" | "base64" => "dGV4dA==".to_owned(),
        _ => return None,
    };
    Some(text)
}

/// The greatest number of characters of a string and of elements of an array. Schemas that require more are not tried.
pub(super) const LONGEST: usize = 10_000;

/// A random string with a length between the two; `None` if it would be too long.
pub(super) fn any(random: &mut Random, least: usize, most: Option<usize>) -> Option<String> {
    if least > LONGEST {
        return None;
    }
    let mut text = random.pick(&ODD).copied().unwrap_or_default().to_owned();
    for _ in text.chars().count()..least {
        text.push(char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0)));
    }
    Some(most.map_or_else(|| text.clone(), |most| text.chars().take(most).collect()))
}

/// A string for a pattern. It may not match if the pattern has `\p{L}` or a look-around; the validator decides.
pub(super) fn of_pattern(pattern: &str, random: &mut Random) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut writer = Writer { random, text: String::new(), steps: LONGEST };
    writer.write(&hir)?;
    Some(writer.text)
}

/// Whether a name matches a pattern. A pattern that this crate does not support matches nothing; the validator decides.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    thread_local! {
        /// Compiled patterns. A schema with patterns is compared with each name of each instance.
        static COMPILED: RefCell<HashMap<String, Option<Regex>>> = RefCell::default();
    }
    COMPILED.with_borrow_mut(|compiled| {
        if compiled.len() > MOST_PATTERNS {
            compiled.clear();
        }
        if !compiled.contains_key(pattern) {
            compiled.insert(pattern.to_owned(), Regex::new(pattern).ok());
        }
        compiled[pattern].as_ref().is_some_and(|pattern| pattern.is_match(name))
    })
}

/// The number of compiled patterns that are kept.
const MOST_PATTERNS: usize = 500;

/// Writes a string part by part. The limit of steps ends nested repetitions (`(a{1000}){1000}`).
struct Writer<'r> {
    random: &'r mut Random,
    text: String,
    steps: usize,
}

impl Writer<'_> {
    /// Writes a match of a part; `None` if the limit of steps is reached.
    fn write(&mut self, hir: &Hir) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => self.text.extend(character(class, self.random)),
            HirKind::Repetition(repetition) => {
                let most =
                    repetition.max.unwrap_or(repetition.min.saturating_add(3)).min(repetition.min.saturating_add(3));
                let extra = self.random.below(usize::try_from(most - repetition.min).unwrap_or(0) + 1);
                let least = usize::try_from(repetition.min).unwrap_or(0);
                for _ in 0..least + extra {
                    self.write(&repetition.sub)?;
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.write(part))?,
            HirKind::Alternation(parts) => {
                if let Some(part) = self.random.pick(parts) {
                    self.write(part)?;
                }
            }
        }
        Some(())
    }
}

fn character(class: &Class, random: &mut Random) -> Option<char> {
    match class {
        Class::Unicode(class) => {
            let range = random.pick(class.ranges())?;
            let span = range.end() as usize - range.start() as usize;
            let offset = u32::try_from(random.below(span.min(60) + 1)).ok()?;
            char::from_u32(range.start() as u32 + offset).or(Some(range.start()))
        }
        Class::Bytes(class) => random.pick(class.ranges()).map(|range| char::from(range.start())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_matched() {
        let mut random = Random::new(1);
        let text = of_pattern("^user-[a-c]{2,3}(x|yz)$", &mut random).unwrap();
        let rest = text.strip_prefix("user-").unwrap();
        let letters = rest.chars().take_while(|c| ('a'..='c').contains(c)).count();
        assert!((2..=3).contains(&letters) && ["x", "yz"].contains(&&rest[letters..]), "{text}");
    }

    #[test]
    fn lengths_are_kept() {
        let mut random = Random::new(3);
        for _ in 0..50 {
            assert!((2..=4).contains(&any(&mut random, 2, Some(4)).unwrap().chars().count()));
        }
    }

    #[test]
    fn too_long_strings_are_not_made() {
        let mut random = Random::new(1);
        for pattern in ["((a{1000}){1000}){1000}", "(|a{1000}){1000000}"] {
            assert_eq!(of_pattern(pattern, &mut random), None, "{pattern}");
        }
        assert_eq!(any(&mut random, usize::MAX, None), None);
    }
}
