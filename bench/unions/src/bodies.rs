//! Lists of events as JSON.

use crate::peers::KINDS;

/// The number of events in a list.
pub const EVENTS: usize = 1_000;

/// The position of the tag in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Before all other members.
    First,
    /// After all other members.
    Last,
}

/// The kinds of the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinds {
    /// All kinds, in turns.
    All,
    /// The kind of the last alternative.
    Last,
}

/// A list of events.
#[must_use]
pub fn events(kinds: Kinds, tag: Tag) -> String {
    let kind = |index: usize| match kinds {
        Kinds::All => &KINDS[index % KINDS.len()],
        Kinds::Last => &KINDS[KINDS.len() - 1],
    };
    let events: Vec<String> = (0..EVENTS).map(|index| event(index, kind(index), tag)).collect();
    format!("[{}]", events.join(","))
}

fn event(index: usize, (name, members): &(&str, &[(&str, &str)]), tag: Tag) -> String {
    let ty = format!("\"type\":\"{name}\"");
    let actor = format!("{{\"id\":\"user-{index:08}\",\"name\":\"Somebody with a name\"}}");
    let head = format!("\"id\":\"event-{index:012}\",\"at\":\"2026-03-02T09:14:27Z\",\"actor\":{actor}");
    let own: Vec<String> =
        members.iter().map(|(name, ty)| format!("\"{name}\":{}", value(index, ty, &actor))).collect();
    let own = own.join(",");
    match tag {
        Tag::First => format!("{{{ty},{head},{own}}}"),
        Tag::Last => format!("{{{head},{own},{ty}}}"),
    }
}

fn value(index: usize, ty: &str, actor: &str) -> String {
    match ty {
        "String" => format!("\"what is told of event {index}\""),
        "i64" => index.to_string(),
        "bool" => (index % 2 == 0).to_string(),
        "Vec < String >" | "Vec<String>" => "[\"one\",\"another\",\"and a third\"]".to_owned(),
        "Actor" => actor.to_owned(),
        other => unreachable!("no kind of events has a member of type {other}"),
    }
}
