//! Printing personal data, which `Debug` omits.

use std::fmt;

use crate::codec::{Show, Wire};

/// Prints personal data, if the configuration declares some.
///
/// `Debug` prints the kind of a personal value in its place: `Personal(…@…)` for an e-mail address, `Personal(+…)` for a phone number,
/// `Personal(….….….…)` or `Personal(…:…)` for an IP address, `Personal("")` for the empty string, and `Personal(…)` for any other one.
pub trait ExposePersonal {
    /// The value with a `Debug` that prints personal data, but no secrets. Search a program for this name to find all uses.
    ///
    /// ```
    /// use schemawright_wire::ExposePersonal as _;
    ///
    /// let emails = vec!["ada@example.com".to_owned()];
    /// assert_eq!(format!("{:?}", emails.expose_personal()), r#"["ada@example.com"]"#);
    /// ```
    fn expose_personal(&self) -> Exposed<'_>;
}

impl<T: Wire> ExposePersonal for T {
    fn expose_personal(&self) -> Exposed<'_> {
        Exposed(Show::new(self).exposed())
    }
}

/// A value whose `Debug` prints personal data: see [`ExposePersonal`].
pub struct Exposed<'a>(Show<'a>);

impl fmt::Debug for Exposed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
