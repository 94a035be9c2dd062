//! The comparison as programs use it. The callers of each rule are compiled by a binary of their own.

mod accept;
mod circular;
mod docs;
mod personal;
