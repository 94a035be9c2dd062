//! Generates the types of `schemas/` into `OUT_DIR`.

fn main() {
    schemawright::Build::new("schemas").module("crate::types").run();
}
