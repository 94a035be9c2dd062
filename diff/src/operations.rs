//! Compares operations: their requests, parameters and responses.

use super::both::Both;
use super::change::{Change, Subject};
use super::members::conversion;
use super::message::{Message, say};
use super::renames::Renames;
use super::rule::Rule;
use super::state::State;
use schemawright::model::{Host, Item, Operation, Parameter, Presence};

/// The change for an added or removed operation.
pub(super) fn alone(state: &State, rule: Rule, item: &Item, operation: &Operation, how: &str) -> Change {
    let message = say!("operation {} ({}), call {}, is ", operation.id, request(operation), item.path);
    state.of_item(rule, item, message.then(Message::new(how, &[])))
}

fn request(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.template())
}

/// All changes of an operation, except documentation.
pub(super) fn compare(both: &Both, was: &Operation, is: &Operation) -> Vec<Change> {
    let path = &both.is.path;
    let mut changes = Vec::new();
    let mut push = |rule, message| changes.push(both.new.of_item(rule, both.is, message));
    if (&was.method, was.template()) != (&is.method, is.template()) {
        push(Rule::OperationMoved, say!("{} calls {}, was {}", path, request(is), request(was)));
    }
    if (&was.host, &was.auth) != (&is.host, &is.auth) {
        let sent = say!("{} is sent to ", path).then(target(is));
        push(Rule::OperationRerouted, sent.then(say!(", was to ")).then(target(was)));
    }
    let (body_was, body_is) = (body(both.old, was, &both.pairs.renames), body(both.new, is, &Renames::default()));
    if body_was != body_is {
        push(Rule::BodyChanged, say!("the body of {} is ", path).then(body_is).then(say!(", was ")).then(body_was));
    } else if let (Some(was), Some(is)) = (&was.body, &is.body)
        && let Some((rule, how)) = conversion(both, &was.field, &is.field)
    {
        push(rule, say!("the body of {}", path).then(how));
    }
    let (answer_was, answer_is) =
        (answer(both.old, was, &both.pairs.renames), answer(both.new, is, &Renames::default()));
    if answer_was != answer_is {
        let answer = say!("the answer of {} is ", path).then(answer_is);
        push(Rule::AnswerChanged, answer.then(say!(", was ")).then(answer_was));
    }
    match (&was.page, &is.page) {
        (None, Some(_)) => push(Rule::PagesAdded, say!("{} has a way to the next page", path)),
        (Some(_), None) => push(Rule::PagesRemoved, say!("{} no longer has a way to the next page", path)),
        _ => {}
    }
    changes.extend(parameters(both, was, is));
    changes
}

fn target(operation: &Operation) -> Message {
    let host = match &operation.host {
        Host::Api => say!("the API's host"),
        Host::Url(url) => say!("{}", url),
        Host::Named(name) => say!("the host {}", name),
    };
    match &operation.auth[..] {
        [] => host.then(say!(" without credentials")),
        auth => host.then(say!(" with ")).then(Message::list(auth)),
    }
}

fn body(state: &State, operation: &Operation, renames: &Renames) -> Message {
    let Some(body) = &operation.body else { return say!("nothing") };
    say!("{} as {}", state.field(&body.field, renames), body.media_type)
}

fn answer(state: &State, operation: &Operation, renames: &Renames) -> Message {
    operation.answer.as_ref().map_or_else(|| say!("nothing"), |ty| say!("{}", state.ty(ty, renames)))
}

/// Changes of parameters. They are matched by their place and their name on the wire.
fn parameters(both: &Both, was: &Operation, is: &Operation) -> Vec<Change> {
    let mut changes = Vec::new();
    for parameter in &was.parameters {
        match find(is, parameter) {
            Some(found) => changes.extend(compare_parameter(both, parameter, found)),
            None => {
                let message = quoted(both.was, parameter).then(say!(" is removed"));
                changes.push(change(both.old, Rule::ParameterRemoved, both.was, parameter, message));
            }
        }
    }
    for parameter in is.parameters.iter().filter(|parameter| find(was, parameter).is_none()) {
        let (rule, how) = match parameter.field.presence {
            Presence::Optional => (Rule::ParameterAddedOptional, say!(" is new: optional, ")),
            _ => (Rule::ParameterAddedRequired, say!(" is new: required, ")),
        };
        let ty = both.new.field(&parameter.field, &Renames::default());
        let message = quoted(both.is, parameter).then(how).then(say!("{}", ty));
        changes.push(change(both.new, rule, both.is, parameter, message));
    }
    let (required_was, required_is) = (required(was, is), required(is, was));
    if required_was != required_is {
        let order = say!("{} takes ", format!("{}::new", both.is.path)).then(Message::list(required_is));
        let message = order.then(say!(", in that order; it was ")).then(Message::list(required_was));
        changes.push(both.new.of_item(Rule::ParametersReordered, both.is, message));
    }
    changes
}

fn find<'a>(operation: &'a Operation, sought: &Parameter) -> Option<&'a Parameter> {
    operation.parameters.iter().find(|other| other.place == sought.place && other.name == sought.name)
}

/// The required parameters of one operation that are also required in the other.
fn required<'a>(one: &'a Operation, other: &Operation) -> Vec<&'a str> {
    let is_required = |parameter: &Parameter| parameter.field.presence != Presence::Optional;
    let in_both = |parameter: &&Parameter| is_required(parameter) && find(other, parameter).is_some_and(is_required);
    one.parameters.iter().filter(in_both).map(|parameter| parameter.name.as_str()).collect()
}

fn compare_parameter(both: &Both, was: &Parameter, is: &Parameter) -> Vec<Change> {
    let name = || quoted(both.is, is);
    let mut changes = Vec::new();
    let mut push = |rule, message| changes.push(change(both.new, rule, both.is, is, name().then(message)));
    if was.field.rust_name != is.field.rust_name {
        push(Rule::ParameterRenamed, say!(" is {} in Rust, was {}", is.field.rust_name, was.field.rust_name));
    }
    let ty = |state: &State, parameter: &Parameter, renames: &Renames| {
        let ty = state.ty(&parameter.field.ty, renames);
        if parameter.field.nullable { format!("Option<{ty}>") } else { ty }
    };
    let (ty_was, ty_is) = (ty(both.old, was, &both.pairs.renames), ty(both.new, is, &Renames::default()));
    if ty_was != ty_is {
        push(Rule::ParameterRetyped, say!(" is {}, was {}", ty_is, ty_was));
    } else if was.explode != is.explode {
        push(
            Rule::ParameterRetyped,
            if is.explode { say!(" is one for each element") } else { say!(" is one for all") },
        );
    } else if let Some((rule, how)) = conversion(both, &was.field, &is.field) {
        push(rule, how);
    }
    match (&was.field.presence, &is.field.presence) {
        (Presence::Optional, Presence::Optional) => {}
        (Presence::Optional, _) => push(Rule::ParameterNowRequired, say!(" is required, was optional")),
        (_, Presence::Optional) => push(Rule::ParameterNowOptional, say!(" is optional, was required")),
        _ => {}
    }
    changes
}

fn quoted(item: &Item, parameter: &Parameter) -> Message {
    let place = parameter.place.name();
    Message::new(&format!("{place} parameter {{}} of {{}}"), &[&parameter.name, &item.path])
}

fn change(state: &State, rule: Rule, item: &Item, parameter: &Parameter, message: Message) -> Change {
    let change = state.of_item(rule, item, message);
    Change { subject: Subject::part(&item.path, &parameter.field.rust_name), ..change }
}
