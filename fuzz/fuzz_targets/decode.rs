//! Decodes bytes as one of the twenty largest types, and encodes the value.

#![no_main]

#[path = "../../tests/random/mod.rs"]
mod random;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    random::check_body(bytes);
});
