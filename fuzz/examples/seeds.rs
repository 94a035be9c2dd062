//! Writes the seeds of a new corpus below a directory: `cargo run --example seeds -- DIR`.
//!
//! The seeds of `generate_files` are the fixtures with few files; those of `decode` are bodies of each type. `generate_schemas` accepts any
//! bytes.

#[path = "../../tests/random/mod.rs"]
mod random;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use random::schemas::bodies;
use random::{SUBJECTS, letter};

fn main() -> io::Result<()> {
    let directory = std::env::args().nth(1).map_or_else(|| PathBuf::from("target/seeds"), PathBuf::from);
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures");
    let mut files = Vec::new();
    for fixture in fs::read_dir(fixtures)? {
        let fixture = fixture?.path();
        let mut text = Vec::new();
        for schema in fs::read_dir(fixture.join("schemas"))?.take(8) {
            add(&mut text, &schema?.path())?;
        }
        let config = fixture.join("codegen.toml");
        if config.is_file() {
            add(&mut text, &config)?;
        }
        files.push(text);
    }
    write(&directory.join("generate_files"), &files)?;
    let bodies = SUBJECTS.iter().enumerate().flat_map(|(index, subject)| {
        bodies((subject.path)()).into_iter().map(move |body| [&[letter(index)], body.to_string().as_bytes()].concat())
    });
    write(&directory.join("decode"), &bodies.collect::<Vec<_>>())
}

/// A file, after the line with its name.
fn add(text: &mut Vec<u8>, path: &Path) -> io::Result<()> {
    if path.is_file() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        text.extend([format!("--- {name}\n").as_bytes(), &fs::read(path)?, b"\n"].concat());
    }
    Ok(())
}

fn write(directory: &Path, seeds: &[Vec<u8>]) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    seeds.iter().enumerate().try_for_each(|(index, seed)| fs::write(directory.join(format!("{index:03}")), seed))
}
