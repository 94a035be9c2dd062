//! How names, values and files of others are written, one function a format: whatever they hold, it is read, and not obeyed.

use std::borrow::Cow;

use schemawright::visible;
use schemawright_diff::shown;
use serde_json::Value;

/// On a terminal, and in plain text: on one line.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    visible::line(text)
}

/// In Markdown: a code span, in which there are no tags, no links and nobody to be notified (CommonMark 0.31.2, section 6.1).
pub(crate) fn markdown(text: &str) -> String {
    let text = shown(text);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A space at both ends is taken off again; a span of spaces alone is not.
    let is_blank = text.chars().all(|character| character == ' ');
    let pad = if is_blank || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// In the message of a workflow command for GitHub, as `escapeData` of `@actions/core` does it; and what a terminal would obey, escaped.
pub(crate) fn github(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible::lines(&text).into_owned()
}

/// In a property of a workflow command for GitHub, as `escapeProperty` of `@actions/core` does it.
pub(crate) fn github_property(text: &str) -> String {
    github(text).replace(':', "%3A").replace(',', "%2C")
}

/// In the text and the attributes of XML 1.0, which has no way to write most control characters.
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
            // No characters of XML (1.0, production 2).
            '\u{fffe}' | '\u{ffff}' => escaped.extend(character.escape_unicode()),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// As JSON, in which what a terminal would obey is escaped: it reads as the same value.
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
    fn code_spans_end_where_they_should() {
        assert_eq!(markdown("a"), "`a`");
        assert_eq!(markdown("`"), "`` ` ``");
        assert_eq!(markdown(" "), "`   `");
        assert_eq!(markdown(""), "`  `");
    }
}
