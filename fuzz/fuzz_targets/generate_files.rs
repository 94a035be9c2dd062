//! Generates from bytes as schema files and a configuration.

#![no_main]

#[path = "../../codegen/tests/random/mod.rs"]
mod random;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    random::check_files(bytes);
});
