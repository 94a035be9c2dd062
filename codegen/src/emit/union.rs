//! Emits unions: an enum with a variant for each alternative, and the rows of its codec.

use std::collections::{BTreeSet, HashMap};

use heck::ToSnakeCase;
use serde_json::Value;

use super::codec::table;
use super::doc::Docs;
use super::scope::Scope;
use super::tokens::{Name, Text, Tokens, literal, quote};
use super::{deprecated, doc, types};
use crate::model::{Alternative, Form, Item, ItemId, JsonTypes, Kind, Model, Openness, Quotes, Telling, Type, Union};
use crate::names::CATCH_ALL;
use crate::prose::Links;
use crate::scalars;

/// The enum, and conversions from the types of its alternatives.
pub(super) fn definition(
    model: &Model,
    scope: &Scope,
    id: ItemId,
    item: &Item,
    kind: &Union,
    attributes: Tokens,
    links: Links,
) -> Vec<Tokens> {
    let derives = types::derives(item);
    let name = Name(&item.path.name);
    let variants = kind.alternatives.iter().map(|alternative| {
        let docs = Docs::of_type(&alternative.doc, links).or(&told_by(kind, alternative)).attributes();
        let deprecated = deprecated::attribute(&alternative.doc);
        let name = Name(&alternative.rust_name);
        match payload(scope, alternative) {
            Some(ty) => quote!(#docs #deprecated #name(#ty)),
            None => quote!(#docs #deprecated #name),
        }
    });
    let catch_all = kind.is_open().then(|| {
        let name = Name(CATCH_ALL);
        quote! {
            /// A value that matches no alternative in this version of the schema, unchanged.
            #name(::schemawright_wire::UnrecognizedValue),
        }
    });
    // Boxes do not follow from sizes, which change when another type grows.
    let sizes = kind.alternatives.iter().any(|one| !one.boxed && is_wide(model, &one.ty));
    let lint = sizes.then(|| quote!(#[allow(clippy::large_enum_variant)]));
    let definition = quote! {
        #attributes
        #derives
        #lint
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #catch_all
        }
    };
    let mut parts = vec![definition];
    parts.extend(views(scope, item, kind));
    parts.extend(conversions(model, scope, id, kind));
    parts
}

/// Whether a value can be much larger than one of another alternative.
fn is_wide(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Tuple(_) => true,
        Type::Nullable(inner) => is_wide(model, inner),
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Struct(_) | Kind::Union(_) => true,
            Kind::Newtype(inner) | Kind::Alias(inner) => is_wide(model, inner),
            Kind::Enum(_) | Kind::Call(_) => false,
        },
        _ => false,
    }
}

/// The greatest number of functions that a page of rustdoc shows clearly.
const VIEWS: usize = 12;
/// Functions of traits that every type may have.
const TAKEN: &[&str] = &["as_mut", "as_ref", "as_any"];

/// For each alternative, a function that returns its value if the union is that alternative.
fn views(scope: &Scope, item: &Item, kind: &Union) -> Option<Tokens> {
    let held = || kind.alternatives.iter().filter(|one| !matches!(one.form, Form::Constant(_)));
    let name = |one: &Alternative| format!("as_{}", one.rust_name.to_snake_case());
    let names: BTreeSet<String> = held().map(name).collect();
    // Functions for only some of the alternatives would not help.
    if names.len() < held().count() || names.len() > VIEWS || names.iter().any(|name| TAKEN.contains(&name.as_str())) {
        return None;
    }
    let functions = held().map(|one| {
        let doc = Text(format!(" The value of [`{0}`](Self::{0}), if it is that.", one.rust_name));
        let (name, variant) = (Name(name(one)), Name(&one.rust_name));
        let (ty, value) = lent(scope, one);
        let deprecated = deprecated::attribute(&one.doc);
        let option = scope.prelude("Option");
        let (some, none) = (scope.prelude("Some"), scope.prelude("None"));
        quote! {
            #[doc = #doc]
            #deprecated
            #[must_use]
            pub fn #name(&self) -> #option<#ty> {
                match self {
                    Self::#variant(value) => #some(#value),
                    _ => #none,
                }
            }
        }
    });
    let name = Name(&item.path.name);
    Some(quote!(impl #name { #(#functions)* }))
}

/// The type that a function returns for a value that stays in the union, and the expression for it: a copy of a number, else a reference.
fn lent(scope: &Scope, alternative: &Alternative) -> (Tokens, Tokens) {
    let ty = scope.ty(&alternative.ty);
    match &alternative.ty {
        Type::Bool | Type::Integer(_) | Type::F64 => (ty, quote!(*value)),
        Type::String => (quote!(&str), quote!(value)),
        Type::Array(item) => {
            let item = scope.ty(item);
            (quote!(&[#item]), quote!(value))
        }
        _ => (quote!(&#ty), quote!(value)),
    }
}

/// The type of a variant's value; a constant has none.
fn payload(scope: &Scope, alternative: &Alternative) -> Option<Tokens> {
    if matches!(alternative.form, Form::Constant(_)) {
        return None;
    }
    let ty = scope.ty(&alternative.ty);
    Some(if alternative.boxed {
        let boxed = scope.prelude("Box");
        quote!(#boxed<#ty>)
    } else {
        ty
    })
}

/// How an alternative is identified, in one sentence.
fn told_by(kind: &Union, alternative: &Alternative) -> String {
    let mark = kind.mark(alternative, &Quotes { name: doc::quoted, value: |value| doc::quoted(&scalars::text(value)) });
    // A code span at the beginning is a name, which keeps its case.
    format!("{}{}.", mark[..1].to_ascii_uppercase(), &mark[1..])
}

/// `From` for each alternative with its own type.
fn conversions(model: &Model, scope: &Scope, id: ItemId, kind: &Union) -> Vec<Tokens> {
    let mut seen = BTreeSet::new();
    let own = kind.alternatives.iter().filter_map(|alternative| {
        let Type::Item(target) = alternative.ty else { return None };
        let mut target = target;
        while let Kind::Alias(Type::Item(next)) = model.item(target).kind {
            target = next;
        }
        let is_own = !matches!(model.item(target).kind, Kind::Alias(_)) && target != id;
        // A type of two alternatives would be ambiguous.
        (is_own && seen.insert(target)).then_some((target, alternative))
    });
    let own: Vec<_> = own.collect();
    let mut holders: HashMap<ItemId, usize> = HashMap::new();
    for target in kind.alternatives.iter().flat_map(|one| held(model, &one.ty)) {
        *holders.entry(target).or_default() += 1;
    }
    let parts = own.into_iter().filter(|(target, _)| holders[target] == 1).map(|(_, alternative)| {
        let (union, variant) = (scope.item(id), Name(&alternative.rust_name));
        // Tokens can only be used once.
        let (ty, parameter) = (scope.ty(&alternative.ty), scope.ty(&alternative.ty));
        let value = if alternative.boxed {
            let boxed = scope.prelude("Box");
            quote!(#boxed::new(value))
        } else {
            quote!(value)
        };
        let from = scope.prelude("From");
        quote! {
            impl #from<#ty> for #union {
                fn from(value: #parameter) -> Self {
                    Self::#variant(#value)
                }
            }
        }
    });
    parts.collect()
}

/// The type of the Model that a type is, and those that it is another name for.
fn held(model: &Model, ty: &Type) -> impl Iterator<Item = ItemId> {
    std::iter::successors(ty.item(), |id| match &model.item(*id).kind {
        Kind::Alias(inner) => inner.item(),
        _ => None,
    })
}

/// The row of the codec.
pub(super) fn connection(name: &str, kind: &Union, mark: &str) -> String {
    let telling = match &kind.telling {
        Telling::Tag(tag) => format!("Tag({})", literal(tag)),
        Telling::Wrapper => "Wrapper".to_owned(),
        Telling::Type | Telling::Members if kind.open == Openness::All => "ContentOrAny".to_owned(),
        Telling::Type | Telling::Members => "Content".to_owned(),
    };
    let open = if kind.is_open() { format!("open {CATCH_ALL}") } else { "closed".to_owned() };
    let blank = &kind.alternatives[kind.blank].rust_name;
    let is_told = is_told(kind);
    let rows = kind.alternatives.iter().map(|one| {
        let form = match &one.form {
            Form::Plain => String::new(),
            Form::Wrapped(member) => format!(" in {}", literal(member)),
            Form::Constant(value) => format!(" is {}", literal(value)),
        };
        format!("    {}{form}: {},\n", one.rust_name, facts(one, is_told))
    });
    table("union", &format!("{name}, {}, {telling}, {open}, blank {blank}", literal(name)), rows, mark)
}

/// Whether objects need no identification: an alternative with a JSON type of its own needs none, nor does one with a tag that all have.
fn is_told(kind: &Union) -> bool {
    let mut rivals = kind.alternatives.iter().filter(|one| one.facts.types.overlaps(JsonTypes::OBJECT));
    match &kind.telling {
        Telling::Tag(tag) => rivals.all(|one| one.facts.required.contains(tag)),
        Telling::Wrapper => true,
        Telling::Type | Telling::Members => rivals.count() <= 1,
    }
}

/// The properties that distinguish an alternative from the others.
fn facts(alternative: &Alternative, is_told: bool) -> String {
    let facts = &alternative.facts;
    let types: Vec<String> = facts.types.names().map(str::to_ascii_uppercase).collect();
    // An alternative that accepts only `null` has no JSON type here, because the `Option` of the union represents `null`.
    let mut text = format!("of({})", if types.is_empty() { "0".to_owned() } else { types.join(" | ") });
    if !facts.tags.is_empty() {
        text.push_str(&format!(".tagged(&[{}])", list(&facts.tags, scalar)));
    }
    if is_told || !facts.types.overlaps(JsonTypes::OBJECT) {
        return text;
    }
    let name = |name: &String| literal(name);
    text.push_str(&format!(".with(&[{}], &[{}])", list(&facts.required, name), list(&facts.known, name)));
    if !facts.constants.is_empty() {
        let listed =
            list(&facts.constants, |(name, values)| format!("({}, &[{}])", literal(name), list(values, scalar)));
        text.push_str(&format!(".listing(&[{listed}])"));
    }
    text
}

fn list<T>(values: &[T], show: impl Fn(&T) -> String) -> String {
    values.iter().map(show).collect::<Vec<_>>().join(", ")
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Bool(value) => format!("Bool({value})"),
        Value::Number(value) => format!("Number({:?})", value.as_f64().unwrap_or_default()),
        value => format!("Str({})", literal(value.as_str().unwrap_or_default())),
    }
}
