//! `schemawright.toml`, or `codegen.toml`: all that is special about one set of schemas, or about several. This page is its reference.
//!
//! Every entry must find something: one that names nothing any more is an error, with its line. Patterns know one special character, `*`,
//! which stands for any run of characters; where a pattern may stand, a list of them may stand too. `reason` is for people, and is shown by
//! [`Output::explain`](crate::Output::explain).
//!
//! # Where things are
//!
//! The commands find the file from where they are called, and need no options then. All paths are relative to the file.
//!
//! ```toml
//! schemas = "schemas"             # the directory of the JSON Schema files; this is the default
//! out = "generated"               # the package that is made from them; this is the default
//! source = "api/openapi.yml"      # what `sync` takes the schemas from: a file, a directory, an https address
//! wire = "../wire"                # where `schemawright-wire` is, when it does not come from the registry
//! command = "schemawright gen"    # what makes the package again, as the heads of its files say; this is the default
//! ```
//!
//! Several crates may be in one file. Each has all these keys, and all tables of this page, of its own:
//!
//! ```toml
//! [[crate]]
//! schemas = "orders/schemas"
//! out = "orders/types"
//! [crate.package]
//! name = "order-types"
//! [[crate.timestamp]]
//! member = "*_at"
//!
//! [[crate]]
//! schemas = "users/schemas"
//! out = "users/types"
//! ```
//!
//! # The package
//!
//! ```toml
//! [package]                       # the generated crate's Cargo.toml
//! name = "my-types"               # default: the name of the output directory
//! version = "0.1.0"
//! description = "My types"
//! license = "MIT"                 # optional, as is the rest
//! repository = "https://github.com/me/my-types"
//! doc = "The front page in rustdoc, as Markdown."
//! ```
//!
//! # Taking schemas in
//!
//! ```toml
//! [sync]
//! file-name = "my-{title}.json"   # of new files, by the title in lower case; "{title}.json" is the default
//! ```
//!
//! # Names
//!
//! A schema is called by its title if that is a name, else by its key in `$defs` or `definitions`, else by its file. A title that no rule matches names a
//! type at the crate's root. An inline type is called by the way to it, `UserName`, without what repeats where that would be 60 letters or more. What
//! goes over the wire never changes with a name.
//!
//! Inline types that are equal today may differ tomorrow. If they were one type, an addition to one of them would make two of it, and break callers. So
//! they are shared only where `share` says so, enums and unions too.
//!
//! ```toml
//! [[name]]                        # titles to Rust paths; the first rule that matches decides
//! title = '^api_(?<area>[a-z]+)_(?<version>v\d+)_(?<name>[A-Z]\w*)$'
//! module = "{area}::{version}"    # an empty part is left out
//! item = "{name}"                 # the default
//! replace.area.usr = "user"       # other words for what a capture holds
//!
//! [[rename]]                      # one name that no rule gets right
//! schema = "api_user_v1_User"     # the title, or `id` (the `$id`), or `file`, or several of them
//! member = "self"                 # or value = "…" of an enum; neither: the type itself
//! pointer = "/properties/name"    # of an inline type; without, the file's own
//! to = "own"                      # for a type, a path: "user::v1::Person"
//!
//! [[rename]]                      # the type that calls an operation, or one of its parameters
//! operation = "api_user_v1_*"     # by its `operationId`
//! member = "X-Session"            # without, the call itself
//! to = "session"
//!
//! [names]
//! share = true                    # inline types of a file that are equal are one type; the others are other names for it (default: false)
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
//! They give members that hold a string, singly or in lists, a type that says what it is. Each takes `member`, `schema` (titles), `id`
//! (`$id`s), `file` (files) and `except` (titles, `$id`s or files that it passes over). Without `member`, it is about whole schemas. Two that
//! give one member two types are an error. The parameters of operations are members, too: `operation` takes those of `operationId`s alone.
//!
//! ```toml
//! [[timestamp]]                   # becomes schemawright_wire::Timestamp; `format: date-time` does so by itself
//! member = ["*_at", "not_before"]
//!
//! [[id]]                          # becomes a newtype in the module `ids`
//! type = "UserId"
//! doc = "Identifies a user."
//! member = "user_id"
//! except = "Legacy*"
//!
//! [[secret]]                      # becomes schemawright_wire::Secret
//! member = ["token", "password"]
//! reason = "who holds it is signed in"
//!
//! [[values]]                      # becomes the enum that another schema is, which has the values that the docs list
//! of = "Role"                     # that schema's title
//! member = ["role", "roles"]
//!
//! [suspicious]                    # a member of such a name, unless it is a boolean, an enum or an object with members…
//! names = ["*token*", "*password*"]
//!
//! [[not-secret]]                  # …must stand under [[secret]] or here, or nothing is generated
//! member = "token_url"
//! reason = "a URL"
//! ```
//!
//! # Personal data
//!
//! `Debug` of the types prints the kind of a personal value, and nothing else of it: `email: Personal(…@…)`. `value.expose_personal()` prints all but
//! secrets. Without an entry, nothing is personal. The entries select members as those of `[[secret]]` do; a member that holds an object or a list is
//! personal with all that is in it, and booleans and enums never are. The types of members stay the same, so an entry may come and go in any
//! release: `diff` reports no change.
//!
//! ```toml
//! [[personal]]
//! member = ["email", "phone_number", "ip_address"]
//! reason = "says who somebody is"
//! ```
//!
//! # Fix-ups
//!
//! Fix-ups correct mistakes in upstream schemas. `expect` says what the schema says now; a fix-up that finds something else, or that would change
//! nothing, is an error: upstream may have mended it.
//!
//! ```toml
//! [[fix]]
//! schema = "api_user_v1_User"     # the title, or `id` (the `$id`), or `file`, or several of them
//! pointer = "/properties/name"    # of an inline type; without, the file's own
//! member = "is_locked"            # without, it is about the whole schema
//! expect = { required = true, type = "boolean" }
//! set = { absent-as = false }
//! reason = "older answers lack it"
//! source = "an issue, a page, a recording"    # optional
//! ```
//!
//! | key | of | in | what |
//! | --- | --- | --- | --- |
//! | `required` | a member | both | whether it must be there |
//! | `type` | a member | both | `any`, `array`, `boolean`, `integer`, `number`, `object`, `string`; in `expect` also `ref` |
//! | `name` | a member | `set` | its name on the wire |
//! | `absent-as` | a member | `set` | what it reads as when it is absent though required: a boolean, a string or a number |
//! | `description` | a member, a schema | both | the text of the docs |
//! | `values` | an enum | `expect` | how many there are |
//! | `add-values` | an enum | `set` | values to add |
//!
//! # Operations
//!
//! What the OpenAPI document does not say. `operation` is about `operationId`s; without it, a rule is about all of them.
//!
//! ```toml
//! [[host]]                        # a name for where operations are served, which the caller knows
//! name = "telemetry"
//! operation = "api_fraud_*"
//! url = "https://telemetry.*"     # those that have a server of their own, of such a URL; without, any
//!
//! [[page]]                        # calls whose answer may be one page of several
//! cursor = "cursor"               # the parameter, or the member of the body, that says where a page begins
//! next = ["metadata.next_cursor"] # where the answer holds the next one; the first path that is there counts
//! ```
//!
//! # Schemas that are not there
//!
//! Nothing is fetched from a network. A reference that leads out of the schema directory is an error, unless it is listed here: as it is in the
//! schema, or as the URI that it gives, each with its fragment or without.
//!
//! ```toml
//! [missing]
//! "https://example.com/address.json" = "any"  # what refers to it takes any value
//! ```
//!
//! # What no type follows
//!
//! A schema that no Rust type follows opens: it becomes the next wider type, and a run counts the places. Here, they are errors.
//!
//! ```toml
//! [open]
//! deny = ["$dynamicRef", "patternProperties"] # keywords; "*" for all of them
//! ```
//!
//! # Unions
//!
//! ```toml
//! [unions]
//! open = "tagged"                 # which unions keep what is none of their alternatives, as `Unrecognized`: "all"; "tagged" (the default),
//!                                 # where a new tag, or a new member that wraps a value, is kept; "none"
//! ```
//!
//! # Numbers
//!
//! An `integer` is an `i64`, or what its `format` says: `int8` to `int128`, `uint8` to `uint128`. A `number` is an `f64`, which is written as JavaScript
//! writes it (`95`, not `95.0`) and keeps some 16 digits: of integers, it keeps each up to 2^53, so that 9007199254740993 comes back as
//! 9007199254740992, `0.1000` comes back as `0.1`, and what is beyond a double, such as `1e400`, is an error.
//!
//! ```toml
//! [number]
//! exact = true                    # a `number` is a schemawright_wire::Number, which keeps every digit; default: false
//!
//! [integer]
//! unsigned = true                 # an `integer` with a `minimum` of 0 or above has no sign; default: false
//! ```
//!
//! # Formats
//!
//! A string of a format becomes a type of another crate, which reads it by `FromStr` and writes it by `Display`. The field is a
//! [`Parsed`](https://docs.rs/schemawright-wire) of that type: what comes in goes out as it came, also where the crate writes it in another way. What the
//! type does not read is refused. A refinement of the member goes first.
//!
//! ```toml
//! [format]
//! preset = "std"                  # ipv4, ipv6, byte; or "chrono": date; or "jiff": date, duration
//! uuid = "uuid::Uuid"             # any format, and the whole path of a type
//! sku = "my_skus::Sku"
//!
//! [format.dependency]             # of crates other than chrono, email_address, jiff, rust_decimal, url and uuid: what Cargo.toml gets
//! my-skus = { version = "1", default-features = false }
//! ```
//!
//! # Defaults
//!
//! A `default` is in the docs of its member. With `fill`, `new` gives it to the members that it does not take as arguments, and a struct whose required members
//! all have one is `Default`. What is read is not filled: an absent member stays absent, or the object would not come back as it came. A default
//! that its schema refuses, which is a warning, fills nothing; nor does one that is an instant, a tuple, or an object or a union with a type of its own.
//!
//! ```toml
//! [default]
//! fill = true                     # default: false
//! ```
//!
//! # Boxes, traits and features
//!
//! A field whose type holds the type that the field is of is boxed. What else is boxed is named here, and follows from no size, so that a
//! field's type never changes because another schema grows. So with `Eq` and `Hash`: enums and ids have them; a struct has them only if it is
//! named, since a member that is a number, added later, takes them away.
//!
//! ```toml
//! [boxing]
//! limit = 1024                    # a struct of more bytes is a warning that names the fields to box (this is the default)
//!
//! [[boxing.type]]                 # boxed wherever a field holds one; `schema`, `id`, `file`, `except`, as in refinements
//! schema = "api_session_v1_*Factor"
//! reason = "44 members, of which one or two are there"
//!
//! [[boxing.field]]                # the same, and `member`
//! schema = "api_user_v1_User"
//! member = "name"
//!
//! [derive]                        # by title; an error if a field does not have the trait
//! eq = ["api_rbac_v1_*"]
//! hash = ["api_user_v1_Name"]     # `Eq` too
//!
//! [features]                      # a Cargo feature for each namespace; without this table, there are none
//! namespace-end = '^v\d+$'        # a namespace is a module path up to the first part that matches: user-v1; without it, none has a feature
//! schemars = true                 # a feature `schemars`: every type implements `JsonSchema` of schemars 1 (default: false)
//! validate = true                 # a feature `validate`: `value.validate()` checks what the schema says (default: false)
//! [features.bundle]
//! people = ["user-*", "group-*"]
//! ```

