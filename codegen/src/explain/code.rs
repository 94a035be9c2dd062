//! The lines of Rust of a type or a field.

use crate::emit::module_file;
use crate::model::{Field, Item};
use crate::output::Output;

/// Longer types are shortened.
const LINES: usize = 40;

impl Output {
    /// The lines without documentation. A field is one line.
    pub(super) fn code(&self, item: &Item, field: Option<&Field>) -> Vec<&str> {
        let Some(text) = self.files.get(&module_file(&item.path.module)) else { return Vec::new() };
        let is_head = |line: &&str| {
            let rest = ["pub struct ", "pub enum ", "pub type "].iter().find_map(|word| line.strip_prefix(word));
            rest.and_then(|rest| rest.strip_prefix(&*item.path.name)).is_some_and(|rest| !rest.starts_with(is_of_name))
        };
        let lines = text.lines().skip_while(|line| !is_head(line));
        let mut code = Vec::new();
        for line in lines {
            if !line.trim_start().starts_with("//") {
                code.push(line);
            }
            if line.starts_with('}') || (code.len() == 1 && line.ends_with(';')) {
                break;
            }
        }
        if let Some(field) = field {
            let is_field = |line: &&str| {
                let rest = line.trim_start().strip_prefix("pub ").and_then(|rest| rest.strip_prefix(&*field.rust_name));
                rest.is_some_and(|rest| rest.starts_with(':'))
            };
            return code.into_iter().find(is_field).map(str::trim).into_iter().collect();
        }
        if code.len() > LINES {
            code.truncate(LINES);
            code.push("    …");
        }
        code
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
