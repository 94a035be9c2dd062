//! Types that typify writes out itself: unions, and what is built on them.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::TokenStream;
use syn::visit::Visit;

use super::parse_key;
use crate::bundle::DefinitionId;

/// The source of a type and its helpers, in which every type goes by the key of its definition.
#[derive(Clone, Debug)]
pub(crate) struct OpaqueCode {
    /// The items, in typify's order.
    pub(crate) code: String,
    /// The other definitions that it refers to.
    pub(crate) refers_to: BTreeSet<DefinitionId>,
    /// The types that typify made on the way, by what stands behind the key in their names: `Kind` in `T12Kind`.
    pub(crate) helpers: BTreeSet<String>,
    /// Alternatives to begin with, the simplest first.
    pub(crate) blanks: Vec<Blank>,
}

/// A value of an opaque type, as an expression that calls for blanks of the types named.
#[derive(Clone, Debug)]
pub(crate) struct Blank {
    pub(crate) expression: String,
    pub(crate) needs: BTreeSet<String>,
}

/// Sorts typify's output by definition.
pub(crate) fn codes(
    stream: TokenStream,
    opaque: &[DefinitionId],
) -> Result<HashMap<DefinitionId, OpaqueCode>, (DefinitionId, String)> {
    let first = opaque[0];
    let file: syn::File = syn::parse2(stream).map_err(|error| (first, error.to_string()))?;
    let mut items: HashMap<DefinitionId, Vec<&syn::Item>> = HashMap::new();
    let mut defaults = None;
    for item in &file.items {
        match item {
            syn::Item::Mod(module) if module.ident == "defaults" => defaults = Some(module),
            item => {
                if let Some(owner) = owner(item).and_then(|name| owning_definition(&name, opaque)) {
                    items.entry(owner).or_default().push(item);
                }
            }
        }
    }
    let mut codes = HashMap::new();
    for (id, items) in items {
        let code = code_of(id, &items, opaque);
        if code.code.contains("defaults ::") && defaults.is_some() {
            return Err((id, "an alternative of a union has a member with a `default`".to_owned()));
        }
        codes.insert(id, code);
    }
    Ok(codes)
}

fn code_of(id: DefinitionId, items: &[&syn::Item], opaque: &[DefinitionId]) -> OpaqueCode {
    let mut idents = Idents::default();
    let mut tokens = TokenStream::new();
    let mut helpers = BTreeSet::new();
    let mut blanks = Vec::new();
    for item in items {
        idents.visit_item(item);
        tokens.extend(quote::quote!(#item));
        if let Some(name) = defined(item) {
            match name.strip_prefix(&id.key()) {
                Some("") => blanks = blanks_of(item),
                Some(helper) => {
                    helpers.insert(helper.to_owned());
                }
                None => {}
            }
        }
    }
    let refers_to = idents.0.iter().filter_map(|name| parse_key(name)).filter(|other| *other != id).collect();
    let _ = opaque;
    OpaqueCode { code: tokens.to_string(), refers_to, helpers, blanks }
}

/// The type that an item defines.
fn defined(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// The type that an item belongs to: the one it defines, or the one of ours that an `impl` is for or from.
fn owner(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Impl(item) => {
            let mut idents = Idents::default();
            idents.visit_type(&item.self_ty);
            let own = idents.0.into_iter().find(|name| name.starts_with('T') && name[1..].starts_with(char::is_numeric));
            own.or_else(|| {
                let mut idents = Idents::default();
                if let Some((path, _)) = &item.trait_ {
                    idents.visit_path(path);
                }
                idents.0.into_iter().find(|name| name.starts_with('T') && name[1..].starts_with(char::is_numeric))
            })
        }
        item => defined(item),
    }
}

/// `T12Kind` belongs to `T12`.
fn owning_definition(name: &str, opaque: &[DefinitionId]) -> Option<DefinitionId> {
    let digits: String = name.strip_prefix('T')?.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().map(DefinitionId).filter(|id| opaque.contains(id))
}

/// Values to begin with: one for each alternative, those without content first.
fn blanks_of(item: &syn::Item) -> Vec<Blank> {
    let blank = |path: String, fields: &syn::Fields| {
        let mut needs = Idents::default();
        fields.iter().for_each(|field| needs.visit_type(&field.ty));
        let value = "::stytch_wire::codec::Blank::blank()";
        let expression = match fields {
            syn::Fields::Unit => path,
            syn::Fields::Unnamed(fields) => {
                let values = vec![value; fields.unnamed.len()].join(", ");
                format!("{path}({values})")
            }
            syn::Fields::Named(fields) => {
                let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
                let values: Vec<_> = names.map(|name| format!("{name}: {value}")).collect();
                format!("{path} {{ {} }}", values.join(", "))
            }
        };
        let needs = needs.0.into_iter().filter(|name| name.starts_with('T')).collect();
        Blank { expression, needs }
    };
    match item {
        syn::Item::Struct(item) => vec![blank("Self".to_owned(), &item.fields)],
        syn::Item::Enum(item) => {
            let mut blanks: Vec<_> = item
                .variants
                .iter()
                .map(|variant| blank(format!("Self::{}", variant.ident), &variant.fields))
                .collect();
            blanks.sort_by_key(|blank| blank.needs.len());
            blanks
        }
        _ => Vec::new(),
    }
}

/// Every identifier in a piece of code.
#[derive(Default)]
struct Idents(BTreeSet<String>);

impl<'ast> Visit<'ast> for Idents {
    fn visit_ident(&mut self, ident: &'ast proc_macro2::Ident) {
        self.0.insert(ident.to_string());
    }
}
