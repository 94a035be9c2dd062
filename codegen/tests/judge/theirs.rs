//! The definitions of typify's output.

use std::collections::HashMap;

use syn::punctuated::Punctuated;

use super::opinion::{Class, Field, Opinion, Rest};
use super::ours::Depth;

/// The types of typify's code, by name.
pub(crate) struct Theirs {
    types: HashMap<String, syn::Item>,
    depth: Depth,
}

/// The serde attributes of a type, a field or a variant.
#[derive(Default)]
struct Serde {
    rename: Option<String>,
    /// It may be absent: it has a default, or an `Option` that is omitted if it is `None`.
    may_be_absent: bool,
    flatten: bool,
    deny_unknown_fields: bool,
    /// A union: `untagged`, `tag` or `content`.
    union: bool,
}

impl Serde {
    fn of(attributes: &[syn::Attribute]) -> Self {
        let mut found = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let parsed = attribute.parse_nested_meta(|meta| {
                let is = |name: &str| meta.path.is_ident(name);
                found.may_be_absent |= is("default") || is("skip_serializing_if");
                found.flatten |= is("flatten");
                found.deny_unknown_fields |= is("deny_unknown_fields");
                found.union |= is("untagged") || is("tag") || is("content");
                if let Ok(value) = meta.value() {
                    let text: syn::LitStr = value.parse()?;
                    if is("rename") {
                        found.rename = Some(text.value());
                    }
                }
                Ok(())
            });
            parsed.expect("serde's attribute");
        }
        found
    }

    fn name(&self, rust_name: &syn::Ident) -> String {
        let own = || rust_name.to_string().trim_start_matches("r#").to_owned();
        self.rename.clone().unwrap_or_else(own)
    }
}

impl Theirs {
    pub(crate) fn new(code: &str) -> Self {
        let file = syn::parse_file(code).expect("typify's code");
        let named = file.items.into_iter().filter_map(|item| match &item {
            syn::Item::Struct(kind) => Some((kind.ident.to_string(), item)),
            syn::Item::Enum(kind) => Some((kind.ident.to_string(), item)),
            syn::Item::Type(kind) => Some((kind.ident.to_string(), item)),
            _ => None,
        });
        Self { types: named.collect(), depth: Depth::default() }
    }

    pub(crate) fn opinion(&self, name: &str) -> Option<Opinion> {
        let item = self.types.get(name)?;
        if let syn::Item::Struct(syn::ItemStruct { attrs, fields: syn::Fields::Named(fields), .. }) = item {
            return Some(self.structure(attrs, &fields.named));
        }
        Some(Opinion::Value(self.item(name)))
    }

    fn structure(&self, attributes: &[syn::Attribute], fields: &Punctuated<syn::Field, syn::Token![,]>) -> Opinion {
        let mut rest = if Serde::of(attributes).deny_unknown_fields { Rest::Refused } else { Rest::Any };
        let mut named = std::collections::BTreeMap::new();
        for field in fields {
            let serde = Serde::of(&field.attrs);
            let (class, nullable) = self.class(&field.ty);
            if serde.flatten {
                // A map of undeclared members. Other flattened fields are parts of an `anyOf`.
                rest = if let Class::Map(inner) = class { Rest::Of(*inner) } else { Rest::Any };
                continue;
            }
            let required = !serde.may_be_absent;
            let name = serde.name(field.ident.as_ref().expect("a name"));
            named.insert(name, Field { class, required, nullable: required && nullable });
        }
        Opinion::Struct(named, rest)
    }

    fn item(&self, name: &str) -> Class {
        match self.types.get(name) {
            Some(syn::Item::Struct(kind)) => match &kind.fields {
                syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1 => self.class(&fields.unnamed[0].ty).0,
                _ => Class::Struct,
            },
            Some(syn::Item::Enum(kind)) => {
                if Serde::of(&kind.attrs).union || kind.variants.iter().any(|variant| !variant.fields.is_empty()) {
                    return Class::Union;
                }
                Class::Enum(
                    kind.variants.iter().map(|variant| Serde::of(&variant.attrs).name(&variant.ident)).collect(),
                )
            }
            Some(syn::Item::Type(kind)) => self.class(&kind.ty).0,
            _ => unreachable!("{name} is defined"),
        }
    }

    /// Whether a type of that name is a name for a value or `null`.
    fn takes_null(&self, name: &str) -> bool {
        let Some(syn::Item::Struct(kind)) = self.types.get(name) else { return false };
        let syn::Fields::Unnamed(fields) = &kind.fields else { return false };
        let syn::Type::Path(path) = &fields.unnamed[0].ty else { return false };
        path.path.segments.last().is_some_and(|last| last.ident == "Option")
    }

    /// The class of a type, and whether it accepts `null`.
    fn class(&self, ty: &syn::Type) -> (Class, bool) {
        let path = match ty {
            syn::Type::Path(path) => &path.path,
            syn::Type::Tuple(tuple) if tuple.elems.is_empty() => return (Class::Null, false),
            syn::Type::Tuple(tuple) => {
                return (Class::Tuple(tuple.elems.iter().map(|item| self.class(item).0).collect()), false);
            }
            syn::Type::Array(array) => return (Class::List(Box::new(self.class(&array.elem).0)), false),
            _ => unreachable!("typify writes no other type"),
        };
        let steps: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let inside: Vec<&syn::Type> = match &path.segments.last().expect("a name").arguments {
            syn::PathArguments::AngleBracketed(list) => {
                let types = list.args.iter().filter_map(|argument| match argument {
                    syn::GenericArgument::Type(ty) => Some(ty),
                    _ => None,
                });
                types.collect()
            }
            _ => Vec::new(),
        };
        if steps.len() == 1 && inside.is_empty() && self.types.contains_key(&steps[0]) {
            return (self.depth.below(|| self.item(&steps[0])), self.takes_null(&steps[0]));
        }
        let inner = || self.class(inside.last().expect("a type inside")).0;
        let class = match (steps[0].as_str(), steps.last().expect("a name").as_str()) {
            ("serde_json", "Map") => Class::Map(Box::new(Class::Any)),
            ("serde_json", "Value") => Class::Any,
            // Formats of strings, which typify checks.
            ("chrono" | "uuid", _) | (_, "IpAddr" | "Ipv4Addr" | "Ipv6Addr" | "String") => Class::String,
            (_, "bool") => Class::Bool,
            (_, "f32" | "f64") => Class::Number,
            (_, "Option") => return (inner(), true),
            (_, "Box") => return self.class(inside[0]),
            (_, "Vec") => Class::List(Box::new(inner())),
            (_, "HashMap" | "BTreeMap") => Class::Map(Box::new(inner())),
            (_, "NonZeroU64") => Class::Integer("u64".to_owned()),
            (_, "NonZeroU32") => Class::Integer("u32".to_owned()),
            (_, "NonZeroU16") => Class::Integer("u16".to_owned()),
            (_, "NonZeroU8") => Class::Integer("u8".to_owned()),
            (_, name) if name.trim_start_matches(['i', 'u']).parse::<u8>().is_ok() => Class::Integer(name.to_owned()),
            (_, name) => unreachable!("typify writes no {name}"),
        };
        (class, false)
    }
}
