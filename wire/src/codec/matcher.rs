//! Matches names of members with the patterns of a schema. The generator compiles the patterns into an automaton: no regular expression
//! runs here.

/// The names that some patterns match.
#[derive(Clone, Copy, Debug)]
pub struct Matcher(pub &'static [State]);

/// A state of a [`Matcher`]. The first one is the start.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// Whether a name that ends here matches.
    pub ends: bool,
    /// Transitions: bytes from the first to the second lead to the state of the third. Other bytes do not match.
    pub steps: &'static [(u8, u8, u16)],
}

impl Matcher {
    /// No names.
    pub(super) const NONE: Self = Self(&[State { ends: false, steps: &[] }]);

    /// Whether a name matches. The time is linear in its length.
    pub(crate) fn has(self, name: &str) -> bool {
        let mut at = 0;
        for byte in name.bytes() {
            // After the last state, every rest matches.
            let Some(state) = self.0.get(at) else { return true };
            match state.steps.iter().find(|(from, to, _)| (*from..=*to).contains(&byte)) {
                Some((_, _, next)) => at = usize::from(*next),
                None => return false,
            }
        }
        self.0.get(at).is_none_or(|state| state.ends)
    }
}

/// Makes a [`Matcher`]: one row per state, or `any` for all names.
#[doc(hidden)]
#[macro_export]
macro_rules! __matcher {
    (any) => { $crate::__private::Matcher(&[]) };
    ($($end:ident { $($from:literal..=$to:literal => $next:tt),* }),* $(,)?) => {
        $crate::__private::Matcher(&[$($crate::__private::State {
            ends: $crate::__matcher!(@ends $end),
            steps: &[$(($from, $to, $crate::__matcher!(@next $next))),*],
        }),*])
    };
    (@ends ends) => { true };
    (@ends goes) => { false };
    (@next ANY) => { u16::MAX };
    (@next $next:literal) => { $next };
}

#[cfg(test)]
mod tests {
    use super::Matcher;

    #[test]
    fn names_that_begin_with_x() {
        // `^x-`, `^[a-c]$`
        let matcher =
            crate::__matcher!(goes { b'a'..=b'c' => 1, b'x'..=b'x' => 2 }, ends {}, goes { b'-'..=b'-' => ANY });
        for (name, expected) in [
            ("", false),
            ("a", true),
            ("d", false),
            ("ab", false),
            ("x", false),
            ("x-", true),
            ("x-\u{fc}", true),
            ("x_", false),
        ] {
            assert_eq!(matcher.has(name), expected, "{name:?}");
        }
        assert!(!Matcher::NONE.has(""));
    }
}
