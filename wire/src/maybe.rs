//! Setters for what may be a value.

/// Applies a setter to what may be a value.
///
/// A setter takes a value: to leave a member out is not to call it. Where there is an `Option`, this is the call or none:
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
/// (A second form of each setter would be compiled by every program: for a large set of types, a fifth of the time that they take.)
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
