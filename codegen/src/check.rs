//! Mistakes of authors that leave a schema readable: a misspelled keyword, a `default` that its own schema rejects.
//!
//! Every schema of every file is checked, even if it has no type.

mod parts;
mod validate;

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::nearest::nearest;
use crate::read::corpus::Corpus;
use crate::read::keywords::{self, KNOWN, subschemas};
use crate::read::resolve::{Location, Resolver};
use crate::read::{pattern, pointer};
use parts::outermost;
use validate::Budget;

/// Checks all schemas.
pub(crate) fn lint(corpus: &Corpus, resolver: &Resolver) -> Diagnostics {
    let mut linter = Linter { resolver, budget: Budget::default(), found: Diagnostics::new() };
    for (index, file) in corpus.sources().enumerate() {
        let mut rest = vec![(String::new(), &file.schema)];
        while let Some((pointer, schema)) = rest.pop() {
            rest.extend(subschemas(schema, &pointer));
            if let Some(object) = schema.as_object() {
                linter.schema(object, schema, &Location { file: index, pointer });
            }
        }
    }
    linter.found
}

/// Whether a schema accepts a value, as far as that is known.
pub(crate) fn takes(resolver: &Resolver, schema: &Value, at: &Location, value: &Value) -> bool {
    validate::check(resolver, &mut Budget::default(), schema, at, value).is_ok()
}

struct Linter<'a> {
    resolver: &'a Resolver<'a>,
    /// The limit for all checks of values together.
    budget: Budget,
    found: Diagnostics,
}

impl Linter<'_> {
    fn schema(&mut self, object: &Map<String, Value>, schema: &Value, at: &Location) {
        for (keyword, value) in object {
            self.spelling(keyword, at);
            self.form(keyword, value, at);
        }
        self.required(object, at);
        self.patterns(object, at);
        self.default(object, schema, at);
    }

    fn push(&mut self, diagnostic: Diagnostic, at: &Location, keyword: &str) {
        let at = Location { file: at.file, pointer: pointer::push(&at.pointer, keyword) };
        self.found.push(diagnostic.at(self.resolver.place(&at)));
    }

    /// Reports unknown keywords, such as `requried`, and those that the draft of the file does not have.
    fn spelling(&mut self, keyword: &str, at: &Location) {
        if !self.resolver.file(at).dialect().has(keyword) {
            let message = format!("`{keyword}` is not a keyword of the draft in `$schema`: it has no effect");
            let help =
                "declare the draft that has it, or none: without `$schema`, the keywords of all drafts have an effect";
            self.push(Diagnostic::warning("unknown-keyword", message).help(help), at, keyword);
            return;
        }
        // A typo does not make a keyword twice as long.
        if KNOWN.contains(&keyword) || keyword.starts_with("x-") || keyword.len() > 50 {
            return;
        }
        let nearest = KNOWN.iter().map(|known| (strsim::damerau_levenshtein(keyword, known), *known)).min();
        let Some((distance, nearest)) = nearest else { return };
        // In a short word, two letters are most of it.
        if distance <= if nearest.len() > 5 { 2 } else { 1 } {
            let message = format!("unknown keyword `{keyword}`: it has no effect");
            let warning = Diagnostic::warning("unknown-keyword", message);
            self.push(warning.help(format!("did you mean `{nearest}`?")), at, keyword);
        }
    }

    /// Reports a keyword whose value has a wrong form.
    fn form(&mut self, keyword: &str, value: &Value, at: &Location) {
        let is_draft_3 = keyword == "required" && value.is_boolean();
        if is_draft_3 && self.resolver.file(at).dialect().may_be_draft_3() {
            return;
        }
        if let Some(expected) = keywords::misformed(keyword, value) {
            let error = Diagnostic::error("bad-keyword", format!("`{keyword}` must be {expected}"));
            self.push(error, at, keyword);
        }
    }

    fn required(&mut self, object: &Map<String, Value>, at: &Location) {
        let (Some(required), Some(members)) = (object.get("required"), object.get("properties")) else { return };
        let (Some(required), Some(members)) = (required.as_array(), members.as_object()) else { return };
        let composed = ["$ref", "allOf", "anyOf", "oneOf", "patternProperties"];
        if composed.iter().any(|keyword| object.contains_key(*keyword)) {
            return;
        }
        let names = required.iter().enumerate().filter_map(|(index, name)| Some((index, name.as_str()?)));
        let mut unknown = names.filter(|(_, name)| !members.contains_key(*name)).peekable();
        let elsewhere = match (unknown.peek(), outermost(at)) {
            (Some(_), Some(whole)) => parts::members(self.resolver, &whole),
            _ => parts::Members::default(),
        };
        for (index, name) in unknown.filter(|(_, name)| !elsewhere.may_have(name)) {
            let message = format!("`required` lists `{name}`, which `properties` does not contain");
            let close = |other: &&str| other.len().abs_diff(name.len()) <= 3;
            let help = match nearest(name, members.keys().map(String::as_str).take(1_000).filter(close)) {
                Some(nearest) => format!("the nearest name is `{nearest}`"),
                None => "add it to `properties`, or remove it from `required`".to_owned(),
            };
            let warning = Diagnostic::warning("unknown-required", message).help(help);
            let list = Location { file: at.file, pointer: pointer::push(&at.pointer, "required") };
            self.push(warning, &list, &index.to_string());
        }
    }

    /// Regular expressions are those of ECMA-262.
    fn patterns(&mut self, object: &Map<String, Value>, at: &Location) {
        if let Some(Value::String(pattern)) = object.get("pattern") {
            self.pattern(pattern, at, "pattern");
        }
        let named = object.get("patternProperties").and_then(Value::as_object);
        let below = Location { file: at.file, pointer: pointer::push(&at.pointer, "patternProperties") };
        for pattern in named.into_iter().flat_map(|named| named.keys()) {
            self.pattern(pattern, &below, pattern);
        }
    }

    fn pattern(&mut self, pattern: &str, at: &Location, keyword: &str) {
        if pattern::is_invalid(pattern) {
            let warning = Diagnostic::warning("bad-pattern", "this is not a regular expression");
            self.push(warning.help("a pattern is a regular expression of ECMA-262, in Unicode mode"), at, keyword);
        }
    }

    fn default(&mut self, object: &Map<String, Value>, schema: &Value, at: &Location) {
        let Some(default) = object.get("default") else { return };
        if let Err(reason) = validate::check(self.resolver, &mut self.budget, schema, at, default) {
            let message = format!("the schema rejects its own `default`: {reason}");
            let warning = Diagnostic::warning("bad-default", message);
            self.push(warning.help("change the `default` or the schema"), at, "default");
        }
    }
}
