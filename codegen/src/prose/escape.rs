//! Escapes text in Markdown.

use std::fmt::Write as _;

use super::read::web;

/// Whether URLs in a text become links. Inside a link, they do not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Urls {
    Link,
    Leave,
}

/// Escapes characters that Markdown would interpret.
pub(super) fn text(text: &str, urls: Urls) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // A URL starts with `h`.
        if let Some(length) = (c == 'h' && urls == Urls::Link).then(|| url_length(rest)).flatten() {
            let _ = write!(escaped, "<{}>", web(&rest[..length]));
            before = Some('>');
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if is_special(before, c, rest.chars().next()) {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// Whether Markdown would interpret a character between two others. Characters beyond the text are unknown.
fn is_special(before: Option<char>, c: char, after: Option<char>) -> bool {
    let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    match c {
        '`' | '[' | ']' | '<' | '>' | '\\' => true,
        '_' => !both(char::is_alphanumeric) && !both(char::is_whitespace),
        '*' | '~' => !both(char::is_whitespace),
        '&' => !after.is_some_and(char::is_whitespace),
        _ => false,
    }
}

/// The length of the URL at the start, without the punctuation of the sentence around it.
fn url_length(text: &str) -> Option<usize> {
    let scheme = ["http://", "https://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|c: char| c.is_whitespace() || "<>\"`[]()|\\".contains(c)).unwrap_or(text.len());
    let length = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']).len();
    (length > scheme.len()).then_some(length)
}

/// The first word of a line, escaped so that the line does not start a list, a heading, a table or similar.
pub(super) fn first_word(word: &str) -> String {
    let all = |of: &str| word.chars().all(|c| of.contains(c));
    // A marker of a list, a heading, the underline of one, a rule, the second row of a table, a fence.
    if all("-:|") || all("*") || all("_") || all("=") || word == "+" {
        return format!("\\{word}");
    }
    if word.starts_with(['#', '|']) || word.starts_with("~~~") {
        return format!("\\{word}");
    }
    match word.split_at_checked(word.len() - 1) {
        Some((number, end @ ("." | ")"))) if number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() => {
            format!("{number}\\{end}")
        }
        _ => word.to_owned(),
    }
}
