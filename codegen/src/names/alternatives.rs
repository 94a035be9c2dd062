//! The names of a union's alternatives.
//!
//! The first of these that exists and that no other alternative has: the value of the tag; the member that wraps the value; the title; the
//! name of the reference's target; the JSON type; what distinguishes it (`WithId`); digits that its content decides. Never a number that another
//! alternative would change.

use std::rc::Rc;

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::content::{content, without_annotations};
use super::rivals::Rivals;
use super::similar::{Candidates, choose, cut, digest, short_digest};
use super::{Namer, members, similar};
use crate::canon::shape::{Alternative, Form, Shape, Telling, Union};
use crate::config::Part;
use crate::diagnostic::Diagnostic;
use crate::id::ItemId;
use crate::ident;

impl Namer<'_> {
    /// The names of the alternatives of a union, in their order.
    pub(crate) fn alternatives(&self, id: ItemId) -> Rc<[String]> {
        if let Some(names) = self.alternatives.borrow().get(&id) {
            return Rc::clone(names);
        }
        let Shape::Union(union) = &self.definitions.get(id).node.shape else { return Rc::default() };
        if !self.naming.borrow_mut().insert(id) {
            return Rc::default();
        }
        let rivals = Rivals::of(union);
        let candidates = |one| Candidates::<()> { names: self.candidates(id, union, &rivals, one), precedence: None };
        let mut names = choose(&union.alternatives.iter().map(candidates).collect::<Vec<_>>());
        for (name, alternative) in names.iter_mut().zip(&union.alternatives) {
            if let Some(renamed) = self.renamed_alternative(id, name, alternative) {
                *name = renamed;
            }
        }
        self.check_alternatives(id, union, &names);
        self.naming.borrow_mut().remove(&id);
        let names: Rc<[String]> = names.into();
        self.alternatives.borrow_mut().insert(id, Rc::clone(&names));
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
        let (to, entry) = values.find_map(|value| self.renamed(location, &Part::Value(value.to_owned())))?;
        match members::fault_of_variant(&to) {
            None => Some(to),
            Some(fault) => {
                let error = self.bad_name(&format!("the alternative `{name}`"), &to, &fault, entry);
                self.faults.borrow_mut().push(error.at(self.definitions.resolver.place(&alternative.node.origin.at)));
                None
            }
        }
    }

    /// Reports entries that give two alternatives one name.
    fn check_alternatives(&self, id: ItemId, union: &Union, names: &[String]) {
        let place = |index: usize| self.definitions.resolver.place(&union.alternatives[index].node.origin.at);
        for (index, name) in names.iter().enumerate() {
            if let Some(other) = names[..index].iter().position(|other| other == name) {
                let message = format!("two alternatives of this union are both named `{name}` in Rust");
                let error =
                    Diagnostic::error("name-collision", message).at(place(index)).with(place(other), "the other one");
                let error = error.with(self.definitions.place(id), "the union");
                self.faults.borrow_mut().push(error.help("give one of the [[rename]] entries another `to`"));
            }
        }
    }

    /// The possible names of an alternative, the best first.
    fn candidates(&self, id: ItemId, union: &Union, rivals: &Rivals, alternative: &Alternative) -> Vec<String> {
        let of_value = members::variant;
        let mut names: Vec<Option<String>> = Vec::new();
        if let Form::Wrapped(name) | Form::Constant(name) = &alternative.form {
            // What differs in two names also names their alternatives, whose values may be equal.
            names.extend(similar::candidates(name, members::variant).into_iter().map(Some));
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
        let word = self.word(alternative);
        if rivals.has_none_of_its_types(alternative) {
            names.push(Some(word.clone()));
        }
        names.extend(rivals.own_constants(alternative).map(of_value));
        let with = |name: &str| Some(format!("With{}", name.to_upper_camel_case()));
        names.extend(rivals.distinguishing(alternative).map(with));
        names.extend(alternative.facts.known.first().map(|name| Some(format!("With{}", name.to_upper_camel_case()))));
        names.push(Some(self.long_word(id, alternative, &word)));
        let content = content(self.definitions, id, &alternative.node);
        names.extend([short_digest(&content), digest(&content)].map(|digits| Some(format!("{word}{digits}"))));
        // Types that are equal, of schemas that are not.
        let schema = self.definitions.resolver.schema(&alternative.node.origin.at).map(without_annotations);
        let schema = schema.unwrap_or_default().to_string();
        let with_facts = format!("{schema} {:?}", alternative.facts);
        names.extend([schema, with_facts].map(|text| Some(format!("{word}{}", digest(&text)))));
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
            Shape::Number(_) => "Number",
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
