//! The names of fields and of variants.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::Value;

use super::advice::FreeNames;
use super::similar::Candidates;
use super::{CATCH_ALL, Namer, similar, start};
use crate::canon::shape::{Array, Enum, Label, Node, Shape};
use crate::config::Part;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::id::ItemId;
use crate::ident::{self, Fault};
use crate::limits::NAME;
use crate::read::resolve::Location;
use crate::scalars;

/// The kind of names: of fields or of variants.
#[derive(Clone, Copy)]
struct Kind {
    what: &'static str,
    part: fn(String) -> Part,
    fault: fn(&str) -> Option<Fault>,
    separator: &'static str,
}

const MEMBERS: Kind = Kind { what: "member", part: Part::Member, fault: ident::fault_of_field, separator: "_" };
const VALUES: Kind = Kind { what: "value", part: Part::Value, fault: fault_of_variant, separator: "" };

impl Kind {
    fn part(self, wire_name: &str) -> Part {
        (self.part)(wire_name.to_owned())
    }
}

/// A member or a value without a name: its text on the wire, and its possible names, the best first. Most get the first one.
struct Unnamed<'a> {
    wire_name: String,
    first: String,
    candidates: Box<dyn Fn() -> Vec<String> + 'a>,
}

/// An invalid name in an entry of the configuration.
struct BadName {
    name: String,
    fault: Fault,
    entry: Range<usize>,
}

