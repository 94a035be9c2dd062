//! Timestamps.

/// A point in time in UTC: the type of a member such as `2021-12-29T12:33:09Z` (RFC 3339, section 5.6).
///
/// It accepts exactly the forms of the RFC: with `Z` or a numeric offset, with or without a fraction of a second. It is encoded with `Z`,
/// and with 0, 3, 6 or 9 digits of a fraction, as needed. The encoded value is the same point in time to the nanosecond, but the text may
/// differ: the offset is normalized (`…09+02:00` becomes `…07Z`), zeros at the end of a fraction are removed, and digits after the ninth are
/// dropped. A year outside of 0000 to 9999 in UTC is encoded with an offset that gives it four digits (`9999-12-31T23:59:59-01:00` becomes
/// `9999-12-31T01:00:59-23:59`). If there is none, encoding is an error.
pub type Timestamp = chrono::DateTime<chrono::Utc>;
