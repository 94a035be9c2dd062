//! The list of the bodies: one row per file, with the schema that it should match and its trustworthiness.

use std::path::Path;

/// The trustworthiness of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grade {
    /// The API sent it.
    Recorded,
    /// The documentation prints it.
    Documented,
    /// A test of one of Stytch's SDKs sends or returns it. It often contains only the members that the test reads.
    Mock,
}

/// A body.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) file: String,
    pub(crate) title: String,
    pub(crate) direction: String,
    pub(crate) grade: Grade,
    pub(crate) text: String,
}

/// All bodies.
pub(crate) fn bodies() -> Vec<Body> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/payloads");
    let index = folder.join("INDEX.tsv");
    let index = std::fs::read_to_string(&index).unwrap_or_else(|error| panic!("{}: {error}", index.display()));
    index.lines().skip(1).map(|row| body(&folder, row)).collect()
}

fn body(folder: &Path, row: &str) -> Body {
    let mut cells = row.split('\t').map(str::to_owned);
    let mut cell = || cells.next().unwrap_or_else(|| panic!("a row of INDEX.tsv is too short: {row}"));
    let (file, title, direction) = (cell(), cell(), cell());
    let grade = match &*cell() {
        "recorded" => Grade::Recorded,
        "docs" => Grade::Documented,
        "sdk-mock" => Grade::Mock,
        other => panic!("{file}: no such grade: {other}"),
    };
    let text = std::fs::read_to_string(folder.join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    Body { file, title, direction, grade, text }
}
