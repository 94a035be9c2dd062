//! What taking the schemas in would break.

use stytch_codegen::{Corpus, Diagnostics};

use super::plan::{Existing, Plan};
use crate::diff::{Report, State};
use crate::tree::Files;

/// The line of the verdict.
pub(super) fn verdict(existing: &Existing, plan: &Plan) -> Result<String, Diagnostics> {
    let corpus = |files: &Files| {
        let schemas = files.iter().filter(|(name, _)| name.ends_with(".json"));
        Corpus::from_sources(schemas.map(|(name, text)| (name.as_str(), text.as_str())))
    };
    let old = corpus(&existing.files)?;
    if old.files().is_empty() {
        return Ok("No verdict: there are no schemas to compare with\n".to_owned());
    }
    let report = Report::new(&State::of_corpus("now", old)?, &State::of_corpus("then", corpus(&plan.files)?)?);
    Ok(format!("{}\n", report.verdict_line()))
}
