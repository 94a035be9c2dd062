//! The names that patterns match, as an automaton. Generated types contain it, to match members with patterns.

use std::collections::HashMap;

use regex_automata::Anchored;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;

use super::pattern::translated;

/// An automaton over the bytes of a name. It starts in the first state. A name without a transition does not match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matcher {
    /// The states.
    pub states: Vec<State>,
}

/// A state of [`Matcher`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Whether a name that ends here matches.
    pub ends: bool,
    /// Transitions: bytes from the first to the second lead to the state of the third. Other bytes do not match.
    pub steps: Vec<(u8, u8, u16)>,
}

/// The patterns of a schema, and the names that they match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternSet {
    /// The patterns.
    pub patterns: Vec<String>,
    /// The names that one of them matches.
    pub names: Matcher,
}

impl PatternSet {
    /// The same as [`Matcher::of`].
    pub(crate) fn of(patterns: Vec<String>) -> Option<Self> {
        let names = Matcher::of(patterns.iter().map(String::as_str))?;
        Some(Self { patterns, names })
    }

    /// The patterns of both; none if the automaton would be too large.
    pub(crate) fn or(&self, other: &Self) -> Option<Self> {
        let new = other.patterns.iter().filter(|pattern| !self.patterns.contains(pattern));
        Self::of(self.patterns.iter().chain(new).cloned().collect())
    }
}

/// The state after which every rest matches.
pub(crate) const ANY: u16 = u16::MAX;

/// The greatest number of steps of an automaton, which is a part of the generated code. Larger ones are usually classes of letters of all
/// scripts.
const STEPS: usize = 300;
/// The memory for building it, in bytes per step.
const WORK: usize = 1 << 8;

impl Matcher {
    /// The names that one of these patterns matches at any position; none if the automaton would be too large.
    pub(crate) fn of<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Option<Self> {
        Self::within(patterns, STEPS)
    }

    /// The same with this limit of steps.
    pub(crate) fn within<'p>(patterns: impl IntoIterator<Item = &'p str>, steps: usize) -> Option<Self> {
        let work = steps * WORK;
        let patterns = patterns.into_iter().map(translated).collect::<Option<Vec<_>>>()?;
        let automaton = dense::Builder::new()
            .configure(
                dense::Config::new()
                    .minimize(true)
                    .start_kind(StartKind::Unanchored)
                    .dfa_size_limit(Some(work))
                    .determinize_size_limit(Some(work)),
            )
            .thompson(thompson::Config::new().nfa_size_limit(Some(work)))
            .build_many(&patterns)
            .ok()?;
        let start = automaton.start_state(&start::Config::new().anchored(Anchored::No)).ok()?;
        let names = explored(&automaton, start, steps)?.simplified();
        (names.states.iter().map(|state| state.steps.len()).sum::<usize>() <= steps).then_some(names)
    }

    /// Whether all names match.
    pub(crate) fn is_all(&self) -> bool {
        self.states.is_empty()
    }

    /// Removes states from which everything matches.
    fn simplified(mut self) -> Self {
        let all = [(0, u8::MAX, ANY)];
        while let Some(index) = self.states.iter().position(|state| state.ends && state.steps == all) {
            if index == 0 {
                return Self { states: Vec::new() };
            }
            self.states.remove(index);
            for state in &mut self.states {
                for (_, _, next) in &mut state.steps {
                    *next = match usize::from(*next) {
                        own if own == index => ANY,
                        other if *next != ANY && other > index => *next - 1,
                        _ => *next,
                    };
                }
                state.join();
            }
        }
        self
    }

    /// Whether a name matches, computed as in generated code.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let mut at = 0;
        for byte in name.bytes() {
            let Some(state) = self.states.get(at) else { return true };
            let step = state.steps.iter().find(|(from, to, _)| (*from..=*to).contains(&byte));
            let Some((_, _, next)) = step else { return false };
            at = usize::from(*next);
        }
        self.states.get(at).is_none_or(|state| state.ends)
    }
}

impl State {
    /// Joins adjacent steps to the same state.
    fn join(&mut self) {
        let mut joined: Vec<(u8, u8, u16)> = Vec::with_capacity(self.steps.len());
        for (from, to, next) in self.steps.drain(..) {
            match joined.last_mut() {
                Some(last) if last.2 == next && last.1.checked_add(1) == Some(from) => last.1 = to,
                _ => joined.push((from, to, next)),
            }
        }
        self.steps = joined;
    }
}

/// The states that can be reached.
fn explored(automaton: &dense::DFA<Vec<u32>>, start: StateID, steps: usize) -> Option<Matcher> {
    let mut numbers = HashMap::from([(start, 0_u16)]);
    let mut order = vec![start];
    let mut states = Vec::new();
    while let Some(&id) = order.get(states.len()) {
        let mut state = State { ends: automaton.is_match_state(automaton.next_eoi_state(id)), steps: Vec::new() };
        for byte in 0..=u8::MAX {
            let next = automaton.next_state(id, byte);
            if automaton.is_quit_state(next) {
                return None;
            }
            if automaton.is_dead_state(next) {
                continue;
            }
            let number = if automaton.is_match_state(next) {
                ANY
            } else {
                let new = u16::try_from(order.len()).ok().filter(|new| usize::from(*new) <= steps)?;
                *numbers.entry(next).or_insert_with(|| {
                    order.push(next);
                    new
                })
            };
            state.steps.push((byte, byte, number));
        }
        state.join();
        states.push(state);
    }
    Some(Matcher { states })
}

#[cfg(test)]
mod tests {
    use super::Matcher;

    #[test]
    fn names_are_those_that_a_pattern_matches() {
        for (patterns, matching, others) in [
            (&["^x-"][..], &["x-", "x-a", "x-ü"][..], &["", "x", "ax-", "X-"][..]),
            (&["^[a-zA-Z0-9._-]+$"], &["a", "a.b-c_9"], &["", "a b", "ü"]),
            (&["^x-", "^y$"], &["x-1", "y"], &["yy", "x"]),
            (&["b"], &["abc", "b"], &["", "ac"]),
            (&["^.$"], &["a", "ü"], &["", "ab", "\n"]),
            (&["^$"], &[""], &["a"]),
            (&[r"^\d{2}$"], &["12"], &["1", "123", "1a"]),
            (&["^(a|bc)*$"], &["", "abca"], &["b", "ab"]),
        ] {
            let names = Matcher::of(patterns.iter().copied()).unwrap();
            assert!(!names.is_all(), "{patterns:?}");
            for name in matching {
                assert!(names.has(name), "{patterns:?} {name:?} {names:?}");
            }
            for name in others {
                assert!(!names.has(name), "{patterns:?} {name:?} {names:?}");
            }
        }
    }

    #[test]
    fn patterns_that_match_all_are_known() {
        for pattern in ["", ".*", "^.*", "^", "a*"] {
            assert!(Matcher::of([pattern]).is_some_and(|names| names.is_all()), "{pattern:?}");
        }
    }

    #[test]
    fn patterns_that_are_not_followed() {
        for pattern in ["^(?!x-)", r"\bx", "(", r"^\p{L}+$", "^[ab]*a[ab]{12}$"] {
            assert_eq!(Matcher::of([pattern]), None, "{pattern:?}");
        }
    }
}
