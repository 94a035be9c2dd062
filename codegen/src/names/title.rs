//! Decides which titles are names.
//!
//! A schema is named after its title if that is a name, else after its key in `$defs` or `definitions`, else after its file. Many titles
//! describe the schema and not its values: `JSON schema for NPM package.json files`. Others are whole sentences. They are still better than
//! a file whose name is only a number.

use super::type_name;

/// The greatest number of words in a name.
const WORDS: usize = 6;
/// The greatest number of letters in a name.
const LETTERS: usize = 60;

/// Whether a title is a name: not a sentence, and not a description of the schema.
pub(super) fn is_name(title: &str) -> bool {
    let words: Vec<String> = title.split_whitespace().map(str::to_ascii_lowercase).collect();
    is_short(title) && words.len() <= WORDS && !is_about_itself(&words) && !title.trim_end().ends_with('.')
}

/// Whether a title, of whatever kind, becomes a name that people can write.
pub(super) fn is_short(title: &str) -> bool {
    type_name(title).is_ok_and(|name| name.chars().count() <= LETTERS)
}

/// `User schema`, `JSON Schema for …`, `Schema of …`: several words, one of which means the schema.
fn is_about_itself(words: &[String]) -> bool {
    let is_schema = |word: &String| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        matches!(word, "schema" | "schemas" | "json-schema" | "jsonschema" | "meta-schema" | "metaschema")
    };
    let before = |next: &str| words.windows(2).any(|pair| is_schema(&pair[0]) && pair[1] == next);
    let is_last = words.len() > 1 && words.last().is_some_and(is_schema);
    is_last || before("for") || before("of") || words.windows(2).any(|pair| pair[0] == "json" && is_schema(&pair[1]))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn titles_that_are_names() {
        for title in [
            "Cargo.toml",
            "Compose Specification",
            "CycloneDX Bill of Materials Standard",
            "Debug Adapter Protocol",
            "GeoJSON Object",
            "JSON Signature Format (JSF) standard",
            "Schema",
            "Schema Object",
            "Zoo Connected App (OAuth Client)",
            "api_user_v1_User",
        ] {
            assert!(is_name(title), "{title}");
        }
    }

    #[test]
    fn titles_that_are_not() {
        for title in [
            "JSON schema for NPM package.json files",
            "JSON Schema",
            "A JSON schema",
            "Schema for a workflow",
            "Core and Validation specifications meta-schema",
            "Applicator vocabulary meta-schema",
            "Format vocabulary meta-schema for annotation results",
            "User Schema",
            "The person who signs in.",
            "One of the things that may be in a list",
            "+example:object:root=true +example:resource:shortName=thing +example:printcolumn:name=State",
            "--",
            "",
        ] {
            assert!(!is_name(title), "{title}");
        }
    }
}
