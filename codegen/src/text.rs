//! Foreign text in generated files: visible characters, and code spans.

use std::borrow::Cow;

use crate::visible::is_deceptive;

/// The text without invisible characters. Lines are kept, and other white space becomes a space.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let changes = |c: char| c == '\u{a0}' || c != '\n' && is_deceptive(c);
    if !text.contains(changes) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\n' => Some('\n'),
        '\t' | '\r' | '\u{a0}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c => (!is_deceptive(c)).then_some(c),
    });
    Cow::Owned(kept.collect())
}

/// The text in one line, without invisible characters, and with one space between its words.
pub(crate) fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as a code span of Markdown, with any contents; empty if all characters are invisible.
pub(crate) fn code_span(text: &str) -> String {
    let text = visible(text);
    let text = if text.contains('\n') { Cow::Owned(text.replace('\n', " ")) } else { text };
    if text.trim().is_empty() {
        return String::new();
    }
    if !text.contains('`') && !text.starts_with(' ') {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    // A renderer removes one space at each side (CommonMark, 6.1), so added spaces separate the text and the fence.
    let ends = |c: char| text.starts_with(c) || text.ends_with(c);
    let pad = if ends('`') || text.starts_with(' ') && text.ends_with(' ') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The start of a text, with `…` if more follows.
pub(crate) fn cut(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// `1 item`, `2 items`; `1 entry`, `2 entries`.
pub(crate) fn counted(count: impl TryInto<u64>, noun: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    match noun.strip_suffix('y') {
        _ if count == 1 => format!("1 {noun}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {noun}s"),
    }
}

/// The length of the longest run of a character.
pub(crate) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0) / of.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::{code_span, counted, one_line, visible};

    #[test]
    fn invisible_characters_are_removed() {
        assert_eq!(visible("a\u{202e}b\u{3164}c\u{e0041}\u{0}\td\ne\u{a0}"), "abc d\ne ");
        assert_eq!(one_line(" a\r\n\tb\u{200b}  c "), "a b c");
        assert!(matches!(visible("größe 🦀\n"), std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn one_is_singular() {
        let texts = [0_usize, 1, 2].map(|count| counted(count, "item"));
        assert_eq!(texts, ["0 items", "1 item", "2 items"]);
        assert_eq!([1_u64, 2].map(|count| counted(count, "entry")), ["1 entry", "2 entries"]);
    }

    #[test]
    fn code_spans() {
        for (text, span) in [
            ("a b", "`a b`"),
            ("a`b", "``a`b``"),
            ("`a`", "`` `a` ``"),
            ("``", "``` `` ```"),
            (" a ", "`  a  `"),
            ("a\nb", "`a b`"),
            (" ", ""),
            ("\u{3164}", ""),
        ] {
            assert_eq!(code_span(text), span, "{text:?}");
        }
    }
}
