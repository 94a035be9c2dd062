//! Real bodies: recorded from the API, printed in its documentation, or from the tests of Stytch's SDKs.
//!
//! They are in a folder beside the repository; if it does not exist, the tests are ignored. docs/payloads.md contains the results.
#![cfg(feature = "full")]

mod index;
mod refused;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use index::{Body, Grade, bodies};
use refused::REFUSED;
use types::{Pass, TYPES};

/// The result for a body: the differences after a round trip, or the reason for the rejection.
fn outcome(body: &Body, pass: Pass) -> Result<Vec<String>, String> {
    let back = pass(&body.text)?;
    let sent: Value = serde_json::from_str(&body.text).unwrap_or_else(|error| panic!("{}: {error}", body.file));
    let mut differences = Vec::new();
    compare(&sent, &back, "", &mut differences);
    Ok(differences)
}

/// Records the differences of two values. A removed `null` of an optional member is not one, because it means absence.
fn compare(sent: &Value, back: &Value, at: &str, differences: &mut Vec<String>) {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            for (name, value) in sent {
                match back.get(name) {
                    Some(back) => compare(value, back, &format!("{at}/{name}"), differences),
                    None if value.is_null() => {}
                    None => differences.push(format!("lost {at}/{name}")),
                }
            }
            let added = back.iter().filter(|(name, _)| !sent.contains_key(*name));
            differences.extend(added.map(|(name, value)| format!("added {at}/{name} {value}")));
        }
        (Value::Array(sent), Value::Array(back)) if sent.len() == back.len() => {
            for (index, (sent, back)) in sent.iter().zip(back).enumerate() {
                compare(sent, back, &format!("{at}/{index}"), differences);
            }
        }
        _ if sent == back => {}
        // A list that is absent or null in a response decodes as empty.
        (Value::Null, Value::Array(items)) if items.is_empty() => differences.push(format!("added {at} []")),
        _ => differences.push(format!("changed {at}: {sent} to {back}")),
    }
}

/// The bodies that have a schema, each with its result.
fn outcomes() -> Vec<(Body, Result<Vec<String>, String>)> {
    let types: BTreeMap<&str, Pass> = TYPES.iter().map(|(title, _, pass)| (*title, *pass)).collect();
    let bodies = bodies().into_iter().filter(|body| !body.title.starts_with('('));
    let outcome = |body: Body| {
        let pass =
            types.get(&*body.title).unwrap_or_else(|| panic!("add {} to tests/it/payloads/types.rs", body.title));
        let outcome = outcome(&body, *pass);
        (body, outcome)
    };
    bodies.map(outcome).collect()
}

/// Whether a difference is intended: members that older bodies lack are added as empty, or from a fix-up of `codegen.toml`.
fn on_purpose(difference: &str) -> bool {
    const FIXED: [&str; 6] = [
        "/default_mfa_method \"\"",
        "/is_admin false",
        "/is_locked false",
        "/requires_reset false",
        "/reset_sessions false",
        "/totp_registration_id \"\"",
    ];
    let Some(added) = difference.strip_prefix("added ") else { return false };
    added.ends_with(" []") || added.ends_with(" {}") || FIXED.iter().any(|fixed| added.ends_with(fixed))
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn nothing_is_lost_or_changed() {
    for (body, outcome) in outcomes() {
        for difference in outcome.unwrap_or_default() {
            let request = body.direction == "request";
            assert!(on_purpose(&difference) && !request, "{}: {difference}", body.file);
        }
    }
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn recorded_bodies_decode() {
    let recorded = outcomes().into_iter().filter(|(body, _)| body.grade == Grade::Recorded);
    for (body, outcome) in recorded {
        assert_eq!(outcome.err(), None, "{}", body.file);
    }
}

/// The table contains exactly the rejected bodies, with the reasons: a change of what the types accept fails here.
#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn refused_bodies_are_known() {
    let refused: Vec<(String, String)> = outcomes()
        .iter()
        .filter_map(|(body, outcome)| Some((body.file.clone(), reason(outcome.as_ref().err()?))))
        .collect();
    let known: Vec<(String, String)> =
        REFUSED.iter().map(|(file, reason)| ((*file).to_owned(), (*reason).to_owned())).collect();
    let rows: String = refused.iter().map(|(file, reason)| format!("    ({file:?}, {reason:?}),\n")).collect();
    assert_eq!(refused, known, "tests/it/payloads/refused.rs would have to say:\n{rows}");
}

/// An error without the type and the place in the text.
fn reason(error: &str) -> String {
    let reason = error.split_once(": ").map_or(error, |(_, reason)| reason);
    reason.split(", at line ").next().unwrap_or(reason).to_owned()
}

/// The table of types agrees with `types.json`, which the generator writes.
#[test]
fn titles_are_those_of_their_types() {
    let text = include_str!("../../generated/types.json");
    let entries: Vec<Value> = serde_json::from_str(text).expect("types.json");
    let paths: BTreeMap<&str, &str> = entries
        .iter()
        .filter(|entry| entry.get("pointer").is_none())
        .filter_map(|entry| Some((entry["schema"].as_str()?, entry["rust"].as_str()?)))
        .collect();
    let seen: BTreeSet<&str> = TYPES.iter().map(|(title, _, _)| *title).collect();
    assert_eq!(seen.len(), TYPES.len());
    for (title, path, _) in TYPES {
        assert_eq!(paths.get(title), Some(&&*path.replace(' ', "")), "{title}");
    }
}