impl Namer<'_> {
    /// The names of an object's fields, in order.
    pub(crate) fn fields(&self, id: ItemId, wire_names: &[&str]) -> Result<Vec<String>, Diagnostics> {
        let unnamed = wire_names.iter().map(|name| Unnamed {
            wire_name: (*name).to_owned(),
            first: similar::first(name, ident::field),
            candidates: Box::new(move || similar::candidates(name, ident::field)),
        });
        self.unique(id, unnamed.collect(), MEMBERS)
    }

    /// The names of the items of a list: from their titles, or from their positions.
    pub(crate) fn items(&self, array: &Array) -> Vec<String> {
        let title = |node: &Node| {
            let schema = self.definitions.resolver.schema(&node.origin.at)?;
            schema.get("title")?.as_str().filter(|title| ident::field(title).is_some()).map(str::to_owned)
        };
        let titles: Vec<Option<String>> = array.prefix.iter().map(title).collect();
        let is_own = |own: &&String| titles.iter().flatten().filter(|title| title == own).count() == 1;
        let name = |(index, title): (usize, &Option<String>)| {
            title.as_ref().filter(is_own).cloned().unwrap_or_else(|| format!("item {index}"))
        };
        titles.iter().enumerate().map(name).collect()
    }

    /// The names of an enum's variants, in order.
    pub(crate) fn variants(&self, id: ItemId, set: &Enum) -> Result<Vec<String>, Diagnostics> {
        let strings = set.is_of_strings();
        let unnamed = set.values.iter().map(|value| {
            let label = set.labels.of(value).filter(|_| !strings);
            Unnamed {
                wire_name: scalars::text(value),
                first: value_name(value, label),
                candidates: Box::new(move || value_candidates(value, label)),
            }
        });
        self.unique(id, unnamed.collect(), VALUES)
    }

    fn unique(&self, id: ItemId, unnamed: Vec<Unnamed<'_>>, kind: Kind) -> Result<Vec<String>, Diagnostics> {
        let location = &self.definitions.get(id).location;
        let mut faults = Diagnostics::new();
        let wire_names: Vec<String> = unnamed.iter().map(|one| one.wire_name.clone()).collect();
        let found = self.part_names(location, unnamed, kind);
        let mut free = FreeNames::new(found.iter().flatten().map(String::as_str), kind.separator);
        let mut first: HashMap<&str, &str> = HashMap::new();
        let Kind { what, .. } = kind;
        for (wire_name, found) in wire_names.iter().map(String::as_str).zip(&found) {
            let error = |code, message| Diagnostic::error(code, message).at(self.part(id, wire_name));
            let part = kind.part(wire_name);
            let name = match found {
                Ok(name) => name,
                Err(BadName { name, fault, entry }) => {
                    faults.push(
                        self.bad_name(&format!("the {what} {wire_name:?}"), name, fault, entry.clone())
                            .at(self.part(id, wire_name)),
                    );
                    continue;
                }
            };
            if let Some(other) = first.insert(name, wire_name) {
                let message = format!("the {what}s {other:?} and {wire_name:?} are both named `{name}` in Rust");
                let error = error("name-collision", message).with(self.part(id, other), "the other one");
                let pair = [(location, &part), (location, &kind.part(other))];
                faults.push(self.rename_one_of(error, pair, || free.like(name)));
            }
            let renamed = self.renamed(location, &part);
            if let Some((_, span)) = renamed.as_ref().filter(|(name, _)| name.chars().count() > NAME) {
                let message = format!("the name of the {what} {:?} has more than {NAME} characters", start(wire_name));
                let error = error("long-name", message).with(self.config.place(span.clone()), "the entry");
                faults.push(error.help("give the entry a shorter `to`"));
            }
            if renamed.is_none() && name.len() < wire_name.len() && wire_name.chars().count() > NAME {
                let message = format!("the {what} {:?}… is named `{name}`, because its name is long", start(wire_name));
                let warning = Diagnostic::warning("long-name", message).at(self.part(id, wire_name));
                let entry = self.definitions.rename_entry(location, &part, name);
                self.faults.borrow_mut().push(warning.help(self.name_it()).entry(entry));
            }
        }
        faults.check()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The names of fields or variants: from entries, or from their names on the wire. Names that would be equal are extended by what
    /// differs in them.
    fn part_names(&self, location: &Location, unnamed: Vec<Unnamed<'_>>, kind: Kind) -> Vec<Result<String, BadName>> {
        let mut renamed = Vec::with_capacity(unnamed.len());
        let mut free = Vec::with_capacity(unnamed.len());
        for one in unnamed {
            let entry = self.renamed(location, &kind.part(&one.wire_name));
            if entry.is_none() {
                free.push(one);
            }
            renamed.push(entry.map(|(name, entry)| match (kind.fault)(&name) {
                Some(fault) => Err(BadName { name, fault, entry }),
                None => Ok(name),
            }));
        }
        // An entry moves no other name: a name that it takes from another part is an error.
        let mut chosen = chosen(free, kind).into_iter();
        renamed.into_iter().map(|entry| entry.unwrap_or_else(|| Ok(chosen.next().unwrap_or_default()))).collect()
    }

    /// The error for a configured name that is invalid in Rust.
    pub(super) fn bad_name(&self, what: &str, name: &str, fault: &Fault, entry: Range<usize>) -> Diagnostic {
        let (why, help) = match fault {
            Fault::NoIdentifier => (
                "this is not a Rust identifier".to_owned(),
                "give the entry another `to`: letters, digits and `_`, not a keyword".to_owned(),
            ),
            Fault::Reserved => (
                "this is the variant for unrecognized values".to_owned(),
                "give the entry another `to`, such as `UnrecognizedValue`".to_owned(),
            ),
            Fault::Unconventional(form, better) => {
                let better = better.as_ref().map(|name| format!(": `to = \"{name}\"`"));
                (
                    format!("this is not in {form}, and rustc would warn"),
                    format!("write it in {form}{}", better.unwrap_or_default()),
                )
            }
        };
        Diagnostic::error("bad-name", format!("{what} can't be named {name:?}: {why}"))
            .with(self.config.place(entry), "the entry")
            .help(help)
    }

    /// The place of a member or a value.
    fn part(&self, id: ItemId, wire_name: &str) -> Place {
        let definition = self.definitions.get(id);
        let resolver = &self.definitions.resolver;
        let place = match &definition.node.shape {
            Shape::Object(object) => object.property(wire_name).and_then(|property| property.places.0.first().cloned()),
            _ => {
                let values = resolver.schema(&definition.location).and_then(|schema| schema.get("enum")?.as_array());
                let index = values.and_then(|values| values.iter().position(|value| scalars::text(value) == wire_name));
                index.map(|index| definition.location.entry("enum", index))
            }
        };
        resolver.place(place.as_ref().unwrap_or(&definition.location))
    }
}

