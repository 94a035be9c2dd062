//! Numbers that satisfy bounds and multiples.

use serde_json::{Number, Value};

use super::text;
use super::told::Told;
use crate::describe::{JsonType, Keyword};

/// A number that the schema accepts. A later element of a list of unique ones gets another one.
pub(super) fn candidate(told: &Told, ty: JsonType, nth: usize) -> Option<Value> {
    let mut candidates = vec![text::number(told.name), 1.0 + nth as f64, 1.0, 0.0, 0.5];
    let bounds: Vec<(f64, &[f64])> = told.keywords.iter().filter_map(|keyword| bound(keyword)).collect();
    for (value, steps) in &bounds {
        candidates.extend(steps.iter().map(|step| value + step));
        candidates.extend(steps.iter().map(|step| (value + step).ceil()));
    }
    // A value between two bounds that are near to each other.
    candidates.extend(bounds.windows(2).map(|pair| f64::midpoint(pair[0].0, pair[1].0)));
    let steps = told.keywords.iter().filter_map(|keyword| match keyword {
        Keyword::MultipleOf(step) => step.value().as_f64().filter(|step| *step > 0.0),
        _ => None,
    });
    let steps: Vec<f64> = steps.collect();
    // A multiple of several numbers: of all of them, if they are integers.
    let step = steps.iter().copied().reduce(|one, other| one * other);
    for step in steps.iter().copied().chain(step) {
        let multiples =
            candidates.iter().flat_map(|value| [(value / step).ceil() * step, (value / step).floor() * step]);
        let multiples: Vec<_> = multiples.collect();
        candidates.extend(multiples);
        candidates.push(step);
    }
    let value = |number: f64| match ty {
        // An integral double is an integer here.
        _ if number.fract() == 0.0 && number.abs() < 1e15 => Some(Value::from(number as i64)),
        JsonType::Integer => None,
        _ => Number::from_f64(number).map(Value::Number),
    };
    let fitting = |number: f64| value(number).filter(|value| told.fits(value));
    let first = candidates.iter().copied().find(|number| fitting(*number).is_some())?;
    // A later element of a list of unique ones.
    let offset = step.unwrap_or(1.0) * nth as f64;
    [first + offset, first - offset].into_iter().chain(candidates).find_map(fitting)
}

/// A bound of a number, and the offsets to valid values near it.
fn bound(keyword: &Keyword) -> Option<(f64, &'static [f64])> {
    match keyword {
        Keyword::Minimum(bound) => Some((bound.value().as_f64()?, &[0.0, 1.0])),
        Keyword::ExclusiveMinimum(bound) => Some((bound.value().as_f64()?, &[1.0, 0.5])),
        Keyword::Maximum(bound) => Some((bound.value().as_f64()?, &[0.0, -1.0])),
        Keyword::ExclusiveMaximum(bound) => Some((bound.value().as_f64()?, &[-1.0, -0.5])),
        _ => None,
    }
}
