//! Looking at a value: for `Debug`, and for what the schema does not know.

use std::fmt;

use serde_json::{Map, Value};

use super::record::{Record, Rest};
use super::{Entries, List, Wire};

/// What a value is to a program that inspects it.
pub enum Look<'a> {
    /// A value that prints itself: a scalar, a secret, an enum.
    Plain(&'a dyn fmt::Debug),
    /// The value of an enum that its schema does not list, and the name of the enum.
    UnrecognizedValue(&'static str, &'a dyn fmt::Debug),
    /// A value that no alternative of a union describes.
    UnrecognizedVariant {
        /// The name of the union.
        of: &'static str,
        /// The name of the variant that holds the value.
        variant: &'static str,
        /// The value.
        value: &'a dyn fmt::Debug,
    },
    /// An `Option` without a value.
    None,
    /// An `Option` with a value.
    Some(&'a dyn Wire),
    /// A newtype, by the path of its type.
    Wrapper(&'static str, &'a dyn Wire),
    /// A variant of a union without a value.
    Unit(&'static str),
    /// A variant of a union.
    Variant {
        /// The name of the variant.
        name: &'static str,
        /// The name of the one member of the object, where that is what tells the alternatives apart.
        wrapper: Option<&'static str>,
        /// The value of the variant.
        value: &'a dyn Wire,
    },
    /// A struct.
    Record(&'a dyn Record),
    /// A list or a tuple.
    List(&'a dyn List),
    /// A map with values of one type.
    Map(&'a dyn Entries),
    /// A JSON value.
    Value(&'a Value),
    /// A JSON object.
    Object(&'a Map<String, Value>),
}

/// Prints a value as `Debug` does, without what may be secret: of a free-form value, the names of its members.
pub fn show(value: &dyn Wire, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value.look() {
        Look::Plain(value) | Look::UnrecognizedValue(_, value) => value.fmt(f),
        Look::UnrecognizedVariant { variant, value, .. } => f.debug_tuple(variant).field(value).finish(),
        Look::None => f.write_str("None"),
        Look::Some(value) => f.debug_tuple("Some").field(&Show(value)).finish(),
        Look::Wrapper(path, value) => f.debug_tuple(name(path)).field(&Show(value)).finish(),
        Look::Unit(name) => f.write_str(name),
        Look::Variant { name, value, .. } => f.debug_tuple(name).field(&Show(value)).finish(),
        Look::Record(record) => show_record(record, f),
        Look::List(list) => {
            let elements = (0..list.count()).map(|index| Show(list.element(index)));
            f.debug_list().entries(elements).finish()
        }
        Look::Map(entries) => show_entries(entries, f),
        Look::Value(value) => show_value(value, f),
        Look::Object(members) => show_names(members, f),
    }
}

/// A value that [`show`] prints.
struct Show<'a>(&'a dyn Wire);

impl fmt::Debug for Show<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.0, f)
    }
}

/// The last segment of a path.
fn name(path: &'static str) -> &'static str {
    path.rsplit("::").next().unwrap_or(path)
}

/// The fields under their names on the wire. Absent ones are left out: most fields of most values are absent.
fn show_record(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    let mut output = f.debug_struct(shape.name);
    for (index, member) in shape.members.iter().enumerate() {
        let value = record.member(index);
        if !(member.may_be_absent() && matches!(value.look(), Look::None)) {
            output.field(member.name(), &Show(value));
        }
    }
    if let Some(entries) = record.matching().filter(|entries| entries.count() > 0) {
        output.field("pattern_properties", &ShowEntries(entries));
    }
    match record.rest() {
        Rest::Keep(fields) if !fields.is_empty() => output.field("unknown_fields", fields),
        Rest::Typed(entries) if entries.count() > 0 => output.field("additional_properties", &ShowEntries(entries)),
        Rest::Keep(_) | Rest::Typed(_) | Rest::Refuse => &mut output,
    };
    output.finish()
}

struct ShowEntries<'a>(&'a dyn Entries);

impl fmt::Debug for ShowEntries<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_entries(self.0, f)
    }
}

fn show_entries(entries: &dyn Entries, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut output = f.debug_map();
    entries.each(&mut |name, value| {
        output.entry(&name, &Show(value));
        true
    });
    output.finish()
}

/// Prints the JSON type of a free-form value, and the names of its members: any scalar in it may be a token.
pub(crate) fn show_value(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::Null => f.write_str("null"),
        Value::Bool(_) => f.write_str("boolean"),
        Value::Number(_) => f.write_str("number"),
        Value::String(_) => f.write_str("string"),
        Value::Array(list) => write!(f, "array of {}", list.len()),
        Value::Object(members) => show_names(members, f),
    }
}

fn show_names(members: &Map<String, Value>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_set().entries(members.keys()).finish()
}

/// Implements `Debug` for a type of the codec.
#[doc(hidden)]
#[macro_export]
macro_rules! __debug {
    ($ty:path) => {
        impl ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::show(self, f)
            }
        }
    };
}
