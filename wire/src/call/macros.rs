//! The implementation of calls.

/// Implements [`Call`](crate::call::Call) for a struct of parameters and a body.
///
/// ```
/// use schemawright_wire::call::Call as _;
///
/// struct Update {
///     user_id: String,
///     dry_run: Option<bool>,
///     body: Vec<u8>,
/// }
///
/// schemawright_wire::call! {
///     Update => String,
///     "UpdateUser",
///     "PUT",
///     "/v1/users/{user_id}",
///     [
///         Path(user_id, "user_id", REQUIRED),
///         // The form of a row that is too long for its line.
///         Query(
///             dry_run,
///             "dry_run",
///         ),
///     ],
///     required body: Vec<u8>,
///     Some("application/json"),
///     ["basic"],
///     Api,
///     None,
/// }
///
/// let call = Update { user_id: "a/b".to_owned(), dry_run: Some(true), body: vec![1] };
/// assert_eq!(Update::OPERATION.to_string(), "PUT /v1/users/{user_id}");
/// assert_eq!(call.url("http://localhost")?, "http://localhost/v1/users/a%2Fb?dry_run=true");
/// assert_eq!(call.json()?, b"[1]");
/// # Ok::<(), schemawright_wire::call::CallError>(())
/// ```
#[macro_export]
macro_rules! call {
    (
        $call:path => $answer:ty,
        $id:literal,
        $method:literal,
        $path:literal,
        [$($place:ident($field:ident, $name:literal $(, $flag:ident)* $(,)?)),* $(,)?],
        $presence:ident body: $body:ty,
        $media_type:expr,
        [$($auth:literal),* $(,)?],
        $host:ident $(($host_text:literal $(,)?))?,
        $docs:expr,
    ) => {
        impl $call {
            /// The called operation.
            pub const OPERATION: &'static $crate::operation::Operation = &$crate::operation::Operation {
                id: $id,
                method: $method,
                path: $path,
                parameters: &[$($crate::operation::Parameter {
                    name: $name,
                    place: $crate::operation::In::$place,
                    flags: 0 $(| $crate::operation::Parameter::$flag)*,
                }),*],
                body: $media_type,
                auth: &[$($auth),*],
                host: $crate::operation::Host::$host $(($host_text))?,
                docs: $docs,
            };
        }

        impl $crate::call::Call for $call {
            const OPERATION: &'static $crate::operation::Operation = Self::OPERATION;
            type Body = $body;
            type Answer = $answer;

            fn parts(&self, values: &mut $crate::call::Values) -> ::core::option::Option<&Self::Body> {
                $(values.push(&self.$field);)*
                $crate::call!(@body self $presence)
            }
        }
    };
    (@body $self:ident no) => { ::core::option::Option::None };
    (@body $self:ident required) => { ::core::option::Option::Some(&$self.body) };
    (@body $self:ident optional) => { $self.body.as_ref() };
}
