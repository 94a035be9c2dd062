//! Runs typify, which may panic, and recurses deep.

use std::cell::Cell;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use schemars::schema::Schema;
use serde::Deserialize;
use serde_json::Value;
use syn::{Ident, Item};
use typify::{TypeSpace, TypeSpaceSettings};

use crate::parallel::with_stack;

/// The size of the stack for typify, in bytes: its recursion is as deep as the references of the schemas.
const STACK: usize = 256 << 20;

/// The code of typify, and the crates that it needs besides serde.
pub(super) struct Code {
    pub(super) text: String,
    pub(super) chrono: bool,
    pub(super) regress: bool,
    pub(super) serde_json: bool,
    pub(super) uuid: bool,
}

/// Runs typify on schemas, by their keys. Returns the reason if it fails.
pub(super) fn attempt(schemas: &[(String, Value)]) -> Result<Code, String> {
    with_stack(STACK, || guarded(|| write(schemas)).and_then(|written| written))
}

fn write(schemas: &[(String, Value)]) -> Result<Code, String> {
    let parse = |(key, schema): &(String, Value)| Ok((key.clone(), Schema::deserialize(schema)?));
    let parsed: Result<Vec<_>, serde_json::Error> = schemas.iter().map(parse).collect();
    let mut space = TypeSpace::new(&TypeSpaceSettings::default());
    space.add_ref_types(parsed.map_err(|error| error.to_string())?).map_err(|error| error.to_string())?;
    let file: syn::File =
        syn::parse2(space.to_stream()).map_err(|error| format!("its code does not parse: {error}"))?;
    if let Some(same) = same_names(&file.items) {
        return Err(same);
    }
    let text = prettyplease::unparse(&file);
    // Not every text of a doc attribute can be in a comment.
    syn::parse_file(&text).map_err(|error| format!("its code does not parse: {error}"))?;
    Ok(Code {
        text,
        chrono: space.uses_chrono(),
        regress: space.uses_regress(),
        serde_json: space.uses_serde_json(),
        uuid: space.uses_uuid(),
    })
}

/// The first name that two types, two fields of a struct or two variants of an enum have: typify makes one name of `a b`, `a-b` and `aB`,
/// and gives a type that contains itself or `null` the name of the type that it wraps.
fn same_names(items: &[Item]) -> Option<String> {
    let types = items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        _ => None,
    });
    if let Some(name) = twice(types) {
        return Some(format!("the type `{name}` is written for two schemas"));
    }
    items.iter().find_map(|item| match item {
        Item::Struct(item) => {
            let name = twice(item.fields.iter().filter_map(|field| field.ident.as_ref()))?;
            Some(format!("the field `{name}` of `{}` is written for two members", item.ident))
        }
        Item::Enum(item) => {
            let name = twice(item.variants.iter().map(|variant| &variant.ident))?;
            Some(format!("the variant `{name}` of `{}` is written for two values", item.ident))
        }
        Item::Mod(item) => same_names(&item.content.as_ref()?.1),
        _ => None,
    })
}

fn twice<'n>(mut names: impl Iterator<Item = &'n Ident>) -> Option<&'n Ident> {
    let mut seen = HashSet::new();
    names.find(|name| !seen.insert(*name))
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs foreign code that may panic. Returns the message of the panic instead of printing it.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                print(info);
            }
        }));
    });
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    result.map_err(|panic| {
        let message = panic.downcast_ref::<String>().cloned();
        let message = message.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
        // The text of `unreachable!` is meant for the author of typify, not for the author of the schema.
        let telling = message.filter(|message| !message.starts_with("internal error"));
        telling.unwrap_or_else(|| "this combination of keywords is not supported".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_a_reason() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| panic!("no {}", "type")), Err::<(), _>("no type".to_owned()));
        assert_eq!(
            guarded(|| unreachable!()),
            Err::<(), _>("this combination of keywords is not supported".to_owned())
        );
    }
}
