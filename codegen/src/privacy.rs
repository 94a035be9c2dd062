//! What `Debug` prints of a value.

/// What `Debug` prints of a value, and what [`ExposePersonal`](https://docs.rs/schemawright-wire) prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Privacy {
    /// The value, as far as its type does not hide it.
    #[default]
    Open,
    /// The value is personal: `Debug` prints its kind.
    Personal,
    /// The value contains secrets that its type does not hide: nothing prints it.
    Secret,
}

impl Privacy {
    /// Whether `Debug` does not print the value.
    #[must_use]
    pub fn hides(self) -> bool {
        self != Self::Open
    }

    /// The method of `schemawright-wire` that marks the value; none if it is printed.
    pub(crate) fn mark(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Personal => Some("personal"),
            Self::Secret => Some("secret"),
        }
    }

    /// The sentence in the documentation.
    pub(crate) fn note(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Personal => Some("Personal: `Debug` prints its kind only."),
            Self::Secret => Some("Secret: `Debug` does not print it."),
        }
    }

    /// The line that explains the value.
    pub(crate) fn explained(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Personal => "  personal:  `Debug` prints its kind only; `expose_personal()` prints it\n",
            Self::Secret => "  secret:    nothing prints it\n",
        }
    }
}