mod entry;
mod features;
mod fix;
mod format;
mod glob;
mod intake;
mod keys;
mod package;
mod rule_use;
mod rules;
#[cfg(test)]
mod schema;
mod target;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::input;
use crate::limits::FILE_SIZE;
use crate::read::missing::Missing;
use crate::source_text::SourceText;
use crate::text::one_line;

pub use entry::quoted;
pub(crate) use entry::{Entry, Lines};
pub(crate) use features::FeatureRules;
pub(crate) use fix::{Fix, MemberChange, MemberFacts, Repair, SchemaChange, SchemaFacts, SimpleType};
pub(crate) use format::FormatType;
pub use glob::Glob;
pub use intake::FileName;
pub(crate) use package::{fault_of_name, name_after};
pub use rule_use::{RuleUse, Touched};
pub(crate) use rules::{
    BoxingRules, DirectionRules, HostRule, NameRule, OpenRules, PageRule, Part, Rename, Rules, Selector,
};
pub(crate) use target::FileNames;

/// The names of the file. Where both are there, the first counts.
pub const NAMES: [&str; 2] = ["schemawright.toml", "codegen.toml"];

/// The JSON Schema (2020-12) of the file, for editors.
pub const SCHEMA: &str = include_str!("config/schema.json");

/// A configuration, and the text that it was read from.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) rules: Rules,
    pub(crate) fixes: Vec<Fix>,
    coverage: Coverage,
    file: Arc<str>,
    text: SourceText,
}

