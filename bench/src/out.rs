//! Prints to a reader that may close the pipe: `println!` would panic.

use std::io::{ErrorKind, Write as _, stdout};

/// Prints a line.
pub fn line(text: impl AsRef<str>) {
    let printed = writeln!(stdout(), "{}", text.as_ref());
    if let Err(error) = printed
        && error.kind() != ErrorKind::BrokenPipe
    {
        panic!("can't print: {error}");
    }
}