/// A name for each: the first of its names, unless some are equal.
fn chosen(unnamed: Vec<Unnamed<'_>>, kind: Kind) -> Vec<String> {
    let cut = |name| similar::cut(name, kind.separator);
    let firsts: Vec<String> = unnamed.iter().map(|one| cut(one.first.clone())).collect();
    if firsts.iter().collect::<HashSet<_>>().len() == firsts.len() {
        return firsts;
    }
    let candidates = unnamed.iter().map(|one| Candidates {
        names: (one.candidates)().into_iter().map(cut).collect(),
        precedence: Some(similar::precedence(&one.wire_name)),
    });
    similar::choose(&candidates.collect::<Vec<_>>())
}

/// The first of the [`value_candidates`].
fn value_name(value: &Value, label: Option<&Label>) -> String {
    let titled = label.and_then(|label| variant(label.title.as_deref()?));
    titled.unwrap_or_else(|| match value {
        Value::String(text) => similar::first(text, variant),
        Value::Bool(value) => (if *value { "True" } else { "False" }).to_owned(),
        number => number_name(&number.to_string()),
    })
}

/// The possible names of a value, the best first: a string by its text; other values by their label, or by their text.
///
/// ```text
/// 1 → V1      -1 → Minus1      0.5 → V0_5      1e-7 → V1EMinus7      true → True
/// ```
fn value_candidates(value: &Value, label: Option<&Label>) -> Vec<String> {
    let titled = label.and_then(|label| variant(label.title.as_deref()?));
    let own = match value {
        Value::String(text) => similar::candidates(text, variant),
        // A string may have the first of these names.
        Value::Bool(value) => {
            let name = if *value { "True" } else { "False" };
            vec![name.to_owned(), format!("Boolean{name}")]
        }
        number => {
            let name = number_name(&number.to_string());
            let other = format!("Number{}", name.trim_start_matches('V'));
            vec![name, other]
        }
    };
    titled.into_iter().chain(own).collect()
}

fn number_name(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("V", text), |digits| ("Minus", digits));
    let digits = digits.replace("e-", "EMinus").replace("e+", "E").replace('e', "E").replace('.', "_");
    format!("{sign}{digits}")
}

/// The reason why a name can't be that of a variant.
pub(super) fn fault_of_variant(name: &str) -> Option<Fault> {
    if name == CATCH_ALL { Some(Fault::Reserved) } else { ident::fault_of_variant(name) }
}

pub(super) fn variant(value: &str) -> Option<String> {
    let name = ident::variant(value)?;
    Some(if name == CATCH_ALL { format!("{name}_") } else { name })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{value_candidates, value_name};
    use crate::canon::shape::Label;

    #[test]
    fn values_that_are_no_strings() {
        for (value, name) in [
            (json!(200), "V200"),
            (json!(-1), "Minus1"),
            (json!(0.5), "V0_5"),
            (json!(-0.5), "Minus0_5"),
            (json!(1e-7), "V1EMinus7"),
            (json!(1e300), "V1E300"),
            (json!(true), "True"),
        ] {
            assert_eq!(value_candidates(&value, None)[0], name, "{value}");
            assert_eq!(value_name(&value, None), name, "{value}");
        }
        let label = Label { title: Some("not found".to_owned()), ..Label::default() };
        assert_eq!(value_candidates(&json!(404), Some(&label)), ["NotFound", "V404", "Number404"]);
        assert_eq!(value_name(&json!(404), Some(&label)), "NotFound");
        let unnameable = Label { title: Some("--".to_owned()), ..Label::default() };
        assert_eq!(value_candidates(&json!(404), Some(&unnameable))[0], "V404");
    }
}
