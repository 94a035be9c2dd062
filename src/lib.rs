//! Stytch's data types.

mod decode;

#[cfg(feature = "build-codegen")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
}

pub use decode::{DecodeError, decode, decode_reader, decode_value};
#[cfg(feature = "build-codegen")]
pub use generated::*;
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
#[doc(inline)]
pub use stytch_types_generated::*;
pub use stytch_wire as wire;
