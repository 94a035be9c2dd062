//! `schemawright drift`: reports what recorded bodies contain and the schemas do not declare.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args as ClapArgs;
use schemawright::drift::{Drift, Missing};
use schemawright::model::RustPath;
use schemawright::{Corpus, Diagnostic, Diagnostics, Generator, Output, Reads, input, visible};
use serde_json::{Value, json};

use crate::Program;
use crate::out::out;
use crate::project::Project;
use crate::report::Reporter;

/// Find the fields and values of recorded bodies that their schema does not declare
///
/// Prints what to add to the schemas.
///
/// Exit codes: 0 the schemas declare everything, 1 they do not, or the input is wrong, 2 wrong usage.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples:\n  {drift} --type api_user_v1_GetResponse recorded/*.json\n  {drift} --type user::v1::User user.json"
)]
pub struct Args {
    /// The type of the bodies: a schema's title, or a type's Rust path
    #[arg(long = "type", value_name = "NAME")]
    ty: String,

    /// The bodies: files of JSON
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The directory of the schemas [default: schemas/ of the project that the current directory is in]
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,

    /// The crate to use, if the project has several
    #[arg(long = "crate", value_name = "NAME")]
    krate: Option<String>,

    /// The configuration [default: schemawright.toml or codegen.toml beside the schemas, or above]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs the command.
#[must_use]
pub fn run(program: &Program, args: &Args) -> ExitCode {
    match drift(program, args) {
        Ok(text) if text.is_empty() => {
            out("the schemas declare everything in these bodies\n");
            ExitCode::SUCCESS
        }
        Ok(text) => {
            out(text);
            ExitCode::FAILURE
        }
        Err(faults) => Reporter::default().fail(&faults),
    }
}

fn drift(program: &Program, args: &Args) -> Result<String, Diagnostics> {
    let project = Project::open(program, args.schemas.as_deref(), args.config.as_deref())?;
    let of = project.one(args.krate.as_deref())?;
    let corpus = of.read(program)?;
    let output = Generator::new("").without_files().generate_from(&corpus, &of.config())?;
    let item = output.find_item(&corpus, &args.ty)?;
    let mut text = String::new();
    for file in &args.files {
        let body = body(file)?;
        if let Reads::No(path) = output.model.reads(item, &body) {
            return Err(rejected(file, &output.model.item(item).path, &path));
        }
        for drift in output.model.drift(item, &body) {
            let _ = write!(text, "{}: {}", visible::line(&file.display().to_string()), line(&corpus, &output, &drift));
        }
    }
    Ok(text)
}

fn body(file: &Path) -> Result<Value, Diagnostics> {
    let text = input::read_text(file, MAX_LEN).map_err(|error| fault(file, &error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| fault(file, &format!("it is not JSON: {error}")))
}

/// The largest body, in bytes.
const MAX_LEN: usize = 64 << 20;

fn fault(file: &Path, reason: &str) -> Diagnostics {
    let file = visible::line(&file.display().to_string()).into_owned();
    Diagnostic::error("bad-body", format!("the body `{file}` can't be read: {reason}"))
        .help("give files of JSON")
        .into()
}

/// The error for a body that the type rejects: what it contains can't be compared with the schema.
fn rejected(file: &Path, ty: &RustPath, path: &str) -> Diagnostics {
    let file = visible::line(&file.display().to_string()).into_owned();
    let part = if path.is_empty() { "the value".to_owned() } else { format!("`{}`", visible::line(path)) };
    Diagnostic::error(
        "bad-body",
        format!("the body `{file}` does not decode as `{ty}`: {part} is missing or of another type"),
    )
    .help("give the type of the body with `--type`, or correct the schema")
    .into()
}

/// The list of an enum's values in its schema, and the entry for another value: the value itself, or a schema where each value has one.
fn list(schema: Option<&Value>, value: &Value) -> (String, Value) {
    let constants = |keyword: &str| {
        let alternatives = schema?.get(keyword)?.as_array()?;
        alternatives.iter().any(|one| one.get("const").is_some()).then(|| format!("/{keyword}"))
    };
    let in_alternative = |keyword: &str| {
        let parts = schema?.get(keyword)?.as_array()?;
        let index = parts.iter().position(|part| part.get("enum").is_some())?;
        Some(format!("/{keyword}/{index}/enum"))
    };
    if schema.is_some_and(|schema| schema.get("enum").is_some()) {
        return ("/enum".to_owned(), value.clone());
    }
    match constants("oneOf").or_else(|| constants("anyOf")) {
        Some(list) => (list, json!({ "const": value })),
        None => {
            let list = ["allOf", "anyOf", "oneOf"].into_iter().find_map(in_alternative);
            (list.unwrap_or_else(|| "/enum".to_owned()), value.clone())
        }
    }
}

/// One line: the unknown field or value, and what to add for it.
fn line(corpus: &Corpus, output: &Output, drift: &Drift) -> String {
    let item = output.model.item(drift.of);
    let (of, at) = (&item.path, &*drift.path);
    let at = visible::line(at);
    let schema = visible::line(&item.source.file);
    let pointer = visible::line(&item.source.pointer);
    let (what, add) = match &drift.missing {
        Missing::Property { name, json_type } => {
            let ty = json_type.map_or_else(|| "{}".to_owned(), |ty| format!("{{ \"type\": \"{ty}\" }}"));
            ("field", format!("{schema}#{pointer}/properties: {}: {ty}", Value::from(name.as_str())))
        }
        Missing::EnumValue(value) => {
            let file = corpus.files().iter().find(|file| *file.name == *item.source.file);
            let (list, value) = list(file.and_then(|file| file.schema.pointer(&item.source.pointer)), value);
            ("value", format!("{schema}#{pointer}{list}: {value}"))
        }
        Missing::Alternative(name) => {
            ("alternative", format!("{schema}#{pointer}: an alternative for {}", Value::from(name.as_str())))
        }
    };
    format!("unknown {what} `{at}` of {of}\n  add to {}\n", visible::line(&add))
}
