//! Generates the types of the events.

use std::env;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=schemas");
    let types = schemawright::Generator::new("schemas").module("crate::ours").generate()?;
    Ok(types.write_to(env::var("OUT_DIR")?)?)
}
