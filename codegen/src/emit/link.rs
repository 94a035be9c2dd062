//! Checks which links in text of the configuration lead to an item.

use super::Context;
use crate::model::{Kind, Model, RustPath};

/// Whether a path, as it is written in the documentation of a module, names a module, a type, a field or a value of the generated crate.
pub(crate) fn leads_to_item(context: &Context, module: &[String], path: &str) -> bool {
    let model = context.model;
    let mut at = module.to_vec();
    let mut segments = path.split("::").peekable();
    while let Some(outward) = segments.next_if(|segment| matches!(*segment, "crate" | "self" | "super")) {
        match outward {
            "crate" => at.clear(),
            "super" if at.pop().is_none() => return false,
            _ => {}
        }
    }
    while let Some(name) = segments.next() {
        let Some(last) = segments.peek() else { return is_module(model, &at, name) || is_type(model, &at, name, None) };
        if is_type(model, &at, name, Some(last)) {
            segments.next();
            return segments.next().is_none();
        }
        at.push(name.to_owned());
    }
    is_module(model, &at, "")
}

/// Whether a module contains a submodule of that name or, without a name, exists.
fn is_module(model: &Model, module: &[String], name: &str) -> bool {
    let path: Vec<&str> = module.iter().map(String::as_str).chain((!name.is_empty()).then_some(name)).collect();
    let starts =
        |item: &RustPath| item.module.len() >= path.len() && path.iter().zip(&item.module).all(|(a, b)| a == b);
    model.items.iter().any(|item| starts(&item.path))
        || path == ["ids"] && !model.ids.is_empty()
        || path == ["operations"] && model.items.iter().any(|item| matches!(item.kind, Kind::Call(_)))
}

/// Whether a module contains a type of that name that has a part of that name.
fn is_type(model: &Model, module: &[String], name: &str, part: Option<&str>) -> bool {
    if module == ["ids"] {
        return part.is_none() && model.ids.iter().any(|id| id.name == name);
    }
    let item = model.items.iter().find(|item| item.path.name == name && item.path.module == module);
    item.is_some_and(|item| match (part, &item.kind) {
        (None, _) => true,
        (Some(part), Kind::Struct(kind)) => kind.fields.iter().any(|field| field.rust_name == part),
        (Some(part), Kind::Enum(kind)) => kind.variants.iter().any(|variant| variant.rust_name == part),
        (Some(_), _) => false,
    })
}
