//! The difference of two texts, for people and for `patch`.

use std::time::Duration;

use similar::TextDiff;

/// The unified difference between the actual and the expected text of a file. Line endings are ignored.
#[must_use]
pub(crate) fn unified(path: &str, is: &[u8], should_be: &str) -> String {
    let is = String::from_utf8_lossy(is).replace("\r\n", "\n");
    let should_be = should_be.replace("\r\n", "\n");
    // The shortest difference can take long to find. After a second, any difference is good enough.
    let diff = TextDiff::configure().timeout(Duration::from_secs(1)).diff_lines(&is, &should_be);
    diff.unified_diff().context_radius(3).header(path, path).to_string()
}
