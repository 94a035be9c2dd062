//! Generates from random schemas: the output is valid Rust, or an error.

#![no_main]

#[path = "../../codegen/tests/random/mod.rs"]
mod random;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    random::check_schemas(bytes);
});
