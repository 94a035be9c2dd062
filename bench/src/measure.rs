//! Measures time: the subjects run in turns, in many short rounds, so that other work on the machine affects all of them equally.

use std::time::{Duration, Instant};

/// A measured function.
pub type Work<'a> = Box<dyn FnMut() + 'a>;

/// The times of one subject.
#[derive(Clone, Debug)]
pub struct Times {
    /// Nanoseconds of one run: the median of all rounds.
    pub median: f64,
    /// The time divided by that of the first subject: the median of the ratios within each round.
    pub ratio: f64,
}

/// The extent of a measurement.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// The number of turns of each subject.
    pub rounds: usize,
    /// The length of a turn.
    pub turn: Duration,
}

impl Default for Effort {
    fn default() -> Self {
        Self { rounds: 201, turn: Duration::from_millis(2) }
    }
}

/// Times all subjects, in turns. The order of the turns changes from round to round.
pub fn alternate(subjects: &mut [Work<'_>], effort: Effort) -> Vec<Times> {
    let runs: Vec<u32> = subjects.iter_mut().map(|work| runs_per_turn(work, effort.turn)).collect();
    let mut rounds: Vec<Vec<f64>> = Vec::with_capacity(effort.rounds);
    for round in 0..effort.rounds {
        let mut times = vec![0.0; subjects.len()];
        for turn in 0..subjects.len() {
            let subject = (round + turn) % subjects.len();
            times[subject] = time(&mut subjects[subject], runs[subject]);
        }
        rounds.push(times);
    }
    let of = |subject: usize| {
        let median_of = |value: &dyn Fn(&[f64]) -> f64| median(rounds.iter().map(|times| value(times)).collect());
        Times { median: median_of(&|times| times[subject]), ratio: median_of(&|times| times[subject] / times[0]) }
    };
    (0..subjects.len()).map(of).collect()
}

fn runs_per_turn(work: &mut Work<'_>, turn: Duration) -> u32 {
    let mut runs = 1;
    loop {
        let nanoseconds = time(work, runs) * f64::from(runs);
        if nanoseconds * 2.0 >= turn.as_secs_f64() * 1e9 {
            return runs;
        }
        runs *= 2;
    }
}

/// Nanoseconds of one run.
fn time(work: &mut Work<'_>, runs: u32) -> f64 {
    let begun = Instant::now();
    (0..runs).for_each(|_| work());
    begun.elapsed().as_secs_f64() * 1e9 / f64::from(runs)
}

/// The value in the middle.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slower_work_has_the_higher_ratio() {
        let spin = |rounds: u64| -> Work<'static> {
            Box::new(move || {
                std::hint::black_box((0..rounds).fold(0_u64, |sum, value| std::hint::black_box(sum ^ value)));
            })
        };
        let effort = Effort { rounds: 21, turn: Duration::from_micros(200) };
        let times = alternate(&mut [spin(1_000), spin(4_000)], effort);
        assert!((times[0].ratio - 1.0).abs() < 1e-9);
        assert!((2.0..8.0).contains(&times[1].ratio), "{times:?}");
    }

    #[test]
    fn median_of_few() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert!(median(Vec::new()).is_nan());
    }
}
