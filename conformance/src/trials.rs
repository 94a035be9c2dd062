//! The trials of a type: instances of its schema, and instances with one fault.

use jsonschema::Validator;
use schemawright::model::{Field, ItemId, Kind, Presence, Rest, Type, Width};
use serde_json::{Map, Value, json};

use crate::flat::Flat;
use crate::instances::{Extent, Maker};
use crate::random::Random;
use crate::schemas::Location;

/// One value for one type, and the expected result.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    pub(super) item: ItemId,
    pub(super) what: What,
    pub(super) value: Value,
    pub(super) expected: Expected,
}

/// The kind of value: a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Instance,
    UnknownMember,
    MissingRequired,
    MissingLenient,
    MissingFixed,
    NullRequired,
    NullLenient,
    NullOptional,
    OtherType,
    OtherItem,
    UnknownValue,
    OtherConst,
    ForbiddenMember,
    OtherUnion,
    Narrowed,
    NoInstant,
    Beyond32Bits,
    Beyond64Bits,
}

/// The expected result for a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expected {
    /// The same value.
    Same,
    /// This value.
    As(Value),
    /// The value, with a default for this member.
    Filled(String),
    /// It is an error.
    Refused,
    /// Any result. No rule decides.
    Either,
}

/// Makes all trials of a type, except for values that the validator rejects.
pub(super) struct Bench<'a> {
    pub(super) maker: &'a Maker<'a>,
    pub(super) validator: &'a Validator,
    pub(super) item: ItemId,
    pub(super) at: &'a Location,
    /// The number of made instances that the validator rejects.
    pub(super) unconfirmed: usize,
}

