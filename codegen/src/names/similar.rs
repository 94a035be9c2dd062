//! Distinguishes names that would be equal by what differs in them.

use std::collections::HashMap;

use heck::ToSnakeCase;

use crate::digest::Digest;
use crate::ident;
use crate::limits::NAME;

/// The possible names of one thing, the best first, and its precedence: of things whose names are equal, the one with the least keeps its
/// name. A thing without precedence, or with that of another one, has no claim.
pub(super) struct Candidates<P> {
    pub(super) names: Vec<String>,
    pub(super) precedence: Option<P>,
}

/// Chooses one candidate for each, so that no two are equal. Where some are equal, all but the one that takes precedence take their next
/// candidates, so that the order has no effect. If none are left, the equal names are returned.
pub(super) fn choose<P: Ord>(candidates: &[Candidates<P>]) -> Vec<String> {
    let mut at = vec![0; candidates.len()];
    loop {
        let names: Vec<&String> = candidates.iter().zip(&at).map(|(one, at)| &one.names[*at]).collect();
        let mut groups: HashMap<&String, Vec<usize>> = HashMap::with_capacity(names.len());
        names.iter().enumerate().for_each(|(index, name)| groups.entry(name).or_default().push(index));
        let meeting = groups.into_values().filter(|group| group.len() > 1);
        let advancing: Vec<usize> = meeting
            .flat_map(|group| {
                let keeper = keeper(&group, &at, candidates);
                group.into_iter().filter(move |index| Some(*index) != keeper)
            })
            .filter(|index| at[*index] + 1 < candidates[*index].names.len())
            .collect();
        if advancing.is_empty() {
            return names.into_iter().cloned().collect();
        }
        for index in advancing {
            at[index] += 1;
        }
    }
}

/// The one of several equal names that stays: the earliest among its candidates, and then the one that takes precedence.
fn keeper<P: Ord>(group: &[usize], at: &[usize], candidates: &[Candidates<P>]) -> Option<usize> {
    let claim = |index: &usize| Some((at[*index], candidates[*index].precedence.as_ref()?));
    let (least, index) = group.iter().filter_map(|index| Some((claim(index)?, *index))).min_by(|a, b| a.0.cmp(&b.0))?;
    (group.iter().filter(|other| claim(other).is_some_and(|claim| claim == least)).count() == 1).then_some(index)
}

/// The precedence of a text among those that make the same name: snake case first, then fewer capitals, then the order of characters. It
/// depends on the text alone, so that a plain text keeps its name when others are added.
pub(super) fn precedence(text: &str) -> (bool, usize, String) {
    (text.to_snake_case() != text, text.chars().filter(|c| c.is_uppercase()).count(), text.to_owned())
}

/// The first of the [`candidates`]: most names meet no other, so that the rest is not needed.
pub(super) fn first(text: &str, convert: fn(&str) -> Option<String>) -> String {
    // A sign is kept if all other characters are digits.
    let plain = match text.contains(char::is_alphabetic) {
        true => convert(text),
        false => convert(&worded(text, Symbols::Around)),
    };
    let first = plain.or_else(|| convert(&worded(text, Symbols::All))).or_else(|| convert(&spelled(text)));
    // Every character can be spelled in letters.
    first.unwrap_or_else(|| unreachable!("nothing is left of {text:?}"))
}

/// The possible names of a member or a value, the best first: its letters and digits; with words for the symbols around them; with words
/// for all symbols; with a word for its case; with digits that depend on its text. A text without letters is named after its symbols, and
/// one without ASCII symbols after its characters.
///
/// ```text
/// name → name, …          -name → name, minus_name, …         . → dot          -1 → minus1
/// 1.0 → n1_0, …, n1_dot_0 z → z, …, lower_z, …                GPL-1.0+ → Gpl10, Gpl10Plus, …
/// ```
pub(super) fn candidates(text: &str, convert: fn(&str) -> Option<String>) -> Vec<String> {
    let around = worded(text, Symbols::Around);
    let all = worded(text, Symbols::All);
    let has_letter = text.contains(ident::is_in_words);
    let cased = if has_letter { format!("{} {all}", case(text)) } else { spelled(text) };
    let last = format!("{cased} {}", short_digest(text));
    let first = first(text, convert);
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
    use super::{Candidates, candidates, choose, precedence};
    use crate::ident;

    fn named(texts: &[&str], convert: fn(&str) -> Option<String>) -> Vec<String> {
        let one = |text: &&str| Candidates { names: candidates(text, convert), precedence: Some(precedence(text)) };
        choose(&texts.iter().map(one).collect::<Vec<_>>())
    }

    #[test]
    fn those_that_meet_take_their_next() {
        let one = |names: &[&str], precedence| Candidates {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            precedence,
        };
        assert_eq!(choose::<u8>(&[one(&["A", "B"], None), one(&["A", "C"], None), one(&["D"], None)]), ["B", "C", "D"]);
        assert_eq!(choose(&[one(&["A", "B"], Some(2)), one(&["A", "C"], Some(1)), one(&["D"], None)]), ["B", "A", "D"]);
        // Equal claims have no effect, and the best name of another one counts more than a claim to a lesser name.
        assert_eq!(choose(&[one(&["A", "B"], Some(1)), one(&["A", "C"], Some(1))]), ["B", "C"]);
        assert_eq!(
            choose(&[one(&["A", "B", "X"], Some(2)), one(&["A"], Some(1)), one(&["B", "Y"], Some(3))]),
            ["X", "A", "B"]
        );
    }

    #[test]
    fn values_that_differ_in_symbols_or_case() {
        for (texts, expected) in [
            (&["name", "-name"][..], &["Name", "MinusName"][..]),
            (&["inf", "-inf", "nan"], &["Inf", "MinusInf", "Nan"]),
            (&["GPL-1.0", "GPL-1.0+"], &["Gpl10", "Gpl10Plus"]),
            (&["1.0", "10"], &["N1Dot0", "N10"]),
            (&["z", "Z"], &["Z", "UpperZ"]),
            (&["a-b", "a_b", "aB", "A_B"], &["AMinusB", "AB", "MixedAB", "UpperAB"]),
            (&[".", "*", "<", "<="], &["Dot", "Asterisk", "Less", "LessEqual"]),
            (&["pt-br", "+1"], &["PtBr", "Plus1"]),
            (&["userId", "UserId", "user-id"], &["MixedUserId", "MixedUserId7ac2", "UserId"]),
        ] {
            assert_eq!(named(texts, ident::variant), expected, "{texts:?}");
        }
        assert_eq!(named(&["$ref", "ref", "x"], ident::field), ["dollar_ref", "ref_", "x"]);
    }

    #[test]
    fn a_plainer_text_keeps_its_name_when_others_come() {
        for (text, others) in [("a", &["A"][..]), ("a_b", &["a-b", "aB", "A_B", "a.b"]), ("a-b", &["A-B", "a.b"])] {
            let alone = named(&[text], ident::variant);
            let beside: Vec<&str> = others.iter().copied().chain([text]).collect();
            assert_eq!(named(&beside, ident::variant).last(), alone.first(), "{text} beside {others:?}");
        }
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
