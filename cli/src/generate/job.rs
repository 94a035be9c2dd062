//! One generator run: its input and its output.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::ValueEnum as _;
use schemawright::config::NAMES;
use schemawright::{Diagnostic, Diagnostics, Generator, OPEN, Output, Severity, WireDependency};

use super::stamp::Stamp;
use super::{Backend, Inputs, Result};
use crate::Program;
use crate::paths::{relative, resolve, shown};
use crate::progress;
use crate::project::{Crate, Project};
use crate::report::{Reporter, counted};
use crate::terminal;
use crate::tree::is_generated_package;
use crate::wire;

/// One run, with all options decided.
pub(super) struct Job {
    pub(super) program: Program,
    pub(super) project: Project,
    pub(super) of: Crate,
    /// The name of the crate, if there are several.
    name: Option<String>,
    pub(super) reporter: Reporter,
    /// The resolved output directory.
    pub(super) out: PathBuf,
    generator: Generator,
    backend: Backend,
    /// None if the inputs of the last run can't be determined.
    pub(super) stamp: Option<Stamp>,
    warnings: Warnings,
    /// Whether open places are listed.
    explain_open: bool,
    started: Instant,
    /// The command line that corrects what `--check` finds.
    pub(super) mend: String,
}

/// The severity of a warning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Warnings {
    Allow,
    Deny,
}

impl Warnings {
    /// The faults, with warnings in the severity of this run.
    fn weigh(self, faults: Diagnostics) -> Diagnostics {
        if self == Warnings::Allow {
            return faults;
        }
        let mut weighed = Diagnostics::new();
        faults.into_iter().for_each(|fault| weighed.push(Diagnostic { severity: Severity::Error, ..fault }));
        weighed
    }
}

impl Job {
    pub(super) fn new(program: &Program, project: &Project, of: &Crate, args: &Inputs, several: bool) -> Result<Self> {
        let schemas = of.schemas.clone();
        let config = of.file();
        let out = find(args.out.as_deref().unwrap_or(&of.out))?;
        let workspace = program.checkout.as_deref();
        guard(&out, &schemas, config, project.root(), workspace)?;

        if args.backend == Backend::Typify && args.wire_version.is_some() {
            return Err(no_wire());
        }
        let found = of.wire()?.or_else(|| wire::find(project.root(), workspace));
        let wire = match (&args.wire_version, found) {
            (Some(version), _) => WireDependency::Version(version.clone()),
            (None, Some(directory)) => WireDependency::Path(relative(&find(&directory)?, &out)),
            // This program and its runtime have the same version.
            (None, None) => WireDependency::Version(env!("CARGO_PKG_VERSION").to_owned()),
        };
        let name = package_name(&out);
        let stamp = Stamp::new(&schemas, config, &out, &format!("{name} {wire:?} {:?}", args.backend));
        let generator = Generator::new(&schemas).wire(wire).name(name).backend(args.backend.into());
        Ok(Self {
            program: program.clone(),
            project: project.clone(),
            of: of.clone(),
            name: several.then(|| of.name()),
            reporter: reporter(args, schemas),
            out,
            generator,
            backend: args.backend,
            stamp,
            warnings: if args.deny_warnings { Warnings::Deny } else { Warnings::Allow },
            explain_open: args.explain_open,
            started: Instant::now(),
            mend: mend(program, args),
        })
    }

    /// Generates, and prints the warnings.
    pub(super) fn generate(&self) -> Result<Output> {
        progress::now(self.of_crate("reading the schemas"));
        let corpus = self.timed("read", || self.of.read(&self.program));
        let corpus = corpus.map_err(|faults| self.warnings.weigh(faults))?;
        progress::now(self.of_crate(&format!("generating from {}", counted(corpus.files().len(), "schema"))));
        let output = self.generator.generate_from(&corpus, &self.of.config());
        let output = output.map_err(|faults| self.warnings.weigh(faults))?;
        output.stages.times().iter().for_each(|(stage, time)| self.tell(stage, *time));
        let warnings = output.warnings.clone();
        if self.warnings == Warnings::Deny {
            self.refuse(&warnings)?;
        }
        let is_shown = |code| if code == OPEN { self.explain_open } else { !terminal::is_quiet() };
        self.reporter.print(warnings.iter().filter(|warning| is_shown(warning.code)));
        Ok(output)
    }

