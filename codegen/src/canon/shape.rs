//! Shapes: what a schema lets a value be, as far as a Rust type can follow it.
//!
//! A schema has *properties*, an object on the wire has *members*, a Rust struct has *fields*. Here they are properties.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::annotations::Doc;
use crate::id::ItemId;
use crate::limits::TUPLE;
use crate::read::matcher::Matcher;
use crate::read::resolve::Location;
use crate::scalars::Scalars;
pub(crate) use crate::telling::{Facts, Form, JsonTypes, Telling};
use crate::width::Width;

/// A schema: a shape, whether `null` is allowed beside it, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) shape: Shape,
    /// Whether `null` is a value too. This is the one place that says so; of a reference, what it leads to has its say in the end.
    pub(crate) nullable: bool,
    pub(crate) origin: Origin,
}

/// What a value can be, `null` aside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Any value, `null` among them.
    Any,
    /// No value: `false`, or parts that contradict each other.
    Never(Option<Box<Contradiction>>),
    /// `null` and nothing else.
    Null,
    Bool,
    Integer(Width),
    Number,
    String(Text),
    Enum(Enum),
    Array(Array),
    Object(Object),
    Union(Union),
    /// What another definition is.
    Ref(ItemId),
}

/// Two parts of which no value is both.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contradiction {
    pub(crate) first: Location,
    pub(crate) second: Location,
}

/// Strings, by what is known of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    Plain,
    /// An RFC 3339 instant.
    Timestamp,
    /// What must not leak: a rule of the configuration says so.
    Secret,
    /// An identifier: an index into the configuration's identifiers.
    Id(usize),
    /// A string of a format that has a type of its own: an index into the configuration's formats.
    Format(usize),
}

/// Scalars that a schema lists.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Enum {
    /// Strings, numbers and booleans, each once, and a whole number as an integer.
    pub(crate) values: Vec<Value>,
    pub(crate) labels: Labels,
    /// Whether it is a `const`, which takes no other value tomorrow.
    pub(crate) constant: bool,
    /// Whether the schema allows all other values of these JSON types beside them (`anyOf: [{enum: [a]}, {type: string}]`).
    pub(crate) others: bool,
}

/// What a schema says of values one by one, by their texts as JSON.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels(BTreeMap<String, Label>);

/// What a schema says of one value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Label {
    /// What it is called.
    pub(crate) title: Option<String>,
    pub(crate) doc: Doc,
}

/// What a value is called is no part of what it is.
impl PartialEq for Labels {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Array {
    /// The items at the beginning that have schemas of their own.
    pub(crate) prefix: Vec<Node>,
    /// All items behind them.
    pub(crate) rest: Box<Node>,
    pub(crate) least: usize,
    pub(crate) most: Option<usize>,
    /// Whether it is a struct, with a field for each of the items at the beginning: known once it has a definition of its own.
    pub(crate) row: bool,
    /// Whether only the keywords imply that it is a list, so that other values are allowed too.
    pub(crate) implied: bool,
}

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Object {
    pub(crate) properties: Vec<Property>,
    /// What must be there, whether a property or not.
    pub(crate) required: BTreeSet<String>,
    pub(crate) rest: Rest,
    /// The members whose names match patterns.
    pub(crate) patterns: Option<Patterns>,
    /// The members that must not be there.
    pub(crate) refused: Vec<String>,
    /// Whether the schema speaks of its members one by one, so that it is a struct, even one without fields.
    pub(crate) named: bool,
    /// Whether only the keywords imply that it is an object, so that other values are allowed too.
    pub(crate) implied: bool,
}

/// Members whose names match one of some patterns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Patterns {
    /// The patterns, as the schema has them.
    pub(crate) patterns: Vec<String>,
    pub(crate) names: Matcher,
    /// What the members are.
    pub(crate) node: Box<Node>,
}

/// A member that a schema names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) node: Node,
    pub(crate) doc: Doc,
    /// What it reads as when it is absent though required: a fix-up says so.
    pub(crate) absent_as: Option<Substitute>,
    /// Whether a rule of the configuration says that its values are personal.
    pub(crate) personal: bool,
    /// Where it stands: in several places, if several parts name it.
    pub(crate) places: Places,
}

/// A value that stands in for one that is missing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Substitute {
    pub(crate) value: Value,
    /// Why it may.
    pub(crate) reason: String,
}

