//! Compares the members of two structs.

use super::both::Both;
use super::change::Change;
use super::constraints;
use super::message::{Message, say};
use super::renames::Renames;
use super::rule::Rule;
use super::state::State;
use schemawright::model::{BoxReason, Field, Layout, Presence, Rest, Struct, Type};

/// All changes of members, except documentation. Members are matched by their names on the wire.
pub(super) fn compare(both: &Both, was: &Struct, is: &Struct) -> Vec<Change> {
    let mut changes = Vec::new();
    let named = |item: &Struct, name: &str| item.fields.iter().position(|field| field.wire_name == name);
    let rust = |item: &Struct, name: &str| item.fields.iter().position(|field| field.rust_name == name);
    for field in &was.fields {
        match (named(is, &field.wire_name), rust(is, &field.rust_name)) {
            (Some(at), _) => changes.extend(compare_member(both, field, &is.fields[at])),
            (None, Some(at)) if named(was, &is.fields[at].wire_name).is_none() => {
                changes.push(rewired(both, field, &is.fields[at]));
                changes.extend(compare_member(both, field, &is.fields[at]));
            }
            _ => {
                let message = quoted(both, field).then(say!(" is removed"));
                changes.push(both.old.of_member(Rule::MemberRemoved, both.was, field, message));
            }
        }
    }
    for field in &is.fields {
        let kept = rust(was, &field.rust_name).is_some_and(|at| named(is, &was.fields[at].wire_name).is_none());
        if named(was, &field.wire_name).is_none() && !kept {
            changes.push(added(both, field));
        }
    }
    changes.extend(order(both, was, is));
    changes.extend(rest(both, was, is));
    changes
}

fn quoted(both: &Both, field: &Field) -> Message {
    say!("member {} of {}", field.wire_name, both.is.path)
}

fn added(both: &Both, field: &Field) -> Change {
    let (rule, how) = match &field.presence {
        Presence::Optional => (Rule::MemberAddedOptional, say!(" is new: optional, ")),
        Presence::Required => (Rule::MemberAddedRequired, say!(" is new: required, ")),
        Presence::Lenient(value) => {
            (Rule::MemberAddedLenient, say!(" is new: required, ").then(absence(value.as_ref())).then(say!(", ")))
        }
    };
    let ty = both.new.field(field, &Renames::default());
    both.new.of_member(rule, both.is, field, quoted(both, field).then(how).then(say!("{}", ty)))
}

fn absence(value: Option<&serde_json::Value>) -> Message {
    value.map_or_else(|| say!("decodes as empty if absent"), |value| say!("decodes as {} if absent", value))
}

fn rewired(both: &Both, was: &Field, is: &Field) -> Change {
    let message =
        say!("field {} of {} is {} on the wire, was {}", is.rust_name, both.is.path, is.wire_name, was.wire_name);
    both.new.of_member(Rule::MemberWireRenamed, both.is, is, message)
}

fn compare_member(both: &Both, was: &Field, is: &Field) -> Vec<Change> {
    let name = quoted(both, is);
    let (full_was, full_is) = (both.old.field(was, &both.pairs.renames), both.new.field(is, &Renames::default()));
    let mut changes = Vec::new();
    let mut push = |rule, message: Message| changes.push(both.new.of_member(rule, both.is, is, message));
    if was.rust_name != is.rust_name {
        push(Rule::MemberRenamed, name.clone().then(say!(" is {} in Rust, was {}", is.rust_name, was.rust_name)));
    }
    let same_type = both.old.ty(&was.ty, &both.pairs.renames) == both.new.ty(&is.ty, &Renames::default());
    if !same_type {
        push(Rule::MemberRetyped, name.clone().then(say!(" is {}, was {}", full_is, full_was)));
    } else if was.boxed.is_some() != is.boxed.is_some() {
        // If the type has changed too, the box is not reported.
        let rule = if is.boxed.is_some() { Rule::MemberBoxed } else { Rule::MemberUnboxed };
        let reason = match is.boxed {
            Some(BoxReason::Circular) => {
                say!(": a new reference is circular, and {} for its member keeps this field", "[[boxing.field]]")
            }
            _ => Message::default(),
        };
        push(rule, name.clone().then(say!(" is {}, was {}", full_is, full_was)).then(reason));
    }
    if was.nullable != is.nullable {
        let rule = if is.nullable { Rule::MemberNowNullable } else { Rule::MemberNoLongerNullable };
        push(rule, name.clone().then(say!(" is {}, was {}", full_is, full_was)));
    }
    if let Some((rule, how)) = presence(&was.presence, &is.presence) {
        push(rule, name.then(how));
    }
    if same_type {
        changes.extend(constant(both, was, is).or_else(|| argument(both, was, is)));
        changes.extend(fill(both, was, is));
        changes.extend(constraints::of_member(both, was, is));
    }
    changes
}

/// Whether `new` takes the member as an argument, where both states require it.
fn constant(both: &Both, was: &Field, is: &Field) -> Option<Change> {
    let is_required = |field: &Field| field.presence != Presence::Optional;
    if was.constant == is.constant || !is_required(was) || !is_required(is) {
        return None;
    }
    let (rule, how) = if is.constant {
        (Rule::ArgumentRemoved, say!(" is a constant, which `new` fills in"))
    } else {
        (Rule::ArgumentAdded, say!(" is an argument of `new`, which filled in a constant"))
    };
    Some(both.new.of_member(rule, both.is, is, quoted(both, is).then(how)))
}

/// The change of the argument for a member, if its type has the same name and converts from other types than before.
fn argument(both: &Both, was: &Field, is: &Field) -> Option<Change> {
    let (rule, how) = conversion(both, was, is)?;
    Some(both.new.of_member(rule, both.is, is, quoted(both, is).then(how)))
}