    /// Reports the warnings as errors, with the lines that allow them.
    fn refuse(&self, warnings: &Diagnostics) -> Result<()> {
        let config = self.of.config();
        let mut denied = Diagnostics::new();
        warnings.iter().filter(|warning| !config.allows(warning.code)).for_each(|warning| denied.push(warning.clone()));
        if denied.is_empty() {
            return Ok(());
        }
        let entry = config.to_allow(denied.iter().map(|warning| warning.code));
        let mut faults = self.warnings.weigh(denied);
        let file = self.of.file().map_or_else(|| NAMES[0].to_owned(), shown);
        let message = format!("`--deny-warnings` denies {}", counted(faults.len(), "warning"));
        faults.push(Diagnostic::error("denied", message).help(format!("to allow them, set in {file}:")).entry(entry));
        Err(faults)
    }

    /// Runs a stage. With `--verbose`, prints its time.
    pub(super) fn timed<T>(&self, stage: &str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = work();
        self.tell(stage, begun.elapsed());
        done
    }

    /// Prints the time of a stage with `--verbose`.
    pub(super) fn tell(&self, stage: &str, time: Duration) {
        if terminal::is_verbose() {
            self.reporter.say(&format!("  {stage:<12}{:>8.1} ms\n", time.as_secs_f64() * 1e3));
        }
    }

    /// The number of printed warnings.
    pub(super) fn warnings(&self, output: &Output) -> String {
        let opened = if self.explain_open { 0 } else { opened(output) };
        counted(output.warnings.len() - opened, "warning")
    }

    /// The places without a precise type, if there are any: `3 places open: --explain-open lists them; untyped: 5 of 114 members`.
    pub(super) fn openness(&self, output: &Output) -> Option<String> {
        let opened = match opened(output) {
            0 => None,
            count if self.explain_open => Some(format!("{} open", counted(count, "place"))),
            count => Some(format!(
                "{} open: --explain-open lists {}",
                counted(count, "place"),
                if count == 1 { "it" } else { "them" }
            )),
        };
        let members = output.model.members();
        let untyped = (members.untyped > 0).then(|| format!("untyped: {} of {} members", members.untyped, members.all));
        let parts: Vec<_> = opened.into_iter().chain(untyped).collect();
        (!parts.is_empty()).then(|| format!("{}\n", parts.join("; ")))
    }

    /// Starts the measurement of time at this moment.
    pub(super) fn begin(&mut self, started: Instant) {
        self.started = started;
    }

    /// The time since the start, as `0.84 s`.
    pub(super) fn time(&self) -> String {
        format!("{:.2} s", self.started.elapsed().as_secs_f64())
    }

    /// The counts of the run: `725 schemas, 812 types, 130 modules`.
    pub(super) fn counts(&self, output: &Output) -> String {
        let schemas = counted(output.schemas, "schema");
        if self.backend == Backend::Typify {
            return self.of_crate(&format!("{schemas}, types by typify"));
        }
        let types = counted(output.model.items.len(), "type");
        self.of_crate(&format!("{schemas}, {types}, {}", counted(output.modules(), "module")))
    }

    /// A line about the crate, with its name if there are several.
    fn of_crate(&self, line: &str) -> String {
        self.name.as_ref().map_or_else(|| line.to_owned(), |name| format!("{name}: {line}"))
    }
}

/// The reporter of a run. `--explain-open` asks for all places.
fn reporter(args: &Inputs, schemas: PathBuf) -> Reporter {
    let reporter = Reporter::new(args.message_format, schemas);
    if args.explain_open { reporter } else { reporter.brief() }
}

fn opened(output: &Output) -> usize {
    output.warnings.iter().filter(|warning| warning.code == OPEN).count()
}

