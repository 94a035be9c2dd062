//! Decides how structs are constructed: with a list of arguments, or with named fields if arguments could be mixed up.

use std::collections::BTreeSet;

use crate::model::{Constructor, Field, Item, Kind, Model, RustPath, Struct, Type};

/// From this number of required fields on, `new` takes them by name if two could be mixed up.
const MANY: usize = 5;

/// From this number of lists on, two could be mixed up.
const SEVERAL: usize = 2;

/// Decides for each struct.
pub(super) fn run(mut model: Model) -> Model {
    let is_named = |item: &Item| matches!(&item.kind, Kind::Struct(kind) if by_name(&model, kind));
    let named: Vec<bool> = model.items.iter().map(is_named).collect();
    let taken: BTreeSet<RustPath> = model.items.iter().map(|item| item.path.clone()).collect();
    for (item, named) in model.items.iter_mut().zip(named) {
        let name = named.then(|| name(&item.path, &taken));
        if let Kind::Struct(kind) = &mut item.kind {
            kind.constructor = name.map_or(Constructor::Arguments, Constructor::Named);
        }
    }
    model
}

/// Whether many of the required fields have the same type of argument, or several of many are lists.
fn by_name(model: &Model, kind: &Struct) -> bool {
    let required = kind.required();
    let strings = required.iter().filter(|field| model.converts(&field.ty)).count();
    let lists = required.iter().filter(|field| matches!(field.ty, Type::Array(_))).count();
    let same = |field: &&Field| required.iter().filter(|other| other.ty == field.ty).count();
    strings >= MANY
        || required.iter().map(same).max().unwrap_or(0) >= MANY
        || (required.len() >= MANY && lists >= SEVERAL)
}

/// The name of the struct of named fields. A schema's type may already have that name.
fn name(path: &RustPath, taken: &BTreeSet<RustPath>) -> String {
    let mut path = RustPath { module: path.module.clone(), name: format!("{}Required", path.name) };
    while taken.contains(&path) {
        path.name.push_str("Members");
    }
    path.name
}
