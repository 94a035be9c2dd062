//! The public items of emitted files: signatures without bodies and documentation.

mod parts;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The parts of each type: by the type's path, then by the part's name, as `field user_id` → `ids :: UserId`.
pub(super) type Surface = BTreeMap<String, BTreeMap<String, String>>;

/// A part of every type to which no field or variant can be added without breaking callers.
pub(super) const EXHAUSTIVE: &str = "exhaustive";

/// The macro of `schemawright-wire` that takes a list of types.
const LIST: &str = "identifiers";

/// The macros of `schemawright-wire` that take a type and its rows.
const ONE: &[&str] = &["integer_enum", "record", "scalar_enum", "string_enum", "union"];

/// The macro of `schemawright-wire` that takes the place of `derive(Debug)`.
const DEBUG: &str = "debug_fields";

/// Texts by path relative to the package's directory.
pub(super) type Files = BTreeMap<String, String>;

/// The surface of the parts of files that differ between two sets. Types have their full paths; `rename` replaces some of them.
pub(super) fn of(files: &Files, others: &Files, rename: &dyn Fn(&str) -> Option<String>) -> Surface {
    read(files, others, rename).0
}

/// The same, with the paths of files that are not Rust, whose items are unknown.
pub(super) fn read<'f>(
    files: &'f Files,
    others: &Files,
    rename: &dyn Fn(&str) -> Option<String>,
) -> (Surface, Vec<&'f String>) {
    let (mut surface, mut broken) = (Surface::new(), Vec::new());
    for (path, text) in files.iter().filter(|(path, text)| others.get(*path) != Some(*text)) {
        let Some((module, kind)) = module(path) else { continue };
        let differing = others.get(path).map_or_else(|| text.clone(), |other| parts::differing(text, other));
        // A part of a file that was edited by hand may be incomplete.
        let Ok(file) = syn::parse_file(&differing).or_else(|_| syn::parse_file(text)) else {
            broken.push(path);
            continue;
        };
        let mut local = parts::defined(text);
        local.extend(defined(&file));
        let mut reader = Reader { module, kind, local, rename, surface: &mut surface };
        file.items.into_iter().for_each(|item| reader.item(item));
    }
    (surface, broken)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FileKind {
    /// Types and their inherent functions.
    Types,
    /// The codec of types: only the names of the types count.
    Codec,
}

/// The module of a file's items: `session::v1` for `src/session/v1/construct.rs`.
fn module(path: &str) -> Option<(String, FileKind)> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let last = path.rsplit('/').next().unwrap_or(path);
    let (module, kind) = match last {
        "codec" => (path.strip_suffix(last)?, FileKind::Codec),
        // Its items are re-exported in the parent module.
        "calls" | "construct" | "lib" => (path.strip_suffix(last)?, FileKind::Types),
        _ => (path, FileKind::Types),
    };
    Some((module.trim_end_matches('/').replace('/', "::"), kind))
}

fn defined(file: &syn::File) -> BTreeSet<String> {
    let name = |item: &syn::Item| match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        syn::Item::Type(item) => Some(item.ident.to_string()),
        _ => None,
    };
    file.items.iter().filter_map(name).collect()
}

struct Reader<'a> {
    module: String,
    kind: FileKind,
    /// The types that this file defines. The file refers to them by their names alone.
    local: BTreeSet<String>,
    rename: &'a dyn Fn(&str) -> Option<String>,
    surface: &'a mut Surface,
}

