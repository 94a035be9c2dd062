//! This project's commands. Those that strangers have too are `schemawright-cli`'s, under this program's names and with this project's defaults; a
//! command of the project's alone is one module with its `Args` and a `run`. `main.rs` is the table of them. What they share:
//!
//! - [`cargo`] runs what is a program of its own;
//! - [`workspace`] finds what belongs to this workspace.

// A reader that goes away makes `println!` panic.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod bench;
pub mod cargo;
pub mod ci;
pub mod conformance;
mod program;
pub mod regen;
pub mod workspace;

pub use program::program;