impl Bench<'_> {
    /// Instances: `cases` random ones, the smallest, the full one, and one for each optional property or value.
    pub(super) fn instances(&mut self, cases: usize, random: &mut Random) -> Vec<Trial> {
        let mut made = vec![self.make(Extent::Least, random), self.make(Extent::Full, random)];
        if let Some(flat) = Flat::new(self.maker.schemas, self.at, random) {
            let optional = flat.properties().into_iter().filter(|property| !property.required);
            let alone: Vec<_> = optional.map(|property| self.make(Extent::Only(&property.name), random)).collect();
            made.extend(alone);
            let values = flat.get("enum").and_then(|(values, _)| values.as_array()).into_iter().flatten();
            made.extend(values.map(|value| Some(value.clone())));
        }
        made.extend((0..cases).map(|_| self.make(Extent::Some, random)));
        let mut trials: Vec<Trial> = Vec::new();
        for value in made.into_iter().flatten() {
            if !self.validator.is_valid(&value) {
                self.unconfirmed += 1;
            } else if trials.iter().all(|trial| trial.value != value) {
                trials.push(self.trial(What::Instance, value, Expected::Same));
            }
        }
        trials
    }

    /// Instances with one fault. Values that the validator accepts are skipped, except where our types are narrower on purpose.
    pub(super) fn faults(&self, random: &mut Random) -> Vec<Trial> {
        let item = self.maker.model.item(self.item);
        let full = [Extent::Full, Extent::Least].into_iter().filter_map(|extent| self.make(extent, random));
        let Some(full) = full.into_iter().find(|value| self.validator.is_valid(value)) else { return Vec::new() };
        let mut trials = match (&item.kind, &full) {
            (Kind::Struct(kind), Value::Object(object)) => {
                let mut trials = self.faults_of_object(&kind.fields, object, random);
                trials.extend(self.further_member(&kind.rest, object));
                trials
            }
            (Kind::Enum(kind), _) => {
                let value = kind.of.stranger();
                vec![if kind.open {
                    self.trial(What::UnknownValue, value, Expected::Same)
                } else {
                    self.trial(What::OtherConst, value, Expected::Refused)
                }]
            }
            _ => Vec::new(),
        };
        let (what, expected) = match item.kind {
            Kind::Union(_) => (What::OtherUnion, Expected::Either),
            _ => (What::OtherType, Expected::Refused),
        };
        // For an enum, another string is an unlisted value; for a struct, another object is too. Neither is of a wrong type.
        let strangers = strangers().filter(|value| match item.kind {
            Kind::Enum(ref kind) => !kind.of.takes(value),
            Kind::Struct(_) => !value.is_object(),
            _ => true,
        });
        trials.extend(strangers.map(|value| self.trial(what, value, expected.clone())));
        trials.retain(|trial| {
            trial.what.is_narrower() || !self.validator.is_valid(&trial.value) || trial.what == What::UnknownMember
        });
        trials
    }

    fn make(&self, extent: Extent<'_>, random: &mut Random) -> Option<Value> {
        self.maker.instance(self.item, self.at, extent, random)
    }

    fn trial(&self, what: What, value: Value, expected: Expected) -> Trial {
        Trial { item: self.item, what, value, expected }
    }

    fn faults_of_object(&self, fields: &[Field], full: &Map<String, Value>, random: &mut Random) -> Vec<Trial> {
        let Some(flat) = Flat::new(self.maker.schemas, self.at, random) else { return Vec::new() };
        let mut trials = Vec::new();
        for property in flat.properties() {
            let Some(field) = fields.iter().find(|field| field.wire_name == property.name) else { continue };
            let without = Value::Object(without(full, &field.wire_name));
            if property.required {
                trials.push(self.missing(field, without.clone()));
            }
            trials.push(self.null(field, full, without));
            let replaced = strangers().filter(|value| !value.is_null());
            let replaced = replaced.map(|value| Value::Object(with(full, &field.wire_name, value)));
            // The first value that the validator rejects is enough.
            let wrong = replaced.into_iter().find(|value| !self.validator.is_valid(value));
            trials.extend(wrong.map(|value| self.trial(What::OtherType, value, Expected::Refused)));
            trials.extend(self.other_item(field, full));
            trials.extend(self.narrowed(field, &property.location, full, random));
        }
        trials
    }

    fn missing(&self, field: &Field, without: Value) -> Trial {
        match &field.presence {
            Presence::Required => self.trial(What::MissingRequired, without, Expected::Refused),
            Presence::Lenient(None) => {
                self.trial(What::MissingLenient, without, Expected::Filled(field.wire_name.clone()))
            }
            Presence::Lenient(Some(_)) => {
                self.trial(What::MissingFixed, without, Expected::Filled(field.wire_name.clone()))
            }
            Presence::Optional => self.trial(What::MissingFixed, without, Expected::Same),
        }
    }

    fn null(&self, field: &Field, full: &Map<String, Value>, without: Value) -> Trial {
        let null = Value::Object(with(full, &field.wire_name, Value::Null));
        match field.presence {
            Presence::Required => self.trial(What::NullRequired, null, Expected::Refused),
            Presence::Lenient(_) => self.trial(What::NullLenient, null, Expected::Filled(field.wire_name.clone())),
            Presence::Optional => self.trial(What::NullOptional, null, Expected::As(without)),
        }
    }

    /// A list with a value of another type in it.
    fn other_item(&self, field: &Field, full: &Map<String, Value>) -> Option<Trial> {
        let items = full.get(&field.wire_name)?.as_array()?;
        let wrong = strangers().map(|stranger| {
            let items: Vec<Value> = items.iter().cloned().chain([stranger]).collect();
            Value::Object(with(full, &field.wire_name, Value::Array(items)))
        });
        let wrong = wrong.into_iter().find(|value| !self.validator.is_valid(value))?;
        // An item that is a union has its own rules.
        let item = if let Type::Array(inner) = &field.ty { Some(&**inner) } else { None };
        let union = matches!(item, Some(Type::Item(id)) if matches!(self.maker.model.item(*id).kind, Kind::Union(_)));
        Some(self.trial(What::OtherItem, wrong, if union { Expected::Either } else { Expected::Refused }))
    }

    /// Values of the right type that a keyword forbids, and values that our types are too narrow for.
    fn narrowed(&self, field: &Field, at: &Location, full: &Map<String, Value>, random: &mut Random) -> Vec<Trial> {
        let set = |value: Value| Value::Object(with(full, &field.wire_name, value));
        let Some(flat) = Flat::new(self.maker.schemas, at, random) else { return Vec::new() };
        let mut trials = Vec::new();
        match &field.ty {
            Type::Timestamp => trials.push(self.trial(What::NoInstant, set(json!("yesterday")), Expected::Refused)),
            Type::Integer(Width::I32) => {
                trials.push(self.trial(What::Beyond32Bits, set(json!(1_i64 << 31)), Expected::Refused))
            }
            Type::Integer(Width::I64) => {
                trials.push(self.trial(What::Beyond64Bits, set(json!(u64::MAX)), Expected::Refused))
            }
            _ => {}
        }
        let candidates: &[Value] = match flat.types().first() {
            Some(&"string") if field.ty != Type::Timestamp => {
                &[json!(""), json!("no such form"), json!("x".repeat(5_000))]
            }
            Some(&"integer") => &[json!(-1), json!(0), json!(i32::MAX), json!(i32::MIN)],
            Some(&"number") => &[json!(-1.5), json!(0.0), json!(1.0e300)],
            _ => &[],
        };
        let named = flat.get("enum").is_some() || flat.get("const").is_some();
        let wrong = candidates.iter().map(|value| set(value.clone())).find(|value| !self.validator.is_valid(value));
        trials.extend(wrong.filter(|_| !named).map(|value| self.trial(What::Narrowed, value, Expected::Same)));
        trials
    }

    fn further_member(&self, rest: &Rest, full: &Map<String, Value>) -> Option<Trial> {
        let value = Value::Object(with(full, "a member of tomorrow", json!({ "nested": [1, null] })));
        match (rest, self.validator.is_valid(&value)) {
            (Rest::Keep, true) => Some(self.trial(What::UnknownMember, value, Expected::Same)),
            (Rest::Refuse, false) => Some(self.trial(What::ForbiddenMember, value, Expected::Refused)),
            // Typed members are among the instances. If several schemas of an `allOf` disagree, no rule decides.
            _ => None,
        }
    }
}

impl What {
    /// Whether the schema accepts what the type rejects.
    fn is_narrower(self) -> bool {
        matches!(self, What::NoInstant | What::Beyond32Bits | What::Beyond64Bits)
    }
}

/// A value of each JSON type.
fn strangers() -> impl Iterator<Item = Value> {
    [json!(null), json!(true), json!(7.5), json!("text"), json!(["text"]), json!({ "member": "text" })].into_iter()
}

fn with(object: &Map<String, Value>, name: &str, value: Value) -> Map<String, Value> {
    let mut object = object.clone();
    object.insert(name.to_owned(), value);
    object
}

fn without(object: &Map<String, Value>, name: &str) -> Map<String, Value> {
    object.iter().filter(|(other, _)| *other != name).map(|(name, value)| (name.clone(), value.clone())).collect()
}
