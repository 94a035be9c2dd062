//! Prose of schemas as doc comments that rustdoc renders as it was meant.
//!
//! Schema prose is not Markdown made for rustdoc: `[x]` is no link, `<id>` is no HTML, an indented line is no test, and a bare URL
//! wants to be one.

use std::borrow::Cow;

use super::tokens::{Text, Tokens, quote};

/// Doc comments are wrapped so that lines end at this column, indentation included.
const COLUMNS: usize = 100;
/// `    /// `: the deepest indentation at which doc comments stand.
const INDENT: usize = 8;

/// The doc attributes of an item, a member or a value.
pub(crate) fn attributes(text: &str) -> Tokens {
    let lines = lines(text).into_iter().map(|line| Text(if line.is_empty() { line } else { format!(" {line}") }));
    quote!(#(#[doc = #lines])*)
}

/// The inner doc attributes of a module: not prose of a schema but Markdown of our own configuration, taken as it is written there, so that
/// it can link to types.
pub(crate) fn inner_markdown(text: &str) -> Tokens {
    let lines = text.trim().lines().map(str::trim_end);
    let lines = lines.map(|line| Text(if line.is_empty() { String::new() } else { format!(" {line}") }));
    quote!(#(#![doc = #lines])*)
}

/// The text with its first sentence as a paragraph of its own, which is what rustdoc shows in the tables of a module.
pub(crate) fn summary_apart(text: &str) -> String {
    let text = text.trim();
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let mut code = false;
    for (at, c) in text[..paragraph].char_indices() {
        code ^= c == '`';
        let rest = &text[at + c.len_utf8()..];
        let next = rest.trim_start();
        // A sentence begins with a capital or with code: `e.g. this` and `i.e. that` do not end one.
        let begins = |c: char| c.is_uppercase() || c == '`';
        if c == '.' && !code && next.len() < rest.len() && next.starts_with(begins) && at < paragraph {
            let first = &text[..=at];
            if !first.ends_with("e.g.") && !first.ends_with("i.e.") && !first.ends_with("etc.") {
                return format!("{first}\n\n{next}");
            }
        }
    }
    text.to_owned()
}

/// The text as lines of Markdown.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks(&visible(text)) {
        if !lines.is_empty() && block.apart {
            lines.push(String::new());
        }
        wrap(&markdown(&block.text), block.indent, &mut lines);
    }
    lines
}

/// Without what a reader can't see and an editor may act on.
fn visible(text: &str) -> Cow<'_, str> {
    let changes = |c: char| c != '\n' && (c.is_control() || c == '\u{a0}' || is_bidi_control(c));
    if !text.contains(changes) {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' => visible.push('\n'),
            '\t' | '\r' | '\u{a0}' => visible.push(' '),
            c if c.is_control() || is_bidi_control(c) => {}
            c => visible.push(c),
        }
    }
    Cow::Owned(visible)
}

/// Characters that change the direction of text or have no width (Unicode Standard Annex 9; "Trojan Source").
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// A paragraph or an item of a list.
struct Block {
    text: String,
    /// How far the lines after the first are indented.
    indent: usize,
    /// Whether a blank line stands before it.
    apart: bool,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut blank = true;
    let mut in_list = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        let marker = list_marker(line);
        match blocks.last_mut() {
            Some(block) if marker == 0 && !blank => {
                block.text.push(' ');
                block.text.push_str(line);
            }
            _ => {
                let apart = blank || (marker > 0) != in_list;
                in_list = marker > 0;
                blocks.push(Block { text: line.to_owned(), indent: marker, apart });
            }
        }
        blank = false;
    }
    blocks
}

/// The width of `- `, `* ` or `1. ` at the beginning of a line.
fn list_marker(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes() {
        [b'-' | b'*' | b'+', b' ', ..] => 2,
        bytes if (1..=3).contains(&digits) => match &bytes[digits..] {
            [b'.' | b')', b' ', ..] => digits + 2,
            _ => 0,
        },
        _ => 0,
    }
}

