//! The whole text of every error and warning that an author of schemas can cause.
//!
//! `UPDATE_EXPECT=1 cargo test -p schemawright --test diagnostics` rewrites the expected texts: one file per case in `tests/diagnostics/`,
//! with the schemas (each after a line `--- NAME`), the configuration (after `--- codegen.toml`) and the text (after `--- expected`).

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use schemawright::{Config, Corpus, Diagnostic, Diagnostics, Generator};
use support::package;

const CONFIG: &str = "codegen.toml";

/// A case: files, and the text that they cause.
struct Case {
    files: Vec<(String, String)>,
    expected: String,
}

impl Case {
    fn parse(text: &str) -> Self {
        let mut case = Self { files: Vec::new(), expected: String::new() };
        for part in text.split("--- ").skip(1) {
            let (name, text) = part.split_once('\n').unwrap_or((part, ""));
            match name.trim() {
                "expected" => case.expected = text.to_owned(),
                name => case.files.push((name.to_owned(), text.to_owned())),
            }
        }
        case
    }

    fn text(&self, outcome: &str) -> String {
        let mut text = String::new();
        for (name, content) in &self.files {
            let _ = write!(text, "--- {name}\n{content}");
        }
        text + "--- expected\n" + outcome
    }

    fn outcome(&self) -> String {
        match self.generate() {
            Ok(warnings) if warnings.is_empty() => "nothing\n".to_owned(),
            Ok(found) | Err(found) => format!("{found}\n"),
        }
    }

    fn config(&self) -> &str {
        let config = self.files.iter().find(|(name, _)| name == CONFIG);
        config.map_or("", |(_, text)| text)
    }

    fn generate(&self) -> Result<Diagnostics, Diagnostics> {
        self.generate_with(self.config())
    }

    fn generate_with(&self, config: &str) -> Result<Diagnostics, Diagnostics> {
        let config = Config::parse(CONFIG, config)?;
        let schemas = self.files.iter().filter(|(name, _)| name != CONFIG);
        // Each file ends with the line before the next mark.
        let corpus = Corpus::from_sources(schemas.map(|(name, text)| (name.clone(), text.trim_end_matches('\n'))))?;
        Generator::new("").generate_from(&corpus, &config).map(|output| output.warnings)
    }
}

/// The cases, each with its file, in the order of their names.
fn cases() -> Vec<(PathBuf, Case)> {
    let directory = package().join("tests/diagnostics");
    let mut paths: Vec<_> = fs::read_dir(&directory)
        .unwrap_or_else(|error| panic!("{}: {error}", directory.display()))
        .map(|entry| entry.expect("a readable directory").path())
        .collect();
    paths.sort();
    let case = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a readable file").replace("\r\n", "\n");
        (path, Case::parse(&text))
    };
    paths.into_iter().map(case).collect()
}

#[test]
fn texts_are_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value != "0");
    let mut differences = String::new();
    for (path, case) in cases() {
        let outcome = case.outcome();
        if outcome != case.expected {
            if update {
                fs::write(&path, case.text(&outcome)).expect("a writable directory");
            }
            let name = path.file_name().expect("a name").to_string_lossy();
            let _ = writeln!(differences, "== {name}\nexpected:\n{}found:\n{outcome}", case.expected);
        }
    }
    assert!(
        differences.is_empty() || update,
        "\n{differences}\nIf this is meant: UPDATE_EXPECT=1 cargo test -p schemawright --test diagnostics\n"
    );
}

/// The lines for `codegen.toml` in the text of a diagnostic.
fn printed_entry(diagnostic: &Diagnostic) -> Option<String> {
    let text = diagnostic.to_string();
    let (_, help) = text.rsplit_once("\n  help: ")?;
    let lines: Vec<_> = help.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The part that distinguishes a diagnostic from others.
fn identity(diagnostic: &Diagnostic) -> String {
    format!("{}: {} at {:?}", diagnostic.code, diagnostic.message, diagnostic.place)
}

/// Every printed entry, added to `codegen.toml`, resolves its diagnostic, alone and together with the others, and matches something.
#[test]
fn printed_entries_work() {
    let mut tried = 0;
    for (path, case) in cases() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let found = |config: &str| match case.generate_with(config) {
            Ok(found) | Err(found) => found,
        };
        let mut config = case.config().to_owned();
        // Errors of a later stage appear when the earlier ones are corrected.
        for _ in 0..8 {
            let mut next = config.clone();
            for diagnostic in found(&config).iter() {
                let announced = diagnostic.help.as_ref().is_some_and(|help| help.contains(CONFIG));
                let Some(entry) = printed_entry(diagnostic) else {
                    assert!(!announced, "{name}: the help has no entry:\n{diagnostic}");
                    continue;
                };
                assert!(announced, "{name}: the help does not announce the entry:\n{diagnostic}");
                assert_eq!(diagnostic.entry.as_ref(), Some(&entry), "{name}");
                let alone = found(&format!("{config}\n\n{entry}\n"));
                let is_left = alone.iter().any(|other| identity(other) == identity(diagnostic));
                assert!(!is_left, "{name}: the entry settles nothing:\n{diagnostic}");
                next = format!("{next}\n\n{entry}\n");
                tried += 1;
            }
            if next == config {
                break;
            }
            config = next;
        }
        let own = case.config().len();
        for diagnostic in found(&config).iter() {
            let of_entry =
                diagnostic.place.as_ref().is_some_and(|place| *place.file == *CONFIG && place.span.start > own);
            assert!(!of_entry && printed_entry(diagnostic).is_none(), "{name}: with\n{config}\n{diagnostic}");
        }
    }
    assert!(tried >= 20, "{tried} entries are printed");
}

/// Input that a text file can't contain.
#[test]
fn bytes_that_are_no_text() {
    for (bytes, expected) in [
        (
            &b"{\"title\": \"\xff\"}"[..],
            "error[not-utf-8]: not UTF-8\n  at a.json:1:12\n  help: save the file as UTF-8",
        ),
        // A byte order mark is no column.
        (
            b"\xef\xbb\xbf{\"a\" 1}",
            "error[not-json]: not JSON: expected `:`\n  at a.json:1:6\n  help: correct the text here; JSON has no comments \
             and no trailing commas (RFC 8259)",
        ),
        (
            b" \n",
            "error[empty-file]: the file is empty; expected a JSON Schema\n  at a.json:1:1\n  help: remove the file, or \
             write a schema such as {\"title\": \"Name\", \"type\": \"object\"} into it",
        ),
    ] {
        let faults = Corpus::from_sources([("a.json", bytes)]).expect_err("it is refused");
        assert_eq!(faults.to_string(), expected);
    }
}

#[test]
fn a_directory_without_schemas() {
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-schemas");
    fs::create_dir_all(&directory).expect("a writable directory");
    let faults = Corpus::read(&directory).expect_err("it is refused");
    let expected = format!(
        "error[no-schemas]: {} contains no *.json file\n  help: give the directory that contains the JSON Schema files",
        directory.display()
    );
    assert_eq!(faults.to_string(), expected);
}
