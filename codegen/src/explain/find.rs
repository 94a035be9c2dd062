//! Finds the type, the operation or the field of a name.

use std::cmp::Reverse;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Item, ItemId, Kind, Model};
use crate::nearest::nearest;
use crate::output::Output;
use crate::read::corpus::Corpus;

/// The target of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'o> {
    pub(super) id: ItemId,
    pub(super) item: &'o Item,
    /// The field or the parameter.
    pub(super) field: Option<&'o Field>,
}

impl Output {
    /// The type of a name, in any of the forms that [`explain`](Self::explain) accepts.
    ///
    /// # Errors
    /// An unknown or ambiguous name.
    pub fn find_item(&self, corpus: &Corpus, name: &str) -> Result<ItemId, Diagnostics> {
        find(&self.model, corpus, name).map(|found| found.id)
    }
}

/// The target of a name.
pub(super) fn find<'o>(model: &'o Model, corpus: &Corpus, name: &str) -> Result<Found<'o>, Diagnostics> {
    let name = within_crate(model, name);
    if let Some(found) = at_place(model, corpus, name) {
        return Ok(found);
    }
    if let Some((of, pointer)) = name.rsplit_once('#').filter(|(_, pointer)| pointer.starts_with('/'))
        && let Some(id) = named(model, of)?
        && let Some(found) = at_pointer(&in_file(model, |file| *file == *model.item(id).source.file), pointer)
    {
        return Ok(found);
    }
    if let Some(found) = named(model, name)? {
        return Ok(Found { id: found, item: model.item(found), field: None });
    }
    for separator in [".", "::"] {
        let Some((of, member)) = name.rsplit_once(separator) else { continue };
        if let Some(id) = named(model, of)? {
            return member_of(model, id, member);
        }
    }
    let error = Diagnostic::error("no-such-name", format!("unknown schema, member or operation `{name}`"));
    Err(error.help(other_way(model, name)).into())
}

/// The help for an unknown name: how to name a place, or a similar name.
fn other_way(model: &Model, name: &str) -> String {
    let pointer = name.strip_prefix('#').unwrap_or(name);
    if pointer.starts_with('/') {
        let is_there = |(id, item): &(ItemId, &Item)| {
            let found = at_pointer(&[(*id, item)], pointer);
            found.is_some_and(|found| found.field.is_some() || found.item.source.pointer == pointer)
        };
        let file = file(model.iter().find(is_there).map(|(_, item)| item).or(model.items.first()));
        return format!("write the file before the pointer: `{file}#{pointer}`");
    }
    if name.split(':').next().is_some_and(|file| file.ends_with(".rs")) {
        let file = file(model.items.first());
        return format!("give a Rust path, or a place in a schema, such as `{file}:1`");
    }
    let all =
        model.items.iter().flat_map(|item| [item.path.to_string(), item.path.name.clone(), item.source.title.clone()]);
    let all: Vec<String> = all.collect();
    // The path may begin with the name of another crate.
    let last = name.rsplit("::").next().unwrap_or(name);
    match [name, last].into_iter().find_map(|name| nearest(name, all.iter().map(String::as_str))) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "types.json in the generated package lists them".to_owned(),
    }
}

/// The file of a type, as an example.
fn file(item: Option<&Item>) -> &str {
    item.map_or("order.json", |item| &item.source.file)
}

/// A Rust path without the crate, which compiler messages contain: `order_types::Order`, `crate::Order`.
fn within_crate<'n>(model: &Model, name: &'n str) -> &'n str {
    let package = model.package.as_ref().map(|package| package.name.replace('-', "_"));
    let crates = [Some("crate".to_owned()), package];
    let path = crates.iter().flatten().find_map(|own| name.strip_prefix(own.as_str())?.strip_prefix("::"));
    path.filter(|path| !path.is_empty()).unwrap_or(name)
}

/// The types of a name: by their path, title, `$id` or `operationId`, else by the last part of their path, else by these in another case.
fn named(model: &Model, name: &str) -> Result<Option<ItemId>, Diagnostics> {
    let lower = name.to_lowercase();
    let exact = |item: &Item| names(item).iter().any(|own| own == name);
    let last = |item: &Item| item.path.name == name;
    let any_case = |item: &Item| names(item).iter().any(|own| own.to_lowercase() == lower);
    let last_in_any_case = |item: &Item| item.path.name.to_lowercase() == lower;
    let ways: [&dyn Fn(&Item) -> bool; 4] = [&exact, &last, &any_case, &last_in_any_case];
    for (rank, is_called_so) in ways.into_iter().enumerate() {
        let found: Vec<(ItemId, &Item)> = model.iter().filter(|(_, item)| is_called_so(item)).collect();
        match found[..] {
            [] => {}
            // If a path and a title are equal, the first is meant.
            [(id, _), ..] if rank == 0 => return Ok(Some(id)),
            [(id, _)] => return Ok(Some(id)),
            ref several => {
                let paths: Vec<String> = several.iter().map(|(_, item)| format!("`{}`", item.path)).collect();
                let error = Diagnostic::error("several-names", format!("several types are named `{name}`"));
                return Err(error.help(format!("name one of them: {}", paths.join(", "))).into());
            }
        }
    }
    Ok(None)
}

