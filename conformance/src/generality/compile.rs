//! Compiles the types of all inputs in one workspace, and counts the messages of the compiler for each.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::subject::{cargo_in, write_manifest};

/// The messages of the compiler for a package.
#[derive(Clone, Debug, Default)]
pub(super) struct Compiled {
    /// The first error.
    pub(super) error: Option<String>,
    /// The number of warnings.
    pub(super) warnings: usize,
    /// The first warning.
    pub(super) first: Option<String>,
    /// The number of warnings of rustdoc; none if it did not run.
    pub(super) of_docs: Option<usize>,
}

/// The kind of build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Code,
    CodeAndDocs,
}

/// Compiles the packages of these names, which are below `types` in a directory. A package that does not compile does not affect the
/// others.
///
/// # Errors
/// A file that can't be written, and a cargo that can't be run or fails before it compiles.
pub(super) fn all(packages: &[String], wanted: Wanted, directory: &Path) -> Result<BTreeMap<String, Compiled>, String> {
    let mut compiled: BTreeMap<String, Compiled> =
        packages.iter().map(|package| (package.clone(), Compiled::default())).collect();
    if packages.is_empty() {
        return Ok(compiled);
    }
    let members: Vec<_> = packages.iter().map(|package| format!("\"types/{package}\"")).collect();
    let manifest = format!("[workspace]\nmembers = [{}]\nresolver = \"3\"\n", members.join(", "));
    write_manifest(directory, &manifest)?;
    for message in messages(directory, &["clippy"])? {
        let Some(package) = compiled.get_mut(&message.package) else { continue };
        if message.is_error {
            package.error.get_or_insert(message.text);
        } else {
            package.warnings += 1;
            package.first.get_or_insert(message.text);
        }
    }
    if wanted == Wanted::CodeAndDocs {
        compiled.values_mut().for_each(|package| package.of_docs = Some(0));
        for message in messages(directory, &["doc", "--no-deps"])? {
            let Some(package) = compiled.get_mut(&message.package) else { continue };
            package.of_docs = package.of_docs.map(|count| count + 1);
            package.first.get_or_insert(message.text);
        }
    }
    Ok(compiled)
}

/// A message of a compiler.
struct Message {
    package: String,
    is_error: bool,
    text: String,
}

/// Runs cargo, and collects the messages of the compilers about places in code.
fn messages(directory: &Path, command: &[&str]) -> Result<Vec<Message>, String> {
    let output = cargo_in(directory)
        .args(command)
        .args(["--workspace", "--keep-going", "--message-format", "json"])
        .output()
        .map_err(|error| format!("can't run cargo: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if lines.is_empty() {
        return Err(format!("cargo fails: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(lines.iter().filter_map(message).collect())
}

/// A message of the compiler. Messages without a place only count the others.
fn message(line: &Value) -> Option<Message> {
    let message = line.get("message").filter(|_| line["reason"] == "compiler-message")?;
    let level = message["level"].as_str()?;
    let is_error = level.starts_with("error");
    let has_place = message["spans"].as_array().is_some_and(|spans| !spans.is_empty());
    if !has_place || !is_error && level != "warning" {
        return None;
    }
    let package = Path::new(line["manifest_path"].as_str()?).parent()?.file_name()?.to_string_lossy().into_owned();
    let text = message["rendered"].as_str().or_else(|| message["message"].as_str())?.trim_end().to_owned();
    Some(Message { package, is_error, text })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::message;

    #[test]
    fn messages_have_a_package_and_a_place() {
        let line = |level: &str, spans: serde_json::Value| {
            json!({
                "reason": "compiler-message", "manifest_path": "/x/types/of_a/Cargo.toml",
                "message": { "level": level, "message": "m", "rendered": "r\n", "spans": spans },
            })
        };
        let said = message(&line("warning", json!([{}]))).unwrap();
        assert_eq!((said.package.as_str(), said.is_error, said.text.as_str()), ("of_a", false, "r"));
        assert!(message(&line("error", json!([{}]))).unwrap().is_error);
        assert!(message(&line("warning", json!([]))).is_none());
        assert!(message(&json!({ "reason": "compiler-artifact" })).is_none());
    }
}
