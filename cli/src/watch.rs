//! `schemawright watch`: generates again after each change of a schema or of the configuration.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use schemawright::config::NAMES;
use schemawright::{Diagnostic, Diagnostics};

use crate::Program;
use crate::generate::{self, Inputs};
use crate::paths::shown;
use crate::project::Project;
use crate::report::Reporter;

/// Editors write a file in several steps. Events within this time count as one change.
const TOGETHER: Duration = Duration::from_millis(100);

const AFTER_HELP: &str = "\
Examples:
  {watch}
      Generate now, and after each change of a schema or of the project file. Ctrl-C ends it.
  {watch} --crate order-types --message-format json
      The same for one crate, for an editor.

The output is that of `{gen}`. After an error, the generated files are unchanged, and the command waits for the next change.

Exit codes: 1 the schemas can't be watched, 2 wrong usage.";

/// Generate again after each change of a schema
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The input and the output.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// Generates, waits, and generates again.
#[must_use]
pub fn run(program: &Program, args: &Args) -> ExitCode {
    match watch(program, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => Reporter::new(args.inputs.message_format, PathBuf::new()).fail(&faults),
    }
}

/// Returns only if nothing can be watched.
fn watch(program: &Program, args: &Args) -> Result<(), Diagnostics> {
    let reporter = Reporter::new(args.inputs.message_format, PathBuf::new());
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|error| fault("the schemas", &error))?;
    let mut watched = BTreeSet::new();
    let generate =
        || generate::run(program, &generate::Args { inputs: args.inputs.clone(), ..generate::Args::default() });
    let places = Places::of(&Project::open(program, args.inputs.schemas.as_deref(), args.inputs.config.as_deref())?);
    places.watch(&mut watcher, &mut watched)?;
    let _ = generate();
    reporter.say(&format!("Watching {}\n", places.names()));
    let mut places = places;
    while let Some(changed) = next(&events, &places) {
        reporter.say(&format!("\n{} changed\n", shown(&changed.path)));
        if changed.moved {
            // The watch of a directory ends when it is moved, and another directory may have its name now.
            watched.clear();
        }
        // The project file may name other directories now. The run reports a wrong file.
        if let Ok(project) = Project::open(program, args.inputs.schemas.as_deref(), args.inputs.config.as_deref()) {
            places = Places::of(&project);
        } else {
            places.list();
        }
        places.watch(&mut watcher, &mut watched)?;
        let _ = generate();
    }
    Ok(())
}

/// The watched places.
#[derive(Default)]
struct Places {
    schemas: Vec<PathBuf>,
    /// The directories below them. When one is gone, its path does not tell what it was.
    directories: BTreeSet<PathBuf>,
    files: Vec<PathBuf>,
}

impl Places {
    fn of(project: &Project) -> Self {
        let crates = project.crates(None).unwrap_or_default();
        let schemas = crates.iter().map(|of| of.schemas.clone()).collect();
        let mut files: Vec<PathBuf> = crates.iter().filter_map(|of| of.file().map(Path::to_owned)).collect();
        // A file that is created counts as a change.
        files.extend(NAMES.iter().map(|name| project.root().join(name)));
        let mut places = Self { schemas, files, ..Self::default() };
        places.list();
        places
    }

    /// Lists the directories that exist now.
    fn list(&mut self) {
        self.directories.clear();
        let mut open = self.schemas.clone();
        while let Some(directory) = open.pop() {
            let entries = fs::read_dir(&directory).into_iter().flatten().flatten();
            for below in entries.filter(|entry| entry.path().is_dir()) {
                // A link may lead back up, and the files behind it are reported where they are.
                if below.file_type().is_ok_and(|kind| kind.is_dir()) {
                    open.push(below.path());
                }
                self.directories.insert(below.path());
            }
        }
    }

    fn names(&self) -> String {
        self.schemas.iter().map(|path| shown(path)).collect::<Vec<_>>().join(", ")
    }

