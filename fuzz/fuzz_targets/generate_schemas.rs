//! Random schemas of what the generator knows into the generator: what comes out is Rust, or an error that says why not.

#![no_main]

#[path = "../../codegen/tests/random/mod.rs"]
mod random;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    random::check_schemas(bytes);
});
