//! Schemas of many parts or alternatives: the growth of processor time with twice as many.

use std::fs;

use serde_json::{Value, json};

use crate::{Result, others, out, row, scratch, table};

/// The number of parts or alternatives of the smaller schema: for an `allOf`, twice as many are below the limit.
const FEW: usize = 950;

/// A kind of schema, by the number of its parts.
type Kind = (&'static str, fn(usize) -> Value);

const KINDS: [Kind; 4] = [
    ("parts of an `allOf`", |count| json!({ "title": "Many", "allOf": list(count, object) })),
    ("alternatives with a tag", |count| json!({ "title": "Many", "oneOf": list(count, tagged) })),
    ("alternatives told by their members", |count| json!({ "title": "Many", "anyOf": list(count, object) })),
    ("constants with titles", |count| json!({ "title": "Many", "oneOf": list(count, constant) })),
];

/// Prints the table.
pub(crate) fn print() -> Result<()> {
    out::line(format!("## Generating a schema of many parts: the processor's time\n\n{}", table()?));
    Ok(())
}

/// A table: the time of each kind, and the ratio of the larger schema to the smaller one.
fn table() -> Result<String> {
    let mut rows = vec![row!["schema", FEW, 2 * FEW, "ratio"]];
    for (name, make) in KINDS {
        let few = processor(make(FEW))?;
        let many = processor(make(2 * FEW))?;
        rows.push(row![name, table::time(few * 1e9), table::time(many * 1e9), format!("{:.2}", many / few)]);
    }
    Ok(table::markdown(&rows))
}

/// Seconds of the processor for one schema.
fn processor(schema: Value) -> Result<f64> {
    let directory = scratch("many")?;
    fs::write(directory.join("many.json"), schema.to_string())?;
    Ok(others::generate(&directory)?.processor)
}

fn list(count: usize, make: fn(usize) -> Value) -> Vec<Value> {
    (0..count).map(make).collect()
}

fn object(index: usize) -> Value {
    let name = format!("member{index}");
    json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } })
}

fn tagged(index: usize) -> Value {
    json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "const": format!("kind{index}") }, "value": { "type": "string" } } })
}

fn constant(index: usize) -> Value {
    json!({ "const": format!("value{index}"), "title": format!("Value {index}") })
}
