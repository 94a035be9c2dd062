//! Instants, in the form that nearly all of them have: `2021-12-29T12:33:09Z`. Every other form is left to chrono, which takes ten
//! times as long.

use std::fmt;

use chrono::{Datelike, NaiveDate, Timelike};
use serde_core::de::{Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::Timestamp;

/// Reads an instant from a string.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    deserializer.deserialize_str(InstantVisitor)
}

/// Writes an instant as chrono does.
pub(super) fn write<S: Serializer>(instant: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    let mut line = Line([b'0'; 32]);
    if !write_plain(instant, &mut line.0) {
        return instant.serialize(serializer);
    }
    match std::str::from_utf8(&line.0).map(|text| text.get(..FORM.len())) {
        Ok(Some(text)) => serializer.serialize_str(text),
        _ => instant.serialize(serializer),
    }
}

/// Room for an instant, of a length and at a place that let `from_utf8` take 16 bytes at once: of 20 bytes somewhere, it takes each by itself.
#[repr(align(8))]
struct Line([u8; 32]);

struct InstantVisitor;

impl Visitor<'_> for InstantVisitor {
    type Value = Timestamp;

    // In chrono's words.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an RFC 3339 formatted date and time string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        match plain(text.as_bytes()) {
            Some(instant) => Ok(instant),
            None => text.parse().map_err(E::custom),
        }
    }
}

/// The form: a digit stands where this has `0`, everything else stands as it does here.
const FORM: [u8; 20] = *b"0000-00-00T00:00:00Z";

/// The instant of a text of the form `2021-12-29T12:33:09Z`.
fn plain(text: &[u8]) -> Option<Timestamp> {
    let text: &[u8; 20] = text.try_into().ok()?;
    // What is left of a digit is its value, and of a mark zero. Without branches, so that all bytes are done at once.
    let digits: [u8; 20] = std::array::from_fn(|at| text[at] ^ FORM[at]);
    let fits =
        digits.iter().zip(FORM).fold(true, |fits, (digit, form)| fits & (*digit < if form == b'0' { 10 } else { 1 }));
    if !fits {
        return None;
    }
    let two = |at: usize| u32::from(digits[at]) * 10 + u32::from(digits[at + 1]);
    // Below 10,000.
    let year = (two(0) * 100 + two(2)) as i32;
    NaiveDate::from_ymd_opt(year, two(5), two(8))?
        .and_hms_opt(two(11), two(14), two(17))
        .map(|instant| instant.and_utc())
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

/// Writes the text of an instant at the beginning of a line, if it has that form: with four digits of year, and without a fraction of a
/// second.
fn write_plain(instant: &Timestamp, text: &mut [u8; 32]) -> bool {
    let (date, time) = (instant.naive_utc().date(), instant.naive_utc().time());
    let year = match u32::try_from(date.year()) {
        Ok(year) if year < 10_000 && time.nanosecond() == 0 => year,
        _ => return false,
    };
    let second_of_day = time.num_seconds_from_midnight();
    let (minute_of_day, second) = (second_of_day / 60, second_of_day % 60);
    text[..FORM.len()].copy_from_slice(&FORM);
    let mut two = |at: usize, value: u32| [text[at], text[at + 1]] = PAIRS[value as usize];
    two(0, year / 100);
    two(2, year % 100);
    two(5, date.month());
    two(8, date.day());
    two(11, minute_of_day / 60);
    two(14, minute_of_day % 60);
    two(17, second);
    true
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn by_chrono(text: &str) -> Option<Timestamp> {
        serde_json::from_value(Value::from(text)).ok()
    }

    fn by_us(text: &str) -> Option<Timestamp> {
        read(Value::from(text)).ok()
    }

    /// Whatever chrono reads, this reads too, and as the same; what it refuses, this refuses.
    #[test]
    fn reads_as_chrono_does() {
        for text in [
            "2021-12-29T12:33:09Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2024-02-29T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2021-12-29T12:33:09.120Z",
            "2021-12-29T12:33:09+02:00",
            "2021-12-29t12:33:09z",
            "2021-12-29 12:33:09Z",
            "2023-02-29T00:00:00Z",
            "2021-13-01T00:00:00Z",
            "2021-12-29T24:00:00Z",
            "2021-12-29T12:60:00Z",
            "2021-12-29T12:33:0:Z",
            "2021-12-29T12:33:/9Z",
            "+021-12-29T12:33:09Z",
            "2021-12-29T12:33:09",
            "202\u{e9}-12-29T12:33:09",
            "yesterday",
            "",
        ] {
            assert_eq!(by_us(text), by_chrono(text), "{text}");
        }
        assert!(plain(b"2021-12-29T12:33:09Z").is_some());
    }

    #[test]
    fn writes_as_chrono_does() {
        for (seconds, nanoseconds) in [
            (0, 0),
            (1_640_781_189, 0),
            (1_640_781_189, 120_000_000),
            (253_402_300_799, 0),
            (253_402_300_800, 0),
            (-62_167_219_201, 0),
            (-1, 1),
            (1_483_228_799, 1_000_000_000),
        ] {
            let instant = chrono::DateTime::from_timestamp(seconds, nanoseconds).unwrap();
            let ours = write(&instant, serde_json::value::Serializer).unwrap();
            assert_eq!(ours, serde_json::to_value(instant).unwrap());
            assert_eq!(by_us(ours.as_str().unwrap()), Some(instant), "{ours}");
        }
    }

    #[test]
    fn what_is_no_string_is_refused_in_words_of_chrono() {
        let ours = read(Value::from(5)).unwrap_err().to_string();
        assert_eq!(ours, serde_json::from_value::<Timestamp>(Value::from(5)).unwrap_err().to_string());
    }
}
