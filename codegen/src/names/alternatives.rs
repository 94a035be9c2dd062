//! The names of a union's alternatives.
//!
//! The first of these that exists and that no other alternative has: the value of the tag; the member that wraps the value; the title; the
//! name of the reference's target; the JSON type; what distinguishes it (`WithId`). Never a number that another alternative would change.

use std::collections::HashMap;

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::similar::{choose, cut, short_digest};
use super::{Namer, members};
use crate::canon::shape::{Alternative, Form, JsonTypes, Shape, Telling, Union};
use crate::config::Part;
use crate::id::ItemId;
use crate::ident;

impl Namer<'_> {
    /// The names of the alternatives of a union, in their order.
    pub(crate) fn alternatives(&self, id: ItemId) -> Vec<String> {
        if let Some(names) = self.alternatives.borrow().get(&id) {
            return names.clone();
        }
        let Shape::Union(union) = &self.definitions.get(id).node.shape else { return Vec::new() };
        if !self.naming.borrow_mut().insert(id) {
            return Vec::new();
        }
        let candidates = union.alternatives.iter().map(|one| self.candidates(id, union, one)).collect();
        let mut names = choose(candidates);
        part_by_position(&mut names);
        for (name, alternative) in names.iter_mut().zip(&union.alternatives) {
            if let Some(renamed) = self.renamed_alternative(id, name, alternative) {
                *name = renamed;
            }
        }
        self.naming.borrow_mut().remove(&id);
        self.alternatives.borrow_mut().insert(id, names.clone());
        names
    }

    /// The configured name of an alternative, by its tag or by its own name.
    fn renamed_alternative(&self, id: ItemId, name: &str, alternative: &Alternative) -> Option<String> {
        let location = &self.definitions.get(id).location;
        let tags = alternative.facts.tags.iter().filter_map(Value::as_str);
        let on_the_wire = match &alternative.form {
            Form::Wrapped(own) | Form::Constant(own) => Some(own.as_str()),
            Form::Plain => None,
        };
        let mut values = on_the_wire.into_iter().chain(tags).chain([name]);
        let (to, _) = values.find_map(|value| self.renamed(location, &Part::Value(value.to_owned())))?;
        ident::type_name(&to)
    }

    /// The possible names of an alternative, the best first.
    fn candidates(&self, id: ItemId, union: &Union, alternative: &Alternative) -> Vec<String> {
        let of_value = members::variant;
        let mut names: Vec<Option<String>> = Vec::new();
        match &alternative.form {
            Form::Wrapped(name) | Form::Constant(name) => names.push(of_value(name)),
            Form::Plain => {}
        }
        let tags = match &union.telling {
            Telling::Tag(_) => &alternative.facts.tags[..],
            _ => &[],
        };
        // A tag that does not start with a letter is a poor name.
        if let [Value::String(tag)] = tags
            && tag.starts_with(char::is_alphabetic)
        {
            names.push(of_value(tag));
        }
        names.push(alternative.title.as_deref().and_then(ident::type_name));
        names.push(alternative.refers_to.and_then(|target| self.reference(id, target)));
        names.extend(tags.iter().map(|tag| match tag {
            Value::String(tag) => of_value(tag),
            Value::Bool(tag) => of_value(&tag.to_string()),
            tag => of_value(&tag.to_string().replace('-', "minus ")).map(|name| name.replacen('N', "V", 1)),
        }));
        let alone =
            |types: JsonTypes| union.alternatives.iter().filter(|one| one.facts.types.overlaps(types)).count() == 1;
        let word = self.word(alternative);
        if alone(alternative.facts.types) {
            names.push(Some(word.clone()));
        }
        names.extend(own_constants(union, alternative).map(of_value));
        names
            .extend(distinguishing(union, alternative).map(|name| Some(format!("With{}", name.to_upper_camel_case()))));
        names.extend(alternative.facts.known.first().map(|name| Some(format!("With{}", name.to_upper_camel_case()))));
        names.push(Some(self.long_word(id, alternative, &word)));
        let schema = self.definitions.resolver.schema(&alternative.node.origin.at);
        names.push(Some(format!("{word}{}", short_digest(&format!("{schema:?}")))));
        // In two merged unions, several alternatives have the same place.
        names.push(Some(format!("{word}{}", short_digest(&format!("{:?}", alternative.facts)))));
        names
            .into_iter()
            .flatten()
            .map(|name| if name == super::CATCH_ALL { format!("{name}_") } else { cut(name, "") })
            .collect()
    }

    /// The name of the target of a reference; for a target inside the union, without the union's name.
    fn reference(&self, union: ItemId, target: ItemId) -> Option<String> {
        let (outer, inner) = (&self.definitions.get(union).location, &self.definitions.get(target).location);
        let inside = outer.file == inner.file && inner.pointer.starts_with(&format!("{}/", outer.pointer));
        let name = self.full_name(target)?;
        let rest = self.full_name(union).filter(|_| inside);
        let rest = rest.and_then(|union| ident::type_name(name.strip_prefix(&union)?));
        Some(rest.unwrap_or(name))
    }

    /// The word for the JSON type of an alternative.
    fn word(&self, alternative: &Alternative) -> String {
        let mut shape = &alternative.node.shape;
        while let Shape::Ref(id) = shape {
            shape = &self.definitions.get(*id).node.shape;
        }
        let word = match shape {
            Shape::Bool => "Boolean",
            Shape::Integer(_) => "Integer",
            Shape::Number => "Number",
            Shape::String(_) => "String",
            Shape::Enum(set) => match set.widened() {
                Some(Shape::String(_)) => "String",
                Some(Shape::Bool) => "Boolean",
                Some(Shape::Integer(_)) => "Integer",
                Some(_) => "Number",
                None => "Scalar",
            },
            Shape::Array(_) => "List",
            Shape::Object(object) if object.properties.is_empty() => "Map",
            Shape::Object(_) => "Object",
            _ => "Value",
        };
        word.to_owned()
    }

    /// The same, including the items of a list.
    fn long_word(&self, union: ItemId, alternative: &Alternative, word: &str) -> String {
        let item = match &alternative.node.shape {
            Shape::Array(array) if array.prefix.is_empty() => &array.rest,
            _ => return word.to_owned(),
        };
        let name = match item.shape {
            // A nested definition gets its name from the alternative, which has none yet.
            Shape::Ref(id) if self.definitions.get(id).parent.as_ref().is_none_or(|(parent, _)| *parent != union) => {
                self.type_path(id).ok().map(|path| path.name)
            }
            _ => None,
        };
        let name = name.unwrap_or_else(|| self.word(&Alternative { node: (**item).clone(), ..alternative.clone() }));
        format!("{name}{word}")
    }
}

