//! The cost of `sync` of an OpenAPI document, by its size.

use std::fs;
use std::path::Path;

use crate::measured::{self, Cost};
use crate::{Result, generator, project, row, scratch, table};

/// Time of a whole process, for documents in JSON and in YAML. The exponents are those of processor time, from the previous size.
pub(crate) fn table() -> Result<String> {
    let xtask = generator::xtask("release", &["--release"])?;
    let mut rows = vec![row!["schemas", "JSON", "exponent", "peak memory", "YAML", "exponent", "peak memory"]];
    let mut before: Option<(usize, [Cost; 2])> = None;
    // A document of more copies exceeds the limit.
    for copies in generator::COPIES.into_iter().take(3) {
        let schemas = generator::copied(copies)?;
        let document = bundle::openapi(&schemas)?;
        let count = document["components"]["schemas"].as_object().map_or(0, serde_json::Map::len);
        let directory = scratch(&format!("intake-x{copies}"))?;
        let (json, yaml) = (directory.join("document.json"), directory.join("document.yml"));
        fs::write(&json, document.to_string())?;
        // JSON is YAML; the mark at its beginning makes the command read it as YAML.
        fs::write(&yaml, format!("---\n{document:#}\n"))?;
        let costs = [sync(&xtask, &json)?, sync(&xtask, &yaml)?];
        let mut row = row![count];
        for (index, cost) in costs.iter().enumerate() {
            let exponent = before.as_ref().map_or_else(String::new, |(less, before)| {
                let growth = (cost.processor / before[index].processor).ln() / (count as f64 / *less as f64).ln();
                format!("{growth:.2}")
            });
            row.extend([table::time(cost.seconds * 1e9), exponent, format!("{:.0} MB", cost.megabytes)]);
        }
        rows.push(row);
        before = Some((count, costs));
    }
    Ok(table::markdown(&rows))
}

/// Copies a document to a new directory.
fn sync(xtask: &Path, document: &Path) -> Result<Cost> {
    let schemas = document.with_extension("schemas");
    if schemas.exists() {
        fs::remove_dir_all(&schemas)?;
    }
    let [document, schemas] = [document, &schemas].map(Path::to_string_lossy);
    measured::run(&xtask.to_string_lossy(), &["sync", &document, "--schemas", &schemas], &project().canonicalize()?)
}
