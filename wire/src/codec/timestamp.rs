//! Timestamps in the forms of RFC 3339, section 5.6.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};

use super::{Blank, Fault, Given, Look, Target, Token, Wire};
use crate::Timestamp;

/// The reason why a timestamp can't be encoded.
pub(crate) const YEAR: &str = "a timestamp whose year is not 0000 to 9999 with any offset";

/// The expected type in errors.
const EXPECTED: &str = "an RFC 3339 timestamp with an offset, such as `2026-01-05T17:28:53Z`";

impl Wire for Timestamp {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        let Token::Str(text) = token else {
            return Err(Fault::unexpected(&token, EXPECTED));
        };
        *self = plain(text.as_bytes())
            .or_else(|| parse(text.as_bytes()))
            .ok_or_else(|| Fault::invalid(&token, EXPECTED))?;
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        Given::Timestamp(self)
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        Some(Look::Plain(self))
    }
}

impl Blank for Timestamp {
    fn blank() -> Self {
        Timestamp::default()
    }
}

/// The form of nearly all timestamps: `0` is any digit, every other character is itself.
const FORM: [u8; 20] = *b"0000-00-00T00:00:00Z";

/// Parses a timestamp of the form `2021-12-29T12:33:09Z`.
fn plain(text: &[u8]) -> Option<Timestamp> {
    let text: &[u8; 20] = text.try_into().ok()?;
    // A digit becomes its value, and a separator becomes zero. Without branches, so that all bytes are computed at once.
    let digits: [u8; 20] = std::array::from_fn(|at| text[at] ^ FORM[at]);
    let fits =
        digits.iter().zip(FORM).fold(true, |fits, (digit, form)| fits & (*digit < if form == b'0' { 10 } else { 1 }));
    if !fits {
        return None;
    }
    let two = |at: usize| u32::from(digits[at]) * 10 + u32::from(digits[at + 1]);
    // It is below 10,000.
    let year = (two(0) * 100 + two(2)) as i32;
    NaiveDate::from_ymd_opt(year, two(5), two(8))?
        .and_hms_opt(two(11), two(14), two(17))
        .map(|timestamp| timestamp.and_utc())
}

/// Parses a timestamp in any form of RFC 3339. None for another form, and for a day or time that does not exist.
fn parse(text: &[u8]) -> Option<Timestamp> {
    let (head, tail) = text.split_at_checked(19)?;
    let marks =
        head[4] == b'-' && head[7] == b'-' && matches!(head[10], b'T' | b't') && head[13] == b':' && head[16] == b':';
    if !marks {
        return None;
    }
    let year = number(&head[..4])? as i32;
    let date = NaiveDate::from_ymd_opt(year, number(&head[5..7])?, number(&head[8..10])?)?;
    let second = number(&head[17..19])?;
    let leap = second == 60;
    let time = date.and_hms_opt(number(&head[11..13])?, number(&head[14..16])?, if leap { 59 } else { second });
    let (nanosecond, offset) = fraction(tail)?;
    let east = TimeDelta::minutes(minutes_east(offset)?);
    let utc = time?.checked_sub_signed(east)?;
    // A leap second is the last second of a day in UTC. Chrono counts it as extra nanoseconds of the second before.
    if leap && (utc.hour(), utc.minute()) != (23, 59) {
        return None;
    }
    let nanosecond = if leap { nanosecond + 1_000_000_000 } else { nanosecond };
    utc.with_nanosecond(nanosecond).map(|utc| utc.and_utc())
}

/// Whether a text has a form of RFC 3339.
#[cfg(feature = "validate")]
pub(crate) fn is_timestamp(text: &str) -> bool {
    plain(text.as_bytes()).or_else(|| parse(text.as_bytes())).is_some()
}

/// A number of digits only.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'9' => Some(number * 10 + u32::from(digit - b'0')),
        _ => None,
    })
}

/// The nanoseconds of a fraction, without its digits after the ninth, and the rest of the text.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some(text) = text.strip_prefix(b".") else { return Some((0, text)) };
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(length);
    if digits.is_empty() {
        return None;
    }
    let kept = &digits[..length.min(9)];
    Some((number(kept)? * 10_u32.pow(9 - kept.len() as u32), rest))
}

