//! `diff.toml`: accepted changes, each with a reason.
//!
//! ```toml
//! [[accept]]
//! rule = "member-removed"
//! where = "session::v1::Session::roles"   # as the report names it; `*` stands for any run of characters
//! reason = "was never sent: asked upstream on 2 May"
//! ```

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::{Change, Rule};
use schemawright::config::Glob;
use schemawright::{Diagnostic, Diagnostics, Place, SourceText};

/// The accepted changes.
#[derive(Clone, Debug)]
pub struct AcceptList {
    entries: Vec<Spanned<Entry>>,
    file: Arc<str>,
    text: SourceText,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default, rename = "accept")]
    entries: Vec<Spanned<Entry>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    #[serde(rename = "where")]
    subject: Glob,
    reason: String,
}

impl AcceptList {
    /// Reads the text of a `diff.toml`; the name is for errors.
    ///
    /// # Errors
    /// Text that is not TOML, an unknown key or rule, an empty reason: with line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let (file, text): (Arc<str>, SourceText) = (file.into(), text.into());
        let table: Table = toml::from_str(&text).map_err(|error| {
            let place =
                Place { file: file.clone(), text: text.clone(), span: error.span().unwrap_or(0..0), pointer: None };
            Diagnostic::error("accept-list", error.message().trim_end().to_owned()).at(place)
        })?;
        let list = Self { entries: table.entries, file, text };
        let mut faults = Diagnostics::new();
        for entry in &list.entries {
            let rule = &entry.get_ref().rule;
            if Rule::from_id(rule).is_none() {
                let fault = Diagnostic::error("accept-list", format!("unknown rule `{rule}`"));
                faults.push(fault.at(list.place(entry)).help(nearest(rule)));
            }
            if entry.get_ref().reason.trim().is_empty() {
                let fault = Diagnostic::error("accept-list", "`reason` is empty");
                faults.push(fault.at(list.place(entry)).help("give the reason why the change does not count"));
            }
        }
        faults.check()?;
        Ok(list)
    }

    /// Marks the changes that are accepted.
    ///
    /// # Errors
    /// Entries that match no change: the change is released, or was reverted.
    pub fn apply(&self, changes: &mut [Change]) -> Result<(), Diagnostics> {
        let mut faults = Diagnostics::new();
        for entry in &self.entries {
            let Entry { rule, subject, reason } = entry.get_ref();
            let mut used = false;
            for change in changes.iter_mut().filter(|change| change.rule.id() == rule) {
                if subject.matches(&change.subject.to_string()) {
                    change.accepted.get_or_insert_with(|| reason.clone());
                    used = true;
                }
            }
            if !used {
                let fault = Diagnostic::error(
                    "unused-accept",
                    format!("no change matches this entry: there is no `{rule}` at this place"),
                );
                let help = "remove the entry: the change is released, or was reverted";
                faults.push(fault.at(self.place(entry)).help(help));
            }
        }
        faults.check()
    }

    fn place(&self, entry: &Spanned<Entry>) -> Place {
        Place { file: self.file.clone(), text: self.text.clone(), span: entry.span(), pointer: None }
    }
}

fn nearest(name: &str) -> String {
    let distance = |rule: &&Rule| strsim::damerau_levenshtein(name, rule.id());
    match Rule::ALL.iter().min_by_key(distance) {
        Some(rule) => format!("did you mean `{}`? docs/diff.md lists all rules", rule.id()),
        None => "docs/diff.md lists all rules".to_owned(),
    }
}
