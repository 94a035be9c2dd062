//! What systems do differently: the only module below `tree` that asks which one this is. The way of the others is compiled and tested on Unix too.

#[cfg_attr(unix, allow(dead_code, reason = "the way of other systems"))]
mod portable;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use portable::{REMOVES_OPEN_FILES, exchange, is_at, make_writable, sync_directory};
#[cfg(unix)]
pub(super) use unix::{REMOVES_OPEN_FILES, exchange, is_at, make_writable, sync_directory};
