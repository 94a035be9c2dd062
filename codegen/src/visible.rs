//! Foreign text for display: without characters that control a terminal, or that hide or reorder the text beside them.

use std::borrow::Cow;

/// Whether a character is not simply visible: it controls a terminal, changes the direction of text (Unicode Standard Annex 9), ends a
/// line, or is invisible (Unicode's `Default_Ignorable_Code_Point`, and a few more).
#[must_use]
pub fn is_deceptive(character: char) -> bool {
    // Nearly every character is ASCII.
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The text on one line, with every deceptive character escaped as in Rust, `\n` and `\u{1b}`.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// The text with its line breaks and tabs, and with every other deceptive character escaped.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    escaped(text, |character| matches!(character, '\n' | '\t'))
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    let acts = |character: char| is_deceptive(character) && !stays(character);
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' if acts(character) => shown.extend(character.escape_default()),
            _ if acts(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn active_characters_are_escaped_and_others_kept() {
        assert_eq!(line("plain, ä, 字, 🙂"), "plain, ä, 字, 🙂");
        assert_eq!(line("a\nb\tc\r\u{1b}[31m\u{9b}"), r"a\nb\tc\r\u{1b}[31m\u{9b}");
        assert_eq!(line("\u{202e}\u{3164}\u{200b}\u{2028}"), r"\u{202e}\u{3164}\u{200b}\u{2028}");
        assert_eq!(lines("a\n\tb\u{1b}"), "a\n\tb\\u{1b}");
    }
}
