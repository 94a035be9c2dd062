//! `cargo xtask bench`: measurements of this project and its peers. It runs the package in `bench/`, a separate workspace.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::cargo::{cargo, hand_over};
use crate::workspace::root;

const AFTER_HELP: &str = "\
Examples:
  cargo xtask bench decode
      Decode, encode and memory beside stytch, typify and serde_json::Value. `-- --quick` for a first look.
  cargo xtask bench decode-native
      The same, compiled with `target-cpu=native`.
  cargo xtask bench micro
      Parts of the codec alone, with divan. `-- record` runs those whose names have `record` in them.
  cargo xtask bench compile
      The cost of compiling the types, and programs that use some of them, beside the peers. Takes minutes, and needs an idle machine. \
   `-- users` measures the programs alone; `-- layer` measures what calls and handwritten code add to a check.
  cargo xtask bench generator
      The cost of generating from 725, 2,900, 11,600 and 46,400 schemas, of copying them from OpenAPI, and of generating from schemas of other \
   projects, if they are available. `-- others` measures only the last; `-- many` measures how the time grows with the parts of one schema.
  cargo xtask bench unions
      Lists of 1,000 tagged events, beside serde's internally tagged and untagged enums. `-- --quick` for a first look.
  cargo xtask bench payloads -- DIR
      How many bodies of a directory with an INDEX.tsv decode, beside the peers.

The first run builds the peers, which needs a network and some minutes. docs/figures.md contains the results and the machine.

Exit codes: those of the program that is run; 2 for wrong usage.";

/// Measure this project and its peers
///
/// Builds the package in bench/ in release mode and runs it: one table on standard output for each question. All
/// subjects are built from this repository and from registries.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The subject of the measurement
    #[arg(value_enum)]
    pub what: What,

    /// Options for the measuring program
    #[arg(last = true, value_name = "OPTION")]
    pub options: Vec<String>,
}

/// The subject of a measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// Decode, encode and memory
    Decode,
    /// The same, compiled for this processor
    DecodeNative,
    /// The cost of compiling the types
    Compile,
    /// The cost of generating the types
    Generator,
    /// Lists of tagged events, beside serde's enums
    Unions,
    /// Parts of the codec
    Micro,
    /// The bodies of a directory that decode
    Payloads,
}

impl What {
    /// The arguments for cargo that build and run it.
    fn cargo(self) -> &'static [&'static str] {
        match self {
            What::Decode | What::DecodeNative => &["run", "--release", "--bin", "bench", "--"],
            What::Compile => &["run", "--release", "--package", "builds", "--", "compile"],
            What::Generator => &["run", "--release", "--package", "builds", "--", "generator"],
            What::Unions => &["run", "--release", "--package", "unions", "--"],
            What::Micro => &["bench", "--bench", "micro", "--"],
            What::Payloads => &["run", "--bin", "payloads", "--"],
        }
    }
}

/// Runs the program.
pub fn run(args: &Args) -> ExitCode {
    hand_over(command(args, &root().join("bench")))
}

fn command(args: &Args, bench: &Path) -> Command {
    let mut command = cargo();
    command.args(args.what.cargo()).args(&args.options).current_dir(bench);
    if args.what == What::DecodeNative {
        // In a separate directory, so that neither build invalidates the other.
        command.env("RUSTFLAGS", "-C target-cpu=native").env("CARGO_TARGET_DIR", bench.join("target/native"));
    }
    command
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;

    /// Cargo finds the program, the package or the benchmark that the arguments of each command name.
    #[test]
    fn each_program_exists() {
        let bench = root().join("bench");
        for what in What::value_variants() {
            let [option, name] =
                what.cargo().windows(2).find(|pair| pair[0].starts_with("--") && pair[0] != "--release").unwrap()
            else {
                unreachable!("windows of two")
            };
            let places = match *option {
                "--package" => vec![bench.join(name).join("src/main.rs")],
                "--bench" => vec![bench.join("benches").join(format!("{name}.rs"))],
                "--bin" if *name == "bench" => vec![bench.join("src/main.rs")],
                "--bin" => {
                    vec![bench.join(format!("src/bin/{name}.rs")), bench.join(format!("src/bin/{name}/main.rs"))]
                }
                other => panic!("{what:?} has {other}"),
            };
            assert!(places.iter().any(|place| place.exists()), "{what:?} runs {option} {name}, which does not exist");
        }
    }
}
