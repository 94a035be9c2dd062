//! The mechanical rest of a module: how its types are read and written.

use proc_macro2::{Literal, TokenStream};

use super::scope::{Scope, takes_null};
use super::tokens::{Name, Text, Tokens, quote};
use super::{Context, Module, file};
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
    let connect = |name: &str, types: Vec<Tokens>| {
        let name = Name(name);
        (!types.is_empty()).then(|| quote!(::stytch_wire::#name! { #(#types),* }))
    };
    let connections =
        [connect("record_impls", records), connect("open_enum_impls", open), connect("closed_enum_impls", closed)];
    let mut parts = vec![quote!(
        use ::stytch_wire::codec;
    )];
    // What connects a newtype names all that it needs itself.
    parts.retain(|_| module.items.iter().any(|(_, item)| !matches!(item.kind, Kind::Alias(_) | Kind::Newtype(_))));
    parts.extend(module.items.iter().flat_map(|(id, item)| implementations(context.model, &scope, *id, item)));
    parts.extend(connections.into_iter().flatten());
    Some(file::render(context, Some(module), parts))
}

fn names(module: &Module, of: fn(&Kind) -> bool) -> Vec<Tokens> {
    let matching = module.items.iter().filter(|(_, item)| of(&item.kind));
    let names = matching.map(|(_, item)| Name(&item.path.name));
    names.map(|name| quote!(super::#name)).collect()
}

fn implementations(model: &Model, scope: &Scope, id: ItemId, item: &Item) -> Vec<Tokens> {
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

fn record(model: &Model, item: &Item, kind: &Struct) -> Vec<Tokens> {
    let name = Name(&item.path.name);
    let text = Text(&item.path.name);
    let blank = blank(kind);
    let members = kind.fields.iter().map(|field| {
        let wire = Text(&field.wire_name);
        let rule = Name(match (&field.presence, field.secret) {
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

fn blank(kind: &Struct) -> Tokens {
    let fields = kind.fields.iter().map(|field| {
        let name = Name(&field.rust_name);
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
        let name = Name(name);
        quote!(#name: Default::default(),)
    });
    quote!(Self { #(#fields,)* #rest })
}

/// The value that an absent member reads as.
fn literal(value: &serde_json::Value) -> Tokens {
    match value {
        serde_json::Value::Bool(value) => quote!(#value),
        serde_json::Value::String(value) => quote!(::core::convert::From::from(#value)),
        serde_json::Value::Number(value) => value.to_string().parse::<TokenStream>().unwrap_or_default().into(),
        _ => quote!(codec::Blank::blank()),
    }
}

fn read(model: &Model, kind: &Struct) -> Tokens {
    let arms = kind.fields.iter().enumerate().map(|(index, field)| {
        let (name, index) = (Name(&field.rust_name), Literal::usize_unsuffixed(index));
        let function = Name(reader(model, field));
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

fn write(kind: &Struct) -> Tokens {
    let members = kind.fields.iter().map(|field| {
        let (name, wire) = (Name(&field.rust_name), Text(&field.wire_name));
        let function = Name(if field.presence == Presence::Optional { "optional" } else { "member" });
        quote!(output.#function(#wire, &self.#name);)
    });
    let rest = match &kind.rest {
        Rest::Keep => quote!(codec::write_unknown::<Self, M>(output, &self.unknown_fields);),
        Rest::Typed(_) => quote!(codec::write_typed::<Self, _, M>(output, &self.additional_properties);),
        Rest::Refuse => Tokens::new(),
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

fn enumeration(item: &Item, kind: &Enum) -> Vec<Tokens> {
    let name = Name(&item.path.name);
    let text = Text(&item.path.name);
    let arms = kind.variants.iter().map(|variant| {
        let (wire, variant) = (Text(&variant.wire_name), Name(&variant.rust_name));
        quote!(#wire => Self::#variant)
    });
    let first = Name(&kind.variants[0].rust_name);
    let catch_all = Name(CATCH_ALL);
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

fn newtype(scope: &Scope, item: &Item, ty: &Type) -> Tokens {
    let name = Name(&item.path.name);
    let ty = scope.ty(ty);
    quote!(::stytch_wire::newtype_impls!(super::#name, #ty);)
}
