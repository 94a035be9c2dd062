//! The draft of JSON Schema of a file, which decides about a few keywords: before draft 6, `id` has the meaning of `$id`, and in draft 3,
//! `required` is a boolean of each property.

use serde_json::Value;

/// The declared draft of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Draft 3.
    Draft3,
    /// Draft 4.
    Draft4,
    /// Draft 6.
    Draft6,
    /// Draft 7.
    Draft7,
    /// 2019-09 and later.
    Later,
    /// Not declared: the used keywords decide.
    Unsaid,
}

impl Dialect {
    /// The dialect of a file, by its `$schema`.
    pub(crate) fn of(schema: &Value) -> Self {
        match schema.get("$schema").and_then(Value::as_str) {
            None => Self::Unsaid,
            Some(uri) if uri.contains("draft-03") => Self::Draft3,
            Some(uri) if uri.contains("draft-04") => Self::Draft4,
            Some(uri) if uri.contains("draft-06") => Self::Draft6,
            Some(uri) if uri.contains("draft-07") => Self::Draft7,
            Some(_) => Self::Later,
        }
    }

    /// The identifier of a schema: `$id`, or `id` (draft 4, core, section 7.2).
    pub(crate) fn id(self, schema: &Value) -> Option<&str> {
        let own = schema.get("$id").and_then(Value::as_str);
        own.or_else(|| {
            schema.get("id").filter(|_| !matches!(self, Self::Draft6 | Self::Draft7 | Self::Later))?.as_str()
        })
    }

    /// Whether keywords beside a `$ref` have no effect (draft 7, core, section 8.3). In a file without a declared draft, they have one.
    pub(crate) fn references_stand_alone(self) -> bool {
        matches!(self, Self::Draft3 | Self::Draft4 | Self::Draft6 | Self::Draft7)
    }

    /// Whether a property may declare itself as required (draft 3, section 5.7), and `any` is a type (section 5.1).
    pub(crate) fn may_be_draft_3(self) -> bool {
        matches!(self, Self::Draft3 | Self::Unsaid)
    }

    /// Whether a keyword has an effect in the draft (2020-12, core, section 6.5: unknown keywords are annotations). In a file without a
    /// declared draft, each has one.
    ///
    /// `const`, `prefixItems` and the other keywords by which an author gives a value its type have one in every draft. So has
    /// `dependencies`, because validators support it in later drafts too.
    pub(crate) fn has(self, keyword: &str) -> bool {
        match keyword {
            "disallow" | "divisibleBy" | "extends" => self.may_be_draft_3(),
            "maxProperties" | "minProperties" | "multipleOf" | "not" => self != Self::Draft3,
            "contains" | "propertyNames" => !matches!(self, Self::Draft3 | Self::Draft4),
            "else" | "if" | "then" => matches!(self, Self::Draft7 | Self::Later | Self::Unsaid),
            "dependentRequired"
            | "dependentSchemas"
            | "maxContains"
            | "minContains"
            | "unevaluatedItems"
            | "unevaluatedProperties" => matches!(self, Self::Later | Self::Unsaid),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Dialect;

    #[test]
    fn identifiers_of_every_draft() {
        for (schema, expected) in [
            (json!({ "$schema": "http://json-schema.org/draft-03/schema#", "id": "a" }), Some("a")),
            (json!({ "$schema": "http://json-schema.org/draft-04/schema#", "id": "a" }), Some("a")),
            (json!({ "$schema": "http://json-schema.org/draft-06/schema#", "id": "a" }), None),
            (json!({ "$schema": "http://json-schema.org/draft-07/schema#", "id": "a", "$id": "b" }), Some("b")),
            (json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "b" }), Some("b")),
            (json!({ "id": "a" }), Some("a")),
            (json!({ "id": { "type": "string" } }), None),
            (json!({}), None),
        ] {
            assert_eq!(Dialect::of(&schema).id(&schema), expected, "{schema}");
        }
    }

    #[test]
    fn keywords_of_every_draft() {
        let drafts = [Dialect::Draft3, Dialect::Draft4, Dialect::Draft6, Dialect::Draft7, Dialect::Later];
        for (keyword, expected) in [
            ("extends", [true, false, false, false, false]),
            ("not", [false, true, true, true, true]),
            ("contains", [false, false, true, true, true]),
            ("if", [false, false, false, true, true]),
            ("dependentRequired", [false, false, false, false, true]),
            ("dependencies", [true; 5]),
            ("prefixItems", [true; 5]),
        ] {
            assert_eq!(drafts.map(|draft| draft.has(keyword)), expected, "{keyword}");
            assert!(Dialect::Unsaid.has(keyword), "{keyword}");
        }
    }
}