/// Whether a configuration is about the very schemas that it is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coverage {
    /// It is: an entry that finds no target is an error.
    Whole,
    /// It is about others that are like them.
    Partial,
}

impl Default for Config {
    /// No rules: every title goes to the crate's root.
    fn default() -> Self {
        let (file, text) = (NAMES[0].into(), "".into());
        Self { rules: Rules::default(), fixes: Vec::new(), coverage: Coverage::Whole, file, text }
    }
}

impl Config {
    /// Reads the file of one crate.
    ///
    /// # Errors
    /// A file that can't be read, and as [`parse`](Self::parse).
    pub fn read(file: &Path) -> Result<Self, Diagnostics> {
        let text = input::read_text(file, FILE_SIZE).map_err(Diagnostic::from)?;
        Self::parse(&file.to_string_lossy(), &text)
    }

    /// Reads the file of one crate or of several.
    ///
    /// # Errors
    /// A file that can't be read, and as [`parse_all`](Self::parse_all).
    pub fn read_all(file: &Path) -> Result<Vec<Self>, Diagnostics> {
        let text = input::read_text(file, FILE_SIZE).map_err(Diagnostic::from)?;
        Self::parse_all(&file.to_string_lossy(), &text)
    }

    /// Reads the text of the file of one crate; the name is for errors.
    ///
    /// # Errors
    /// As [`parse_all`](Self::parse_all), and a file of several crates.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let mut crates = Self::parse_all(file, text)?;
        let (count, last) = (crates.len(), crates.pop());
        match last.filter(|_| count == 1) {
            Some(config) => Ok(config),
            None => {
                let message = format!("`{file}` is about {count} crates, and one was expected");
                Err(Diagnostic::error("config", message)
                    .help("name the one that is meant, or give it a file of its own")
                    .into())
            }
        }
    }

    /// Reads the text of the file of one crate, or of several: each has all keys of its own, below `[[crate]]`. The name is for errors.
    ///
    /// # Errors
    /// What is not TOML, an unknown key, a value of the wrong type: with line and column.
    pub fn parse_all(file: &str, text: &str) -> Result<Vec<Self>, Diagnostics> {
        let (file, text): (Arc<str>, SourceText) = (file.into(), text.into());
        let place = |span| Place { file: file.clone(), text: text.clone(), span, pointer: None };
        keys::check(&text, &place)?;
        let mut rules: Rules = toml::from_str(&text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            Diagnostic::error("config", error.message().trim_end().to_owned()).at(place(span))
        })?;
        let crates = match std::mem::take(&mut rules.crates) {
            none if none.is_empty() => vec![rules],
            crates => crates.into_iter().map(Spanned::into_inner).collect(),
        };
        let mut faults = Diagnostics::new();
        let mut configs = Vec::with_capacity(crates.len());
        for rules in crates {
            package::check(&rules, place, &mut faults);
            rules.format.check(place, &mut faults);
            let fixes = fixes(&rules, place, &mut faults);
            configs.push(Self { rules, fixes, coverage: Coverage::Whole, file: file.clone(), text: text.clone() });
        }
        faults.check()?;
        Ok(configs)
    }

    /// The name of the file: `schemawright.toml`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.rsplit(['/', '\\', ':']).next().unwrap_or_default()
    }

    /// The directory of the schemas, below that of the file.
    #[must_use]
    pub fn schemas(&self) -> Option<&str> {
        self.rules.schemas.as_deref()
    }

    /// The directory of the package, below that of the file.
    #[must_use]
    pub fn out(&self) -> Option<&str> {
        self.rules.out.as_deref()
    }

    /// Where the schemas are taken from: an address, or a path from the directory of the file.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.rules.source.as_deref()
    }

    /// The directory of `schemawright-wire`, from that of the file, where it does not come from the registry.
    #[must_use]
    pub fn wire(&self) -> Option<&str> {
        self.rules.wire.as_deref()
    }

    /// The name of the package.
    #[must_use]
    pub fn package(&self) -> Option<&str> {
        self.rules.package.name()
    }

    /// Whether the types are described: some feature uses that.
    pub(crate) fn describes(&self) -> bool {
        self.rules.features.iter().any(|features| features.uses_of_descriptions().next().is_some())
    }

    /// What is to be done about a file that should say something else.
    pub(crate) fn how_to_change(&self) -> String {
        let command = self.rules.command.as_deref().unwrap_or("schemawright gen");
        format!("change the schemas or {}, and run `{}`", self.name(), one_line(command))
    }

    /// How a new file is named, when schemas are taken in.
    #[must_use]
    pub fn file_name(&self) -> FileName {
        self.rules.sync.file_name.clone().unwrap_or_default()
    }

    /// Whether another configuration says the same, and is about the same.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.coverage == other.coverage && self.text == other.text
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

    /// The schemas that are known not to be there.
    pub(crate) fn missing(&self) -> Missing {
        let names = self.rules.missing.keys().map(|name| name.get_ref().as_str());
        Missing::new(self.name(), names)
    }

    /// Complains of entries of `[missing]` that no reference has met.
    pub(crate) fn check_missing(&self, missing: &Missing, faults: &mut Diagnostics) {
        for name in self.rules.missing.keys().filter(|name| missing.is_unused(name.get_ref())) {
            let message = format!("no reference to `{}` leads nowhere", name.get_ref());
            let error = Diagnostic::error("unused-rule", message).at(self.place(name.span()));
            faults.push(error.help("remove the entry, or mend the name in it"));
        }
    }

    /// The place of an entry.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file.clone(), text: self.text.clone(), span, pointer: None }
    }
}

/// The fix-ups of a crate.
fn fixes(rules: &Rules, place: impl Fn(Range<usize>) -> Place, faults: &mut Diagnostics) -> Vec<Fix> {
    let mut fixes = Vec::with_capacity(rules.fixes.len());
    for entry in &rules.fixes {
        match Fix::new(entry) {
            Ok(fix) => fixes.push(fix),
            Err(bad) => {
                let error = Diagnostic::error("config", bad.message).at(place(bad.span));
                faults.push(Diagnostic { help: bad.help.map(str::to_owned), ..error });
            }
        }
    }
    fixes
}
