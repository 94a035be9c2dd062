//! The commands as processes, and the library of commands. `stranger` is a binary of its own, because it compiles programs.

mod bundle;
mod commands;
mod common;
mod diff;
mod drift;
mod everywhere;
mod faults;
mod generate;
mod init;
mod missing;
mod openapi;
mod pipe;
mod place;
mod processes;
mod progress;
mod project_file;
mod readme;
mod report;
mod sync;
mod update;
mod warnings;
