//! The changes that copying the schemas would break callers with.

use schemawright::{Config, Corpus, Diagnostics};

use super::plan::{Existing, Plan};
use crate::diff::{Inputs, Report, State};
use crate::tree::Files;

/// The line of the verdict.
pub(super) fn verdict(existing: &Existing, plan: &Plan, config: Config) -> Result<String, Diagnostics> {
    let corpus = |files: &Files| {
        let schemas = files.iter().filter(|(name, _)| name.ends_with(".json"));
        Corpus::from_sources(schemas.map(|(name, text)| (name.as_str(), text.as_str())))
    };
    let old = corpus(&existing.files)?;
    if old.files().is_empty() {
        return Ok("No verdict: no schemas to compare with\n".to_owned());
    }
    let config = config.for_other_schemas();
    let inputs = |label, corpus| Inputs::new(label, corpus, config.clone());
    let [old, new] = State::pair(inputs("now", old), inputs("then", corpus(&plan.files)?))?;
    let report = Report::new(&old, &new);
    Ok(format!("{}\n", report.verdict_line()))
}
