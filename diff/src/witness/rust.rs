//! Lines of Rust that call what has changed, as a caller of the old crate would write them.

use serde_json::Value;

use super::{Witness, call, old_member};
use crate::both::Both;
use crate::change::Change;
use crate::message::Part;
use crate::rule::Rule;
use schemawright::model::CATCH_ALL;
use schemawright::model::{
    Alternative, Constructor, Enum, Field, Form, Item, Kind, Layout, Model, Names, Presence, Rest, Scalars, Struct,
    Type, Union,
};

/// The line that a change breaks, if one is known.
pub(super) fn witness(both: &Both, crate_name: &str, change: &Change) -> Option<Witness> {
    let rust = Rust { model: both.old.model(), crate_name };
    if let (Kind::Call(was), Kind::Call(is)) = (&both.was.kind, &both.is.kind) {
        return call::witness(both, &rust, was, is, change);
    }
    let line = match change.rule {
        Rule::MemberRemoved
        | Rule::MemberRenamed
        | Rule::MemberRetyped
        | Rule::MemberNowOptional
        | Rule::MemberNowRequired
        | Rule::MemberNowNullable
        | Rule::MemberNoLongerNullable
        | Rule::MemberBoxed
        | Rule::MemberUnboxed => {
            let Kind::Struct(was) = &both.was.kind else { return None };
            rust.read(both.was, &was.fields[old_member(both, change)?])
        }
        Rule::MemberAddedRequired | Rule::MemberAddedLenient | Rule::ConstructorChanged => {
            let Kind::Struct(was) = &both.was.kind else { return None };
            rust.make(both.was, was)
        }
        Rule::ConstructorReordered => {
            let (Kind::Struct(was), Kind::Struct(is)) = (&both.was.kind, &both.is.kind) else { return None };
            return rust.reordered(both, was, is);
        }
        Rule::ArgumentNarrowed => {
            let Kind::Struct(was) = &both.was.kind else { return None };
            rust.set_by_literal(both.was, &was.fields[old_member(both, change)?])?
        }
        Rule::RestRefused | Rule::RestRetyped => {
            let Kind::Struct(was) = &both.was.kind else { return None };
            let Kind::Struct(is) = &both.is.kind else { return None };
            if was.rest == is.rest {
                return None;
            }
            rust.read_rest(both.was, was)?
        }
        Rule::TraitRemoved => rust.needs_trait(both.was, change)?,
        Rule::ValueRemoved | Rule::ValueRenamed => {
            let Kind::Enum(was) = &both.was.kind else { return None };
            rust.value(both.was, &old_variant(both, was, change)?.0)
        }
        Rule::ValueWireRenamed => {
            let Kind::Enum(was) = &both.was.kind else { return None };
            let (name, wire) = old_variant(both, was, change)?;
            let path = rust.path(both.was);
            let holds = match was.of {
                Scalars::Strings => format!("assert_eq!({path}::{name}.as_str(), {wire});"),
                Scalars::Integers(_) => format!("assert_eq!({path}::{name}.value(), {wire});"),
                Scalars::Booleans | Scalars::Mixed => format!("assert_eq!({path}::{name}.to_value(), {wire});"),
            };
            return Some(Witness::Holds(holds));
        }
        Rule::EnumOpened => {
            let (Kind::Enum(was), path) = (&both.was.kind, rust.path(both.was)) else { return None };
            let error = "schemawright_wire::ConversionError";
            match was.of {
                Scalars::Strings => format!("fn parse(text: &str) -> Result<{path}, {error}> {{ text.parse() }}"),
                Scalars::Integers(width) => {
                    format!("fn read(value: {}) -> Result<{path}, {error}> {{ value.try_into() }}", width.rust())
                }
                Scalars::Booleans | Scalars::Mixed => return None,
            }
        }
        Rule::EnumClosed => {
            let (Kind::Enum(was), path) = (&both.was.kind, rust.path(both.was)) else { return None };
            match was.of {
                Scalars::Strings => format!("fn from(text: &str) -> {path} {{ {path}::from(text) }}"),
                Scalars::Integers(width) => format!("fn from(value: {}) -> {path} {{ value.into() }}", width.rust()),
                Scalars::Booleans | Scalars::Mixed => {
                    format!("fn is(value: &{path}) -> bool {{ matches!(value, {path}::{CATCH_ALL}(_)) }}")
                }
            }
        }
        Rule::ValuesRetyped => {
            let (Kind::Enum(was), path) = (&both.was.kind, rust.path(both.was)) else { return None };
            let (function, ty) = match was.of {
                Scalars::Strings => ("as_str", "&str"),
                Scalars::Integers(width) => ("value", width.rust()),
                Scalars::Booleans | Scalars::Mixed => ("to_value", "schemawright_wire::Value"),
            };
            format!("fn read(value: &{path}) -> {ty} {{ value.{function}() }}")
        }
        Rule::UnionChanged => {
            let (Kind::Union(was), Kind::Union(is)) = (&both.was.kind, &both.is.kind) else { return None };
            rust.alternative(both.was, was, is, change.subject.part.as_deref())?
        }
        Rule::KindChanged => match &both.is.kind {
            // It may still be used as before, by its other name.
            Kind::Alias(_) => return None,
            _ => rust.use_of(both.was)?,
        },
        Rule::TypeRetargeted => rust.use_of(both.was)?,
        _ => return None,
    };
    Some(Witness::Compiles(line))
}

