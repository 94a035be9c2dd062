//! Values to validate. Unlike those of `serde_json`, their numbers keep every digit.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::decimal::Decimal;
use super::run::Step;
use crate::codec::record::{Rest, Shape};
use crate::codec::timestamp::Line;
use crate::codec::write::{Members as Destination, each, write_members};
use crate::codec::{Entries, Given, Member, Wire};
use crate::describe::Json;

#[derive(Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(Decimal),
    String(String),
    Array(Vec<Value>),
    Object(Members),
}

/// The members of an object, in their order.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Members {
    list: Vec<(String, Value)>,
    /// The indices of the members, in the order of their names.
    sorted: Vec<usize>,
    /// The names of the entries of maps. All others are declared by the schema.
    keys: BTreeSet<String>,
    /// Whether these names are parts of secrets, or personal.
    hides_keys: bool,
}

/// The reason why a value can't be encoded is not reported.
#[derive(Debug)]
pub(super) struct Unwritable;

impl Value {
    /// A value as it would be encoded.
    pub(super) fn of(value: &dyn Wire) -> Result<Self, Unwritable> {
        Self::given(value.give())
    }

    fn given(given: Given<'_>) -> Result<Self, Unwritable> {
        Ok(match given {
            Given::Absent | Given::Null => Self::Null,
            Given::Bool(value) => Self::Bool(value),
            Given::I64(value) => Self::Number(Decimal::Integer(value.into())),
            Given::U64(value) => Self::Number(Decimal::Integer(value.into())),
            Given::I128(value) => Self::Number(Decimal::Integer(*value)),
            Given::U128(value) => Self::number(value),
            Given::Float(value) => Self::double(value),
            Given::Number(digits) => Self::number(digits),
            Given::Str(text) => Self::String(text.to_owned()),
            Given::Display(value) => Self::String(value.to_string()),
            Given::Timestamp(timestamp) => Self::String(Line::new().write(timestamp).ok_or(Unwritable)?.into_owned()),
            Given::Record(shape, record) => {
                let mut list = Vec::new();
                write_members(shape, record, &mut List(&mut list))?;
                let rest = if let Rest::Typed(entries) = record.rest(shape) { Some(entries) } else { None };
                let maps = record.matching(shape).into_iter().chain(rest);
                let mut members = Members::new(list).with_keys(maps);
                if shape.hides_names {
                    members.hide_unknown(shape);
                }
                Self::Object(members)
            }
            Given::Map(entries) => {
                let mut list = Vec::with_capacity(entries.count());
                each(entries, |name, value| List(&mut list).entry(name, value.give()))?;
                Self::Object(Members::new(list).with_keys([entries]))
            }
            Given::List(list) => {
                Self::Array((0..list.count()).map(|index| Self::of(list.element(index))).collect::<Result<_, _>>()?)
            }
            Given::Value(value) => value.into(),
            Given::Object(members) => Self::object(members.iter()),
            Given::Unknown(fields) => Self::object(fields.iter()),
        })
    }

    fn number(number: impl Display) -> Self {
        Self::Number(Decimal::of(&number.to_string()))
    }

    /// JSON has no other doubles: they are encoded as `null`.
    fn double(value: f64) -> Self {
        if value.is_finite() { Self::number(format_args!("{value:e}")) } else { Self::Null }
    }

    fn object<'m, N: AsRef<str> + 'm>(members: impl Iterator<Item = (N, &'m serde_json::Value)>) -> Self {
        Self::Object(Members::new(members.map(|(name, value)| (name.as_ref().to_owned(), value.into())).collect()))
    }

    /// The same value, in which the names of maps are personal.
    fn with_hidden_keys(mut self) -> Self {
        let mut rest = vec![&mut self];
        while let Some(value) = rest.pop() {
            match value {
                Self::Array(items) => rest.extend(items),
                Self::Object(members) => {
                    members.hides_keys = true;
                    rest.extend(members.list.iter_mut().map(|(_, value)| value));
                }
                _ => {}
            }
        }
        self
    }

    /// The member of an object.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.get(name).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl From<&serde_json::Value> for Value {
    fn from(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => Self::number(number),
            serde_json::Value::String(text) => Self::String(text.clone()),
            serde_json::Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            serde_json::Value::Object(members) => Self::object(members.iter()),
        }
    }
}

/// The number of a schema; none if the value is not a number.
pub(super) fn number(listed: Json) -> Option<Decimal> {
    match listed {
        Json::Int(value) => Some(Decimal::Integer(value.into())),
        Json::UInt(value) => Some(Decimal::Integer(value.into())),
        Json::Float(value) => Some(Decimal::of(&format!("{value:e}"))),
        _ => None,
    }
}

impl Members {
    fn new(list: Vec<(String, Value)>) -> Self {
        let mut sorted: Vec<usize> = (0..list.len()).collect();
        sorted.sort_unstable_by(|one, other| list[*one].0.cmp(&list[*other].0));
        Self { list, sorted, keys: BTreeSet::new(), hides_keys: false }
    }

    /// The same, of which these maps are a part.
    fn with_keys<'e>(mut self, maps: impl IntoIterator<Item = &'e dyn Entries>) -> Self {
        for entries in maps {
            self.hides_keys |= entries.hides_names();
            entries.each(&mut |name, _| {
                self.keys.insert(name.to_owned());
                true
            });
        }
        self
    }

    /// Hides the names that a struct does not declare.
    fn hide_unknown(&mut self, shape: &Shape) {
        let unknown = self.list.iter().map(|(name, _)| name).filter(|name| !shape.names(name)).cloned();
        self.keys.extend(unknown);
        self.hides_keys = true;
    }

    /// The step to a member.
    pub(super) fn step<'v>(&self, name: &'v str) -> Step<'v> {
        if self.hides_keys && self.keys.contains(name) { Step::Hidden } else { Step::Member(name) }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.list.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// The members in the order of their names.
    pub(super) fn sorted(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.sorted.iter().map(|index| (self.list[*index].0.as_str(), &self.list[*index].1))
    }

    /// A member with its name.
    pub(super) fn get(&self, name: &str) -> Option<(&str, &Value)> {
        let found = self.sorted.binary_search_by(|index| self.list[*index].0.as_str().cmp(name)).ok()?;
        let (name, value) = &self.list[self.sorted[found]];
        Some((name, value))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// Collects the members of a struct.
struct List<'a>(&'a mut Vec<(String, Value)>);

impl Destination for List<'_> {
    type Error = Unwritable;

    fn member(&mut self, member: &Member, given: Given<'_>) -> Result<(), Unwritable> {
        let value = Value::given(given)?;
        self.0.push((member.name().to_owned(), if member.privacy.hides() { value.with_hidden_keys() } else { value }));
        Ok(())
    }

    fn entry(&mut self, name: &str, given: Given<'_>) -> Result<(), Unwritable> {
        self.0.push((name.to_owned(), Value::given(given)?));
        Ok(())
    }
}

impl std::fmt::Display for Unwritable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the value can't be encoded")
    }
}

impl std::error::Error for Unwritable {}

impl serde_core::ser::Error for Unwritable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}
