//! A graph as text.

use std::fmt::Write as _;

use schemawright::Model;
use schemawright::model::{ItemId, Kind};
use schemawright::visible;
use serde_json::{Value, json};

use super::edges::Graph;
use crate::report::escape::pretty;

/// As a flowchart of Mermaid.
pub(super) fn mermaid(model: &Model, graph: &Graph) -> String {
    let mut text = "flowchart LR\n".to_owned();
    for id in &graph.types {
        let (open, close) = match model.item(*id).kind {
            Kind::Enum(_) => ("([", "])"),
            Kind::Union(_) => ("{{", "}}"),
            Kind::Call(_) => ("[[", "]]"),
            _ => ("[", "]"),
        };
        let _ = writeln!(text, "  {}{open}\"{}\"{close}", node(*id), entity(&path(model, *id)));
    }
    for reference in &graph.references {
        let by = if reference.by.is_empty() { String::new() } else { format!("|\"{}\"|", entity(&reference.by)) };
        let _ = writeln!(text, "  {} -->{by} {}", node(reference.from), node(reference.to));
    }
    text
}

/// As a directed graph of Graphviz.
pub(super) fn dot(model: &Model, graph: &Graph) -> String {
    let mut text = "digraph types {\n  rankdir=LR;\n  node [shape=box];\n".to_owned();
    for id in &graph.types {
        let shape = match model.item(*id).kind {
            Kind::Enum(_) => " shape=oval",
            Kind::Union(_) => " shape=hexagon",
            Kind::Call(_) => " shape=component",
            _ => "",
        };
        let _ = writeln!(text, "  {} [label={}{shape}];", node(*id), quoted(&path(model, *id)));
    }
    for reference in &graph.references {
        let label = if reference.by.is_empty() { String::new() } else { format!(" [label={}]", quoted(&reference.by)) };
        let _ = writeln!(text, "  {} -> {}{label};", node(reference.from), node(reference.to));
    }
    text + "}\n"
}

/// As JSON, by the paths of the types.
pub(super) fn json(model: &Model, graph: &Graph) -> String {
    let types: Vec<Value> = graph
        .types
        .iter()
        .map(|id| {
            let item = model.item(*id);
            let source = &item.source;
            json!({ "rust": path(model, *id), "kind": item.kind.name(), "schema": source.title, "file": source.file, "pointer": source.pointer })
        })
        .collect();
    let references: Vec<Value> = graph
        .references
        .iter()
        .map(|reference| {
            let by = Some(&reference.by).filter(|by| !by.is_empty());
            json!({ "from": path(model, reference.from), "to": path(model, reference.to), "by": by })
        })
        .collect();
    pretty(&json!({ "types": types, "references": references }))
}

fn path(model: &Model, id: ItemId) -> String {
    visible::line(&model.item(id).path.to_string()).into_owned()
}

fn node(id: ItemId) -> String {
    format!("t{}", id.0)
}

/// A text in Mermaid's quotes, which accept entities and no escapes.
fn entity(text: &str) -> String {
    text.replace('#', "#35;").replace('"', "#quot;")
}

/// A string of Graphviz, in which only quotes and backslashes are special.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
