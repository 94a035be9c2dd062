//! The rules of the project's configuration.

use std::fs;

use schemawright::Config;

use crate::{Result, project};

/// The rules without those about operations, for directories of nothing but schemas: a rule that finds no target is an error.
pub(crate) fn of_schemas() -> Result<Config> {
    let text = fs::read_to_string(project().join("codegen.toml"))?;
    let tables: Vec<_> = text.split("\n\n").filter(|table| !is_about_operations(table)).collect();
    Config::parse("codegen.toml", &tables.join("\n\n")).map_err(|faults| faults.to_string().into())
}

fn is_about_operations(table: &str) -> bool {
    table.lines().any(|line| line == "[[page]]" || line.starts_with("operation = ") || line.contains("\"X-Stytch-"))
}