/// The rule for the argument of a field whose type has the same name and converts from other types than before.
pub(super) fn conversion(both: &Both, was: &Field, is: &Field) -> Option<(Rule, Message)> {
    let converts = |state: &State, field: &Field| state.model().converts(state.model().converted(&field.ty));
    let rule = match (converts(both.old, was), converts(both.new, is)) {
        _ if was.nullable || is.nullable => return None,
        (true, false) => Rule::ArgumentNarrowed,
        (false, true) => Rule::ArgumentWidened,
        _ => return None,
    };
    let inner = both.new.model().converted(&is.ty);
    let what = if *inner == is.ty { say!(" is set with ") } else { say!(" has items that are set with ") };
    let ty = both.new.ty(inner, &Renames::default());
    let how = if rule == Rule::ArgumentNarrowed {
        say!("{}, was with any value that converts into it", ty)
    } else {
        say!("any value that converts into {}, was with this type itself", ty)
    };
    Some((rule, what.then(how)))
}

/// The values that `new` and `Default` set, if they set one before.
fn fill(both: &Both, was: &Field, is: &Field) -> Option<Change> {
    // Without a value, a required member is an argument of `new`, and its struct has no `Default`.
    let is_given = |field: &Field| field.presence == Presence::Optional || field.fill.is_some();
    if was.fill == is.fill || was.presence != is.presence || !is_given(was) || !is_given(is) {
        return None;
    }
    let text =
        |field: &Field| field.fill.as_ref().map_or_else(|| say!("absent"), |value| say!("{}", value.to_string()));
    let how = say!(" is ").then(text(is)).then(say!(" in a new value, was ")).then(text(was));
    Some(both.new.of_member(Rule::MemberFillChanged, both.is, is, quoted(both, is).then(how)))
}

fn presence(was: &Presence, is: &Presence) -> Option<(Rule, Message)> {
    let found = match (was, is) {
        (Presence::Optional, Presence::Optional) | (Presence::Required, Presence::Required) => return None,
        (_, Presence::Optional) => (Rule::MemberNowOptional, say!(" is optional, was required")),
        (Presence::Optional, _) => (Rule::MemberNowRequired, say!(" is required, was optional")),
        (Presence::Required, Presence::Lenient(value)) => {
            (Rule::MemberNowLenient, say!(" ").then(absence(value.as_ref())).then(say!(", was an error")))
        }
        (Presence::Lenient(value), Presence::Required) => {
            (Rule::MemberNowStrict, say!(" is an error if absent; it was that it ").then(absence(value.as_ref())))
        }
        (Presence::Lenient(was), Presence::Lenient(is)) if was == is => return None,
        (Presence::Lenient(was), Presence::Lenient(is)) => (
            Rule::MemberAbsentValueChanged,
            say!(" ").then(absence(is.as_ref())).then(say!("; it was that it ")).then(absence(was.as_ref())),
        ),
    };
    Some(found)
}

/// Members that are in both, in another order.
fn order(both: &Both, was: &Struct, is: &Struct) -> Option<Change> {
    let names = |one: &Struct, other: &Struct| {
        let in_both = |name: &String| other.fields.iter().any(|field| field.wire_name == *name);
        one.fields.iter().map(|field| field.wire_name.clone()).filter(in_both).collect::<Vec<_>>()
    };
    let message = say!("the members of {} are in another order", both.is.path);
    (names(was, is) != names(is, was)).then(|| both.new.of_item(Rule::MembersReordered, both.is, message))
}

/// The change for members that the schema does not declare.
fn rest(both: &Both, was: &Struct, is: &Struct) -> Option<Change> {
    let describe = |of: &Struct, ty: &dyn Fn(&Type) -> Message| {
        let others = match &of.rest {
            Rest::Keep => say!("kept unchanged"),
            Rest::Refuse => say!("refused"),
            Rest::Typed(inner) => say!("kept as ").then(ty(inner)),
        };
        let others = if of.layout == Layout::List { say!("items of a list, ").then(others) } else { others };
        let matches = of.matches.iter().fold(others, |text, matches| {
            let patterns = matches.patterns.join("`, `");
            text.then(say!(", those that match {} as ", patterns)).then(ty(&matches.ty))
        });
        let refused = of.refused.iter().fold(matches, |text, name| text.then(say!(", {} refused", name)));
        of.refused_patterns.iter().fold(refused, |text, refused| {
            text.then(say!(", those that match {} refused", refused.patterns.join("`, `")))
        })
    };
    let was_text = describe(was, &|ty| say!("{}", both.old.ty(ty, &both.pairs.renames)));
    let is_text = describe(is, &|ty| say!("{}", both.new.ty(ty, &Renames::default())));
    if was_text == is_text {
        return None;
    }
    let refuses = |of: &Struct, pattern: &String| {
        of.refused_patterns.as_ref().is_some_and(|refused| refused.patterns.contains(pattern))
    };
    let refuses_more = is.refused.iter().any(|name| !was.refused.contains(name))
        || is.refused_patterns.iter().flat_map(|refused| &refused.patterns).any(|pattern| !refuses(was, pattern));
    let rule = match (&was.rest, &is.rest) {
        (Rest::Refuse, Rest::Refuse) => Rule::RestRetyped,
        (Rest::Refuse, _) => Rule::RestKept,
        (_, Rest::Refuse) => Rule::RestRefused,
        _ if refuses_more => Rule::RestRefused,
        _ if was.rest == is.rest && was.matches == is.matches => Rule::RestKept,
        _ => Rule::RestRetyped,
    };
    let message = say!("other members of {} are ", both.is.path).then(is_text).then(say!(", were ")).then(was_text);
    Some(both.new.of_item(rule, both.is, message))
}
