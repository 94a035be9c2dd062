//! The facade as programs use it. The tests that build programs are binaries of their own.

mod any_input;
mod build_codegen;
mod calls;
mod decode;
mod described;
mod ease;
mod examples;
mod from_the_sdk;
mod jwt;
mod limits;
mod namespaces;
mod payloads;
#[cfg(feature = "full")]
#[path = "../random/mod.rs"]
mod random;
mod rbac;
mod recorded;
mod response;
mod rust_version;
mod sizes;
#[path = "../support/mod.rs"]
mod support;
mod webhook;
