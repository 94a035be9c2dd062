//! The time of each stage of a run, for measurements of the generator.

use std::time::{Duration, Instant};

/// The stages of a run in order, each with its elapsed time.
#[derive(Clone, Debug)]
pub struct Stages {
    times: Vec<(&'static str, Duration)>,
    begun: Instant,
}

impl Stages {
    pub(crate) fn begin() -> Self {
        Self { times: Vec::new(), begun: Instant::now() }
    }

    /// Ends a stage and starts the next one. The times of equal names are added.
    pub(crate) fn end(&mut self, name: &'static str) {
        let now = Instant::now();
        let time = now.duration_since(self.begun);
        self.begun = now;
        match self.times.iter_mut().find(|(other, _)| *other == name) {
            Some((_, sum)) => *sum += time,
            None => self.times.push((name, time)),
        }
    }

    /// The names of the stages and their times.
    #[must_use]
    pub fn times(&self) -> &[(&'static str, Duration)] {
        &self.times
    }
}