/// The minutes that an offset is ahead of UTC.
fn minutes_east(offset: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match offset {
        b"Z" | b"z" => return Some(0),
        [b'+', h1, h2, b':', m1, m2] => (1, [*h1, *h2], [*m1, *m2]),
        [b'-', h1, h2, b':', m1, m2] => (-1, [*h1, *h2], [*m1, *m2]),
        _ => return None,
    };
    let (hours, minutes) = (number(&hours)?, number(&minutes)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    Some(sign * i64::from(hours * 60 + minutes))
}

/// A buffer for a timestamp, with a size and an alignment that let `from_utf8` check 16 bytes at once.
#[repr(align(8))]
pub(crate) struct Line([u8; 32]);

impl Line {
    pub(crate) fn new() -> Self {
        Self([b'0'; 32])
    }

    /// Formats a timestamp as `2021-12-29T12:33:09Z`, with 3, 6 or 9 digits of a fraction if it has one. None if no offset gives it a
    /// year of four digits.
    pub(crate) fn write(&mut self, timestamp: &Timestamp) -> Option<Cow<'_, str>> {
        match self.fill(timestamp) {
            // The whole block is checked: of 20 bytes, each byte would be checked alone.
            Some((block, length)) => std::str::from_utf8(block).ok()?.get(..length).map(Cow::Borrowed),
            None => with_offset(timestamp).map(Cow::Owned),
        }
    }

    /// The bytes of the timestamp, and its length. None if its year in UTC does not have four digits.
    #[inline]
    pub(crate) fn fill(&mut self, timestamp: &Timestamp) -> Option<(&[u8; 32], usize)> {
        let (date, time) = (timestamp.naive_utc().date(), timestamp.naive_utc().time());
        let year = u32::try_from(date.year()).ok().filter(|year| *year < 10_000)?;
        let text = &mut self.0;
        text[..FORM.len()].copy_from_slice(&FORM);
        let second_of_day = time.num_seconds_from_midnight();
        let (minute_of_day, second) = (second_of_day / 60, second_of_day % 60);
        let leap = time.nanosecond() / 1_000_000_000;
        two(text, 0, year / 100);
        two(text, 2, year % 100);
        two(text, 5, date.month());
        two(text, 8, date.day());
        two(text, 11, minute_of_day / 60);
        two(text, 14, minute_of_day % 60);
        two(text, 17, second + leap);
        let length = match time.nanosecond() % 1_000_000_000 {
            0 => FORM.len(),
            nanosecond => write_fraction(text, nanosecond),
        };
        Some((&self.0, length))
    }
}

/// Formats a timestamp with the offset that is furthest from UTC, so that the year has four digits: those of less than a day before the year
/// 0000 or after 9999 in UTC.
#[cold]
pub(crate) fn with_offset(timestamp: &Timestamp) -> Option<String> {
    let utc = timestamp.naive_utc();
    let day = TimeDelta::minutes(23 * 60 + 59);
    let (west, offset) = if utc.year() < 0 { (-day, "+23:59") } else { (day, "-23:59") };
    // Without the fraction, which counts a leap second.
    let local = utc.with_nanosecond(0)?.checked_sub_signed(west)?.with_nanosecond(utc.nanosecond())?;
    let mut line = Line::new();
    let (block, length) = line.fill(&local.and_utc())?;
    let mut text = std::str::from_utf8(block).ok()?.get(..length - 1)?.to_owned();
    text.push_str(offset);
    Some(text)
}

fn two(text: &mut [u8; 32], at: usize, value: u32) {
    [text[at], text[at + 1]] = PAIRS[value as usize];
}

