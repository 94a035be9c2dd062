//! Lines of Rust that use a changed item, as a caller of the old crate would write them.

use serde_json::Value;

use super::{call, old_member};
use crate::both::Both;
use crate::change::{Change, Witness};
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
    let line = match (change.rule, &both.was.kind, &both.is.kind) {
        (Rule::TraitRemoved, ..) => rust.needs_trait(both.was, change)?,
        // It may still be used as before, by its other name.
        (Rule::KindChanged, _, Kind::Alias(_)) => return None,
        (Rule::KindChanged | Rule::TypeRetargeted, ..) => rust.use_of(both.was)?,
        (Rule::ConstructorReordered, Kind::Struct(was), Kind::Struct(is)) => return rust.reordered(both, was, is),
        (Rule::ValueWireRenamed, Kind::Enum(was), _) => {
            return rust.wire_value(both, was, change).map(Witness::Holds);
        }
        (Rule::UnionChanged, Kind::Union(was), Kind::Union(is)) => {
            rust.alternative(both.was, was, is, change.subject.part.as_deref())?
        }
        (_, Kind::Struct(was), _) => rust.of_struct(both, was, change)?,
        (_, Kind::Enum(was), _) => rust.of_enum(both, was, change)?,
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

/// A conversion into a closed enum.
fn fallible_conversion(path: &str, of: Scalars) -> Option<String> {
    let error = "schemawright_wire::ConversionError";
    match of {
        Scalars::Strings => Some(format!("fn parse(text: &str) -> Result<{path}, {error}> {{ text.parse() }}")),
        Scalars::Integers(width) => {
            let ty = width.rust();
            Some(format!("fn read(value: {ty}) -> Result<{path}, {error}> {{ value.try_into() }}"))
        }
        Scalars::Booleans | Scalars::Mixed => None,
    }
}

/// A conversion into an open enum, or a use of its variant for unlisted values.
fn infallible_conversion(path: &str, of: Scalars) -> String {
    match of {
        Scalars::Strings => format!("fn from(text: &str) -> {path} {{ {path}::from(text) }}"),
        Scalars::Integers(width) => format!("fn from(value: {}) -> {path} {{ value.into() }}", width.rust()),
        Scalars::Booleans | Scalars::Mixed => {
            format!("fn is(value: &{path}) -> bool {{ matches!(value, {path}::{CATCH_ALL}(_)) }}")
        }
    }
}

/// Writes Rust against the old crate.
#[derive(Clone, Copy)]
pub(super) struct Rust<'a> {
    pub(super) model: &'a Model,
    pub(super) crate_name: &'a str,
}

impl Rust<'_> {
    /// A use of a struct that a change breaks.
    fn of_struct(&self, both: &Both, was: &Struct, change: &Change) -> Option<String> {
        match change.rule {
            Rule::MemberRemoved
            | Rule::MemberRenamed
            | Rule::MemberRetyped
            | Rule::MemberNowOptional
            | Rule::MemberNowRequired
            | Rule::MemberNowNullable
            | Rule::MemberNoLongerNullable
            | Rule::MemberBoxed
            | Rule::MemberUnboxed => Some(self.read(both.was, &was.fields[old_member(both, change)?])),
            Rule::MemberAddedRequired
            | Rule::MemberAddedLenient
            | Rule::ConstructorChanged
            | Rule::ArgumentAdded
            | Rule::ArgumentRemoved => Some(self.make(both.was, was)),
            Rule::ArgumentNarrowed => {
                let field = &was.fields[old_member(both, change)?];
                let is_given = field.presence == Presence::Optional || was.constructor == Constructor::Arguments;
                if is_given { self.give_literal(both.was, &was.required(), field) } else { None }
            }
            Rule::RestRefused | Rule::RestRetyped => match &both.is.kind {
                Kind::Struct(is) if was.rest != is.rest => self.read_rest(both.was, was),
                _ => None,
            },
            _ => None,
        }
    }

    /// A use of an enum that a change breaks.
    fn of_enum(&self, both: &Both, was: &Enum, change: &Change) -> Option<String> {
        let path = self.path(both.was);
        match change.rule {
            Rule::ValueRemoved | Rule::ValueRenamed => Some(self.value(both.was, &old_variant(both, was, change)?.0)),
            Rule::EnumOpened => fallible_conversion(&path, was.of),
            Rule::EnumClosed => Some(infallible_conversion(&path, was.of)),
            Rule::ValuesRetyped => {
                let (function, ty) = match was.of {
                    Scalars::Strings => ("as_str", "&str"),
                    Scalars::Integers(width) => ("value", width.rust()),
                    Scalars::Booleans | Scalars::Mixed => ("to_value", "schemawright_wire::Value"),
                };
                Some(format!("fn read(value: &{path}) -> {ty} {{ value.{function}() }}"))
            }
            _ => None,
        }
    }

    /// A statement about the old value of a variant on the wire.
    fn wire_value(&self, both: &Both, was: &Enum, change: &Change) -> Option<String> {
        let (name, wire) = old_variant(both, was, change)?;
        let path = self.path(both.was);
        let function = match was.of {
            Scalars::Strings => "as_str",
            Scalars::Integers(_) => "value",
            Scalars::Booleans | Scalars::Mixed => "to_value",
        };
        Some(format!("assert_eq!({path}::{name}.{function}(), {wire});"))
    }

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

    /// The type of the argument for a member.
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

    /// The constructor with all arguments.
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

    /// A constructor with reordered arguments: it fails where their types differ, or where all are strings.
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

    /// `new` or a setter that is given a literal.
    pub(super) fn give_literal(&self, item: &Item, required: &[&Field], field: &Field) -> Option<String> {
        let (path, name) = (self.path(item), &field.rust_name);
        let literal = self.literal(&field.ty).filter(|_| !field.nullable)?;
        if field.presence == Presence::Optional {
            return Some(format!("fn set(value: {path}) -> {path} {{ value.{name}({literal}) }}"));
        }
        let others = required.iter().filter(|other| other.wire_name != field.wire_name);
        let parameters: Vec<String> =
            others.map(|other| format!("{}: {}", other.rust_name, self.argument(other))).collect();
        let value =
            |other: &&Field| if other.wire_name == field.wire_name { literal.clone() } else { other.rust_name.clone() };
        let values: Vec<String> = required.iter().map(value).collect();
        Some(format!("fn make({}) -> {path} {{ {path}::new({}) }}", parameters.join(", "), values.join(", ")))
    }

    /// A literal that converts into the type of a field.
    fn literal(&self, ty: &Type) -> Option<String> {
        match ty {
            Type::Array(inner) => Some(format!("[{}]", self.literal(inner)?)),
            Type::Map(inner) => Some(format!("[(\"x\", {})]", self.literal(inner)?)),
            Type::Item(id) => match &self.model.item(*id).kind {
                Kind::Enum(kind) => match kind.of {
                    Scalars::Strings => Some("\"x\"".to_owned()),
                    Scalars::Integers(width) => Some(format!("1{}", width.rust())),
                    Scalars::Booleans | Scalars::Mixed => None,
                },
                Kind::Newtype(Type::String) => Some("\"x\"".to_owned()),
                _ => None,
            },
            _ => None,
        }
    }

    /// A use of the trait that a change removes.
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

    /// A use of a variant, or of the one for values of no alternative.
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

    /// A use that only this kind of type allows.
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