/// Members that a schema does not name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rest {
    /// They are any values.
    Open {
        /// Whether a keyword says so, which counts for `unevaluatedProperties`.
        evaluated: bool,
    },
    /// There are none.
    Closed,
    /// They are of one shape.
    Typed(Box<Node>),
}

/// One of several.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Union {
    pub(crate) alternatives: Vec<Alternative>,
    /// How they are told apart: known once all definitions are.
    pub(crate) telling: Telling,
}

/// One alternative of a union.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alternative {
    pub(crate) node: Node,
    pub(crate) title: Option<String>,
    /// What its schema refers to.
    pub(crate) refers_to: Option<ItemId>,
    pub(crate) doc: Doc,
    pub(crate) form: Form,
    pub(crate) facts: Facts,
}

/// Where a shape comes from.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) at: Location,
    /// Whether it is more than what stands there: something from another place was merged into it.
    pub(crate) mixed: bool,
}

/// Where a shape stands is no part of what it is.
impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Where a property stands.
#[derive(Clone, Debug)]
pub(crate) struct Places(pub(crate) Vec<Location>);

/// As of [`Origin`].
impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Node {
    pub(crate) fn new(shape: Shape, at: &Location) -> Self {
        Self { shape, nullable: false, origin: Origin { at: at.clone(), mixed: false } }
    }

    pub(crate) fn any(at: &Location) -> Self {
        Self::new(Shape::Any, at)
    }

    pub(crate) fn is_any(&self) -> bool {
        self.shape == Shape::Any
    }

    pub(crate) fn is_never(&self) -> bool {
        matches!(self.shape, Shape::Never(_)) && !self.nullable
    }

    /// Whether `null` is a value.
    pub(crate) fn takes_null(&self) -> bool {
        self.nullable || matches!(self.shape, Shape::Any | Shape::Null)
    }

    /// The same, with `null` where that is a value of either.
    pub(crate) fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable && !matches!(self.shape, Shape::Any | Shape::Null);
        if self.nullable && matches!(self.shape, Shape::Never(_)) {
            self = Self { shape: Shape::Null, nullable: false, ..self };
        }
        self
    }

    /// Whether the schema says nothing but which members must be there: beside other alternatives, or properties, it only narrows.
    pub(crate) fn only_requires(&self) -> bool {
        match &self.shape {
            Shape::Any => true,
            Shape::Object(object) => {
                object.implied
                    && object.properties.is_empty()
                    && object.patterns.is_none()
                    && matches!(object.rest, Rest::Open { .. })
            }
            _ => false,
        }
    }

    /// Whether the shape must be a type of its own where it stands inside another one.
    pub(crate) fn needs_type(&self) -> bool {
        match &self.shape {
            Shape::Object(object) => object.is_struct_inside(),
            Shape::Array(array) => array.is_row(),
            Shape::Enum(kind) => kind.is_type(),
            Shape::Union(_) => true,
            _ => false,
        }
    }
}

impl Labels {
    pub(crate) fn of(&self, value: &Value) -> Option<&Label> {
        self.0.get(&value.to_string())
    }

    pub(crate) fn set(&mut self, value: &Value, label: Label) {
        self.0.insert(value.to_string(), label);
    }

    /// The labels of both; of a value that both label, these.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut labels = other.0.clone();
        labels.extend(self.0.iter().map(|(value, label)| (value.clone(), label.clone())));
        Self(labels)
    }
}

impl Enum {
    pub(crate) fn kind(&self) -> Scalars {
        Scalars::of(&self.values)
    }

    pub(crate) fn is_of_strings(&self) -> bool {
        self.kind() == Scalars::Strings
    }

    /// Whether it is an enum in Rust, too: of booleans, the type is `bool`.
    pub(crate) fn is_type(&self) -> bool {
        self.kind() != Scalars::Booleans
    }

    /// The JSON types of its values.
    pub(crate) fn json_types(&self) -> JsonTypes {
        self.values.iter().fold(JsonTypes::default(), |types, value| types.with(json_type(value)))
    }

    /// Whether the schema allows a value.
    pub(crate) fn allows(&self, value: &Value) -> bool {
        self.has(value) || self.others && self.json_types().overlaps(json_type(value))
    }