/// Writes a fraction and the `Z`; returns the length of the whole.
#[cold]
fn write_fraction(text: &mut [u8; 32], nanosecond: u32) -> usize {
    let digits = match nanosecond {
        n if n % 1_000_000 == 0 => 3,
        n if n % 1_000 == 0 => 6,
        _ => 9,
    };
    text[19] = b'.';
    let mut rest = nanosecond / 10_u32.pow(9 - digits);
    for at in (20..20 + digits as usize).rev() {
        text[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    text[20 + digits as usize] = b'Z';
    21 + digits as usize
}

/// `00` to `99`.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut value = 0;
    while value < 100 {
        pairs[value] = [b'0' + value as u8 / 10, b'0' + value as u8 % 10];
        value += 1;
    }
    pairs
};

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Timestamp, String> {
        let mut timestamp = Timestamp::default();
        match timestamp.put(Token::Str(text)) {
            Ok(_) => Ok(timestamp),
            Err(fault) => Err(fault.to_string()),
        }
    }

    fn written(timestamp: &Timestamp) -> Option<String> {
        Line::new().write(timestamp).map(Cow::into_owned)
    }

    /// All forms of the RFC are parsed as chrono parses them.
    #[test]
    fn reads_as_chrono_does() {
        for text in [
            "2021-12-29T12:33:09Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2024-02-29T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2016-12-31T15:59:60.5-08:00",
            "2021-12-29T12:33:09.1Z",
            "2021-12-29T12:33:09.123456789Z",
            "2021-12-29T12:33:09+02:00",
            "2021-12-29T12:33:09-00:00",
            "2021-12-29t12:33:09z",
        ] {
            assert_eq!(read(text), text.parse::<Timestamp>().map_err(|error| error.to_string()), "{text}");
        }
        assert_eq!(read("2021-12-29T12:33:09.1234567890000Z"), read("2021-12-29T12:33:09.123456789Z"));
    }

    #[test]
    fn other_forms_than_the_rfc_s_are_rejected() {
        for text in [
            "2021-1-2T3:4:5Z",
            " 2021-12-29T12:33:09Z ",
            "2021-12-29T12:33:09 UTC",
            "2021-12-29T12:33:09+0200",
            "2021-12-29T12:33:09+02",
            "2021-12-29T12:33:09+24:00",
            "2021-12-29T12:33:09+02:60",
            "2021-12-29 12:33:09Z",
            "2021-12-29T12:33:09",
            "2021-12-29T12:33:09.Z",
            "2021-12-29T12:33:09,5Z",
            "2021-12-29T12:33Z",
            "2021-12-29",
            "2023-02-29T00:00:00Z",
            "2021-13-01T00:00:00Z",
            "2021-12-29T24:00:00Z",
            "2021-12-29T12:60:00Z",
            "2021-12-29T12:33:60Z",
            "2021-12-29T12:33:61Z",
            "2021-12-29T12:33:0:Z",
            "2021-12-29T12:33:/9Z",
            "+021-12-29T12:33:09Z",
            "+10000-12-29T12:33:09Z",
            "-0001-12-29T12:33:09Z",
            "202\u{e9}-12-29T12:33:09",
            "２021-12-29T12:33:09Z",
            "yesterday",
            "",
        ] {
            assert_eq!(
                read(text).unwrap_err(),
                "invalid value: string, expected an RFC 3339 timestamp with an offset, such as `2026-01-05T17:28:53Z`",
                "{text}"
            );
        }
    }

    #[test]
    fn digits_after_the_ninth_are_dropped() {
        for (text, kept) in [
            ("2021-12-29T12:33:09.1234567891Z", "2021-12-29T12:33:09.123456789Z"),
            ("2021-12-29T12:33:09.9999999999999999999999-01:00", "2021-12-29T13:33:09.999999999Z"),
            ("2016-12-31T23:59:60.9999999999Z", "2016-12-31T23:59:60.999999999Z"),
            ("2021-12-29T12:33:09.0000000001Z", "2021-12-29T12:33:09Z"),
        ] {
            assert_eq!(written(&read(text).unwrap()).as_deref(), Some(kept), "{text}");
        }
    }

    #[test]
    fn years_of_four_digits_with_an_offset() {
        for (text, again) in [
            ("9999-12-31T23:59:59-01:00", "9999-12-31T01:00:59-23:59"),
            ("9999-12-31T23:59:59.9999999-23:59", "9999-12-31T23:59:59.999999900-23:59"),
            ("0000-01-01T00:00:00+00:01", "0000-01-01T23:58:00+23:59"),
            ("0000-01-01T00:00:60.5+00:01", "0000-01-01T23:58:60.500+23:59"),
            ("0000-01-01T00:00:00+23:59", "0000-01-01T00:00:00+23:59"),
        ] {
            let timestamp = read(text).unwrap();
            assert_eq!(written(&timestamp).as_deref(), Some(again));
            assert_eq!(read(again), Ok(timestamp));
        }
    }

    #[test]
    fn writes_as_chrono_does() {
        for (seconds, nanoseconds) in [
            (0, 0),
            (1_640_781_189, 0),
            (1_640_781_189, 120_000_000),
            (1_640_781_189, 120_001_000),
            (1_640_781_189, 1),
            (253_402_300_799, 0),
            (-62_167_219_200, 0),
            (-1, 1),
            (1_483_228_799, 1_000_000_000),
            (1_483_228_799, 1_500_000_000),
        ] {
            let timestamp = chrono::DateTime::from_timestamp(seconds, nanoseconds).unwrap();
            let text = written(&timestamp).unwrap();
            assert_eq!(text, timestamp.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
            assert_eq!(read(&text), Ok(timestamp));
        }
    }

    #[test]
    fn a_year_of_other_than_four_digits_is_not_written() {
        // 23 hours and 59 minutes after the year 9999, and before the year 0.
        for seconds in [253_402_300_800 + 86_340, -62_167_219_201 - 86_340] {
            assert_eq!(written(&chrono::DateTime::from_timestamp(seconds, 0).unwrap()), None);
        }
    }
}