/// The complete names of a type.
fn names(item: &Item) -> Vec<String> {
    let mut names = vec![item.path.to_string()];
    if let Kind::Call(operation) = &item.kind {
        names.push(operation.id.clone());
    } else if item.source.pointer.is_empty() {
        names.push(item.source.title.clone());
        names.extend(item.source.id.clone());
    }
    names
}

/// A field of a type, by its name on the wire or in Rust, in any case.
fn member_of<'o>(model: &'o Model, id: ItemId, member: &str) -> Result<Found<'o>, Diagnostics> {
    let item = model.item(id);
    let fields = fields(item);
    let same = |field: &&&Field| field.wire_name == member || field.rust_name == member;
    let lower = member.to_lowercase();
    let any_case = |field: &&&Field| field.wire_name.to_lowercase() == lower || field.rust_name.to_lowercase() == lower;
    if let Some(field) = fields.iter().find(same).or_else(|| fields.iter().find(any_case)) {
        return Ok(Found { id, item, field: Some(field) });
    }
    let error = Diagnostic::error("no-such-name", format!("`{}` has no member `{member}`", item.path));
    let help = match nearest(member, fields.iter().map(|field| field.wire_name.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None if fields.is_empty() => format!("it is of the kind {}, which has no members", item.kind.name()),
        None => {
            let names: Vec<String> = fields.iter().map(|field| format!("`{}`", field.wire_name)).collect();
            format!("it has {}", names.join(", "))
        }
    };
    Err(error.help(help).into())
}

fn fields(item: &Item) -> Vec<&Field> {
    match &item.kind {
        Kind::Struct(kind) => kind.fields.iter().collect(),
        Kind::Call(operation) => operation.fields().collect(),
        _ => Vec::new(),
    }
}

/// The type at `user.json`, `schemas/user.json#/properties/name` or `user.json:12`.
fn at_place<'o>(model: &'o Model, corpus: &Corpus, name: &str) -> Option<Found<'o>> {
    const END: &str = ".json";
    let (file, rest) = name.split_at(name.find(END)? + END.len());
    let file = file.replace('\\', "/");
    let file = file.trim_start_matches("./");
    let is_it = |own: &str| own == file || file.ends_with(&format!("/{own}")) || own.ends_with(&format!("/{file}"));
    let inside = in_file(model, is_it);
    if let Some(line) = rest.strip_prefix(':') {
        let line = line.split(':').next()?.parse().ok()?;
        return at_line(&inside, corpus, line);
    }
    let pointer = rest.strip_prefix('#').or_else(|| rest.is_empty().then_some(""))?;
    at_pointer(&inside, pointer)
}

/// The types of files.
fn in_file(model: &Model, is_it: impl Fn(&str) -> bool) -> Vec<(ItemId, &Item)> {
    model.iter().filter(|(_, item)| is_it(&item.source.file)).collect()
}

/// The innermost type around a pointer, and the field at it.
fn at_pointer<'o>(inside: &[(ItemId, &'o Item)], pointer: &str) -> Option<Found<'o>> {
    let around = |item: &Item| {
        pointer.strip_prefix(&*item.source.pointer).filter(|rest| rest.is_empty() || rest.starts_with('/')).is_some()
    };
    let around = inside.iter().copied().filter(|(_, item)| around(item));
    let (id, item) = around.max_by_key(|(_, item)| item.source.pointer.len())?;
    let below = &pointer[item.source.pointer.len()..];
    let field = below.strip_prefix("/properties/").and_then(|below| {
        let name = below.split('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
        fields(item).into_iter().find(|field| field.wire_name == name)
    });
    Some(Found { id, item, field })
}

/// The last type or field that starts before the end of a line; of several in one line, the outermost.
fn at_line<'o>(inside: &[(ItemId, &'o Item)], corpus: &Corpus, line: usize) -> Option<Found<'o>> {
    let begins = |item: &Item, below: &str| {
        let file = corpus.sources().find(|file| *file.name == *item.source.file)?;
        let place = file.place(&format!("{}{below}", item.source.pointer));
        Some(place.line_column().0).filter(|begin| *begin <= line)
    };
    let mut found: Option<((usize, Reverse<usize>), Found)> = None;
    for (id, item) in inside.iter().copied() {
        let depth = item.source.pointer.len();
        let whole = begins(item, "").map(|begin| ((begin, Reverse(depth)), Found { id, item, field: None }));
        let members = fields(item).into_iter().filter_map(|field| {
            let name = field.wire_name.replace('~', "~0").replace('/', "~1");
            let below = format!("/properties/{name}");
            let begin = begins(item, &below)?;
            Some(((begin, Reverse(depth + below.len())), Found { id, item, field: Some(field) }))
        });
        for (place, candidate) in whole.into_iter().chain(members) {
            // A field takes precedence over a type at the same place.
            if found.as_ref().is_none_or(|(best, found)| *best < place || (*best == place && found.field.is_none())) {
                found = Some((place, candidate));
            }
        }
    }
    found.map(|(_, found)| found)
}
