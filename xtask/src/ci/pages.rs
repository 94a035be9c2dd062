//! The pages that rustdoc makes: a link that rustdoc does not resolve stays in the text, as `[` and `]` around a name.
//!
//! Rustdoc warns of such links only in the crate that contains them, not where another crate re-exports the item or implements the trait.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::rustdoc;
use super::stages::Outcome;
use crate::workspace::root;

/// The command for the pages that users read.
pub(super) const PUBLIC: &str = "RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps --locked -p schemawright -p schemawright-wire -p stytch-types -p stytch-types-generated";

/// The command for the pages of the tools.
pub(super) const TOOLS: &str = "RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps --locked -p schemawright-diff -p schemawright-cli -p xtask -p conformance";

/// The crates whose pages are read: what users depend on.
const CRATES: [&str; 4] = ["schemawright", "schemawright_wire", "stytch_types", "stytch_types_generated"];

/// Makes the pages of the tools.
pub(super) fn document_tools() -> Outcome {
    rustdoc::document(&directory(), rustdoc::TOOLS)
}

fn directory() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from).join("doc")
}

/// Makes the pages that users read, and reads them.
pub(super) fn document() -> Outcome {
    let pages = directory();
    match rustdoc::document(&pages, rustdoc::PUBLIC) {
        Outcome::Passed => check(&pages),
        outcome => outcome,
    }
}

fn check(pages: &Path) -> Outcome {
    let mut found = Vec::new();
    for name in CRATES {
        if let Err(error) = read(&pages.join(name), &mut found) {
            return Outcome::Failed(format!("can't read the pages of {name}: {error}"));
        }
    }
    match &found[..] {
        [] => Outcome::Passed,
        [first, ..] => Outcome::Failed(format!(
            "links that lead nowhere: {}, the first: {first} (`cargo clean --doc` removes the pages of earlier builds)",
            found.len()
        )),
    }
}

/// Reads all pages in a directory.
fn read(directory: &Path, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let page = fs::read_to_string(&path)?;
            found.extend(raw_links(&page).into_iter().map(|link| format!("{link} in {}", path.display())));
        }
    }
    Ok(())
}

/// The links in a page's text that lead nowhere. Code blocks are skipped.
fn raw_links(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find("[<code>").into_iter().chain(rest.find("<pre")).min() {
        rest = &rest[at..];
        if rest.starts_with("<pre") {
            rest = rest.split_once("</pre>").map_or("", |(_, rest)| rest);
            continue;
        }
        rest = &rest["[<code>".len()..];
        if let Some((name, after)) = rest.split_once("</code>")
            && after.starts_with(']')
        {
            found.push(format!("[`{name}`]"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::raw_links;

    #[test]
    fn raw_links_are_found() {
        let page = "<p>See [<code>User</code>] and <a href=\"#\"><code>Session</code></a>, [<code>T</code>; 3].</p>\
            <pre>[<code>x</code>]</pre><p>[<code>Wire::put</code>]</p>";
        assert_eq!(raw_links(page), ["[`User`]", "[`Wire::put`]"]);
    }
}
