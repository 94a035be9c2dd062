//! The first sentence of the documentation of a type whose schema has no description. The tables of a module show it.

use super::Context;
use super::call::link;
use super::doc::{self, Docs};
use super::scope::Scope;
use crate::model::{Enum, Item, Kind, Layout, Struct, Type, Union};
use crate::read::pointer;
use crate::text::counted;

/// The greatest number of names in a sentence.
const LISTED: usize = 4;

/// The sentence, as documentation.
pub(super) fn docs(context: &Context, scope: &Scope, item: &Item) -> Docs {
    let sentence = place(&item.source.pointer).unwrap_or_else(|| match &item.kind {
        Kind::Struct(kind) => of_struct(kind),
        Kind::Enum(kind) => of_enum(kind),
        Kind::Union(kind) => of_union(kind),
        Kind::Alias(ty @ Type::Item(_)) => format!("Another name for {}", link(context, scope, ty)),
        Kind::Newtype(ty @ Type::Item(_)) => format!("A wrapper of {}", link(context, scope, ty)),
        Kind::Newtype(ty) | Kind::Alias(ty) => upper(&link(context, scope, ty)),
        Kind::Call(_) => String::new(),
    });
    if sentence.is_empty() { Docs::new() } else { Docs::new().own_wrapped(&format!("{sentence}.")) }
}

/// The place of an inline schema in the type that contains it: ``An item of `tags` ``.
fn place(pointer: &str) -> Option<String> {
    let segments: Vec<_> = pointer::segments(pointer).collect();
    let [before @ .., last] = &segments[..] else { return None };
    let (words, owner) = match &**last {
        "items" => ("An item of", before),
        "additionalProperties" => ("A value of", before),
        _ => ("The member", &segments[..]),
    };
    let [.., keyword, name] = owner else { return None };
    (*keyword == "properties").then(|| format!("{words} {}", doc::quoted(name)))
}

fn of_struct(kind: &Struct) -> String {
    // Not the optional members: another one should change nothing here.
    let names: Vec<_> = kind.required().iter().map(|field| doc::quoted(&field.wire_name)).collect();
    match (kind.layout, names.len()) {
        (Layout::List, _) => format!("A list of {}", counted(kind.fields.len(), "item")),
        (Layout::Object, 0) => "An object".to_owned(),
        (Layout::Object, _) => format!("An object with {}", listed(&names, "and")),
    }
}

fn of_enum(kind: &Enum) -> String {
    let values: Vec<_> = kind.variants.iter().map(|variant| doc::quoted(&variant.text())).collect();
    match &values[..] {
        [only] => format!("The value {only}"),
        values => format!("One of {}", listed(values, "or")),
    }
}

fn of_union(kind: &Union) -> String {
    let names: Vec<_> = kind.alternatives.iter().map(|one| format!("[`{0}`](Self::{0})", one.rust_name)).collect();
    format!("One of {}", listed(&names, "or"))
}

/// `a, b and c`, `a, b, c, d and others`.
fn listed(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        many if many.len() > LISTED + 1 => {
            format!("{} {word} others", many[..LISTED].join(", "))
        }
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{listed, place};

    #[test]
    fn places() {
        for (pointer, words) in [
            ("/properties/tags", Some("The member `tags`")),
            ("/$defs/A/properties/tags/items", Some("An item of `tags`")),
            ("/properties/by_name/additionalProperties", Some("A value of `by_name`")),
            ("", None),
            ("/$defs/A", None),
            ("/items", None),
            ("/properties/a/oneOf/0", None),
        ] {
            assert_eq!(place(pointer).as_deref(), words, "{pointer}");
        }
    }

    #[test]
    fn long_lists_are_cut() {
        let names: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).into();
        assert_eq!(listed(&names[..1], "and"), "a");
        assert_eq!(listed(&names[..5], "or"), "a, b, c, d or e");
        assert_eq!(listed(&names, "or"), "a, b, c, d or others");
    }
}
