//! Checks for generated tests: each type is decoded, encoded and compared. A failed check panics and says what differs.

use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;
use serde_json::{Map, Value, json};

use crate::codec::{OpenEnum, Record};

/// Decodes and encodes again; what a type does to a value, without the type.
type Pass = fn(&Value) -> Result<Value, String>;

fn pass<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, String> {
    // One format in and one out: each costs every type a copy of the codec. What differs between formats is tested beside the codec.
    let decoded = serde_json::from_str::<T>(&value.to_string()).map_err(|error| error.to_string())?;
    serde_json::to_value(&decoded).map_err(|error| error.to_string())
}

/// Checks a struct.
///
/// Takes the least that it reads and all that it knows, as JSON, and its members' names by what their absence means.
pub fn check_record<T: Record + DeserializeOwned + Serialize>(
    minimal: &str,
    full: &str,
    required: &[&str],
    lenient: &[&str],
    optional: &[&str],
    keeps_unknown: bool,
) {
    let check = Check { name: T::NAME, pass: pass::<T> };
    let (minimal, full) = (object(minimal), object(full));
    check.same(&minimal, "the minimal instance");
    check.same(&full, "the full instance");
    for name in required {
        check.refused(&without(&minimal, name), name, "is missing");
        check.refused(&with(&minimal, name, Value::Null), name, "is null");
    }
    for name in lenient {
        check.read_as_blank(&without(&minimal, name), name);
        check.read_as_blank(&with(&minimal, name, Value::Null), name);
    }
    for name in optional {
        let missing = without(&full, name);
        check.same(&missing, name);
        check.becomes(&with(&full, name, Value::Null), &missing, name);
    }
    let unknown = with(&full, "a member of tomorrow", json!({ "nested": [1, null] }));
    if keeps_unknown {
        check.same(&unknown, "an unknown member");
    }
}

/// Checks an enum: its values, and one that it does not name.
pub fn check_enum<T: OpenEnum + DeserializeOwned + Serialize>(values: &[&str], open: bool) {
    let check = Check { name: T::NAME, pass: pass::<T> };
    for value in values {
        check.same_value(&json!(value), value);
        assert!(T::known(value).is_some(), "{}: {value} is not known", T::NAME);
    }
    let unknown = json!("a value of tomorrow");
    if open {
        check.same_value(&unknown, "an unknown value");
    } else {
        assert!((check.pass)(&unknown).is_err(), "{}: an unknown value is taken", T::NAME);
    }
    assert!((check.pass)(&json!(1)).is_err(), "{}: a number is taken", T::NAME);
}

/// Checks a newtype with a value that it takes.
pub fn check_value<T: DeserializeOwned + Serialize>(value: &str) {
    let name = std::any::type_name::<T>();
    let value = serde_json::from_str(value).unwrap_or_else(|error| panic!("{name}: {error}"));
    Check { name, pass: pass::<T> }.same_value(&value, "the sample");
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

    fn becomes(&self, value: &Map<String, Value>, expected: &Map<String, Value>, name: &str) {
        match (self.pass)(&Value::Object(value.clone())) {
            Ok(back) => assert_eq!(back, Value::Object(expected.clone()), "{}: null at `{name}`", self.name),
            Err(error) => panic!("{}: null at `{name}`: {error}", self.name),
        }
    }

    fn refused(&self, value: &Map<String, Value>, name: &str, how: &str) {
        match (self.pass)(&Value::Object(value.clone())) {
            // A member of any type takes null.
            Ok(back) if how == "is null" && back.get(name) == Some(&Value::Null) => {}
            Ok(_) => panic!("{}: `{name}` {how}, and that is taken", self.name),
            Err(error) => assert!(
                error.contains(name) && error.contains(self.name),
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

fn object(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn without(object: &Map<String, Value>, name: &str) -> Map<String, Value> {
    object.iter().filter(|(other, _)| *other != name).map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn with(object: &Map<String, Value>, name: &str, value: Value) -> Map<String, Value> {
    let mut object = object.clone();
    object.insert(name.to_owned(), value);
    object
}
