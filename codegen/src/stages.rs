//! How long each stage of a run takes, for whoever measures the generator.

use std::time::{Duration, Instant};

/// The stages of a run in their order, each with its time by the clock.
#[derive(Clone, Debug)]
pub struct Stages {
    times: Vec<(&'static str, Duration)>,
    begun: Instant,
}

impl Stages {
    pub(crate) fn begin() -> Self {
        Self { times: Vec::new(), begun: Instant::now() }
    }

    /// Ends a stage; the next one begins. What ends twice has the time of both.
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
