//! The values of parameters, as text.

use serde_core::ser::Error as _;

use super::{Call, CallError};
use crate::codec::record::Member;
use crate::codec::write::{Members, each, write_members};
use crate::codec::writer::scalar_text;
use crate::codec::{Given, List, Wire};
use crate::operation::{Operation, Parameter};
use crate::serde_json;

/// Collects the values of a call's parameters.
#[doc(hidden)]
pub struct Values {
    /// None where the values are not asked for.
    operation: Option<&'static Operation>,
    found: Vec<Value>,
    error: Option<CallError>,
}

/// A parameter and its value.
pub(super) struct Value {
    pub(super) parameter: &'static Parameter,
    pub(super) texts: Texts,
}

/// The texts of a value. There is none for an absent value, for `null` and for an empty list.
pub(super) enum Texts {
    /// One for each element of a list; one for another value.
    List(Vec<String>),
    /// Those of each member of an object that has some, with the member's name.
    Members(Vec<(String, Vec<String>)>),
}

impl Texts {
    pub(super) fn are_none(&self) -> bool {
        match self {
            Self::List(texts) => texts.is_empty(),
            Self::Members(members) => members.is_empty(),
        }
    }

    /// All texts in one: `a,b`, and for an object `name,a` or, if it is exploded, `name=a` (RFC 6570, section 3.2.2).
    pub(super) fn joined(&self, is_exploded: bool, encoded: impl Fn(&str) -> String) -> String {
        let list = |texts: &[String]| texts.iter().map(|text| encoded(text)).collect::<Vec<_>>().join(",");
        let between = if is_exploded { '=' } else { ',' };
        match self {
            Self::List(texts) => list(texts),
            Self::Members(members) => {
                let members = members.iter().map(|(name, texts)| format!("{}{between}{}", encoded(name), list(texts)));
                members.collect::<Vec<_>>().join(",")
            }
        }
    }
}

impl Values {
    /// The values of a call, in the order of its parameters.
    pub(super) fn of<C: Call>(call: &C) -> Result<Vec<Value>, CallError> {
        let mut values = Self { operation: Some(C::OPERATION), ..Self::ignored() };
        call.parts(&mut values);
        values.error.map_or(Ok(values.found), Err)
    }

    /// A collector that ignores its values.
    pub(super) fn ignored() -> Self {
        Self { operation: None, found: Vec::new(), error: None }
    }

    /// Adds the value of the next parameter.
    pub fn push(&mut self, value: &dyn Wire) {
        let Some(operation) = self.operation else { return };
        let Some(parameter) = operation.parameters.get(self.found.len()) else { return };
        let texts = texts_of(value.give()).unwrap_or_else(|error| {
            self.error = Some(CallError::parameter_text(operation, parameter.name, error));
            Texts::List(Vec::new())
        });
        self.found.push(Value { parameter, texts });
    }
}

fn texts_of(value: Given<'_>) -> serde_json::Result<Texts> {
    let mut members = MemberTexts(Vec::new());
    if members.all_of(value)? {
        return Ok(Texts::Members(members.0));
    }
    let mut texts = Vec::new();
    flatten(value, &mut texts)?;
    Ok(Texts::List(texts))
}

/// The texts of the members of an object.
struct MemberTexts(Vec<(String, Vec<String>)>);

impl MemberTexts {
    /// Adds the members of an object. Returns false for another value.
    fn all_of(&mut self, value: Given<'_>) -> serde_json::Result<bool> {
        match value {
            Given::Record(shape, record) => write_members(shape, record, self)?,
            Given::Map(entries) => each(entries, |name, value| self.entry(name, value.give()))?,
            Given::Object(members) | Given::Value(serde_json::Value::Object(members)) => {
                members.iter().try_for_each(|(name, value)| self.entry(name, Given::Value(value)))?;
            }
            Given::Unknown(fields) => {
                fields.iter().try_for_each(|(name, value)| self.entry(name, Given::Value(value)))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl Members for MemberTexts {
    type Error = serde_json::Error;

    fn member(&mut self, member: &Member, given: Given<'_>) -> serde_json::Result<()> {
        self.entry(member.name(), given)
    }

    fn entry(&mut self, name: &str, given: Given<'_>) -> serde_json::Result<()> {
        let mut texts = Vec::new();
        flatten(given, &mut texts)?;
        // A member without a value is omitted.
        if !texts.is_empty() {
            self.0.push((name.to_owned(), texts));
        }
        Ok(())
    }
}

fn flatten(value: Given<'_>, texts: &mut Vec<String>) -> serde_json::Result<()> {
    match value {
        Given::Absent | Given::Null | Given::Value(serde_json::Value::Null) => {}
        Given::Str(text) => texts.push(text.to_owned()),
        Given::Value(serde_json::Value::String(text)) => texts.push(text.clone()),
        Given::Display(value) => texts.push(value.to_string()),
        Given::List(list) => flatten_list(list, texts)?,
        Given::Value(serde_json::Value::Array(values)) => {
            values.iter().try_for_each(|value| flatten(Given::Value(value), texts))?;
        }
        // As `null`, it would be omitted.
        Given::Float(value) if !value.is_finite() => return Err(serde_json::Error::custom("not a finite number")),
        _ => {
            let mut members = MemberTexts(Vec::new());
            if members.all_of(value)? {
                members.0.into_iter().for_each(|(name, own)| texts.extend(std::iter::once(name).chain(own)));
            } else {
                texts.push(scalar_text(value)?);
            }
        }
    }
    Ok(())
}

fn flatten_list(list: &dyn List, texts: &mut Vec<String>) -> serde_json::Result<()> {
    (0..list.count()).try_for_each(|index| flatten(list.element(index).give(), texts))
}
