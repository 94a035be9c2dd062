//! Schema files: each with its text and its parsed JSON, sorted by name. Documents of operations are recognized by their form and kept
//! separately.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::dialect::Dialect;
use super::keywords::SHAPING;
use super::operations::{self, Declared};
use super::span::Spans;
use super::strict_json::{DUPLICATE, StrictValue};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::input;
use crate::limits::{FILE_SIZE, NESTING};
use crate::parallel;
use crate::paths::shown;
use crate::source_text::{SourceText, char_boundary};

/// One JSON file of a schema directory.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path relative to the schema directory, with `/` between its parts.
    pub name: Arc<str>,
    /// The text of the file.
    pub text: SourceText,
    /// The JSON of the file.
    pub schema: Value,
    /// The draft of the schema.
    pub(super) dialect: Dialect,
    /// The operation, if this is the schema of one; none for a file.
    pub(crate) call: Option<Arc<Declared>>,
    /// The places of all values in the text, computed on first use.
    pub(super) spans: Arc<OnceLock<Spans>>,
}

impl SourceFile {
    /// Parses a text of any length. The name is for errors.
    ///
    /// # Errors
    /// A text that is not a JSON object or boolean.
    pub fn parse(name: &str, text: &[u8]) -> Result<Self, Diagnostics> {
        parse_text(name.into(), text)
    }

    /// Whether it is an OpenAPI document and not a schema: an object with `openapi` and `paths`, and without a keyword that shapes a value.
    #[must_use]
    pub(crate) fn is_operations(&self) -> bool {
        let has = |member: &str| self.schema.get(member);
        has("openapi").is_some_and(Value::is_string)
            && has("paths").is_some_and(Value::is_object)
            && SHAPING.iter().all(|keyword| has(keyword).is_none())
    }

    /// The `title` of the schema.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.schema.get("title")?.as_str()
    }

    /// The `$id` of the schema; before draft 6, its `id`.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.dialect().id(&self.schema)
    }

    /// The draft of the schema.
    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The place of a JSON Pointer in this file: the name of the member if there is one, else the value.
    #[must_use]
    pub fn place(&self, pointer: &str) -> Place {
        let origin = self.call.as_ref().map(|call| call.origins.of(pointer));
        let pointer = origin.as_deref().unwrap_or(pointer);
        let span = self.spans.get_or_init(|| Spans::of(&self.text)).find(pointer).unwrap_or(0..0);
        Place { file: self.name.clone(), text: self.text.clone(), span, pointer: Some(pointer.to_owned()) }
    }
}

/// All schema files of a run, sorted by name, so that the order of a directory has no effect.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    files: Vec<SourceFile>,
    operations: Vec<SourceFile>,
    calls: Vec<SourceFile>,
}

impl Corpus {
    /// Whether another corpus has the same files with the same texts.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let same = |one: &[SourceFile], other: &[SourceFile]| {
            let said = |file: &SourceFile| (file.name.clone(), file.text.clone());
            one.iter().map(said).eq(other.iter().map(said))
        };
        same(&self.files, &other.files) && same(&self.operations, &other.operations)
    }

    /// Reads every `*.json` below a directory.
    ///
    /// # Errors
    /// Directories and files that can't be read, or that are not JSON objects or booleans: all of them, not only the first.
    pub fn read(directory: &Path) -> Result<Self, Diagnostics> {
        let (files, unreadable) = input::list(directory, input::is_json);
        let mut faults = Diagnostics::new();
        unreadable.into_iter().for_each(|fault| faults.push(fault.into()));
        if files.is_empty() && faults.is_empty() {
            faults.push(no_schemas(directory));
        }
        Self::parse(files, faults, |file| match input::read(&file.path, FILE_SIZE) {
            Ok(bytes) => parse_file(&file.name, &bytes),
            Err(fault) => Err(Diagnostic::from(fault).into()),
        })
    }

    /// The same from texts in memory: pairs of name and text.
    ///
    /// # Errors
    /// The errors of [`read`](Self::read).
    pub fn from_sources<N, T>(sources: impl IntoIterator<Item = (N, T)>) -> Result<Self, Diagnostics>
    where
        N: Into<String>,
        T: Into<Vec<u8>>,
    {
        let sources: Vec<(String, Vec<u8>)> =
            sources.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
        Self::parse(sources, Diagnostics::new(), |(name, bytes)| parse_file(name, bytes))
    }

    fn parse<S: Ord + Sync>(
        mut sources: Vec<S>,
        mut faults: Diagnostics,
        parse: impl Fn(&S) -> Result<SourceFile, Diagnostics> + Sync,
    ) -> Result<Self, Diagnostics> {
        sources.sort();
        let mut files = Vec::with_capacity(sources.len());
        for file in parallel::map(&sources, parse) {
            match file {
                Ok(file) => files.push(file),
                Err(fault) => faults.extend(fault),
            }
        }
        faults.check()?;
        let (operations, files): (Vec<_>, Vec<_>) = files.into_iter().partition(SourceFile::is_operations);
        let calls = operations::read(&operations, &mut faults);
        faults.check()?;
        Ok(Self { files, operations, calls })
    }

    /// The schema files, sorted by name.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The documents of operations, sorted by name.
    #[must_use]
    pub fn operations(&self) -> &[SourceFile] {
        &self.operations
    }

    /// All sources of types: the schema files, followed by one schema for each operation.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().chain(&self.calls)
    }

    /// The source at an index.
    pub(crate) fn source(&self, index: usize) -> &SourceFile {
        self.files.get(index).unwrap_or_else(|| &self.calls[index - self.files.len()])
    }
}

