//! Distinguishes names that would be equal by what differs in them.

use std::collections::HashMap;

use crate::digest::Digest;
use crate::ident;
use crate::limits::NAME;

/// Chooses one candidate for each, so that no two are equal. If some are equal, all of them take their next candidates, so that the order
/// has no effect. If none are left, the equal names are returned.
pub(super) fn choose(candidates: Vec<Vec<String>>) -> Vec<String> {
    let mut at = vec![0; candidates.len()];
    loop {
        let names: Vec<&String> = candidates.iter().zip(&at).map(|(names, at)| &names[*at]).collect();
        let mut count: HashMap<&String, usize> = HashMap::with_capacity(names.len());
        names.iter().for_each(|name| *count.entry(name).or_default() += 1);
        let meets: Vec<usize> = (0..names.len())
            .filter(|index| count[names[*index]] > 1 && at[*index] + 1 < candidates[*index].len())
            .collect();
        if meets.is_empty() {
            return names.into_iter().cloned().collect();
        }
        for index in meets {
            at[index] += 1;
        }
    }
}

/// The possible names of a member or a value, the best first: its letters and digits; with words for the symbols around them; with words
/// for all symbols; with a word for its case; with digits that depend on its text. A text without letters is named after its symbols, and
/// one without ASCII symbols after its characters.
///
/// ```text
/// name → name, …          -name → name, minus_name, …         . → dot
/// 1.0 → n1_0, …, n1_dot_0 z → z, …, lower_z, …                GPL-1.0+ → Gpl10, Gpl10Plus, …
/// ```
pub(super) fn candidates(text: &str, convert: fn(&str) -> Option<String>) -> Vec<String> {
    let around = worded(text, Symbols::Around);
    let all = worded(text, Symbols::All);
    let has_letter = text.contains(ident::is_in_words);
    let cased = if has_letter { format!("{} {all}", case(text)) } else { spelled(text) };
    let last = format!("{cased} {}", short_digest(text));
    let first = convert(text).or_else(|| convert(&all)).or_else(|| convert(&spelled(text)));
    // Every character can be spelled in letters.
    let first = first.unwrap_or_else(|| unreachable!("nothing is left of {text:?}"));
    // One for each step, even if two are equal, because equal names advance together.
    let names = [&around, &all, &cased, &last].map(|words| convert(words).unwrap_or_else(|| first.clone()));
    std::iter::once(first.clone()).chain(names).collect()
}

/// Four digits that depend only on the text.
pub(super) fn short_digest(text: &str) -> String {
    digest(text).chars().take(4).collect()
}

/// Sixteen of them.
pub(super) fn digest(text: &str) -> String {
    let mut digest = Digest::new();
    digest.file("", text.as_bytes());
    digest.finish()
}

/// The number of characters that are kept of a name that is too long.
const KEPT: usize = 60;

/// The name; if it is too long, its start, the separator, and digits that depend on the whole name.
pub(super) fn cut(name: String, separator: &str) -> String {
    if name.chars().count() <= NAME {
        return name;
    }
    let kept: String = name.chars().take(KEPT).collect();
    let digits = digest(&name);
    let digits = if separator.is_empty() { digits.to_uppercase() } else { digits };
    format!("{}{separator}{}", kept.trim_end_matches('_'), &digits[..8])
}

/// The symbols that become words.
#[derive(Clone, Copy, PartialEq)]
enum Symbols {
    /// Symbols before the first and after the last letter or digit, and symbols between them except for hyphens, dots and similar ones.
    Around,
    All,
}

fn worded(text: &str, symbols: Symbols) -> String {
    let is_word = |c: char| ident::is_in_words(c);
    let (first, last) = (text.find(is_word), text.rfind(is_word));
    let mut worded = String::with_capacity(text.len());
    for (at, symbol) in text.char_indices() {
        let inside = first.is_some_and(|first| first < at) && last.is_some_and(|last| at < last);
        let separates = inside && matches!(symbol, '-' | '.' | '/' | ':');
        match word(symbol) {
            Some(word) if symbols == Symbols::All || !separates => {
                worded.push(' ');
                worded.push_str(word);
                worded.push(' ');
            }
            _ => worded.push(symbol),
        }
    }
    worded
}

