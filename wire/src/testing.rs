//! Checks for generated tests: each type is decoded, encoded and compared. A failed check panics and reports the difference.
//!
//! Instances are found by trial: for each place, the first of a few tokens that it accepts.

#[cfg(feature = "examples")]
mod example;

use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;
use serde_json::{Map, Value, json};

use crate::codec::{
    Blank, Given, IntegerEnum, Listed, Record, RestMut, Rule, ScalarEnum, Shape, StringEnum, Target, Telling, Token,
    Union, Wire,
};

#[cfg(feature = "examples")]
pub use example::check_example;

/// Decodes and encodes a value.
type Pass = fn(&Value) -> Result<Value, String>;

// Generic functions are compiled for each type of a package: they only call the traits of the type.

fn pass<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, String> {
    match crate::decode::<T>(value.to_string()) {
        Ok(decoded) => read_back(std::any::type_name::<T>(), crate::encode(&decoded), serde_json::to_vec(&decoded)),
        Err(error) => Err(error.to_string()),
    }
}

/// Reads what both writers have written, which must be equal. Doubles beyond 64 bits may have an exponent in one of them.
fn read_back(
    name: &str,
    json: serde_json::Result<Vec<u8>>,
    other: serde_json::Result<Vec<u8>>,
) -> Result<Value, String> {
    let [json, other] = [json, other].map(|written| written.map_err(|error| error.to_string()));
    let (json, other) = (json?, other?);
    let read = |json: &[u8]| serde_json::from_slice::<Value>(json).map_err(|error| error.to_string());
    let value = read(&json)?;
    assert!(json == other || read(&other)? == value, "`encode` and `to_vec` write {name} differently");
    Ok(value)
}

/// Checks a struct.
pub fn check_record<T: Record + Blank + DeserializeOwned + Serialize + 'static>() {
    record(T::shape(), || Box::new(T::blank()), pass::<T>);
}

fn record(shape: &'static Shape, blank: fn() -> Box<dyn Record>, pass: Pass) {
    let check = Check { name: shape.name, pass };
    let (minimal, full) = (instance(shape, blank, false), instance(shape, blank, true));
    check.same(&minimal, "the minimal instance");
    check.same(&full, "the full instance");
    for member in shape.members {
        let (name, rule) = (member.name(), member.rule);
        match rule {
            Rule::Required => {
                check.refused(&without(&minimal, name), name, "is missing");
                check.refused(&with(&minimal, name, Value::Null), name, "is null");
            }
            Rule::Lenient => {
                check.read_as_blank(&without(&minimal, name), name);
                check.read_as_blank(&with(&minimal, name, Value::Null), name);
            }
            Rule::Optional => {
                let missing = without(&full, name);
                check.same(&missing, name);
                check.becomes(&with(&full, name, Value::Null), &missing, name);
            }
            Rule::Nullable => {
                check.same(&without(&full, name), name);
                check.same(&with(&full, name, Value::Null), name);
            }
        }
    }
    for name in shape.without {
        check.refused(&with(&full, name, Value::Null), name, "must not be there");
    }
    if shape.matches("a member of tomorrow") {
        return;
    }
    let unknown = with(&full, "a member of tomorrow", json!({ "nested": [1, null] }));
    match blank().rest_mut(shape) {
        RestMut::Keep(_) => check.same(&unknown, "an unknown member"),
        RestMut::Refuse => check.refused(&unknown, "a member of tomorrow", "is unknown"),
        RestMut::Typed(_) => {}
    }
}

/// Checks an enum: its listed values, and an unlisted one.
pub fn check_enum<T: StringEnum + DeserializeOwned + Serialize>() {
    let check = Check { name: T::NAME, pass: pass::<T> };
    for value in T::VALUES {
        check.same_value(&json!(value), value);
        assert!(T::known(value).is_some(), "{}: {value} is not known", T::NAME);
    }
    let unknown = json!("a value of tomorrow");
    if T::OPEN {
        check.same_value(&unknown, "an unknown value");
    } else {
        assert!((check.pass)(&unknown).is_err(), "{}: an unknown value is taken", T::NAME);
    }
    assert!((check.pass)(&json!(1)).is_err(), "{}: a number is taken", T::NAME);
}

