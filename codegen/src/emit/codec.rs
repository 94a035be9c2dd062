//! The mechanical rest of a module: how its types are read and written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::{Scope, takes_null};
use super::{Context, Module, file};
use crate::ident::ident;
use crate::model::{Enum, Field, Item, ItemId, Kind, Model, Presence, Rest, Struct, Type};
use crate::names::CATCH_ALL;

/// Whether a module has anything that is read and written by code of ours.
pub(crate) fn is_needed(module: &Module) -> bool {
    module.items.iter().any(|(_, item)| !matches!(item.kind, Kind::Alias(_)))
}

/// The text of the file.
pub(crate) fn file(context: &Context, module: &Module) -> Option<String> {
    if !is_needed(module) {
        return None;
    }
    let scope = Scope::beside(context);
    let records = names(module, |kind| matches!(kind, Kind::Struct(_)));
    let open = names(module, |kind| matches!(kind, Kind::Enum(Enum { open: true, .. })));
    let closed = names(module, |kind| matches!(kind, Kind::Enum(Enum { open: false, .. })));
    let connect = |name: &str, types: Vec<TokenStream>| {
        let name = ident(name);
        (!types.is_empty()).then(|| quote!(::stytch_wire::#name! { #(#types),* }))
    };
    let connections =
        [connect("record_impls", records), connect("open_enum_impls", open), connect("closed_enum_impls", closed)];
    let mut parts = vec![quote!(
        use ::stytch_wire::codec;
    )];
    parts.extend(module.items.iter().flat_map(|(id, item)| implementations(context.model, &scope, *id, item)));
    parts.extend(connections.into_iter().flatten());
    Some(file::render(context, Some(module), parts))
}

fn names(module: &Module, of: fn(&Kind) -> bool) -> Vec<TokenStream> {
    let matching = module.items.iter().filter(|(_, item)| of(&item.kind));
    let names = matching.map(|(_, item)| ident(&item.path.name));
    names.map(|name| quote!(super::#name)).collect()
}

fn implementations(model: &Model, scope: &Scope, id: ItemId, item: &Item) -> Vec<TokenStream> {
    match &item.kind {
        Kind::Struct(kind) => record(model, item, kind),
        Kind::Enum(kind) => enumeration(item, kind),
        Kind::Newtype(ty) => vec![newtype(scope, item, ty)],
        Kind::Opaque(kind) => {
            let ty = scope.item(id);
            let blank: TokenStream = kind.blank.parse().unwrap_or_default();
            vec![quote! {
                impl codec::Blank for #ty {
                    fn blank() -> Self {
                        #blank
                    }
                }
            }]
        }
        Kind::Alias(_) => Vec::new(),
    }
}

fn record(model: &Model, item: &Item, kind: &Struct) -> Vec<TokenStream> {
    let name = ident(&item.path.name);
    let text = &item.path.name;
    let blank = blank(kind);
    let members = kind.fields.iter().map(|field| {
        let wire = &field.wire_name;
        let rule = ident(match (&field.presence, field.secret) {
            (Presence::Required, false) => "Required",
            (Presence::Required, true) => "RequiredSecret",
            (_, false) => "Optional",
            (_, true) => "OptionalSecret",
        });
        quote!(codec::Member(#wire, codec::#rule))
    });
    let read = read(model, kind);
    let write = write(kind);
    vec![quote! {
        impl codec::Record for super::#name {
            const NAME: &'static str = #text;
            const MEMBERS: &'static [codec::Member] = &[#(#members),*];

            fn blank() -> Self {
                #blank
            }

            #read
            #write
        }
    }]
}

fn blank(kind: &Struct) -> TokenStream {
    let fields = kind.fields.iter().map(|field| {
        let name = ident(&field.rust_name);
        match &field.presence {
            Presence::Optional => quote!(#name: None),
            Presence::Lenient(Some(value)) => {
                let value = literal(value);
                quote!(#name: #value)
            }
            Presence::Required | Presence::Lenient(None) if field.nullable => quote!(#name: None),
            Presence::Required | Presence::Lenient(None) => quote!(#name: codec::Blank::blank()),
        }
    });
    let rest = kind.rest.field_name().map(|name| {
        let name = ident(name);
        quote!(#name: Default::default(),)
    });
    quote!(Self { #(#fields,)* #rest })
}

/// The value that an absent member reads as.
fn literal(value: &serde_json::Value) -> TokenStream {
    match value {
        serde_json::Value::Bool(value) => quote!(#value),
        serde_json::Value::String(value) => quote!(::core::convert::From::from(#value)),
        serde_json::Value::Number(value) => value.to_string().parse().unwrap_or_default(),
        _ => quote!(codec::Blank::blank()),
    }
}

fn read(model: &Model, kind: &Struct) -> TokenStream {
    let arms = kind.fields.iter().enumerate().map(|(index, field)| {
        let (name, index) = (ident(&field.rust_name), Literal::usize_unsuffixed(index));
        let function = ident(reader(model, field));
        quote!(#index => codec::#function(&mut self.#name, input),)
    });
    let rest = match &kind.rest {
        Rest::Keep => quote!(codec::keep(&mut self.unknown_fields, input)),
        Rest::Typed(_) => quote!(codec::typed(&mut self.additional_properties, input)),
        Rest::Refuse => quote!(codec::refuse::<Self, A>(input)),
    };
    let (index, body) = if kind.fields.is_empty() {
        (quote!(_), rest)
    } else {
        (quote!(index), quote!(match index { #(#arms)* _ => #rest }))
    };
    quote! {
        fn read<'de, A>(&mut self, #index: usize, input: &mut codec::Input<'_, A>) -> Result<(), A::Error>
        where
            A: ::stytch_wire::serde::de::MapAccess<'de>,
        {
            #body
        }
    }
}

/// The function of the codec that reads a member.
fn reader(model: &Model, field: &Field) -> &'static str {
    match (&field.presence, field.nullable) {
        (Presence::Required, _) => "required",
        (Presence::Lenient(_), _) => "lenient",
        (Presence::Optional, true) => "nullable",
        (Presence::Optional, false) if takes_null(model, &field.ty) => "some",
        (Presence::Optional, false) => "optional",
    }
}

fn write(kind: &Struct) -> TokenStream {
    let members = kind.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.rust_name), &field.wire_name);
        let function = ident(if field.presence == Presence::Optional { "optional" } else { "member" });
        quote!(output.#function(#wire, &self.#name);)
    });
    let rest = match &kind.rest {
        Rest::Keep => quote!(codec::write_unknown::<Self, M>(output, &self.unknown_fields);),
        Rest::Typed(_) => quote!(codec::write_typed::<Self, _, M>(output, &self.additional_properties);),
        Rest::Refuse => TokenStream::new(),
    };
    let output = if kind.fields.is_empty() && kind.rest == Rest::Refuse { quote!(_) } else { quote!(output) };
    quote! {
        fn write<M>(&self, #output: &mut codec::Output<'_, M>)
        where
            M: ::stytch_wire::serde::ser::SerializeMap,
        {
            #(#members)*
            #rest
        }
    }
}

fn enumeration(item: &Item, kind: &Enum) -> Vec<TokenStream> {
    let name = ident(&item.path.name);
    let text = &item.path.name;
    let arms = kind.variants.iter().map(|variant| {
        let (wire, variant) = (&variant.wire_name, ident(&variant.rust_name));
        quote!(#wire => Self::#variant)
    });
    let first = ident(&kind.variants[0].rust_name);
    let catch_all = ident(CATCH_ALL);
    let (parameter, unrecognized) =
        if kind.open { (quote!(value), quote!(Some(Self::#catch_all(value)))) } else { (quote!(_), quote!(None)) };
    let blank = quote! {
        impl codec::Blank for super::#name {
            fn blank() -> Self {
                Self::#first
            }
        }
    };
    let open_enum = quote! {
        impl codec::OpenEnum for super::#name {
            const NAME: &'static str = #text;

            fn known(value: &str) -> Option<Self> {
                Some(match value {
                    #(#arms,)*
                    _ => return None,
                })
            }

            fn unrecognized(#parameter: ::stytch_wire::Unrecognized) -> Option<Self> {
                #unrecognized
            }
        }
    };
    vec![blank, open_enum]
}

fn newtype(scope: &Scope, item: &Item, ty: &Type) -> TokenStream {
    let name = ident(&item.path.name);
    let ty = scope.ty(ty);
    quote!(::stytch_wire::newtype_impls!(super::#name, #ty);)
}