    /// Takes the values of another one, which may be there already: [`drop_doubles`](Self::drop_doubles) sees to that, once for all of them.
    pub(crate) fn take(&mut self, other: &Self) {
        self.values.extend(other.values.iter().cloned());
        for (value, label) in &other.labels.0 {
            self.labels.0.entry(value.clone()).or_insert_with(|| label.clone());
        }
        self.constant = false;
        self.others |= other.others;
    }

    /// Leaves the first of values that are the same.
    pub(crate) fn drop_doubles(&mut self) {
        let mut seen = HashSet::with_capacity(self.values.len());
        self.values.retain(|value| seen.insert(value.clone()));
    }

    /// The values of both, each once.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let mut seen: HashSet<&Value> = self.values.iter().collect();
        let new: Vec<Value> = other.values.iter().filter(|value| seen.insert(value)).cloned().collect();
        let values = self.values.iter().cloned().chain(new).collect();
        Self { values, labels: self.labels.and(&other.labels), constant: false, others: self.others || other.others }
    }

    pub(crate) fn has(&self, value: &Value) -> bool {
        self.values.iter().any(|own| same_scalar(own, value))
    }

    /// What its values are, apart from which, where one shape says that.
    pub(crate) fn widened(&self) -> Option<Shape> {
        match self.kind() {
            Scalars::Strings => Some(Shape::String(Text::Plain)),
            Scalars::Integers(width) => Some(Shape::Integer(width)),
            Scalars::Booleans => Some(Shape::Bool),
            Scalars::Mixed => self.values.iter().all(Value::is_number).then_some(Shape::Number),
        }
    }
}

fn json_type(scalar: &Value) -> JsonTypes {
    match scalar {
        Value::Bool(_) => JsonTypes::BOOLEAN,
        Value::Number(_) => JsonTypes::NUMBER,
        _ => JsonTypes::STRING,
    }
}

/// Whether two scalars are one value: `1` and `1.0` are.
pub(crate) fn same_scalar(one: &Value, other: &Value) -> bool {
    one == other || one.is_number() && one.as_f64() == other.as_f64()
}

impl Object {
    /// An object of which nothing is said.
    pub(crate) fn open() -> Self {
        Self {
            properties: Vec::new(),
            required: BTreeSet::new(),
            rest: Rest::Open { evaluated: false },
            patterns: None,
            refused: Vec::new(),
            named: false,
            implied: false,
        }
    }

    pub(crate) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// Whether it becomes a struct where it stands inside another schema.
    fn is_struct_inside(&self) -> bool {
        !self.properties.is_empty() || self.patterns.is_some() || self.rest == Rest::Closed
    }

    /// Whether it takes no members but those that it names.
    pub(crate) fn is_closed(&self) -> bool {
        self.rest == Rest::Closed && self.patterns.is_none()
    }

    /// What a map of its members would hold.
    pub(crate) fn map_of(&self) -> Option<&Node> {
        match &self.rest {
            Rest::Typed(node) => Some(node),
            Rest::Open { .. } | Rest::Closed => None,
        }
    }
}

impl Array {
    /// A list of which nothing is said.
    pub(crate) fn open(at: &Location) -> Self {
        Self { prefix: Vec::new(), rest: Box::new(Node::any(at)), least: 0, most: None, row: false, implied: false }
    }

    /// What stands at an index.
    pub(crate) fn item(&self, index: usize) -> &Node {
        self.prefix.get(index).unwrap_or(&self.rest)
    }

    /// Whether every value has as many items as there are schemas for them.
    pub(crate) fn is_tuple(&self) -> bool {
        let length = self.prefix.len();
        length > 0 && self.least == length && (self.most == Some(length) || self.rest.is_never())
    }

    /// Whether a Rust tuple is all of its values.
    pub(crate) fn is_rust_tuple(&self) -> bool {
        self.is_tuple() && self.prefix.len() <= TUPLE
    }

    /// Whether the items at the beginning have schemas of their own, and no Rust tuple is all of its values.
    pub(crate) fn is_row(&self) -> bool {
        !self.prefix.is_empty() && !self.is_rust_tuple() && self.items().is_none()
    }

    /// The one schema that all items have, if they do.
    pub(crate) fn items(&self) -> Option<&Node> {
        let first = self.prefix.first().unwrap_or(&self.rest);
        let all = self.prefix.iter().all(|item| item == first);
        (all && (self.rest.is_never() || *self.rest == *first)).then_some(first)
    }
}
