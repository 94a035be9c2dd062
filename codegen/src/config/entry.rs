//! Entries of `codegen.toml` in diagnostics.

use std::fmt::{self, Write as _};

/// The length of a line from which a list is broken.
const WIDTH: usize = 100;

/// An entry: an array of tables with strings.
#[derive(Clone, Debug)]
pub(crate) struct Entry(String);

impl Entry {
    /// An entry without keys: `[[rename]]`.
    pub(crate) fn new(table: &str) -> Self {
        Self(format!("[[{table}]]"))
    }

    /// Adds a key.
    #[must_use]
    pub(crate) fn key(mut self, key: &str, value: &str) -> Self {
        let _ = write!(self.0, "\n{key} = {}", quoted(value));
        self
    }

    /// Adds a key with a list of values, or with the only value.
    #[must_use]
    pub(crate) fn keys(mut self, key: &str, values: &[&str]) -> Self {
        if let [value] = values {
            return self.key(key, value);
        }
        let _ = write!(self.0, "\n{key} = [");
        let mut length = WIDTH;
        for value in values {
            let value = quoted(value);
            length += value.len() + 2;
            if length > WIDTH {
                length = 4 + value.len();
                let _ = write!(self.0, "\n    {value},");
            } else {
                let _ = write!(self.0, " {value},");
            }
        }
        self.0.push_str("\n]");
        self
    }
}

/// Lines of a table: one string for each name.
#[derive(Clone, Debug)]
pub(crate) struct Lines(String);

impl Lines {
    /// The lines of a table, after its header unless the file already contains it.
    pub(crate) fn new<'n>(table: &str, has_header: bool, lines: impl IntoIterator<Item = (&'n str, &'n str)>) -> Self {
        let lines = lines.into_iter().map(|(name, value)| format!("{} = {}", quoted(name), quoted(value)));
        let header = (!has_header).then(|| format!("[{table}]"));
        Self(header.into_iter().chain(lines).collect::<Vec<_>>().join("\n"))
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text as a string of TOML (1.0, basic strings) on one line. Terminal control characters and invisible characters are escaped.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        let code = u32::from(character);
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if is_visible(character) => quoted.push(character),
            _ if code <= 0xFFFF => quoted.extend(format!("\\u{code:04X}").chars()),
            _ => quoted.extend(format!("\\U{code:08X}").chars()),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether Rust's debug format prints it unescaped.
fn is_visible(character: char) -> bool {
    character == '\'' || character.escape_debug().len() == 1
}

#[cfg(test)]
mod tests {
    use super::{Entry, quoted};

    #[test]
    fn toml_reads_every_character() {
        #[derive(serde::Deserialize)]
        struct Table {
            key: String,
        }
        let every: Vec<char> = ('\0'..=char::MAX).collect();
        for characters in every.chunks(0x1_0000) {
            let text: String = characters.iter().collect();
            let read: Table = toml::from_str(&format!("key = {}", quoted(&text))).expect("TOML");
            assert!(read.key == text);
        }
    }

    #[test]
    fn long_lists_are_broken() {
        let names: Vec<String> = (0..40).map(|index| format!("member_{index}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = Entry::new("boxing.field").keys("member", &names).to_string();
        assert!(text.lines().all(|line| line.len() <= super::WIDTH), "{text}");
        let table: toml::Table = toml::from_str(&text).expect("TOML");
        let read = table["boxing"]["field"][0]["member"].clone();
        assert_eq!(read, toml::Value::from(names));
        let one = Entry::new("a").keys("member", &["b"]).to_string();
        assert_eq!(one, "[[a]]\nmember = \"b\"");
    }

    #[test]
    fn invisible_text_is_escaped() {
        assert_eq!(quoted("it's\u{0}\u{1b}\u{202e}\u{e0001}\t\"é\\"), r#""it's\u0000\u001B\u202E\U000E0001\t\"é\\""#);
    }
}
