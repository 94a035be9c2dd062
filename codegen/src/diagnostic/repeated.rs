//! Diagnostics of one code, of which only the first are printed.

use std::collections::BTreeMap;

use super::Diagnostic;

/// The number of diagnostics of one code that are printed. Those with lines to paste are all printed.
const SHOWN: usize = 10;

/// The diagnostics to print, and for each code with others a diagnostic that counts them.
#[must_use]
pub fn brief<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> (Vec<&'d Diagnostic>, Vec<Diagnostic>) {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first = Vec::new();
    let mut more: BTreeMap<&str, Diagnostic> = BTreeMap::new();
    for diagnostic in diagnostics {
        let count = found.entry(diagnostic.code).or_default();
        *count += usize::from(diagnostic.entry.is_none());
        if diagnostic.entry.is_some() || *count <= SHOWN {
            first.push(diagnostic);
        } else {
            let message = format!("{} more of this kind", *count - SHOWN);
            let counted = Diagnostic { severity: diagnostic.severity, ..Diagnostic::error(diagnostic.code, message) };
            more.insert(diagnostic.code, counted);
        }
    }
    (first, more.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_code_are_shown() {
        let mut all: Vec<Diagnostic> = (0..13).map(|index| Diagnostic::warning("a", index.to_string())).collect();
        all.push(Diagnostic::error("b", "other"));
        all.push(Diagnostic::error("a", "to paste").entry("[[rename]]"));
        let (first, more) = brief(&all);
        let text: Vec<String> = first.into_iter().chain(&more).map(ToString::to_string).collect();
        assert_eq!(text.len(), 13);
        assert_eq!(text[9..11], ["warning[a]: 9", "error[b]: other"]);
        assert_eq!(text[12], "warning[a]: 3 more of this kind");
        assert!(brief(&all[..10]).1.is_empty());
    }
}
