//! The runtime as generated code uses it.

mod call;
mod codec;
mod look;
mod strings;
mod types;
mod unions;
mod ways;