fn no_wire() -> Diagnostics {
    let message = "`--wire-version` has no effect with `--backend typify`: these types do not use schemawright-wire";
    Diagnostic::error("bad-options", message).help("omit one of the two").into()
}

fn find(path: &Path) -> Result<PathBuf> {
    resolve(path)
        .map_err(|error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(path))).into())
}

/// The name of the package if no configuration has one.
fn package_name(out: &Path) -> String {
    out.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Rejects an output directory whose replacement would delete files that are not generated.
fn guard(out: &Path, schemas: &Path, config: Option<&Path>, project: &Path, workspace: Option<&Path>) -> Result<()> {
    let refuse = |why: String| {
        let message = format!("{} can't be the output directory: {why}", shown(out));
        Err(Diagnostic::error("bad-output-directory", message)
            .help("give a separate directory with `out` in the project file, or with `--out`")
            .into())
    };
    let kept = [
        (Some(schemas), "the schemas"),
        (config, "the configuration"),
        (workspace, "this workspace"),
        (Some(project), "the project"),
    ];
    for (path, name) in kept {
        if let Some(path) = path.filter(|path| path.starts_with(out)) {
            return refuse(format!("it contains {name}, {}", shown(path)));
        }
    }
    if out.starts_with(schemas) {
        return refuse(format!("it is in the schema directory, {}, and would be read as schemas", shown(schemas)));
    }
    if let Some(package) = out.ancestors().skip(1).find(|place| is_generated_package(place)) {
        return refuse(format!("it is in a generated package, {}, and would replace its files", shown(package)));
    }
    if out.join(".git").exists() {
        return refuse("it is a git repository, and its history would be deleted".to_owned());
    }
    if out.exists() && !out.is_dir() {
        return refuse("it is a file".to_owned());
    }
    Ok(())
}

/// The command line that generates, without options that only concern messages.
fn mend(program: &Program, args: &Inputs) -> String {
    let mut words = Vec::new();
    let path = |path: &PathBuf| path.to_string_lossy().into_owned();
    let options = [
        ("--schemas", args.schemas.as_ref().map(path)),
        ("--config", args.config.as_ref().map(path)),
        ("--out", args.out.as_ref().map(path)),
        ("--wire-version", args.wire_version.clone()),
        ("--crate", args.krate.clone()),
    ];
    let backend = args.backend.to_possible_value().filter(|_| args.backend != Backend::default());
    let backend = backend.map(|backend| backend.get_name().to_owned());
    for (option, value) in options.into_iter().chain([("--backend", backend)]) {
        words.extend(value.into_iter().flat_map(|value| [option.to_owned(), value]));
    }
    // Every text without NUL can be quoted, and paths and versions contain none.
    let options = shlex::try_join(words.iter().map(String::as_str)).unwrap_or_else(|_| words.join(" "));
    format!("{} {options}", program.generate).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denied_warnings_are_errors() {
        let mut faults = Diagnostics::from(Diagnostic::warning("a", "first"));
        faults.push(Diagnostic::error("b", "second"));
        let weigh = |warnings: Warnings| warnings.weigh(faults.clone()).to_string();
        assert_eq!(weigh(Warnings::Allow), "warning[a]: first\n\nerror[b]: second");
        assert_eq!(weigh(Warnings::Deny), "error[a]: first\n\nerror[b]: second");
    }

    #[test]
    fn mending_command_can_be_pasted() {
        let args = Inputs {
            schemas: Some("my schemas".into()),
            out: Some("out".into()),
            deny_warnings: true,
            ..Inputs::default()
        };
        let program = Program::schemawright();
        assert_eq!(mend(&program, &args), "schemawright gen --schemas 'my schemas' --out out");
        assert_eq!(mend(&program, &Inputs::default()), "schemawright gen");
        let args = Inputs { backend: Backend::Typify, ..Inputs::default() };
        assert_eq!(mend(&program, &args), "schemawright gen --backend typify");
    }
}
