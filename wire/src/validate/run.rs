//! The validation of one value.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::value::Value;
use super::{Violation, Violations};
use crate::codec::{append_hidden_name, append_name, shown_key};
use crate::describe::{Description, Keyword, Schema};

/// Validates a value.
pub(super) fn run(description: &'static Description, value: &Value) -> Result<(), Violations> {
    let mut run = Run::new(0);
    run.schema(description.schema, value);
    match run.found.is_empty() {
        true => Ok(()),
        false => Err(Violations { of: description.name, found: run.found }),
    }
}

/// Whether a standalone value is an instance of a schema.
#[cfg(feature = "examples")]
pub(crate) fn fits_alone(doubt: Doubt, schema: Schema, value: &serde_json::Value) -> bool {
    fits_alone_with(doubt, schema, &value.into())
}

pub(super) fn fits_alone_with(doubt: Doubt, schema: Schema, value: &Value) -> bool {
    Run { doubt, ..Run::new(1) }.schema(schema, value)
}

/// The result of a keyword that can't be checked: a format of another name, a pattern without an automaton.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Doubt {
    /// It holds: a value that may be an instance is not a violation.
    Holds,
    /// It does not hold: where a schema must not match, as in `not`, only a certain match counts.
    Fails,
    /// It holds, also where a schema must not match: a text is made to have its format.
    Granted,
}

/// A schema and a value, by their addresses, which do not change during the validation.
type Pair = (*const Keyword, usize, *const Value, Doubt);

pub(super) struct Run<'v> {
    /// The results of alternatives and references so far. Each pair is checked once, even if several references lead to it.
    known: HashMap<Pair, bool>,
    /// The pairs whose violations are in `found`.
    told: HashSet<Pair>,
    path: Vec<Step<'v>>,
    /// Above 0, nothing is reported, and the first violation ends the check.
    quiet: usize,
    pub(super) doubt: Doubt,
    found: Vec<Violation>,
}

/// A step from a value to a nested one.
#[derive(Clone, Copy)]
pub(super) enum Step<'v> {
    Member(&'v str),
    /// A member whose name is a part of a secret.
    Hidden,
    Item(usize),
}

impl<'v> Run<'v> {
    fn new(quiet: usize) -> Self {
        Self {
            known: HashMap::new(),
            told: HashSet::new(),
            path: Vec::new(),
            quiet,
            doubt: Doubt::Holds,
            found: Vec::new(),
        }
    }

    /// Whether a value is an instance of a schema. Unless the run is quiet, all violations are reported.
    pub(super) fn schema(&mut self, schema: Schema, value: &'v Value) -> bool {
        let mut fits = true;
        for keyword in schema {
            fits &= self.keyword(keyword, schema, value);
            if !fits && self.quiet > 0 {
                return false;
            }
        }
        fits
    }

    /// The same without a report.
    pub(super) fn fits(&mut self, schema: Schema, value: &'v Value) -> bool {
        let pair = (schema.as_ptr(), schema.len(), std::ptr::from_ref(value), self.doubt);
        if let Some(fits) = self.known.get(&pair) {
            return *fits;
        }
        // A circular reference adds no requirement.
        self.known.insert(pair, true);
        self.quiet += 1;
        let fits = self.schema(schema, value);
        self.quiet -= 1;
        self.known.insert(pair, fits);
        fits
    }

    /// Whether a value may be an instance.
    pub(super) fn may_fit(&mut self, schema: Schema, value: &'v Value) -> bool {
        self.fits_with(Doubt::Holds, schema, value)
    }

    /// Whether a value is certainly an instance.
    pub(super) fn must_fit(&mut self, schema: Schema, value: &'v Value) -> bool {
        self.fits_with(Doubt::Fails, schema, value)
    }

    fn fits_with(&mut self, doubt: Doubt, schema: Schema, value: &'v Value) -> bool {
        let doubt = if self.doubt == Doubt::Granted { Doubt::Granted } else { doubt };
        let around = std::mem::replace(&mut self.doubt, doubt);
        let fits = self.fits(schema, value);
        self.doubt = around;
        fits
    }

    /// Checks the schema of another type, and reports each violation once.
    pub(super) fn linked(&mut self, schema: Schema, value: &'v Value) -> bool {
        if self.quiet > 0 {
            return self.fits(schema, value);
        }
        let is_new = self.told.insert((schema.as_ptr(), schema.len(), std::ptr::from_ref(value), self.doubt));
        if is_new { self.schema(schema, value) } else { self.fits(schema, value) }
    }

    pub(super) fn member(&mut self, member: Step<'v>, schema: Schema, value: &'v Value) -> bool {
        self.below(member, schema, value)
    }

    pub(super) fn item(&mut self, index: usize, schema: Schema, value: &'v Value) -> bool {
        self.below(Step::Item(index), schema, value)
    }

    fn below(&mut self, step: Step<'v>, schema: Schema, value: &'v Value) -> bool {
        self.path.push(step);
        let fits = self.schema(schema, value);
        self.path.pop();
        fits
    }

    /// Reports a violation of the keyword unless `holds`, which it returns.
    pub(super) fn require(&mut self, holds: bool, keyword: &'static str, expected: impl FnOnce() -> String) -> bool {
        if !holds && self.quiet == 0 {
            let violation = Violation { path: self.path(), keyword, expected: expected() };
            self.found.push(violation);
        }
        holds
    }

    /// The same for a member, which may be absent.
    pub(super) fn require_member(
        &mut self,
        member: Step<'v>,
        holds: bool,
        keyword: &'static str,
        expected: impl FnOnce() -> String,
    ) -> bool {
        self.path.push(member);
        let holds = self.require(holds, keyword, expected);
        self.path.pop();
        holds
    }

    /// The path of the current value.
    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            match step {
                Step::Hidden => append_hidden_name(&mut path),
                Step::Member(name) => append_name(&shown_key(name), &mut path),
                // Writing to a `String` can't fail.
                Step::Item(index) => drop(write!(path, "[{index}]")),
            }
        }
        path
    }
}