    /// Watches the places that are not watched yet. A directory that appears later is reported by the one above it.
    fn watch(&self, watcher: &mut RecommendedWatcher, watched: &mut BTreeSet<PathBuf>) -> Result<(), Diagnostics> {
        // Editors replace a file with a new one, which only its directory reports. The same applies to a directory of schemas.
        let parents = self.files.iter().chain(&self.schemas).filter_map(|path| path.parent());
        let directories = parents.map(|place| (place, RecursiveMode::NonRecursive));
        let schemas = self.schemas.iter().map(|place| (&**place, RecursiveMode::Recursive));
        for (place, mode) in schemas.chain(directories) {
            if place.is_dir() && watched.insert(place.to_owned()) {
                watcher.watch(place, mode).map_err(|error| fault(&shown(place), &error))?;
            }
        }
        Ok(())
    }

    /// Whether a path is a directory of schemas, or contains one.
    fn is_above(&self, path: &Path) -> bool {
        self.schemas.iter().any(|directory| directory.starts_with(path))
    }

    /// Whether a path is a directory below a directory of schemas, or was one. Files in it have no events of their own if it is moved.
    fn has_directory(&self, path: &Path) -> bool {
        let is_below = self.schemas.iter().any(|directory| path.starts_with(directory));
        self.directories.contains(path) || (is_below && path.is_dir())
    }

    fn has(&self, path: &Path) -> bool {
        let is_schema = path.extension().is_some_and(|extension| extension == "json");
        self.files.iter().any(|file| file == path)
            || (is_schema && self.schemas.iter().any(|directory| path.starts_with(directory)))
    }
}

/// A change of the inputs.
struct Change {
    /// The first path that changed.
    path: PathBuf,
    /// Whether a directory of schemas appeared, was moved or was removed.
    moved: bool,
}

impl Change {
    /// The change that an event reports, if it concerns an input.
    fn of(event: Event, places: &Places) -> Option<Self> {
        let (changes, moves) = match event.kind {
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => (true, true),
            EventKind::Modify(kind) => (!matches!(kind, ModifyKind::Metadata(_)), false),
            _ => (false, false),
        };
        event.paths.into_iter().find_map(|path| {
            let moved = moves && places.is_above(&path);
            let concerns = places.has(&path) || (moves && places.has_directory(&path));
            (moved || changes && concerns).then_some(Self { path, moved })
        })
    }

    /// This change and a later one.
    fn and(self, later: Option<Self>) -> Self {
        Self { moved: self.moved || later.is_some_and(|later| later.moved), ..self }
    }
}

/// Waits for a change of an input, and for the events that belong to it. Returns `None` if there will be no more events.
fn next(events: &Receiver<notify::Result<Event>>, places: &Places) -> Option<Change> {
    let mut first: Option<Change> = None;
    loop {
        let event = match first {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(_) => events.recv_timeout(TOGETHER),
        };
        match event {
            Ok(event) => {
                let found = event.ok().and_then(|event| Change::of(event, places));
                first = match first {
                    Some(first) => Some(first.and(found)),
                    None => found,
                };
            }
            Err(RecvTimeoutError::Timeout) => return first,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn fault(what: &str, error: &notify::Error) -> Diagnostic {
    Diagnostic::error("unwatchable", format!("can't watch {what}: {error}"))
        .help("run the command that generates by hand")
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, RemoveKind, RenameMode};

    use super::*;

    #[test]
    fn a_directory_that_is_gone_is_a_change() {
        let directory = tempfile::tempdir().unwrap();
        let schemas = directory.path().join("schemas");
        fs::create_dir_all(schemas.join("v1.2/deep")).unwrap();
        let mut places = Places { schemas: vec![schemas.clone()], ..Places::default() };
        places.list();
        fs::remove_dir_all(schemas.join("v1.2")).unwrap();
        let is_change = |kind: EventKind, name: &str| {
            let event = Event { paths: vec![schemas.join(name)], ..Event::new(kind) };
            Change::of(event, &places).is_some()
        };
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        for (kind, name, expected) in [
            (moved, "v1.2", true),
            (moved, "v1.2/deep", true),
            (EventKind::Remove(RemoveKind::Any), "v1.2", true),
            (moved, "a.json", true),
            (EventKind::Create(CreateKind::File), "a.json", true),
            (moved, ".a.json.swp", false),
            (moved, "4913", false),
        ] {
            assert_eq!(is_change(kind, name), expected, "{kind:?} {name}");
        }
    }
}