/// The help for a file without a schema.
const WRITE_A_SCHEMA: &str =
    "remove the file, or write a schema such as {\"title\": \"Name\", \"type\": \"object\"} into it";

fn parse_file(name: &str, bytes: &[u8]) -> Result<SourceFile, Diagnostics> {
    if bytes.len() > FILE_SIZE {
        let message = format!("{name} has {} bytes; the limit is {FILE_SIZE}", bytes.len());
        return Err(Diagnostic::error("too-big", message).help("split the schema into several files").into());
    }
    parse_text(name.into(), bytes)
}

fn parse_text(name: Arc<str>, bytes: &[u8]) -> Result<SourceFile, Diagnostics> {
    let text: SourceText = input::text(&name, bytes)?.into();
    let place = |span| Place { file: name.clone(), text: text.clone(), span, pointer: None };
    if text.trim().is_empty() {
        return Err(Diagnostic::error("empty-file", "the file is empty; expected a JSON Schema")
            .at(place(0..0))
            .help(WRITE_A_SCHEMA)
            .into());
    }
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let schema = StrictValue
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| not_json(&error, &text, &place))?;
    if !schema.is_object() && !schema.is_boolean() {
        return Err(Diagnostic::error("not-a-schema", "expected a JSON Schema: an object, `true` or `false`")
            .at(place(0..text.len().min(1)))
            .help(WRITE_A_SCHEMA)
            .into());
    }
    let dialect = Dialect::of(&schema);
    Ok(SourceFile { name, text, schema, dialect, call: None, spans: Arc::default() })
}

fn not_json(error: &serde_json::Error, text: &str, place: &impl Fn(std::ops::Range<usize>) -> Place) -> Diagnostic {
    let line_start = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let start = char_boundary(text, line_start + error.column().saturating_sub(1));
    let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
    let mut reason = error.to_string();
    if let Some(tail) = reason.rfind(" at line ") {
        reason.truncate(tail);
    }
    if let Some(member) = reason.strip_prefix(DUPLICATE) {
        // The error is at the closing quote of the name.
        return Diagnostic::error("duplicate-key", format!("duplicate member {member} in an object"))
            .at(place(opening_quote(text, start)..end))
            .help("keep one of the two: readers disagree on which one counts (RFC 8259, section 4)");
    }
    if reason.contains("recursion limit") {
        let message = format!("arrays and objects are nested more than {NESTING} deep");
        return Diagnostic::error("too-deep", message).at(place(start..end)).help("move inner schemas to `$defs`");
    }
    Diagnostic::error("not-json", format!("not JSON: {reason}"))
        .at(place(start..end))
        .help("correct the text here; JSON has no comments and no trailing commas (RFC 8259)")
}

/// The opening quote of the JSON string whose closing quote is at an index.
fn opening_quote(text: &str, closing: usize) -> usize {
    let before = text.as_bytes().get(..closing).unwrap_or_default();
    // A quote within the string follows an odd number of backslashes.
    let is_escaped = |at: usize| before[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
    (0..before.len()).rev().find(|at| before[*at] == b'"' && !is_escaped(*at)).unwrap_or(closing)
}

/// The error about a directory without schemas. It may contain them in a format that is not read.
fn no_schemas(directory: &Path) -> Diagnostic {
    let is_yaml = |path: &Path| path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml");
    let (yaml, _) = input::list(directory, is_yaml);
    let help = match yaml.first() {
        Some(file) => {
            format!("convert {} to JSON, for example with `yq -o json`: JSON Schemas in YAML are not read", file.name)
        }
        None => "give the directory that contains the JSON Schema files".to_owned(),
    };
    Diagnostic::error("no-schemas", format!("{} contains no *.json file", shown(directory))).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duplicate_name_is_marked_as_a_whole() {
        for name in [r#""a""#, r#""""#, r#""a\"b""#, r#""a\\""#, r#""\\\"\u00e4é""#] {
            let faults = SourceFile::parse("a.json", format!("{{{name}: 1, {name}: 2}}").as_bytes()).unwrap_err();
            let place = faults.iter().next().and_then(|fault| fault.place.clone()).unwrap();
            assert_eq!(place.span, 6 + name.len()..6 + 2 * name.len());
            assert_eq!(&place.text[place.span], name);
        }
    }

    #[test]
    fn operations_are_known_by_their_form() {
        for (text, expected) in [
            (r#"{"openapi": "3.1.0", "info": {}, "paths": {}}"#, true),
            (r#"{"openapi": "3.1.0", "paths": {}, "components": {}, "security": []}"#, true),
            (r#"{"openapi": "3.1.0"}"#, false),
            (r#"{"openapi": 3.1, "paths": {}}"#, false),
            (r#"{"openapi": "3.1.0", "paths": []}"#, false),
            (r#"{"openapi": "3.1.0", "paths": {}, "type": "object"}"#, false),
            (r#"{"properties": {"openapi": {}, "paths": {}}}"#, false),
            ("true", false),
        ] {
            assert_eq!(SourceFile::parse("a.json", text.as_bytes()).unwrap().is_operations(), expected, "{text}");
        }
    }

    #[test]
    fn operations_are_separate_from_schemas() {
        let sources = [("b.json", "{}"), ("a.json", r#"{"openapi": "3.1.0", "paths": {}}"#), ("c.json", "{}")];
        let corpus = Corpus::from_sources(sources).unwrap();
        let names = |files: &[SourceFile]| files.iter().map(|file| file.name.to_string()).collect::<Vec<_>>();
        assert_eq!(names(corpus.files()), ["b.json", "c.json"]);
        assert_eq!(names(corpus.operations()), ["a.json"]);
    }
}
