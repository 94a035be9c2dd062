//! The JSON Schema of the report for programs. It is checked in as `docs/diff.schema.json`.

use schemawright_diff::{Level, Verdict};
use serde_json::{Value, json};

/// The schema (2020-12). Later versions of the report may have more members; the present ones stay.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = object(report());
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "Report of `schemawright diff --format json`".into();
    schema["$defs"] = json!({
        "change": object(change()),
        // Not an `enum`, because later versions add rules.
        "rule": { "type": "string", "description": "The id of a rule. docs/diff.md lists them." },
    });
    schema
}

/// The members of the report.
fn report() -> Value {
    let verdicts = [Verdict::Major, Verdict::Minor, Verdict::Patch, Verdict::None].map(Verdict::name);
    let count = json!({ "type": "integer", "minimum": 1 });
    json!({
        "format": { "const": 1 },
        "from": text("The name of the old state."),
        "to": text("The name of the new state."),
        "verdict": { "enum": verdicts },
        "version": text_or_null("The version of the old state's package."),
        "next_version": text_or_null("The version that the verdict requires."),
        "decided_by": {
            "type": "array",
            "description": "The rules of the verdict's level.",
            "items": object(json!({ "rule": { "$ref": "#/$defs/rule" }, "count": count })),
        },
        "changes": { "type": "array", "description": "Every change, the worst first.", "items": { "$ref": "#/$defs/change" } },
    })
}

/// The members of a change.
fn change() -> Value {
    let levels = [Level::Breaking, Level::Additive, Level::Docs].map(Level::name);
    json!({
        "rule": { "$ref": "#/$defs/rule" },
        "level": { "enum": levels, "description": "The severity: the level of the rule." },
        "message": text("The difference, in one sentence for people. Names and values in it are shortened and escaped."),
        "rust": text("The path of the type, module or feature in the crate; the old path, if it is removed."),
        "part": text_or_null("The field or the variant."),
        "schema": text_or_null("The title of the schema, or null without a schema."),
        "file": text_or_null("The file below the schema directory, or the OpenAPI document. In the old state for removed items."),
        "line": { "type": ["integer", "null"], "minimum": 1, "description": "The line in the file." },
        "pointer": text_or_null("The JSON Pointer in the file."),
        "direction": { "enum": ["request", "response", "both", "none"], "description": "The direction in which the type is used." },
        "wire": text("The effect of the rule on the wire."),
        "callers": text("The effect of the rule for callers."),
        "values": {
            "type": ["object", "null"],
            "description": "For a constraint or a default, the value in each state; null where the schema has none.",
            "properties": { "was": true, "is": true },
            "required": ["was", "is"],
        },
        "witnesses": {
            "type": "array",
            "description": "For a breaking change, examples that work with the old state and not with the new one. Empty if none was found.",
            "items": object(json!({
                "kind": {
                    "enum": ["compiles", "holds", "decodes", "resolves"],
                    "description": "What no longer happens: a Rust item compiles, a statement is true, a body decodes, a feature of the package resolves.",
                },
                "type": text_or_null("The type of the body."),
                "text": text("The code, the body as JSON, or the feature."),
            })),
        },
        "guess": { "type": "boolean", "description": "Whether the rule is a guess from similar names and members." },
        "accepted": text_or_null("The reason why it does not count."),
    })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn text_or_null(description: &str) -> Value {
    json!({ "type": ["string", "null"], "description": description })
}

/// An object in which all of these members are required.
fn object(members: Value) -> Value {
    let names: Vec<&String> = members.as_object().into_iter().flat_map(|members| members.keys()).collect();
    json!({ "type": "object", "required": names, "properties": members })
}
