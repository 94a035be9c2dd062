//! The names of the public commands in this program.

use schemawright_cli::Program;

use crate::workspace::built_in;

/// `cargo xtask`, which belongs to the checkout that it was built in.
#[must_use]
pub fn program() -> Program {
    Program {
        generate: "cargo xtask regen",
        check: "cargo xtask regen --check",
        diff: "cargo xtask diff",
        drift: "cargo xtask drift",
        sync: "cargo xtask sync",
        explain: "cargo xtask explain",
        bundle: "cargo xtask bundle",
        init: "schemawright init",
        graph: "schemawright graph",
        watch: "schemawright watch",
        checkout: built_in(),
    }
}
