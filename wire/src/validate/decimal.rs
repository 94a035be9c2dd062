//! Numbers of any size, compared by their values (2020-12, core, section 4.2.2).

use std::cmp::Ordering;

/// A number. Equal numbers have equal representations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Decimal {
    /// An integer of 128 bits, in any notation: `1.0` and `1e2` are integers.
    Integer(i128),
    /// Another number.
    Other(Digits),
}

/// `0.DIGITS` × 10^`point`, negated or not. The first and the last digit are not 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Digits {
    is_negative: bool,
    digits: String,
    point: i64,
}

impl Decimal {
    /// The number in JSON text.
    pub(super) fn of(text: &str) -> Self {
        match text.parse() {
            Ok(integer) => Self::Integer(integer),
            Err(_) => Digits::of(text).simple(),
        }
    }

    pub(super) fn is_integer(&self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Other(digits) => digits.point >= digits.length(),
        }
    }

    /// Whether the number is a multiple of another one. Each is a multiple of 0, which is not a valid step.
    pub(super) fn is_multiple_of(&self, step: &Self) -> bool {
        match (self, step) {
            (_, Self::Integer(0)) | (Self::Integer(0), _) => true,
            (Self::Integer(value), Self::Integer(step)) => value.checked_rem(*step).is_none_or(|rest| rest == 0),
            _ => self.digits().is_multiple_of(&step.digits()),
        }
    }

    fn digits(&self) -> Digits {
        match self {
            Self::Integer(integer) => Digits::of(&integer.to_string()),
            Self::Other(digits) => digits.clone(),
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Integer(one), Self::Integer(other)) => one.cmp(other),
            _ => self.digits().compare(&other.digits()),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Digits {
    fn of(text: &str) -> Self {
        let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        let zeros = all.len() - digits.len();
        let point = (whole.len() as i64 - zeros as i64).saturating_add(power(exponent));
        let digits = digits.trim_end_matches('0').to_owned();
        match digits.is_empty() {
            true => Self { is_negative: false, digits, point: 0 },
            false => Self { is_negative, digits, point },
        }
    }

    fn length(&self) -> i64 {
        self.digits.len() as i64
    }

    /// The number as an integer, if it is one of 128 bits.
    fn simple(self) -> Decimal {
        /// The number of digits of `i128::MAX`.
        const MOST: i64 = 39;
        if self.point < self.length() || self.point > MOST {
            return Decimal::Other(self);
        }
        let sign = if self.is_negative { "-" } else { "" };
        // A text without digits is 0.
        let text = format!("{sign}{:0<width$}", self.digits, width = self.point.max(1) as usize);
        text.parse().map_or(Decimal::Other(self), Decimal::Integer)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let sign = |digits: &Self| match (digits.digits.is_empty(), digits.is_negative) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => -1,
        };
        // Without zeros at the start and the end, digits have the order of their texts.
        let sizes = || self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits));
        sign(self).cmp(&sign(other)).then_with(|| if self.is_negative { sizes().reverse() } else { sizes() })
    }

    /// Whether the number is a multiple of another one, which is not 0 and has at most 20 digits.
    fn is_multiple_of(&self, step: &Self) -> bool {
        // The powers of ten of the last digits.
        let (own, other) = (self.point - self.length(), step.point - step.length());
        let Ok(step) = step.digits.parse::<u64>().map(u128::from) else { return true };
        // The last digit is not 0, so the number is not a multiple of a higher power of ten.
        let Some(zeros) = own.checked_sub(other).and_then(|zeros| u64::try_from(zeros).ok()) else { return false };
        let rest = self.digits.bytes().fold(0, |rest, digit| (rest * 10 + u128::from(digit - b'0')) % step);
        (rest * power_of_ten(zeros, step)).is_multiple_of(step)
    }
}

/// An exponent. Beyond these bounds, its value makes no difference.
fn power(exponent: &str) -> i64 {
    const BOUND: i64 = i64::MAX / 4;
    match exponent.parse::<i64>() {
        Ok(power) => power.clamp(-BOUND, BOUND),
        Err(_) if exponent.starts_with('-') => -BOUND,
        Err(_) => BOUND,
    }
}

/// 10^`exponent` modulo a number of 64 bits.
fn power_of_ten(mut exponent: u64, modulus: u128) -> u128 {
    let (mut power, mut square) = (1 % modulus, 10 % modulus);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * square % modulus;
        }
        square = square * square % modulus;
        exponent >>= 1;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn of(text: &str) -> Decimal {
        Decimal::of(text)
    }

    #[test]
    fn notations_of_one_number_are_equal() {
        for (one, other) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("-0", "0.0"),
            ("0e9", "0"),
            ("1e400", "10E399"),
            ("0.10", "1e-1"),
            ("170141183460469231731687303715884105728", "1.70141183460469231731687303715884105728e38"),
        ] {
            assert_eq!(of(one), of(other), "{one} {other}");
        }
        assert_ne!(of("1e400"), of("2e400"));
        assert_ne!(of("9007199254740993"), of("9007199254740992.0"));
    }

    #[test]
    fn numbers_are_in_the_order_of_their_values() {
        let ordered = [
            "-1e400",
            "-170141183460469231731687303715884105729",
            "-2",
            "-1.5",
            "-1e-400",
            "0",
            "1e-400",
            "0.09",
            "0.1",
            "1",
            "1.5",
            "9007199254740992",
            "9007199254740993",
            "1e39",
            "2e39",
            "1e400",
            "1e99999999999999999999",
        ];
        for pair in ordered.windows(2) {
            assert!(of(pair[0]) < of(pair[1]), "{pair:?}");
            assert!(of(pair[1]) > of(pair[0]), "{pair:?}");
        }
    }

    #[test]
    fn multiples_are_exact() {
        for (number, step, expected) in [
            ("0.3", "0.1", true),
            ("10.25", "0.1", false),
            ("1e400", "3", false),
            ("3e400", "3", true),
            ("1e400", "1024", true),
            ("1e-400", "0.1", false),
            ("20", "1e2", false),
            ("300", "1e2", true),
            ("123456789012345678901234567890", "18446744073709551615", false),
            ("18446744073709551615e30", "18446744073709551615", true),
            ("-9", "3", true),
            ("0.0", "7", true),
            ("1.5", "0", true),
        ] {
            assert_eq!(of(number).is_multiple_of(&of(step)), expected, "{number} {step}");
        }
        assert!(
            of("1e400").is_integer() && of("2.0").is_integer() && !of("1e-400").is_integer() && !of("1.5").is_integer()
        );
    }
}
