//! Emits the usage of a type: the operations that send and return it, and the types that contain it.

use std::collections::BTreeMap;

use super::Context;
use super::mentions::Mentions;
use super::scope::Scope;
use super::tokens::{Text, Tokens, quote};
use crate::model::{Direction, Item, ItemId, Kind, Model};

/// The greatest number of types in a sentence.
const LISTED: usize = 8;

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
}

impl Usage {
    pub(crate) fn new(model: &Model) -> Self {
        let mut of = vec![Uses::default(); model.items.len()];
        for (id, item) in model.iter() {
            let mut inside = item.references();
            inside.sort_unstable();
            inside.dedup();
            if let Kind::Call(operation) = &item.kind {
                let body = operation.body.as_ref().and_then(|body| body.field.ty.item());
                let answer = operation.answer.as_ref().and_then(|ty| ty.item());
                body.into_iter().for_each(|body| of[body.0].bodies.push(id));
                answer.into_iter().for_each(|answer| of[answer.0].answers.push(id));
                inside.retain(|other| Some(*other) != body && Some(*other) != answer);
                inside.into_iter().for_each(|other| of[other.0].parameters.push(id));
            } else {
                inside.into_iter().filter(|other| *other != id).for_each(|other| of[other.0].within.push(id));
            }
        }
        Self { of }
    }
}

/// The kind of usage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// The users of a type, each once.
fn users(model: &Model, usage: &Usage, id: ItemId) -> BTreeMap<Use, Vec<ItemId>> {
    let own = &usage.of[id.0];
    let mut users: BTreeMap<Use, Vec<ItemId>> = BTreeMap::new();
    users.insert(Use::Body, own.bodies.clone());
    users.insert(Use::Answer, own.answers.clone());
    users.insert(Use::Parameter, own.parameters.clone());
    for container in &own.within {
        let of_container = &usage.of[container.0];
        if of_container.bodies.is_empty() && of_container.answers.is_empty() {
            users.entry(Use::Part).or_default().push(*container);
        } else {
            users.entry(Use::InBody).or_default().extend(&of_container.bodies);
            users.entry(Use::InAnswer).or_default().extend(&of_container.answers);
        }
    }
    for ids in users.values_mut() {
        ids.sort_by_key(|id| &model.item(*id).path);
        ids.dedup();
    }
    users.retain(|_, ids| !ids.is_empty());
    users
}

/// The usage in the documentation of a type: a paragraph, and lines for users that need other features.
pub(super) fn docs(context: &Context, scope: &Scope, id: ItemId, item: &Item, mentions: &Mentions) -> (String, Tokens) {
    let mut users = users(context.model, &context.usage, id);
    let is_whole = users.contains_key(&Use::Body) || users.contains_key(&Use::Answer);
    let mut sentences: Vec<String> = Vec::new();
    if !is_whole {
        sentences.extend(travels(item.direction).map(str::to_owned));
    }
    for ids in users.values_mut() {
        ids.retain(|user| !mentions.has(*user));
    }
    let mut elsewhere: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (kind, ids) in &users {
        let mut here = Vec::new();
        let mut of_feature: BTreeMap<&str, Vec<ItemId>> = BTreeMap::new();
        for user in ids {
            let module = &context.model.item(*user).path.module;
            match context.feature_of(module).filter(|_| !context.is_there_with(&item.path.module, module)) {
                Some(feature) => of_feature.entry(feature).or_default().push(*user),
                None => here.push(*user),
            }
        }
        sentences.extend(sentence(context, scope, item, *kind, &here));
        for (feature, ids) in of_feature {
            elsewhere.entry(feature).or_default().extend(sentence(context, scope, item, *kind, &ids));
        }
    }
    let lines = elsewhere.into_iter().map(|(feature, sentences)| {
        let (feature, line) = (Text(feature), Text(format!(" - {}", sentences.join(" "))));
        quote!(#[cfg_attr(feature = #feature, doc = #line)])
    });
    let lines: Vec<_> = lines.collect();
    let apart = (!lines.is_empty()).then(|| quote!(#[doc = ""]));
    (sentences.join(" "), quote!(#apart #(#lines)*))
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
fn sentence(context: &Context, scope: &Scope, item: &Item, kind: Use, ids: &[ItemId]) -> Option<String> {
    if ids.is_empty() {
        return None;
    }
    let links: Vec<_> = ids.iter().take(LISTED).map(|id| link(context, scope, item, *id)).collect();
    let more = match ids.len() - links.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("{} {}{more}.", kind.words(), links.join(", ")))
}

/// A type of another module is written with its path, because many types have the same name. The path is relative to the root.
fn link(context: &Context, scope: &Scope, from: &Item, id: ItemId) -> String {
    let item = context.model.item(id);
    let path = scope.path(id);
    match &item.path {
        own if own.module != from.path.module && from.path.module.is_empty() => format!("[`{own}`]"),
        own if own.module != from.path.module => format!("[`{own}`]({path})"),
        own if own.name == path => format!("[`{path}`]"),
        own => format!("[`{}`]({path})", own.name),
    }
}
