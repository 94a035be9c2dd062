//! `cargo xtask conformance`: compares the generated types with their schemas, with an independent validator.

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod additive;
pub mod any;
mod bundle;
mod command;
mod corrected;
mod described;
mod doubting;
mod enabled;
mod exit;
mod flat;
mod formats;
pub mod generality;
mod instances;
mod meant;
mod mutant;
pub mod others;
pub mod otherwise;
mod places;
mod published;
mod random;
mod read_back;
mod schemas;
mod strings;
mod subject;
mod table;
mod takes;
mod trials;
mod types;
mod validate;
mod values;
mod verdict;

pub use command::{Args, Only, run};
pub use types::{Report, Run, conformance};
