//! The cost of checking the calls and the handwritten code of the facade, beside a facade of the types alone.
//!
//! Both facades have the same dependencies. So only the two packages that differ are checked repeatedly: the check of the others would add
//! more noise than the difference.

use crate::compile::{build, cargo, median};
use crate::measured::Cost;
use crate::packages::{self, Package};
use crate::{Result, out, row, table};

/// The number of checks of the two facades, in turns.
const ROUNDS: usize = 9;

/// The number of checks of the whole program.
const COLD: usize = 3;

/// The packages that differ.
const CLEANED: [&str; 5] = ["clean", "--package", "stytch-types", "--package", "stytch-types-generated"];

/// Prints the table.
pub(crate) fn run() -> Result<()> {
    let with = packages::facade("stytch-types", "")?;
    let without = packages::types_alone("the same, without calls and what is hand-written")?;
    let cold = (0..COLD).map(|_| check(&with, &["clean"])).collect::<Result<Vec<_>>>()?;
    let cold = median(cold).processor;
    check(&without, &["clean"])?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push([check(&with, &CLEANED)?, check(&without, &CLEANED)?]);
    }
    let of = |which: usize| median(rounds.iter().map(|round| round[which]).collect()).processor;
    let mut added: Vec<f64> = rounds.iter().map(|[with, without]| with.processor - without.processor).collect();
    added.sort_by(f64::total_cmp);
    let (least, added, most) = (added[0], added[ROUNDS / 2], added[ROUNDS - 1]);
    let time = |seconds: f64| table::time(seconds * 1e9);
    let part = |seconds: f64| format!("{:.3}", seconds / (cold - added));
    out::line(format!(
        "## What calls and handwritten code add\n\nProcessor time, one job; the whole {COLD} times, the two packages that differ {ROUNDS} times in \
         turns; medians. \"Part\": of the cold check without them, {}.\n",
        time(cold - added)
    ));
    out::line(table::markdown(&[
        row!["what is checked", "time", "part"],
        row!["a program with the facade, from nothing", time(cold), part(cold)],
        row!["the facade and the types", time(of(0)), part(of(0))],
        row!["the same, without calls and handwritten code", time(of(1)), part(of(1))],
        row!["added", time(added), part(added)],
        row!["added, least of all rounds", time(least), part(least)],
        row!["added, most of all rounds", time(most), part(most)],
    ]));
    Ok(())
}

/// Checks a package after cargo has removed some output.
fn check(package: &Package, forget: &[&str]) -> Result<Cost> {
    cargo(package, &[forget, &["--quiet"]].concat())?;
    build(package, &["check", "--quiet", "--jobs", "1"])
}
