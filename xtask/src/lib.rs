//! The project's commands: a thin driver around `stytch-codegen` that reads, writes and compares.
//!
//! A command is one module with its `Args` and a `run`; `main.rs` is the table of them. What they share:
//!
//! - [`tree`] puts generated files on disk, all of them or none, and compares them with what is there;
//! - [`cargo`] runs what is a program of its own;
//! - [`report`] prints diagnostics, for people or for programs;
//! - [`workspace`] knows where things are.

pub mod bench;
pub mod cargo;
pub mod ci;
pub mod conformance;
pub mod diff;
pub mod explain;
pub mod regen;
pub mod report;
pub mod sync;
pub mod tree;
pub mod workspace;