/// Numbers the alternatives that nothing distinguishes: alternatives of merged unions that differ only in the types of their members.
fn part_by_position(names: &mut [String]) {
    let mut count: HashMap<String, usize> = HashMap::with_capacity(names.len());
    for name in names {
        let count = count.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            name.push_str(&count.to_string());
        }
    }
}

/// The constants of members that no other alternative has.
fn own_constants<'u>(union: &'u Union, alternative: &'u Alternative) -> impl Iterator<Item = &'u str> {
    let constants = alternative.facts.constants.iter().filter_map(|(name, values)| match &values[..] {
        [Value::String(value)] if value.starts_with(char::is_alphabetic) => Some((name, value)),
        _ => None,
    });
    let others = || union.alternatives.iter().filter(|other| !std::ptr::eq(*other, alternative));
    let shares = move |member: &String, value: &String| {
        others().any(|other| {
            let mut constants = other.facts.constants.iter();
            constants.any(|(name, values)| name == member && values.iter().any(|other| other == value))
        })
    };
    constants.filter(move |(member, value)| !shares(member, value)).map(|(_, value)| value.as_str())
}

/// Members that only this alternative requires, else members that only it declares.
fn distinguishing<'u>(union: &'u Union, alternative: &'u Alternative) -> impl Iterator<Item = &'u str> {
    let others = move |of: fn(&Alternative) -> &[String], name: &String| {
        let others = union.alternatives.iter().filter(|other| !std::ptr::eq(*other, alternative));
        others.filter(|other| other.facts.types.overlaps(JsonTypes::OBJECT)).all(|other| !of(other).contains(name))
    };
    let facts = &alternative.facts;
    let required = facts.known.iter().filter(|name| facts.required.contains(name));
    let required = required.filter(move |name| others(|other| &other.facts.required, name));
    let known = facts.known.iter().filter(move |name| others(|other| &other.facts.known, name));
    required.chain(known).map(String::as_str)
}
