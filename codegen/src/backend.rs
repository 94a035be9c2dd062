//! The generator of the types.

/// The generator of the types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Backend {
    /// This generator. Its output requires `schemawright-wire`, and no derive of serde.
    #[default]
    Own,
    /// typify. Its types derive serde's traits and need no runtime crate. Of the configuration, only `[package]` applies.
    #[cfg(feature = "typify")]
    Typify,
}