/// Checks an enum of integers: its listed values, and an unlisted one.
pub fn check_integer_enum<T: IntegerEnum + DeserializeOwned + Serialize>()
where
    T::Integer: Serialize + PartialEq,
{
    let check = Check { name: T::NAME, pass: pass::<T> };
    for value in T::VALUES {
        let value = serde_json::to_value(value).unwrap_or_else(|error| panic!("{}: {error}", T::NAME));
        check.same_value(&value, "a value");
        assert!((check.pass)(&json!(value.to_string())).is_err(), "{}: a string is taken", T::NAME);
    }
    check.unknown(&json!(112), T::OPEN || T::VALUES.iter().any(|value| json!(value) == 112));
}

/// Checks an enum of scalars: its listed values, and some unlisted ones.
pub fn check_scalar_enum<T: ScalarEnum + DeserializeOwned + Serialize>() {
    let check = Check { name: T::NAME, pass: pass::<T> };
    for value in T::VALUES {
        let value = match *value {
            Listed::Str(value) => json!(value),
            Listed::Bool(value) => json!(value),
            Listed::Integer(value) => json!(value),
            Listed::Unsigned(value) => json!(value),
            Listed::Number(value) => json!(value),
        };
        check.same_value(&value, "a value");
    }
    for value in [json!("a value of tomorrow"), json!(-112), json!(112.25)] {
        check.unknown(&value, T::OPEN || T::VALUES.iter().any(|own| own.is(&value)));
    }
    for value in [json!(null), json!([]), json!({})] {
        check.unknown(&value, false);
    }
}

/// Checks a newtype.
pub fn check_newtype<T: Blank + DeserializeOwned + Serialize>() {
    let mut value = T::blank();
    fill(&mut value, true, 0);
    let value = serde_json::to_value(&value).unwrap_or_else(|error| panic!("{}: {error}", std::any::type_name::<T>()));
    Check { name: std::any::type_name::<T>(), pass: pass::<T> }.same_value(&value, "the sample");
}

/// Checks a union: the smallest value of each alternative, and an unrecognized value if it is open.
pub fn check_union<T: Union + DeserializeOwned + Serialize>() {
    let check = Check { name: T::NAME, pass: pass::<T> };
    for (index, alternative) in T::ALTERNATIVES.iter().enumerate() {
        let mut least = T::blank_of(index);
        // A type may take scalars that are of another alternative: an open set of numbers takes strings.
        if let Some(place) = least.place_of(index)
            && !fill_scalar(place, |scalar| alternative.takes(scalar))
        {
            fill(place, false, 0);
        }
        let mut least = serde_json::to_value(least).unwrap_or_else(|error| panic!("{}: {error}", T::NAME));
        // The filler does not set tags, which are values of an open type.
        if let (Telling::Tag(tag), Some(members)) = (T::TELLING, least.as_object_mut()) {
            alternative.set_tag(tag, members);
        }
        check.same_value(&least, alternative.name);
    }
    let tomorrow = match T::TELLING {
        Telling::Tag(tag) => json!({ tag: "a tag of tomorrow", "and": [1, null] }),
        Telling::Wrapper => json!({ "a member of tomorrow": [1, null] }),
        Telling::Content | Telling::ContentOrAny => return,
    };
    match T::unrecognized(crate::UnrecognizedValue::new(Value::Null)) {
        Some(_) => check.same_value(&tomorrow, "a value of tomorrow"),
        None => assert!((check.pass)(&tomorrow).is_err(), "{}: a value of tomorrow is taken", T::NAME),
    }
}

/// An instance with the required members, or with all.
fn instance(shape: &'static Shape, blank: fn() -> Box<dyn Record>, full: bool) -> Map<String, Value> {
    let mut record = blank();
    fill_record(shape, &mut *record, full, 0);
    match serde_json::to_value(Given::Record(shape, &*record)) {
        Ok(Value::Object(members)) => members,
        other => panic!("{}: an instance is written as {other:?}", shape.name),
    }
}

/// Fills a struct, and its members with the smallest values that they accept.
fn fill_record(shape: &Shape, record: &mut dyn Record, full: bool, depth: usize) {
    for (index, member) in shape.members.iter().enumerate() {
        if full || matches!(member.rule, Rule::Required | Rule::Lenient) {
            fill(record.open(index), full, depth + 1);
        }
    }
}

/// Below this depth, nullable values are `null`, because a type may contain itself in every value.
const DEEP: usize = 4;

