//! Emits the usage of a type: the operations that send and return it, and the types that contain it.

use std::collections::BTreeSet;

use super::Context;
use super::doc::Paragraph;
use super::mentions::Mentions;
use super::scope::Scope;
use crate::model::{Direction, Item, ItemId, Kind, Model, Operation, Type};

/// The greatest number of types in a sentence.
const LISTED: usize = 24;
/// The greatest number of calls that are kept for a type that they reach, because an API may have thousands that reach each type.
const KEPT: usize = 256;
/// The greatest number of calls in a sentence, beyond which none is added whose body or response contains the type only indirectly.
const INDIRECT: usize = 6;

/// The users of each type.
pub(crate) struct Usage {
    of: Vec<Uses>,
}

/// The users of a type.
#[derive(Clone, Default)]
struct Uses {
    /// Calls with this body.
    bodies: Vec<ItemId>,
    /// Calls with this response.
    answers: Vec<ItemId>,
    /// Calls with a parameter that contains it.
    parameters: Vec<ItemId>,
    /// Types with a field that contains it.
    within: Vec<ItemId>,
    /// Calls whose body contains it at any depth, the first of them.
    in_bodies: Vec<ItemId>,
    /// Calls whose response contains it at any depth, the first of them.
    in_answers: Vec<ItemId>,
}

impl Usage {
    pub(crate) fn new(model: &Model) -> Self {
        let mut of = vec![Uses::default(); model.items.len()];
        let mut insides = Vec::with_capacity(model.items.len());
        for (id, item) in model.iter() {
            let mut inside = item.references();
            inside.sort_unstable();
            inside.dedup();
            insides.push(inside.clone());
            if let Kind::Call(operation) = &item.kind {
                let (body, answer) = ends(operation);
                body.and_then(Type::item).into_iter().for_each(|body| of[body.0].bodies.push(id));
                answer.and_then(Type::item).into_iter().for_each(|answer| of[answer.0].answers.push(id));
                for parameter in &operation.parameters {
                    items(&parameter.field.ty).into_iter().for_each(|other| of[other.0].parameters.push(id));
                }
            } else {
                inside.into_iter().filter(|other| *other != id).for_each(|other| of[other.0].within.push(id));
            }
        }
        let mut reach = Reach { insides, seen: vec![None; model.items.len()] };
        for (id, item) in model.iter() {
            let Kind::Call(operation) = &item.kind else { continue };
            let (body, answer) = ends(operation);
            body.into_iter().for_each(|ty| reach.each(ty, (id, false), |other| keep(&mut of[other.0].in_bodies, id)));
            answer.into_iter().for_each(|ty| reach.each(ty, (id, true), |other| keep(&mut of[other.0].in_answers, id)));
        }
        Self { of }
    }
}

fn keep(calls: &mut Vec<ItemId>, call: ItemId) {
    if calls.len() < KEPT {
        calls.push(call);
    }
}

/// The types of the body and of the response of a call.
fn ends(operation: &Operation) -> (Option<&Type>, Option<&Type>) {
    (operation.body.as_ref().map(|body| &body.field.ty), operation.answer.as_ref())
}

/// The types of the Model in a type.
fn items(ty: &Type) -> Vec<ItemId> {
    let mut items = Vec::new();
    ty.walk(&mut |ty| {
        if let Type::Item(id) = ty {
            items.push(*id);
        }
    });
    items
}

/// Walks over the types that a type contains.
struct Reach {
    /// The types that each type contains directly.
    insides: Vec<Vec<ItemId>>,
    /// The last walk that visited each type.
    seen: Vec<Option<(ItemId, bool)>>,
}

impl Reach {
    /// Calls the function for each type that a type contains at any depth, without the type itself.
    fn each(&mut self, from: &Type, walk: (ItemId, bool), mut found: impl FnMut(ItemId)) {
        let mut open = items(from);
        for id in &open {
            self.seen[id.0] = Some(walk);
            if from.item().is_none() {
                found(*id);
            }
        }
        while let Some(id) = open.pop() {
            for inside in &self.insides[id.0] {
                if self.seen[inside.0].replace(walk) != Some(walk) {
                    found(*inside);
                    open.push(*inside);
                }
            }
        }
    }
}

/// The kind of usage.
#[derive(Clone, Copy)]
enum Use {
    Body,
    Answer,
    Parameter,
    InBody,
    InAnswer,
    Part,
}

impl Use {
    fn words(self) -> &'static str {
        match self {
            Use::Body => "Body of",
            Use::Answer => "Answer of",
            Use::Parameter => "Parameter of",
            Use::InBody => "In the body of",
            Use::InAnswer => "In the answer of",
            Use::Part => "Part of",
        }
    }
}

/// The users of one kind.
struct Users {
    kind: Use,
    /// Those that contain the type in a field of their own, by path.
    direct: Vec<ItemId>,
    /// Those that contain it in a nested type, by path.
    indirect: Vec<ItemId>,
}

