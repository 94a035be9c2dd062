//! `codegen.toml`: all that is special about one set of schemas.
//!
//! ```toml
//! [package]                       # the generated crate's Cargo.toml
//! name = "my-types"
//! version = "0.1.0"
//!
//! [[name]]                        # titles to Rust paths; the first rule that matches decides
//! title = '^api_(?<area>[a-z]+)_(?<version>v\d+)_(?<name>[A-Z]\w*)$'
//! module = "{area}::{version}"
//! item = "{name}"
//!
//! [[rename]]                      # one name that no rule gets right
//! schema = "api_user_v1_User"
//! member = "self"                 # or value = "…" of an enum, or pointer = "/properties/…" of an inline type
//! to = "own"
//!
//! [direction]                     # which schemas are sent, and which are received
//! request = ["*Request"]
//! response = ["*Response"]
//!
//! [module]                        # docs of the modules
//! "user::v1" = "Users, and what they sign in with."
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// A configuration, and the text that it was read from.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) rules: Rules,
    file: Arc<str>,
    text: Arc<str>,
}

/// What stands in the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    #[serde(default)]
    pub(crate) package: Package,
    #[serde(default, rename = "name")]
    pub(crate) names: Vec<Spanned<NameRule>>,
    #[serde(default, rename = "rename")]
    pub(crate) renames: Vec<Spanned<Rename>>,
    #[serde(default)]
    pub(crate) direction: DirectionRules,
    #[serde(default)]
    pub(crate) boxing: BoxingRules,
    #[serde(default, rename = "module")]
    pub(crate) modules: BTreeMap<Spanned<String>, String>,
}

/// The generated crate's own metadata.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) license: Option<String>,
    pub(crate) repository: Option<String>,
    /// The text of the crate's front page in rustdoc.
    pub(crate) doc: Option<String>,
}

impl Default for Package {
    fn default() -> Self {
        Self {
            name: "generated-types".to_owned(),
            version: "0.1.0".to_owned(),
            description: "Types generated from JSON Schemas".to_owned(),
            license: None,
            repository: None,
            doc: None,
        }
    }
}

/// Takes titles apart with a regular expression, and puts the parts together as a Rust path.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameRule {
    #[serde(deserialize_with = "regex")]
    pub(crate) title: Regex,
    /// Module path with `{capture}`s; an empty part is left out.
    pub(crate) module: String,
    /// The type's name, with `{capture}`s.
    #[serde(default = "NameRule::item")]
    pub(crate) item: String,
    /// Other words for what a capture holds: `replace.group.b2b_otp_sms = "sms"`.
    #[serde(default)]
    pub(crate) replace: BTreeMap<String, BTreeMap<String, String>>,
}

impl NameRule {
    fn item() -> String {
        "{name}".to_owned()
    }
}

fn regex<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Regex, D::Error> {
    let pattern = String::deserialize(deserializer)?;
    Regex::new(&pattern).map_err(serde::de::Error::custom)
}

/// Gives one type, member or value another Rust name. What goes over the wire stays.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rename {
    pub(crate) schema: String,
    pub(crate) pointer: Option<String>,
    pub(crate) member: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) to: String,
}

/// Which titles name what is sent, and which what is received.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DirectionRules {
    pub(crate) request: Vec<Glob>,
    pub(crate) response: Vec<Glob>,
}

impl Default for DirectionRules {
    fn default() -> Self {
        Self { request: vec![Glob::new("*Request")], response: vec![Glob::new("*Response")] }
    }
}

/// From which size on a struct inside another one is put on the heap.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct BoxingRules {
    /// Optional members with more bytes than this are boxed: most of them are absent most of the time.
    pub(crate) optional_above: usize,
    /// Required members with more bytes than this are boxed: they keep the types around them small enough to move.
    pub(crate) required_above: usize,
}

impl Default for BoxingRules {
    fn default() -> Self {
        Self { optional_above: 32, required_above: 256 }
    }
}

/// A pattern in which `*` stands for any run of characters.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Glob(String);

impl Glob {
    pub(crate) fn new(pattern: &str) -> Self {
        Self(pattern.to_owned())
    }

    pub(crate) fn matches(&self, name: &str) -> bool {
        let mut parts = self.0.split('*');
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = name.strip_prefix(first) else { return false };
        let mut last = None;
        for part in parts {
            if let Some(middle) = last.replace(part) {
                let Some(at) = rest.find(middle) else { return false };
                rest = &rest[at + middle.len()..];
            }
        }
        last.map_or(rest.is_empty(), |last: &str| rest.ends_with(last))
    }
}

impl Default for Config {
    /// No rules: every title goes to the crate's root.
    fn default() -> Self {
        Self { rules: Rules::default(), file: "codegen.toml".into(), text: "".into() }
    }
}

impl Config {
    /// Reads the text of a `codegen.toml`; the name is for errors.
    ///
    /// # Errors
    /// What is not TOML, an unknown key, a value of the wrong type: with line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let (file, text): (Arc<str>, Arc<str>) = (file.into(), text.into());
        match toml::from_str(&text) {
            Ok(rules) => Ok(Self { rules, file, text }),
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let place = Place { file, text: text.clone(), span, pointer: None };
                Err(Diagnostic::error("config", error.message().trim_end().to_owned()).at(place).into())
            }
        }
    }

    /// The text of the file; empty where there is none.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The place of an entry.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file.clone(), text: self.text.clone(), span, pointer: None }
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn globs() {
        for (pattern, name, matches) in [
            ("*Request", "api_v1_SendRequest", true),
            ("*Request", "RequestType", false),
            ("user_id", "user_id", true),
            ("user_id", "user_ids", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
            ("*", "", true),
            ("aa*aa", "aaa", false),
        ] {
            assert_eq!(Glob::new(pattern).matches(name), matches, "{pattern} {name}");
        }
    }
}
