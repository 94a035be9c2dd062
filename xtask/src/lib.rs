//! This project's commands. The public ones are those of `schemawright-cli`, under this program's names and with this project's defaults. A
//! private command is one module with its `Args` and a `run`. `main.rs` lists all of them. Shared by the commands:
//!
//! - [`cargo`] runs separate programs;
//! - [`workspace`] finds directories of this workspace.

// `println!` panics when its reader closes the pipe.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod bench;
pub mod cargo;
pub mod ci;
pub mod conformance;
mod program;
pub mod regen;
pub mod workspace;

pub use program::program;
