//! `codegen.toml`: all that is special about one set of schemas. This page is its reference.
//!
//! Every entry must find something: one that names nothing any more is an error, with its line. Patterns know one special character, `*`,
//! which stands for any run of characters; where a pattern may stand, a list of them may stand too. `reason` is for people, and is shown by
//! [`Output::explain`](crate::Output::explain).
//!
//! # The package
//!
//! ```toml
//! [package]                       # the generated crate's Cargo.toml
//! name = "my-types"               # default: generated-types
//! version = "0.1.0"
//! description = "My types"
//! license = "MIT"                 # optional, as is the rest
//! repository = "https://github.com/me/my-types"
//! doc = "The front page in rustdoc, as Markdown."
//! ```
//!
//! # Names
//!
//! A title that no rule matches names a type at the crate's root. What goes over the wire never changes with a name.
//!
//! ```toml
//! [[name]]                        # titles to Rust paths; the first rule that matches decides
//! title = '^api_(?<area>[a-z]+)_(?<version>v\d+)_(?<name>[A-Z]\w*)$'
//! module = "{area}::{version}"    # an empty part is left out
//! item = "{name}"                 # the default
//! replace.area.usr = "user"       # other words for what a capture holds
//!
//! [[rename]]                      # one name that no rule gets right
//! schema = "api_user_v1_User"
//! member = "self"                 # or value = "…" of an enum; neither: the type itself
//! pointer = "/properties/name"    # of an inline type; without, the file's own
//! to = "own"                      # for a type, a path: "user::v1::Person"
//!
//! [module]                        # docs of modules, as Markdown
//! "user::v1" = "Users, and what they sign in with."
//! ```
//!
//! # Direction
//!
//! What the schemas of responses reach is read leniently: a required array or map that is missing or `null` reads as empty.
//!
//! ```toml
//! [direction]                     # by title; these are the defaults
//! request = ["*Request"]
//! response = ["*Response"]
//! ```
//!
//! # Refinements
//!
//! They give members that hold a string, singly or in lists, a type that says what it is. Each takes `member`, `schema` (titles) and `except`
//! (titles that it passes over); without `member`, it is about whole schemas. Two that give one member two types are an error.
//!
//! ```toml
//! [[timestamp]]                   # becomes stytch_wire::Timestamp; `format: date-time` does so by itself
//! member = ["*_at", "not_before"]
//!
//! [[id]]                          # becomes a newtype in the module `ids`
//! type = "UserId"
//! doc = "Identifies a user."
//! member = "user_id"
//! except = "Legacy*"
//!
//! [[secret]]                      # becomes stytch_wire::Secret
//! member = ["token", "password"]
//! reason = "who holds it is signed in"
//!
//! [suspicious]                    # a member of such a name, unless it is a boolean, an enum or an object with members…
//! names = ["*token*", "*password*"]
//!
//! [[not-secret]]                  # …must stand under [[secret]] or here, or nothing is generated
//! member = "token_url"
//! reason = "a URL"
//! ```
//!
//! # Fix-ups
//!
//! They say rightly what a schema says wrongly. `expect` says what the schema says now; a fix-up that finds something else, or that would change
//! nothing, is an error: upstream may have mended it.
//!
//! ```toml
//! [[fix]]
//! schema = "api_user_v1_User"
//! pointer = "/properties/name"    # of an inline type; without, the file's own
//! member = "is_locked"
//! expect = { required = true, type = "boolean" }
//! set = { absent-as = false }
//! reason = "older answers lack it"
//! source = "an issue, a page, a recording"    # optional
//! ```
//!
//! | key | of | what |
//! | --- | --- | --- |
//! | `required` | a member | whether it must be there |
//! | `type` | a member | `any`, `array`, `boolean`, `integer`, `number`, `object`, `string`; in `expect` also `ref` |
//! | `name` | a member | its name on the wire |
//! | `absent-as` | a member | what it reads as when it is absent though required: a boolean, a string or a number |
//! | `description` | both | the text of the docs |
//! | `values` | an enum | in `expect`: how many there are |
//! | `add-values` | an enum | in `set`: values to add |
//!
//! # Sizes and features
//!
//! ```toml
//! [boxing]                        # bytes, on a machine of 64 bits
//! optional-above = 32             # larger structs in optional members are boxed (the default)
//! required-above = 256            # the same for required members (the default)
//! limit = 1024                    # no struct may be larger: the generated tests check it
//!
//! [features]                      # a Cargo feature for each namespace; without this table, there are none
//! namespace-end = '^v\d+$'        # a namespace is a module path up to the first part that matches: user-v1
//! [features.bundle]
//! people = ["user-*", "group-*"]
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use regex::Regex;
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// A configuration, and the text that it was read from.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) rules: Rules,
    coverage: Coverage,
    file: Arc<str>,
    text: Arc<str>,
}

