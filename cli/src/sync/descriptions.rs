//! Precedence of descriptions: ours fill the gaps of the source, or replace its descriptions.

use serde_json::{Map, Value};

/// Precedence of descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Descriptions {
    /// Ours, if the source has none.
    FillGaps,
    /// Ours, if we have one.
    KeepOurs,
}

impl Descriptions {
    /// Copies descriptions from the existing file into the schema of the source.
    pub(super) fn carry(self, schema: &mut Map<String, Value>, old: &Value) {
        if let Some(ours) = old.get("description").filter(|ours| ours.is_string())
            && (self == Descriptions::KeepOurs || !schema.contains_key("description"))
        {
            schema.insert("description".to_owned(), ours.clone());
        }
        for (keyword, value) in schema {
            let Some(old) = old.get(keyword) else { continue };
            match (keyword.as_str(), value) {
                ("properties" | "patternProperties" | "$defs" | "definitions", Value::Object(named)) => {
                    for (name, value) in named {
                        self.carry_value(value, old.get(name));
                    }
                }
                ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(list)) => {
                    for (index, value) in list.iter_mut().enumerate() {
                        self.carry_value(value, old.get(index));
                    }
                }
                ("items" | "additionalProperties", value) => self.carry_value(value, Some(old)),
                _ => {}
            }
        }
    }

    fn carry_value(self, value: &mut Value, old: Option<&Value>) {
        if let (Value::Object(schema), Some(old)) = (value, old) {
            self.carry(schema, old);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ours_fill_gaps_or_stand() {
        let old = json!({"description": "ours", "properties": {"description": {"description": "a"}, "b": {"items": {"description": "b"}}}});
        let new = json!({"description": "theirs", "properties": {"description": {}, "b": {"items": {}}, "c": {}}});
        let carried = |how: Descriptions| {
            let mut schema = new.as_object().unwrap().clone();
            how.carry(&mut schema, &old);
            Value::Object(schema)
        };
        let expected = |description: &str| {
            json!({"description": description,
                "properties": {"description": {"description": "a"}, "b": {"items": {"description": "b"}}, "c": {}}})
        };
        assert_eq!(carried(Descriptions::FillGaps), expected("theirs"));
        assert_eq!(carried(Descriptions::KeepOurs), expected("ours"));
    }
}