/// Escapes what Markdown would take for something else, outside of code spans.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // A URL begins with `h`.
    while let Some(at) = rest.find(['`', '[', ']', '<', '>', '\\', '&', 'h']) {
        escaped.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('`') {
            let (span, length) = code_span(rest);
            escaped.push_str(&span);
            rest = &rest[length..];
            continue;
        }
        if let Some(length) = link(rest) {
            escaped.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if rest.starts_with("http://") || rest.starts_with("https://") {
            let length = url_length(rest);
            escaped.push_str(&format!("<{}>", &rest[..length]));
            rest = &rest[length..];
            continue;
        }
        if !rest.starts_with('h') && !rest.starts_with("& ") {
            escaped.push('\\');
        }
        escaped.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    escaped.push_str(rest);
    escaped
}

/// A code span as it is, and its length; a backtick that none closes is escaped.
fn code_span(text: &str) -> (String, usize) {
    let fence = text.bytes().take_while(|byte| *byte == b'`').count();
    let (open, inside) = text.split_at(fence);
    match inside.find(open) {
        Some(end) if end > 0 && !inside[end + fence..].starts_with('`') => {
            let length = fence + end + fence;
            (text[..length].to_owned(), length)
        }
        _ => ("\\`".repeat(fence), fence),
    }
}

/// The length of `[text](https://…)`.
fn link(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let (label, rest) = inside.split_once("](")?;
    let end = rest.find(')')?;
    let target = &rest[..end];
    let plain = |text: &str| !text.contains(['[', ']', '<', '>', '`', '\\']);
    let is_link = (target.starts_with("http://") || target.starts_with("https://")) && !target.contains(' ');
    (is_link && plain(label) && plain(target) && !label.is_empty()).then_some(1 + label.len() + 2 + end + 1)
}

/// The length of a URL, without the punctuation of the sentence around it.
fn url_length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || "<>\"`[]()".contains(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']).len()
}

fn wrap(text: &str, indent: usize, lines: &mut Vec<String>) {
    let width = COLUMNS - INDENT;
    let (mut line, mut columns) = (String::new(), 0);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let letters = word.chars().count();
        if line.is_empty() {
            columns = letters;
        } else if columns + 1 + letters <= width || begins_block(word) {
            line.push(' ');
            columns += 1 + letters;
        } else {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
            columns = indent + letters;
        }
        line.push_str(word);
    }
    if line.starts_with(['#', '=', '|', '~']) {
        line.insert(0, '\\');
    }
    lines.push(line);
}

/// Whether a line that began with this word would be a list, a heading or the like.
fn begins_block(word: &str) -> bool {
    word.starts_with(['#', '>', '|', '=', '~'])
        || matches!(word, "-" | "*" | "+" | "---" | "***")
        || word.bytes().take_while(u8::is_ascii_digit).count() > 0 && word.ends_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use super::{lines, summary_apart};

    #[test]
    fn the_first_sentence_stands_apart() {
        for (prose, apart) in [
            ("A factor. Part of `Session`.", "A factor.\n\nPart of `Session`."),
            ("A kind. `otp` is a passcode.", "A kind.\n\n`otp` is a passcode."),
            ("Body of `GET a. B`, at once.\nIt is short.", "Body of `GET a. B`, at once.\n\nIt is short."),
            ("Names, e.g. `a` or `b`. More.", "Names, e.g. `a` or `b`.\n\nMore."),
            ("One sentence.", "One sentence."),
            ("A list:\n\n- a. B", "A list:\n\n- a. B"),
            ("Version 1.5 of it", "Version 1.5 of it"),
        ] {
            assert_eq!(summary_apart(prose), apart);
        }
    }

    #[test]
    fn prose_is_not_markdown() {
        for (prose, doc) in [
            ("See [the docs](https://a.example/b) first.", "See [the docs](https://a.example/b) first."),
            ("An array [1, 2] of <id>s.", r"An array \[1, 2\] of \<id\>s."),
            ("Visit https://a.example/b.", "Visit <https://a.example/b>."),
            ("Set `[x]` and `<y>`.", "Set `[x]` and `<y>`."),
            ("An odd ` tick.", r"An odd \` tick."),
            ("Tom &amp; Jerry & Co.", r"Tom \&amp; Jerry & Co."),
            ("# not a heading", r"\# not a heading"),
            ("ends here */ #![deny(x)]", r"ends here */ #!\[deny(x)\]"),
            ("hidden \u{202e}bidi\u{200b}", "hidden bidi"),
            ("trailing   \n   spaces", "trailing spaces"),
        ] {
            assert_eq!(lines(prose).join("\n"), doc, "{prose}");
        }
    }

    #[test]
    fn an_indented_line_is_no_test() {
        assert_eq!(lines("First:\n\n    let x = 1;\n\nLast."), ["First:", "", "let x = 1;", "", "Last."]);
    }

    #[test]
    fn lists_stay_lists() {
        assert_eq!(
            lines("Two ways:\n  1. this one,\n     or\n  2. that one.\nAnd so on."),
            ["Two ways:", "", "1. this one, or", "2. that one. And so on."]
        );
    }

    #[test]
    fn long_lines_are_wrapped_and_begin_no_list() {
        let text = format!("{} 1. {}", "x".repeat(91), "word ".repeat(30));
        let lines = lines(&text);
        assert!(lines[0].ends_with("1."), "{lines:?}");
        assert!(lines[1..].iter().all(|line| line.len() <= 92), "{lines:?}");
    }
}
