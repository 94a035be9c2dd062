//! The formats that are checked (2020-12, validation, section 7.3).

use std::net::{Ipv4Addr, Ipv6Addr};

use chrono::NaiveDate;

use crate::codec::is_timestamp;

/// Their names.
pub(super) const NAMES: &[&str] = &["date", "date-time", "ipv4", "ipv6", "uuid"];

/// Whether a text is of the format; none if the format is not checked.
pub(super) fn fits(name: &str, text: &str) -> Option<bool> {
    Some(match name {
        "date" => is_date(text),
        "date-time" => is_timestamp(text),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "uuid" => is_uuid(text),
        _ => return None,
    })
}

/// `full-date` of RFC 3339, section 5.6.
fn is_date(text: &str) -> bool {
    let form = text
        .bytes()
        .enumerate()
        .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let number = |from: usize, to: usize| text.get(from..to)?.parse().ok();
    let date = || NaiveDate::from_ymd_opt(number(0, 4)? as i32, number(5, 7)?, number(8, 10)?);
    text.len() == 10 && form && date().is_some()
}

/// RFC 4122, section 3.
fn is_uuid(text: &str) -> bool {
    let is_dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| if is_dash(at) { byte == b'-' } else { byte.is_ascii_hexdigit() })
}
