//! Decides which traits a type has beyond `Clone`, `Debug` and `PartialEq`.
//!
//! A struct is `Eq` and `Hash` only if the configuration declares this, because a number that is added later would remove both.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::config::{Config, Glob, RuleUse, Touched};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::model::{Item, Kind, Model, Presence, Rest, Source, Traits, Type};

/// Decides the traits. Returns the uses of `[derive]`.
pub(super) fn run(model: &mut Model, config: &Config, faults: &mut Diagnostics) -> Vec<RuleUse> {
    let rules = &config.rules.derive;
    let mut touched: BTreeMap<(&str, usize), Vec<Touched>> = BTreeMap::new();
    for (id, item) in model.items.iter_mut().enumerate() {
        let name = item.source.name();
        let is_struct = matches!(item.kind, Kind::Struct(_));
        let mut is_named = |key: &'static str, globs: &[Spanned<Glob>]| {
            let matching = globs.iter().enumerate().filter(|(_, glob)| is_struct && glob.get_ref().matches(&name));
            let mut any = false;
            for (index, _) in matching {
                any = true;
                touched.entry((key, index)).or_default().push(whole(ItemId(id), item));
            }
            any
        };
        let hash = is_named("hash", &rules.hash);
        let eq = is_named("eq", &rules.eq) || hash;
        item.traits = Traits { eq: eq || !is_struct, hash: hash || !is_struct, default: nothing_required(item) };
    }
    let named: Vec<Traits> = model.items.iter().map(|item| item.traits).collect();
    spread(model);
    let lacks = |(id, item): &(ItemId, &Item)| {
        let own = named[id.0];
        matches!(item.kind, Kind::Struct(_)) && (own.eq && !item.traits.eq || own.hash && !item.traits.hash)
    };
    let lacking: Vec<ItemId> = model.iter().filter(lacks).map(|(id, _)| id).collect();
    if !lacking.is_empty() {
        let possible = possible(model);
        let errors = lacking.into_iter().filter_map(|id| self::lacking(model, config, id, &named, &possible));
        errors.for_each(|error| faults.push(error));
    }
    uses(config, &mut touched, faults)
}

/// The traits of all types if entries named every struct.
fn possible(model: &Model) -> Vec<Traits> {
    let mut model = model.clone();
    model.items.iter_mut().for_each(|item| (item.traits.eq, item.traits.hash) = (true, true));
    spread(&mut model);
    model.items.iter().map(|item| item.traits).collect()
}

fn whole(id: ItemId, item: &Item) -> Touched {
    let Source { title, pointer, .. } = &item.source;
    Touched { schema: title.clone(), pointer: pointer.clone(), member: String::new(), types: vec![id] }
}

/// Removes traits that a contained type lacks, until nothing changes.
fn spread(model: &mut Model) {
    loop {
        let next: Vec<Traits> = model.items.iter().map(|item| narrow(model, item)).collect();
        if model.items.iter().zip(&next).all(|(item, next)| item.traits == *next) {
            return;
        }
        for (item, next) in model.items.iter_mut().zip(next) {
            item.traits = next;
        }
    }
}

fn nothing_required(item: &Item) -> bool {
    match &item.kind {
        Kind::Struct(item) => {
            item.fields.iter().all(|field| field.presence == Presence::Optional || field.fill.is_some())
        }
        _ => false,
    }
}

fn narrow(model: &Model, item: &Item) -> Traits {
    let Traits { mut eq, mut hash, default } = item.traits;
    let mut visit = |ty: &Type| {
        let inner = own(model, ty);
        (eq, hash) = (eq && inner.eq, hash && inner.hash);
    };
    match &item.kind {
        Kind::Struct(item) => {
            item.fields.iter().for_each(|field| field.ty.walk(&mut visit));
            if let Rest::Typed(ty) = &item.rest {
                ty.walk(&mut visit);
            }
            item.matches.iter().for_each(|matches| matches.ty.walk(&mut visit));
        }
        Kind::Newtype(ty) | Kind::Alias(ty) => ty.walk(&mut visit),
        Kind::Enum(_) => {}
        // An alternative without them can be added to a union, and a parameter to a call.
        Kind::Union(_) | Kind::Call(_) => (eq, hash) = (false, false),
    }
    Traits { eq, hash, default }
}

