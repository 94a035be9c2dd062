//! Setters for optional values.

/// Applies a setter to an `Option`.
///
/// A setter takes a value; omitting a member means not calling its setter. For an `Option`, this calls the setter or does not:
///
/// ```
/// use schemawright_wire::Maybe;
///
/// #[derive(Default)]
/// struct Request {
///     locale: Option<String>,
/// }
///
/// impl Request {
///     fn locale(mut self, value: impl Into<String>) -> Self {
///         self.locale = Some(value.into());
///         self
///     }
/// }
///
/// let chosen = Some("en");
/// let request = Request::default().maybe(chosen, Request::locale);
/// assert_eq!(request.locale.as_deref(), Some("en"));
/// ```
///
/// (A second form of each setter would be compiled in every program. For a large set of types, it would take a fifth of the compile time.)
pub trait Maybe: Sized {
    /// Applies the setter if there is a value.
    #[must_use]
    fn maybe<V>(self, value: Option<V>, set: impl FnOnce(Self, V) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }
}

impl<T> Maybe for T {}
