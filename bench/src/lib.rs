//! The same bodies, decoded and encoded by stytch-types and by its peers.

pub mod allocator;
pub mod bodies;
pub mod from_the_sdk;
pub mod measure;
pub mod memory;
pub mod out;
pub mod peers;
pub mod speed;
pub mod table;

/// The default output of typify for the schemas.
#[allow(clippy::all, missing_docs, rustdoc::all)]
pub mod by_typify {
    include!(concat!(env!("OUT_DIR"), "/typify.rs"));
}
