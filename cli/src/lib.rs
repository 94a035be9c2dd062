//! The commands of `schemawright`, as a library: a program of a project's own can have them under names and with defaults of its own.
//!
//! A command is one module with its `Args` and a `run`, to which the [`Program`] is told that it belongs to. What they share:
//!
//! - [`tree`] writes generated files, each of them whole, and compares them with what is there;
//! - [`report`] prints diagnostics, for people or for programs;
//! - [`out`] prints to readers that may go away, [`terminal`] knows how much, and whether in colour; [`progress`] shows what takes long;
//! - [`project`] finds the schemas and the configuration that a command is about;
//! - [`paths`] and [`wire`] find what else there is.

// A reader that goes away makes `println!` panic.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod bundle;
pub mod diff;
pub mod drift;
pub mod explain;
pub mod generate;
pub mod graph;
pub mod init;
pub mod out;
pub mod paths;
mod program;
pub mod progress;
pub mod project;
pub mod report;
pub mod sync;
pub mod terminal;
pub mod tree;
#[cfg(feature = "program")]
pub mod watch;
pub mod wire;

pub use program::Program;
