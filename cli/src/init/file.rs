//! The text of a project file.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use schemawright::config::quoted;

use super::SCHEMA_FILE;
use super::facts::{Facts, SUSPICIOUS};
use super::inputs::Inputs;

/// How entries for properties with the names of secrets are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Entries {
    /// As entries. A new property with such a name is an error.
    Guarded,
    /// As entries.
    Written,
    /// As comments.
    Suggested,
}

/// The text of a project file in a directory, for its schemas.
pub(super) fn text(here: &Path, inputs: &Inputs, facts: &Facts, entries: Entries) -> String {
    let package = package(here);
    let mut text = format!(
        "#:schema ./{SCHEMA_FILE}\n\
         # Configuration of schemawright. `schemawright gen` generates Rust types from the schemas; `schemawright check` fails in CI if the types are out of date.\n\
         # The documentation of the module `schemawright::config` lists every key.\n\n"
    );
    if let Some(document) = &inputs.document {
        let _ = writeln!(
            text,
            "# The source from which `schemawright sync` updates the schemas.\nsource = {}",
            quoted(document)
        );
    }
    let _ = writeln!(text, "# {}\nschemas = {}", seen(facts), quoted(&inputs.schemas));
    let _ = writeln!(
        text,
        "# The directory of the generated package. `gen` overwrites it, and edits by hand are lost.\nout = {}",
        quoted(&package)
    );
    text.push_str(
        "# The path of `schemawright-wire`, if it does not come from the registry.\n# wire = \"../schemawright/wire\"\n",
    );
    let _ = writeln!(text, "\n[package]\nname = {}\nversion = \"0.1.0\"", quoted(&package));
    secrets(&mut text, facts, entries);
    personal(&mut text, facts);
    times(&mut text, facts);
    text
}

/// The facts about the schemas, as comments.
fn seen(facts: &Facts) -> String {
    let mut told = format!("Files: {}, with a title: {}.", facts.files, facts.titled);
    if facts.titled < facts.files {
        told.push_str(" A type without a title is named after its file.");
    }
    if !facts.drafts.is_empty() {
        let drafts: Vec<String> =
            facts.drafts.iter().map(|(draft, count)| format!("{} ({count})", quoted(draft))).collect();
        let _ = write!(told, " `$schema`: {}.", drafts.join(", "));
    }
    told
}

fn secrets(text: &mut String, facts: &Facts, entries: Entries) {
    text.push_str("\n# Strings that must not appear in a log become `Secret`.");
    if facts.secrets.is_empty() {
        text.push_str(" No member is named like a secret. `[[secret]]` declares members that are secrets.\n");
    } else {
        let mark = if entries == Entries::Suggested { "# " } else { "" };
        let _ = writeln!(
            text,
            " These members are named like secrets.\n{mark}[[secret]]\n{mark}member = {}\n{mark}reason = \"named like a secret\"",
            list(&facts.secrets)
        );
    }
    text.push_str(
        "\n# With this table, a new member with such a name is an error until [[secret]] or [[not-secret]] lists it.\n",
    );
    let mark = if entries == Entries::Guarded { "" } else { "# " };
    let names: Vec<String> = SUSPICIOUS.iter().map(|part| quoted(&format!("*{part}*"))).collect();
    let _ = writeln!(text, "{mark}[suspicious]\n{mark}names = [{}]", names.join(", "));
    if !facts.harmless.is_empty() {
        let _ = writeln!(
            text,
            "\n# These members have such names too, and probably grant no access: check them.\n{mark}[[not-secret]]\n{mark}member = {}\n{mark}reason = \"only named like a secret\"",
            list(&facts.harmless)
        );
    }
}

fn personal(text: &mut String, facts: &Facts) {
    text.push_str("\n# `[[personal]]` declares members that identify a person: `Debug` prints only their kinds.\n");
    if !facts.personal.is_empty() {
        let _ = writeln!(
            text,
            "# These members have such names. To declare them, uncomment the entry.\n# [[personal]]\n# member = {}",
            list(&facts.personal)
        );
    }
}

fn times(text: &mut String, facts: &Facts) {
    let typed = facts.formats.get("date-time").copied().unwrap_or_default();
    let _ = writeln!(text, "\n# Strings with `format: date-time` (here: {typed}) become `Timestamp` without an entry.");
    if !facts.times.is_empty() {
        let _ = writeln!(
            text,
            "# These members are named like timestamps. If all their values follow RFC 3339, remove the `#`s.\n# [[timestamp]]\n# member = {}",
            list(&facts.times)
        );
    }
}

fn list(names: &BTreeSet<String>) -> String {
    format!("[{}]", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
}

/// The name of the package of a directory: `shop-types` for `shop`.
fn package(here: &Path) -> String {
    let name = here.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let kept: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = kept.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).trim_end_matches('-');
    if name.is_empty() { "api-types".to_owned() } else { format!("{name}-types") }
}
