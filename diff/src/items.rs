//! Compares types.

use super::both::Both;
use super::change::{Certainty, Change};
use super::message::{Message, say};
use super::pairs::{By, Pair, Pairs};
use super::rule::Rule;
use super::state::State;
use super::{constraints, constructors, members, operations, unions, values};
use schemawright::model::{Item, ItemId, Kind, Struct, Traits, Type};

/// All changes of types and their parts, except documentation.
pub(super) fn compare(old: &State, new: &State, pairs: &Pairs) -> Vec<Change> {
    let described = |item: &Item| described(item.kind.name(), item);
    let mut changes = Vec::new();
    for id in &pairs.removed {
        let item = old.model().item(*id);
        changes.push(match &item.kind {
            Kind::Call(was) => operations::alone(old, Rule::OperationRemoved, item, was, "gone"),
            _ => old.of_item(Rule::TypeRemoved, item, described(item).then(say!(" is removed"))),
        });
    }
    for id in &pairs.added {
        let item = new.model().item(*id);
        changes.push(match &item.kind {
            Kind::Call(is) => operations::alone(new, Rule::OperationAdded, item, is, "new"),
            _ => new.of_item(Rule::TypeAdded, item, described(item).then(say!(" is new"))),
        });
    }
    for pair in &pairs.both {
        changes.extend(compare_pair(old, new, pairs, pair));
    }
    changes
}

fn compare_pair(old: &State, new: &State, pairs: &Pairs, pair: &Pair) -> Vec<Change> {
    let both = Both { old, new, pairs, was: old.model().item(pair.old), is: new.model().item(pair.new) };
    let mut changes = names(&both, pair.by);
    let path = &both.is.path;
    if both.was.direction != both.is.direction {
        let words = format!("{{}} is used in {}, was in {}", travels(both.is), travels(both.was));
        let message = Message::new(&words, &[path]);
        changes.push(new.of_item(Rule::DirectionChanged, both.is, message));
    }
    changes.extend(traits(&both));
    if std::mem::discriminant(&both.was.kind) == std::mem::discriminant(&both.is.kind) {
        changes.extend(constraints::of_type(&both));
    }
    match (&both.was.kind, &both.is.kind) {
        (Kind::Struct(was), Kind::Struct(is)) => {
            changes.extend(members::compare(&both, was, is));
            changes.extend(constructors::compare(&both, was, is));
        }
        (Kind::Enum(was), Kind::Enum(is)) => changes.extend(values::compare(&both, was, is)),
        (Kind::Newtype(was), Kind::Newtype(is)) | (Kind::Alias(was), Kind::Alias(is)) => {
            let (was, is) = (old.ty(was, &pairs.renames), new.ty(is, &Default::default()));
            if was != is {
                let message = described(both.is.kind.name(), both.is).then(say!(" is of {}, was of {}", is, was));
                changes.push(new.of_item(Rule::TypeRetargeted, both.is, message));
            }
        }
        (Kind::Union(was), Kind::Union(is)) => changes.extend(unions::compare(&both, was, is)),
        (Kind::Struct(was), Kind::Alias(target)) => changes.extend(aliased(&both, was, target)),
        (Kind::Call(was), Kind::Call(is)) => changes.extend(operations::compare(&both, was, is)),
        _ => changes.push(kind_changed(&both)),
    }
    changes
}

fn kind_changed(both: &Both) -> Change {
    let (was, is) = (both.was.kind.name(), both.is.kind.name());
    let words = format!("{{}} is {}, was {}", with_article(is), with_article(was));
    both.new.of_item(Rule::KindChanged, both.is, Message::new(&words, &[&both.is.path]))
}

/// A struct that is now an alias of another one. For a new struct, the comparison treats it as if it had the old name.
fn aliased(both: &Both, was: &Struct, target: &Type) -> Vec<Change> {
    let Some((id, item, is)) = aliased_struct(both.new, target) else { return vec![kind_changed(both)] };
    let renamed = Item { path: both.is.path.clone(), ..item.clone() };
    let as_before = Both { is: &renamed, ..*both };
    let mut changes = members::compare(&as_before, was, is);
    changes.extend(constructors::compare(&as_before, was, is));
    changes.extend(traits(&as_before));
    let (path, target) = (&both.is.path, &item.path);
    if both.pairs.added.contains(&id) {
        changes.push(both.new.of_item(Rule::TypeAliased, both.is, say!("{} is another name for {}", path, target)));
        return changes;
    }
    let message = say!("{} is an alias of {}, was a struct", path, target);
    let message = match changes.is_empty() {
        true => message
            .then(say!(" with the same fields: code that implements a trait for both of them no longer compiles")),
        false => message,
    };
    changes.push(both.new.of_item(Rule::KindChanged, both.is, message));
    changes
}

/// The struct that an alias refers to.
fn aliased_struct<'a>(state: &State<'a>, mut target: &'a Type) -> Option<(ItemId, &'a Item, &'a Struct)> {
    loop {
        let Type::Item(id) = target else { return None };
        let item = state.model().item(*id);
        match &item.kind {
            Kind::Struct(kind) => return Some((*id, item, kind)),
            Kind::Alias(next) => target = next,
            _ => return None,
        }
    }
}

fn names(both: &Both, by: By) -> Vec<Change> {
    let (was, is) = (both.was, both.is);
    let mut changes = Vec::new();
    if by != By::Path {
        let (verb, certainty) = match by {
            By::Likeness => (" looks like what is now {}", Certainty::Guess),
            _ => (" is now {}", Certainty::Certain),
        };
        let message = described(was.kind.name(), was).then(Message::new(verb, &[&is.path]));
        let change = both.new.of_item(Rule::TypeRenamed, is, message);
        let subject = super::Subject::item(&was.path);
        changes.push(Change { certainty, subject, ..change });
    }
    if by == By::Path && was.source.title != is.source.title {
        let message = say!("{} comes from schema {}, was {}", is.path, is.source.title, was.source.title);
        changes.push(both.new.of_item(Rule::SchemaRenamed, is, message));
    }
    changes
}

fn traits(both: &Both) -> Vec<Change> {
    let derived = |item: &Item| match item.kind {
        Kind::Struct(_) | Kind::Newtype(_) | Kind::Union(_) => item.traits,
        // Enums have all of these except `Default`, independent of the Model; an alias has the traits of its target.
        _ => Traits::default(),
    };
    if std::mem::discriminant(&both.was.kind) != std::mem::discriminant(&both.is.kind) {
        return Vec::new();
    }
    let (was, is) = (derived(both.was), derived(both.is));
    let all = [("Eq", was.eq, is.eq), ("Hash", was.hash, is.hash), ("Default", was.default, is.default)];
    let changed = all.into_iter().filter(|(_, was, is)| was != is);
    let change = |(name, _, is): (&str, bool, bool)| {
        let (rule, words) =
            if is { (Rule::TraitAdded, "{} is now {}") } else { (Rule::TraitRemoved, "{} is no longer {}") };
        both.new.of_item(rule, both.is, Message::new(words, &[&both.is.path, &name]))
    };
    changed.map(change).collect()
}

/// The kind and the path of a type.
fn described(kind: &str, item: &Item) -> Message {
    Message::new(&format!("{kind} {{}}"), &[&item.path])
}

fn with_article(kind: &str) -> String {
    match kind {
        "enum" | "alias" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

fn travels(item: &Item) -> &'static str {
    match item.direction.name() {
        "both" => "part of requests and responses",
        "request" => "part of requests",
        "response" => "part of responses",
        _ => "part of nothing",
    }
}
