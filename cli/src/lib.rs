//! The commands of `schemawright` as a library: a project's own program can offer them under other names and with other defaults.
//!
//! A command is one module with its `Args` and a `run`, which gets the [`Program`] that it belongs to. Shared by the commands:
//!
//! - [`tree`] writes generated files, each of them whole, and compares them with the existing files;
//! - [`report`] prints diagnostics, for people or for programs;
//! - [`out`] prints to readers that may have closed the pipe, [`terminal`] has the options for amount and colour, [`progress`] shows long
//!   steps;
//! - [`project`] finds the schemas and the configuration of a command;
//! - [`openapi`] converts OpenAPI documents;
//! - [`paths`] and [`wire`] find other directories.

// `println!` panics when its reader closes the pipe.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod bundle;
pub mod diff;
pub mod drift;
pub mod explain;
pub mod generate;
pub mod graph;
pub mod init;
pub mod openapi;
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
