//! Warnings that the configuration allows.

use super::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, OPEN};
use crate::nearest::nearest;

impl Config {
    /// Whether warnings of a code are allowed.
    #[must_use]
    pub fn allows(&self, code: &str) -> bool {
        self.rules.warnings.allow.iter().any(|allowed| allowed.get_ref() == code)
    }

    /// The lines that allow more codes, beside those that are allowed already.
    #[must_use]
    pub fn to_allow<'c>(&'c self, codes: impl IntoIterator<Item = &'c str>) -> String {
        let own = self.rules.warnings.allow.iter().map(|allowed| allowed.get_ref().as_str());
        let mut all: Vec<String> = own.chain(codes).map(super::quoted).collect();
        all.sort();
        all.dedup();
        format!("[warnings]\nallow = [{}]", all.join(", "))
    }

    /// Removes the allowed warnings of a run. Open places remain, because a run counts them.
    ///
    /// # Errors
    /// A code that no warning has.
    pub(crate) fn without_allowed(&self, mut warnings: Diagnostics) -> Result<Diagnostics, Diagnostics> {
        let mut faults = Diagnostics::new();
        for allowed in &self.rules.warnings.allow {
            let code = allowed.get_ref();
            if warnings.iter().any(|warning| warning.code == code) {
                continue;
            }
            let message = format!("there is no warning of the code `{code}`");
            let help = match nearest(code, warnings.iter().map(|warning| warning.code)) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "remove the code".to_owned(),
            };
            faults.push(Diagnostic::error("unused-rule", message).at(self.place(allowed.span())).help(help));
        }
        self.excuse(&mut faults);
        faults.check()?;
        warnings.retain(|warning| warning.code == OPEN || !self.allows(warning.code));
        Ok(warnings)
    }
}