/// Fills a place with the first of these scalars that it accepts. Returns whether there is one.
fn fill_scalar(place: &mut dyn Wire, is_meant: impl Fn(&Token<'_>) -> bool) -> bool {
    let scalars = [
        Token::Str("2021-12-29T12:33:09Z"),
        Token::Str("text \" \\ \u{fc}"),
        // For formats that have a type of their own.
        Token::Str("c0ffee00-1234-4321-8765-0123456789ab"),
        Token::Str("2021-12-29"),
        Token::Str("12:33:09"),
        Token::Str("PT1H"),
        Token::Str("https://example.com/a"),
        Token::Str("192.0.2.1"),
        Token::Str("2001:db8::1"),
        Token::Str("someone@example.com"),
        Token::Str("aGk="),
        Token::Str("10.50"),
        Token::Number("0.5"),
        Token::Number("-7"),
        Token::Number("7"),
        Token::Bool(true),
    ];
    scalars.into_iter().filter(is_meant).any(|token| place.put(token).is_ok())
}

/// Fills a place. If it accepts none of the tokens, as a closed enum, it keeps its initial value.
fn fill(place: &mut dyn Wire, full: bool, depth: usize) {
    if depth > DEEP && place.put(Token::Null).is_ok() {
        return;
    }
    if fill_scalar(place, |_| true) {
        return;
    }
    match place.put(Token::Map) {
        Ok(Target::Record(shape, record)) => return fill_record(shape, record, false, depth),
        Ok(Target::Map(entries)) if full => {
            if let Ok(place) = entries.place("key") {
                fill(place, false, depth + 1);
            }
            return;
        }
        Ok(Target::Value(target)) => {
            // If a union rejects this object, it keeps its initial value.
            let _ = target.take(json!({ "key": { "any": [null, 1.5] } }));
            return;
        }
        Ok(_) => return,
        Err(_) => {}
    }
    if let Ok(Target::List(list)) = place.put(Token::Seq) {
        // A tuple has its elements from the start, and accepts no others.
        let count = list.count().max(usize::from(full));
        for index in 0..count {
            if let Ok(place) = list.place(index) {
                fill(place, false, depth + 1);
            }
        }
    }
}

struct Check {
    name: &'static str,
    pass: Pass,
}

impl Check {
    fn same(&self, value: &Map<String, Value>, what: &str) {
        self.same_value(&Value::Object(value.clone()), what);
    }

    fn same_value(&self, value: &Value, what: &str) {
        match (self.pass)(value) {
            Ok(back) => assert_eq!(back, *value, "{}: {what} comes back changed", self.name),
            Err(error) => panic!("{}: {what}: {error}", self.name),
        }
    }

    fn unknown(&self, value: &Value, is_taken: bool) {
        if is_taken {
            self.same_value(value, "an unknown value");
        } else {
            assert!((self.pass)(value).is_err(), "{}: {value} is taken", self.name);
        }
    }

    fn becomes(&self, value: &Map<String, Value>, expected: &Map<String, Value>, name: &str) {
        match (self.pass)(&Value::Object(value.clone())) {
            Ok(back) => assert_eq!(back, Value::Object(expected.clone()), "{}: null at `{name}`", self.name),
            Err(error) => panic!("{}: null at `{name}`: {error}", self.name),
        }
    }

    fn refused(&self, value: &Map<String, Value>, name: &str, how: &str) {
        match (self.pass)(&Value::Object(value.clone())) {
            // A member of any type accepts null.
            Ok(back) if how == "is null" && back.get(name) == Some(&Value::Null) => {}
            Ok(_) => panic!("{}: `{name}` {how}, and that is taken", self.name),
            Err(error) => assert!(
                names(&error, name) && error.contains(self.name),
                "{}: `{name}` {how}, and the error names neither member nor type: {error}",
                self.name
            ),
        }
    }

    fn read_as_blank(&self, value: &Map<String, Value>, name: &str) {
        match (self.pass)(&Value::Object(value.clone())) {
            Ok(back) => assert!(
                back.get(name).is_some_and(|value| !value.is_null()),
                "{}: `{name}` is absent, and stays so",
                self.name
            ),
            Err(error) => panic!("{}: `{name}` is absent: {error}", self.name),
        }
    }
}

/// Whether an error contains the name of a member: unchanged, or escaped or cut if it has unusual characters or is long.
fn names(error: &str, name: &str) -> bool {
    let start: String = name.chars().take(50).collect();
    error.contains(&start) || error.contains(&start.escape_debug().to_string())
}

fn without(object: &Map<String, Value>, name: &str) -> Map<String, Value> {
    object.iter().filter(|(other, _)| *other != name).map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn with(object: &Map<String, Value>, name: &str, value: Value) -> Map<String, Value> {
    let mut object = object.clone();
    object.insert(name.to_owned(), value);
    object
}
