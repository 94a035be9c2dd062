//! Instants.

/// An instant in UTC: what a member of the form `2021-12-29T12:33:09Z` becomes (RFC 3339, section 5.6).
///
/// Every form of the RFC is read, and nothing else: with `Z` or a numeric offset, with or without a fraction of a second. It is written with
/// `Z`, and with as many digits of a fraction as it needs: 0, 3, 6 or 9. So the same instant comes back, and not always the same text:
/// the offset is gone (`…09+02:00` becomes `…07Z`), and so are zeros at the end of a fraction. What an instant can't hold is an error: a
/// tenth digit of the fraction that is not zero, and a year that in UTC is not 0000 to 9999. Such a year is an error when writing, too.
pub type Timestamp = chrono::DateTime<chrono::Utc>;
