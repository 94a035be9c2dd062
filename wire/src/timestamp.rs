//! Instants.

/// An instant in UTC: what a member of the form `2021-12-29T12:33:09Z` (RFC 3339) becomes.
///
/// Every form of RFC 3339 is read: with `Z` or a numeric offset (which is converted to UTC), with or without a
/// fraction of up to nine digits. It is written with `Z` and as many digits of fraction as the instant needs (0, 3, 6 or 9), so the
/// same instant comes back, though trailing zeros of a fraction may go: `…09Z` stays `…09Z`, `…09.120000Z`
/// becomes `…09.120Z`.
pub type Timestamp = chrono::DateTime<chrono::Utc>;
