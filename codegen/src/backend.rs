//! Who writes the types.

/// Who writes the types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Backend {
    /// This generator: what it writes needs `schemawright-wire`, and no derive of serde's.
    #[default]
    Own,
    /// typify: its types derive serde's traits, and need no runtime crate. Of the configuration, `[package]` counts alone.
    #[cfg(feature = "typify")]
    Typify,
}
