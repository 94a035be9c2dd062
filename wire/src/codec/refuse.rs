//! Refusing what a visitor did not expect without quoting it.

/// The scalars that a [`Visitor`](serde_core::de::Visitor) does not take: each is an error that names the kind. Serde's own defaults quote
/// the value, which may be a secret in the wrong place. (Its defaults for null, arrays and objects quote nothing.)
macro_rules! refuse_without_quoting {
    (numbers) => {
        fn visit_bool<E: ::serde_core::de::Error>(self, _: bool) -> Result<Self::Value, E> {
            Err(E::invalid_type(::serde_core::de::Unexpected::Other("boolean"), &self))
        }
        fn visit_i64<E: ::serde_core::de::Error>(self, _: i64) -> Result<Self::Value, E> {
            Err(E::invalid_type(::serde_core::de::Unexpected::Other("number"), &self))
        }
        fn visit_i128<E: ::serde_core::de::Error>(self, _: i128) -> Result<Self::Value, E> {
            Err(E::invalid_type(::serde_core::de::Unexpected::Other("number"), &self))
        }
        fn visit_u64<E: ::serde_core::de::Error>(self, _: u64) -> Result<Self::Value, E> {
            Err(E::invalid_type(::serde_core::de::Unexpected::Other("number"), &self))
        }
        fn visit_u128<E: ::serde_core::de::Error>(self, _: u128) -> Result<Self::Value, E> {
            Err(E::invalid_type(::serde_core::de::Unexpected::Other("number"), &self))
        }
        fn visit_f64<E: ::serde_core::de::Error>(self, _: f64) -> Result<Self::Value, E> {
            Err(E::invalid_type(::serde_core::de::Unexpected::Other("number"), &self))
        }
        fn visit_bytes<E: ::serde_core::de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
            Err(E::invalid_type(::serde_core::de::Unexpected::Other("bytes"), &self))
        }
    };
    (strings) => {
        fn visit_str<E: ::serde_core::de::Error>(self, _: &str) -> Result<Self::Value, E> {
            Err(E::invalid_type(::serde_core::de::Unexpected::Other("string"), &self))
        }
    };
}
pub(crate) use refuse_without_quoting;