impl Reader<'_> {
    fn item(&mut self, item: syn::Item) {
        match item {
            syn::Item::Macro(item) => self.connection(&item.mac),
            _ if self.kind == FileKind::Codec => {}
            syn::Item::Struct(item) => {
                self.attributes(&item.ident, &item.attrs);
                for (index, field) in item.fields.into_iter().enumerate() {
                    if matches!(field.vis, syn::Visibility::Public(_)) {
                        let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
                        self.add(&item.ident, format!("field {name}"), &field.ty);
                    }
                }
            }
            syn::Item::Enum(item) => {
                self.attributes(&item.ident, &item.attrs);
                for variant in item.variants {
                    self.add(&item.ident, format!("variant {}", variant.ident), &variant.fields);
                }
            }
            syn::Item::Type(item) => self.add(&item.ident, "alias".to_owned(), &item.ty),
            syn::Item::Impl(item) => self.implementation(item),
            _ => {}
        }
    }

    fn attributes(&mut self, name: &syn::Ident, attributes: &[syn::Attribute]) {
        if !attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive")) {
            self.add(name, EXHAUSTIVE.to_owned(), TokenStream::new());
        }
        for derive in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
            let _ = derive.parse_nested_meta(|meta| {
                self.add(name, format!("trait {}", meta.path.to_token_stream()), TokenStream::new());
                Ok(())
            });
        }
    }

    fn implementation(&mut self, item: syn::ItemImpl) {
        let syn::Type::Path(ty) = &*item.self_ty else { return };
        let Some(name) = ty.path.segments.last().map(|segment| segment.ident.clone()) else { return };
        if let Some((path, _)) = item.trait_ {
            let path = self.full_paths(path.to_token_stream());
            return self.add(&name, format!("trait {path}"), TokenStream::new());
        }
        for part in item.items {
            match part {
                syn::ImplItem::Fn(part) if matches!(part.vis, syn::Visibility::Public(_)) => {
                    self.add(&name, format!("fn {}", part.sig.ident), &part.sig);
                }
                syn::ImplItem::Const(part) if matches!(part.vis, syn::Visibility::Public(_)) => {
                    self.add(&name, format!("const {}", part.ident), &part.ty);
                }
                _ => {}
            }
        }
    }

    /// `identifiers! { A, B }`, or `string_enum! { A, "A", open Unrecognized, [ … ] }`.
    fn connection(&mut self, invocation: &syn::Macro) {
        let Some(what) = invocation.path.segments.last().map(|segment| segment.ident.to_string()) else { return };
        let mut names = invocation.tokens.clone().into_iter().filter_map(|token| match token {
            TokenTree::Ident(name) => Some(name),
            _ => None,
        });
        if what == DEBUG {
            // The path of the type is first: `super::Find`.
            let name = names.find(|name| name != "super");
            name.into_iter().for_each(|name| self.add(&name, "trait Debug".to_owned(), TokenStream::new()));
        } else if what == LIST {
            names.for_each(|name| self.add(&name, what.clone(), TokenStream::new()));
        } else if ONE.contains(&what.as_str())
            && let Some(name) = names.next()
        {
            // An open enum converts from any string, a closed one does not.
            let is_enum = what.ends_with("_enum");
            let openness = names.find(|name| is_enum && (name == "open" || name == "closed"));
            let what = openness.map_or_else(|| what.clone(), |openness| format!("{what} {openness}"));
            self.add(&name, what, TokenStream::new());
        }
    }

    fn add(&mut self, item: &syn::Ident, part: String, text: impl ToTokens) {
        let path = self.full(&item.to_string());
        let text = self.full_paths(text.to_token_stream());
        self.surface.entry(path).or_default().insert(part, text.to_string());
    }

    fn full(&self, name: &str) -> String {
        if self.module.is_empty() { name.to_owned() } else { format!("{}::{name}", self.module) }
    }

    /// The tokens with full paths and with new paths in place of old ones. Tokens are enough for this: syn's visitors would have to be
    /// compiled for this function alone.
    fn full_paths(&self, tokens: TokenStream) -> TokenStream {
        let mut read = TokenStream::new();
        let mut path = Vec::new();
        for token in tokens {
            if !continues(&path, &token) {
                read.extend(self.full_path(std::mem::take(&mut path)));
            }
            match token {
                TokenTree::Group(group) => {
                    let mut full = Group::new(group.delimiter(), self.full_paths(group.stream()));
                    full.set_span(group.span());
                    read.extend([TokenTree::Group(full)]);
                }
                token => path.push(token),
            }
        }
        read.extend(self.full_path(path));
        read
    }

    fn full_path(&self, path: Vec<TokenTree>) -> TokenStream {
        let names = path.iter().filter(|token| matches!(token, TokenTree::Ident(_))).map(ToString::to_string);
        let full = match &names.collect::<Vec<_>>()[..] {
            [name] if path.len() == 1 && self.local.contains(name) => self.full(name),
            [root, rest @ ..] if root == "crate" && !rest.is_empty() => rest.join("::"),
            _ => return path.into_iter().collect(),
        };
        let renamed = (self.rename)(&full).unwrap_or(full);
        renamed.parse().unwrap_or_else(|_| path.into_iter().collect())
    }
}

/// Whether a token continues a path: a name after `::` or `'`, or a colon after a name or another colon.
fn continues(path: &[TokenTree], token: &TokenTree) -> bool {
    let is = |token: &TokenTree, wanted: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted);
    let is_joint = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    match (path, token) {
        ([.., colon, last], TokenTree::Ident(_)) if is(colon, ':') && is_joint(colon) => is(last, ':'),
        ([.., last], TokenTree::Ident(_)) => is(last, '\''),
        // `a::b`, and not `a: b`.
        ([.., TokenTree::Ident(_)], token) => is(token, ':') && is_joint(token),
        ([.., last], token) => is(token, ':') && is(last, ':') && is_joint(last),
        ([], _) => false,
    }
}
