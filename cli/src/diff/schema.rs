//! The JSON Schema of the JSON, which is checked in as `docs/diff.schema.json`.

use schemawright_diff::{Level, Verdict};
use serde_json::{Value, json};

/// The schema (2020-12). Later versions of the JSON have more members; those that are here stay.
#[must_use]
pub fn json_schema() -> Value {
    let nullable = |ty: &str, description: &str| json!({ "type": [ty, "null"], "description": description });
    let text = |description: &str| json!({ "type": "string", "description": description });
    let levels = [Level::Breaking, Level::Additive, Level::Docs].map(Level::name);
    let verdicts = [Verdict::Major, Verdict::Minor, Verdict::Patch, Verdict::None].map(Verdict::name);
    let count = json!({ "type": "integer", "minimum": 1 });
    let change = json!({
        "rule": { "$ref": "#/$defs/rule" },
        "level": { "enum": levels, "description": "How bad it is: that of the rule." },
        "message": text("What differs, in one sentence for people: names and values are cut and escaped in it."),
        "rust": text("The path of the type, module or feature in the crate; the old one, where it is gone."),
        "part": nullable("string", "The field or the variant."),
        "schema": nullable("string", "The title of the schema; of what comes from no schema, null."),
        "file": nullable("string", "The file that says so, below the schema directory, or the OpenAPI document. In the old state for what is gone."),
        "line": { "type": ["integer", "null"], "minimum": 1, "description": "The line in the file." },
        "pointer": nullable("string", "The JSON Pointer in the file."),
        "direction": { "enum": ["request", "response", "both", "none"], "description": "Which way the type travels." },
        "wire": text("What the rule means on the wire."),
        "callers": text("What the rule means for callers."),
        "values": {
            "type": ["object", "null"],
            "description": "Of a constraint or a default, the value that the schema gives in either state; null where it gives none.",
            "properties": { "was": true, "is": true },
            "required": ["was", "is"],
        },
        "witnesses": {
            "type": "array",
            "description": "Of what breaks, what worked with the old state and does not with the new one. Empty where none was found.",
            "items": object(json!({
                "kind": {
                    "enum": ["compiles", "holds", "decodes", "resolves"],
                    "description": "What no longer does: an item of Rust compiles, a statement holds, a body decodes, a feature of the package resolves.",
                },
                "type": nullable("string", "The type that a body is of."),
                "text": text("The code, the body as JSON, or the feature."),
            })),
        },
        "guess": { "type": "boolean", "description": "Whether the rule was chosen by likeness." },
        "accepted": nullable("string", "The reason why it does not count."),
    });
    let report = json!({
        "format": { "const": 1 },
        "from": text("What the old state is called."),
        "to": text("What the new state is called."),
        "verdict": { "enum": verdicts },
        "version": nullable("string", "The version of the old state's package."),
        "next_version": nullable("string", "The version that the verdict leads to."),
        "decided_by": {
            "type": "array",
            "description": "The rules of the verdict's level.",
            "items": object(json!({ "rule": { "$ref": "#/$defs/rule" }, "count": count })),
        },
        "changes": { "type": "array", "description": "Every change, the worst first.", "items": { "$ref": "#/$defs/change" } },
    });
    let mut schema = object(report);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "Report of `schemawright diff --format json`".into();
    schema["$defs"] = json!({
        "change": object(change),
        // Not an `enum`: there will be more.
        "rule": { "type": "string", "description": "The id of a rule. docs/diff.md lists them." },
    });
    schema
}

/// An object that has all of these members.
fn object(members: Value) -> Value {
    let names: Vec<&String> = members.as_object().into_iter().flat_map(|members| members.keys()).collect();
    json!({ "type": "object", "required": names, "properties": members })
}
