//! A macro for JSON objects.

/// Makes a [`Map`](crate::Map), as `serde_json::json!` makes a [`Value`](crate::Value): for claims, metadata, and other objects that a
/// schema leaves open.
///
/// ```
/// use schemawright_wire::claims;
///
/// let claims = claims! { "tier": "gold", "seats": [1, 2] };
/// assert_eq!(claims["tier"], "gold");
/// assert!(claims! {}.is_empty());
/// ```
#[macro_export]
macro_rules! claims {
    ($($members:tt)*) => {
        match $crate::serde_json::json!({ $($members)* }) {
            $crate::Value::Object(members) => members,
            _ => ::core::unreachable!("braces make an object"),
        }
    };
}
