//! Types that typify writes out itself: unions, and what is built on them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use proc_macro2::TokenStream;
use syn::visit::Visit;

use crate::canon::bundle::{DefinitionId, KEY};

/// The source of a type and its helpers, in which every type goes by the key of its definition.
#[derive(Clone, Debug)]
pub(crate) struct OpaqueCode {
    /// The items, in typify's order.
    pub(crate) code: String,
    /// The other definitions that it refers to.
    pub(crate) refers_to: BTreeSet<DefinitionId>,
    /// The types that typify made on the way, by what stands behind the key in their names.
    pub(crate) helpers: BTreeSet<String>,
    /// The names of the alternatives; one that holds another definition and nothing else goes by that one's key.
    pub(crate) variants: Vec<String>,
    /// Alternatives to begin with, the simplest first.
    pub(crate) blanks: Vec<Blank>,
}

/// A value of an opaque type, as an expression that calls for blanks of the types named.
#[derive(Clone, Debug)]
pub(crate) struct Blank {
    pub(crate) expression: String,
    pub(crate) needs: BTreeSet<DefinitionId>,
}

/// Sorts typify's output by definition; or tells of each that has none to use.
pub(crate) fn codes(
    stream: TokenStream,
    opaque: &[DefinitionId],
) -> Result<HashMap<DefinitionId, OpaqueCode>, Vec<(DefinitionId, String)>> {
    let first = opaque[0];
    let file: syn::File = syn::parse2(stream).map_err(|error| vec![(first, error.to_string())])?;
    let wanted: HashSet<DefinitionId> = opaque.iter().copied().collect();
    let mut items: BTreeMap<DefinitionId, Vec<&syn::Item>> = BTreeMap::new();
    for item in &file.items {
        if let Some(owner) = owner(item).filter(|owner| wanted.contains(owner)) {
            items.entry(owner).or_default().push(item);
        }
    }
    let mut faults = Vec::new();
    let mut codes = HashMap::new();
    for (id, items) in items {
        if has_members(&items) {
            let reason = "alternatives are a part of an `allOf`; put them beside the members that all have";
            faults.push((id, reason.to_owned()));
        }
        codes.insert(id, code_of(id, &items));
    }
    if faults.is_empty() { Ok(codes) } else { Err(faults) }
}

/// Whether typify has put members into a type of its own making: under placeholders, and without those that are unknown.
fn has_members(items: &[&syn::Item]) -> bool {
    let named = |fields: &syn::Fields| matches!(fields, syn::Fields::Named(_));
    items.iter().any(|item| match item {
        syn::Item::Struct(item) => named(&item.fields),
        syn::Item::Enum(item) => item.variants.iter().any(|variant| named(&variant.fields)),
        _ => false,
    })
}

fn code_of(id: DefinitionId, items: &[&syn::Item]) -> OpaqueCode {
    let mut idents = Idents::default();
    let mut tokens = TokenStream::new();
    let mut helpers = BTreeSet::new();
    let (mut variants, mut blanks) = (Vec::new(), Vec::new());
    for item in items {
        idents.visit_item(item);
        tokens.extend(quote::quote!(#item));
        match defined(item).as_deref().and_then(split_key) {
            Some((_, "")) => (variants, blanks) = (variants_of(item), blanks_of(item)),
            Some((_, helper)) => {
                helpers.insert(helper.to_owned());
            }
            None => {}
        }
    }
    let named = idents.0.iter().filter_map(|name| DefinitionId::from_key(name));
    let refers_to = named.filter(|other| *other != id).collect();
    OpaqueCode { code: tokens.to_string(), refers_to, helpers, variants, blanks }
}

/// A name of typify's as the definition whose key it begins with, and what typify has put behind that.
fn split_key(name: &str) -> Option<(DefinitionId, &str)> {
    let number = name.strip_prefix(KEY)?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    Some((DefinitionId(number[..digits].parse().ok()?), &number[digits..]))
}

/// The type that an item defines.
fn defined(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// The definition that an item belongs to: the one it defines (or a part of it), or the one that an `impl` is for or from.
fn owner(item: &syn::Item) -> Option<DefinitionId> {
    let syn::Item::Impl(item) = item else { return split_key(&defined(item)?).map(|(id, _)| id) };
    let mut for_type = Idents::default();
    for_type.visit_type(&item.self_ty);
    let mut from = Idents::default();
    if let Some((path, _)) = &item.trait_ {
        from.visit_path(path);
    }
    let mut names = for_type.0.iter().chain(&from.0);
    names.find_map(|name| split_key(name)).map(|(id, _)| id)
}

fn variants_of(item: &syn::Item) -> Vec<String> {
    match item {
        syn::Item::Enum(item) => item.variants.iter().map(|variant| variant.ident.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// Values to begin with: one for each alternative, those without content first.
fn blanks_of(item: &syn::Item) -> Vec<Blank> {
    match item {
        syn::Item::Struct(item) => blank("Self".to_owned(), &item.fields).into_iter().collect(),
        syn::Item::Enum(item) => {
            let blanks = item.variants.iter().map(|variant| blank(format!("Self::{}", variant.ident), &variant.fields));
            let mut blanks: Vec<_> = blanks.flatten().collect();
            blanks.sort_by_key(|blank| blank.needs.len());
            blanks
        }
        _ => Vec::new(),
    }
}

/// The blank of an alternative; none if that needs a part of typify's, which has no blank.
fn blank(path: String, fields: &syn::Fields) -> Option<Blank> {
    let mut needs = Needs::default();
    fields.iter().for_each(|field| needs.visit_type(&field.ty));
    let value = "::stytch_wire::__private::Blank::blank()";
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
    let needs = needs.0.iter().map(|name| split_key(name).filter(|(_, helper)| helper.is_empty()).map(|(id, _)| id));
    Some(Blank { expression, needs: needs.collect::<Option<_>>()? })
}

/// Every identifier in a piece of code.
#[derive(Default)]
struct Idents(BTreeSet<String>);

impl<'ast> Visit<'ast> for Idents {
    fn visit_ident(&mut self, ident: &'ast proc_macro2::Ident) {
        self.0.insert(ident.to_string());
    }
}

/// The keys in a type whose blanks its own blank calls for: not those behind a list, a map or an option, which begin empty.
#[derive(Default)]
struct Needs(BTreeSet<String>);

impl<'ast> Visit<'ast> for Needs {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path
            .segments
            .last()
            .is_some_and(|last| ["BTreeMap", "Map", "Option", "Vec"].iter().any(|name| last.ident == name))
        {
            return;
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_ident(&mut self, ident: &'ast proc_macro2::Ident) {
        let name = ident.to_string();
        if name.starts_with(KEY) {
            self.0.insert(name);
        }
    }
}
