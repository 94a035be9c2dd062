//! The reason why typify does not convert a schema, for the author of the schema.

/// The message of typify on one line, without the dump of its data.
pub(super) fn plain(reason: &str) -> String {
    let words: Vec<&str> = reason.split_whitespace().collect();
    let is_dump = |at: usize| {
        let is_name = words[at].starts_with(|c: char| c.is_ascii_uppercase());
        is_name && (words[at].ends_with('(') || words.get(at + 1) == Some(&"{"))
    };
    let end = (1..words.len()).find(|at| is_dump(*at)).unwrap_or(words.len());
    let text = words[..end].join(" ");
    let text = text.strip_prefix("not yet implemented: ").unwrap_or(&text);
    text.trim_end_matches([':', ' ', '`']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn without_dumps() {
        for (reason, expected) in [
            (
                "invalid schema for A: unhandled array\n  validation ArrayValidation { items: None }",
                "invalid schema for A: unhandled array validation",
            ),
            ("not yet implemented: unhandled not schema Object( SchemaObject { x } )", "unhandled not schema"),
            ("Failed to make unique variant names for [a b,a-b]", "Failed to make unique variant names for [a b,a-b]"),
            ("Object {", "Object {"),
            ("", ""),
        ] {
            assert_eq!(plain(reason), expected);
        }
    }
}
