//! Emits one file: its header, and its tokens as formatted text.

use proc_macro2::TokenStream;

use super::tokens::{Tokens, quote};
use super::{Context, Module, print};
use crate::form::{MARK, OutputForm};
use crate::model::{Item, Kind, Model};
use crate::visible::is_deceptive;

/// The text of a file of Rust code, from its parts, with blank lines between them.
pub(crate) fn render(context: &Context, module: Option<&Module>, parts: Vec<Tokens>) -> String {
    header(context, module) + &text_of(parts)
}

/// The text of parts of a file, each after a blank line.
pub(crate) fn text_of(parts: impl IntoIterator<Item = Tokens>) -> String {
    let mut text = String::new();
    for part in parts.into_iter().map(Tokens::into_stream).filter(|part| !part.is_empty()) {
        text.push('\n');
        text.push_str(&format(part));
    }
    text
}

fn format(tokens: TokenStream) -> String {
    print::items(tokens).unwrap_or_else(|tokens| match syn::parse_file(&tokens) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!("the emitter made code that does not parse ({error}):\n{tokens}"),
    })
}

/// The lints that are allowed in a crate: names in other scripts than Latin come from the schemas. Two names that are equal for the
/// compiler have already been reported as an error.
pub(super) fn lints(model: &Model) -> Tokens {
    if model.items.iter().all(is_ascii) {
        return Tokens::new();
    }
    quote!(#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)])
}

/// The lint that is allowed in a package whose name is not in snake case. Cargo accepts such a name, and rustc warns about it.
pub(super) fn case_of_crate(context: &Context) -> Tokens {
    let name = context.model.package.as_ref().map_or("", |package| &package.name).replace('-', "_");
    let is_snake = !name.contains("__") && !name.contains(|c: char| c.is_ascii_uppercase());
    if is_snake { Tokens::new() } else { quote!(#![allow(non_snake_case)]) }
}

/// Whether all names of a type consist of ASCII letters.
fn is_ascii(item: &Item) -> bool {
    let of_path = item.path.name.is_ascii() && item.path.module.iter().all(|part| part.is_ascii());
    of_path
        && match &item.kind {
            Kind::Struct(kind) => kind.fields.iter().all(|field| field.rust_name.is_ascii()),
            Kind::Enum(kind) => kind.variants.iter().all(|variant| variant.rust_name.is_ascii()),
            Kind::Call(operation) => operation.fields().all(|field| field.rust_name.is_ascii()),
            Kind::Union(kind) => kind.alternatives.iter().all(|one| one.rust_name.is_ascii()),
            Kind::Newtype(_) | Kind::Alias(_) => true,
        }
}

/// The comment at the start of a file.
pub(crate) fn header(context: &Context, module: Option<&Module>) -> String {
    let config = context.config;
    let again = match context.form {
        OutputForm::Package(_) => config.how_to_change(),
        OutputForm::Module(_) => format!("change the schemas or {}, and build again", config.name()),
    };
    format!("// {MARK}{}.\n// Do not edit: {again}.\n", origin(module))
}

/// The schemas of a file: the first and the last one.
fn origin(module: Option<&Module>) -> String {
    // A file that all modules share does not change with a single schema.
    let items = module.map_or(&[][..], |module| &module.items);
    let schemas = items.iter().filter(|(_, item)| !matches!(item.kind, Kind::Call(_)));
    let title = |item: &Item| match &*item.source.title {
        "" => item.source.file.clone(),
        title => title.to_owned(),
    };
    let mut titles: Vec<String> = schemas.map(|(_, item)| title(item)).collect();
    titles.sort_unstable();
    titles.dedup();
    let clean = |title: &str| title.replace(is_deceptive, "?");
    match &titles[..] {
        [] => String::new(),
        [only] => format!(" from the schema `{}`", clean(only)),
        [first, .., last] => format!(" from {} schemas, `{}` to `{}`", titles.len(), clean(first), clean(last)),
    }
}
