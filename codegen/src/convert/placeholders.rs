//! Numbered names in place of members and values, so that typify neither renames nor refuses them.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// The names that were given numbers. `p12` is a member, `V3` a value of an enum: each reads the same in snake or camel case.
#[derive(Default)]
pub(crate) struct Placeholders {
    members: Names,
    values: Names,
}

#[derive(Default)]
struct Names {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len();
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    fn name(&self, placeholder: &str, letter: char) -> Option<&str> {
        let number: usize = placeholder.strip_prefix(letter)?.parse().ok()?;
        self.names.get(number).map(String::as_str)
    }
}

impl Placeholders {
    /// The member that a placeholder stands for.
    pub(crate) fn member(&self, placeholder: &str) -> Option<&str> {
        self.members.name(placeholder, 'p')
    }

    /// The value that a placeholder stands for.
    pub(crate) fn value(&self, placeholder: &str) -> Option<&str> {
        self.values.name(placeholder, 'V')
    }

    /// A normalized schema with placeholders for its members and values.
    pub(crate) fn hide(&mut self, schema: &Value) -> Value {
        match schema {
            Value::Object(object) => Value::Object(self.hide_object(object)),
            Value::Array(list) => list.iter().map(|schema| self.hide(schema)).collect(),
            other => other.clone(),
        }
    }

    fn hide_object(&mut self, object: &Map<String, Value>) -> Map<String, Value> {
        let mut hidden = Map::new();
        for (keyword, value) in object {
            let value = match (keyword.as_str(), value) {
                ("properties", Value::Object(members)) => {
                    let members = members.iter().map(|(name, schema)| {
                        let name = format!("p{}", self.members.number(name));
                        (name, self.hide(schema))
                    });
                    Value::Object(members.collect())
                }
                ("required", Value::Array(names)) => names
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|name| format!("p{}", self.members.number(name)))
                    .collect(),
                ("enum", Value::Array(values)) => values
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|value| format!("V{}", self.values.number(value)))
                    .collect(),
                _ => self.hide(value),
            };
            hidden.insert(keyword.clone(), value);
        }
        hidden
    }
}
