//! Makes the JSON Schema of the file from the types that read it. The schema is checked in, so that no build compiles `schemars`.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use schemars1::{JsonSchema, Schema, SchemaGenerator, json_schema, schema_for};

use super::SCHEMA;
use super::fix::{Literal, MemberChange, MemberFacts, SchemaChange, SchemaFacts};
use super::glob::{Glob, Globs};
use super::intake::FileName;
use super::rules::Rules;

/// The contents of `expect` in a fix-up: for a member, or for a whole schema.
#[derive(JsonSchema)]
#[schemars(crate = "schemars1", untagged)]
#[expect(dead_code, reason = "its schema is all that is wanted")]
pub(super) enum Facts {
    /// Of a member.
    Member(MemberFacts),
    /// Of a whole schema.
    Schema(SchemaFacts),
}

/// The contents of `set` in a fix-up: for a member, or for a whole schema.
#[derive(JsonSchema)]
#[schemars(crate = "schemars1", untagged)]
#[expect(dead_code, reason = "its schema is all that is wanted")]
pub(super) enum Change {
    /// Of a member.
    Member(MemberChange),
    /// Of a whole schema.
    Schema(SchemaChange),
}

/// A type whose schema is written by hand.
macro_rules! by_hand {
    ($ty:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $ty {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

by_hand!(Glob, "Glob", { "type": "string", "description": "A pattern in which `*` matches any characters." });
by_hand!(Globs, "Globs", {
    "description": "A pattern in which `*` matches any characters, or a list of patterns.",
    "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
});
by_hand!(FileName, "FileName", {
    "type": "string",
    "pattern": r"^[^/\\]*\{title\}[^/\\]*\.json$",
    "description": "The name of a file, from the title of its schema: `{title}.json`.",
});
by_hand!(Literal, "Literal", { "type": ["boolean", "string", "number"] });

/// The checked-in schema.
fn text() -> String {
    let mut schema = schema_for!(Rules);
    schema.insert("title".to_owned(), "schemawright.toml".into());
    schema.insert("description".to_owned(), "The configuration of one set of schemas, or of several.".into());
    format!("{:#}\n", schema.to_value())
}

#[test]
fn the_schema_is_in_step_with_the_types() {
    let expected = text();
    if SCHEMA.replace("\r\n", "\n") != expected {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/config/schema.json");
        fs::write(file, expected).expect("the schema can be written");
        panic!("src/config/schema.json was out of step, and has been rewritten: commit it");
    }
}
