//! Escapes names, values and foreign texts, one function per format, so that none of them is interpreted as markup or as a control
//! sequence.

use std::borrow::Cow;

use schemawright::visible;
use schemawright_diff::shown;
use serde_json::Value;

/// For a terminal and for plain text: on one line.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    visible::line(text)
}

/// For Markdown: a code span, in which tags, links and mentions have no effect (CommonMark 0.31.2, section 6.1).
pub(crate) fn markdown(text: &str) -> String {
    let text = shown(text);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A renderer removes one space at both ends, except from a span of spaces alone.
    let is_blank = text.chars().all(|character| character == ' ');
    let pad = if is_blank || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// For the message of a GitHub workflow command, as `escapeData` of `@actions/core` does it; terminal control characters are escaped too.
pub(crate) fn github(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible::lines(&text).into_owned()
}

/// For a property of a GitHub workflow command, as `escapeProperty` of `@actions/core` does it.
pub(crate) fn github_property(text: &str) -> String {
    github(text).replace(':', "%3A").replace(',', "%2C")
}

/// For the text and the attributes of XML 1.0, which can't contain most control characters.
pub(crate) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible::lines(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            // Not characters of XML (1.0, production 2).
            '\u{fffe}' | '\u{ffff}' => escaped.extend(character.escape_unicode()),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// As JSON with terminal control characters escaped. It parses as the same value.
pub(crate) fn json(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if visible::is_deceptive(character) && character != '\n' {
            let mut units = [0; 2];
            let units = character.encode_utf16(&mut units);
            units.iter().for_each(|unit| escaped.push_str(&format!("\\u{unit:04x}")));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// A value as JSON over several lines.
pub(crate) fn pretty(value: &Value) -> String {
    json(&format!("{value:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a`b``c</details><img src=x>@everyone|%0A\u{1b}[31m\u{202e}\u{9b}\n::error::x\u{e0041}";

    #[test]
    fn nothing_is_obeyed() {
        let visible = r"a`b``c</details><img src=x>@everyone|%0A\u{1b}[31m\u{202e}\u{9b}\n::error::x\u{e0041}";
        assert_eq!(text(HOSTILE), visible);
        assert_eq!(markdown(HOSTILE), format!("```{visible}```"));
        let encoded = visible.replace('%', "%25").replace(r"\n", "%0A");
        assert_eq!(github(HOSTILE), encoded);
        assert_eq!(github_property(HOSTILE), encoded.replace(':', "%3A"));
        assert_eq!(github("a%\nb\r"), "a%25%0Ab%0D");
        let in_xml = visible.replace('<', "&lt;").replace('>', "&gt;").replace(r"\n", "&#10;");
        assert_eq!(xml(HOSTILE), in_xml);
        let json = json(&Value::from(HOSTILE).to_string());
        assert!(!json.chars().any(visible::is_deceptive), "{json}");
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), HOSTILE);
    }

    #[test]
    fn code_spans_end_at_their_fences() {
        assert_eq!(markdown("a"), "`a`");
        assert_eq!(markdown("`"), "`` ` ``");
        assert_eq!(markdown(" "), "`   `");
        assert_eq!(markdown(""), "`  `");
    }
}
