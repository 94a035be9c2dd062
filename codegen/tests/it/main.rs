//! The generator as programs use it: input of every kind, and packages that compile.

mod any_input;
mod by_typify;
mod hostile;
mod input;
mod kinds;
mod presets;
mod prose;
#[path = "../random/mod.rs"]
mod random;
#[path = "../support/mod.rs"]
mod support;
mod unions;
mod usage;
mod version;
mod whole_set;