/// Each character as a word, or as its number: for texts of spaces, underscores and characters that can't be in a name.
fn spelled(text: &str) -> String {
    let word = |c: char| match c {
        ' ' => "space".to_owned(),
        '_' => "underscore".to_owned(),
        '\t' => "tab".to_owned(),
        '\n' => "line feed".to_owned(),
        '\r' => "carriage return".to_owned(),
        _ => word(c).map_or_else(|| format!("u{:04x}", u32::from(c)), str::to_owned),
    };
    if text.is_empty() { "empty".to_owned() } else { text.chars().map(word).collect::<Vec<_>>().join(" ") }
}

/// The word for an ASCII symbol. Spaces and underscores separate words, and have none.
fn word(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '!' => "exclamation",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "ampersand",
        '\'' => "apostrophe",
        '(' => "open paren",
        ')' => "close paren",
        '*' => "asterisk",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' => "open bracket",
        '\\' => "backslash",
        ']' => "close bracket",
        '^' => "caret",
        '`' => "backtick",
        '{' => "open brace",
        '|' => "pipe",
        '}' => "close brace",
        '~' => "tilde",
        _ => return None,
    })
}

fn case(text: &str) -> &'static str {
    match (text.chars().any(char::is_lowercase), text.chars().any(char::is_uppercase)) {
        (true, false) => "lower",
        (false, true) => "upper",
        (true, true) => "mixed",
        (false, false) => "plain",
    }
}

#[cfg(test)]
mod tests {
    use super::{candidates, choose};
    use crate::ident;

    fn named(texts: &[&str], convert: fn(&str) -> Option<String>) -> Vec<String> {
        choose(texts.iter().map(|text| candidates(text, convert)).collect())
    }

    #[test]
    fn those_that_meet_take_their_next() {
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let chosen = choose(vec![names(&["A", "B"]), names(&["A", "C"]), names(&["D"])]);
        assert_eq!(chosen, names(&["B", "C", "D"]));
    }

    #[test]
    fn values_that_differ_in_symbols_or_case() {
        for (texts, expected) in [
            (&["name", "-name"][..], &["Name", "MinusName"][..]),
            (&["inf", "-inf", "nan"], &["Inf", "MinusInf", "Nan"]),
            (&["GPL-1.0", "GPL-1.0+"], &["Gpl10", "Gpl10Plus"]),
            (&["1.0", "10"], &["N1Dot0", "N10"]),
            (&["z", "Z"], &["LowerZ", "UpperZ"]),
            (&[".", "*", "<", "<="], &["Dot", "Asterisk", "Less", "LessEqual"]),
            (&["pt-br", "+1"], &["PtBr", "N1"]),
        ] {
            assert_eq!(named(texts, ident::variant), expected, "{texts:?}");
        }
        assert_eq!(named(&["$ref", "ref", "x"], ident::field), ["dollar_ref", "ref_", "x"]);
    }

    #[test]
    fn an_order_decides_nothing() {
        let forth = named(&["a b", "a-b", "A_B", "a.b"], ident::variant);
        let mut back = named(&["a.b", "A_B", "a-b", "a b"], ident::variant);
        back.reverse();
        assert_eq!(forth, back);
        let distinct: std::collections::BTreeSet<_> = forth.iter().collect();
        assert_eq!(distinct.len(), 4, "{forth:?}");
    }

    #[test]
    fn names_without_letters_are_spelled() {
        for (text, variant, field) in [
            ("", "Empty", "empty"),
            (" ", "Space", "space"),
            ("_", "Underscore", "underscore"),
            ("__", "UnderscoreUnderscore", "underscore_underscore"),
            ("_-", "Minus", "minus"),
            ("\t\n", "TabLineFeed", "tab_line_feed"),
            ("\u{3164}", "U3164", "u3164"),
            ("\u{1f600}", "U1f600", "u1f600"),
        ] {
            assert_eq!(candidates(text, ident::variant)[0], variant, "{text:?}");
            assert_eq!(candidates(text, ident::field)[0], field, "{text:?}");
        }
        assert_eq!(named(&["-", "_", "_-"], ident::variant), ["Minus", "Underscore", "UnderscoreMinus"]);
    }
}
