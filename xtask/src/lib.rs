//! The project's commands: a thin driver around `schemawright` that reads, writes and compares.
//!
//! A command is one module with its `Args` and a `run`; `main.rs` is the table of them. What they share:
//!
//! - [`tree`] puts generated files on disk, all of them or none, and compares them with what is there;
//! - [`cargo`] runs what is a program of its own;
//! - [`report`] prints diagnostics, for people or for programs;
//! - [`out`] prints to readers that may go away;
//! - [`project`] finds the schemas and the configuration that a command is about, [`workspace`] what belongs to this workspace.

// A reader that goes away makes `println!` panic.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod bench;
pub mod bundle;
pub mod cargo;
pub mod ci;
pub mod conformance;
pub mod diff;
pub mod explain;
pub mod out;
pub mod project;
pub mod regen;
pub mod report;
pub mod sync;
pub mod tree;
pub mod workspace;