/// The traits of a type itself, without those of its parts.
fn own(model: &Model, ty: &Type) -> Traits {
    let (eq, hash) = match ty {
        Type::F64 => (false, false),
        Type::Secret => (true, false),
        Type::Item(id) => {
            let traits = model.item(*id).traits;
            (traits.eq, traits.hash)
        }
        _ => (true, true),
    };
    Traits { eq, hash, default: false }
}

/// The error of a struct that can't have a trait that the configuration gives it; none if the cause is in another such struct.
fn lacking(model: &Model, config: &Config, id: ItemId, named: &[Traits], possible: &[Traits]) -> Option<Diagnostic> {
    let (rules, item) = (&config.rules.derive, model.item(id));
    let eq = named[id.0].eq && !item.traits.eq;
    let has = |traits: Traits| if eq { traits.eq } else { traits.hash };
    let name = item.source.name();
    let entry = rules.eq.iter().filter(|_| eq).chain(&rules.hash).find(|glob| glob.get_ref().matches(&name));
    let structs = |ty: &Type| match ty {
        Type::Item(other) if matches!(model.item(*other).kind, Kind::Struct(_)) => Some(*other),
        _ => None,
    };
    let causes = |ty: &Type| {
        let mut found = Vec::new();
        ty.walk(&mut |ty| {
            // A struct that an entry names lacks the trait because of one of its own members, which has an error of its own.
            let is_named = structs(ty).is_some_and(|other| has(named[other.0]));
            found.extend((!has(own(model, ty)) && !is_named).then(|| structs(ty)));
        });
        found
    };
    let Kind::Struct(kind) = &item.kind else { unreachable!("only structs are named") };
    let in_fields = kind.fields.iter().map(|field| (format!("member `{}`", field.wire_name), &field.ty));
    let others = kind.matches.iter().map(|matches| &matches.ty).chain(match &kind.rest {
        Rest::Typed(ty) => Some(ty),
        Rest::Keep | Rest::Refuse => None,
    });
    let mut members = in_fields.chain(others.map(|ty| ("the type of its other members".to_owned(), ty)));
    let (what, other) = members.find_map(|(what, ty)| Some((what, causes(ty).into_iter().next()?)))?;
    let wanted = if eq { "Eq" } else { "Hash" };
    let message = format!("`{name}` can't be `{wanted}`: {what} is not");
    let its_type = |other: ItemId| model.item(other).source.name();
    let error = Diagnostic::error("derive", message).help(match other {
        Some(other) if has(possible[other.0]) => {
            format!("name the type of the member too, as `{}`, or remove the entry", its_type(other))
        }
        Some(other) => {
            format!("remove the entry, or narrow its pattern: `{}` can't be `{wanted}` either", its_type(other))
        }
        None => "remove the entry, or narrow its pattern".to_owned(),
    });
    Some(match entry {
        Some(entry) => error.at(config.place(entry.span())),
        None => error,
    })
}

fn uses(
    config: &Config,
    touched: &mut BTreeMap<(&str, usize), Vec<Touched>>,
    faults: &mut Diagnostics,
) -> Vec<RuleUse> {
    let rules = &config.rules.derive;
    let entries = rules.eq.iter().enumerate().map(|entry| ("eq", "Eq", entry));
    let entries = entries.chain(rules.hash.iter().enumerate().map(|entry| ("hash", "Eq, Hash", entry)));
    let mut uses = Vec::new();
    for (key, effect, (index, glob)) in entries {
        let place = config.place(glob.span());
        let touched = touched.remove(&(key, index)).unwrap_or_default();
        let line = place.line_column().0;
        if touched.is_empty() {
            let error = Diagnostic::error("unused-rule", "this entry of [derive] matches no struct").at(place);
            faults.push(error.help("remove the entry, or correct the title in it"));
        }
        uses.push(RuleUse { table: "derive", line, effect: effect.to_owned(), reason: None, touched });
    }
    uses
}
