//! The text of a project file.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use schemawright::config::quoted;

use super::SCHEMA_FILE;
use super::facts::Facts;
use super::inputs::Inputs;

/// What happens to entries for members that are secrets by their names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Entries {
    /// They are written.
    Written,
    /// They are written as comments.
    Suggested,
}

/// The text of a project file in a directory, about schemas.
pub(super) fn text(here: &Path, inputs: &Inputs, facts: &Facts, entries: Entries) -> String {
    let package = package(here);
    let mut text = format!(
        "#:schema ./{SCHEMA_FILE}\n\
         # How Rust types are made from schemas. `schemawright gen` makes them; `schemawright check` tells in CI whether they are in step.\n\
         # The documentation of the module `schemawright::config` lists every key.\n\n"
    );
    if let Some(document) = &inputs.document {
        let _ = writeln!(text, "# What `schemawright sync` takes the schemas from.\nsource = {}", quoted(document));
    }
    let _ = writeln!(text, "# {}\nschemas = {}", seen(facts), quoted(&inputs.schemas));
    let _ = writeln!(
        text,
        "# The package that is made of them. It is the generator's: what is written into it by hand goes.\nout = {}",
        quoted(&package)
    );
    text.push_str(
        "# Where `schemawright-wire` is, when it does not come from the registry.\n# wire = \"../schemawright/wire\"\n",
    );
    let _ = writeln!(text, "\n[package]\nname = {}\nversion = \"0.1.0\"", quoted(&package));
    secrets(&mut text, facts, entries);
    personal(&mut text);
    times(&mut text, facts);
    text
}

/// What is to be seen in the schemas.
fn seen(facts: &Facts) -> String {
    let mut told = format!("Files: {}, with a title: {}.", facts.files, facts.titled);
    if facts.titled < facts.files {
        told.push_str(" A type without a title has the name of its file.");
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
        text.push_str(" No member has the name of a secret.\n# [[secret]]\n# member = \"*token\"\n");
        return;
    }
    let mark = if entries == Entries::Written { "" } else { "# " };
    let _ = writeln!(
        text,
        " These members have the name of a secret.\n{mark}[[secret]]\n{mark}member = {}\n{mark}reason = \"the name of a secret\"",
        list(&facts.secrets)
    );
    text.push_str(
        "\n# With this, a new member with such a name is an error until it is in [[secret]] or in [[not-secret]].\n",
    );
    text.push_str("# [suspicious]\n# names = [\"*token*\", \"*password*\", \"*secret*\"]\n");
}

fn personal(text: &mut String) {
    text.push_str(
        "\n# Members that say who somebody is: `Debug` prints their kinds only.\n# [[personal]]\n# member = [\"email\", \"*_email\", \"phone_number\", \"ip_address\"]\n",
    );
}

fn times(text: &mut String, facts: &Facts) {
    let typed = facts.formats.get("date-time").copied().unwrap_or_default();
    let _ =
        writeln!(text, "\n# Strings with `format: date-time` (there are {typed}) become `Timestamp` without an entry.");
    if !facts.times.is_empty() {
        let _ = writeln!(
            text,
            "# These are points in time by their names. If all that they hold is RFC 3339, take the `#`s away.\n# [[timestamp]]\n# member = {}",
            list(&facts.times)
        );
    }
}

fn list(names: &BTreeSet<String>) -> String {
    format!("[{}]", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
}

/// The package that is made in a directory: `shop-types` in `shop`.
fn package(here: &Path) -> String {
    let name = here.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let kept: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = kept.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).trim_end_matches('-');
    if name.is_empty() { "api-types".to_owned() } else { format!("{name}-types") }
}