/// The Rust name and the value on the wire that the variant of a change had.
fn old_variant(both: &Both, was: &Enum, change: &Change) -> Option<(String, Value)> {
    let part = change.subject.part.as_deref()?;
    let Kind::Enum(is) = &both.is.kind else { return None };
    let new = is.variants.iter().find(|variant| variant.rust_name == part);
    let by_wire = new.and_then(|new| was.variants.iter().find(|variant| variant.value == new.value));
    let by_name = || was.variants.iter().find(|variant| variant.rust_name == part);
    by_wire.or_else(by_name).map(|variant| (variant.rust_name.clone(), variant.value.clone()))
}

/// Writes Rust against the old crate.
#[derive(Clone, Copy)]
pub(super) struct Rust<'a> {
    pub(super) model: &'a Model,
    pub(super) crate_name: &'a str,
}

impl Rust<'_> {
    pub(super) fn path(&self, item: &Item) -> String {
        format!("{}::{}", self.crate_name, item.path)
    }

    /// A type by its full path.
    pub(super) fn ty(&self, ty: &Type) -> String {
        ty.spell(&Names {
            model: self.model,
            root: Some(self.crate_name),
            path: &|id| self.model.item(id).path.to_string(),
        })
    }

    /// The type of what a member is given as.
    pub(super) fn argument(&self, field: &Field) -> String {
        let ty = self.ty(&field.ty);
        if field.nullable { format!("Option<{ty}>") } else { ty }
    }

    /// The whole type of a field.
    fn field(&self, field: &Field) -> String {
        field.spell(&Names {
            model: self.model,
            root: Some(self.crate_name),
            path: &|id| self.model.item(id).path.to_string(),
        })
    }

    pub(super) fn read(&self, item: &Item, field: &Field) -> String {
        let (path, ty, name) = (self.path(item), self.field(field), &field.rust_name);
        format!("fn read(value: {path}) -> {ty} {{ value.{name} }}")
    }

    fn read_rest(&self, item: &Item, kind: &Struct) -> Option<String> {
        let (path, name) = (self.path(item), kind.rest_name()?);
        let ty = match &kind.rest {
            Rest::Typed(inner) if kind.layout == Layout::List => format!("Vec<{}>", self.ty(inner)),
            Rest::Typed(inner) => format!("std::collections::BTreeMap<String, {}>", self.ty(inner)),
            _ => "schemawright_wire::UnknownFields".to_owned(),
        };
        Some(format!("fn read(value: {path}) -> {ty} {{ value.{name} }}"))
    }

    /// The constructor with all that it takes.
    fn make(&self, item: &Item, kind: &Struct) -> String {
        let path = self.path(item);
        let required = kind.required();
        let argument = |field: &&Field| format!("{}: {}", field.rust_name, self.argument(field));
        let parameters: Vec<String> = required.iter().map(argument).collect();
        let names: Vec<&str> = required.iter().map(|field| field.rust_name.as_str()).collect();
        let (parameters, names) = (parameters.join(", "), names.join(", "));
        let call = match &kind.constructor {
            Constructor::Named(members) => {
                let module = path.strip_suffix(&item.path.name).unwrap_or_default();
                format!("{module}{members} {{ {names} }}")
            }
            Constructor::Arguments => names,
        };
        format!("fn make({parameters}) -> {path} {{ {path}::new({call}) }}")
    }

    /// A constructor whose arguments have changed places: it shows where their types differ, and where all are strings.
    fn reordered(&self, both: &Both, kind: &Struct, is: &Struct) -> Option<Witness> {
        let item = both.was;
        let (was, is) = (kind.required(), is.required());
        let new = Rust { model: both.new.model(), ..*self };
        let types =
            |rust: &Rust, fields: &[&Field]| fields.iter().map(|field| rust.argument(field)).collect::<Vec<_>>();
        if types(self, &was) != types(&new, &is) {
            return Some(Witness::Compiles(self.make(item, kind)));
        }
        let all_strings = was.iter().chain(&is).all(|field| field.ty == Type::String && !field.nullable);
        if !all_strings || was.len() != is.len() {
            return None;
        }
        let at = was.iter().zip(&is).position(|(was, is)| was.wire_name != is.wire_name)?;
        let (path, name) = (self.path(item), &was[at].rust_name);
        let arguments: Vec<String> = (1..=was.len()).map(|number| format!("\"{number}\"")).collect();
        let arguments = arguments.join(", ");
        Some(Witness::Holds(format!("assert_eq!({path}::new({arguments}).{name}, \"{}\");", at + 1)))
    }

    /// A setter that is given a string literal.
    fn set_by_literal(&self, item: &Item, field: &Field) -> Option<String> {
        if field.presence != Presence::Optional || field.nullable {
            return None;
        }
        let (path, name) = (self.path(item), &field.rust_name);
        Some(format!("fn set(value: {path}) -> {path} {{ value.{name}(\"x\") }}"))
    }

    /// A use of the trait that a change names.
    fn needs_trait(&self, item: &Item, change: &Change) -> Option<String> {
        let path = self.path(item);
        let names = |name: &str| change.message.parts().contains(&Part::Code(name.to_owned()));
        match () {
            () if names("Hash") => Some(format!("fn hash(value: {path}) -> impl std::hash::Hash {{ value }}")),
            () if names("Eq") => Some(format!("fn compare(value: {path}) -> impl Eq {{ value }}")),
            () if names("Default") => Some(format!("fn make() -> {path} {{ Default::default() }}")),
            () => None,
        }
    }

    fn value(&self, item: &Item, variant: &str) -> String {
        let path = self.path(item);
        format!("fn value() -> {path} {{ {path}::{variant} }}")
    }

    /// A use of a variant, or of the one for values that are none of the alternatives.
    fn alternative(&self, item: &Item, was: &Union, is: &Union, name: Option<&str>) -> Option<String> {
        let path = self.path(item);
        let is_of =
            |variant: &str| format!("fn is(value: &{path}) -> bool {{ matches!(value, {path}::{variant} {{ .. }}) }}");
        let Some(name) = name else {
            return (was.is_open() && !is.is_open()).then(|| is_of(CATCH_ALL));
        };
        let named = |alternative: &&Alternative| alternative.rust_name == name;
        if !is.alternatives.iter().any(|alternative| named(&alternative)) {
            return Some(is_of(name));
        }
        let alternative = was.alternatives.iter().find(named)?;
        if matches!(alternative.form, Form::Constant(_)) {
            return None;
        }
        let ty = self.ty(&alternative.ty);
        let ty = if alternative.boxed { format!("Box<{ty}>") } else { ty };
        Some(format!(
            "fn read(value: {path}) -> Option<{ty}> {{ match value {{ {path}::{name}(inner) => Some(inner), _ => None }} }}"
        ))
    }

    /// A use that no other kind of type allows.
    fn use_of(&self, item: &Item) -> Option<String> {
        let path = self.path(item);
        match &item.kind {
            Kind::Struct(_) => Some(format!("fn open(value: {path}) {{ let {path} {{ .. }} = value; }}")),
            Kind::Enum(kind) => Some(self.value(item, &kind.variants.first()?.rust_name)),
            Kind::Newtype(inner) => Some(format!("fn read(value: {path}) -> {} {{ value.0 }}", self.ty(inner))),
            Kind::Alias(inner) => Some(format!("fn read(value: {path}) -> {} {{ value }}", self.ty(inner))),
            Kind::Call(_) => None,
            Kind::Union(kind) => {
                let name = &kind.alternatives.first()?.rust_name;
                Some(format!("fn is(value: &{path}) -> bool {{ matches!(value, {path}::{name} {{ .. }}) }}"))
            }
        }
    }
}
