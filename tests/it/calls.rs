//! All calls: method, URL, headers and body equal those in `schemas/operations.json`, which this test reads with its own code.

#![cfg(feature = "full")]

mod expected;
mod table;

use std::collections::BTreeSet;

use expected::Expected;
use serde_json::Value;
use stytch_types::call::{Call, CallError, Project, Workspace};
use stytch_types::wire::serde::de::DeserializeOwned;
use stytch_types::{decode_value, operations};

/// The request of a call, in a form for comparison.
#[derive(Debug, PartialEq)]
pub(crate) struct Made {
    method: String,
    url: String,
    /// Names, values, and whether they are sensitive.
    headers: Vec<(String, String, bool)>,
    body: Value,
}

/// A required parameter: text with all characters that have a meaning in a URL.
fn argument(name: &str) -> String {
    expected::text(name)
}

/// An optional parameter, with the type of the operation.
fn optional<T: DeserializeOwned>(id: &str, field: &str) -> T {
    decode_value(&expected::optional(id, field)).expect("it is of the type")
}

fn body_of<T: DeserializeOwned>(id: &str) -> T {
    decode_value(&expected::body(id)).expect("it is of the type")
}

fn made<C: Call>(id: &str, call: &C) -> Made {
    assert_eq!(C::OPERATION.id, id);
    let project = Project::new("project-test-1", "secret-test-1");
    let workspace = Workspace::new("https://management.example.com", "project-test-1", "secret-test-1");
    let management = id.starts_with("pwa_");
    let url = if management { call.url(&workspace) } else { call.url(&project) };
    let headers = if management { call.headers(&workspace) } else { call.headers(&project) };
    let body = call.json().expect("it can be written");
    let made = Made {
        method: C::OPERATION.method.to_owned(),
        url: url.expect("it can be called"),
        headers: headers
            .expect("it can be called")
            .into_iter()
            .map(|header| (header.name.to_owned(), header.value, header.sensitive))
            .collect(),
        body: if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).expect("it is JSON") },
    };
    #[cfg(feature = "http")]
    assert_eq!(made, from_http(if management { call.http_request(&workspace) } else { call.http_request(&project) }));
    let other: Result<String, CallError> = if management { call.url(&project) } else { call.url(&workspace) };
    assert!(other.unwrap_err().to_string().contains("it is "), "{id} goes to two hosts");
    made
}

/// The same from a request of the crate `http`, whose names of headers are in lower case.
#[cfg(feature = "http")]
fn from_http(request: Result<http::Request<Vec<u8>>, CallError>) -> Made {
    const NAMES: &[&str] = &["Authorization", "Content-Type", "X-Stytch-Member-Session", "X-Stytch-Member-SessionJWT"];
    let request = request.expect("it can be called");
    let headers = request.headers();
    let found = NAMES.iter().filter_map(|name| Some((name, headers.get(*name)?)));
    let found: Vec<_> = found
        .map(|(name, value)| ((*name).to_owned(), value.to_str().unwrap().to_owned(), value.is_sensitive()))
        .collect();
    assert_eq!(found.len(), headers.len());
    Made {
        method: request.method().to_string(),
        url: request.uri().to_string(),
        headers: found,
        body: if request.body().is_empty() { Value::Null } else { serde_json::from_slice(request.body()).unwrap() },
    }
}

#[test]
fn every_call_is_what_the_document_describes() {
    let calls = table::all();
    let ids: BTreeSet<&str> = calls.iter().map(|(id, ..)| *id).collect();
    assert_eq!(ids, expected::ids(), "tests/it/calls/table.rs has a line for each operation");
    assert_eq!(calls.len(), ids.len());
    for (id, bare, full) in &calls {
        assert_eq!(*bare, Expected::of(id, false).made(), "{id}");
        assert_eq!(*full, Expected::of(id, true).made(), "{id} with all parameters");
    }
}

#[test]
fn every_operation_is_listed() {
    let listed: BTreeSet<&str> = operations::ALL.iter().map(|operation| operation.id).collect();
    assert_eq!(listed, expected::ids());
    assert_eq!(listed.len(), operations::ALL.len());
    for operation in operations::ALL {
        let takes_session = operation.takes_header("x-stytch-member-session");
        assert_eq!(takes_session, expected::takes_session(operation.id), "{}", operation.id);
    }
    assert_eq!(
        operations::ALL.iter().filter(|operation| operation.takes_header("X-Stytch-Member-SessionJWT")).count(),
        40
    );
}
