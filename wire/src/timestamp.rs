//! Timestamps.

/// A point in time in UTC: the type of a member such as `2021-12-29T12:33:09Z` (RFC 3339, section 5.6).
///
/// It accepts exactly the forms of the RFC: with `Z` or a numeric offset, with or without a fraction of a second. It is encoded with `Z`,
/// and with 0, 3, 6 or 9 digits of a fraction, as needed. The encoded value is the same point in time, but the text may differ: the offset
/// is normalized (`…09+02:00` becomes `…07Z`), and zeros at the end of a fraction are removed. Values that it can't represent are errors: a
/// tenth digit of the fraction that is not zero, and a year outside of 0000 to 9999 in UTC. Encoding such a year is an error too.
pub type Timestamp = chrono::DateTime<chrono::Utc>;