/// Whether a configuration is about the very schemas that it is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coverage {
    /// It is: an entry that finds no target is an error.
    Whole,
    /// It is about others that are like them.
    Partial,
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
    #[serde(default, rename = "timestamp")]
    pub(crate) timestamps: Vec<Spanned<Selector>>,
    #[serde(default, rename = "id")]
    pub(crate) ids: Vec<Spanned<IdRule>>,
    #[serde(default, rename = "secret")]
    pub(crate) secrets: Vec<Spanned<Selector>>,
    #[serde(default, rename = "not-secret")]
    pub(crate) not_secrets: Vec<Spanned<Selector>>,
    #[serde(default)]
    pub(crate) suspicious: Suspicious,
    #[serde(default, rename = "fix")]
    pub(crate) fixes: Vec<Spanned<Fix>>,
    #[serde(default)]
    pub(crate) features: Option<FeatureRules>,
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

/// Which members a rule is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selector {
    /// The member's name; without, the rule is about whole schemas.
    pub(crate) member: Option<Globs>,
    /// The schema's title; without, any.
    pub(crate) schema: Option<Globs>,
    /// Titles that the rule passes over.
    pub(crate) except: Option<Globs>,
    pub(crate) reason: Option<String>,
}

impl Selector {
    /// Whether the rule is about members of a name, or, where the name is empty, about whole schemas.
    pub(crate) fn is_about(&self, member: &str) -> bool {
        match &self.member {
            Some(names) => !member.is_empty() && names.matches(member),
            None => member.is_empty() && self.schema.is_some(),
        }
    }

    /// Whether the rule is about what it is about in the schema of a title.
    pub(crate) fn covers(&self, title: &str) -> bool {
        self.schema.as_ref().is_none_or(|titles| titles.matches(title))
            && !self.except.as_ref().is_some_and(|titles| titles.matches(title))
    }
}

/// Gives members a newtype of their own.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "IdTable")]
pub(crate) struct IdRule {
    pub(crate) ty: String,
    pub(crate) doc: Option<String>,
    pub(crate) selector: Selector,
}

/// An [`IdRule`] as it stands in the file. (Serde refuses no unknown keys in a flattened struct.)
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IdTable {
    #[serde(rename = "type")]
    ty: String,
    doc: Option<String>,
    member: Option<Globs>,
    schema: Option<Globs>,
    except: Option<Globs>,
    reason: Option<String>,
}

impl From<IdTable> for IdRule {
    fn from(table: IdTable) -> Self {
        let IdTable { ty, doc, member, schema, except, reason } = table;
        Self { ty, doc, selector: Selector { member, schema, except, reason } }
    }
}

/// Names by which a secret is suspected.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Suspicious {
    pub(crate) names: Vec<Glob>,
}

/// Says rightly what a schema says wrongly.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fix {
    pub(crate) schema: String,
    pub(crate) pointer: Option<String>,
    pub(crate) member: Option<String>,
    /// What the schema says now.
    pub(crate) expect: Facts,
    /// What it should say.
    pub(crate) set: Facts,
    pub(crate) reason: String,
    pub(crate) source: Option<String>,
}

impl Fix {
    pub(crate) fn reason_with_source(&self) -> String {
        match &self.source {
            Some(source) => format!("{} ({source})", self.reason),
            None => self.reason.clone(),
        }
    }
}

/// What is said of a member or of an enum.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Facts {
    /// Whether the member must be there.
    pub(crate) required: Option<bool>,
    /// `string`, `integer`, `number`, `boolean`, `array`, `object`, `any`, or `ref`.
    #[serde(rename = "type")]
    pub(crate) ty: Option<String>,
    /// The member's name on the wire.
    pub(crate) name: Option<String>,
    /// What a member reads as that is absent though required.
    pub(crate) absent_as: Option<Value>,
    pub(crate) description: Option<String>,
    /// How many values the enum has.
    pub(crate) values: Option<usize>,
    /// Values to add to the enum.
    pub(crate) add_values: Vec<String>,
    /// The values that the enum has.
    #[serde(skip)]
    pub(crate) listed: Vec<String>,
}

