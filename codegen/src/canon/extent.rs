//! Whether parts and references come to an end before they are too many.

use super::bundle::Definition;
use super::merging;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::limits::{CHAIN, LISTS, MERGES, PARTS};
use crate::read::resolve::Resolver;

/// What a definition comes to when its parts are put together.
#[derive(Clone, Copy)]
enum Extent {
    New,
    Begun,
    Known { parts: usize, chain: usize },
}

/// Complains of parts and references that multiply, are too deep or go round in a circle: whoever follows them would not end.
pub(crate) fn check(resolver: &Resolver, definitions: &[Definition]) -> Diagnostics {
    let mut faults = Diagnostics::new();
    for definition in definitions.iter().filter(|definition| lists(&definition.schema) > LISTS) {
        let message = format!("more than {LISTS} arrays and maps stand within one another");
        let error = Diagnostic::error("too-deep", message).at(resolver.place(&definition.location));
        faults.push(error.help("give the inner ones names of their own, in `$defs`"));
    }
    let edges: Vec<Vec<usize>> = definitions.iter().map(taken_in).collect();
    let mut extents = vec![Extent::New; definitions.len()];
    for root in 0..definitions.len() {
        let mut path = vec![root];
        while let Some(&node) = path.last() {
            match extents[node] {
                Extent::Known { .. } => {
                    path.pop();
                }
                Extent::New => {
                    extents[node] = Extent::Begun;
                    for &next in &edges[node] {
                        match extents[next] {
                            Extent::New => path.push(next),
                            Extent::Begun => {
                                let message = "the references of this schema lead back to it, so it is no type";
                                let place = resolver.place(&definitions[next].location);
                                let error = Diagnostic::error("circular-ref", message).at(place);
                                faults.push(error.help("give the schema members of its own, or remove the reference"));
                            }
                            Extent::Known { .. } => {}
                        }
                    }
                }
                Extent::Begun => {
                    path.pop();
                    let place = || resolver.place(&definitions[node].location);
                    extents[node] = extent(&edges[node], &extents);
                    if let Some(error) = excess(&extents[node]) {
                        faults.push(error.at(place()));
                        // Those that hold this one are not to blame as well.
                        extents[node] = Extent::Known { parts: 1, chain: 1 };
                    }
                }
            }
        }
    }
    // Where references go round in a circle already, following them would not end here either.
    if faults.is_empty() {
        faults.extend(check_merging(resolver, definitions));
    }
    faults
}

/// Complains of parts that can't be put together: of the first definition, since those that hold it are no better.
fn check_merging(resolver: &Resolver, definitions: &[Definition]) -> Diagnostics {
    let mut faults = Diagnostics::new();
    for definition in definitions {
        let error = match merging::check(definitions, definition) {
            Ok(()) => continue,
            Err(merging::Fault::Endless) => {
                let message = "the parts of this `allOf` lead back to it, so putting them together would not end";
                Diagnostic::error("circular-ref", message).help("give the schema members of its own, or remove a part")
            }
            Err(merging::Fault::TooMany) => {
                let message =
                    format!("the parts of this `allOf` come to more than {MERGES} when they are put together");
                Diagnostic::error("too-big", message)
                    .help("name each part once, and unions beside what all alternatives have")
            }
        };
        faults.push(error.at(resolver.place(&definition.location)));
    }
    faults
}

fn extent(edges: &[usize], extents: &[Extent]) -> Extent {
    let (mut parts, mut chain) = (1_usize, 1);
    for &next in edges {
        if let Extent::Known { parts: more, chain: deeper } = extents[next] {
            parts = parts.saturating_add(more);
            chain = chain.max(deeper + 1);
        }
    }
    Extent::Known { parts, chain }
}

fn excess(extent: &Extent) -> Option<Diagnostic> {
    let Extent::Known { parts, chain } = *extent else { return None };
    if parts > PARTS {
        let message = format!("this `allOf` comes to more than {PARTS} parts, those of its parts included");
        return Some(Diagnostic::error("too-big", message).help("name each part once"));
    }
    (chain > CHAIN).then(|| {
        let message = format!("more than {CHAIN} references lead from this schema to one another with nothing between");
        Diagnostic::error("too-deep", message).help("refer to the last of them at once")
    })
}

/// How many arrays and maps stand within one another. A file is not nested so deep that this would overflow.
fn lists(schema: &serde_json::Value) -> usize {
    let Some(object) = schema.as_object() else { return 0 };
    let below = |(keyword, value): (&String, &serde_json::Value)| match (keyword.as_str(), value) {
        ("items", serde_json::Value::Array(list)) => 1 + list.iter().map(lists).max().unwrap_or(0),
        ("items" | "additionalProperties", value) => 1 + lists(value),
        ("oneOf" | "allOf", serde_json::Value::Array(list)) => list.iter().map(lists).max().unwrap_or(0),
        ("properties", serde_json::Value::Object(members)) => members.values().map(lists).max().unwrap_or(0),
        _ => 0,
    };
    object.iter().map(below).max().unwrap_or(0)
}

/// The definitions that a definition is, or takes its members from.
fn taken_in(definition: &Definition) -> Vec<usize> {
    let target = |schema: &serde_json::Value| merging::reference(schema).map(|id| id.0);
    let parts = definition.schema.get("allOf").and_then(serde_json::Value::as_array).into_iter().flatten();
    target(&definition.schema).into_iter().chain(parts.filter_map(target)).collect()
}
