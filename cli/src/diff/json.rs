//! A report for programs. `docs/diff.md` documents its format; later versions add members and remove none.

use schemawright_diff::{Certainty, Change, Witness, decided_by};
use serde_json::{Value, json};

use super::report::Report;
use crate::report::escape::pretty;

pub(super) fn render(report: &Report) -> String {
    let decided: Vec<Value> = decided_by(&report.changes)
        .into_iter()
        .map(|(rule, count)| json!({ "rule": rule.id(), "count": count }))
        .collect();
    let value = json!({
        "format": 1,
        "from": report.from,
        "to": report.to,
        "verdict": report.verdict().name(),
        "version": report.version,
        "next_version": report.next(),
        "decided_by": decided,
        "changes": report.changes.iter().map(change).collect::<Vec<_>>(),
    });
    pretty(&value)
}

fn change(change: &Change) -> Value {
    let place = change.place.as_ref();
    json!({
        "rule": change.rule.id(),
        "level": change.level().name(),
        "message": change.message.to_string(),
        "rust": change.subject.item,
        "part": change.subject.part,
        "schema": change.schema,
        "file": place.map(|place| &*place.file),
        "line": place.map(|place| place.line_column().0),
        "pointer": place.and_then(|place| place.pointer.as_deref()),
        "direction": change.direction.name(),
        "wire": change.rule.wire(),
        "callers": change.rule.callers(),
        "values": change.values.as_ref().map(|values| json!({ "was": values.was, "is": values.is })),
        "witnesses": change.witnesses.iter().map(witness).collect::<Vec<_>>(),
        "guess": change.certainty == Certainty::Guess,
        "accepted": change.accepted,
    })
}

fn witness(witness: &Witness) -> Value {
    let (kind, ty) = match witness {
        Witness::Compiles(_) => ("compiles", None),
        Witness::Holds(_) => ("holds", None),
        Witness::Decodes { ty, .. } => ("decodes", Some(ty)),
        Witness::Resolves(_) => ("resolves", None),
    };
    json!({ "kind": kind, "type": ty, "text": witness.text() })
}