impl Facts {
    /// The first of these facts that is not so.
    pub(crate) fn difference(&self, found: &Self) -> Option<String> {
        fn differ<T: PartialEq + std::fmt::Debug>(
            what: &str,
            expected: &Option<T>,
            found: &Option<T>,
        ) -> Option<String> {
            let expected = expected.as_ref()?;
            let is = found.as_ref().map_or("nothing".to_owned(), |found| format!("{found:?}"));
            (found.as_ref() != Some(expected)).then(|| format!("it expects {what} = {expected:?} and finds {is}"))
        }
        differ("required", &self.required, &found.required)
            .or_else(|| differ("type", &self.ty, &found.ty))
            .or_else(|| differ("name", &self.name, &found.name))
            .or_else(|| differ("absent-as", &self.absent_as, &found.absent_as))
            .or_else(|| differ("description", &self.description, &found.description))
            .or_else(|| differ("values", &self.values, &found.values))
    }

    /// Whether all of these facts are so already.
    pub(crate) fn is_in(&self, found: &Self) -> bool {
        self.difference(found).is_none() && self.add_values.iter().all(|value| found.listed.contains(value))
    }

    pub(crate) fn only_for_schemas(&self) -> Result<(), String> {
        if self.required.is_some() || self.ty.is_some() || self.name.is_some() || self.absent_as.is_some() {
            return Err("`required`, `type`, `name` and `absent-as` are about a `member`, and none is named".to_owned());
        }
        Ok(())
    }

    pub(crate) fn only_for_members(&self) -> Result<(), String> {
        if self.values.is_some() || !self.add_values.is_empty() {
            return Err("`values` and `add-values` are about an enum, not about a member".to_owned());
        }
        Ok(())
    }
}

impl std::fmt::Display for Facts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut facts = Vec::new();
        let mut add = |what: &str, value: Option<String>| facts.extend(value.map(|value| format!("{what} = {value}")));
        add("required", self.required.map(|required| required.to_string()));
        add("type", self.ty.clone());
        add("name", self.name.clone());
        add("absent-as", self.absent_as.as_ref().map(ToString::to_string));
        add("description", self.description.as_ref().map(|text| format!("{text:?}")));
        add("add-values", (!self.add_values.is_empty()).then(|| format!("{:?}", self.add_values)));
        f.write_str(&facts.join(", "))
    }
}

/// Cargo features of the generated package: one for each namespace, and bundles of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FeatureRules {
    /// The part of a module path with which a namespace ends, as a regular expression: `^v\d+$`.
    #[serde(deserialize_with = "regex")]
    pub(crate) namespace_end: Regex,
    /// Features that turn on others: by patterns of their names.
    #[serde(default)]
    pub(crate) bundle: BTreeMap<String, Globs>,
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
    /// No struct may have more bytes than this: the generated tests check it.
    pub(crate) limit: Option<usize>,
}

impl Default for BoxingRules {
    fn default() -> Self {
        Self { optional_above: 32, required_above: 256, limit: None }
    }
}

/// A pattern in which `*` stands for any run of characters.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Glob {
    /// What stands before the first `*`.
    start: String,
    /// What stands behind each `*`.
    parts: Vec<String>,
}

impl From<String> for Glob {
    fn from(pattern: String) -> Self {
        Self::new(&pattern)
    }
}

impl Glob {
    pub(crate) fn new(pattern: &str) -> Self {
        let mut parts = pattern.split('*').map(str::to_owned);
        Self { start: parts.next().unwrap_or_default(), parts: parts.collect() }
    }

    pub(crate) fn matches(&self, name: &str) -> bool {
        let Some(mut rest) = name.strip_prefix(&*self.start) else { return false };
        let Some((last, middle)) = self.parts.split_last() else { return rest.is_empty() };
        for part in middle {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    }
}

/// One pattern, or a list of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Globs {
    One(Glob),
    Many(Vec<Glob>),
}

impl Globs {
    pub(crate) fn matches(&self, name: &str) -> bool {
        match self {
            Self::One(glob) => glob.matches(name),
            Self::Many(globs) => globs.iter().any(|glob| glob.matches(name)),
        }
    }
}

impl Default for Config {
    /// No rules: every title goes to the crate's root.
    fn default() -> Self {
        Self { rules: Rules::default(), coverage: Coverage::Whole, file: "codegen.toml".into(), text: "".into() }
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
            Ok(rules) => Ok(Self { rules, coverage: Coverage::Whole, file, text }),
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

    /// The same for schemas that it was not written for, such as those of another time: entries that find no target, and members that
    /// no entry foresees, are passed over.
    #[must_use]
    pub fn for_other_schemas(self) -> Self {
        Self { coverage: Coverage::Partial, ..self }
    }

    /// Drops the faults that say no more than that the configuration was written for other schemas.
    pub(crate) fn excuse(&self, faults: &mut Diagnostics) {
        if self.coverage == Coverage::Partial {
            faults.retain(|fault| !matches!(fault.code, "unused-rule" | "stale-fix" | "unclassified-secret"));
        }
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
