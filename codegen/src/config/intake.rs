//! `[sync]`: how `sync` adds schemas.

use serde::Deserialize;

/// How `sync` adds schemas.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct Intake {
    /// The name of a new file.
    #[serde(rename = "file-name")]
    pub(crate) file_name: Option<FileName>,
}

/// The name of a file, from the title of its schema: `{title}.json`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct FileName(String);

impl FileName {
    /// The name of the file for a title, with only characters that are valid in file names on all systems.
    #[must_use]
    pub fn of(&self, title: &str) -> String {
        self.0.replace("{title}", title)
    }
}

impl Default for FileName {
    /// `{title}.json`.
    fn default() -> Self {
        Self("{title}.json".to_owned())
    }
}

impl TryFrom<String> for FileName {
    type Error = String;

    fn try_from(pattern: String) -> Result<Self, String> {
        if pattern.contains("{title}") && pattern.ends_with(".json") && !pattern.contains(['/', '\\']) {
            Ok(Self(pattern))
        } else {
            Err(format!("`{pattern}` is not a file name that contains `{{title}}` and ends in .json"))
        }
    }
}

impl std::str::FromStr for FileName {
    type Err = String;

    fn from_str(pattern: &str) -> Result<Self, String> {
        pattern.to_owned().try_into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn names_of_files_have_a_title_and_no_directory() {
        assert_eq!(FileName::default().of("pet"), "pet.json");
        for (pattern, fits) in
            [("a-{title}.json", true), ("{title}.yml", false), ("a.json", false), ("a/{title}.json", false)]
        {
            assert_eq!(pattern.parse::<FileName>().is_ok(), fits, "{pattern}");
        }
        let config = Config::parse("codegen.toml", "[sync]\nfile-name = \"a-{title}.json\"\n").unwrap();
        assert_eq!(config.file_name().of("pet"), "a-pet.json");
        let fault = Config::parse("codegen.toml", "[sync]\nfile-name = \"a.json\"\n").unwrap_err().to_string();
        assert!(
            fault.contains("`a.json` is not a file name that contains `{title}`")
                && fault.contains("codegen.toml:2:13"),
            "{fault}"
        );
    }
}
