//! The entries of the configuration that give names, and the items that each has named.

use std::collections::HashSet;
use std::ops::Range;

use super::Namer;
use super::path::{RustPath, by_rule, type_name};
use crate::canon::shape::Shape;
use crate::config::{NameRule, Part, Rename, RuleUse, Touched, of_name};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::read::resolve::Location;

impl Namer<'_> {
    /// The path of the title of the schema at a location.
    pub(super) fn titled(&self, title: &str, location: &Location) -> Result<RustPath, String> {
        let known = self.by_title.borrow().get(title).cloned();
        let titled = match known {
            Some(titled) => titled,
            None => {
                let titled = self.by_rules(title)?;
                self.by_title.borrow_mut().insert(title.to_owned(), titled.clone());
                titled
            }
        };
        if let Some(rule) = titled.rule {
            self.touch(rule, title, location, String::new());
        }
        Ok(titled.path)
    }

    /// The path of a title, by the first rule that matches it.
    fn by_rules(&self, title: &str) -> Result<Titled, String> {
        let rule = self.config.rules.names.iter().find_map(|rule| Some((rule, rule.get_ref().title.captures(title)?)));
        match rule {
            Some((rule, captures)) => {
                let NameRule { replace, .. } = rule.get_ref();
                let word = |capture: &String| Some((capture.clone(), captures.name(capture)?.as_str().to_owned()));
                Ok(Titled {
                    path: by_rule(rule.get_ref(), &captures)?,
                    rule: Some(rule.span().start),
                    words: replace.keys().filter_map(word).collect(),
                })
            }
            None => {
                let path = RustPath { module: Vec::new(), name: type_name(title)? };
                Ok(Titled { path, rule: None, words: Vec::new() })
            }
        }
    }

    /// Records that an entry of the configuration has named the schema at a location, or a member or value of it.
    fn touch(&self, entry: usize, title: &str, location: &Location, member: String) {
        let types = self.definitions.find(location).into_iter().collect();
        let touched = Touched { schema: title.to_owned(), pointer: location.pointer.clone(), member, types };
        self.used.borrow_mut().entry(entry).or_default().insert(touched);
    }

    /// The configured name of a part of the schema at a location, with the place of the entry.
    pub(super) fn renamed(&self, location: &Location, part: &Part) -> Option<(String, Range<usize>)> {
        let rename = self.rename(location, part)?;
        let member = match part {
            Part::Type => String::new(),
            Part::Member(name) | Part::Value(name) => name.clone(),
        };
        let title = self.definitions.names(location.file).title;
        self.touch(rename.span().start, title, location, member);
        Some((rename.get_ref().to.clone(), rename.span()))
    }

    /// The items that each entry of the configuration has named.
    pub(crate) fn rules(&self) -> Vec<RuleUse> {
        let used = self.used.borrow();
        let names = self.config.rules.names.iter().map(|rule| ("name", rule.span(), rule.get_ref().module.clone()));
        let renames = self.config.rules.renames.iter().map(|rule| ("rename", rule.span(), rule.get_ref().to.clone()));
        let uses = names.chain(renames).map(|(table, span, effect)| RuleUse {
            table,
            line: self.config.place(span.clone()).line_column().0,
            effect,
            reason: None,
            touched: used.get(&span.start).into_iter().flatten().cloned().collect(),
        });
        uses.collect()
    }

    /// Reports entries that have named nothing, or whose names are invalid in Rust.
    pub(crate) fn check_used(&self, faults: &mut Diagnostics) {
        let errors = self.faults.borrow();
        errors.iter().filter(|fault| fault.severity == Severity::Error).for_each(|error| faults.push(error.clone()));
        let used = self.used.borrow();
        let is_unused = |span: &Range<usize>| !used.contains_key(&span.start);
        let unused = |message: &str, span, help| {
            Diagnostic::error("unused-rule", message).at(self.config.place(span)).help(help)
        };
        for span in self.config.rules.names.iter().map(toml::Spanned::span).filter(is_unused) {
            faults.push(unused(
                "no title matches this rule",
                span,
                "remove the entry, or correct the name in it".to_owned(),
            ));
        }
        for rename in self.config.rules.renames.iter().filter(|rename| is_unused(&rename.span())) {
            faults.push(unused("this entry matches nothing", rename.span(), self.unmatched(rename.get_ref())));
        }
        self.check_words(faults);
    }

    /// The help for a `[[rename]]` that matches nothing.
    fn unmatched(&self, rename: &Rename) -> String {
        if let Some(help) = rename.target.unmatched(&self.definitions.all_names()) {
            return help;
        }
        let targets: Vec<_> =
            self.definitions.iter().filter(|(_, one)| self.is_target(rename, &one.location)).collect();
        let pointer = &rename.target.pointer;
        let known =
            |part: &dyn Fn(&Shape) -> Vec<String>| targets.iter().flat_map(|(_, one)| part(&one.node.shape)).collect();
        let names: Vec<String> = match &rename.part {
            Part::Member(_) => known(&members),
            Part::Value(_) => known(&values),
            Part::Type => Vec::new(),
        };
        let names = names.iter().map(String::as_str);
        let help = match &rename.part {
            _ if targets.is_empty() && !pointer.is_empty() => Some(format!(
                "`{pointer}` is not the JSON Pointer of a schema with a type of its own: correct `pointer`"
            )),
            Part::Member(name) => of_name("member", Some(name), names),
            Part::Value(name) => of_name("value", Some(name), names),
            Part::Type => None,
        };
        help.unwrap_or_else(|| "remove the entry, or correct the name in it".to_owned())
    }

    fn is_target(&self, rename: &Rename, location: &Location) -> bool {
        rename.target.is(self.definitions.names(location.file), &location.pointer)
    }

    /// Reports words of `replace` that no title contains.
    fn check_words(&self, faults: &mut Diagnostics) {
        let titles = self.by_title.borrow();
        for rule in &self.config.rules.names {
            let words = rule.get_ref().replace.iter();
            let named = titles.values().filter(|titled| titled.rule == Some(rule.span().start));
            let found: HashSet<&(String, String)> = named.flat_map(|titled| &titled.words).collect();
            for (capture, word) in words.flat_map(|(capture, words)| words.keys().map(move |word| (capture, word))) {
                if !found.contains(&(capture.clone(), word.clone())) {
                    let message =
                        format!("no title that this rule names has the {capture} `{word}`, which it replaces");
                    let error = Diagnostic::error("unused-rule", message).at(self.config.place(rule.span()));
                    faults.push(error.help("remove the word, or correct it"));
                }
            }
        }
    }
}

/// The names of an object's members.
fn members(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Object(object) => object.properties.iter().map(|property| property.name.clone()).collect(),
        _ => Vec::new(),
    }
}

/// The texts of an enum's values.
fn values(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Enum(set) => set.values.iter().filter_map(|value| Some(value.as_str()?.to_owned())).collect(),
        _ => Vec::new(),
    }
}

/// The path of a title.
#[derive(Clone)]
pub(super) struct Titled {
    path: RustPath,
    /// The rule that gives it: the start of its entry.
    rule: Option<usize>,
    /// The text of each capture that the rule may replace.
    words: Vec<(String, String)>,
}
