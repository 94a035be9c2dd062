//! Reports about the definitions: errors, open places, schemas without a `type`.

use super::shape::{Contradiction, Node, Shape};
use super::worklist::Worklist;
use crate::diagnostic::{Diagnostic, OPEN};
use crate::read::resolve::Location;

impl Worklist<'_> {
    /// A warning about two parts that no value satisfies together.
    pub(super) fn contradictory(&self, message: &str, reason: &Contradiction) -> Diagnostic {
        Diagnostic::warning("contradictory", message.to_owned())
            .with(self.resolver.place(&reason.first), "one part")
            .with(self.resolver.place(&reason.second), "the other")
            .help("make the parts agree, or make them alternatives with `oneOf`")
    }

    /// An error at a keyword.
    pub(super) fn fault(&mut self, code: &'static str, message: impl Into<String>, at: &Location, keyword: &str) {
        let at = at.below(keyword);
        self.faults.push(Diagnostic::error(code, message).at(self.resolver.place(&at)));
    }

    /// A warning at a place that has no report yet.
    pub(super) fn warn_once(&mut self, warning: Diagnostic, at: &Location) {
        self.fault_once(warning, at);
    }

    pub(super) fn fault_once(&mut self, fault: Diagnostic, at: &Location) {
        if self.told.insert(at.clone()) {
            self.faults.push(fault);
        }
    }

    /// Counts a schema without a `type` whose keywords imply one.
    pub(super) fn count_implied(&mut self, node: &Node) {
        let is_implied = match &node.shape {
            Shape::Object(object) => object.implied,
            Shape::Array(array) => array.implied,
            _ => false,
        };
        if is_implied {
            let at = &node.origin.at;
            let (first, count) = self.implied.entry(at.file).or_insert_with(|| (at.clone(), 0));
            *first = std::cmp::min(&*first, at).clone();
            *count += 1;
        }
    }

    /// Strictly, a schema without `type` allows values of all types. That is hardly ever the intention.
    pub(super) fn warn_of_implied(&mut self) {
        for (first, count) in std::mem::take(&mut self.implied).into_values() {
            let others = match count {
                1 => String::new(),
                2 => ", and so does another one in this file".to_owned(),
                count => format!(", and so do {} others in this file", count - 1),
            };
            let message =
                format!("this schema has no `type`, and implies an object or an array by its keywords{others}");
            let warning = Diagnostic::warning("no-type", message).at(self.resolver.place(&first));
            self.faults.push(warning.help(
                "add `type`: without it, values of all other types are valid too, and the generated type rejects them",
            ));
        }
    }

    /// Reports that no type follows a keyword, and the type that its place became.
    pub(super) fn open(&mut self, at: &Location, keyword: &str, message: impl Into<String>) {
        let is_there = self.resolver.schema(at).is_some_and(|schema| schema.get(keyword).is_some());
        let at = if is_there { at.below(keyword) } else { at.clone() };
        if !self.told.insert(at.clone()) {
            return;
        }
        let (message, place) = (message.into(), self.resolver.place(&at));
        let is_denied = self.rules.deny.iter().any(|denied| denied.matches(keyword));
        self.faults.push(if is_denied {
            let help = "use keywords that a type supports, or remove the keyword from `[open] deny`";
            Diagnostic::error(OPEN, message.clone()).at(place).help(help)
        } else {
            Diagnostic::warning(OPEN, message.clone()).at(place)
        });
        self.opened.insert(at, message);
    }
}
