//! The orders of a shop.

/// The types of `schemas/`.
pub mod types {
    include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
}
