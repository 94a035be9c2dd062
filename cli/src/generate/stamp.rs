//! Detects before generating that a run would change nothing: the same program has made this output from these inputs.
//!
//! The stamp is in the target directory of the build, beside the program. An installed program has none: it is compiled with optimization,
//! and generates in the time that a stamp would save. A stamp can only skip a run; `--check` ignores it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use schemawright::input;
use schemawright::limits::{DIRECTORY_SIZE, FILE_SIZE};

use crate::tree::{Entry, entries, is_build_directory, is_cargos};

/// The inputs of the last run for this output directory, if they have not changed since.
pub(super) struct Stamp {
    file: PathBuf,
    /// The digest of the inputs before the run. A change during the run is not in its output.
    inputs: Option<u64>,
    out: PathBuf,
}

impl Stamp {
    /// The stamp of an output directory. It must be created before the inputs are read. `options` are the other things that the output
    /// depends on. None if cargo did not build the program here.
    pub(super) fn new(schemas: &Path, config: Option<&Path>, out: &Path, options: &str) -> Option<Self> {
        let program = std::env::current_exe().ok()?;
        let beside = program.parent().filter(|place| is_of_a_build(place))?;
        Some(Self::within(beside, schemas, config, out, options))
    }

    /// The same, in a directory.
    fn within(directory: &Path, schemas: &Path, config: Option<&Path>, out: &Path, options: &str) -> Self {
        let mut name = DefaultHasher::new();
        out.hash(&mut name);
        let file = directory.join(format!("gen-{:016x}.stamp", name.finish()));
        Self { file, inputs: inputs(schemas, config, options).ok(), out: out.to_owned() }
    }

    /// The counts of the last run, if this run would produce the same output.
    pub(super) fn counts(&self) -> Option<String> {
        let text = fs::read_to_string(&self.file).ok()?;
        let (digest, counts) = text.split_once('\n')?;
        (self.digest()? == digest).then(|| counts.to_owned())
    }

    /// Records a run after which the output matches the schemas. A failure to record is not an error: the next run generates again.
    pub(super) fn set(&self, counts: &str) {
        if let Some(digest) = self.digest() {
            let _ = fs::write(&self.file, format!("{digest}\n{counts}"));
        }
    }

    /// A digest of the inputs and the output. None if something can't be read.
    fn digest(&self) -> Option<String> {
        let mut digest = DefaultHasher::new();
        self.inputs?.hash(&mut digest);
        add(&self.out, &mut digest, &|entry, kind| is_cargos(&self.out, entry, kind)).ok()?;
        Some(format!("{:016x}", digest.finish()))
    }
}

/// Whether a directory is a build directory of cargo: `target/debug`, `target/TRIPLE/debug`, `target/debug/deps`.
fn is_of_a_build(directory: &Path) -> bool {
    directory.ancestors().take(4).any(is_build_directory)
}

/// A digest of the program, its options and its inputs.
fn inputs(schemas: &Path, config: Option<&Path>, options: &str) -> io::Result<u64> {
    let mut digest = DefaultHasher::new();
    let program = fs::metadata(std::env::current_exe()?)?;
    (program.len(), program.modified()?, options).hash(&mut digest);
    let (files, faults) = input::list(schemas, input::is_json);
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault.into());
    }
    for file in files {
        (file.name, input::read(&file.path, FILE_SIZE)?).hash(&mut digest);
    }
    if let Some(config) = config {
        (config, input::read(config, FILE_SIZE)?).hash(&mut digest);
    }
    Ok(digest.finish())
}

/// Adds all files below a directory of the output with their paths, except for the skipped entries. Links are not followed, because the
/// generator writes none.
fn add(directory: &Path, digest: &mut DefaultHasher, passed_over: &dyn Fn(&Path, Entry) -> bool) -> io::Result<()> {
    directory.hash(digest);
    let mut entries = entries(directory)?;
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (name, kind) in entries {
        let path = directory.join(name);
        match kind {
            _ if passed_over(&path, kind) => {}
            Entry::Directory => add(&path, digest, passed_over)?,
            Entry::File => (&path, input::read(&path, DIRECTORY_SIZE)?).hash(digest),
            Entry::Other => (&path, "other").hash(digest),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_holds_until_something_changes() {
        let root = std::env::temp_dir().join(format!("gen-stamp-{}", std::process::id()));
        let (schemas, out) = (root.join("schemas"), root.join("out"));
        fs::create_dir_all(&schemas).unwrap();
        fs::create_dir_all(out.join("src")).unwrap();
        let stamp = |options: &str| Stamp::within(&root, &schemas, None, &out, options);
        fs::write(schemas.join("a.json"), "{}").unwrap();
        fs::write(out.join("src/lib.rs"), "").unwrap();

        assert_eq!(stamp("x").counts(), None);
        stamp("x").set("1 schema");
        assert_eq!(stamp("x").counts().as_deref(), Some("1 schema"));
        assert_eq!(stamp("y").counts(), None, "other options");

        fs::write(schemas.join("a.json"), "{ }").unwrap();
        assert_eq!(stamp("x").counts(), None, "another schema");
        stamp("x").set("1 schema");
        fs::write(out.join("src/lib.rs"), "// edited").unwrap();
        assert_eq!(stamp("x").counts(), None, "another output");
        // Directories with the names of cargo's count as schemas, and as output unless cargo created them.
        stamp("x").set("1 schema");
        fs::create_dir(schemas.join("target")).unwrap();
        fs::write(schemas.join("target/b.json"), "{}").unwrap();
        assert_eq!(stamp("x").counts(), None, "a schema more");
        for directory in [out.join("src/target"), out.join("target")] {
            stamp("x").set("1 schema");
            fs::create_dir(&directory).unwrap();
            assert_eq!(stamp("x").counts(), None, "{}", directory.display());
        }
        stamp("x").set("1 schema");
        fs::remove_dir(out.join("target")).unwrap();
        assert_eq!(stamp("x").counts(), None, "a directory less");
        stamp("x").set("1 schema");
        fs::create_dir(out.join("target")).unwrap();
        fs::write(out.join("target/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55").unwrap();
        fs::write(out.join("Cargo.lock"), "").unwrap();
        assert_eq!(stamp("x").counts().as_deref(), Some("1 schema"), "cargo has built");

        let during = stamp("x");
        fs::write(schemas.join("a.json"), "{ \"changed\": \"while it ran\" }").unwrap();
        during.set("1 schema");
        assert_eq!(stamp("x").counts(), None, "a schema that changed during the run");
        stamp("x").set("1 schema");

        fs::write(out.join("extra.rs"), "").unwrap();
        assert_eq!(stamp("x").counts(), None, "a file more");

        fs::remove_dir_all(root).unwrap();
    }
}