/// The users of a type, each once for each kind.
fn users(model: &Model, usage: &Usage, id: ItemId) -> Vec<Users> {
    let own = &usage.of[id.0];
    let is_end = |id: &ItemId| !usage.of[id.0].bodies.is_empty() || !usage.of[id.0].answers.is_empty();
    let (ends, parts): (Vec<ItemId>, Vec<ItemId>) = own.within.iter().copied().partition(is_end);
    let of_ends = |calls: fn(&Uses) -> &Vec<ItemId>| -> Vec<ItemId> {
        ends.iter().flat_map(|end| calls(&usage.of[end.0])).copied().collect()
    };
    let kinds = [
        (Use::Body, own.bodies.clone(), None),
        (Use::Answer, own.answers.clone(), None),
        (Use::Parameter, own.parameters.clone(), None),
        (Use::InBody, of_ends(|uses| &uses.bodies), Some(&own.in_bodies)),
        (Use::InAnswer, of_ends(|uses| &uses.answers), Some(&own.in_answers)),
        (Use::Part, parts, None),
    ];
    let sorted = |mut ids: Vec<ItemId>| {
        ids.sort_by_key(|id| &model.item(*id).path);
        ids.dedup();
        ids
    };
    let kinds = kinds.map(|(kind, direct, reached)| {
        let direct = sorted(direct);
        // The calls that reach a type include those that contain it directly.
        let known: BTreeSet<ItemId> = direct.iter().copied().collect();
        let indirect = reached.into_iter().flatten().copied().filter(|id| !known.contains(id)).collect();
        Users { kind, direct, indirect: sorted(indirect) }
    });
    kinds.into()
}

/// The usage in the documentation of a type.
pub(super) fn docs(context: &Context, scope: &Scope, id: ItemId, item: &Item, mentions: &Mentions) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let mut users = users(context.model, &context.usage, id);
    let is_whole = users.iter().any(|of| matches!(of.kind, Use::Body | Use::Answer) && !of.direct.is_empty());
    if !is_whole && let Some(text) = travels(item.direction) {
        paragraph.words(text);
    }
    for of in &mut users {
        of.direct.retain(|user| !mentions.has(*user));
        of.indirect.retain(|user| !mentions.has(*user));
        sentence(context, scope, &item.path.module, of, &mut paragraph);
    }
    paragraph
}

fn travels(direction: Direction) -> Option<&'static str> {
    match (direction.request, direction.response) {
        (true, true) => Some("Travels in requests and responses."),
        (true, false) => Some("Travels in requests."),
        (false, true) => Some("Travels in responses."),
        (false, false) => None,
    }
}

/// `Answer of [`Get`], [`Search`].`
///
/// Users in modules with features of their own follow the others. Each is in a line that depends on its feature, and the last of them is
/// there without its feature too, as a name, because it ends the sentence.
fn sentence(context: &Context, scope: &Scope, from: &[String], users: &Users, to: &mut Paragraph) {
    let is_here = |id: &ItemId| {
        let module = &context.model.item(*id).path.module;
        context.feature_of(module).is_none() || context.is_there_with(from, module)
    };
    let split = |ids: &[ItemId]| -> (Vec<ItemId>, Vec<ItemId>) { ids.iter().copied().partition(is_here) };
    let here_first = |ids: &[ItemId]| <[_; 2]>::from(split(ids)).concat();
    let mut shown = here_first(&users.direct);
    shown.truncate(LISTED);
    let indirect = if shown.is_empty() { here_first(&users.indirect) } else { split(&users.indirect).0 };
    shown.extend(indirect.into_iter().take(INDIRECT.saturating_sub(shown.len())));
    let (here, elsewhere) = split(&shown);
    let Some(last) = elsewhere.last().or(here.last()) else { return };
    // Not their number: another user would change the page of each type that it reaches.
    let end = if users.direct.len() + users.indirect.len() > shown.len() { " and others." } else { "." };
    to.words(users.kind.words());
    for id in &here {
        to.words(&format!("{}{}", link(context, scope, from, *id), if id == last { end } else { "," }));
    }
    let feature = |id: &ItemId| context.feature_of(&context.model.item(*id).path.module);
    for same in elsewhere.chunk_by(|a, b| feature(a) == feature(b)) {
        let Some(feature) = feature(&same[0]) else { continue };
        let end = if same.contains(last) { end } else { "," };
        let links: Vec<_> = same.iter().map(|id| link(context, scope, from, *id)).collect();
        to.with(feature, format!("{}{end}", links.join(", ")));
        if same.contains(last) {
            to.without(feature, format!("`{}`{end}", context.model.item(*last).path));
        }
    }
}

/// A type of another module is written with its path, because many types have the same name. The path is relative to the root.
fn link(context: &Context, scope: &Scope, from: &[String], id: ItemId) -> String {
    let item = context.model.item(id);
    let path = scope.path(id);
    match &item.path {
        own if own.module != from && from.is_empty() => format!("[`{own}`]"),
        own if own.module != from => format!("[`{own}`]({path})"),
        own if own.name == path => format!("[`{path}`]"),
        own => format!("[`{}`]({path})", own.name),
    }
}
