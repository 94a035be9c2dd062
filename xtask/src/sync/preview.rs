//! What taking the schemas in would break.

use stytch_codegen::{Config, Corpus, Diagnostics};

use super::plan::{Existing, Plan};
use crate::diff::{Report, State};
use crate::tree::Files;

/// The line of the verdict.
pub(super) fn verdict(existing: &Existing, plan: &Plan, config: Config) -> Result<String, Diagnostics> {
    let corpus = |files: &Files| {
        let schemas = files.iter().filter(|(name, _)| name.ends_with(".json"));
        Corpus::from_sources(schemas.map(|(name, text)| (name.as_str(), text.as_str())))
    };
    let old = corpus(&existing.files)?;
    if old.files().is_empty() {
        return Ok("No verdict: there are no schemas to compare with\n".to_owned());
    }
    let config = config.for_other_schemas();
    let state = |label, corpus| State::of_corpus(label, corpus, &config);
    let report = Report::new(&state("now", old)?, &state("then", corpus(&plan.files)?)?);
    Ok(format!("{}\n", report.verdict_line()))
}
