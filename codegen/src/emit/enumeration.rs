//! Emits enums: one variant for each listed value.

use serde_json::Value;

use super::deprecated;
use super::doc::{self, Docs};
use super::tokens::{Name, Scalar, Text, Tokens, quote};
use crate::model::{Enum, Item, Scalars, Variant};
use crate::names::CATCH_ALL;
use crate::prose::{self, Links};

/// The enum, and its functions.
pub(super) fn definition(item: &Item, kind: &Enum, attributes: Tokens, links: Links) -> Vec<Tokens> {
    let name = Name(&item.path.name);
    let variants: Vec<_> = kind.variants.iter().map(|variant| Name(&variant.rust_name)).collect();
    let named = kind.variants.iter().map(|variant| {
        let (docs, deprecated) = (docs(variant, links).attributes(), deprecated::attribute(&variant.doc));
        let name = Name(&variant.rust_name);
        quote!(#docs #deprecated #name)
    });
    let catch_all = kind.open.then(|| {
        let (name, payload) = (Name(CATCH_ALL), payload(kind.of));
        quote! {
            /// A value that this version of the schema does not list, unchanged.
            #name(#payload),
        }
    });
    let derives = match kind.of {
        Scalars::Integers(_) => quote!(#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]),
        Scalars::Strings => quote!(#[derive(Clone, Debug, PartialEq, Eq)]),
        Scalars::Booleans | Scalars::Mixed => quote!(#[derive(Clone, Debug, PartialEq, Eq, Hash)]),
    };
    let definition = quote! {
        #attributes
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#named,)*
            #catch_all
        }
    };
    let value = value(kind);
    let values = quote! {
        impl #name {
            /// The values that the schema lists, in its order.
            pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];

            #value
        }
    };
    vec![definition, values]
}

/// The documentation of a value: its description, and the value.
fn docs(variant: &Variant, links: Links) -> Docs {
    let value = match &variant.value {
        Value::String(text) if text.is_empty() => "The empty string.".to_owned(),
        _ => format!("{}.", doc::quoted(&variant.text())),
    };
    if variant.doc == crate::model::Doc::default() {
        return Docs::new().own(&value);
    }
    Docs::of_type(&variant.doc, links).own(&value)
}

/// The greatest number of values in a table. More values are only described one by one.
const ROWS: usize = 40;

/// A table of the values, with the first sentences of their descriptions.
pub(super) fn table(kind: &Enum, links: Links) -> String {
    if !(2..=ROWS).contains(&kind.variants.len()) {
        return String::new();
    }
    let summaries: Vec<_> = kind.variants.iter().map(|variant| summary(variant, links)).collect();
    let is_told = summaries.iter().any(|summary| !summary.is_empty());
    let (head, line) = if is_told {
        ("| value | variant | |", "| --- | --- | --- |")
    } else {
        ("| value | variant |", "| --- | --- |")
    };
    let mut table = format!("{head}\n{line}");
    for (variant, summary) in kind.variants.iter().zip(summaries) {
        // A bar ends a cell, even in code.
        let value = match &variant.value {
            Value::String(text) if text.is_empty() => "the empty string".to_owned(),
            _ => doc::quoted(&variant.text()).replace('|', "\\|"),
        };
        let (name, end) = (&variant.rust_name, if is_told { format!(" {summary} |") } else { String::new() });
        table.push_str(&format!("\n| {value} | [`{name}`](Self::{name}) |{end}"));
    }
    table
}

/// The first sentence of a value's description, in the form of a cell.
fn summary(variant: &Variant, links: Links) -> String {
    let text = variant.doc.description.as_deref().unwrap_or_default();
    let lines = prose::lines_with_summary(text, links);
    let first: Vec<_> = lines.into_iter().take_while(|line| !line.is_empty()).collect();
    // A list, a table or a block of code has no sentence.
    let is_plain = first.iter().all(|line| line.starts_with(|c: char| c.is_alphanumeric() || c == '`' || c == '['));
    if is_plain { first.join(" ").replace("\\ ", " ").replace('|', "\\|") } else { String::new() }
}

/// The payload of the catch-all variant.
fn payload(of: Scalars) -> Tokens {
    match of {
        Scalars::Strings => quote!(::schemawright_wire::Unrecognized),
        Scalars::Integers(width) => {
            let integer = Name(width.rust());
            quote!(::schemawright_wire::UnrecognizedInteger<#integer>)
        }
        Scalars::Booleans | Scalars::Mixed => quote!(::schemawright_wire::UnrecognizedValue),
    }
}

/// The function that returns a value on the wire.
fn value(kind: &Enum) -> Tokens {
    let variants = kind.variants.iter().map(|variant| Name(&variant.rust_name));
    let values = kind.variants.iter().map(|variant| &variant.value);
    let catch_all = Name(CATCH_ALL);
    let other = |value: Tokens| kind.open.then(|| quote!(Self::#catch_all(value) => #value,));
    match kind.of {
        Scalars::Strings => {
            let (values, other) = (values.filter_map(Value::as_str).map(Text), other(quote!(value.as_str())));
            quote! {
                /// The value on the wire.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #values,)*
                        #other
                    }
                }
            }
        }
        Scalars::Integers(width) => {
            let (integer, other) = (Name(width.rust()), other(quote!(value.get())));
            let values = values.map(number);
            quote! {
                /// The value on the wire.
                #[must_use]
                pub fn value(&self) -> #integer {
                    match self {
                        #(Self::#variants => #values,)*
                        #other
                    }
                }
            }
        }
        Scalars::Booleans | Scalars::Mixed => {
            let (values, other) = (values.map(Scalar), other(quote!(value.as_value().clone())));
            quote! {
                /// The value on the wire.
                #[must_use]
                pub fn to_value(&self) -> ::schemawright_wire::Value {
                    match self {
                        #(Self::#variants => ::schemawright_wire::Value::from(#values),)*
                        #other
                    }
                }
            }
        }
    }
}

/// An integer as a literal without a suffix: the function has its type.
fn number(value: &Value) -> Tokens {
    Tokens::parse(&value.to_string())
}
