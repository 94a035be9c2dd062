//! Errors without the values that they are about.

/// Takes out the value that serde's own errors quote: of ``invalid type: string "…", expected i32`` the text, of ``integer `7` `` the number. It may
/// be a secret in the wrong place.
#[must_use]
pub fn without_values(reason: &str) -> String {
    for (begin, quote) in
        [("string ", '"'), ("character ", '`'), ("integer ", '`'), ("floating point ", '`'), ("boolean ", '`')]
    {
        for fault in ["invalid type: ", "invalid value: "] {
            let Some(at) = reason.find(&format!("{fault}{begin}{quote}")) else { continue };
            let kept = at + fault.len() + begin.len() - 1;
            // The value may hold `expected` itself: what the type expects never holds a quote, so the last one ends the value.
            let end = reason.rfind(&format!("{quote}, expected ")).map_or(reason.len(), |end| end + 1);
            return format!("{}{}", &reason[..kept], &reason[end.max(kept)..]);
        }
    }
    reason.to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_values;

    #[test]
    fn values_are_withheld() {
        for (quoting, withheld) in [
            (r#"invalid type: string "tok", expected i32"#, "invalid type: string, expected i32"),
            (r#"invalid type: string "a\", expected u8", expected i32"#, "invalid type: string, expected i32"),
            (
                "member `n` of T: invalid type: integer `7`, expected a string",
                "member `n` of T: invalid type: integer, expected a string",
            ),
            ("invalid value: integer `5000000000`, expected i32", "invalid value: integer, expected i32"),
            ("invalid type: floating point `1.5`, expected i32", "invalid type: floating point, expected i32"),
            ("invalid type: boolean `true`, expected i32", "invalid type: boolean, expected i32"),
            ("invalid type: null, expected i32", "invalid type: null, expected i32"),
        ] {
            assert_eq!(without_values(quoting), withheld);
        }
    }
}
